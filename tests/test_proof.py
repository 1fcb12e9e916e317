"""`verify` names what was tampered with: where, what should stand there, what does."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from cpise_inventory.catalogue.events import Named, PlaceOpened
from cpise_inventory.journal.event import Event, digest
from cpise_inventory.journal.keys import create_key
from cpise_inventory.journal.replay import Finding
from cpise_inventory.journal.verify import Proof
from cpise_inventory.paper.statement import Checkpoint, sign
from cpise_inventory.proof import verify
from cpise_inventory.store import Store, rebuild
from cpise_inventory.undo import undo
from db.engine import install_guards, remove_guards
from db.schema import APPEND_ONLY, event
from tests.books import (
    ADMIN,
    BUCKET,
    LOGISTICS,
    ROOM,
    SOAP,
    assert_sound,
    bring,
    everything,
    hand_out,
    tag,
    tamper,
)

RECEIPT = "NKC1-A-RD-2026-00001"


@pytest.fixture
def books(store: Store) -> Store:
    """Soap and buckets in, two receipts, one of them undone, a laptop."""
    bring(store, SOAP, 100, "L1", "2027-06")
    bring(store, BUCKET, 10)
    hand_out(store, SOAP, 40)
    number = hand_out(store, BUCKET, 2)
    with store.write(LOGISTICS) as work:
        undo(work, number, "wrong")
    tag(store, "S1")
    store.check_in()
    return store


def only(store: Store) -> Finding:
    found = verify(store).findings
    assert len(found) == 1, found
    return found[0]


def count(store: Store) -> int:
    with store.read() as connection:
        counted = sa.select(sa.func.max(event.c.seq))
        return int(connection.execute(counted).scalar_one())


def body_of(store: Store, seq: int) -> bytes:
    with store.read() as connection:
        return store.journal.stored(connection, "NKC1-A", seq)


def blob(store: Store, data: bytes) -> str:
    return f"x'{data.hex()}'" if store.engine.dialect.name == "sqlite" else f"'\\x{data.hex()}'"


def test_sound_books_are_sound_and_the_proof_has_figures(books: Store) -> None:
    before = everything(books)
    proof = verify(books)
    assert proof.sound
    assert proof.findings == ()
    assert proof.events == count(books)
    assert (proof.devices, proof.checkpoints) == (1, 6)
    assert proof.rows > proof.events
    assert everything(books) == before


def test_progress_is_told_and_may_stop_it(books: Store) -> None:
    told: list[tuple[int, int]] = []
    verify(books, lambda done, total: told.append((done, total)))
    assert told[-1] == (count(books), count(books))

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(books, stop)
    assert_sound(books)


# --- the journal ---------------------------------------------------------------------------------


def test_a_byte_of_an_event(books: Store) -> None:
    """100 pieces of soap become 900."""
    seq = next(n for n in range(1, 99) if b'"quantity":100' in body_of(books, n))
    forged = body_of(books, seq).replace(b'"quantity":100', b'"quantity":900')
    tamper(books, f"UPDATE event SET body = {blob(books, forged)} WHERE seq = {seq}")
    found = only(books)
    assert (found.what, found.where) == ("altered", f"NKC1-A:{seq}")
    assert found.found == digest(forged).hex()
    assert found.expected != found.found


def test_an_event_with_its_hash_no_longer_fits_the_next(books: Store) -> None:
    seq = 14
    genuine = digest(body_of(books, seq))
    forged = body_of(books, seq).replace(b'"actor":"a', b'"actor":"b', 1)
    tamper(
        books,
        f"UPDATE event SET body = {blob(books, forged)}, hash = {blob(books, digest(forged))}"
        f" WHERE seq = {seq}",
    )
    found = verify(books).findings
    assert found[0] == Finding(
        "unchained", f"NKC1-A:{seq + 1}", digest(forged).hex(), genuine.hex()
    )


def test_a_hash(books: Store) -> None:
    tamper(books, f"UPDATE event SET hash = {blob(books, bytes(32))} WHERE seq = 9")
    found = only(books)
    assert (found.what, found.where, found.expected) == ("altered", "NKC1-A:9", "00" * 32)


def test_an_event_out_of_the_middle(books: Store) -> None:
    tamper(books, "DELETE FROM event WHERE seq = 14")
    found = verify(books).findings
    assert found[0] == Finding("missing", "NKC1-A:14", "14", "15")


def test_the_first_event(books: Store) -> None:
    tamper(books, "DELETE FROM event WHERE seq = 1")
    assert verify(books).findings[0] == Finding("missing", "NKC1-A:1", "1", "2")


def test_a_chain_cut_short_does_not_fit_the_seals_that_are_left(books: Store) -> None:
    """Projections replayed and all: a paper out in the world remembers."""
    last = count(books)
    tamper(books, f"DELETE FROM event WHERE seq > {last - 2}")
    with books.engine.begin() as connection:
        rebuild(connection, books.journal)
    found = verify(books).findings
    assert {one.what for one in found} == {"event missing"}
    assert found[0].where.startswith(f"NKC1-A:{last - 1} NKC1-A-RD-2026-0000")


def test_events_put_behind_the_chain_lack_the_key(books: Store) -> None:
    """A forger who can do all but sign: a receipt of his own, tables and all."""
    said = body_of(
        books, next(n for n in range(1, 99) if b"stock.distributed" in body_of(books, n))
    )
    told = books.journal.codec.decode(said)
    payload = type(told.payload)(
        number="NKC1-A-RD-2026-00004",
        centre="NKC1",
        recipient="Thief",
        recipient_kind="unit",
        lines=told.payload.lines,
    )
    with books.engine.begin() as connection:
        books.journal.append(connection, LOGISTICS, payload)
    assert only(books) == Finding(
        *("seal missing", f"NKC1-A:{count(books)} NKC1-A-RD-2026-00004"),
        *("a signature", "nothing"),
    )


def test_what_is_no_event_at_all(books: Store) -> None:
    body = b"\xff not json"
    tamper(
        books,
        f"UPDATE event SET body = {blob(books, body)}, hash = {blob(books, digest(body))}"
        " WHERE seq = 14",
    )
    found = verify(books).findings[0]
    assert (found.what, found.where) == ("unreadable", "NKC1-A:14")


def test_an_event_of_a_newer_kind_is_not_passed_over(books: Store) -> None:
    body = body_of(books, 14).replace(b'"kind":"', b'"kind":"x')
    tamper(
        books,
        f"UPDATE event SET body = {blob(books, body)}, hash = {blob(books, digest(body))}"
        " WHERE seq = 14",
    )
    found = verify(books).findings[0]
    assert (found.what, found.where) == ("unreadable", "NKC1-A:14")


def test_an_event_in_anothers_place(books: Store) -> None:
    """Copied into a chain of its own, where it fits by number and predecessor."""
    told = books.journal.codec.decode(body_of(books, 1))
    body = books.journal.codec.encode(told)
    tamper(
        books,
        "INSERT INTO event (device, seq, hash, body)"
        f" VALUES ('KIF-A', 1, {blob(books, digest(body))}, {blob(books, body)})",
    )
    assert verify(books).findings[0] == Finding("misplaced", "KIF-A:1", "KIF-A:1", "NKC1-A:1")


def test_a_clock_turned_back(books: Store) -> None:
    told = books.journal.codec.decode(body_of(books, count(books)))
    place = PlaceOpened("KIF/CAVE", Named("Cave"))
    with books.read() as connection:
        known = books.journal.known(connection, "NKC1-A")
    late: Event[PlaceOpened] = Event(
        "NKC1-A", known.seq + 1, told.at, 5, ADMIN, "2026-11-24", known.hash.hex(), place
    )
    body = books.journal.codec.encode(late)
    tamper(
        books,
        "INSERT INTO event (device, seq, hash, body) VALUES"
        f" ('NKC1-A', {known.seq + 1}, {blob(books, digest(body))}, {blob(books, body)})",
    )
    found = only(books)
    assert (found.what, found.where, found.found) == ("clock", f"NKC1-A:{known.seq + 1}", "5")


# --- the tables ----------------------------------------------------------------------------------


def test_a_balance_changed_by_hand(books: Store) -> None:
    tamper(books, f"UPDATE balance SET quantity = 99 WHERE location = '{ROOM}' AND item = '{SOAP}'")
    assert only(books) == Finding(
        *("projection", f"balance {ROOM}/{SOAP}/L1/2027-06/OIM-2026-01"),
        *("quantity=60", "quantity=99"),
    )


def test_a_row_added_by_hand(books: Store) -> None:
    tamper(books, "INSERT INTO balance VALUES ('NKC1/MAGASIN', 'AAA', '//OIM', 5)")
    found = only(books)
    assert (found.what, found.where) == ("projection", "balance NKC1/MAGASIN/AAA///OIM")
    assert found.expected == "nothing"
    assert "quantity=5" in found.found


@pytest.mark.parametrize("location", [ROOM, "~distributed", "~donor"])
def test_a_row_removed_by_hand(books: Store, location: str) -> None:
    tamper(books, f"DELETE FROM balance WHERE location = '{location}' AND item = '{SOAP}'")
    found = only(books)
    key = f"balance {location}/{SOAP}/L1/2027-06/OIM-2026-01"
    assert (found.what, found.where, found.found) == ("projection", key, "nothing")


def test_bytes_where_a_text_belongs(file_store: Store) -> None:
    """SQLite keeps what it's given; no JSON can hold it."""
    bring(file_store, SOAP, 1, "L1", "2027-06")
    tamper(file_store, "UPDATE entry SET other = x'41'")
    found = only(file_store)
    assert (found.what, found.expected, found.found) == ("projection", "other=~donor", "other=41")


