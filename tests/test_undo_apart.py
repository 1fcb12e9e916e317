"""What two workstations undo apart adds up: it's told, and one of both reversals is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpise_inventory import today
from cpise_inventory.documents.queries import Document, document_of, undone_apart
from cpise_inventory.errors import Refusal
from cpise_inventory.stock.errors import (
    AlreadyReversedError,
    NoLongerTwiceError,
    ReversalOfReversalError,
)
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from tests.books import ADMIN, SOAP, START, assert_sound, stock
from tests.journal.apart import (
    RECEIPT,
    Act,
    apart,
    doing,
    exchange,
    three_that_met,
)

OURS, THEIRS = "NKC1-A-RD-2026-00002", "KIF-A-RD-2026-00001"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return three_that_met(tmp_path_factory.mktemp("undoing"))


@pytest.fixture
def stores(three: dict[str, Path]) -> Iterator[dict[str, Store]]:
    with apart(three) as found:
        yield found


def undoing(number: str) -> Act:
    return lambda work: undo(work, number, "seen twice")


def undone_by_two(stores: dict[str, Store], number: str = RECEIPT) -> list[str]:
    """By both before they met; the numbers of the reversing documents."""
    here, there, _ = stores.values()
    made = doing(here, undoing(number)) + doing(there, undoing(number))
    exchange(stores)
    return list(map(str, made))


def soaps(store: Store) -> int:
    return sum(stock(store, SOAP).values())


def tasks(store: Store, number: str = RECEIPT) -> list[today.Task]:
    with store.read() as connection:
        found = today.tasks(connection, START.date())
    return [one for one in found if one.target == number]


def kinds(store: Store, number: str = RECEIPT) -> list[str]:
    return [one.kind for one in tasks(store, number)]


def paper(store: Store, number: str) -> Document:
    with store.read() as connection:
        found = document_of(connection, number)
    assert found is not None
    return found


def refused(store: Store, number: str) -> Refusal:
    with pytest.raises(Refusal) as found, store.write(ADMIN) as work:
        undo(work, number, "seen twice")
    return found.value


def test_a_receipt_undone_by_two_is_a_task_with_its_history(stores: dict[str, Store]) -> None:
    before = soaps(stores["NKC1-A"])
    assert undone_by_two(stores) == [OURS, THEIRS]
    for store in stores.values():
        assert soaps(store) == before + 6  # three were given out
        (task,) = tasks(store)
        assert (task.kind, task.urgency) == ("undone_twice", today.Urgency.NOW)
        assert {one["number"]: one["device"] for one in task.facts["reversals"]} == {
            OURS: "NKC1-A",
            THEIRS: "KIF-A",
        }
        assert {one["actor"] for one in task.facts["reversals"]} == {ADMIN}
        assert paper(store, RECEIPT).status == "cancelled_twice"
        assert_sound(store)


def test_it_is_settled_by_taking_back_one_of_both(stores: dict[str, Store]) -> None:
    here, there, far = stores.values()
    before = soaps(here)
    undone_by_two(stores)
    (settling,) = doing(far, undoing(THEIRS))
    exchange(stores)
    for store in stores.values():
        assert soaps(store) == before + 3
        assert kinds(store) == []
        assert (paper(store, RECEIPT).status, paper(store, RECEIPT).reversed_by) == (
            "cancelled",
            OURS,
        )
        assert (paper(store, THEIRS).status, paper(store, THEIRS).reversed_by) == (
            "cancelled",
            settling,
        )
        assert paper(store, OURS).status == paper(store, str(settling)).status == "reversal"
        assert_sound(store)
    for store in (here, there):
        assert isinstance(refused(store, OURS), NoLongerTwiceError)
        assert isinstance(refused(store, THEIRS), AlreadyReversedError)
        assert isinstance(refused(store, str(settling)), ReversalOfReversalError)
        assert isinstance(refused(store, RECEIPT), AlreadyReversedError)


@pytest.mark.parametrize("other", [OURS, THEIRS])
def test_what_two_settled_apart_is_a_task_again(stores: dict[str, Store], other: str) -> None:
    here, there, far = stores.values()
    before = soaps(here)
    undone_by_two(stores)
    made = doing(here, undoing(THEIRS)) + doing(there, undoing(other))
    exchange(stores)
    for store in stores.values():
        assert soaps(store) == before
        assert kinds(store) == ["undone_no_more"]
        assert paper(store, RECEIPT).status == "issued"
        for number in made:
            assert isinstance(refused(store, str(number)), ReversalOfReversalError)
    assert doing(far, undoing(RECEIPT))
    exchange(stores)
    for store in stores.values():
        assert soaps(store) == before + 3
        assert kinds(store) == []
        assert paper(store, RECEIPT).status == "cancelled"
        assert_sound(store)


def test_what_three_undid_is_settled_twice(stores: dict[str, Store]) -> None:
    here, there, far = stores.values()
    before = soaps(here)
    for store in stores.values():
        doing(store, undoing(RECEIPT))
    exchange(stores)
    doing(here, undoing(OURS))
    assert kinds(here) == ["undone_twice"]
    doing(here, undoing(THEIRS))
    assert kinds(here) == []
    assert soaps(here) == before + 3
    exchange(stores)
    assert (soaps(there), soaps(far)) == (before + 3, before + 3)


def test_of_one_centre_alone(stores: dict[str, Store]) -> None:
    undone_by_two(stores)
    with stores["ROS-A"].read() as connection:
        assert [one.document.number for one in undone_apart(connection, "NKC1")] == [RECEIPT]
        assert undone_apart(connection, "KIF") == []
