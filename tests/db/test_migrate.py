"""The tables of truth: made by migrations, as `db.schema` says, and none of a projection."""

import subprocess
import sys

import pytest
import sqlalchemy as sa

from db import migrate
from db.engine import broken_guards, create_projections, open_engine
from db.schema import projections, truth
from db.versions import HEAD, KNOWN


def test_migrations_make_what_the_schema_says(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.begin() as connection:
        assert migrate.revision(connection) is None
        migrate.migrate(connection)
        assert migrate.revision(connection) == HEAD
        assert migrate.differences(connection) == []
        assert broken_guards(connection) == []
        made = set(sa.inspect(connection).get_table_names())
        assert made == {*truth.tables, "alembic_version"}
    engine.dispose()


def test_a_missing_column_is_noticed(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.begin() as connection:
        migrate.migrate(connection)
        connection.exec_driver_sql("ALTER TABLE setting DROP COLUMN value")
        assert migrate.differences(connection) != []
    engine.dispose()


def test_projections_are_none_of_the_migrations_business(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.begin() as connection:
        migrate.migrate(connection)
        create_projections(connection)
        assert migrate.differences(connection) == []
        migrate.migrate(connection)
        assert set(projections.tables) <= set(sa.inspect(connection).get_table_names())
    engine.dispose()


def test_the_head_is_alembics() -> None:
    from alembic.script import ScriptDirectory

    engine = open_engine("sqlite:///:memory:")
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(migrate._configuration(connection))
    engine.dispose()
    assert scripts.get_current_head() == HEAD
    assert {script.revision for script in scripts.walk_revisions()} == set(KNOWN)


def test_a_migration_that_fails_leaves_nothing(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(migrate, "install_guards", fail)
    engine = open_engine(database_url)
    with pytest.raises(RuntimeError), engine.begin() as connection:
        migrate.migrate(connection)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == []
    engine.dispose()


def test_asking_for_the_revision_does_not_import_alembic() -> None:
    code = (
        "import sys, sqlalchemy as sa; from db import migrate\n"
        "with sa.create_engine('sqlite://').connect() as c: assert migrate.revision(c) is None\n"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False", done.stdout
