"""Who may sign in, read with the driver alone: SQLAlchemy takes longer to load than the window.

`people.queries` and `catalogue.queries` say the same of an open store; a test compares them.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from cpise_inventory.addresses import Address
from cpise_inventory.journal.keys import read_key
from db.files import connect_reading
from db.versions import HEAD, PROJECTION_VERSION

_VERSIONS = """SELECT version_num, value FROM alembic_version, setting
WHERE name = 'projection_version'"""
_PEOPLE = """SELECT name, display, role FROM person
WHERE role != '' AND closed_on = '' ORDER BY name"""
_CENTRE = "SELECT name_fr, name_ar, name_en FROM centre WHERE code = ?"


@dataclass(frozen=True)
class Glance:
    """`device`: empty without a key. `centre`: its names in French, Arabic and English, or none.

    `people`: sign-in name, display name and role of each.
    """

    device: str
    centre: tuple[str, ...]
    people: tuple[tuple[str, str, str], ...]


def glance(where: Address) -> Glance | None:
    """None where that takes more than looking: on a server, in books to be made or brought up to
    date, and where the file can't be read, of which `open_store` will say why.
    """
    if where.file is None or not where.file.is_file():
        return None
    key = read_key(where.keys)
    device = key.device if key else ""
    try:
        with closing(connect_reading(where.file)) as connection:
            connection.execute("BEGIN")
            if connection.execute(_VERSIONS).fetchall() != [(HEAD, str(PROJECTION_VERSION))]:
                return None
            people = tuple(connection.execute(_PEOPLE))
            centre = connection.execute(_CENTRE, (device.rpartition("-")[0],)).fetchone()
    except (sqlite3.Error, OSError):
        return None
    return Glance(device, centre or (), people) if people else None
