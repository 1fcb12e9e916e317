"""A whole copy while others write: one moment of it, in one file, or nothing."""

import sqlite3
from contextlib import closing

import pytest

from db.backup import SpoiltCopyError, _copy, copy_whole


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "books.sqlite"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE line (text TEXT)")
        raw.executemany("INSERT INTO line VALUES (?)", [("x" * 500,) for _ in range(9_000)])
        raw.commit()
    return path


def lines(path):
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT count(*) FROM line").fetchone()[0]


def test_what_somebody_has_not_committed_is_not_in_the_copy(source, tmp_path):
    target = tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(source)) as other:
        other.execute("INSERT INTO line VALUES ('committed')")
        other.commit()
        other.execute("INSERT INTO line VALUES ('not yet')")
        size = copy_whole(source, target)
    assert size == target.stat().st_size
    assert lines(target) == 9_001
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == ["copy.sqlite"]


def test_progress_is_told_to_the_end(source, tmp_path):
    told = []
    copy_whole(source, tmp_path / "copy.sqlite", lambda done, total: told.append((done, total)))
    assert len(told) > 1
    assert told[-1][0] == told[-1][1]


def test_who_stops_it_leaves_nothing(source, tmp_path):
    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_whole(source, tmp_path / "copy.sqlite", stop)
    assert list(tmp_path.glob("*copy*")) == []


def test_a_spoilt_copy_is_none(source, tmp_path, monkeypatch):
    def spoilt(origin, part, progress):
        _copy(origin, part, progress)
        raise SpoiltCopyError

    monkeypatch.setattr("db.backup._copy", spoilt)
    with pytest.raises(SpoiltCopyError):
        copy_whole(source, tmp_path / "copy.sqlite")
    assert list(tmp_path.glob("*copy*")) == []


def test_pages_that_cannot_be_read_are_not_copied(source, tmp_path):
    with closing(sqlite3.connect(source)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(source.read_bytes())
    content[8192:12288] = bytes(4096)
    source.write_bytes(content)
    with pytest.raises((SpoiltCopyError, sqlite3.DatabaseError)):
        copy_whole(source, tmp_path / "copy.sqlite")
    assert list(tmp_path.glob("*copy*")) == []
