"""A list to ask donors for, on the books of tests/printing: soap by ration, all else by pace."""

from datetime import date

from cpise_inventory.planning.asking import Ahead, Asked, AskList
from cpise_inventory.planning.levels import Ration
from cpise_inventory.planning.queries import needs, served
from cpise_inventory.store import Store

AHEAD = Ahead(date(2026, 12, 24), 12)
SOURCE = "Sphere 2011"
BATHING = Ration(250, 100, "g", SOURCE)


def ask_list(store: Store, *, counted: bool = True) -> AskList:
    with store.read() as connection:
        found = served(connection, AHEAD.today, ["NKC1"], 3)
        persons = found.persons if counted else 62
        asked = Asked(persons, {"SAVON-250": BATHING}, 3)
        there = needs(connection, AHEAD, ["NKC1"], asked)
    return AskList(("NKC1",), AHEAD, asked, found if counted else None, tuple(there))
