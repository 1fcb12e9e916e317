from collections.abc import Callable, Iterator
from datetime import date

import pytest

from cpise_inventory.capabilities import CAPABILITIES
from cpise_inventory.journal.event import kind_name
from cpise_inventory.language.words import words
from cpise_inventory.movements import finding, queries
from cpise_inventory.movements.filters import KINDS, Filter
from cpise_inventory.movements.queries import Movement, Register, Tally
from cpise_inventory.movements.telling import Names
from cpise_inventory.stock.events import Moving
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.store import Store
from tests.books import BUCKET, CENTRE, DONATION, KIT, LOGISTICS, ROOM, SOAP, lasting_store
from tests.movements.busy import EARLIER, Line, fill, told

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def busy(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Only read by all tests here, once on each engine."""
    with lasting_store(request, tmp_path_factory) as store:
        fill(store)
        yield store


def lines(store: Store, wanted: Filter) -> list[Movement]:
    with store.read() as connection:
        return list(Register(connection, store.journal, wanted, TODAY).lines())


def short(line: Movement) -> Line:
    way = (line.source, line.target, line.quantity)
    return (line.happened_on, line.document, line.line, line.item, line.number, *way)


def in_steps(store: Store, wanted: Filter, most: int) -> list[Movement]:
    """As a window reads it, page after page."""
    found: list[Movement] = []
    after = None
    with store.read() as connection:
        while True:
            register = Register(connection, store.journal, wanted, TODAY)
            some, after = register.page(most, after)
            found += some
            if after is None:
                return found


def test_every_line_of_the_journal_stands_in_the_register_once(busy: Store) -> None:
    found = lines(busy, Filter())
    assert sorted(map(short, found)) == sorted(told(busy))
    days = [(line.happened_on, line.recorded_at, line.seq, line.line) for line in found]
    assert days == sorted(days)
    assert found[0].happened_on == EARLIER.isoformat()
    by_paper = lines(busy, Filter(order="document"))
    assert sorted(map(short, by_paper)) == sorted(told(busy))
    papers = [line.document for line in by_paper]
    assert papers == sorted(papers)


def test_an_items_cards_say_the_same_as_the_documents(busy: Store) -> None:
    whole = lines(busy, Filter())
    for item in (SOAP, BUCKET, KIT):
        for centre in ("", CENTRE, "ROS"):
            mine = [one for one in whole if one.item == item and centre in ("", one.centre)]
            assert lines(busy, Filter(item=item, centre=centre)) == mine, (item, centre)


def test_page_after_page_brings_every_line_once(
    busy: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        Filter(),
        Filter(order="document"),
        Filter(item=SOAP),
        Filter(item=BUCKET, centre="ROS"),
    ]
    asked += [Filter(donation=DONATION, first="2026-11-24"), Filter(recipient="nobody")]
    whole = [in_steps(busy, wanted, 1_000) for wanted in asked]
    monkeypatch.setattr(finding, "CHUNK", 3)
    monkeypatch.setattr(finding, "FEW", 2)
    monkeypatch.setattr(queries, "LOOKED_AT", 5)
    for wanted, found in zip(asked, whole, strict=True):
        assert in_steps(busy, wanted, 2) == found
        turned = lines(busy, wanted)
        assert sorted(map(short, turned)) == sorted(map(short, found))
    assert len(whole[0]) == 25


NARROWED: dict[str, tuple[Filter, Callable[[Movement], bool]]] = {
    "period": (Filter(first="2026-11-24"), lambda one: one.happened_on >= "2026-11-24"),
    "day": (Filter(last="2026-11-23"), lambda one: one.happened_on <= "2026-11-23"),
    "this month": (Filter(period="month"), lambda _: True),
    "last month": (Filter(period="last_month"), lambda _: False),
    "centre": (Filter(centre="ROS"), lambda one: one.centre == "ROS"),
    "storeroom": (Filter(place=ROOM), lambda one: ROOM in (one.source, one.target)),
    "category": (Filter(category="kit"), lambda one: one.item == KIT),
    "lot": (Filter(lot="L1"), lambda one: one.number == "L1"),
    "donation": (Filter(donation=DONATION), lambda one: one.donation == DONATION),
    "kind": (Filter(kind="transfer.sent"), lambda one: one.kind == "transfer.sent"),
    "person": (Filter(actor=LOGISTICS), lambda one: one.actor == LOGISTICS),
    "document": (
        Filter(document="NKC1-A-RD-2026-00001"),
        lambda one: one.document == "NKC1-A-RD-2026-00001",
    ),
    "recipient": (Filter(recipient="equipe DE"), lambda one: one.whom == "Équipe de nuit"),
    "unit": (Filter(recipient_kind="unit"), lambda one: one.recipient_kind == "unit"),
    "standing": (Filter(state="standing"), lambda one: not (one.reversed_by or one.reverses)),
    "cancelled": (Filter(state="cancelled"), lambda one: bool(one.reversed_by or one.reverses)),
    "name in another script": (Filter(text="صابُون"), lambda one: one.item == SOAP),
    "note": (Filter(text="LATE seau"), lambda one: (one.item, one.note) == (BUCKET, "late paper")),
}


def test_each_filter_lets_through_what_it_says_and_nothing_else(busy: Store) -> None:
    whole = lines(busy, Filter())
    for name, (wanted, is_meant) in NARROWED.items():
        assert lines(busy, wanted) == [one for one in whole if is_meant(one)], name
        if name != "last month":
            assert any(map(is_meant, whole)), name


def test_what_was_cancelled_and_what_cancels_it_bear_each_others_number(busy: Store) -> None:
    found = {one.document: one for one in lines(busy, Filter(state="cancelled", item=BUCKET))}
    receipt, undoing = "NKC1-A-RD-2026-00002", "NKC1-A-RD-2026-00003"
    assert found[receipt].reversed_by == undoing
    assert found[undoing].reverses == receipt
    assert found[undoing].note == "wrong group"


def test_what_came_less_what_went_is_what_is_there(busy: Store) -> None:
    with busy.read() as connection:
        for item in (SOAP, BUCKET, KIT):
            for centre in (CENTRE, "ROS", ""):
                wanted = Filter(item=item, centre=centre)
                tally = Register(connection, busy.journal, wanted, TODAY).tally()
                there = sum(one.quantity for one in on_hand(connection, centre, item))
                assert tally.came - tally.went == there, (item, centre)
                assert tally.more is None
    assert Tally(1, 2, 3).plus(Tally(10, 20, 30)) == Tally(11, 22, 33)


def test_the_next_page_is_found_by_where_the_last_one_ended(file_store: Store) -> None:
    """And not by going through all that was seen: with the last day said as well it would be."""
    fill(file_store)
    spot = finding.Spot(("2026-11-24", 2**62), "NKC1-A", 3)
    with file_store.read() as connection:
        heard: list[str] = []
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.set_trace_callback(heard.append)
        way = finding.Way("2026-11-20", "2026-12-24")
        list(finding.by_day(connection, way, spot))
        list(finding.by_cards(connection, way, spot, [(CENTRE, SOAP)]))
        raw.set_trace_callback(None)
        for asked, columns in zip(heard, ("clock,device,seq)<", "clock,device,seq)<"), strict=True):
            plan = "".join(str(row) for row in raw.execute(f"EXPLAIN QUERY PLAN {asked}"))
            assert columns in plan, plan


def test_kinds_are_those_of_all_events_that_move_goods() -> None:
    moving = {
        kind_name(kind)
        for capability in CAPABILITIES
        for kind in capability.kinds
        if issubclass(kind, Moving)
    }
    assert set(KINDS) == moving


def test_what_is_held_is_said_in_words_where_all_centres_are_listed(busy: Store) -> None:
    with busy.read() as connection:
        register = Register(connection, busy.journal, Filter(), TODAY)
        names = Names(connection, words("fr"))
        said = {
            location: names.in_brief(location, line, "")
            for line in register.lines()
            for location in (line.source, line.target)
        }
    assert said[f"{CENTRE}/QUARANTAINE"] == "Quarantaine"
    assert said[f"{CENTRE}/SIGNALE"] == "Perte signalée"
    assert said[ROOM] == ROOM  # of which centre is told by nothing else