def test_every_projection_is_compared(books: Store) -> None:
    """One field of one row in each table that holds any."""
    for name, column, value in (
        ("asset", "serial", "'X'"),
        ("centre", "name_fr", "'X'"),
        ("device", "name", "'X'"),
        ("donation", "reference", "'X'"),
        ("entry", "quantity", "7777"),
        ("event_index", "actor", "'x'"),
        ("head", "clock", "7"),
        ("item", "folded", "'x'"),
        ("kit", "version", "7"),
        ("lot", "expires_on", "'2030-01-01'"),
        ("person", "role", "'administrator'"),
        ("place", "closed_on", "'2026-01-01'"),
        ("recipient", "clock", "7"),
        ("series", "last", "7"),
    ):
        tamper(books, f"UPDATE {name} SET {column} = {value}")
        found = only(books)
        assert (found.what, found.where.partition(" ")[0]) == ("projection", name)
        assert value.strip("'") in found.found
        with books.engine.begin() as connection:
            rebuild(connection, books.journal)
        assert_sound(books)


def test_several_tables_are_named_each(books: Store) -> None:
    tamper(books, "DELETE FROM lot", "DELETE FROM person WHERE name = 'aicha'")
    assert [one.where.partition(" ")[0] for one in verify(books).findings] == ["lot", "person"]


