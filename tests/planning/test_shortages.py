"""What is below the minimum that a centre set itself, and what Today says of it."""

from datetime import date

from cpise_inventory.catalogue.commands import retire_item, set_levels
from cpise_inventory.catalogue.events import Level
from cpise_inventory.planning.shortages import Shortage, shortages
from cpise_inventory.store import Store
from cpise_inventory.today import Urgency, tasks
from tests.books import ADMIN, BUCKET, CENTRE, SOAP, bring, hand_out

TODAY = date(2026, 11, 24)


def found(store: Store, centre: str = "", today: date = TODAY) -> list[Shortage]:
    with store.read() as connection:
        return shortages(connection, today, centre)


def test_what_is_below_its_minimum_the_emptiest_first(store: Store) -> None:
    bring(store, BUCKET, 12)
    bring(store, SOAP, 40, "L1", "2027-06")
    with store.write(ADMIN) as work:
        set_levels(
            work,
            [
                Level(CENTRE, BUCKET, 12),
                Level(CENTRE, SOAP, 50, 200),
                Level("KIF", BUCKET, 5),
                Level("ROS", BUCKET, 0, 9),
            ],
        )
    assert found(store) == [
        Shortage("KIF", BUCKET, 0, 5, 0),
        Shortage(CENTRE, SOAP, 40, 50, 200),
    ]
    assert found(store, "KIF") == [Shortage("KIF", BUCKET, 0, 5, 0)]
    hand_out(store, BUCKET, 1)
    assert Shortage(CENTRE, BUCKET, 11, 12, 0) in found(store, CENTRE)


def test_what_is_expired_is_not_there_and_nobody_asks_for_what_is_retired(store: Store) -> None:
    bring(store, SOAP, 40, "L1", "2027-06")
    with store.write(ADMIN) as work:
        set_levels(work, [Level(CENTRE, SOAP, 10)])
    assert found(store) == []
    late = date(2027, 7, 1)
    assert found(store, today=late) == [Shortage(CENTRE, SOAP, 0, 10, 0)]
    with store.write(ADMIN) as work:
        retire_item(work, SOAP)
    assert found(store, today=late) == []


def test_today_tells_it_at_once_where_nothing_is_left(store: Store) -> None:
    bring(store, BUCKET, 3)
    with store.write(ADMIN) as work:
        set_levels(work, [Level(CENTRE, BUCKET, 12), Level("KIF", BUCKET, 5)])
    with store.read() as connection:
        told = [one for one in tasks(connection, TODAY) if one.kind == "below_minimum"]
    assert [(one.urgency, one.target, one.facts["centre"]) for one in told] == [
        (Urgency.NOW, BUCKET, "KIF"),
        (Urgency.SOON, BUCKET, CENTRE),
    ]
