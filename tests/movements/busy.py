"""Books in which goods moved in every way there is, and what the register should say of them."""

from collections.abc import Callable, Iterator
from datetime import date

import sqlalchemy as sa

from cpise_inventory.identity import read_lot
from cpise_inventory.people.commands import close_person
from cpise_inventory.stock import kits
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.events import Moving
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from db import schema
from tests.books import ADMIN, BUCKET, CENTRE, KIT, LOGISTICS, MANAGER, SOAP, bring, hand_out
from tests.journal.acts import each_kind, last

EARLIER = date(2026, 11, 23)
Line = tuple[str, str, int, str, str, str, str, int]
"""Day, document, number of the line, item, lot number, from, to, quantity."""


def fill(store: Store) -> None:
    """Everything once, among it a distribution of the day before, and two that are cancelled."""
    bring(store, BUCKET, 50)
    bring(store, SOAP, 40, "L1", "2027-06")
    bring(store, SOAP, 40, "L2", "2027-08")
    hand_out(store, SOAP, 45, person=ADMIN)
    undone = hand_out(store, BUCKET, 2)
    acts: list[Callable[[Work], object]] = [
        lambda work: close_person(work, MANAGER, "so that one person may do it all"),
        lambda work: kits.assemble(work, CENTRE, KIT, 2),
        lambda work: send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 3), Wanted(SOAP, 2)])),
        lambda work: arrive(work, Arrival(last(work, "BE"))),
        lambda work: undo(work, undone, "wrong group"),
        *each_kind(),
        lambda work: distribute(
            work, Distribution(CENTRE, "Équipe de nuit", "staff", [Wanted(SOAP, 1)])
        ),
    ]
    for act in acts:
        with store.write(ADMIN) as work:
            act(work)
    with store.write(LOGISTICS) as work:  # entered last, and happened first
        goods = [Incoming(BUCKET, 7), Incoming(SOAP, 5, "L1", "2027-06")]
        receive(work, Delivery("ROS", "OIM", goods, remarks="late paper", happened_on=EARLIER))


def told(store: Store) -> Iterator[Line]:
    """Every line of every event that moves goods, straight from the journal's bytes."""
    with store.read() as connection:
        bodies = list(connection.scalars(sa.select(schema.event.c.body)))
    for body in bodies:
        event = store.journal.codec.decode(body)
        said = event.payload
        if isinstance(said, Moving):
            for number, line in enumerate(said.lines, 1):
                lot = read_lot(line.lot).number
                way = (line.source, line.target, line.quantity)
                yield (event.happened_on, said.number, number, line.item, lot, *way)
