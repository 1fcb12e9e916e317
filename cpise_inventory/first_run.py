"""A new database for this workstation: its key, the reference data, and the first administrator."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpise_inventory.addresses import Address
from cpise_inventory.catalogue.commands import STOREROOM, UnknownCentreError
from cpise_inventory.catalogue.events import (
    Centre,
    CentresDescribed,
    DeviceRegistered,
    Donor,
    DonorsDescribed,
    Named,
    PlaceOpened,
)
from cpise_inventory.catalogue.item_rules import checked_names
from cpise_inventory.clock import Clock, wall_clock
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import LETTERS, checked_letter
from cpise_inventory.journal.event import Payload
from cpise_inventory.journal.keys import DeviceKey, create_key, put_aside
from cpise_inventory.people.commands import LONGEST_DISPLAY, check_password, checked_name
from cpise_inventory.people.events import PersonAdded
from cpise_inventory.people.passwords import hash_password
from cpise_inventory.people.rights import Role
from cpise_inventory.store import (
    Store,
    create_schema,
    exists,
    open_store,
)
from cpise_inventory.texts import checked_text
from cpise_inventory.trouble import explained, of_the_system
from db.engine import open_engine, table_names
from db.local import keep_hash
from db.run import hold
from resources import HERE as RESOURCES

STOREROOM_NAME = Named("Magasin", "المخزن", "Storeroom")


@dataclass(eq=False)
class StoreExistsError(Refusal):
    """There is a database already: it is never written over."""

    where: str
    field = "database"


@dataclass(frozen=True)
class FirstRun:
    """What is asked before anything can be done.

    `name` is the first administrator's sign-in name. `letter` tells this workstation apart from the
    others of its centre: numbers of papers and tags begin with both, `NKC1-A-…`. Books of their own
    can't know of one another, so that nobody but a person can say which letters are taken.
    """

    centre: str
    name: str
    password: str
    display: str = ""
    storeroom: Named = STOREROOM_NAME
    letter: str = LETTERS[0]


def reference_centres() -> tuple[Centre, ...]:
    """The seven centres as shipped; names and wilayas can be described anew later."""
    return tuple(
        Centre(one["code"], Named(**one["name"]), Named(**one["wilaya"]), one["iso"])
        for one in _read("centres.json")
    )


def reference_donors() -> tuple[Donor, ...]:
    return tuple(Donor(one["code"], Named(**one["name"])) for one in _read("donors.json"))


def create_store(where: Address, wanted: FirstRun, now: Clock = wall_clock) -> Store:
    """Make the database, all or nothing, and open it.

    Raises `StoreExistsError`, `UnknownCentreError`, `BadLetterError`, what is wrong with name or
    password, or the `StoreError` that fits.
    """
    name = checked_name(wanted.name)
    check_password(wanted.password)
    display = checked_text("display", wanted.display, LONGEST_DISPLAY)
    storeroom, letter = checked_names(wanted.storeroom), checked_letter(wanted.letter)
    wanted = replace(wanted, display=display, storeroom=storeroom, letter=letter)
    centres = reference_centres()
    if wanted.centre not in {centre.code for centre in centres}:
        raise UnknownCentreError(wanted.centre, tuple(centre.code for centre in centres))
    if exists(where):
        raise StoreExistsError(where.where)
    _make_folder(where)
    engine = open_engine(where.url)
    try:
        with explained(where), engine.begin() as connection:
            hold(connection, "first run")
            if table_names(connection):
                raise StoreExistsError(where.where)  # another program was faster
            key = new_key(where.keys, f"{wanted.centre}-{wanted.letter}")
            journal = Store(engine, where, key, now).journal
            create_schema(connection)
            for payload in _first_events(wanted, name, key, centres):
                journal.append(connection, name, payload)
            keep_hash(connection, name, hash_password(wanted.password), now())
    finally:
        engine.dispose()
    return open_store(where, now)


def _first_events(
    wanted: FirstRun, name: str, key: DeviceKey, centres: tuple[Centre, ...]
) -> Iterator[Payload]:
    yield DeviceRegistered(key.device, wanted.centre, wanted.display or name, key.public.hex())
    yield CentresDescribed(centres)
    yield DonorsDescribed(reference_donors())
    for centre in centres:
        room = wanted.storeroom if centre.code == wanted.centre else STOREROOM_NAME
        yield PlaceOpened(f"{centre.code}/{STOREROOM}", room)
    yield PersonAdded(name, wanted.display or name, Role.ADMINISTRATOR)


def _make_folder(where: Address) -> None:
    if where.file is None:
        return
    try:
        where.file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise of_the_system(error, where.where) from error


def new_key(folder: Path, device: str) -> DeviceKey:
    """A new key. One that lies there already is left over from a first run that was broken off, or
    belongs to a database that was moved away: it can't be made again, so it's put aside.
    """
    try:
        put_aside(folder)
        return create_key(folder, device)
    except OSError as error:
        raise of_the_system(error, str(folder)) from error


def _read(name: str) -> list[dict[str, Any]]:
    text = (RESOURCES / "reference" / name).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found
