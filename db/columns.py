"""What tables are made of: their two families, and the few kinds of column that there are."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    LargeBinary,
    MetaData,
    String,
    text,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
}
TEXT = String().with_variant(String(collation="C"), "postgresql")

truth = MetaData(naming_convention=NAMES)
"""Append-only by trigger (journal and checkpoints), or local to this workstation. Alembic's."""
projections = MetaData(naming_convention=NAMES)
"""Views of the journal. No migration touches them."""


def key(name: str) -> Column[Any]:
    return Column(name, TEXT, primary_key=True)


def number_key(name: str) -> Column[Any]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def text_(name: str) -> Column[Any]:
    return Column(name, TEXT, nullable=False, server_default="")


def integer(name: str) -> Column[Any]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def index_where(condition: str, *columns: str, name: str | None = None) -> Index:
    """Of some rows alone; used where a query's condition has these very words in it.

    `engine.create_indexes` tells PostgreSQL the condition: naming it here would load that dialect
    at each start.
    """
    return Index(name, *columns, sqlite_where=text(condition))


def bytes_(name: str) -> Column[Any]:
    return Column(name, LargeBinary, nullable=False)
