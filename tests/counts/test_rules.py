"""Who has to agree to a difference, what is said of it, and who counts again."""

import pytest

from cpise_inventory.counts import commands, queries, results
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.counts.errors import (
    CountClosedError,
    CountNotFinishedError,
    CountRuleError,
    CountWaitsError,
    NotOnSheetError,
    OwnCountError,
    SameCounterError,
    UnknownReasonError,
)
from cpise_inventory.counts.events import LineReason, Reason
from cpise_inventory.counts.placing import Figure
from cpise_inventory.counts.queries import Rule
from cpise_inventory.people.commands import close_person
from cpise_inventory.stock.errors import NoLinesError
from cpise_inventory.store import Store
from cpise_inventory.work import NotAllowedError
from tests.books import (
    ADMIN,
    AUDITOR,
    BUCKET,
    CENTRE,
    LOGISTICS,
    MANAGER,
    ROOM,
    SOAP,
    assert_sound,
    everything,
    stock,
)
from tests.counts.sheets import (
    again,
    approved,
    compared,
    entered,
    explained,
    finished,
    opened,
    ruled,
    status,
    stocked,
)


def short_of(store: Store, buckets: int, *reasons: Reason) -> tuple[str, str]:
    """A whole count that lacks so many of twenty buckets; its number, and what it waits for."""
    number = opened(store)
    entered(store, number, Figure(SOAP, 150), Figure(BUCKET, 20 - buckets))
    return number, finished(store, number, *reasons)


@pytest.mark.parametrize(
    ("units", "percent", "lacking", "waits"),
    [
        (0, 0, 1, True),  # nobody has set a rule: each difference is looked at
        (2, 10, 2, False),
        (2, 10, 3, True),  # too many units
        (9, 10, 3, True),  # too large a part
        (9, 100, 9, False),
    ],
)
def test_a_small_difference_is_booked_without_a_second_person(
    store: Store, units: int, percent: int, lacking: int, waits: bool
) -> None:
    stocked(store)
    ruled(store, units, percent)
    _, came = short_of(store, lacking)
    assert came == ("waits" if waits else "settled")
    assert stock(store, BUCKET) == {"": 20 if waits else 20 - lacking}
    with store.read() as connection:
        assert bool(results.by_reason(connection)) is not waits
    assert_sound(store)


def test_what_was_stolen_is_never_settled_alone(store: Store) -> None:
    stocked(store)
    ruled(store, 9, 100)
    assert short_of(store, 1, Reason(BUCKET, "stolen"))[1] == "waits"


def test_only_managers_set_the_rule_and_within_reason(store: Store) -> None:
    for who in (LOGISTICS, AUDITOR):
        with pytest.raises(NotAllowedError), store.write(who) as work:
            commands.set_rule(work, CENTRE, 1, 1)
    with pytest.raises(CountRuleError):
        ruled(store, 1, 101)
    with pytest.raises(CountRuleError):
        ruled(store, -1, 10)
    ruled(store, 5, 20)
    with store.read() as connection:
        assert queries.rule(connection, CENTRE) == Rule(5, 20)
        assert queries.rule(connection, "ROS") == Rule()


def test_who_knows_the_differences_changes_no_figure(store: Store) -> None:
    stocked(store)
    number, _ = short_of(store, 4)
    before = everything(store)
    for who in (LOGISTICS, MANAGER):
        with pytest.raises(CountWaitsError):
            entered(store, number, Figure(BUCKET, 20), who=who)
    with pytest.raises(CountWaitsError):
        finished(store, number)
    assert everything(store) == before


def test_a_recount_is_another_persons(store: Store) -> None:
    stocked(store)
    number, _ = short_of(store, 4)
    again(store, number, BUCKET)
    assert status(store, number) == "open"
    with pytest.raises(SameCounterError) as refused:
        entered(store, number, Figure(BUCKET, 20))
    assert refused.value.others == (ADMIN, MANAGER)
    entered(store, number, Figure(BUCKET, 17), who=MANAGER)
    assert finished(store, number) == "waits"
    with pytest.raises(OwnCountError):  # who counted again does not approve either
        approved(store, number, MANAGER)
    approved(store, number, ADMIN)
    assert stock(store, BUCKET) == {"": 17}


def test_what_is_to_be_counted_again_is_not_forgotten_on_a_free_sheet(store: Store) -> None:
    stocked(store)
    number = opened(store, sort="free")
    entered(store, number, Figure(BUCKET, 19), Figure(SOAP, 100, "L1"))
    assert finished(store, number) == "waits"
    again(store, number, BUCKET, who=MANAGER)
    with pytest.raises(CountNotFinishedError) as refused:
        finished(store, number)
    assert (refused.value.missing, refused.value.item) == (1, BUCKET)
    entered(store, number, Figure(BUCKET, 20), who=MANAGER)
    assert finished(store, number) == "settled"


def test_who_is_alone_counts_again_and_approves_alone(store: Store) -> None:
    stocked(store)
    with store.write(ADMIN) as work:
        for name in (LOGISTICS, MANAGER):
            close_person(work, name, "parti")
    number = opened_by_admin(store)
    again(store, number, BUCKET, who=ADMIN)
    entered(store, number, Figure(BUCKET, 17), who=ADMIN)
    with store.write(ADMIN) as work:
        commands.finish(work, number)
    approved(store, number, ADMIN)
    assert stock(store, BUCKET) == {"": 17}


def opened_by_admin(store: Store) -> str:
    with store.write(ADMIN) as work:
        number = commands.open_count(work, Sheeting(CENTRE))
    entered(store, number, Figure(SOAP, 150), Figure(BUCKET, 3), who=ADMIN)
    with store.write(ADMIN) as work:
        commands.finish(work, number)
    return number


def test_each_line_has_its_reason_and_the_last_word_holds(store: Store) -> None:
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(SOAP, 97, "L1"), Figure(SOAP, 53, "L2"), Figure(BUCKET, 20))
    finished(store, number)
    first, second = (one.found for one in compared(store, number) if one.difference)
    explained(store, number, LineReason(*first.key, "lost"))
    explained(store, number, LineReason(*first.key, "wrong_lot", "L2"))
    explained(store, number, LineReason(*second.key, "wrong_lot"))
    assert [one.why for one in compared(store, number)] == ["wrong_lot", "wrong_lot", ""]
    approved(store, number)
    with store.read() as connection:
        assert results.by_reason(connection, CENTRE) == [("wrong_lot", 2, 3, 3)]
    with pytest.raises(CountClosedError):
        explained(store, number, LineReason(*first.key, "lost"))


def test_reasons_are_of_lines_that_were_counted(store: Store) -> None:
    stocked(store)
    number, _ = short_of(store, 2)
    with pytest.raises(NotOnSheetError):
        explained(store, number, LineReason(ROOM, "KIT-HYG", "//OIM", "lost"))
    key = compared(store, number)[0].found.key
    with pytest.raises(UnknownReasonError):
        explained(store, number, LineReason(*key, "magic"))
    with pytest.raises(NoLinesError):
        explained(store, number)
    with pytest.raises(NotOnSheetError):
        again(store, number, "KIT-HYG")
    with pytest.raises(NoLinesError):
        again(store, number)
    with pytest.raises(NotAllowedError):
        again(store, number, BUCKET, who=AUDITOR)


def test_differences_nobody_explained_are_told_as_such(store: Store) -> None:
    stocked(store)
    number, _ = short_of(store, 2, Reason(SOAP, "damaged"))
    approved(store, number)
    with store.read() as connection:
        assert results.by_reason(connection) == [("", 1, 0, 2)]
