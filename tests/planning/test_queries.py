"""A plan from the books, on both engines: the example of soap.csv again, entered by commands."""

from datetime import date, timedelta
from fractions import Fraction

from cpise_inventory.losses.commands import Loss, approve, report
from cpise_inventory.planning.plan import ItemPlan, State
from cpise_inventory.planning.queries import kits_possible, plans, year_of
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.commands import Shipment, send
from cpise_inventory.undo import undo
from tests.books import ADMIN, BUCKET, CENTRE, KIT, MANAGER, ROOM, SOAP, bring
from tests.planning.test_pace import TODAY, soap
from tests.planning.test_projector import come, give


def enter_soap(store: Store) -> None:
    """All of the example, the newest first within a month, as if papers were caught up on."""
    for day, flow, quantity in soap():
        when = date.fromisoformat(day)
        if flow in ("came", "back"):
            come(store, SOAP, quantity, when)
        elif flow == "used":
            give(store, SOAP, quantity, when)
        else:
            with store.write(ADMIN) as work:
                wanted = [Wanted(SOAP, quantity)]
                send(work, Shipment(CENTRE, "ROS", wanted, happened_on=when))


def plan_of(store: Store, item: str, months: int = 6, today: date = TODAY) -> ItemPlan:
    with store.read() as connection:
        found = plans(connection, today, [CENTRE], months)
    return next(one for one in found if one.item == item)


def test_the_worked_example_comes_out_of_the_books(store: Store) -> None:
    enter_soap(store)
    # as in test_pace.py; there 12 pieces came back in March, which only the year's sum shows
    for months, stocked, used in ((3, 71, 485), (6, 106, 1102), (12, 235, 1985 + 12)):
        pace = plan_of(store, SOAP, months).pace
        assert (pace.stocked, pace.used) == (stocked, used)
    found = plan_of(store, SOAP)
    assert (found.outlook.on_hand, found.outlook.usable) == (150, 150)
    # 318.817610 a month: 150 do 0.4705 months; at 1102/106 a day, 15 days with today
    assert found.months is not None
    assert abs(found.months - Fraction("0.470488")) < Fraction(1, 10**5)
    assert found.outlook.runs_out_on == date(2026, 12, 8)
    assert found.state is State.SHORT


def test_a_mistake_that_was_undone_leaves_no_trace_in_the_days(store: Store) -> None:
    come(store, SOAP, 100, date(2026, 7, 1))
    give(store, SOAP, 50, date(2026, 9, 1))
    mistake = give(store, SOAP, 50, date(2026, 9, 10))
    assert plan_of(store, SOAP, 3).pace[1:] == (100, 31 + 10)
    with store.write(ADMIN) as work:
        undo(work, mistake, "wrong item")
    assert plan_of(store, SOAP, 3).pace[1:] == (50, 92)


def test_each_centre_has_its_own_pace(store: Store) -> None:
    come(store, BUCKET, 60, date(2026, 6, 1))
    give(store, BUCKET, 20, date(2026, 9, 1))
    with store.read() as connection:
        assert plans(connection, TODAY, ["KIF", "ROS"]) == []
        both = plans(connection, TODAY, ["KIF", CENTRE])
    assert [(one.centre, one.item, one.pace.used) for one in both] == [(CENTRE, BUCKET, 20)]


def test_expired_lots_do_not_make_months_of_stock(store: Store) -> None:
    come(store, SOAP, 90, date(2026, 8, 1), "L1")
    give(store, SOAP, 30, date(2026, 9, 1))
    late = date(2028, 2, 1)
    assert plan_of(store, SOAP, 3).outlook.usable == 60
    found = plan_of(store, SOAP, 12, late)
    assert (found.outlook.on_hand, found.outlook.usable, found.months) == (60, 0, None)


def test_what_is_new_has_no_pace_yet(store: Store) -> None:
    bring(store, SOAP, 50, "L1", "2027-06")
    found = plan_of(store, SOAP)
    assert (found.state, found.pace.monthly, found.outlook.runs_out_on) == (
        State.UNKNOWN,
        None,
        None,
    )
    assert found.outlook.lots[0].held[:3] == ("L1/2027-06/OIM-2026-01", "2027-06-30", 50)


def test_states_from_the_worst(store: Store) -> None:
    come(store, SOAP, 92, TODAY - timedelta(days=200))
    assert plan_of(store, SOAP, 3).state is State.WASTING  # nobody takes it before it expires
    give(store, SOAP, 12, date(2026, 9, 1))
    assert plan_of(store, SOAP, 3).state is State.WASTING
    give(store, SOAP, 80, date(2026, 9, 2))
    assert plan_of(store, SOAP, 3).state is State.OUT
    come(store, BUCKET, 90, date(2026, 7, 1))
    assert plan_of(store, BUCKET, 3).state is State.UNUSED
    give(store, BUCKET, 30, date(2026, 10, 31))
    assert plan_of(store, BUCKET, 3).state is State.GOOD
    give(store, BUCKET, 45, TODAY)
    assert plan_of(store, BUCKET, 3).state is State.LOW
    give(store, BUCKET, 10, TODAY)
    assert plan_of(store, BUCKET, 3).state is State.SHORT


