"""Goods and assets go on the road and come in from it. What doesn't come in stays there to be
settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from cpise_inventory.catalogue.commands import known_centre, storeroom
from cpise_inventory.documents.issuing import ARRIVED, WAYBILL
from cpise_inventory.errors import Refusal
from cpise_inventory.locations import transit
from cpise_inventory.people.rights import Right
from cpise_inventory.stock.commands import LONGEST_NAME, LONGEST_REMARKS, some, taken
from cpise_inventory.stock.events import Line
from cpise_inventory.stock.queries import hold_stock
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.texts import checked_text, said_reason
from cpise_inventory.transfers import queries
from cpise_inventory.transfers.carried import (
    Brought,
    brought_in,
    everything_brought,
    going_along,
    on_the_way,
)
from cpise_inventory.transfers.errors import (
    AlreadyClosedError,
    BeforeSendingError,
    CancelledTransferError,
    NothingOnTheRoadError,
    SamePlaceError,
    UnknownTransferError,
    WrongCentreError,
)
from cpise_inventory.transfers.events import Arrived, Sent, TransferClosed
from cpise_inventory.transfers.queries import Transfer
from cpise_inventory.transfers.receiving import Came, check_expected, unloaded
from cpise_inventory.transfers.requests import check_sendable
from cpise_inventory.work import Work


@dataclass(frozen=True)
class Shipment:
    """Goods for another centre and, on the same lorry, assets by their tags. `request`: the
    approved requisition that the goods are sent for.
    """

    source: str
    target: str
    lines: Sequence[Wanted] = ()
    storeroom: str = ""
    driver: str = ""
    vehicle: str = ""
    remarks: str = ""
    happened_on: date | None = None
    trailer: str = ""
    phone: str = ""
    request: str = ""
    assets: Sequence[str] = ()


@dataclass(frozen=True)
class Arrival:
    """What came in of a waybill. Neither `lines` nor `assets`: everything that is on the road,
    unless the waybill is closed.

    A line that is but `Wanted` came in good condition. `last`: nothing more of it will come.
    """

    number: str
    lines: Sequence[Wanted | Came] = ()
    centre: str = ""
    storeroom: str = ""
    remarks: str = ""
    happened_on: date | None = None
    last: bool = False
    assets: Sequence[Brought] = ()


def send(work: Work, shipment: Shipment) -> str:
    """Goods and assets on the road to another centre; the waybill's number."""
    work.require(Right.MOVE_STOCK)
    if shipment.assets:
        work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(shipment.happened_on)
    known_centre(work.connection, shipment.target)
    if shipment.source == shipment.target:
        raise SamePlaceError(shipment.target)
    request = shipment.request.strip().upper()
    if request:
        check_sendable(work, request, shipment.source, shipment.target, shipment.lines)
    driver, vehicle, trailer, phone = (
        checked_text(name, getattr(shipment, name), LONGEST_NAME)
        for name in ("driver", "vehicle", "trailer", "phone")
    )
    remarks = checked_text("remarks", shipment.remarks, LONGEST_REMARKS)
    # the road bears the waybill's number, so the lines are drawn up once that is known
    lines = _loaded(work, shipment, day)
    along = going_along(work, shipment.source, shipment.assets, day)
    some((*lines, *along))
    return work.issue(
        WAYBILL,
        lambda number: Sent(
            number=number,
            centre=shipment.source,
            target=shipment.target,
            driver=driver,
            vehicle=vehicle,
            trailer=trailer,
            phone=phone,
            remarks=remarks,
            request=request,
            lines=tuple(_bound_for(line, transit(number)) for line in lines),
            road=tuple(one.tag for one in along),
            states=tuple(on_the_way(one, number) for one in along),
        ),
        day,
    )


def _loaded(work: Work, shipment: Shipment, day: date) -> tuple[Line, ...]:
    """Goods off the sender's shelves; assets alone come from no storeroom."""
    if not shipment.lines and shipment.assets:
        return ()
    source = storeroom(work.connection, shipment.source, shipment.storeroom)
    return taken(work, source, day, shipment.lines, transit(""))


def _bound_for(line: Line, target: str) -> Line:
    return Line(line.item, line.lot, line.source, target, line.quantity)


def arrive(work: Work, arrival: Arrival) -> str:
    """In from the road: good ones to the storeroom, damaged ones to quarantine; assets to the
    storeroom in whatever condition.

    Answers the number of the acknowledgement of receipt.
    """
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(arrival.happened_on)
    found = held_transfer(work, arrival.number)
    if arrival.centre and arrival.centre != found.target:
        raise WrongCentreError(found.number, arrival.centre, found.target)
    came = tuple(Came.of(line) for line in arrival.lines)
    if not found.is_coming and not any(one.over for one in came):
        raise nothing_coming(work.connection, found)
    check_not_before(found, day)
    remarks = checked_text("remarks", arrival.remarks, LONGEST_REMARKS)
    everything = not came and not arrival.assets
    if everything:
        check_expected(found)
    lines = _unloaded(work, found, arrival, came) if came or everything else ()
    brought = everything_brought(found) if everything else arrival.assets
    if brought:
        work.require(Right.MANAGE_ASSETS)
    road, states, checks = brought_in(work, found, brought, arrival.storeroom)
    some((*lines, *road))
    return work.issue(
        ARRIVED,
        lambda number: Arrived(
            number=number,
            centre=found.target,
            waybill=found.number,
            remarks=remarks,
            lines=lines,
            last=arrival.last,
            road=road,
            states=states,
            asset_checks=checks,
        ),
        day,
    )


def _unloaded(
    work: Work, found: Transfer, arrival: Arrival, came: Sequence[Came]
) -> tuple[Line, ...]:
    """Goods into the receiver's storeroom; all that are on the road if none are named."""
    if not came and not found.on_the_road:
        return ()
    target = storeroom(work.connection, found.target, arrival.storeroom)
    return tuple(unloaded(work, found, came, target))


def close_transfer(work: Work, number: str, reason: str) -> None:
    """Nothing more of a waybill will come in: what lacks waits for a decision from now on."""
    work.require(Right.MOVE_STOCK)
    found = held_transfer(work, number)
    reason = said_reason(reason, LONGEST_REMARKS)
    if found.closed:
        raise AlreadyClosedError(found.number)
    if not found.is_coming:
        raise nothing_coming(work.connection, found)
    work.record(TransferClosed(number=found.number, centre=found.target, reason=reason))


def nothing_coming(connection: Connection, found: Transfer) -> Refusal:
    """Why nothing of it is on the road."""
    if found.status == "cancelled":
        return CancelledTransferError(found.number)
    steps = queries.standing(connection, found.number, *queries.OFF_THE_ROAD)
    return NothingOnTheRoadError(found.number, tuple(one.document for one in reversed(steps)))


def held_transfer(work: Work, number: str) -> Transfer:
    """The waybill, with nobody else receiving or settling it. Raises `UnknownTransferError`."""
    wanted = number.strip().upper()
    hold_stock(work.connection, transit(wanted))
    found = queries.transfer_of(work.connection, wanted)
    if found is None:
        raise UnknownTransferError(number.strip())
    return found


def check_not_before(found: Transfer, day: date) -> None:
    if day.isoformat() < found.sent_on:
        raise BeforeSendingError(found.number, day.isoformat(), found.sent_on)
