"""The floor that posting is measured against writes what posting writes, row by row."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select

from cpise_inventory.bench import posting
from cpise_inventory.bench.books import books
from cpise_inventory.store import open_store
from db.schema import projections, truth


def tables(where):
    with open_store(where) as store, store.read() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in (*truth.sorted_tables, *projections.sorted_tables)
        }


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(posting, "ROUNDS", 1)


def test_raw_sqlite_writes_the_very_same_rows(few, tmp_path):
    with books(20) as store:
        told = posting._copy(store.address, tmp_path / "told")
        raw = posting._copy(store.address, tmp_path / "raw")
    before = tables(raw)
    statements = posting._statements(told)
    with closing(posting._raw(raw)) as floor:
        for one in statements:
            posting._replayed(floor, one)
    assert tables(raw) == tables(told) != before


def test_it_writes_as_durably(tmp_path):
    with books(1) as store:
        copy = posting._copy(store.address, tmp_path / "copy")
    with closing(posting._raw(copy)) as floor:
        assert floor.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert floor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert isinstance(floor, sqlite3.Connection)
