"""A centre asks another for goods; a manager of the supplying side approves, and it's sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cpise_inventory.catalogue.commands import item_in_use, known_centre
from cpise_inventory.documents.issuing import REQUEST
from cpise_inventory.people.four_eyes import others_who_may
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.stock.commands import LONGEST_REMARKS, some
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.texts import checked_text, said_reason
from cpise_inventory.transfers import queries
from cpise_inventory.transfers.errors import (
    MoreThanRequestedError,
    NotRequestedError,
    OtherRouteError,
    OwnRequestError,
    RequestDecidedError,
    RequestEndedError,
    RequestNotApprovedError,
    RequestSentError,
    RequestTurnedDownError,
    SamePlaceError,
    UnknownRequestError,
    WantedInThePastError,
)
from cpise_inventory.transfers.events import (
    Asked,
    RequestApproved,
    RequestClosed,
    Requested,
    RequestRefused,
)
from cpise_inventory.transfers.queries import Request
from cpise_inventory.work import Work

Lines = Sequence[tuple[str, int]]
"""Items and quantities in base units."""

_ENDED = {"refused": RequestTurnedDownError, "closed": RequestEndedError}
"""Why nothing is sent for a requisition that nobody can approve any more."""


@dataclass(frozen=True)
class Requisition:
    """`centre` asks `supplier`. `wanted_on`: the day by which it's needed."""

    centre: str
    supplier: str
    lines: Lines
    wanted_on: date | None = None
    remarks: str = ""
    happened_on: date | None = None


def request(work: Work, wanted: Requisition) -> str:
    """Ask for goods; the requisition's number."""
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(wanted.happened_on)
    known_centre(work.connection, wanted.centre)
    known_centre(work.connection, wanted.supplier)
    if wanted.centre == wanted.supplier:
        raise SamePlaceError(wanted.supplier)
    if wanted.wanted_on and wanted.wanted_on < day:
        raise WantedInThePastError(wanted.wanted_on.isoformat())
    lines = _asked(work, wanted.lines)
    remarks = checked_text("remarks", wanted.remarks, LONGEST_REMARKS)
    return work.issue(
        REQUEST,
        lambda number: Requested(
            number=number,
            centre=wanted.centre,
            supplier=wanted.supplier,
            lines=lines,
            wanted_on=wanted.wanted_on.isoformat() if wanted.wanted_on else "",
            remarks=remarks,
        ),
        day,
    )


def approve_request(work: Work, number: str, lines: Lines = (), remarks: str = "") -> None:
    """So much of it may be sent; without `lines`, all of it."""
    work.require(Right.APPROVE)
    found = _waiting(work, number)
    asked = {line.item: line.asked for line in found.lines}
    granted = _asked(work, lines) if lines else tuple(Asked(*pair) for pair in asked.items())
    for line in granted:
        if line.item not in asked:
            raise NotRequestedError(line.item, found.number)
        if line.quantity > asked[line.item]:
            raise MoreThanRequestedError(line.item, line.quantity, asked[line.item], found.number)
    work.record(
        RequestApproved(
            number=found.number,
            centre=found.supplier,
            lines=granted,
            remarks=checked_text("remarks", remarks, LONGEST_REMARKS),
            alone=_somebody_else(work, found),
        )
    )


def refuse_request(work: Work, number: str, reason: str) -> None:
    work.require(Right.APPROVE)
    found = _waiting(work, number)
    said = said_reason(reason, LONGEST_REMARKS)
    work.record(RequestRefused(number=found.number, centre=found.supplier, reason=said))


def close_request(work: Work, number: str, reason: str) -> None:
    """No more will be sent for it, for whatever reason."""
    work.require(Right.MOVE_STOCK)
    found = _held(work, number)
    if found.status in ("refused", "closed", "sent"):
        raise RequestDecidedError(found.number, found.status)
    said = said_reason(reason, LONGEST_REMARKS)
    work.record(RequestClosed(number=found.number, centre=found.centre, reason=said))


def all_left(work: Work, number: str) -> list[Wanted]:
    """What was approved and not sent yet; of its lots those that expire first.

    Raises `UnknownRequestError`, `RequestNotApprovedError`, `RequestSentError`.
    """
    found = _held(work, number)
    _check_approved(found)
    if not found.left:
        raise RequestSentError(found.number)
    return [Wanted(line.item, line.left) for line in found.lines if line.left]


def check_sendable(
    work: Work, number: str, source: str, target: str, lines: Sequence[Wanted]
) -> None:
    """Whether these goods may be sent for a requisition. Raises why not."""
    found = _held(work, number)
    if (found.supplier, found.centre) != (source, target):
        raise OtherRouteError(found.number, found.supplier, found.centre)
    _check_approved(found)
    left = {line.item: line.left for line in found.lines if line.approved}
    for line in lines:
        if line.item not in left:
            raise NotRequestedError(line.item, found.number)
        if line.quantity > left[line.item]:
            raise MoreThanRequestedError(line.item, line.quantity, left[line.item], found.number)
        left[line.item] -= line.quantity


def _asked(work: Work, lines: Lines) -> tuple[Asked, ...]:
    """An item that stands there twice counts for both."""
    wanted: dict[str, int] = {}
    for item, quantity in lines:
        code = item_in_use(work.connection, item).code
        wanted[code] = wanted.get(code, 0) + checked_quantity(quantity, code)
    some(lines)
    return tuple(Asked(item, checked_quantity(whole, item)) for item, whole in wanted.items())


def _held(work: Work, number: str) -> Request:
    wanted = number.strip().upper()
    work.hold(f"document {wanted}")
    found = queries.request_of(work.connection, wanted)
    if found is None:
        raise UnknownRequestError(number.strip())
    return found


def _check_approved(found: Request) -> None:
    if found.decided != "approved":
        why = _ENDED.get(found.decided, RequestNotApprovedError)
        raise why(found.number, found.status)


def _waiting(work: Work, number: str) -> Request:
    found = _held(work, number)
    if found.decided != "asked":
        raise RequestDecidedError(found.number, found.status)
    return found


def _somebody_else(work: Work, found: Request) -> bool:
    """Whether there is nobody else. Raises `OwnRequestError` where there is."""
    if others := others_who_may(work, Right.APPROVE, (found.actor,)):
        raise OwnRequestError(found.number, found.actor, others)
    return work.person.name == found.actor
