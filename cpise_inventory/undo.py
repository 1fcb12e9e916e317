"""Undo any document by its reversing document: one place, whatever the document is about.

What stands in the way can be asked beforehand, by `foresee`.
"""

from dataclasses import dataclass
from typing import Any

from cpise_inventory.assets.events import AboutAssets, AssetCheck, State
from cpise_inventory.assets.undo import checks_before, reverse_assets, states_before
from cpise_inventory.campaigns.events import CampaignReported
from cpise_inventory.campaigns.undo import reverse_report
from cpise_inventory.documents.commands import known_document
from cpise_inventory.documents.queries import TWICE, Document, issued_event, reversals_of
from cpise_inventory.journal.event import Event
from cpise_inventory.people.rights import Right
from cpise_inventory.stock.errors import (
    AlreadyReversedError,
    NoLongerTwiceError,
    NotReversibleError,
    ReversalOfReversalError,
)
from cpise_inventory.stock.events import Carrying, Line
from cpise_inventory.stock.undo import (
    Along,
    check_way_back,
    counted,
    movements,
    restore,
    reverse_movement,
    way_back,
)
from cpise_inventory.texts import said_reason
from cpise_inventory.transfers.undo import check_not_built_upon
from cpise_inventory.work import Work

LONGEST_REASON = 200


@dataclass(frozen=True)
class Undoing:
    """What undoing a document does: goods go along `lines`, assets stand as `states` say and are
    what `checks` say.

    `moved`: the events whose movements are taken back; `report`: of a physical verification, by
    which nothing is missing any more.
    """

    document: Document
    lines: tuple[Line, ...] = ()
    states: tuple[State, ...] = ()
    moved: tuple[Event[Any], ...] = ()
    checks: tuple[AssetCheck, ...] = ()
    report: CampaignReported | None = None


def undo(work: Work, number: str, reason: str) -> str:
    """The reversing document's number.

    Who issued a document may undo it on the same day; later, or another's, needs the right to
    cancel. Raises why it can't be undone.
    """
    found = _held(work, number)
    reason = said_reason(reason, LONGEST_REASON)
    planned = _planned(work, found)
    if planned.report:
        return reverse_report(work, found, planned.report, reason)
    if not planned.moved:
        return reverse_assets(work, found, planned.states, reason)
    if found.reverses:
        return restore(work, found, planned.lines, planned.moved[0], reason)
    along = Along(planned.states, planned.checks)
    return reverse_movement(work, found, planned.lines, planned.moved, reason, along)


def foresee(work: Work, number: str) -> Undoing:
    """What undoing it would do now; raises what `undo` would. Writes nothing."""
    return _planned(work, _held(work, number))


def _held(work: Work, number: str) -> Document:
    """The document, which nobody else decides on meanwhile. Raises who may undo it."""
    asked = known_document(work, number)
    work.hold(f"document {asked.reverses or asked.number}")  # one settles what was undone twice
    found = known_document(work, asked.number)
    work.require(Right.MOVE_STOCK if _own_and_fresh(work, found) else Right.CANCEL)
    return found


def _planned(work: Work, found: Document) -> Undoing:
    if found.reversed_by:
        raise AlreadyReversedError(found.number, found.reversed_by)
    if found.reverses:
        return _surplus(work, found)
    told = issued_event(work.connection, work.journal, found).payload
    if isinstance(told, CampaignReported):
        return Undoing(found, report=told)
    if isinstance(told, AboutAssets):
        return Undoing(found, states=states_before(work, found))
    moved = movements(work, found)
    if not moved:
        raise NotReversibleError(found.number)
    check_not_built_upon(work, moved[0].payload)
    lines = way_back(moved)
    check_way_back(work, found, lines)
    said = moved[0].payload
    if isinstance(said, Carrying) and said.carries:
        if reversals_of(work.connection, found.number):  # the assets stand again since the first
            return Undoing(found, lines, moved=moved, checks=counted(said))
        states, checks = states_before(work, found), checks_before(work, found)
        return Undoing(found, lines, states, moved, checks)
    return Undoing(found, lines, moved=moved)


def _surplus(work: Work, found: Document) -> Undoing:
    """Of a document that workstations undid apart, one reversal is taken back, and no more."""
    if found.times < TWICE:
        others = len(reversals_of(work.connection, found.reverses)) - 1
        if found.times and others:
            raise NoLongerTwiceError(found.number, found.reverses)
        raise ReversalOfReversalError(found.number)
    reversing = issued_event(work.connection, work.journal, found)
    lines = way_back((reversing,))
    check_way_back(work, found, lines)
    return Undoing(found, lines, moved=(reversing,))


def _own_and_fresh(work: Work, found: Document) -> bool:
    day = 24 * 3600 * 1_000_000
    return found.actor == work.person.name and found.issued_at // day == work.now // day
