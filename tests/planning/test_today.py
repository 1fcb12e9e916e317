"""What planning puts on the list of the day, on both engines."""

from datetime import date

from cpise_inventory.planning.commands import request_trips
from cpise_inventory.planning.queries import moves
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.today import Task, Urgency, planned, tasks
from tests.books import ADMIN, BUCKET, CENTRE, DONOR, SOAP
from tests.planning.test_pace import TODAY
from tests.planning.test_projector import come, give

LONG_AGO, OCTOBER = date(2026, 4, 1), date(2026, 10, 20)


def said(store: Store, centre: str = "") -> list[Task]:
    with store.read() as connection:
        return planned(connection, TODAY, centre)


def kinds(store: Store, centre: str = "") -> list[tuple[str, str]]:
    return [(task.kind, task.target) for task in said(store, centre)]


def test_a_day_without_history_has_nothing_of_it(store: Store) -> None:
    assert said(store) == []
    come(store, SOAP, 40, TODAY)
    assert said(store) == []


def test_what_runs_out_within_a_month_is_told(store: Store) -> None:
    come(store, BUCKET, 184, LONG_AGO)
    give(store, BUCKET, 154, OCTOBER)
    # 154 in 184 days: 30 do for 36 days, 20 for 24
    assert kinds(store) == []
    give(store, BUCKET, 10, TODAY)
    (task,) = said(store)
    assert (task.kind, task.urgency) == ("runs_out", Urgency.SOON)
    assert task.facts == {"item": BUCKET, "centre": CENTRE, "day": "2026-12-17", "quantity": 20}
    give(store, BUCKET, 20, TODAY)
    (task,) = said(store)
    assert (task.urgency, task.facts["quantity"]) == (Urgency.NOW, 0)
    assert kinds(store, "ROS") == []
    with store.read() as connection:
        assert task in tasks(connection, TODAY)


def test_what_will_expire_unused_within_the_year_is_told(store: Store) -> None:
    come(store, SOAP, 400, LONG_AGO, "L1", "2027-06")
    give(store, SOAP, 92, OCTOBER)
    # half a piece a day: 109 of the 308 are used in the 218 days until 30/06
    (task,) = said(store)
    assert task.kind == "wasting"
    assert task.facts == {"item": SOAP, "centre": CENTRE, "day": "2027-06-30", "quantity": 199}


def test_the_best_move_is_one_line_until_it_is_asked_for(store: Store) -> None:
    come(store, BUCKET, 500, LONG_AGO)
    give(store, BUCKET, 10, OCTOBER)
    with store.write(ADMIN) as work:
        line = Incoming(BUCKET, 60)
        receive(work, Delivery("ROS", DONOR, [line], happened_on=LONG_AGO))
    with store.write(ADMIN) as work:
        given = [Wanted(BUCKET, 58)]
        distribute(work, Distribution("ROS", "Accueil", "unit", given, happened_on=OCTOBER))
    assert kinds(store) == [("runs_out", BUCKET), ("move", "")]
    (move,) = [task for task in said(store, CENTRE) if task.kind == "move"]
    assert move.facts == {"source": CENTRE, "target": "ROS", "count": 1}
    assert kinds(store, "KIF") == []
    with store.write(ADMIN) as work:
        request_trips(work, moves(work.connection, TODAY).trips)
    assert kinds(store) == [("runs_out", BUCKET)]
