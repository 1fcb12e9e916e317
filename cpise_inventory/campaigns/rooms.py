"""Where somebody stands who scans: a place of the centre, or a person's or a unit's room."""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Final, NamedTuple

from sqlalchemy import Connection

from cpise_inventory.assets.commands import CUSTODIANS
from cpise_inventory.catalogue.commands import STOREROOM
from cpise_inventory.catalogue.queries import places
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import PREFIX, read_label
from cpise_inventory.labels.queries import thing_of
from cpise_inventory.language.folding import fold
from cpise_inventory.statuses import PLACE
from cpise_inventory.stock.queries import recipients
from cpise_inventory.texts import checked_text

LONGEST_ROOM: Final = 80


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
    said = _labelled(connection, said) or said
    bare = _bare(said).removeprefix(PREFIX)
    for one in places(connection, centre):
        names = (one.name.fr, one.name.ar, one.name.en)
        if bare and bare in (_bare(one.code), _bare(one.code.partition("/")[2])):
            return Room(one.code, stored=True)
        if _same(said, names):
            return Room(one.code, stored=True)
    return Room(_as_known(connection, centre, said))


def holder_kind(connection: Connection, centre: str, name: str) -> str:
    """`unit` or `staff` if it's known as that, else a room that no person answers for."""
    known = (kind for kind in CUSTODIANS if name in recipients(connection, centre, kind))
    return next(known, PLACE)


def stands_in(room: str, booked: str) -> bool:
    """Whether what is booked in a place of the centre may stand in that one: it's the same, one is
    a shelf of the other, or it's booked in storage and nobody said where.
    """
    if not booked:
        return True
    return f"{room}/".startswith(f"{booked}/") or f"{booked}/".startswith(f"{room}/")


def is_meant(room: str, booked: str) -> bool:
    """Whether what is booked there is to be found where a place is verified. What is in storage
    and nobody said where is looked for in the centre's first storeroom.
    """
    if not booked:
        return room.partition("/")[2] == STOREROOM
    return f"{booked}/".startswith(f"{room}/")


def is_place(room: str) -> bool:
    """Whether a room that an event names is a place of the centre, not a holder."""
    return bool(_PLACE.fullmatch(room))


_PLACE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,29}(?:/[A-Z0-9][A-Z0-9-]{0,29}){1,2}")


def _labelled(connection: Connection, text: str) -> str:
    """The place that a label of ours names; empty if it's none, or no place's."""
    with suppress(Refusal):
        thing = thing_of(connection, read_label(text).name)
        return thing.place if thing else ""
    return ""


def _as_known(connection: Connection, centre: str, said: str) -> str:
    for kind in CUSTODIANS:
        for name in recipients(connection, centre, kind):
            if _same(said, (name,)):
                return name
    return said


def _same(said: str, names: Iterable[str]) -> bool:
    return fold(said) in {fold(name) for name in names if name}


def _bare(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())
