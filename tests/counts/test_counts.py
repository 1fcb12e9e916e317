"""Counts: what is found becomes what the books say, once somebody else has approved it."""

from datetime import timedelta

import pytest

from cpise_inventory.catalogue.commands import UnknownItemError, describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.counts import commands, queries, results
from cpise_inventory.counts.choosing import MILLION, handful
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.counts.errors import (
    CountClosedError,
    CountNotFinishedError,
    ManyLotsError,
    MovedSinceCountError,
    NeverHereError,
    NothingToApproveError,
    NothingToCountError,
    OwnCountError,
    UnknownCountError,
    UnknownReasonError,
)
from cpise_inventory.counts.events import Reason
from cpise_inventory.counts.placing import Figure
from cpise_inventory.counts.telling import how_chosen
from cpise_inventory.language.words import words
from cpise_inventory.proof import verify
from cpise_inventory.quantities import QuantityTooSmallError
from cpise_inventory.stock.commands import (
    Delivery,
    Incoming,
    receive,
)
from cpise_inventory.stock.errors import NoLinesError, UnknownLotError
from cpise_inventory.stock.queries import stock_card
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from cpise_inventory.work import NotAllowedError
from db import schema
from tests.books import (
    AUDITOR,
    BUCKET,
    CENTRE,
    DONOR,
    LOGISTICS,
    MANAGER,
    ROOM,
    SOAP,
    START,
    Clock,
    assert_sound,
    bring,
    rows,
    stock,
)
from tests.counts.sheets import (
    approved,
    compared,
    entered,
    finished,
    gave,
    opened,
    status,
    stocked,
)


def test_a_difference_moves_stock_once_a_manager_approves(store: Store) -> None:
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(SOAP, 97, "L1"), Figure(SOAP, 50, "L2"), Figure(BUCKET, 22))
    assert finished(store, number, Reason(SOAP, "not_recorded", "deux cartons")) == "waits"
    assert stock(store, SOAP) == {"L1": 100, "L2": 50}
    approved(store, number)
    assert stock(store, SOAP) == {"L1": 97, "L2": 50}
    assert stock(store, BUCKET) == {"": 22}
    assert status(store, number) == "approved"
    assert verify(store).sound
    with store.read() as connection:
        line = stock_card(connection, CENTRE, BUCKET)[0]
        accuracy = results.accuracy(connection, CENTRE)
    assert (line.document, line.received, line.balance) == (number, 2, 22)
    assert [(one.lines, one.right, one.over, one.short) for one in accuracy] == [(3, 1, 2, 3)]


def events(store: Store) -> int:
    with store.read() as connection:
        return len(rows(connection, schema.event))


def limit(store: Store, units: int, percent: int) -> None:
    with store.write(MANAGER) as work:
        commands.set_rule(work, CENTRE, units, percent)


def test_the_last_figures_and_the_end_are_one_event(store: Store) -> None:
    stocked(store)
    limit(store, 5, 50)
    number = opened(store)
    entered(store, number, Figure(BUCKET, 22))
    before = events(store)
    with store.write(LOGISTICS) as work:
        figures = [Figure(SOAP, 97, "L1"), Figure(SOAP, 50, "L2"), Figure(BUCKET, 21)]
        assert commands.finish(work, number, (), figures) == "settled"
    assert events(store) == before + 1
    assert (stock(store, SOAP), stock(store, BUCKET)) == ({"L1": 97, "L2": 50}, {"": 21})
    assert_told(store, number, {(SOAP, "L1"): -3, (SOAP, "L2"): 0, (BUCKET, ""): 1})
    assert verify(store).sound


def test_a_free_count_is_taken_in_one_stroke(store: Store) -> None:
    stocked(store)
    limit(store, 5, 50)
    before = events(store)
    with store.write(LOGISTICS) as work:
        wanted = Sheeting(CENTRE, remarks="étagère du fond")
        said = [Figure(BUCKET, 22), Figure(SOAP, 100, "L1")]
        number, how = commands.take(work, wanted, said, [Reason(BUCKET, "not_recorded")])
    assert (number, how, events(store)) == ("NKC1-A-FI-2026-00001", "settled", before + 1)
    assert stock(store, BUCKET) == {"": 22}
    assert_told(store, number, {(BUCKET, ""): 2, (SOAP, "L1"): 0})
    with store.write(MANAGER) as work:
        undo(work, number, "wrong shelf")
    assert (stock(store, BUCKET), status(store, number)) == ({"": 20}, "undone")
    assert verify(store).sound


def test_a_larger_difference_of_it_waits_and_is_approved(store: Store) -> None:
    stocked(store)
    with store.write(LOGISTICS) as work:
        number, how = commands.take(work, Sheeting(CENTRE), [Figure(BUCKET, 2)])
    assert (how, stock(store, BUCKET)) == ("waits", {"": 20})
    approved(store, number)
    assert stock(store, BUCKET) == {"": 2}
    with pytest.raises(NoLinesError), store.write(LOGISTICS) as work:
        commands.take(work, Sheeting(CENTRE), [])
    assert verify(store).sound


