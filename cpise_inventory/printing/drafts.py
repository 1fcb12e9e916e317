"""What is being typed, as the paper it will be: shown beside the form, and never a document.

A half-filled form is drawn as far as it goes; what is wrong with it is said when it is issued.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TypeAlias

from sqlalchemy import Connection

from cpise_inventory.assets.commands import Handover
from cpise_inventory.assets.events import Assigned, State
from cpise_inventory.assets.queries import asset_of
from cpise_inventory.catalogue.commands import storeroom
from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import Lot, read_lot, read_tag
from cpise_inventory.journal.event import Event
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language.words import words
from cpise_inventory.locations import DISTRIBUTED, DONOR, quarantine, transit
from cpise_inventory.paper.paper import Paper
from cpise_inventory.printing.papers import built
from cpise_inventory.printing.scene import DRAFT, Marks, Scene
from cpise_inventory.statuses import IN_USE
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming
from cpise_inventory.stock.events import Check, Distributed, Line, Received
from cpise_inventory.stock.taking import Shelf, Wanted
from cpise_inventory.transfers.commands import Shipment
from cpise_inventory.transfers.events import Sent

Request: TypeAlias = Delivery | Distribution | Shipment | Handover


def preview(
    connection: Connection,
    journal: Journal,
    request: Request,
    person: str,
    now: int,
    language: str,
) -> Paper:
    """The paper of a request that is not issued: with a watermark, without number and code.

    `person` is a sign-in name, `now` microseconds since 1970 UTC. Journals nothing, locks nothing,
    refuses nothing.
    """
    today = datetime.fromtimestamp(now / Event.UNIT, UTC).date()
    day = request.happened_on or today
    said = _said(_Desk(connection, day, today), request)
    event = Event(journal.device, 0, now, 0, person, day.isoformat(), "", said)
    w = words(language)
    foot = w.t("Draft: not issued, and worth nothing as a proof.")
    return built(Scene(connection, journal, event, w, Marks(watermark=w.t("DRAFT"), foot=foot)))[0]


class _Desk:
    """Where the form is filled in: what is on the shelves on the day of the fact."""

    def __init__(self, connection: Connection, day: date, today: date) -> None:
        self.connection, self._day, self._today = connection, day, today

    def room(self, centre: str, place: str) -> str:
        try:
            return storeroom(self.connection, centre, place)
        except Refusal:
            return f"{centre}/{place}"

    def taken(self, source: str, wanted: Sequence[Wanted], target: str) -> Iterator[Line]:
        """The lots that would leave; where they do not suffice, the line as it was typed."""
        shelf = Shelf(self.connection, source, self._day, self._today, lock=False)
        for one in wanted:
            try:
                yield from list(shelf.take(one, target))
            except Refusal:
                yield Line(one.item, _lot_key(one.lot), source, target, one.quantity)


def _said(desk: _Desk, request: Request) -> Issuing:
    match request:
        case Delivery():
            return _received(desk, request)
        case Distribution():
            return _distributed(desk, request)
        case Shipment():
            return _sent(desk, request)
        case Handover():
            return _assigned(desk, request)


def _received(desk: _Desk, request: Delivery) -> Received:
    apart = quarantine(request.centre)
    room = apart if request.unchecked else desk.room(request.centre, request.storeroom)
    donation = request.donation or request.donor
    return Received(
        number=DRAFT,
        centre=request.centre,
        donor=request.donor,
        donation=donation,
        paper=request.paper,
        remarks=request.remarks,
        transport=request.transport,
        expected=request.expected,
        unchecked=request.unchecked,
        checks=tuple(
            Check(
                *(line.item, _new_lot(line, donation), line.damaged, line.missing, line.over),
                line.reason,
            )
            for line in request.lines
            if line.damaged or line.missing or line.over
        ),
        lines=tuple(
            Line(line.item, _new_lot(line, donation), DONOR, place, quantity)
            for line in request.lines
            for place, quantity in ((room, line.quantity), (apart, line.damaged))
            if quantity
        ),
    )


def _distributed(desk: _Desk, request: Distribution) -> Distributed:
    room = desk.room(request.centre, request.storeroom)
    heads = tuple(head for head in request.heads if head.people)
    return Distributed(
        number=DRAFT,
        centre=request.centre,
        recipient=request.recipient,
        recipient_kind=request.recipient_kind,
        served=sum(head.people for head in heads) or request.people,
        heads=heads,
        remarks=request.remarks,
        handed_to=request.handed_to,
        lines=tuple(desk.taken(room, request.lines, DISTRIBUTED)),
    )


def _sent(desk: _Desk, request: Shipment) -> Sent:
    room = desk.room(request.source, request.storeroom)
    tags = tuple(_tag(tag) for tag in request.assets)
    return Sent(
        number=DRAFT,
        centre=request.source,
        target=request.target,
        driver=request.driver,
        vehicle=request.vehicle,
        remarks=request.remarks,
        lines=tuple(desk.taken(room, request.lines, transit(DRAFT))),
        road=tuple(tag for tag in tags if asset_of(desk.connection, tag)),
    )


def _assigned(desk: _Desk, request: Handover) -> Assigned:
    tags = [_tag(tag) for tag in request.tags]
    found = [asset for tag in tags if (asset := asset_of(desk.connection, tag))]
    return Assigned(
        number=DRAFT,
        centre=found[0].centre if found else "",
        recipient=request.recipient,
        recipient_kind=request.recipient_kind,
        due_on=request.due_on.isoformat() if request.due_on else "",
        remarks=request.remarks,
        states=tuple(State(tag, IN_USE) for tag in tags),
    )


def _new_lot(line: Incoming, donation: str) -> str:
    """A slash parts the key, so that none may stand in what is only half an expiry yet."""
    return Lot(line.lot, line.expiry.replace("/", "-"), donation).key


def _lot_key(named: str) -> str:
    """The key of a lot that was named by its key or by its number alone."""
    try:
        return read_lot(named).key
    except ValueError:
        return Lot(named, "", "").key


def _tag(typed: str) -> str:
    try:
        return read_tag(typed)
    except Refusal:
        return typed