# --- seals, numbers, guards ----------------------------------------------------------------------


def test_a_seal_that_was_forged(books: Store, tmp_path: Path) -> None:
    """By another key that calls itself by the same name."""
    forger = create_key(tmp_path / "forger", "NKC1-A")
    state = Checkpoint(device="NKC1-A", seq=3, event_hash=digest(body_of(books, 3)), clock=1)
    signed = sign(state, forger.sign)
    tamper(
        books,
        "INSERT INTO checkpoint (device, seq, document, statement)"
        f" VALUES ('NKC1-A', 3, '', {blob(books, signed)})",
    )
    found = only(books)
    assert (found.what, found.where) == ("seal not genuine", "NKC1-A:3")


def test_a_genuine_seal_of_something_else(books: Store) -> None:
    assert books.key is not None
    state = Checkpoint(device="NKC1-A", seq=3, event_hash=bytes(32), clock=1)
    signed = blob(books, sign(state, books.key.sign))
    insert = "INSERT INTO checkpoint (device, seq, document, statement) VALUES"
    tamper(books, f"{insert} ('NKC1-A', 3, '', {signed})")
    found = only(books)
    assert (found.what, found.where, found.expected) == ("seal broken", "NKC1-A:3", "00" * 32)
    assert found.found == digest(body_of(books, 3)).hex()


