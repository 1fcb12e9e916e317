"""Codes of ours that one slip of a finger away from a mistyped one: what may have been meant."""

from collections.abc import Iterator
from contextlib import suppress

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import ALPHABET, PREFIX, read_label


def near_names(text: str) -> list[str]:
    """The tags and numbers of labels whose check character fits after one slip: a character that is
    wrong, missing or too many, or two that are swapped.
    """
    plain = "".join(one for one in text.upper() if one in ALPHABET).removeprefix(PREFIX)
    found: dict[str, None] = {}
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
