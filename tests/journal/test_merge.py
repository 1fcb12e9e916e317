"""Journals of workstations that were apart come together to one truth, in whatever order."""

import random
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpise_inventory.assets import commands as assets
from cpise_inventory.assets import labelling, life, queries
from cpise_inventory.assets.commands import Correction, Handover, Newcomer
from cpise_inventory.assets.lives import say_life
from cpise_inventory.assets.places import Placing, put
from cpise_inventory.assets.undo import state_said
from cpise_inventory.capabilities import CAPABILITIES
from cpise_inventory.catalogue.commands import (
    define_kit,
    describe_items,
    retire_item,
    revive_item,
    set_levels,
)
from cpise_inventory.catalogue.donors import describe_donors, retire_donor, revive_donor
from cpise_inventory.catalogue.events import Donor, Item, LeastLife, Level, Named
from cpise_inventory.catalogue.places import close_place, open_place, rename_place
from cpise_inventory.catalogue.queries import donor
from cpise_inventory.catalogue.shelf_lives import set_least_lives
from cpise_inventory.documents.commands import print_document
from cpise_inventory.labels.commands import reserve
from cpise_inventory.people.commands import change_password, change_role, close_person
from cpise_inventory.people.rights import Role
from cpise_inventory.stationery.commands import describe_sheet, remove_sheet, set_mark
from cpise_inventory.stock import kits
from cpise_inventory.stock.queries import negative_balances
from cpise_inventory.stock.returns import Back, GoodsBack, take_goods_back
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import rebuild
from cpise_inventory.transfers.commands import Arrival, arrive, close_transfer
from cpise_inventory.transfers.queries import transfers
from cpise_inventory.transfers.requests import (
    Requisition,
    approve_request,
    close_request,
    refuse_request,
    request,
)
from cpise_inventory.transfers.settling import Settlement, settle
from cpise_inventory.undo import undo
from db.files import sqlite_url
from tests.books import (
    ADMIN,
    BUCKET,
    DONOR,
    KIT,
    MARK,
    PASSWORD,
    SHEET,
    SOAP,
    assert_sound,
    everything,
    projected,
    stock,
)
from tests.journal.acts import (
    each_kind,
    each_of_a_walk,
    each_of_an_attachment,
    registration,
    shared,
    surplus,
)
from tests.journal.apart import (
    RECEIPT,
    WAYBILL,
    Act,
    apart,
    chain_of,
    deliver,
    doing,
    everybodys,
    exchange,
    give,
    headquarters,
    interleaved,
    learn,
    something,
    tags,
    take_in,
)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_in_whatever_order_events_arrive_the_books_are_the_same(
    three: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same choices each time, no secret
    with apart(three) as stores:
        doing(stores["NKC1-A"], *shared())
        exchange(stores)
        for _ in range(3):
            for store in stores.values():
                doing(store, *(something(chance, store) for _ in range(chance.randint(0, 5))))
            if chance.random() < 0.4:  # two of them cancel the same
                for store in chance.sample(list(stores.values()), 2):
                    doing(store, lambda work: undo(work, RECEIPT, "seen twice"))
                exchange(stores)
            if chance.random() < 0.4:  # each takes one of the two back, or the other
                for store in stores.values():
                    doing(store, one_too_many(chance.randint(0, 1)))
            if chance.random() < 0.4:  # two of them meet
                one, other = chance.sample(list(stores.values()), 2)
                take_in(one, chain_of(other))
        chains = everybodys(stores)
        exchange(stores)
        truths = [projected(store) for store in stores.values()]
        for store in stores.values():
            assert_sound(store)
        folder = tmp_path_factory.mktemp("headquarters")
        with headquarters(sqlite_url(folder / "1.sqlite"), folder) as store:
            learn(store, chains, chance)
            truths.append(projected(store))
            assert_sound(store)
        assert all(truth == truths[0] for truth in truths)


def one_too_many(at: int) -> Act:
    return lambda work: undo(work, surplus(work, at), "one too many")


# --- what can't be both true -------------------------------------------------------------------
OTHER = Newcomer("S77", "HP", "EliteBook", "laptop")


def test_an_asset_handed_to_two_people_is_settled_by_a_person(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        nkc, kif, ros = stores.values()
        first, second, _ = tags(nkc)
        doing(nkc, lambda work: assets.assign(work, Handover([first, second], "Fatou", "staff")))
        doing(kif, lambda work: assets.assign(work, Handover([first], "Mohamed", "staff")))
        exchange(stores)
        for store in stores.values():
            with store.read() as connection:
                assert queries.said_apart(connection) == [first]
                assert queries.said_apart(connection, second) == []
        assert doing(ros, settled(first, "KIF-A-PR-2026-00001"))
        exchange(stores)
        for store in stores.values():
            with store.read() as connection:
                assert queries.said_apart(connection) == []
                found = queries.asset_of(connection, first)
            assert found is not None
            assert (found.status, found.custodian) == ("in_use", "Mohamed")
            assert_sound(store)


def test_a_blank_tag_used_by_two_is_settled_by_a_person(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        nkc, kif, _ = stores.values()
        ((first, second),) = doing(nkc, lambda work: reserve(work, "KIF", 2))
        exchange(stores)
        doing(nkc, lambda work: assets.register(work, registration("KIF", 1, first)))
        doing(kif, lambda work: assets.register(work, registration("KIF", 2, first)))
        doing(kif, lambda work: assets.register(work, registration("KIF", 3, second)))
        exchange(stores)
        for store in stores.values():
            with store.read() as connection:
                assert queries.said_apart(connection) == [first]
                said = queries.contested(connection, store.journal, first)
            assert {number.partition("-BR-")[0] for number, _ in said} == {"NKC1-A", "KIF-A"}
            assert_sound(store)
        assert doing(kif, settled(first, said[0][0]))


def settled(tag: str, document: str) -> Act:
    """What this document says of an asset holds."""
    return lambda work: life.settle_custody(work, tag, state_said(work, document, tag), "seen")


def test_every_kind_of_event_comes_in_on_both_engines(
    three: dict[str, Path], database_url: str, tmp_path: Path
) -> None:
    with apart(three) as stores:
        nkc, kif, ros = stores.values()
        first, second, third = tags(nkc)
        for store in (nkc, kif):
            doing(
                store,
                *each_kind(),
                lambda work: take_goods_back(work, GoodsBack(RECEIPT, [Back(SOAP, 1)])),
                lambda work: undo(work, f"{work.journal.device}-RE-2026-00001", "wrong"),
                lambda work: undo(work, RECEIPT, "seen twice"),
                lambda work: assets.assign(work, Handover([first], work.journal.device, "staff")),
                lambda work: assets.take_back(work, [first]),
                lambda work: undo(work, f"{work.journal.device}-PR-2026-00001", "wrong"),
                lambda work: undo(work, f"{work.journal.device}-RE-2026-00003", "wrong"),
                lambda work: put(work, Placing([second], "Salle 3")),
                lambda work: undo(work, f"{work.journal.device}-MI-2026-00002", "wrong"),
                lambda work: assets.note_condition(work, [second], "poor"),
                lambda work: say_life(work, "laptop", 6),
                lambda work: assets.describe(work, Correction(second, OTHER)),
                lambda work: life.start_repair(work, life.Repair([second], "Atelier", "dead")),
                lambda work: life.end_repair(work, life.Repaired([second], "fair", 5, "MRU")),
                lambda work: life.declare(work, life.Declaration([third], "lost", "in the bus")),
                lambda work: life.find(work, [third], "good"),
                lambda work: life.propose_disposal(
                    work, life.Disposal([third], "obsolete", "recycled")
                ),
                lambda work: life.approve_disposal(
                    work, life.Approval(f"{work.journal.device}-DR-2026-00001", [third])
                ),
                lambda work: labelling.print_labels(work, [second, third], "L7160", 1, 2),
                lambda work: print_document(work, RECEIPT, "ar", "for the auditor"),
                lambda work: describe_sheet(work, SHEET),
                lambda work: remove_sheet(work, SHEET.code),
                lambda work: set_mark(work, "donor", DONOR, MARK),
                lambda work: kits.open_kits(work, "NKC1", KIT, 1),
                lambda work: change_role(work, "aicha", Role.MANAGER),
                lambda work: change_password(work, ADMIN, PASSWORD),
                lambda work: close_person(work, "aicha", "left"),
                lambda work: retire_item(work, BUCKET, "broken"),
                lambda work: revive_item(work, BUCKET),
                lambda work: retire_donor(work, "UNICEF", "no more"),
                lambda work: revive_donor(work, "UNICEF"),
                lambda work: set_levels(work, [Level("NKC1", SOAP, 10, 20)]),
                lambda work: set_least_lives(work, [LeastLife(6, SOAP), LeastLife(4)]),
                lambda work: open_place(work, "NKC1", "CAVE", Named("Cave")),
                lambda work: rename_place(work, "NKC1/CAVE", Named("Sous-sol")),
                lambda work: close_place(work, "NKC1/CAVE"),
                give(SOAP, 9, people=3),
                *each_of_a_walk(),
                *each_of_an_attachment(second),
            )
        asked = "ROS-A-PD-2026-0000"
        doing(
            ros,
            lambda work: arrive(work, Arrival(WAYBILL, [Wanted(BUCKET, 3)])),
            lambda work: close_transfer(work, WAYBILL, "gone"),
            lambda work: settle(work, Settlement(WAYBILL, decision="found")),
            *(
                lambda work: request(work, Requisition("ROS", "NKC1", [(SOAP, 1)]))
                for _ in range(2)
            ),
            lambda work: approve_request(work, f"{asked}1"),
            lambda work: close_request(work, f"{asked}1", "not needed"),
            lambda work: refuse_request(work, f"{asked}2", "none left"),
        )
        exchange(stores)
        doing(ros, settled(second, "KIF-A-PR-2026-00002"))
        chains = everybodys(stores)
        exchange(stores)
        told = {
            nkc.journal.codec.decode(body).payload.kind
            for chain in chains.values()
            for body in chain
        }
        kinds = {kind for capability in CAPABILITIES for kind in capability.kinds}
        assert told == {str(kind.__struct_config__.tag) for kind in kinds}
        with headquarters(database_url, tmp_path) as store:
            mixed = interleaved(Random(7), chains)  # noqa: S311 - no secret
            take_in(store, mixed)
            take_in(store, mixed)
            assert projected(store) == projected(nkc) == projected(kif) == projected(ros)
            assert_sound(store)
            with store.engine.begin() as connection:
                rebuild(connection, store.journal)
            assert projected(store) == projected(nkc)


def test_stock_goes_below_nought_only_where_two_gave_the_same(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        nkc, kif, _ = stores.values()
        assert doing(nkc, give(SOAP, 11)) + doing(kif, give(SOAP, 11)) == [
            "NKC1-A-RD-2026-00002",
            "KIF-A-RD-2026-00001",
        ]
        exchange(stores)
        for store in stores.values():
            with store.read() as connection:
                low = [(line.item, line.quantity) for line in negative_balances(connection)]
            assert low == [(SOAP, -9)] or sum(quantity for _, quantity in low) < 0
            assert doing(store, give(SOAP, 1)) == []
            assert_sound(store)


def test_a_receipt_can_be_undone_while_a_merge_left_too_little(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        nkc, kif, _ = stores.values()
        doing(nkc, give(SOAP, 5), give(SOAP, 6))
        doing(kif, give(SOAP, 11))
        exchange(stores)
        assert doing(nkc, lambda work: undo(work, "NKC1-A-RD-2026-00002", "twice"))
        assert_sound(nkc)


def test_a_transfer_that_came_in_twice_shows_both(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        for store in stores.values():
            assert doing(store, lambda work: arrive(work, Arrival(WAYBILL)))
        exchange(stores)
        for store in stores.values():
            with store.read() as connection:
                found = transfers(connection, WAYBILL)[0]
                assert [(line.sent, line.received) for line in found.lines] == [(4, 12)]
                assert transfers(connection, open_only=True) == [found]
            assert stock(store, BUCKET, "ROS") == {"": 12}
            assert_sound(store)


def test_kits_put_into_each_other_while_apart_do_no_harm(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        nkc, kif, _ = stores.values()
        new = [Item("BOITE", Named("Boîte")), Item("SAC", Named("Sac"))]
        doing(nkc, lambda work: describe_items(work, new))
        exchange(stores)
        assert doing(nkc, lambda work: define_kit(work, "BOITE", [("SAC", 1)]))
        assert doing(kif, lambda work: define_kit(work, "SAC", [("BOITE", 1)]))
        exchange(stores)
        for store in stores.values():
            assert doing(store, lambda work: define_kit(work, KIT, [("SAC", 1)])) == [2]
            assert doing(store, lambda work: define_kit(work, "SAC", [(KIT, 1)])) == []


def test_what_was_known_already_changes_nothing(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        nkc, kif, _ = stores.values()
        before = everything(nkc)
        assert take_in(nkc, chain_of(kif)) == frozenset()
        assert take_in(nkc, chain_of(nkc)) == frozenset()
        assert take_in(nkc, []) == frozenset()
        assert everything(nkc) == before


def test_who_shows_tables_learns_which_a_merge_changed(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        nkc, kif, _ = stores.values()
        doing(kif, deliver(BUCKET, 1))
        touched = take_in(nkc, chain_of(kif))
        assert touched >= {"balance", "entry", "event_index", "head"}
        assert not touched & {"person", "asset"}


def test_after_a_merge_the_own_chain_goes_on_later(three: dict[str, Path]) -> None:
    """A clock that is behind is taken along by one that is ahead."""
    with apart(three) as stores:
        nkc, kif, _ = stores.values()
        doing(kif, deliver(BUCKET, 1))
        take_in(nkc, chain_of(kif))
        doing(nkc, deliver(BUCKET, 1))
        decode = nkc.journal.codec.decode
        last = max(decode(body).clock for body in chain_of(kif))
        assert decode(chain_of(nkc)[-1]).clock > last


def test_of_two_names_for_a_donor_the_later_holds_and_a_retirement_stays(
    three: dict[str, Path],
) -> None:
    with apart(three) as stores:
        nkc, kif, _ros = stores.values()
        doing(nkc, lambda work: describe_donors(work, [Donor("PRM", Named("Bureau"))]))
        doing(kif, lambda work: retire_donor(work, "PRM"))
        doing(kif, lambda work: describe_donors(work, [Donor("PRM", Named("Bureau PRM"))]))
        exchange(stores)
        for store in stores.values():
            with store.read() as connection:
                found = donor(connection, "PRM")
            assert found is not None
            assert (found.name, bool(found.retired_on)) == (Named("Bureau PRM"), True)
