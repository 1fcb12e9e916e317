"""The file that holds the books, to the driver alone. Nothing here loads SQLAlchemy."""

import sqlite3
from pathlib import Path

FILE = "sqlite:///"
_NO_ROOM_BESIDE = ("SQLITE_CANTOPEN", "SQLITE_READONLY")


def sqlite_url(path: Path) -> str:
    return f"{FILE}{path}"


def connect_reading(path: Path) -> sqlite3.Connection:
    """Where not even the files of SQLite's own bookkeeping can be made, the file must be whole."""
    uri = path.absolute().as_uri()

    def connect(how: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{uri}?{how}", isolation_level=None, check_same_thread=False, uri=True
        )

    connection = connect("mode=rw")  # `ro` would leave its bookkeeping lying about
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.Error as error:
        connection.close()
        begun = path.with_name(f"{path.name}-wal")
        if not error.sqlite_errorname.startswith(_NO_ROOM_BESIDE) or _holds_something(begun):
            raise
        connection = connect("mode=ro&immutable=1")
    return connection


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
