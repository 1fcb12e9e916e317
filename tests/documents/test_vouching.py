"""A checkpoint's one signature stands for all seals before it, and hides nothing of theirs."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.documents import seals, vouching
from cpise_inventory.documents.seals import drawn_up, statement_of
from cpise_inventory.journal.event import digest
from cpise_inventory.journal.keys import DeviceKey, create_key
from cpise_inventory.journal.replay import Finding
from cpise_inventory.paper import statement
from cpise_inventory.paper.statement import Checkpoint, Vouched, from_cose, sign, unsigned
from cpise_inventory.proof import verify
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.store import Store, rebuild
from db.files import sqlite_url
from db.schema import checkpoint, event
from db.write import insert_rows
from tests.books import ADMIN, CENTRE, SOAP, assert_sound, bring, hand_out, tamper
from tests.journal.apart import chain_of, headquarters, take_in, take_in_seals
from tests.printing.books import issue_all, new_store

FIRST, SECOND, THIRD, LAST = (f"NKC1-A-RD-2026-0000{n}" for n in range(1, 5))
Seal = tuple[int, str, bytes]


@pytest.fixture
def books(store: Store) -> Store:
    """Two receipts and an evening, another and another evening, and one that nothing covers yet."""
    bring(store, SOAP, 100, "L1", "2027-06")
    for receipts in (2, 1):
        for _ in range(receipts):
            hand_out(store, SOAP, 5)
        evening(store)
    hand_out(store, SOAP, 5)
    return store


def evening(store: Store) -> None:
    """Something that no paper signs, and the program closes."""
    with store.write(ADMIN) as work:
        open_place(work, CENTRE, f"RAYON-{work.now}", Named("Rayon"))
    store.check_in()


def standing(store: Store) -> list[Seal]:
    """Sequence number, document and bytes, in order."""
    c = checkpoint.c
    with store.read() as connection:
        wanted = sa.select(c.seq, c.document, c.statement).order_by(c.device, c.seq, c.document)
        return [
            (seq, document, bytes(there)) for seq, document, there in connection.execute(wanted)
        ]


def points(store: Store) -> list[Checkpoint]:
    said = [from_cose(there).statement for _, document, there in standing(store) if not document]
    return [one for one in said if isinstance(one, Checkpoint)]


def seal_of(store: Store, document: str) -> Seal:
    return next(one for one in standing(store) if one[1] == document)


def put(store: Store, seq: int, document: str, there: bytes) -> None:
    """Another seal in the place of that one."""
    server = store.engine.dialect.name != "sqlite"
    written = f"'\\x{there.hex()}'" if server else f"x'{there.hex()}'"
    where = f"seq = {seq} AND document = '{document}'"
    tamper(store, f"UPDATE checkpoint SET statement = {written} WHERE {where}")


def with_one_bit_changed(there: bytes, place: int = -1) -> bytes:
    changed = bytearray(there)
    changed[place] ^= 1
    return bytes(changed)


def found_in(store: Store) -> list[tuple[str, str]]:
    return [(one.what, one.where) for one in verify(store).findings]


def key_of(store: Store) -> DeviceKey:
    assert store.key is not None
    return store.key


# --- one signature for many -----------------------------------------------------------------------


def test_only_checkpoints_and_what_comes_after_them_are_verified(
    books: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []

    def counting(public: bytes) -> Callable[[bytes, bytes], bool]:
        def is_signed(signature: bytes, over: bytes) -> bool:
            asked.append(signature)
            return statement.verifier(public)(signature, over)

        return is_signed

    monkeypatch.setattr(vouching, "verifier", counting)
    monkeypatch.setattr(
        seals, "verify", lambda one, key: counting(key)(one.signature, one.to_be_signed)
    )
    assert_sound(books)
    alone = [there[-64:] for _, document, there in standing(books) if document in ("", LAST)]
    assert sorted(asked) == sorted(alone)


def test_each_checkpoint_vouches_from_the_one_before_on(books: Store) -> None:
    first, second = points(books)
    assert (first.vouched and first.vouched[:2]) == (1, 3)  # the delivery and two receipts
    assert (second.vouched and second.vouched[:2]) == (first.seq, 2)
    whole = [there for seq, _, there in standing(books) if first.seq <= seq < second.seq]
    sized = (len(one).to_bytes(4, "big") + one for one in whole)
    told = hashlib.sha256(b"cpise-seals-1\0" + b"".join(sized)).digest()
    assert second.vouched
    assert second.vouched.digest == told


def test_a_paper_that_signs_the_chain_needs_no_checkpoint_until_many_have(
    books: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.check_in()
    assert len(points(books)) == 2
    monkeypatch.setattr(vouching, "MANY", 2)  # the last checkpoint and the receipt since
    hand_out(books, SOAP, 1)
    books.check_in()
    *_, last = points(books)
    assert last.vouched
    assert last.vouched.size == 2
    assert_sound(books)
    put(books, *with_a_fault(books, LAST))
    assert found_in(books) == [("seal not genuine", f"NKC1-A:{seal_of(books, LAST)[0]} {LAST}")]


def with_a_fault(store: Store, document: str, place: int = -1) -> Seal:
    seq, _, there = seal_of(store, document)
    return seq, document, with_one_bit_changed(there, place)


def test_no_more_is_vouched_for_than_a_door_may_wait_for(
    books: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vouching, "FARTHEST", 2)
    for _ in range(4):
        hand_out(books, SOAP, 1)
    evening(books)
    *_, last = points(books)
    assert last.vouched
    assert last.vouched[:2] == (last.seq - 2, 2)
    assert_sound(books)


def test_many_that_wait_are_not_all_kept(books: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Books of an older program: none of theirs is passed over for it."""
    tamper(books, "DELETE FROM checkpoint WHERE document = ''")
    monkeypatch.setattr(vouching, "MOST_WAITING", 2)
    assert_sound(books)
    for document in (FIRST, LAST):
        seq, _, there = seal_of(books, document)
        put(books, seq, document, with_one_bit_changed(there))
        assert found_in(books) == [("seal not genuine", f"NKC1-A:{seq} {document}")]
        put(books, seq, document, there)


