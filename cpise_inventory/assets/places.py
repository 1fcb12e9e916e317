"""Assets in the rooms of their centre: a storeroom, or any other, which no person answers for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from cpise_inventory.assets.commands import LONGEST_NAME, LONGEST_REMARKS, check_free, held_assets
from cpise_inventory.assets.errors import AlreadyThereError, AssetElsewhereError, NoPlaceError
from cpise_inventory.assets.events import Placed
from cpise_inventory.assets.stands import following
from cpise_inventory.campaigns.rooms import room_said
from cpise_inventory.catalogue.places import open_one
from cpise_inventory.catalogue.queries import places
from cpise_inventory.documents.issuing import RELOCATED
from cpise_inventory.language.folding import fold
from cpise_inventory.people.rights import Right
from cpise_inventory.statuses import IN_STORAGE, IN_USE, PLACE
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work


@dataclass(frozen=True)
class Placing:
    """Assets to a room: a storeroom or shelf by its code or name, or any other by its name."""

    tags: Sequence[str]
    place: str
    remarks: str = ""
    happened_on: date | None = None


def put(work: Work, wanted: Placing) -> str:
    """In a storeroom they are in storage, elsewhere in use. The number of the movement note.

    Raises `AlreadyThereError` for a move to where one stands already.
    """
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(wanted.happened_on)
    place = checked_text("place", wanted.place, LONGEST_NAME)
    if not place:
        raise NoPlaceError
    chosen = held_assets(work, wanted.tags, day)
    centre = chosen[0].centre
    room = room_said(work.connection, centre, place)
    if not room.stored:
        _check_not_closed(work.connection, centre, room.name)
    for one in chosen:
        check_free(one)
        if one.centre != centre:
            raise AssetElsewhereError(one.tag, one.centre, centre)
        if fold(one.custodian) == fold(room.name):
            raise AlreadyThereError(one.tag, one.custodian)
    return work.issue(
        RELOCATED,
        lambda number: Placed(
            number=number,
            centre=centre,
            place=room.name,
            remarks=checked_text("remarks", wanted.remarks, LONGEST_REMARKS),
            states=tuple(
                following(
                    one,
                    IN_STORAGE if room.stored else IN_USE,
                    custodian=room.name,
                    custodian_kind=PLACE,
                )
                for one in chosen
            ),
        ),
        day,
    )


def _check_not_closed(connection: Connection, centre: str, name: str) -> None:
    """Nothing comes into a storeroom that is closed. Raises `ClosedPlaceError`."""
    named = {name.upper(), f"{centre}/{name}".upper()}
    for one in places(connection, centre, closed=True):
        if one.code in named:
            open_one(connection, one.code)
