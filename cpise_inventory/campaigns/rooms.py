"""Where somebody stands who scans: a place of the centre, or a person's or a unit's room."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlalchemy import Connection

from cpise_inventory.catalogue.queries import places
from cpise_inventory.identity import PREFIX
from cpise_inventory.language.folding import fold
from cpise_inventory.stock.queries import recipients
from cpise_inventory.texts import checked_text

LONGEST_ROOM: Final = 80
HOLDERS: Final = ("unit", "staff")


class Room(NamedTuple):
    """`name`: a place's code or who holds what is there; empty where nobody said."""

    name: str = ""
    stored: bool = False
    """A place of the centre: what is there is in storage."""


NOWHERE: Final = Room()


def room_said(connection: Connection, centre: str, text: str) -> Room:
    """By a place's code or name, its label's code, or a holder's name, however typed.

    A name that the books don't know is taken as it is: things do stand where nobody expects them.
    """
    said = checked_text("room", text, LONGEST_ROOM)
    if not said:
        return NOWHERE
    bare = _bare(said).removeprefix(PREFIX)
    for one in places(connection, centre):
        names = (one.name.fr, one.name.ar, one.name.en)
        if bare and bare in (_bare(one.code), _bare(one.code.partition("/")[2])):
            return Room(one.code, stored=True)
        if _same(said, names):
            return Room(one.code, stored=True)
    return Room(_as_known(connection, centre, said))


def holder_kind(connection: Connection, centre: str, name: str) -> str:
    """`staff` if it's known as that, else `unit`."""
    return "staff" if name in recipients(connection, centre, "staff") else "unit"


def is_place(room: str) -> bool:
    """Whether a room that an event names is a place of the centre, not a holder."""
    return bool(_PLACE.fullmatch(room))


_PLACE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,29}(?:/[A-Z0-9][A-Z0-9-]{0,29}){1,2}")


def _as_known(connection: Connection, centre: str, said: str) -> str:
    for kind in HOLDERS:
        for name in recipients(connection, centre, kind):
            if _same(said, (name,)):
                return name
    return said


def _same(said: str, names: Iterable[str]) -> bool:
    return fold(said) in {fold(name) for name in names if name}


def _bare(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())