def test_every_document_is_drawn_up_as_it_was_sealed(tmp_path: Path) -> None:
    """Of each kind, and two of more lines than a code has room for, or a statement."""
    with new_store(tmp_path) as store:
        issue_all(store)
        for lines in (40, 201):
            lots = [Incoming("BROSSE", n, f"L{n}") for n in range(1, lines + 1)]
            with store.write("aicha") as work:
                receive(work, Delivery(CENTRE, "OIM", lots, donation="OIM-2026-01"))
        wanted = sa.select(checkpoint.c.statement, event.c.hash, event.c.body).join(
            event, (event.c.device == checkpoint.c.device) & (event.c.seq == checkpoint.c.seq)
        )
        with store.read() as connection:
            rows = connection.execute(wanted.where(checkpoint.c.document != "")).all()
        assert len(rows) > 15
        assert {from_cose(there).statement.cut is None for there, *_ in rows} == {True, False}
        for there, fingerprint, body in rows:
            said = store.journal.codec.decode(body)
            assert drawn_up(said, fingerprint) == unsigned(statement_of(said, fingerprint))[0]
            assert drawn_up(said, fingerprint) == there[:-64]


# --- what is false is found -----------------------------------------------------------------------


@pytest.mark.parametrize(("document", "place"), [(FIRST, -1), (THIRD, -70), (LAST, -1)])
def test_an_altered_seal_is_named_wherever_it_stands(
    books: Store, document: str, place: int
) -> None:
    """Its signature, what it says: under a checkpoint, under the next, under none."""
    seq, _, there = with_a_fault(books, document, place)
    put(books, seq, document, there)
    assert found_in(books) == [("seal not genuine", f"NKC1-A:{seq} {document}")]


