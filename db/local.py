"""Passwords' hashes and settings: of this database alone, changed in place, never exchanged."""

from sqlalchemy import Connection, bindparam, select

from db.run import Query
from db.schema import credential, setting

VALUE = Query(select(setting.c.value).where(setting.c.name == bindparam("name")))


def keep_hash(connection: Connection, person: str, hashed: str, changed_at: int) -> None:
    connection.execute(credential.delete().where(credential.c.person == person))
    row = {"person": person, "hash": hashed, "changed_at": changed_at}
    connection.execute(credential.insert(), row)


def keep_setting(connection: Connection, name: str, value: str) -> None:
    connection.execute(setting.delete().where(setting.c.name == name))
    connection.execute(setting.insert(), {"name": name, "value": value})


def forget_setting(connection: Connection, name: str) -> None:
    connection.execute(setting.delete().where(setting.c.name == name))


def settings_below(connection: Connection, begin: str) -> dict[str, str]:
    """Name -> value, of those whose names begin so."""
    wanted = select(setting.c.name, setting.c.value)
    found = connection.execute(wanted.where(setting.c.name.startswith(begin, autoescape=True)))
    return dict(found.all())


def read_setting(connection: Connection, name: str) -> str | None:
    value: str | None = VALUE.value(connection, name=name)
    return value
