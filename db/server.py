"""PostgreSQL, as it's spoken to: apart, for books in a file never load it."""

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from db.alike import SHARED, Alike


class ServerDialect(Alike, PGDialect_psycopg):
    supports_statement_cache = True


registry.register("postgresql.alike", __name__, "ServerDialect")


def engine_of(server: URL) -> Engine:
    """Without what SQLAlchemy would ask of each new connection about a type that we don't use."""
    url = server.set(drivername="postgresql+alike")
    return create_engine(url, use_native_hstore=False, execution_options=SHARED)
