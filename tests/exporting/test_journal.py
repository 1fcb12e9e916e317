"""The journal as a file: the exact bytes, provable by themselves and against the books."""

import hashlib
import json

import pytest
import sqlalchemy as sa

from cpise_inventory.capabilities import CAPABILITIES
from cpise_inventory.exporting import against, journal_jsonl, journal_lines
from cpise_inventory.exporting import journal as module
from cpise_inventory.exporting.journal import NotAJournalFileError
from cpise_inventory.journal.journal import Journal
from cpise_inventory.paper.reading import FileNotReadable
from cpise_inventory.stock import commands as stock
from cpise_inventory.store import create_schema
from db.engine import open_engine, remove_guards
from db.files import sqlite_url
from db.schema import balance, event
from tests.printing.books import new_store


class StoppedError(Exception):
    """Somebody pressed stop."""


@pytest.fixture
def store(tmp_path, database_url):
    """On both engines."""
    with new_store(tmp_path, database_url.replace("postgresql+psycopg", "postgresql")) as store:
        with store.write("aicha") as work:
            stock.receive(work, stock.Delivery("NKC1", "OIM", [stock.Incoming("SEAU-14L", 40)]))
        yield store


@pytest.fixture
def exported(store, tmp_path):
    with store.read() as connection:
        journal_jsonl(connection, tmp_path / "journal.jsonl")
    return tmp_path / "journal.jsonl"


def bodies(store) -> list[bytes]:
    with store.read() as connection:
        return list(connection.scalars(sa.select(event.c.body).order_by(event.c.seq)))


def findings(store, path):
    with store.read() as connection:
        return against(connection, path)


def test_a_line_holds_the_bytes_that_were_hashed(store, exported):
    lines = list(journal_lines(exported))
    assert [bytes(line.event) for line in lines] == bodies(store)
    for line in lines:
        domain = b"cpise-event-1\0"
        assert hashlib.sha256(domain + bytes(line.event)).hexdigest() == line.hash


def test_a_line_is_json_that_any_program_reads(store, exported):
    for number, raw in enumerate(exported.read_text(encoding="utf-8").splitlines(), 1):
        line = json.loads(raw)
        assert list(line) == ["device", "event", "hash", "seq"]
        assert (line["device"], line["seq"], line["event"]["seq"]) == ("NKC1-A", number, number)


def test_the_file_makes_the_same_books_again(store, exported, tmp_path):
    engine = open_engine(sqlite_url(tmp_path / "again.sqlite"))
    journal = Journal("", CAPABILITIES, lambda: 0)
    with engine.begin() as connection:
        create_schema(connection)
        journal.merge(connection, (bytes(line.event) for line in journal_lines(exported)))
        rows = sa.select(balance).order_by(*balance.primary_key)
        again = connection.execute(rows).all()
    engine.dispose()
    with store.read() as connection:
        assert again == connection.execute(rows).all()


def test_an_export_agrees_with_the_journal_it_came_from_and_with_it_grown(store, exported):
    assert findings(store, exported) == []
    with store.write("aicha") as work:
        stock.receive(work, stock.Delivery("NKC1", "OIM", [stock.Incoming("SEAU-14L", 1)]))
    assert findings(store, exported) == []


def test_an_export_proves_a_changed_event(store, exported):
    last, forged = len(bodies(store)), bodies(store)[-1].replace(b":40", b":4")
    with store.engine.begin() as connection:
        remove_guards(connection, event)
        connection.execute(sa.update(event).where(event.c.seq == last).values(body=forged))
    (found,) = findings(store, exported)
    assert (found.what, found.where) == ("event differs", f"NKC1-A:{last}")


def test_an_export_proves_a_chain_cut_short(store, exported):
    last = len(bodies(store))
    with store.engine.begin() as connection:
        remove_guards(connection, event)
        connection.execute(sa.delete(event).where(event.c.seq == last))
    (found,) = findings(store, exported)
    assert (found.what, found.where) == ("event missing", f"NKC1-A:{last}")


def test_a_file_that_was_changed_itself_is_told_apart(store, exported):
    changed = exported.read_bytes().replace(b'"quantity":40', b'"quantity":41')
    exported.write_bytes(changed)
    assert [one.what for one in findings(store, exported)] == ["file altered"]


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda text: text[:-40], None),
        (lambda _: b"code;quantity\n1;2\n", 1),
        (lambda text: b"\xff\xfe" + text, 1),
        (lambda text: text.replace(b'"seq":1}\n', b'"seq":"1"}\n', 1), 1),
        (lambda text: text + b"\n", None),
    ],
)
def test_what_is_no_journal_file_is_refused_with_its_line(store, exported, spoil, line):
    exported.write_bytes(spoil(exported.read_bytes()))
    with pytest.raises(NotAJournalFileError) as refused:
        findings(store, exported)
    lines = len(bodies(store))
    assert refused.value.line == (line or lines) or refused.value.line == lines + 1


def test_a_file_that_is_not_there_is_refused(store, tmp_path):
    with pytest.raises(FileNotReadable):
        findings(store, tmp_path / "nothing.jsonl")


def test_an_export_tells_how_far_it_is(store, tmp_path):
    seen: list[tuple[int, int]] = []
    with store.read() as connection:
        done = journal_jsonl(connection, tmp_path / "j.jsonl", lambda *told: seen.append(told))
    assert seen[-1] == (done, done) == (len(bodies(store)),) * 2


def test_who_stops_an_export_finds_no_file(store, tmp_path, monkeypatch):
    def stop(done: int, total: int) -> None:
        raise StoppedError(done, total)

    monkeypatch.setattr(module, "CHUNK", 5)
    with store.read() as connection, pytest.raises(StoppedError):
        journal_jsonl(connection, tmp_path / "j.jsonl", stop)
    assert not list(tmp_path.glob("*.jsonl*"))
