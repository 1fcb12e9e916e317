"""What workstations that were apart say of assets on the road: both are seen, a person settles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpise_inventory import today
from cpise_inventory.assets import life, queries
from cpise_inventory.assets.commands import Handover, Newcomer, Registration, assign, register
from cpise_inventory.assets.undo import state_said
from cpise_inventory.store import Store
from cpise_inventory.transfers.asset_rulings import AssetRuling
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, close_transfer, send
from cpise_inventory.transfers.queries import transfer_of
from cpise_inventory.transfers.settling import Settlement, settle
from cpise_inventory.undo import undo
from tests.books import DONOR, START, assert_sound, projected
from tests.journal.apart import Act, apart, doing, exchange, tags, three_that_met

OURS, THEIRS = "NKC1-A-BE-2026-00002", "KIF-A-BE-2026-00001"
Three = tuple[Store, Store, Store]


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return three_that_met(tmp_path_factory.mktemp("three-loads"))


@pytest.fixture
def three(met: dict[str, Path]) -> Iterator[Three]:
    with apart(met) as stores:
        nkc, kif, ros = stores.values()
        yield nkc, kif, ros


def meet(three: Three) -> None:
    exchange(dict(zip(("NKC1-A", "KIF-A", "ROS-A"), three, strict=True)))
    nkc, kif, ros = three
    assert projected(nkc) == projected(kif) == projected(ros)
    assert_sound(nkc)


def ship(tag: str, target: str) -> Act:
    return lambda work: send(work, Shipment("NKC1", target, assets=[tag]))


def lend(tag: str) -> Act:
    return lambda work: assign(work, Handover([tag], "Mohamed", "staff"))


def holds(tag: str, document: str) -> Act:
    return lambda work: life.settle_custody(work, tag, state_said(work, document, tag))


def stands(store: Store, tag: str) -> tuple[str, str, str]:
    """Status, centre, and the waybill that it's on the road with."""
    with store.read() as connection:
        one = queries.asset_of(connection, tag)
    assert one is not None
    return one.status, one.centre, one.waybill


def contested(store: Store) -> list[str]:
    with store.read() as connection:
        told = today.tasks(connection, START.date())
    return [one.target for one in told if one.kind == "asset_conflict"]


def twice(store: Store) -> list[list[str]]:
    """What is told of today to have one serial number."""
    with store.read() as connection:
        told = today.tasks(connection, START.date())
    return [[one.facts["tag"], one.facts["other"]] for one in told if one.kind == "serial_twice"]


def status(store: Store, number: str) -> str:
    with store.read() as connection:
        found = transfer_of(connection, number)
    assert found is not None
    return found.status


def test_an_asset_sent_here_and_lent_there_is_settled_by_a_person(three: Three) -> None:
    nkc, kif, ros = three
    tag = tags(nkc)[0]
    assert doing(nkc, ship(tag, "ROS")) == [OURS]
    (certificate,) = doing(kif, lend(tag))
    meet(three)
    assert contested(ros) == [tag]
    assert doing(ros, holds(tag, str(certificate)))
    meet(three)
    assert contested(nkc) == []
    assert stands(nkc, tag) == ("in_use", "NKC1", "")
    assert doing(nkc, lambda work: close_transfer(work, OURS, "it never left"))
    ruling = AssetRuling(tag, "error")
    assert doing(nkc, lambda work: settle(work, Settlement(OURS, assets=[ruling])))
    assert status(nkc, OURS) == "settled"
    assert stands(nkc, tag)[0] == "in_use"  # what was settled stands, whatever the waybill said


def test_an_asset_on_two_waybills_comes_in_with_the_one_that_holds(three: Three) -> None:
    nkc, kif, _ = three
    tag = tags(nkc)[0]
    doing(nkc, ship(tag, "ROS"))
    doing(kif, ship(tag, "KIF"))
    meet(three)
    assert contested(nkc) == [tag]
    assert doing(nkc, holds(tag, THEIRS))
    assert stands(nkc, tag) == ("in_transit", "NKC1", THEIRS)
    meet(three)
    assert doing(kif, lambda work: arrive(work, Arrival(THEIRS)))
    assert stands(kif, tag) == ("in_storage", "KIF", "")


def test_an_asset_received_twice_is_one_asset(three: Three) -> None:
    nkc, kif, ros = three
    tag = tags(nkc)[0]
    doing(nkc, ship(tag, "ROS"))
    meet(three)
    for store in (kif, ros):
        assert doing(store, lambda work: arrive(work, Arrival(OURS)))
    meet(three)
    assert contested(nkc) == [tag]
    assert status(nkc, OURS) == "received"
    assert doing(nkc, holds(tag, "ROS-A-AR-2026-00001"))
    meet(three)
    assert (contested(kif), stands(kif, tag)) == ([], ("in_storage", "ROS", ""))


def test_a_waybill_cancelled_here_and_received_there_is_settled_by_a_person(three: Three) -> None:
    nkc, _, ros = three
    tag = tags(nkc)[0]
    doing(nkc, ship(tag, "ROS"))
    meet(three)
    assert doing(nkc, lambda work: undo(work, OURS, "never left"))
    assert doing(ros, lambda work: arrive(work, Arrival(OURS)))
    meet(three)
    assert contested(nkc) == [tag]
    assert doing(nkc, holds(tag, "NKC1-A-BE-2026-00003"))  # what cancelled it
    meet(three)
    assert (contested(ros), stands(ros, tag)) == ([], ("in_storage", "NKC1", ""))


def test_one_serial_number_registered_twice_apart_is_somebodys_to_settle(three: Three) -> None:
    """However each of them wrote it; corrected or cancelled, nothing is left to do."""
    nkc, kif, _ = three

    def coming(serial: str, maker: str) -> Act:
        laptop = Newcomer(serial, maker, "ProBook 450", "laptop")
        return lambda work: register(work, Registration("NKC1", DONOR, [laptop]))

    ((_, (ours,)),) = doing(nkc, coming("abC-12", "HP"))
    ((number, (theirs,)),) = doing(kif, coming("ABC12", "H. P."))
    assert twice(nkc) == []
    meet(three)
    assert twice(nkc) == twice(kif) == [sorted([ours, theirs])]
    assert doing(nkc, lambda work: undo(work, number, "wrong"))
    meet(three)
    assert twice(kif) == []
