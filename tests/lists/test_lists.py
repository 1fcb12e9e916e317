"""Distribution lists: kept once, worked through each month, each recipient by a receipt."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cpise_inventory.errors import Refusal
from cpise_inventory.lists import queries
from cpise_inventory.lists.commands import (
    ListDraft,
    close_list,
    describe_list,
    keep_on_list,
    serve,
    still_to_serve,
    take_off_list,
)
from cpise_inventory.lists.errors import (
    AllServedError,
    ClosedListError,
    EmptyListError,
    ItemTwiceError,
    ListShortError,
    NoListNameError,
    NotOnListError,
    RecipientTwiceError,
    ServedAlreadyError,
    UncountedRecipientError,
    UnknownListError,
)
from cpise_inventory.lists.events import Serving, Share
from cpise_inventory.stock.commands import Distribution
from cpise_inventory.stock.errors import EmptyGroupError, NoRecipientError
from cpise_inventory.stock.events import Headcount
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from tests.books import (
    BUCKET,
    CENTRE,
    LOGISTICS,
    MANAGER,
    SOAP,
    Clock,
    assert_sound,
    bring,
    stock,
)

NAME = "Savon du mois"
GIRLS, BOYS, DAY = (
    Serving("Filles, unité B", "group", 7),
    Serving("Garçons, unité A", "group", 4),
    Serving("Accueil de jour", "unit", 3),
)
DRAFT = ListDraft(CENTRE, NAME, (GIRLS, BOYS, DAY), (Share(SOAP, 5, 2), Share(BUCKET, 1)))
RUN = Distribution(CENTRE, "", "", (), by_list=NAME)


def done(store: Store, act: Callable[[Work], object], who: str = LOGISTICS) -> object:
    with store.write(who) as work:
        return act(work)


def refused(store: Store, act: Callable[[Work], object], who: str = LOGISTICS) -> Refusal:
    with pytest.raises(Refusal) as caught:
        done(store, act, who)
    return caught.value


def turns(store: Store, day: date = date(2026, 11, 24)) -> list[str]:
    with store.read() as connection:
        found = queries.list_of(connection, CENTRE, NAME)
        assert found is not None
        return [turn.document for turn in queries.turns(connection, found, day)]


def serve_all(store: Store) -> list[str]:
    """As the command line does: one action each."""
    with store.write(LOGISTICS) as work:
        left = still_to_serve(work, RUN)
    return [str(done(store, lambda work, one=one: serve(work, one))) for one in left]


@pytest.fixture
def listed(store: Store) -> Store:
    bring(store, SOAP, 40, "L1", "2099-06")
    bring(store, BUCKET, 5)
    done(store, lambda work: describe_list(work, DRAFT))
    return store


def test_a_share_is_never_less_than_what_it_says() -> None:
    half = Share(SOAP, 5, 2)
    assert [half.of(people) for people in (0, 1, 2, 3, 7)] == [0, 3, 5, 8, 18]
    assert Share(BUCKET, 1).of(7) == 1


def test_everybody_on_the_list_gets_a_receipt(listed: Store) -> None:
    numbers = serve_all(listed)
    assert numbers == [f"{CENTRE}-A-RD-2026-0000{n}" for n in (1, 2, 3)]
    assert turns(listed) == numbers
    assert stock(listed, SOAP) == {"L1": 40 - 18 - 10 - 8}
    assert stock(listed, BUCKET) == {"": 2}
    problem = refused(listed, lambda work: still_to_serve(work, RUN))
    assert isinstance(problem, AllServedError)
    assert_sound(listed)


def test_nobody_is_served_twice_in_a_month(listed: Store, clock: Clock) -> None:
    serve_all(listed)
    bring(listed, SOAP, 100, "L1", "2099-06")
    again = replace(RUN, recipient=BOYS.recipient, recipient_kind="group", people=4)
    again = replace(again, lines=wanted_by(listed, BOYS))
    problem = refused(listed, lambda work: serve(work, again))
    assert isinstance(problem, ServedAlreadyError)
    assert (problem.month, problem.document) == ("2026-11", f"{CENTRE}-A-RD-2026-00002")
    done(listed, lambda work: undo(work, problem.document, "wrong group"), MANAGER)
    assert turns(listed)[1] == ""
    done(listed, lambda work: serve(work, again))
    clock.set(datetime(2026, 12, 3, 9, tzinfo=UTC))
    assert turns(listed, date(2026, 12, 3)) == ["", "", ""]
    done(listed, lambda work: serve(work, again))
    assert_sound(listed)


def wanted_by(store: Store, serving: Serving) -> tuple[object, ...]:
    with store.read() as connection:
        found = queries.list_of(connection, CENTRE, NAME)
        assert found is not None
        return tuple(found.wanted(serving))


def test_what_is_short_is_known_before_it_begins(listed: Store) -> None:
    bring(listed, BUCKET, 1)
    more = replace(DRAFT, shares=(Share(SOAP, 3, 1), Share(BUCKET, 1)))
    done(listed, lambda work: describe_list(work, more))
    problem = refused(listed, lambda work: still_to_serve(work, RUN))
    assert isinstance(problem, ListShortError)
    assert (problem.item, problem.wanted, problem.available) == (SOAP, 42, 40)
    assert stock(listed, SOAP) == {"L1": 40}
    alone = replace(RUN, recipient=DAY.recipient, recipient_kind="unit", people=3)
    done(listed, lambda work: serve(work, replace(alone, lines=wanted_by(listed, DAY))))
    bring(listed, SOAP, 2, "L1", "2099-06")
    with listed.write(LOGISTICS) as work:
        assert len(still_to_serve(work, RUN)) == 2


def test_the_latest_description_holds(listed: Store) -> None:
    done(listed, lambda work: describe_list(work, replace(DRAFT, servings=(DAY,))))
    assert turns(listed) == [""]
    done(listed, lambda work: close_list(work, CENTRE, NAME))
    problem = refused(listed, lambda work: still_to_serve(work, RUN))
    assert isinstance(problem, ClosedListError)
    with listed.read() as connection:
        assert queries.lists(connection, CENTRE) == []
        assert [one.name for one in queries.lists(connection, closed=True)] == [NAME]
    done(listed, lambda work: describe_list(work, DRAFT))
    assert turns(listed) == ["", "", ""]
    assert_sound(listed)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"name": "  "}, NoListNameError),
        ({"servings": ()}, EmptyListError),
        ({"shares": ()}, EmptyListError),
        ({"servings": (DAY, DAY)}, RecipientTwiceError),
        ({"shares": (Share(SOAP, 1), Share(SOAP, 2))}, ItemTwiceError),
        ({"servings": (Serving("Accueil", "unit"),)}, UncountedRecipientError),
        ({"servings": (Serving("Filles", "group", 0),)}, EmptyGroupError),
        ({"servings": (Serving("Amadou", "child", 1),)}, NoRecipientError),
    ],
)
def test_a_list_that_cannot_be_worked_through_is_refused(
    file_store: Store, changed: dict[str, object], kind: type[Refusal]
) -> None:
    draft = replace(DRAFT, **changed)  # type: ignore[arg-type]  # of several types
    assert isinstance(refused(file_store, lambda work: describe_list(work, draft)), kind)


def test_a_list_grows_from_what_was_given(listed: Store) -> None:
    heads = (Headcount("f", "6-11", 4), Headcount("m", "6-11", 2))
    new = Serving(" Petits ", "group", 0, heads)
    done(listed, lambda work: keep_on_list(work, CENTRE, NAME, new))
    done(listed, lambda work: keep_on_list(work, CENTRE, "Riz", new, [Share(BUCKET, 1)]))
    smaller = Serving(BOYS.recipient, "group", 3)
    shares = [Share.by_heads(SOAP, 60, 24)]
    done(listed, lambda work: keep_on_list(work, CENTRE, NAME, smaller, shares))
    done(listed, lambda work: take_off_list(work, CENTRE, NAME, DAY.recipient))
    with listed.read() as connection:
        found = queries.list_of(connection, CENTRE, NAME)
    assert found is not None
    assert found.servings == (GIRLS, smaller, Serving("Petits", "group", 6, heads))
    assert found.shares == (Share(SOAP, 5, 2),)
    problem = refused(listed, lambda work: take_off_list(work, CENTRE, "Riz", "Petits"))
    assert isinstance(problem, EmptyListError)


def test_who_is_not_on_it_is_not_served_by_it(listed: Store) -> None:
    stranger = replace(RUN, recipient="Cuisine", recipient_kind="unit")
    assert isinstance(refused(listed, lambda work: serve(work, stranger)), NotOnListError)
    unknown = refused(listed, lambda work: serve(work, replace(stranger, by_list="Riz")))
    assert isinstance(unknown, UnknownListError)
    assert unknown.known == (NAME,)
