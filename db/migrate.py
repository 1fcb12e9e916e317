"""The version of the tables that hold truth.

Alembic is imported only when there is something to do.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from db.engine import install_guards, table_names

if TYPE_CHECKING:
    from alembic.config import Config


def revision(connection: Connection) -> str | None:
    """What stands in the database; None where there is no database of ours."""
    if "alembic_version" not in table_names(connection):
        return None
    found: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return found


def migrate(connection: Connection) -> None:
    """Bring the tables of truth to `HEAD`, guards in place.

    The caller has copied the file before.
    """
    from alembic import command  # noqa: PLC0415 - 0.15 s that only a migration has to pay

    command.upgrade(_configuration(connection), "head")
    install_guards(connection)


def differences(connection: Connection) -> list[object]:
    """What a migration would still have to change to reach `db.schema`; for tests."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - as above
    from alembic.migration import MigrationContext  # noqa: PLC0415 - as above

    from db.schema import truth  # noqa: PLC0415 - as above

    def ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
        return kind != "table" or name in truth.tables

    context = MigrationContext.configure(connection, opts={"include_object": ours})
    return list(compare_metadata(context, truth))


def _configuration(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - as above

    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    configuration.attributes["connection"] = connection
    return configuration
