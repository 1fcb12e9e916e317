"""What tests of transfers begin with: goods on the road, and what became of them."""

from datetime import date

from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers import queries
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, close_transfer, send
from cpise_inventory.transfers.queries import RoadLine, Transfer
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.requests import (
    Requisition,
    approve_request,
    request,
)
from cpise_inventory.transfers.settling import Ruling, Settlement, settle
from cpise_inventory.undo import undo
from tests.books import BUCKET, CENTRE, LOGISTICS, MANAGER, SOAP, START, bring

TODAY = START.date()
AWAY = "ROS"


def sent(store: Store, *lines: Wanted, **changed: object) -> str:
    plain = {"source": CENTRE, "target": AWAY, "lines": lines}
    with store.write(LOGISTICS) as work:
        return send(work, Shipment(**plain | changed))  # type: ignore[arg-type]  # of several types


def arrived(store: Store, number: str, *lines: Wanted | Came, **changed: object) -> str:
    with store.write(LOGISTICS) as work:
        return arrive(work, Arrival(number, lines, **changed))  # type: ignore[arg-type]  # as above


def closed(store: Store, number: str, reason: str = "Le camion est reparti") -> None:
    with store.write(LOGISTICS) as work:
        close_transfer(work, number, reason)


def settled(store: Store, number: str, *rulings: Ruling, **about: object) -> str:
    with store.write(MANAGER) as work:
        return settle(work, Settlement(number, rulings, **about))  # type: ignore[arg-type]  # as above


def undone(store: Store, number: str, person: str = MANAGER) -> str:
    with store.write(person) as work:
        return undo(work, number, "Erreur de saisie")


def asked(store: Store, *lines: tuple[str, int], wanted_on: date | None = None) -> str:
    """Rosso asks Nouakchott."""
    with store.write(LOGISTICS) as work:
        return request(work, Requisition(AWAY, CENTRE, lines, wanted_on))


def approved(store: Store, number: str, *lines: tuple[str, int], who: str = MANAGER) -> None:
    with store.write(who) as work:
        approve_request(work, number, lines)


def transfer(store: Store, number: str) -> Transfer:
    with store.read() as connection:
        found = queries.transfer_of(connection, number)
    assert found is not None
    return found


def line(store: Store, number: str, item: str, lot: str = "") -> RoadLine:
    """The waybill's only line of an item, or that of a lot's number."""
    lines = [one for one in transfer(store, number).lines if one.item == item]
    (found,) = [one for one in lines if lot in ("", one.number)]
    return found


def standing(store: Store, number: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The status; item -> sent, received."""
    found = transfer(store, number)
    return found.status, {one.item: (one.sent, one.received) for one in found.lines}


def loaded(store: Store) -> str:
    """Ten soaps and five buckets on the road."""
    bring(store, SOAP, 30, "L1", "2027-06")
    bring(store, BUCKET, 30)
    return sent(store, Wanted(SOAP, 10), Wanted(BUCKET, 5), driver="Brahim", vehicle="1234 AB 00")