def assert_told(store: Store, number: str, differences: dict[tuple[str, str], int]) -> None:
    """Line by line, once they are booked, too."""
    with store.read() as connection:
        told = queries.compared(connection, number)
    assert {
        (one.found.item, one.found.lot.split("/")[0]): one.difference for one in told
    } == differences


def test_without_differences_nobody_has_to_approve(store: Store) -> None:
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(SOAP, 150), Figure(BUCKET, 20))
    assert finished(store, number) == "settled"
    with pytest.raises(NothingToApproveError):
        approved(store, number)
    assert stock(store, SOAP) == {"L1": 100, "L2": 50}


def test_nobody_approves_what_he_counted_while_somebody_else_can(store: Store) -> None:
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(SOAP, 1), Figure(BUCKET, 20), who=MANAGER)
    finished(store, number)
    with pytest.raises(OwnCountError) as refused:
        approved(store, number)
    assert refused.value.others == ("admin",)
    with pytest.raises(NotAllowedError):
        approved(store, number, LOGISTICS)
    approved(store, number, "admin")
    assert sum(stock(store, SOAP).values()) == 1


def test_what_moves_during_the_count_is_reckoned_in(store: Store) -> None:
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(BUCKET, 18))
    gave(store, BUCKET, 5)  # after it was counted
    entered(store, number, Figure(SOAP, 150))
    finished(store, number)
    approved(store, number)
    assert stock(store, BUCKET) == {"": 13}


def test_two_sheets_that_found_the_same_correct_the_books_once(store: Store) -> None:
    stocked(store)
    numbers = [opened(store), opened(store)]
    for number in numbers:
        entered(store, number, Figure(BUCKET, 26), Figure(SOAP, 150))
        finished(store, number)
    gave(store, BUCKET, 4)
    for number in numbers:
        approved(store, number)
    assert stock(store, BUCKET) == {"": 22}
    found = [one for number in numbers for one in compared(store, number)]
    assert [one.difference for one in found if one.found.item == BUCKET] == [6, 0]


def test_of_two_sheets_that_differ_the_one_approved_last_holds(store: Store) -> None:
    stocked(store)
    first, second = opened(store), opened(store)
    entered(store, first, Figure(BUCKET, 26), Figure(SOAP, 150))
    entered(store, second, Figure(BUCKET, 17), Figure(SOAP, 150))
    for number in (first, second):
        finished(store, number)
        approved(store, number)
    assert stock(store, BUCKET) == {"": 17}
    with store.write(MANAGER) as work:
        undo(work, second, "not so")
    assert stock(store, BUCKET) == {"": 26}


def test_what_left_before_and_is_entered_after_is_no_difference(store: Store, clock: Clock) -> None:
    stocked(store)
    clock.set(START + timedelta(days=3))
    number = opened(store)
    entered(store, number, Figure(BUCKET, 15), Figure(SOAP, 150))
    gave(store, BUCKET, 5, START.date() + timedelta(days=1))  # last Friday's, entered late
    assert finished(store, number) == "settled"
    assert stock(store, BUCKET) == {"": 15}


def test_figures_on_paper_are_of_when_the_sheet_was_printed(store: Store) -> None:
    stocked(store)
    number = opened(store)
    gave(store, BUCKET, 5)
    with store.write(LOGISTICS) as work:
        commands.enter(work, number, [Figure(BUCKET, 20), Figure(SOAP, 150)], from_sheet=True)
    assert finished(store, number) == "settled"
    assert stock(store, BUCKET) == {"": 15}


def test_a_count_that_the_days_since_contradict_is_refused(store: Store) -> None:
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(BUCKET, 2), Figure(SOAP, 150))
    gave(store, BUCKET, 5)
    finished(store, number)
    with pytest.raises(MovedSinceCountError):
        approved(store, number)
    assert stock(store, BUCKET) == {"": 15}


def test_of_an_item_counted_as_one_the_first_to_leave_lacks(store: Store) -> None:
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(SOAP, 120), Figure(BUCKET, 20))
    finished(store, number)
    approved(store, number)
    assert stock(store, SOAP) == {"L1": 70, "L2": 50}


def test_a_recount_lets_old_figures_fall(store: Store) -> None:
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(SOAP, 150), Figure(BUCKET, 12))
    finished(store, number)
    with store.write(MANAGER) as work:
        commands.ask_recount(work, number, [BUCKET])
    assert status(store, number) == "open"
    with pytest.raises(CountNotFinishedError):
        finished(store, number)
    entered(store, number, Figure(BUCKET, 20), who=MANAGER)
    assert finished(store, number) == "settled"


def test_a_sheet_knows_what_lacks_a_figure(store: Store) -> None:
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(SOAP, 150))
    with pytest.raises(CountNotFinishedError) as refused:
        finished(store, number)
    assert (refused.value.missing, refused.value.item) == (1, BUCKET)


