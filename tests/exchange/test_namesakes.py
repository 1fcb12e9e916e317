"""Two workstations that were set up apart with one name: whoever meets both is told why."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from cpise_inventory.addresses import address
from cpise_inventory.exchange.commands import approve_device
from cpise_inventory.exchange.errors import (
    BundleKeyError,
    FingerprintDiffersError,
    NamesakeError,
    OwnNamesakeError,
)
from cpise_inventory.exchange.fingerprints import grouped
from cpise_inventory.exchange.namesakes import Namesake, namesakes
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.store import Store
from tests.books import ADMIN, BUCKET, PASSWORD, Clock, assert_sound, bring, everything, refused
from tests.exchange.sticks import approve, carried, read, shown, written

SetUp = Callable[[str, str], Store]


@pytest.fixture
def set_up(tmp_path: Path) -> Iterator[SetUp]:
    """Books on their first day, of a centre and a letter; each call another workstation."""
    with ExitStack() as stack:

        def made(centre: str, letter: str) -> Store:
            folder = tmp_path / f"{centre}-{letter}-{len(list(tmp_path.iterdir()))}"
            wanted = FirstRun(centre, ADMIN, PASSWORD, letter=letter)
            where = address(str(folder / "books.sqlite"), folder)
            return stack.enter_context(create_store(where, wanted, Clock(asked=10**6)))

        yield made


def met(here: Store, path: Path, error: type[NamesakeError]) -> NamesakeError:
    """What is said of a file that a namesake's operations are in; nothing is written."""
    before = everything(here)
    found: NamesakeError = refused(here, error, lambda: read(here, path))
    assert everything(here) == before
    assert found.code == "namesake"
    return found


def length(store: Store) -> int:
    with store.read() as connection:
        return store.journal.known(connection, store.device).seq


def test_the_second_workstation_of_a_centre_has_books_of_its_own_and_both_join(
    store: Store, set_up: SetUp, tmp_path: Path
) -> None:
    """The first on both engines."""
    second = set_up("NKC1", "B")
    approve(store, second)
    approve(second, store)
    bring(store, BUCKET, 12)
    carried(store, second, tmp_path)
    carried(second, store, tmp_path)
    for one in (store, second):
        with one.read() as connection:
            assert namesakes(connection) == []
        assert_sound(one)


def test_a_file_of_somebody_of_the_own_name_names_the_cause_and_a_free_letter(
    store: Store, set_up: SetUp, tmp_path: Path
) -> None:
    bring(store, BUCKET, 12)
    twin, second = set_up("NKC1", "A"), set_up("NKC1", "B")
    approve(store, second)
    carried(second, store, tmp_path)
    found = met(store, written(twin, tmp_path), OwnNamesakeError)
    assert (found.device, found.free) == ("NKC1-A", "C")
    assert (found.known, found.fingerprint) == (grouped(shown(store)), grouped(shown(twin)))
    assert (found.here, found.there) == (length(store), length(twin))
    theirs = met(twin, written(store, tmp_path), OwnNamesakeError)
    assert (theirs.here, theirs.there) == (found.there, length(store))


def test_at_headquarters_the_second_of_two_is_refused_by_its_number(
    file_store: Store, kiffa: Store, set_up: SetUp, tmp_path: Path
) -> None:
    twin = set_up("NKC1", "A")
    approve(kiffa, file_store, twin)  # whoever telephoned saw nothing amiss yet
    bring(file_store, BUCKET, 12)
    carried(file_store, kiffa, tmp_path)
    found = met(kiffa, written(twin, tmp_path), NamesakeError)
    assert (found.known, found.fingerprint) == (grouped(shown(file_store)), grouped(shown(twin)))
    assert (found.here, found.there, found.free) == (length(file_store), length(twin), "B")
    assert_sound(kiffa)


def test_a_namesakes_chain_that_others_carry_is_told_from_a_copy(
    file_store: Store, kiffa: Store, set_up: SetUp, tmp_path: Path
) -> None:
    """Whoever brings it has done nothing wrong, and met the other one first."""
    twin, rosso = set_up("NKC1", "A"), set_up("ROS", "A")
    approve(kiffa, file_store, rosso)
    approve(rosso, twin)
    carried(twin, rosso, tmp_path)
    carried(file_store, kiffa, tmp_path)
    found = met(kiffa, written(rosso, tmp_path), NamesakeError)
    assert (found.device, found.fingerprint) == ("NKC1-A", grouped(shown(twin)))
    approve(file_store, rosso)
    assert met(file_store, written(rosso, tmp_path), OwnNamesakeError).there == length(twin)


def test_who_approved_a_namesake_is_told_in_the_state_of_the_exchange(
    file_store: Store, kiffa: Store, set_up: SetUp, tmp_path: Path
) -> None:
    """Though no operation of the other one may come in."""
    twin, rosso = set_up("NKC1", "A"), set_up("ROS", "A")
    approve(rosso, twin)
    approve(file_store, rosso)
    carried(rosso, file_store, tmp_path)
    with file_store.read() as connection:
        assert namesakes(connection) == [
            Namesake("NKC1-A", shown(file_store), shown(twin), "ROS-A")
        ]
    assert_sound(file_store)


def test_another_number_is_not_approved_where_the_name_is_known(
    file_store: Store, set_up: SetUp
) -> None:
    twin = set_up("NKC1", "A")

    def approved() -> None:
        with file_store.write(ADMIN) as work:
            approve_device(work, "NKC1-A", shown(twin))

    found = refused(file_store, FingerprintDiffersError, approved)
    assert found.known == grouped(shown(file_store))


def test_who_was_approved_with_another_number_is_approved_anew_or_a_namesake(
    file_store: Store, kiffa: Store, set_up: SetUp, tmp_path: Path
) -> None:
    twin = set_up("NKC1", "A")
    approve(kiffa, twin)
    stick = written(file_store, tmp_path)
    found = refused(kiffa, BundleKeyError, lambda: read(kiffa, stick))
    assert (found.known, found.fingerprint) == (grouped(shown(twin)), grouped(shown(file_store)))
    approve(kiffa, file_store)
    assert read(kiffa, stick).events
    met(kiffa, written(twin, tmp_path), NamesakeError)
