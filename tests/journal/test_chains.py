"""Chains that do not hold are refused as a whole, and what is wrong is named."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from cpise_inventory.assets import commands as assets
from cpise_inventory.assets import labelling
from cpise_inventory.assets.commands import Handover
from cpise_inventory.documents.commands import print_document
from cpise_inventory.journal import journal
from cpise_inventory.journal.event import FIRST, Event, digest
from cpise_inventory.journal.gate import LATEST_CLOCK
from cpise_inventory.journal.journal import BrokenChainError
from cpise_inventory.people.commands import change_role, close_person
from cpise_inventory.people.events import PersonClosed
from cpise_inventory.people.rights import Role
from cpise_inventory.stationery.commands import describe_sheet, set_mark
from cpise_inventory.stock import kits
from cpise_inventory.store import Store, rebuild
from cpise_inventory.transfers.commands import Arrival, arrive
from cpise_inventory.undo import undo
from db.schema import balance
from tests.books import ADMIN, BUCKET, DONOR, KIT, MARK, SHEET, assert_sound, everything, projected
from tests.journal.apart import (
    RECEIPT,
    WAYBILL,
    apart,
    chain_of,
    deliver,
    doing,
    give,
    headquarters,
    tags,
    take_in,
    take_in_seals,
)


def faults(store: Store, bodies: list[bytes]) -> tuple[str, int, str]:
    """What is said of the chain, once it's proven that nothing was written."""
    before = everything(store)
    with pytest.raises(BrokenChainError) as broken:
        take_in(store, bodies)
    assert everything(store) == before
    return broken.value.device, broken.value.seq, broken.value.reason


@pytest.fixture
def chain(three: dict[str, Path]) -> list[bytes]:
    """KIF-A's own, with three events that NKC1-A does not know yet."""
    with apart(three) as stores:
        doing(stores["KIF-A"], *[deliver(BUCKET, 1)] * 3)
        return chain_of(stores["KIF-A"])


@pytest.fixture
def nkc(three: dict[str, Path]) -> Iterator[Store]:
    with apart(three) as stores:
        yield stores["NKC1-A"]


def remade(store: Store, body: bytes, **changed: object) -> bytes:
    told = store.journal.codec.decode(body)
    return store.journal.codec.encode(msgspec.structs.replace(told, **changed))


def test_a_missing_event_is_named(nkc: Store, chain: list[bytes]) -> None:
    last = len(chain)
    assert faults(nkc, [*chain[:-2], chain[-1]]) == ("KIF-A", last - 1, "missing")
    assert faults(nkc, chain[-1:]) == ("KIF-A", last - 2, "missing")
    assert faults(nkc, chain[::-1]) == ("KIF-A", last - 2, "missing")


def test_a_changed_event_is_named_by_itself_or_by_its_successor(
    nkc: Store, chain: list[bytes]
) -> None:
    forged = remade(nkc, chain[-2], actor="somebody")
    assert faults(nkc, [*chain[:-2], forged, chain[-1]]) == ("KIF-A", len(chain), "altered")
    forged = remade(nkc, chain[-2], prev="00" * 32)
    assert faults(nkc, [*chain[:-2], forged]) == ("KIF-A", len(chain) - 1, "altered")


def test_a_chain_that_parts_from_what_is_known_is_a_fork(nkc: Store, chain: list[bytes]) -> None:
    forged = remade(nkc, chain[0], actor="somebody")
    assert faults(nkc, [forged]) == ("KIF-A", 1, "fork")
    take_in(nkc, chain)
    forged = remade(nkc, chain[-1], actor="somebody")
    assert faults(nkc, [forged]) == ("KIF-A", len(chain), "fork")


def test_two_heads_in_one_parcel_are_a_fork(nkc: Store, chain: list[bytes]) -> None:
    forged = remade(nkc, chain[-1], actor="somebody")
    assert faults(nkc, [*chain, forged]) == ("KIF-A", len(chain), "fork")


def test_a_copy_of_this_very_workstation_is_a_fork(three: dict[str, Path]) -> None:
    """Its folder was copied to a second machine, and both went on."""
    with apart(three) as first, apart(three) as second:
        doing(first["NKC1-A"], deliver(BUCKET, 1))
        doing(second["NKC1-A"], deliver(BUCKET, 2))
        said = faults(first["NKC1-A"], chain_of(second["NKC1-A"]))
        assert said == ("NKC1-A", len(chain_of(first["NKC1-A"])), "fork")


def test_a_backup_put_back_gets_its_own_later_events(three: dict[str, Path]) -> None:
    with apart(three) as first, apart(three) as second:
        doing(first["NKC1-A"], deliver(BUCKET, 1), give(BUCKET, 1))
        take_in(second["NKC1-A"], chain_of(first["NKC1-A"]))
        take_in_seals(second["NKC1-A"], first["NKC1-A"])
        assert projected(first["NKC1-A"]) == projected(second["NKC1-A"])
        assert doing(second["NKC1-A"], give(BUCKET, 1)) == ["NKC1-A-RD-2026-00003"]
        assert_sound(second["NKC1-A"])


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"\xff\xfe", b'{"device":"KIF-A"}', b"[" * 10_000, b"null"]
)
def test_what_is_no_event_is_unreadable(nkc: Store, chain: list[bytes], body: bytes) -> None:
    assert faults(nkc, [*chain, body]) == ("", 0, "unreadable")