def test_a_handful_is_what_was_counted_longest_ago(store: Store, clock: Clock) -> None:
    stocked(store)
    with store.read() as connection:
        first = handful(connection, [ROOM], START.date(), 1)
    assert [one.item for one in first] == [SOAP]  # more of it is there
    number = opened(store, sort="daily")
    entered(store, number, Figure(SOAP, 150), Figure(BUCKET, 20))
    finished(store, number)
    clock.set(START + timedelta(days=1))
    number = opened(store, sort="free")
    entered(store, number, Figure(SOAP, 150))
    with store.read() as connection:
        assert [one.item for one in handful(connection, [ROOM], START.date(), 1)] == [BUCKET]


def test_a_handful_goes_by_value_where_one_is_known(store: Store) -> None:
    """A hundred cheap soaps don't hide two dear tents; dollars and ouguiyas are ranked apart."""
    bring(store, SOAP, 100, "L1", "2027-06")
    bring(store, BUCKET, 60)
    worth = [("TENTE", 9_000_00, "MRU"), ("CORDE", 10_00, "MRU"), ("RADIO", 50_00, "USD")]
    with store.write(LOGISTICS) as work:
        items = [Item(code, Named(code), value=sum_, currency=of) for code, sum_, of in worth]
        describe_items(work, items)
        receive(work, Delivery(CENTRE, DONOR, [Incoming(code, 2) for code, _, _ in worth]))
    with store.read() as connection:
        found = handful(connection, [ROOM], START.date() + timedelta(days=45))
    assert [(one.item, one.period, one.share * 100 // MILLION) for one in found] == [
        ("RADIO", 30, 100),
        ("TENTE", 30, 99),
        (SOAP, 30, 62),
        (BUCKET, 30, 37),
        ("CORDE", 180, 0),
    ]
    assert [(one.worth, one.currency) for one in found][:3] == [
        (100_00, "USD"),
        (18_000_00, "MRU"),
        (0, ""),
    ]
    said = [how_chosen(one, words("en")) for one in found]
    assert said[1].startswith("99\u00a0% of what is valued in MRU · 45 days since")
    assert said[2].startswith("62\u00a0% of the units without a value")
    assert said[-1].startswith("<\u00a01\u00a0%")
    assert_sound(store)


def test_what_moves_often_comes_round_sooner_and_says_so(store: Store) -> None:
    bring(store, SOAP, 1_000, "L1", "2027-06")
    bring(store, BUCKET, 20)
    for _ in range(10):
        gave(store, BUCKET, 1)
    with store.read() as connection:
        found = {one.item: one for one in handful(connection, [ROOM], START.date())}
    assert [(found[code].period, found[code].often) for code in (SOAP, BUCKET)] == [
        (30, False),
        (90, True),
    ]
    said = how_chosen(found[BUCKET], words("en"))
    assert "counted or come today" in said
    assert said.endswith("moves often")


def test_bad_figures_say_what_is_wrong(store: Store) -> None:
    with pytest.raises(NothingToCountError):
        opened(store)
    stocked(store)
    with store.write(LOGISTICS) as work:  # the same number, of another donation
        receive(work, Delivery(CENTRE, DONOR, [Incoming(SOAP, 5, "L1", "2027-06")]))
    number = opened(store)
    for figure, error in (
        (Figure(SOAP, -1), QuantityTooSmallError),
        (Figure(SOAP, 3, "L9"), UnknownLotError),
        (Figure(SOAP, 3, "L1"), ManyLotsError),
        (Figure("KIT-HYG", 3), NeverHereError),
        (Figure("NIX", 3), UnknownItemError),
    ):
        with pytest.raises(error):
            entered(store, number, figure)
    with pytest.raises(UnknownCountError):
        entered(store, "NKC1-A-FI-2026-00099", Figure(SOAP, 1))
    with pytest.raises(UnknownReasonError):
        finished_with(store, number)
    with pytest.raises(NotAllowedError), store.write(AUDITOR) as work:
        commands.open_count(work, Sheeting(CENTRE))


def finished_with(store: Store, number: str) -> None:
    entered(store, number, Figure(SOAP, 1), Figure(BUCKET, 1))
    finished(store, number, Reason(SOAP, "magic"))


def test_what_is_closed_stays_closed(store: Store) -> None:
    stocked(store)
    number = opened(store)
    with store.write(LOGISTICS) as work:
        commands.cancel(work, number, "Interrompu")
    assert status(store, number) == "cancelled"
    with pytest.raises(CountClosedError):
        entered(store, number, Figure(SOAP, 1))
    with pytest.raises(CountClosedError):
        approved(store, number)
    with store.read() as connection:
        assert not queries.open_sheets(connection, CENTRE)
        assert [one.number for one in queries.sheets(connection, CENTRE)] == [number]