def test_what_lies_there_expired_is_no_stock(store: Store) -> None:
    """60 of 90 are left when they expire on 30/09: 61 of the 92 days had something to give."""
    come(store, SOAP, 90, date(2026, 7, 1), "L1", "2026-09")
    give(store, SOAP, 30, date(2026, 9, 1))
    found = plan_of(store, SOAP, 3)
    assert found.pace[1:] == (30, 31 + 30)
    assert (found.outlook.on_hand, found.outlook.usable, found.state) == (60, 0, State.OUT)
    # whether or when somebody takes them away makes no difference to that
    with store.write(ADMIN) as work:
        loss = Loss(CENTRE, "expired", [Wanted(SOAP, 40)], happened_on=date(2026, 10, 20))
        number = report(work, loss)
    assert plan_of(store, SOAP, 3).pace[1:] == (30, 31 + 30)
    with store.write(MANAGER) as work:
        approve(work, number)
    found = plan_of(store, SOAP, 3)
    assert (found.pace[1:], found.outlook.on_hand, found.apart) == ((30, 31 + 30), 20, 0)


def test_a_centre_lived_from_what_came_after_the_expiry(store: Store) -> None:
    come(store, SOAP, 10, date(2026, 7, 1), "OLD", "2026-08-15")
    come(store, SOAP, 70, date(2026, 10, 1), "NEW")
    give(store, SOAP, 31, date(2026, 10, 5))
    # 15 days of August, all of October
    assert plan_of(store, SOAP, 3).pace[1:] == (31, 15 + 31)


def set_apart(store: Store, quantity: int, day: date, *, back: bool = False) -> None:
    places = ("QUARANTAINE", "") if back else ("", "QUARANTAINE")
    wanted = Relocation(CENTRE, *places, [Wanted(SOAP, quantity)], "wet boxes", day)
    with store.write(ADMIN) as work:
        relocate(work, wanted)


def test_goods_in_quarantine_are_there_and_make_no_stock(store: Store) -> None:
    """All of it was set apart for September: 31 days of August and 31 of October had stock."""
    come(store, SOAP, 90, date(2026, 7, 1))
    set_apart(store, 90, date(2026, 8, 31))
    set_apart(store, 80, date(2026, 10, 1), back=True)
    give(store, SOAP, 62, date(2026, 10, 2))
    found = plan_of(store, SOAP, 3)
    assert found.pace[1:] == (62, 31 + 31)
    assert (found.outlook.on_hand, found.outlook.usable, found.apart) == (18, 18, 10)
    with store.read() as connection:
        (kits,) = kits_possible(connection, TODAY, [CENTRE], KIT)
    assert {part.item: part.usable for part in kits.parts} == {SOAP: 18, BUCKET: 0}


def test_a_lot_given_out_twice_is_no_stock_either(store: Store) -> None:
    """Merged books can say less than nothing of a lot: others have less than they seem to."""
    come(store, SOAP, 50, date(2026, 7, 1), "L1")
    come(store, SOAP, 40, date(2026, 7, 1), "L2")
    key = "L1/2028-01/OIM-2026-01"
    with store.engine.begin() as connection:
        short = f"UPDATE balance SET quantity = -30 WHERE lot = '{key}' AND location = '{ROOM}'"
        connection.exec_driver_sql(short)
    found = plan_of(store, SOAP, 3)
    assert (found.outlook.on_hand, found.outlook.usable, found.outlook.at_risk) == (10, 10, 10)


def test_a_clock_that_was_set_back_lets_the_figures_stand(store: Store) -> None:
    """A year back, what is known is there still, and what has not been yet is reckoned off."""
    enter_soap(store)
    now = plan_of(store, SOAP, 12)
    before = plan_of(store, SOAP, 3, date(2026, 3, 2))
    # December to February: 400 - 120 in November, then as worked.sh has it (2025-12 3)
    assert before.pace[1:] == (435, 55)
    assert before.outlook.on_hand == now.outlook.on_hand
    assert plan_of(store, SOAP, 12, date(1999, 1, 1)).pace[1:] == (0, 0)


def test_what_is_on_the_road_comes_to_the_other_centre(store: Store) -> None:
    come(store, SOAP, 50, date(2026, 7, 1))
    with store.write(ADMIN) as work:
        send(work, Shipment(CENTRE, "ROS", [Wanted(SOAP, 20)], happened_on=TODAY))
    with store.read() as connection:
        (there,) = plans(connection, TODAY, ["ROS"])
    assert (there.item, there.on_road, there.outlook.on_hand) == (SOAP, 20, 0)
    assert there.state is State.UNKNOWN


def test_a_year_month_by_month(store: Store) -> None:
    """awk over soap.csv: what is there at each month's end, and what was used in it."""
    enter_soap(store)
    with store.read() as connection:
        year = year_of(connection, TODAY, CENTRE, SOAP)
    assert [(one.month, one.level, one.used) for one in year] == AWK
    with store.read() as connection:
        assert {one.level for one in year_of(connection, TODAY, "ROS", SOAP)} == {0}


# awk -F, '{m=substr($1,1,7); n+=($2~/came|back/?1:-1)*$3; u[m]+=($2=="used")*$3; e[m]=n}
#          END {for (m in e) print m, e[m], u[m]}' soap.csv | sort | tail -12
AWK = [
    ("2025-12", 0, 280),
    ("2026-01", 240, 60),
    ("2026-02", 0, 95),
    ("2026-03", 402, 110),
    ("2026-04", 172, 230),
    ("2026-05", 0, 172),
    ("2026-06", 0, 240),
    ("2026-07", 415, 205),
    ("2026-08", 260, 155),
    ("2026-09", 0, 200),
    ("2026-10", 220, 130),
    ("2026-11", 150, 70),
]
