"""Who has an account here."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from cpise_inventory.people.rights import Right, Role, may
from db.run import Query
from db.schema import credential
from db.schema import person as people


@dataclass(frozen=True)
class Person:
    name: str
    display: str
    role: Role
    closed_on: str = ""

    def may(self, right: Right) -> bool:
        return not self.closed_on and may(self.role, right)


COLUMNS = (people.c.name, people.c.display, people.c.role, people.c.closed_on)
ONE = Query(select(*COLUMNS).where(people.c.name == bindparam("name"), people.c.role != ""))
ALL = select(*COLUMNS).where(people.c.role != "").order_by(people.c.name)
HASH = select(credential.c.hash).where(credential.c.person == bindparam("name"))


def person(connection: Connection, name: str) -> Person | None:
    row = ONE.one(connection, name=name)
    return Person(row[0], row[1], Role(row[2]), row[3]) if row else None


def persons(connection: Connection, *, closed: bool = False) -> list[Person]:
    """Everybody with an account; those closed too, when asked for."""
    found = [Person(r[0], r[1], Role(r[2]), r[3]) for r in connection.execute(ALL)]
    return [one for one in found if closed or not one.closed_on]


def password_hash(connection: Connection, name: str) -> str | None:
    hashed: str | None = connection.execute(HASH, {"name": name}).scalar()
    return hashed
