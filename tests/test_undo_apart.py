"""What two workstations undo apart adds up: it's told, and one of both reversals is taken back."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpise_inventory import today
from cpise_inventory.assets.commands import (
    Handover,
    assign,
)
from cpise_inventory.documents.queries import Document, Filter, document_of, undone_apart
from cpise_inventory.errors import Refusal
from cpise_inventory.exporting import distributions_csv, register_csv
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.printing.papers import papers
from cpise_inventory.stock.errors import (
    AlreadyReversedError,
    NoLongerTwiceError,
    ReversalOfReversalError,
)
from cpise_inventory.store import Store
from cpise_inventory.transfers.errors import UndoneTwiceError
from cpise_inventory.transfers.settling import Settlement, settle
from cpise_inventory.undo import undo
from cpise_inventory.work import NotAllowedError
from tests.books import (
    ADMIN,
    BUCKET,
    SOAP,
    assert_sound,
    join,
    projected,
)
from tests.journal.apart import (
    RECEIPT,
    WAYBILL,
    apart,
    deliver,
    doing,
    everybodys,
    exchange,
    headquarters,
    tags,
    take_in,
    take_in_seals,
    three_that_met,
)
from tests.journal.told import OURS, THEIRS, kinds, soaps, tasks, undoing, undone_by_two
from tests.stock.undoable import DONE, sums


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return three_that_met(tmp_path_factory.mktemp("undoing"))


@pytest.fixture
def stores(three: dict[str, Path]) -> Iterator[dict[str, Store]]:
    with apart(three) as found:
        yield found


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


def test_it_is_told_and_settled_on_both_engines(
    stores: dict[str, Store], database_url: str, tmp_path: Path
) -> None:
    undone_by_two(stores)
    with headquarters(database_url, tmp_path) as store:
        take_in(store, [body for chain in everybodys(stores).values() for body in chain])
        for one in stores.values():
            take_in_seals(store, one)
        with join(store, "ALE-A", tmp_path / "keys") as desk:
            before = soaps(desk)
            assert kinds(desk) == ["undone_twice"]
            assert doing(desk, undoing(THEIRS))
            assert (kinds(desk), soaps(desk)) == ([], before - 3)
            assert paper(desk, RECEIPT).reversed_by == OURS
            assert isinstance(refused(desk, OURS), NoLongerTwiceError)
            assert_sound(desk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_says_which_document_was_cancelled_more_than_once(
    stores: dict[str, Store], language: str
) -> None:
    undone_by_two(stores)
    here = stores["NKC1-A"]
    (settling,) = doing(here, undoing(THEIRS))
    with here.read() as connection:
        made = papers(connection, here.journal, str(settling), language)
    assert RECEIPT in made[0].introduction
    assert THEIRS in made[0].introduction


def test_lists_and_files_mark_what_was_cancelled_and_what_cancels(
    stores: dict[str, Store], tmp_path: Path
) -> None:
    undone_by_two(stores)
    here, fr = stores["NKC1-A"], words("fr")

    def states() -> dict[str, str]:
        path = tmp_path / "register.csv"
        with here.read() as connection:
            register_csv(connection, path, fr, Filter(code="RD"))
        return {row[fr.t("Number")]: row[fr.t("Status")] for row in told(path)}

    assert states() == {RECEIPT: "annulé plus d’une fois", OURS: "annulation", THEIRS: "annulation"}
    (settling,) = doing(here, undoing(THEIRS))
    assert states() == {
        RECEIPT: "annulé",
        OURS: "annulation",
        THEIRS: "annulé",
        settling: "annulation",
    }
    path = tmp_path / "distributions.csv"
    with here.read() as connection:
        distributions_csv(connection, here.journal, path, fr)
    assert {(row[fr.t("Receipt")], row[fr.t("Status")]) for row in told(path)} == {
        (RECEIPT, "annulé")
    }


def told(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


# --- what rests on it ----------------------------------------------------------------------------


def test_nothing_is_settled_of_a_waybill_that_was_cancelled_twice(
    stores: dict[str, Store],
) -> None:
    here, _, far = stores.values()
    undone_by_two(stores, WAYBILL)
    assert {*kinds(far, WAYBILL)} == {"undone_twice", "to_settle"}
    with pytest.raises(UndoneTwiceError), far.write(ADMIN) as work:
        settle(work, Settlement(WAYBILL, decision="unrecorded"))
    with far.read() as connection:
        surplus = undone_apart(connection)[0].surplus[0].number
    assert doing(far, undoing(surplus))
    assert kinds(far, WAYBILL) == []
    exchange(stores)
    assert kinds(here, WAYBILL) == []


def test_who_may_not_cancel_settles_nothing(stores: dict[str, Store]) -> None:
    undone_by_two(stores)
    with pytest.raises(NotAllowedError), stores["ROS-A"].write("aicha") as work:
        undo(work, THEIRS, "one too many")


# --- whatever it is -------------------------------------------------------------------------------
def undone_once_and_twice(
    stores: dict[str, Store], what: str
) -> tuple[str, dict[str, list[tuple[object, ...]]], list[str]]:
    """What both undid: its number, what all adds up to where it's undone once, the reversals."""
    here, there, _ = stores.values()
    doing(here, deliver(SOAP, 30, "L1"), deliver(BUCKET, 30))
    number = str(doing(here, DONE[what])[0])
    exchange(stores)
    doing(here, undoing(number))
    once = sums(here)
    doing(there, undoing(number))
    exchange(stores)
    with there.read() as connection:
        (found,) = undone_apart(connection)
    return number, once, [one.number for one in found.surplus]


@pytest.mark.parametrize("what", DONE)
def test_whatever_is_undone_by_two_is_in_the_end_as_if_undone_once(
    stores: dict[str, Store], what: str
) -> None:
    here, there, far = stores.values()
    number, once, surplus = undone_once_and_twice(stores, what)
    assert "undone_twice" in kinds(far, number)
    assert sums(far) != once
    assert doing(far, undoing(surplus[0]))
    exchange(stores)
    assert sums(here) == sums(there) == sums(far) == once
    assert "undone_twice" not in kinds(far, number)
    for store in stores.values():
        assert_sound(store)
    assert projected(here) == projected(there)


@pytest.mark.parametrize("what", ["kits opened", "waybill", "incomplete arrival", "write-off"])
def test_whatever_two_settled_apart_stands_again_until_it_is_undone_once_more(
    stores: dict[str, Store], what: str
) -> None:
    here, there, far = stores.values()
    number, once, surplus = undone_once_and_twice(stores, what)
    assert doing(here, undoing(surplus[0])) + doing(there, undoing(surplus[1]))
    exchange(stores)
    assert "undone_no_more" in kinds(far, number)
    assert doing(far, undoing(number))
    exchange(stores)
    assert sums(here) == sums(there) == sums(far) == once
    assert not {"undone_twice", "undone_no_more"} & {*kinds(here, number)}
    assert_sound(here)


def test_computers_that_two_undid_are_settled_as_whatever_two_say_of_them(
    stores: dict[str, Store],
) -> None:
    """What they are doesn't add up: it's no surplus, and the reversals say the same of them."""
    here, _, far = stores.values()
    tag = tags(here)[0]
    number = str(doing(here, lambda work: assign(work, Handover([tag], "Fatou", "staff")))[0])
    exchange(stores)
    made = undone_by_two(stores, number)
    assert kinds(far, number) == []
    assert kinds(far, tag) == ["asset_conflict"]
    assert isinstance(refused(far, made[0]), ReversalOfReversalError)
