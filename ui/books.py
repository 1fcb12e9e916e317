"""What the window asks of the books before anybody is signed in. Each call runs in the worker.

The books' own modules take longer to load than the window to show, so they are loaded in here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cpise_inventory.clock import wall_clock
from cpise_inventory.language.words import Words
from ui.sign_in import Somebody

if TYPE_CHECKING:
    from cpise_inventory.addresses import Address
    from cpise_inventory.store import Store
    from ui.desk import Session
    from ui.first_run import CentreChoice, NewBooks


@dataclass(frozen=True)
class Place:
    """Where this workstation stands; the name in each language. Empty without a key."""

    centre: str
    names: Mapping[str, str]
    device: str

    def name(self, words: Words) -> str:
        return words.pick(**self.names)


@dataclass(frozen=True)
class Opened:
    """What the sign-in shows."""

    place: Place
    people: Sequence[Somebody]


class Standing(NamedTuple):
    """How long the journal is, and whether this machine's clock is behind it."""

    events: int
    clock_is_late: bool


@dataclass(frozen=True)
class Books:
    """One database: a path, or a `postgresql://` URL."""

    database: str
    data_folder: Path

    def address(self) -> "Address":
        from cpise_inventory.addresses import address  # noqa: PLC0415 - see above

        return address(self.database, self.data_folder)

    def glance(self) -> Opened | None:
        """What the sign-in shows, if it can be had before the books' modules are loaded."""
        from cpise_inventory.glance import glance  # noqa: PLC0415 - see above

        seen = glance(self.address())
        if seen is None:
            return None
        names = dict(zip(("fr", "ar", "en"), seen.centre, strict=False))
        people = [Somebody(*one) for one in seen.people]
        return Opened(Place(_centre(seen.device), names, seen.device), people)

    def exist(self) -> bool:
        from cpise_inventory.store import exists  # noqa: PLC0415 - see above

        return exists(self.address())

    def open(self) -> "Store":
        from cpise_inventory.store import open_store  # noqa: PLC0415 - see above

        return open_store(self.address())

    def create(self, new: "NewBooks", words: Words) -> "Store":
        from cpise_inventory.catalogue.events import Named  # noqa: PLC0415 - see above
        from cpise_inventory.first_run import FirstRun, create_store  # noqa: PLC0415 - see above

        wanted = FirstRun(new.centre, new.name, new.password, new.display, letter=new.letter)
        if new.storeroom:
            wanted = replace(wanted, storeroom=Named(**{words.code: new.storeroom}))
        return create_store(self.address(), wanted)


def centres(words: Words) -> "list[CentreChoice]":
    """Those shipped with the program."""
    from cpise_inventory.first_run import reference_centres  # noqa: PLC0415 - see above
    from ui.first_run import CentreChoice  # noqa: PLC0415 - seen once

    return [
        CentreChoice(one.code, words.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en))
        for one in reference_centres()
    ]


def opened(store: "Store") -> Opened:
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - see above

    with store.read() as connection:
        people = [Somebody(one.name, one.display, one.role.value) for one in persons(connection)]
    return Opened(_place(store), people)


def enter(store: "Store", name: str, password: str) -> "Session":
    """Raises `WrongPasswordError` or `ClosedPersonError`; `centre_name` is left to the window."""
    from cpise_inventory.people.commands import sign_in  # noqa: PLC0415 - see above
    from cpise_inventory.people.rights import GRANTED, Right  # noqa: PLC0415 - see above

    with store.read() as connection:
        person = sign_in(connection, name, password)
    from ui.desk import Session  # noqa: PLC0415 - not before somebody is signed in

    rights = GRANTED[person.role]
    if store.key is None:
        rights &= {Right.READ, Right.VERIFY, Right.EXPORT}
    place = _place(store)
    return Session(
        person.name, person.display, person.role.value, rights, place.centre, "", place.device
    )


def standing(store: "Store") -> Standing:
    from cpise_inventory.journal.lateness import lateness  # noqa: PLC0415 - see above
    from cpise_inventory.journal.queries import entries_size  # noqa: PLC0415 - see above

    with store.read() as connection:
        is_late = lateness(connection, wall_clock()) is not None
        return Standing(entries_size(connection), is_late)


def _place(store: "Store") -> Place:
    from cpise_inventory.catalogue.queries import centre  # noqa: PLC0415 - see above

    code = _centre(store.device)
    with store.read() as connection:
        found = centre(connection, code) if code else None
    name = found.name if found is not None else None
    names = {"fr": name.fr, "ar": name.ar, "en": name.en} if name is not None else {}
    return Place(code, names, store.device)


def _centre(device: str) -> str:
    return device.rpartition("-")[0]
