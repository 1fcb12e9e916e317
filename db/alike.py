"""What a statement is in SQL is worked out once for all databases of a kind.

SQLAlchemy keeps it for each engine, so a program that opens other books, or checks its own by a
replay beside them, would work everything out again: a quarter of the time of such work.
"""

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

SHARED: dict[str, LRUCache[Any, Any]] = {"compiled_cache": LRUCache(1_000)}
"""The options of an engine: dialect, statement and names of its parameters -> what was compiled."""
SQLITE = "sqlite+alike://"


class Alike:
    """A dialect that is as good as any other of its kind, once both have seen the same server."""

    server_version_info: Any
    default_schema_name: Any

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._seen() == other._seen()

    def __hash__(self) -> int:
        return hash(type(self))

    def _seen(self) -> tuple[Any, Any]:
        return getattr(self, "server_version_info", None), self.default_schema_name


class SqliteDialect(Alike, SQLiteDialect_pysqlite):
    supports_statement_cache = True


registry.register("sqlite.alike", __name__, "SqliteDialect")
