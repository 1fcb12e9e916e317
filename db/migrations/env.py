"""Alembic's way in: the connection is given by `db.migrate`, never opened here."""

from alembic import context

from db.schema import truth

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=truth,
    include_object=lambda _object, name, kind, _reflected, _compare_to: (
        kind != "table" or name in truth.tables
    ),
    transactional_ddl=True,
    compare_type=False,
)
context.run_migrations()
