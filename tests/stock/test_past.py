"""On hand on a past day is what had come and gone by then, whatever was entered since."""

from datetime import date

import pytest

from cpise_inventory import today
from cpise_inventory.locations import VIRTUAL
from cpise_inventory.stock.commands import (
    Delivery,
    Distribution,
    Incoming,
    distribute,
    receive,
)
from cpise_inventory.stock.past import stock_at_date
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from db import schema
from tests.books import ADMIN, BUCKET, CENTRE, DONOR, LOGISTICS, ROOM, SOAP, rows

CAME = (
    (SOAP, 60, date(2023, 3, 10)),
    (SOAP, 100, date(2025, 11, 30)),
    (BUCKET, 20, date(2026, 2, 1)),
    (SOAP, 40, date(2026, 7, 31)),
)
WENT = (
    *((SOAP, 25, date(2024, 9, 20)), (SOAP, 5, date(2025, 6, 15))),
    *((SOAP, 30, date(2025, 12, 1)), (BUCKET, 5, date(2026, 2, 28))),
    *((SOAP, 10, date(2026, 7, 31)), (SOAP, 5, date(2026, 8, 1))),
)
MONTHS = [f"{year}-{month:02d}" for year in range(2023, 2028) for month in range(1, 13)]
DAYS = [f"{month}-{day}" for month in MONTHS for day in ("01", "09", "15", "16", "20", "28")]
ENDS = ["2025-11-29", "2025-11-30", "2026-07-30", "2026-07-31", "2026-08-31"]


@pytest.fixture
def books(store: Store) -> Store:
    """Four years of movements, the last day of a month and the first of the next among them; one
    undone since.
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


def test_it_is_the_sum_of_all_that_moved_until_then(books: Store) -> None:
    with books.read() as connection:
        columns = schema.entry.columns.keys()
        lines = [dict(zip(columns, row, strict=True)) for row in rows(connection, schema.entry)]
        lines = [line for line in lines if str(line["location"]) < VIRTUAL]
        for day in [*DAYS, *ENDS]:
            moved: dict[tuple[str, str, str], int] = {}
            for line in lines:
                if str(line["happened_on"]) <= day:
                    key = (str(line["location"]), str(line["item"]), str(line["lot"]))
                    moved[key] = moved.get(key, 0) + int(str(line["quantity"]))
            then = {key: quantity for key, quantity in moved.items() if quantity}
            assert stock_at_date(connection, day) == then, day
            assert stock_at_date(connection, day, CENTRE) == then, day
            assert stock_at_date(connection, day, "ROS") == {}


def test_a_day_in_the_middle_is_as_reckoned_by_hand(books: Store) -> None:
    with books.read() as connection:
        then = stock_at_date(connection, "2026-07-30")
    assert then == {
        (ROOM, SOAP, f"L1/2028-06/{DONOR}"): 100,
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
