"""More comes back of a receipt than it gave, since workstations were apart: told, and settled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpise_inventory import today
from cpise_inventory.documents.issuing import RETURNED
from cpise_inventory.stock.events import GivenBack
from cpise_inventory.stock.returns import Back, GoodsBack, receipt, take_goods_back, too_much_back
from cpise_inventory.stock.to_do import returned
from cpise_inventory.store import Store
from cpise_inventory.work import Work
from tests.books import SOAP, START, assert_sound, join
from tests.journal.apart import (
    RECEIPT,
    Act,
    apart,
    doing,
    everybodys,
    exchange,
    headquarters,
    take_in,
    take_in_seals,
)
from tests.journal.told import OURS, THEIRS, kinds, soaps, tasks, undoing, undone_by_two

OUR_NOTE, THEIR_NOTE = "NKC1-A-RE-2026-00001", "KIF-A-RE-2026-00001"


@pytest.fixture
def stores(three: dict[str, Path]) -> Iterator[dict[str, Store]]:
    with apart(three) as found:
        yield found


def back(quantity: int, number: str = RECEIPT) -> Act:
    return lambda work: take_goods_back(work, GoodsBack(number, [Back(SOAP, quantity)]))


def amounts(store: Store, number: str = RECEIPT) -> list[tuple[int, int]]:
    with store.read() as connection:
        found = too_much_back(connection, number)
    return [(lot.given, lot.back) for one in found for lot in one.lots]


def test_what_one_undid_and_another_took_back_is_a_task(stores: dict[str, Store]) -> None:
    here, there, far = stores.values()
    before = soaps(here)
    assert doing(here, undoing(RECEIPT)) + doing(there, back(2)) == [OURS, THEIR_NOTE]
    exchange(stores)
    for store in stores.values():
        assert soaps(store) == before + 5  # three were given out
        (task,) = tasks(store)
        assert (task.kind, task.urgency) == ("back_too_much", today.Urgency.NOW)
        facts = task.facts
        assert (facts["item"], facts["given"], facts["back"]) == (SOAP, 3, 5)
        assert (facts["party"], facts["happened_on"]) == ("Accueil", START.date().isoformat())
        assert [(one["number"], one["device"]) for one in facts["returns"]] == [
            (THEIR_NOTE, "KIF-A")
        ]
        assert [one["number"] for one in facts["reversals"]] == [OURS]
    assert doing(far, undoing(THEIR_NOTE))
    exchange(stores)
    for store in stores.values():
        assert (kinds(store), soaps(store)) == ([], before + 3)
        assert_sound(store)


@pytest.mark.parametrize("surplus", [OUR_NOTE, THEIR_NOTE])
def test_what_two_took_back_is_a_task_until_one_note_is_undone(
    stores: dict[str, Store], surplus: str
) -> None:
    here, there, far = stores.values()
    before = soaps(here)
    assert doing(here, back(3)) + doing(there, back(3)) == [OUR_NOTE, THEIR_NOTE]
    assert kinds(here) == []
    exchange(stores)
    (task,) = tasks(far)
    assert {*task.facts["documents"]} == {OUR_NOTE, THEIR_NOTE}
    assert task.facts["reversals"] == []
    assert amounts(far) == [(3, 6)]
    with far.read() as connection:
        told = {
            centre: [kind for kind, *_ in returned(connection, centre)]
            for centre in ("NKC1", "KIF")
        }
    assert told == {"NKC1": ["back_too_much"], "KIF": []}
    assert doing(far, undoing(surplus))
    exchange(stores)
    for store in stores.values():
        assert (kinds(store), soaps(store)) == ([], before + 3)
        assert_sound(store)


def test_parts_that_add_up_to_no_more_than_was_given_are_no_task(stores: dict[str, Store]) -> None:
    here, there, far = stores.values()
    doing(here, back(1))
    doing(there, back(2))
    exchange(stores)
    assert kinds(far) == []
    doing(far, undoing(OUR_NOTE), back(1))
    assert kinds(far) == []


def test_what_was_undone_twice_is_settled_before_what_came_back(stores: dict[str, Store]) -> None:
    here, there, far = stores.values()
    before = soaps(here)
    doing(far, back(1))
    undone_by_two(stores)
    assert kinds(there) == ["undone_twice"]
    doing(there, undoing(THEIRS))
    assert kinds(there) == ["back_too_much"]
    assert doing(there, undoing("ROS-A-RE-2026-00001"))
    assert (kinds(there), soaps(there)) == ([], before + 3)


def test_a_note_that_was_undone_twice_counts_for_nothing_once_that_is_settled(
    stores: dict[str, Store],
) -> None:
    here, there, far = stores.values()
    doing(here, back(3))
    exchange(stores)
    undone_by_two(stores, OUR_NOTE)
    assert kinds(far, OUR_NOTE) == ["undone_twice"]
    doing(far, undoing(THEIR_NOTE))
    exchange(stores)
    doing(here, back(3))
    doing(there, back(1))
    exchange(stores)
    assert amounts(far) == [(3, 4)]
    assert_sound(far)


def old_note(work: Work) -> str:
    """All of it is back, as a note said it that didn't say how much was given."""
    told = receipt(work.connection, work.journal, RECEIPT)
    lines = tuple(line.turned() for line in told.said.lines)
    return work.issue(
        RETURNED,
        lambda number: GivenBack(
            number=number, centre="NKC1", receipt=RECEIPT, recipient="Accueil", lines=lines
        ),
        START.date(),
    )


def test_notes_of_old_are_not_told_and_spoil_no_sum(stores: dict[str, Store]) -> None:
    here, there, far = stores.values()
    doing(here, old_note, undoing(OUR_NOTE))
    doing(there, old_note)
    exchange(stores)
    assert kinds(far) == []
    doing(there, undoing(THEIR_NOTE))
    exchange(stores)
    doing(here, back(3))
    doing(there, back(1))
    exchange(stores)
    assert amounts(far) == [(3, 4)]


def test_more_back_is_told_and_settled_on_both_engines(
    stores: dict[str, Store], database_url: str, tmp_path: Path
) -> None:
    here, there, _ = stores.values()
    doing(here, undoing(RECEIPT))
    doing(there, back(2))
    exchange(stores)
    with headquarters(database_url, tmp_path) as store:
        take_in(store, [body for chain in everybodys(stores).values() for body in chain])
        for one in stores.values():
            take_in_seals(store, one)
        with join(store, "ALE-A", tmp_path / "keys") as desk:
            assert (kinds(desk), amounts(desk)) == (["back_too_much"], [(3, 5)])
            assert doing(desk, undoing(THEIR_NOTE))
            assert (kinds(desk), amounts(desk)) == ([], [])
            assert_sound(desk)
