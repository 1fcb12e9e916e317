"""One more workstation at books that are there: at a server which several share, or where the only
one has lost its key. It writes a chain of its own, with numbers of its own.
"""

from dataclasses import dataclass

from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.catalogue.events import DeviceRegistered
from cpise_inventory.catalogue.queries import devices
from cpise_inventory.documents.seals import device_keys
from cpise_inventory.errors import ReadOnlyStoreError, Refusal
from cpise_inventory.first_run import new_key
from cpise_inventory.identity import checked_letter, free_letter
from cpise_inventory.people.queries import Person
from cpise_inventory.people.rights import Right, roles_with
from cpise_inventory.store import Store
from cpise_inventory.trouble import explained
from cpise_inventory.work import NotAllowedError
from db.run import hold


@dataclass(eq=False)
class DeviceTakenError(Refusal):
    """There is a workstation of that name; `free`: a letter that none at its centre has."""

    device: str
    free: str
    field = "letter"


@dataclass(eq=False)
class JoinedAlreadyError(Refusal):
    """This machine is a workstation of these books already."""

    device: str
    field = "database"


def join(store: Store, person: Person, centre: str, letter: str = "") -> str:
    """Make this machine a workstation; its name. Without a letter it gets the first that is free:
    whoever shares books knows the others. The store is to be opened again, to write in it.

    Raises `NotAllowedError`, `UnknownCentreError`, `BadLetterError`, `DeviceTakenError`,
    `JoinedAlreadyError`, or the `StoreError` that fits.
    """
    if not person.may(Right.MANAGE_PEOPLE):
        right = Right.MANAGE_PEOPLE
        raise NotAllowedError(right, person.role, roles_with(right))
    if store.read_only:
        raise ReadOnlyStoreError(store.address.where)
    with explained(store.address), store.engine.begin() as connection:
        hold(connection, "first run")
        known_centre(connection, centre)
        if store.key and device_keys(connection).get(store.device) == store.key.public:
            raise JoinedAlreadyError(store.device)
        taken = [one.device for one in devices(connection)]
        free = free_letter(centre, taken)
        device = f"{centre}-{checked_letter(letter) if letter else free}"
        if device in taken:
            raise DeviceTakenError(device, free)
        key = new_key(store.address.keys, device)
        journal = Store(store.engine, store.address, key, store.now).journal
        said = DeviceRegistered(device, centre, person.display, key.public.hex())
        journal.append(connection, person.name, said)
    return device
