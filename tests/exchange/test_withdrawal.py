"""Nothing more is read of a workstation whose approval was taken back; what came of it stays."""

from pathlib import Path

import pytest

from cpise_inventory.addresses import address
from cpise_inventory.exchange import queries
from cpise_inventory.exchange.commands import approve_device, withdraw_device
from cpise_inventory.exchange.errors import (
    DeviceNotApprovedError,
    DeviceWithdrawnError,
    OwnDeviceError,
    UnknownPartnerError,
)
from cpise_inventory.exchange.namesakes import namesakes
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.store import Store
from tests.books import (
    ADMIN,
    BUCKET,
    PASSWORD,
    Clock,
    assert_sound,
    bring,
    everything,
    refused,
    stock,
)
from tests.exchange.sticks import approve, carried, read, written


@pytest.fixture
def rosso(tmp_path: Path):
    where = address(str(tmp_path / "rosso" / "ros.sqlite"), tmp_path / "rosso")
    with create_store(where, FirstRun("ROS", ADMIN, PASSWORD), Clock(asked=10**6 * 2)) as made:
        yield made


def withdraw(store: Store, device: str) -> None:
    with store.write(ADMIN) as work:
        withdraw_device(work, device)


def test_its_files_are_refused_what_came_stays_and_a_new_approval_ends_it(
    store: Store, kiffa: Store, tmp_path: Path
) -> None:
    """The one that is withdrawn on both engines."""
    approve(kiffa, store)
    bring(store, BUCKET, 12)
    carried(store, kiffa, tmp_path)
    withdraw(kiffa, "NKC1-A")
    before = everything(kiffa)
    withdraw(kiffa, "NKC1-A")  # once more changes nothing
    assert everything(kiffa) == before
    bring(store, BUCKET, 3)
    stick = written(store, tmp_path)
    found = refused(kiffa, DeviceWithdrawnError, lambda: read(kiffa, stick))
    assert found.device == "NKC1-A"
    assert stock(kiffa, BUCKET) == {"": 12}
    approve(kiffa, store)
    read(kiffa, stick)
    assert stock(kiffa, BUCKET) == {"": 15}
    assert_sound(kiffa)


def test_what_others_carry_of_it_is_left_out_and_comes_after_a_new_approval(
    file_store: Store, kiffa: Store, rosso: Store, tmp_path: Path
) -> None:
    approve(rosso, file_store)
    approve(kiffa, file_store, rosso)
    carried(file_store, kiffa, tmp_path)
    withdraw(kiffa, "NKC1-A")
    bring(file_store, BUCKET, 12)
    carried(file_store, rosso, tmp_path)
    stick = written(rosso, tmp_path)
    report = read(kiffa, stick)
    assert [one.device for one in report.came] == ["ROS-A"]
    assert [one.device for one in report.passed_over] == ["NKC1-A"]
    assert stock(kiffa, BUCKET) == {}
    assert_sound(kiffa)
    approve(kiffa, file_store)
    report = read(kiffa, stick)
    assert [(one.device, one.size) for one in report.came] == [("NKC1-A", 1)]
    assert report.passed_over == ()
    assert stock(kiffa, BUCKET) == {"": 12}
    assert_sound(kiffa)


def test_whom_it_approved_is_not_believed_for_it_any_more(
    file_store: Store, kiffa: Store, rosso: Store, tmp_path: Path
) -> None:
    approve(file_store, rosso)
    approve(kiffa, file_store)
    carried(file_store, kiffa, tmp_path)
    withdraw(kiffa, "NKC1-A")
    stick = written(rosso, tmp_path)
    refused(kiffa, DeviceNotApprovedError, lambda: read(kiffa, stick))
    approve(kiffa, rosso)
    assert read(kiffa, stick).events


def test_each_decides_for_itself(
    file_store: Store, kiffa: Store, rosso: Store, tmp_path: Path
) -> None:
    """Or one that was stolen could silence all others by their names."""
    for one, other in ((file_store, kiffa), (kiffa, file_store)):
        approve(one, other, rosso)
    carried(rosso, file_store, tmp_path)
    withdraw(file_store, "ROS-A")
    carried(file_store, kiffa, tmp_path)
    with kiffa.read() as connection:
        assert queries.withdrawn(connection, "KIF-A") == frozenset()
        assert queries.withdrawn(connection, "NKC1-A") == {"ROS-A"}
    bring(file_store, BUCKET, 1)
    assert read(kiffa, written(rosso, tmp_path)).passed_over == ()


def test_a_mistyped_approval_is_taken_back(file_store: Store, kiffa: Store, tmp_path: Path) -> None:
    approve(file_store, kiffa)
    with kiffa.write(ADMIN) as work:
        approve_device(work, "NKC1-A", "1" * 24)
    carried(kiffa, file_store, tmp_path)
    with file_store.read() as connection:
        assert [one.by for one in namesakes(connection)] == ["KIF-A"]
    withdraw(kiffa, "NKC1-A")
    approve(kiffa, file_store)
    carried(kiffa, file_store, tmp_path)
    with file_store.read() as connection:
        assert namesakes(connection) == []


def test_what_cannot_be_withdrawn_is_said(file_store: Store) -> None:
    refused(file_store, OwnDeviceError, lambda: withdraw(file_store, "NKC1-A"))
    refused(file_store, UnknownPartnerError, lambda: withdraw(file_store, "ALE-A"))