def test_seals_that_changed_places_are_named(books: Store) -> None:
    one, other = seal_of(books, FIRST), seal_of(books, SECOND)
    put(books, one[0], FIRST, other[2])
    put(books, other[0], SECOND, one[2])
    found = verify(books).findings
    assert [(one.what, one.where) for one in found] == [
        ("seal misplaced", f"NKC1-A:{one[0]} {FIRST}")
    ]


@pytest.mark.parametrize("document", [FIRST, THIRD, LAST])
def test_a_seal_that_was_deleted_is_named(books: Store, document: str) -> None:
    seq = seal_of(books, document)[0]
    tamper(books, f"DELETE FROM checkpoint WHERE document = '{document}'")
    found = verify(books).findings
    assert found == (Finding("seal missing", f"NKC1-A:{seq} {document}", "a signature", "nothing"),)


def test_a_papers_seal_is_missed_beside_a_checkpoint_of_the_same_event(
    books: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vouching, "MANY", 1)
    books.check_in()
    seq = seal_of(books, LAST)[0]
    assert points(books)[-1].seq == seq
    assert_sound(books)
    tamper(books, f"DELETE FROM checkpoint WHERE document = '{LAST}'")
    assert found_in(books) == [("seal missing", f"NKC1-A:{seq} {LAST}")]


def test_a_checkpoint_that_was_deleted_is_missed_by_the_next(books: Store) -> None:
    first, second = points(books)
    tamper(books, f"DELETE FROM checkpoint WHERE document = '' AND seq = {first.seq}")
    assert found_in(books) == [("seal missing", f"NKC1-A:{first.seq}")]
    tamper(books, f"DELETE FROM checkpoint WHERE document = '' AND seq = {second.seq}")
    assert_sound(books)  # nothing is left that remembers, and each seal is proven by itself
    put(books, *with_a_fault(books, FIRST))
    assert [what for what, _ in found_in(books)] == ["seal not genuine"]


def test_a_tail_that_was_cut_off_is_missed_by_the_checkpoint(books: Store) -> None:
    """The events after the last receipts, and their seals but for the checkpoint."""
    first, second = points(books)
    tamper(
        books,
        f"DELETE FROM event WHERE seq > {first.seq}",
        f"DELETE FROM checkpoint WHERE seq > {first.seq} AND document <> ''",
    )
    with books.engine.begin() as connection:
        rebuild(connection, books.journal)
    assert found_in(books) == [("event missing", f"NKC1-A:{second.seq}")]


def test_a_checkpoint_without_the_key_vouches_for_nothing(books: Store, tmp_path: Path) -> None:
    """Its digest fits the seal that the forger altered."""
    seq, _, forged = with_a_fault(books, THIRD)
    put(books, seq, THIRD, forged)
    signer = create_key(tmp_path / "forger", "NKC1-A").sign
    first, second = points(books)
    rows = [there for at, _, there in standing(books) if first.seq <= at < second.seq]
    told = Vouched(first.seq, *vouching.tally(map(as_sealed, rows)))
    put(books, second.seq, "", sign(replace(second, vouched=told), signer))
    assert found_in(books) == [("seal not genuine", f"NKC1-A:{seq} {THIRD}")]
    put(books, *with_a_fault(books, THIRD))  # the bit turned back: only the checkpoint is false
    assert found_in(books) == [("seal not genuine", f"NKC1-A:{second.seq}")]


def as_sealed(there: bytes) -> vouching.Sealed:
    return vouching.Sealed("NKC1-A", 1, "", there, None, as_due=False)


