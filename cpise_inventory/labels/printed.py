"""What was printed of a label, by its tag or its number: how often, and which one holds.

A label that replaces another bears its generation in its code, so that the old one, should it turn
up, is known for what it is. Of two workstations that replaced the same label apart, both new ones
hold: the generation is a maximum, no sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import Connection, select

from cpise_inventory.identity import MOST_GENERATIONS
from cpise_inventory.journal.event import Event
from cpise_inventory.labels.errors import NoReprintReasonError, UnknownReprintReasonError
from cpise_inventory.texts import checked_text
from db.schema import label_print
from db.write import Changes

COPY, OTHER = "copy", "other"
REASONS: Final = ("spoiled", "worn", "lost", "moved", "changed", COPY, OTHER)
"""Why a label is printed again. Each but a further copy takes the place of the one before."""
LONGEST_REMARKS = 200
AT_ONCE = 1_000
_P = label_print.c


class Reprint(NamedTuple):
    """Why labels that were printed before are printed again; `remarks` in words.

    `after`: where a print stopped, the tag or number of the label that came out last. What went to
    paper with it and is printed now belongs to the same print: it's replaced no second time.
    """

    reason: str = COPY
    remarks: str = ""
    after: str = ""


ANOTHER: Final = Reprint()
"""One more of the same, where nothing else is said."""


class Printed(NamedTuple):
    """`replaced_at`: when the label that holds was printed, microseconds; 0 if it's the first.
    `stamp`: of its last print.
    """

    copies: int = 0
    generation: int = 1
    replaced_at: int = 0
    reason: str = ""
    stamp: str = ""


class Printing(Protocol):
    """An event by which labels went to paper."""

    @property
    def copies(self) -> int: ...
    @property
    def reason(self) -> str: ...
    @property
    def generations(self) -> tuple[int, ...]: ...


def count_labels(names: Sequence[str], said: Printing, event: Event[Any], changes: Changes) -> None:
    """Project what was printed of these; what the first generation is need not be said."""
    for at, name in enumerate(names):
        changes.increase(label_print, "copies", (name,), said.copies)
        changes.latest(label_print, {"tag": name}, printed=event.stamp)
        generation = said.generations[at] if at < len(said.generations) else 1
        if generation > 1:
            changes.latest(
                label_print,
                {"tag": name},
                generation=generation,
                replaced_at=event.at,
                reason=said.reason,
                # a copy doesn't say when and why the label that it's a copy of was replaced
                generation_stamp=f"{generation:012d}{said.reason != COPY:d}{event.stamp}",
            )


def printed(connection: Connection, names: Sequence[str]) -> dict[str, Printed]:
    """By tag or number; those that never went to paper are left out."""
    found: dict[str, Printed] = {}
    for first in range(0, len(names), AT_ONCE):
        some = names[first : first + AT_ONCE]
        wanted = select(label_print).where(_P.tag.in_(some), _P.copies > 0)
        for row in connection.execute(wanted):
            found[row.tag] = Printed(
                row.copies, max(row.generation, 1), row.replaced_at, row.reason, row.printed
            )
    return found


def printed_apart(connection: Connection, before: Mapping[str, Printed], after: str) -> set[str]:
    """Those of what was printed that didn't go to paper last in one print with the label `after`;
    all, where none is named.
    """
    last = printed(connection, [after]).get(after) if after else None
    return {name for name, one in before.items() if last is None or one.stamp != last.stamp}


def said_again(
    connection: Connection, names: Sequence[str], reprint: Reprint
) -> tuple[Reprint, dict[str, int]]:
    """What is said of labels that are printed now, and which generation each of them is.

    Raises `UnknownReprintReasonError`, `NoReprintReasonError`.
    """
    before = printed(connection, names)
    if not before:
        return Reprint(""), dict.fromkeys(names, 1)
    apart = printed_apart(connection, before, reprint.after)
    said = checked_reprint(reprint) if apart else ANOTHER
    replaces = apart if said.reason != COPY else set()
    return said, {
        name: min(before[name].generation + (name in replaces), MOST_GENERATIONS)
        if name in before
        else 1
        for name in names
    }


def checked_reprint(reprint: Reprint) -> Reprint:
    """Raises `UnknownReprintReasonError`, `NoReprintReasonError`."""
    if reprint.reason not in REASONS:
        raise UnknownReprintReasonError(reprint.reason, REASONS)
    remarks = checked_text("remarks", reprint.remarks, LONGEST_REMARKS)
    if reprint.reason == OTHER and not remarks:
        raise NoReprintReasonError
    return Reprint(reprint.reason, remarks)


def reprint_said(text: str) -> Reprint:
    """One of the reasons by its code, or any other in words; nothing said is a further copy."""
    reason = text.strip()
    if not reason:
        return Reprint()
    known = reason.lower()
    return Reprint(known) if known in REASONS and known != OTHER else Reprint(OTHER, reason)


def replaced(generations: Iterable[int]) -> tuple[int, ...]:
    """As an event says it: nothing where each is the first."""
    said = tuple(generations)
    return said if any(one > 1 for one in said) else ()
