"""On hand on a past day is what had come and gone by then, whatever was entered since."""

from datetime import date

import pytest

from cpise_inventory import today
from cpise_inventory.stock.commands import (
    Delivery,
    Distribution,
    Incoming,
    distribute,
    receive,
)
from cpise_inventory.stock.queries import stock_at_date
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from db import schema
from tests.books import ADMIN, BUCKET, CENTRE, DONOR, LOGISTICS, ROOM, SOAP, rows

CAME = (
    (SOAP, 100, date(2025, 11, 30)),
    (BUCKET, 20, date(2026, 2, 1)),
    (SOAP, 40, date(2026, 7, 31)),
)
WENT = (
    *((SOAP, 30, date(2025, 12, 1)), (BUCKET, 5, date(2026, 2, 28))),
    *((SOAP, 10, date(2026, 7, 31)), (SOAP, 5, date(2026, 8, 1))),
)
DAYS = ("2025-11-29", "2025-11-30", "2025-12-01", "2026-02-28", "2026-07-30", "2026-07-31")


@pytest.fixture
def books(store: Store) -> Store:
    """A year of movements, the last of each month and the first of the next among them; one undone
    since.
    """
    for item, quantity, day in CAME:
        lot = ("L1", "2028-06") if item == SOAP else ("", "")
        with store.write(LOGISTICS) as work:
            line = Incoming(item, quantity, *lot)
            receive(work, Delivery(CENTRE, DONOR, [line], happened_on=day))
    for item, quantity, day in WENT:
        with store.write(LOGISTICS) as work:
            wanted = [Wanted(item, quantity)]
            given = Distribution(CENTRE, "Enfants", "group", wanted, people=7, happened_on=day)
            number = distribute(work, given)
    with store.write(ADMIN) as work:
        undo(work, number, "seen twice")
    return store


@pytest.mark.parametrize("centre", [CENTRE, ""])
@pytest.mark.parametrize("day", [*DAYS, "2026-08-01", "2026-08-31", "2026-11-24", "2027-01-01"])
def test_it_is_the_sum_of_all_that_moved_until_then(books: Store, day: str, centre: str) -> None:
    with books.read() as connection:
        moved: dict[tuple[str, str, str], int] = {}
        for row in rows(connection, schema.entry):
            line = dict(zip(schema.entry.columns.keys(), row, strict=True))
            if str(line["happened_on"]) <= day:
                key = (str(line["location"]), str(line["item"]), str(line["lot"]))
                moved[key] = moved.get(key, 0) + int(str(line["quantity"]))
        then = stock_at_date(connection, day, centre)
    assert then == {key: quantity for key, quantity in moved.items() if quantity}


def test_a_day_in_the_middle_is_as_reckoned_by_hand(books: Store) -> None:
    with books.read() as connection:
        then = stock_at_date(connection, "2026-07-30")
    assert then == {
        (ROOM, SOAP, f"L1/2028-06/{DONOR}"): 70,
        (ROOM, BUCKET, f"//{DONOR}"): 15,
    }


@pytest.mark.parametrize(
    ("day", "people"), [(date(2026, 8, 31), 7), (date(2026, 7, 2), 14), (date(2026, 9, 1), 0)]
)
def test_people_served_are_those_of_the_month_and_later(
    books: Store, day: date, people: int
) -> None:
    with books.read() as connection:
        assert today.figures(connection, day).people_served == people
        assert today.figures(connection, day, "ROS").people_served == 0