@pytest.mark.parametrize("wrong", [{"size": 1}, {"size": 9}, {"digest": bytes(32)}])
def test_a_checkpoint_that_counts_wrongly_vouches_for_nothing(
    books: Store, wrong: dict[str, Any]
) -> None:
    """Though the key has signed it: then the seals speak for themselves."""
    first, second = points(books)
    assert second.vouched
    told = sign(replace(second, vouched=second.vouched._replace(**wrong)), key_of(books).sign)
    put(books, second.seq, "", told)
    missed = [("seal missing", f"NKC1-A:{first.seq}")] if wrong.get("size") == 9 else []
    assert found_in(books) == missed
    seq, _, forged = with_a_fault(books, THIRD)
    put(books, seq, THIRD, forged)
    assert found_in(books) == [("seal not genuine", f"NKC1-A:{seq} {THIRD}")]


def test_what_the_key_vouches_for_must_still_be_true_of_its_event(books: Store) -> None:
    """A program of one's own, with the key: it signs for a seal of something else."""
    seq, _, there = seal_of(books, THIRD)
    said = from_cose(there).statement
    false = sign(replace(said, event_hash=bytes(16)), key_of(books).sign)
    put(books, seq, THIRD, false)
    first, second = points(books)
    rows = [one for at, _, one in standing(books) if first.seq <= at < second.seq]
    told = Vouched(first.seq, *vouching.tally(map(as_sealed, rows)))
    put(books, second.seq, "", sign(replace(second, vouched=told), key_of(books).sign))
    assert found_in(books) == [("seal broken", f"NKC1-A:{seq} {THIRD}")]


def test_nothing_is_vouched_for_that_was_altered_before(books: Store) -> None:
    seq, _, forged = with_a_fault(books, LAST)
    put(books, seq, LAST, forged)
    evening(books)
    *_, last = points(books)
    assert last.vouched is None
    hand_out(books, SOAP, 1)
    evening(books)
    assert points(books)[-1].vouched
    assert found_in(books) == [("seal not genuine", f"NKC1-A:{seq} {LAST}")]


# --- older books, other workstations --------------------------------------------------------------


def test_older_checkpoints_that_vouch_for_nothing_are_read(books: Store) -> None:
    first, second = (replace(one, vouched=None) for one in points(books))
    for one in (first, second):
        put(books, one.seq, "", sign(one, key_of(books).sign))
    assert_sound(books)
    evening(books)
    *_, last = points(books)
    assert last.vouched
    assert last.vouched.since == second.seq
    assert_sound(books)
    put(books, *with_a_fault(books, FIRST))
    assert [what for what, _ in found_in(books)] == ["seal not genuine"]


def test_elsewhere_the_seals_of_a_workstation_are_proven_alike(
    books: Store, tmp_path: Path
) -> None:
    with headquarters(sqlite_url(tmp_path / "headquarters.sqlite"), tmp_path) as store:
        take_in(store, chain_of(books))
        take_in_seals(store, books)
        assert_sound(store)
        seq = seal_of(store, FIRST)[0]
        tamper(store, f"DELETE FROM checkpoint WHERE document = '{FIRST}'")
        assert found_in(store) == [("seal missing", f"NKC1-A:{seq} {FIRST}")]


def test_a_copy_that_was_put_back_may_sign_states_of_its_own(books: Store) -> None:
    """It closed where the first went on, and has got back since what the first did."""
    seq = seal_of(books, SECOND)[0]
    before = [there for at, _, there in standing(books) if at < seq]
    with books.read() as connection:
        body = books.journal.stored(connection, "NKC1-A", seq)
    clock = books.journal.codec.decode(body).clock
    state = Checkpoint(device="NKC1-A", seq=seq, event_hash=digest(body), clock=clock)
    for vouched in (None, Vouched(1, *vouching.tally(map(as_sealed, before)))):
        told = sign(replace(state, vouched=vouched), key_of(books).sign)
        with books.engine.begin() as connection:
            insert_rows(connection, checkpoint, [("NKC1-A", seq, "", told)])
        assert_sound(books)
        tamper(books, f"DELETE FROM checkpoint WHERE seq = {seq} AND document = ''")
