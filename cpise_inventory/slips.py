"""A tag as somebody typed it, wherever it's typed; of a mistyped one, which may have been meant.

What is one slip of a finger away is made up and looked for by its name: it costs the same however
many assets there are.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress

from sqlalchemy import Connection

from cpise_inventory.assets.queries import some_assets
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import (
    ALPHABET,
    PREFIX,
    MistypedTagError,
    NearTagError,
    NotATagError,
    read_label,
    read_tag,
)
from cpise_inventory.labels.queries import blank_tags
from cpise_inventory.statuses import CANCELLED

_LONGEST = 24
"""Characters of what can be one slip away from a label's code, with some room."""


def known_tag(connection: Connection, text: str) -> str:
    """A tag however typed, known or not. Of a mistyped one `NearTagError` says which was meant, if
    one alone can be: an asset's, or one that is reserved and waits for its asset.

    Raises `NotATagError` or `MistypedTagError` otherwise.
    """
    try:
        return read_tag(text)
    except (MistypedTagError, NotATagError) as slip:
        raise _told(text, _in_use(connection, near_names(text)), slip) from None


def near_tag(connection: Connection, text: str) -> NearTagError | None:
    """Which tag was meant by a text that is none, if one alone can be."""
    try:
        known_tag(connection, text)
    except NearTagError as near:
        return near
    except Refusal:
        pass
    return None


def label_among(names: Collection[str], text: str) -> str:
    """The name of a label, however typed; of a mistyped one `NearTagError` says which of these was
    meant. Raises as `known_tag`.
    """
    try:
        return read_label(text).name
    except (MistypedTagError, NotATagError) as slip:
        raise _told(text, [one for one in near_names(text) if one in names], slip) from None


def _in_use(connection: Connection, tags: list[str]) -> list[str]:
    there = {one.tag for one in some_assets(connection, tags) if one.status != CANCELLED}
    blank = blank_tags(connection, tags).values()
    return sorted(there | {one.tag for one in blank if not one.used and not one.void})


def _told(text: str, near: list[str], slip: Refusal) -> Refusal:
    return NearTagError(text.strip(), near[0]) if len(near) == 1 else slip


def near_names(text: str) -> list[str]:
    """The tags and numbers of labels whose check character fits after one slip: a character that is
    wrong, missing or too many, or two that are swapped.
    """
    plain = "".join(one for one in text.upper() if one in ALPHABET).removeprefix(PREFIX)
    found: dict[str, None] = {}
    if len(plain) > _LONGEST:
        return []
    for candidate in _one_slip_away(plain):
        with suppress(Refusal):
            found[read_label(candidate).name] = None
    return list(found)


def _one_slip_away(plain: str) -> Iterator[str]:
    for at in range(len(plain) + 1):
        before, here, after = plain[:at], plain[at : at + 1], plain[at + 1 :]
        for other in ALPHABET:
            yield before + other + here + after
            if here:
                yield before + other + after
        if here:
            yield before + after
        if after:
            yield before + after[0] + here + after[1:]