def test_the_same_facts_in_other_bytes_are_altered(nkc: Store, chain: list[bytes]) -> None:
    spaced = chain[-1].replace(b'":', b'": ', 1)
    assert faults(nkc, [*chain[:-1], spaced]) == ("KIF-A", len(chain), "altered")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"clock": 1}, "altered"),
        ({"clock": LATEST_CLOCK + 1}, "unreadable"),
        ({"happened_on": "2026-02-30"}, "unreadable"),
    ],
)
def test_what_would_spoil_every_later_replay_is_refused(
    nkc: Store, chain: list[bytes], changed: dict[str, object], reason: str
) -> None:
    forged = remade(nkc, chain[-1], **changed)
    assert faults(nkc, [*chain[:-1], forged]) == ("KIF-A", len(chain), reason)


def test_the_field_at_fault_is_named(nkc: Store) -> None:
    said = Event("KIF-B", 1, 1, 1, ADMIN, "2026-11-24", FIRST.hex(), PersonClosed("x", "a\0b"))
    with pytest.raises(BrokenChainError) as broken:
        take_in(nkc, [nkc.journal.codec.encode(said)])
    assert broken.value.said == "payload"
    with pytest.raises(BrokenChainError) as broken:
        take_in(nkc, [nkc.journal.codec.encode(said).replace(b'"seq":1', b'"seq":"1"')])
    assert "seq" in broken.value.said


def test_portions_of_any_size_are_checked_alike(
    nkc: Store, chain: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "PORTION", 2)
    forged = remade(nkc, chain[-2], actor="somebody")
    assert faults(nkc, [*chain, forged]) == ("KIF-A", len(chain) - 1, "fork")
    take_in(nkc, chain + chain)
    assert chain_of(nkc, "KIF-A") == chain
    assert_sound(nkc)


def test_a_digest_is_what_the_next_event_names(chain: list[bytes], nkc: Store) -> None:
    for before, after in itertools.pairwise(chain):
        assert nkc.journal.codec.decode(after).prev == digest(before).hex()


# --- what a stranger might send ------------------------------------------------------------------

ODD = (
    *(None, True, False, -1, 0, 1, 1.5, 10**12, 10**12 + 1, 2**63, 2**70, -(2**70)),
    *("", " ", "~", "~donor", "~transit/", "NKC1", "NKC1/MAGASIN", "/", "a/b/c", "//", "L//OIM"),
    *("\0", "\\u0000", "é\u202e", "x" * 5_000, "2026-02-30", "NKC1-A-00001-W", "[]"),
    *([], {}, [[]], ["NKC1-A-00001-W"] * 2, [["SAVON-250", 1]], {"fr": "x"}),
)


def places_in(told: object) -> list[tuple[object, object]]:
    """(container, key) of every value in a decoded JSON document."""
    if isinstance(told, dict):
        here = [(told, key) for key in sorted(told)]
    elif isinstance(told, list):
        here = [(told, key) for key in range(len(told))]
    else:
        return []
    return here + [place for container, key in here for place in places_in(container[key])]


def test_whatever_a_stranger_sends_is_refused_or_leaves_the_books_sound(
    three: dict[str, Path], database_url: str, tmp_path: Path
) -> None:
    """Real events with values exchanged for odd ones, properly chained and canonical."""
    chance = random.Random(0)  # noqa: S311 - the same odd events each time, no secret
    taken = 0
    with apart(three) as stores, headquarters(database_url, tmp_path) as store:
        nkc = stores["NKC1-A"]
        asset = tags(nkc)[:1]
        doing(
            nkc,
            lambda work: assets.assign(work, Handover(asset, "Fatou", "staff")),
            lambda work: assets.take_back(work, asset),
            lambda work: assets.note_condition(work, asset, "poor", "dropped"),
            lambda work: labelling.print_labels(work, asset, "L7160", 1, 2),
            lambda work: print_document(work, RECEIPT, "ar", "for the auditor"),
            lambda work: describe_sheet(work, SHEET),
            lambda work: set_mark(work, "donor", DONOR, MARK),
            lambda work: undo(work, RECEIPT, "seen twice"),
            lambda work: arrive(work, Arrival(WAYBILL)),
            lambda work: kits.open_kits(work, "NKC1", KIT, 1),
            lambda work: change_role(work, "aicha", Role.MANAGER),
            lambda work: close_person(work, "aicha", "left"),
        )
        take_in(store, chain_of(nkc))
        of_each = {nkc.journal.codec.decode(body).payload.kind: body for body in chain_of(nkc)}
        for _ in range(400):
            told = msgspec.json.decode(of_each[chance.choice(sorted(of_each))])
            told |= {"device": "ZZZ-Z", "seq": 1, "prev": FIRST.hex(), "clock": 5}
            for _ in range(chance.randint(1, 2)):
                container, key = chance.choice(places_in(told["payload"]) or [(told, "payload")])
                container[key] = chance.choice(ODD)
            taken += taken_in_and_out_again(store, msgspec.json.encode(told, order="sorted"))
        assert taken > 20
        assert_sound(store)


def taken_in_and_out_again(store: Store, body: bytes) -> bool:
    """Whether it came in; if so, the books held, and a replay gives the same."""
    sums = sa.select(sa.func.sum(balance.c.quantity)).group_by(balance.c.item, balance.c.lot)
    with store.engine.connect() as connection, connection.begin() as transaction:
        try:
            store.journal.merge(connection, [body])
        except BrokenChainError:
            return False
        assert set(connection.scalars(sums)) <= {0}
        if connection.dialect.name == "sqlite":  # where it costs less
            rebuild(connection, store.journal)
        transaction.rollback()
        return True