@pytest.mark.parametrize(("seq", "number"), [(4, ""), (3, "NKC1-A-RD-2026-00001")])
def test_a_genuine_seal_in_anothers_place(books: Store, seq: int, number: str) -> None:
    assert books.key is not None
    state = Checkpoint(device="NKC1-A", seq=3, event_hash=digest(body_of(books, 3)), clock=1)
    signed = blob(books, sign(state, books.key.sign))
    insert = "INSERT INTO checkpoint (device, seq, document, statement) VALUES"
    tamper(books, f"{insert} ('NKC1-A', {seq}, '{number}', {signed})")
    found = only(books)
    assert (found.what, found.found) == ("seal misplaced", "NKC1-A:3")
    assert found.expected == found.where


def test_a_seal_of_rubbish(books: Store) -> None:
    rubbish = blob(books, b"rubbish")
    tamper(
        books,
        f"UPDATE checkpoint SET statement = {rubbish} WHERE document = 'NKC1-A-RD-2026-00001'",
    )
    found = only(books)
    assert found.what == "seal unreadable"
    assert found.where.endswith("NKC1-A-RD-2026-00001")


def test_a_seal_that_was_removed(books: Store) -> None:
    tamper(books, "DELETE FROM checkpoint WHERE document = 'NKC1-A-RD-2026-00001'")
    found = only(books)
    assert found.what == "seal missing"
    assert found.where.endswith("NKC1-A-RD-2026-00001")


@pytest.mark.parametrize("key", ["''", "'zz'", f"'{'00' * 32}'"])
def test_a_key_that_was_taken_or_exchanged(books: Store, key: str) -> None:
    tamper(books, f"UPDATE device SET public_key = {key}")
    found = {one.what: one.where for one in verify(books).findings}
    assert found["projection"] == "device NKC1-A"
    assert found.keys() & {"seal without key", "seal not genuine"}
    assert len(found) == 2  # each said once, however many seals there are


def drop(name: str, table: str) -> Callable[[Store], None]:
    def act(store: Store) -> None:
        on = "" if store.engine.dialect.name == "sqlite" else f" ON {table}"
        with store.engine.begin() as connection:
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")

    return act


def switch_off(store: Store) -> None:
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER event_no_update")
            connection.exec_driver_sql(
                "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END"
            )
        else:
            connection.exec_driver_sql("ALTER TABLE event DISABLE TRIGGER event_no_change")


def for_replicas_only(store: Store) -> None:
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER event_no_update")
        else:
            connection.exec_driver_sql("ALTER TABLE event ENABLE REPLICA TRIGGER event_no_change")


def made_to_nod(store: Store) -> None:
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER event_no_replace")
            remove_guards(connection, APPEND_ONLY[1])
        else:
            connection.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger"
                " LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
            )


@pytest.mark.parametrize("act", [switch_off, for_replicas_only, made_to_nod])
def test_a_guard_that_no_longer_guards(books: Store, act: Callable[[Store], None]) -> None:
    act(books)
    found = verify(books).findings
    assert found
    assert {one.what for one in found} == {"guard missing"}
    with books.engine.begin() as connection:
        install_guards(connection)
    assert_sound(books)


def test_guards_that_are_gone_are_named_each(books: Store) -> None:
    sqlite = books.engine.dialect.name == "sqlite"
    for table in ("event", "checkpoint"):
        drop(f"{table}_no_{'delete' if sqlite else 'change'}", table)(books)
    assert [one.where for one in verify(books).findings] == ["event", "checkpoint"]


# --- damage --------------------------------------------------------------------------------------


def test_one_byte_of_the_file_changed_from_outside(file_store: Store) -> None:
    """By an editor, with SQLite none the wiser."""
    bring(file_store, SOAP, 4242, "L1", "2027-06")
    file_store.close()
    file = file_store.address.file
    assert file is not None
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
    whole = file.read_bytes()
    assert whole.count(b'"quantity":4242') == 1
    file.write_bytes(whole.replace(b'"quantity":4242', b'"quantity":4243'))
    found = verify(file_store).findings
    assert [(one.what, one.where) for one in found] == [("altered", f"NKC1-A:{count(file_store)}")]


def test_the_proof_needs_no_key(books: Store) -> None:
    reader = Store(books.engine, books.address, None)
    proof: Proof = verify(reader)
    assert proof.sound
