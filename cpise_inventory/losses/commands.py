"""Report goods that are expired, damaged, lost or stolen; approve the report, or reject it.

What is there still, expired or damaged, goes into quarantine with the report. What is not there
leaves its shelf for the centre's place of what is reported, so that a count of the shelf finds what
the books say. Either way it's on the centre's books, and held, until somebody else has decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cpise_inventory.catalogue.commands import known_item, storeroom
from cpise_inventory.documents.commands import known_document
from cpise_inventory.documents.issuing import LOSS, WAYBILL, WRITE_OFF
from cpise_inventory.documents.queries import document_of, issued_event
from cpise_inventory.identity import read_lot
from cpise_inventory.locations import DAMAGED, EXPIRED, LOST, quarantine, reported
from cpise_inventory.losses import queries
from cpise_inventory.losses.errors import (
    LossDecidedError,
    NotAWaybillError,
    NotExpiredError,
    OwnLossError,
    UnknownLossError,
    UnknownLossReasonError,
)
from cpise_inventory.losses.events import LossApproved, LossRejected, LossReported
from cpise_inventory.losses.queries import Report
from cpise_inventory.people.four_eyes import others_who_may
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.stock.errors import (
    NoLinesError,
    NoPoliceReportError,
    NotEnoughStockError,
)
from cpise_inventory.stock.events import Line
from cpise_inventory.stock.queries import hold_stock
from cpise_inventory.stock.taking import Shelf, Wanted, shortfalls
from cpise_inventory.texts import checked_text, said_reason
from cpise_inventory.work import Work

ENDS: Final = {"expired": EXPIRED, "damaged": DAMAGED, "lost": LOST, "stolen": LOST}
"""Why goods are lost -> where they are in the end."""
THERE_STILL: Final = ("expired", "damaged")
"""These are to be seen and set apart: a write-off. Of the others there's but a report."""
LONGEST_REFERENCE, LONGEST_REMARKS = 80, 400


@dataclass(frozen=True)
class Loss:
    """`why`: expired, damaged, lost or stolen; of what was stolen, the police report's reference.

    `waybill`: the number of that with which the goods came, if the loss stems from it. A line
    without a lot means what would leave first; of expired goods, what has expired.
    """

    centre: str
    why: str
    lines: Sequence[Wanted]
    storeroom: str = ""
    police: str = ""
    waybill: str = ""
    remarks: str = ""
    happened_on: date | None = None


def report(work: Work, loss: Loss) -> str:
    """The number of the write-off, or of the loss report. It waits for approval."""
    work.require(Right.MOVE_STOCK)
    if loss.why not in ENDS:
        raise UnknownLossReasonError(loss.why, tuple(ENDS))
    if not loss.lines:
        raise NoLinesError
    day = work.date_of_fact(loss.happened_on)
    source = storeroom(work.connection, loss.centre, loss.storeroom)
    police = checked_text("police", loss.police, LONGEST_REFERENCE)
    if loss.why == "stolen" and not police:
        raise NoPoliceReportError(", ".join(dict.fromkeys(want.item for want in loss.lines)))
    waybill = _known_waybill(work, loss.waybill)
    remarks = checked_text("remarks", loss.remarks, LONGEST_REMARKS)
    there = loss.why in THERE_STILL
    place = quarantine(loss.centre) if there else reported(loss.centre)
    lines = _gone(work, loss, source, place, day)
    apart = source == place
    return work.issue(
        WRITE_OFF if there else LOSS,
        lambda number: LossReported(
            number=number,
            centre=loss.centre,
            why=loss.why,
            police=police,
            waybill=waybill,
            remarks=remarks,
            lines=() if apart else lines,
            apart=lines if apart else (),
        ),
        day,
    )


def _known_waybill(work: Work, number: str) -> str:
    if not number.strip():
        return ""
    found = known_document(work, number)
    if found.code != WAYBILL:
        raise NotAWaybillError(found.number)
    return found.number


def _gone(work: Work, loss: Loss, source: str, place: str, day: date) -> tuple[Line, ...]:
    """From where it was to where it's held, lot by lot."""
    shelf, lines = Shelf(work.connection, source, day, work.today), list[Line]()
    for want in loss.lines:
        known_item(work.connection, want.item)
        checked_quantity(want.quantity, want.item)
        lines += shelf.take(want, place)
    if loss.why == "expired":
        for line in lines:
            lot = read_lot(line.lot)
            if lot.expires_on >= day.isoformat():
                raise NotExpiredError(line.item, lot.number, lot.expires_on)
    return tuple(lines)


def approve(work: Work, number: str) -> None:
    """The goods leave the books for good."""
    work.require(Right.APPROVE)
    found, said = _waiting(work, number)
    if others := others_who_may(work, Right.APPROVE, [found.reporter]):
        raise OwnLossError(found.number, work.person.name, others)
    end = ENDS[said.why]
    lines = tuple(Line(one.item, one.lot, one.target, end, one.quantity) for one in said.goods)
    day = _day_of_decision(work, found, lines)
    alone = work.person.name == found.reporter
    work.record(
        LossApproved(number=found.number, centre=found.centre, lines=lines, alone=alone), day
    )


def reject(work: Work, number: str, reason: str) -> None:
    """The goods go back to where they were."""
    work.require(Right.APPROVE)
    found, said = _waiting(work, number)
    reason = said_reason(reason, LONGEST_REMARKS)
    lines = tuple(line.turned() for line in said.lines)
    day = _day_of_decision(work, found, lines)
    work.record(
        LossRejected(number=found.number, centre=found.centre, lines=lines, reason=reason), day
    )


def _waiting(work: Work, number: str) -> tuple[Report, LossReported]:
    """A report that is not decided yet, and what it says."""
    wanted = number.strip().upper()
    work.hold(f"document {wanted}")
    found, document = queries.report(work.connection, wanted), document_of(work.connection, wanted)
    if found is None or document is None:
        raise UnknownLossError(number.strip())
    if found.status != "waits":
        raise LossDecidedError(found.number, found.status)
    return found, issued_event(work.connection, work.journal, document).payload


def _day_of_decision(work: Work, found: Report, lines: Sequence[Line]) -> date:
    """Today, or the day of the report if that is later by somebody's clock.

    Raises `NotEnoughStockError` where the goods are not held there any more.
    """
    day = max(work.today, date.fromisoformat(found.reported_on))
    hold_stock(work.connection, *sorted({line.source for line in lines}))
    for short in shortfalls(work.connection, lines, day, found.number):
        raise NotEnoughStockError(short.item, short.wanted, short.available, short.location)
    return day
