"""Undo: a new document that says the opposite. Nothing is edited, nothing is deleted."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec.structs import replace

from cpise_inventory.assets.events import AssetCheck, State
from cpise_inventory.catalogue.places import open_one
from cpise_inventory.documents.issuing import DISTRIBUTED
from cpise_inventory.documents.queries import Document, events_about
from cpise_inventory.errors import Refusals
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import is_real
from cpise_inventory.losses.events import LossRejected
from cpise_inventory.losses.queries import holders
from cpise_inventory.stock import queries
from cpise_inventory.stock.errors import AlreadyHandedOnError, ReturnedSinceError
from cpise_inventory.stock.events import Carrying, GivenBack, Line, Moving, Reversed, Settling
from cpise_inventory.stock.returns import returns_of
from cpise_inventory.stock.taking import shortfalls
from cpise_inventory.work import Work


def movements(work: Work, found: Document) -> tuple[Event[Any], ...]:
    """What moved goods under a document's number: itself, and what was decided on it.

    Of a loss whose report was rejected, nothing: all is back already.
    """
    about = events_about(work.connection, work.journal, found.number)
    if any(isinstance(event.payload, LossRejected) for event in about):
        return ()
    return tuple(event for event in about if _moves(event.payload))


def _moves(said: Any) -> bool:
    """A decision without lines moved nothing; a document without any is one all the same."""
    return isinstance(said, Moving) and bool(said.lines or not isinstance(said, Settling))


def way_back(moved: Sequence[Event[Any]]) -> tuple[Line, ...]:
    """The lines that bring goods to where they were before these events."""
    if len(moved) == 1:
        return tuple(line.turned() for line in moved[0].payload.lines)
    return tuple(_net(line for event in moved for line in event.payload.lines))


def _net(lines: Iterator[Line]) -> Iterator[Line]:
    """Straight from where each lot is in the end to where it was in the beginning."""
    changed: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in lines:
        changed[line.item, line.lot][line.source] -= line.quantity
        changed[line.item, line.lot][line.target] += line.quantity
    for (item, lot), places in changed.items():
        came = [(place, amount) for place, amount in places.items() if amount > 0]
        went = [(place, -amount) for place, amount in places.items() if amount < 0]
        while came and went:
            (source, here), (target, due) = came.pop(), went.pop()
            quantity = min(here, due)
            yield Line(item, lot, source, target, quantity)
            if here > quantity:
                came.append((source, here - quantity))
            if due > quantity:
                went.append((target, due - quantity))


def check_way_back(work: Work, found: Document, lines: Sequence[Line]) -> None:
    """Raises `AlreadyHandedOnError`, or several, where what came in is there no more;
    `ReturnedSinceError` where something of what was given out has come back on a paper of its own;
    `ClosedPlaceError` where what went out can't come back.
    """
    if found.code == DISTRIBUTED and (notes := returns_of(work.connection, found)):
        raise ReturnedSinceError(found.number, notes[-1].number)
    day = max(work.today, date.fromisoformat(found.happened_on))  # never before what it undoes
    for location in {line.target for line in lines if is_real(line.target)}:
        open_one(work.connection, location)
    queries.hold_stock(work.connection, *sorted({line.source for line in lines}))
    gone = [
        AlreadyHandedOnError(
            found.number,
            short.item,
            short.wanted - short.available,
            (
                *queries.takers(work.connection, *short[:3], found.happened_on, found.clock),
                *holders(work.connection, *short[:3], but=found.number),
            ),
        )
        for short in shortfalls(work.connection, lines, day, found.number)
    ]
    if gone:
        raise gone[0] if len(gone) == 1 else Refusals(tuple(gone))


@dataclass(frozen=True)
class Along:
    """How the assets that went along stand again, and what they are again."""

    states: tuple[State, ...] = ()
    checks: tuple[AssetCheck, ...] = ()


ALONE = Along()


def reverse_movement(
    work: Work,
    found: Document,
    lines: Sequence[Line],
    moved: Sequence[Event[Any]],
    reason: str,
    along: Along = ALONE,
) -> str:
    """Bring the goods back along these lines; the reversing document's number."""
    first, last = moved[0].payload, moved[-1]
    carried = isinstance(first, Carrying) and first.carries
    return work.issue(
        found.code,
        lambda number: Reversed(
            number=number,
            centre=found.centre,
            undoes=found.number,
            reason=reason,
            lines=tuple(lines),
            of=found.kind,
            then=last.happened_on,
            answered=first.answers,
            road=first.road if carried else (),
            states=along.states,
            asset_checks=along.checks,
            waybill=getattr(first, "waybill", "") if carried else "",
            receipt=first.receipt if isinstance(first, GivenBack) and first.given else "",
        ),
        max(work.today, date.fromisoformat(last.happened_on)),
    )


def restore(
    work: Work, found: Document, lines: Sequence[Line], reversing: Event[Reversed], reason: str
) -> str:
    """Take back one of two reversals of a document; the number of the paper that says so.

    How its assets stand is left alone: both reversals say the same of them.
    """
    said = reversing.payload
    return work.issue(
        found.code,
        lambda number: replace(
            said,
            number=number,
            undoes=found.number,
            reason=reason,
            lines=tuple(lines),
            then=said.then or reversing.happened_on,
            states=(),
            asset_checks=counted(said),
            restores=said.undoes,
        ),
        max(work.today, date.fromisoformat(reversing.happened_on)),
    )


def counted(said: Carrying) -> tuple[AssetCheck, ...]:
    """Which assets a paper counts as short, without saying anew what they are."""
    return tuple(
        AssetCheck(check.tag, lacking=check.lacking) for check in said.asset_checks if check.lacking
    )
