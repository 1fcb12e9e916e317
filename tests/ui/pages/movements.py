"""Movements made while the window is open, as a colleague at another page would make them."""

from cpise_inventory.catalogue.queries import items
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import CENTRE, DONOR, LOGISTICS


def bring(store: Store, item: str, quantity: int, lot: str = "", expiry: str = "") -> str:
    """The goods received note's number."""
    with store.write(LOGISTICS) as work:
        line = Incoming(item, quantity, lot, expiry)
        return receive(work, Delivery(CENTRE, DONOR, [line], remarks="As it came"))


def give(store: Store, item: str, quantity: int) -> str:
    """The receipt's number."""
    with store.write(LOGISTICS) as work:
        return distribute(work, Distribution(CENTRE, "Accueil", "unit", [Wanted(item, quantity)]))


def perishable(store: Store) -> str:
    """An item of the example that keeps expiry dates and is no kit."""
    with store.read() as connection:
        held = {one.item for one in on_hand(connection, CENTRE)}
        known = [one for one in items(connection) if one.keeps_expiry and one.category != "kit"]
    return next(one.code for one in known if one.code in held)


def held(store: Store, item: str) -> int:
    with store.read() as connection:
        return sum(one.quantity for one in on_hand(connection, CENTRE) if one.item == item)
