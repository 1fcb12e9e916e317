"""Describe items, kits, donations, storerooms.

Nothing is created as a side effect of something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.events import (
    Centre,
    CentresDescribed,
    DonationDescribed,
    Donor,
    DonorsDescribed,
    Item,
    ItemsDescribed,
    KitDefined,
    Named,
    PlaceOpened,
)
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import checked_code
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.work import Work


@dataclass(eq=False)
class UnknownCentreError(Refusal):
    centre: str
    known: tuple[str, ...]
    field = "centre"


@dataclass(eq=False)
class UnknownItemError(Refusal):
    item: str
    field = "item"


@dataclass(eq=False)
class UnknownKitError(Refusal):
    kit: str
    field = "kit"


@dataclass(eq=False)
class UnknownDonorError(Refusal):
    donor: str
    known: tuple[str, ...]
    field = "from"


@dataclass(eq=False)
class UnknownDonationError(Refusal):
    donation: str
    field = "donation"


@dataclass(eq=False)
class NoStoreroomError(Refusal):
    """The centre has no storeroom yet."""

    centre: str
    field = "centre"


@dataclass(eq=False)
class UnknownPlaceError(Refusal):
    place: str
    field = "storeroom"


@dataclass(eq=False)
class PlaceExistsError(Refusal):
    place: str
    field = "storeroom"


@dataclass(eq=False)
class NamelessError(Refusal):
    """An item or place needs a name in at least one language."""

    code_text: str
    field = "name"


@dataclass(eq=False)
class EmptyKitError(Refusal):
    kit: str
    field = "line"


@dataclass(eq=False)
class KitInItselfError(Refusal):
    kit: str
    item: str
    field = "line"


def describe_items(work: Work, items: Sequence[Item]) -> None:
    """New items, or what is to be known of old ones from now on. One event."""
    work.require(Right.MANAGE_CATALOGUE)
    for item in items:
        checked_code(item.code)
        if not any((item.name.fr, item.name.ar, item.name.en)):
            raise NamelessError(item.code)
        for _, size in item.packs:
            checked_quantity(size, item.code)
    work.record(ItemsDescribed(tuple(items)))


def define_kit(work: Work, code: str, contents: Sequence[tuple[str, int]]) -> int:
    """The list of contents from now on; its version. The kit itself is an item."""
    work.require(Right.MANAGE_CATALOGUE)
    known_item(work.connection, code)
    if not contents:
        raise EmptyKitError(code)
    for part, quantity in contents:
        known_item(work.connection, part)
        checked_quantity(quantity, part)
        if part == code or _holds(work.connection, part, code):
            raise KitInItselfError(code, part)
    before = queries.kit(work.connection, code)
    version = before.version + 1 if before else 1
    work.record(KitDefined(code, version, tuple((part, quantity) for part, quantity in contents)))
    return version


def describe_donation(work: Work, donation: DonationDescribed) -> None:
    work.require(Right.MANAGE_CATALOGUE)
    checked_code(donation.code)
    known_donor(work.connection, donation.donor)
    work.record(donation)


def describe_donors(work: Work, donors: Sequence[Donor]) -> None:
    work.require(Right.MANAGE_CATALOGUE)
    for donor in donors:
        checked_code(donor.code)
    work.record(DonorsDescribed(tuple(donors)))


def describe_centres(work: Work, centres: Sequence[Centre]) -> None:
    work.require(Right.MANAGE_PEOPLE)
    for centre in centres:
        checked_code(centre.code)
    work.record(CentresDescribed(tuple(centres)))


def open_place(work: Work, centre: str, code: str, name: Named) -> str:
    """A storeroom of a centre; its location."""
    work.require(Right.MANAGE_CATALOGUE)
    known_centre(work.connection, centre)
    location = f"{centre}/{checked_code(code)}"
    if any(place.code == location for place in queries.places(work.connection, centre)):
        raise PlaceExistsError(location)
    work.record(PlaceOpened(location, name))
    return location


# --- what must be known before anything is done with it -------------------------------------------


def known_centre(connection: Connection, code: str) -> queries.Centre:
    """Raises `UnknownCentreError`, which names those that are known."""
    found = queries.centre(connection, code)
    if found is None:
        known = tuple(centre.code for centre in queries.centres(connection))
        raise UnknownCentreError(code, known)
    return found


def known_item(connection: Connection, code: str) -> queries.Item:
    found = queries.item(connection, code)
    if found is None:
        raise UnknownItemError(code)
    return found


def known_kit(connection: Connection, code: str) -> queries.Kit:
    found = queries.kit(connection, code)
    if found is None:
        raise UnknownKitError(code)
    return found


def known_donor(connection: Connection, code: str) -> queries.Donor:
    donors = queries.donors(connection)
    found = next((donor for donor in donors if donor.code == code), None)
    if found is None:
        raise UnknownDonorError(code, tuple(donor.code for donor in donors))
    return found


def known_donation(connection: Connection, code: str) -> queries.Donation:
    found = next((d for d in queries.donations(connection) if d.code == code), None)
    if found is None:
        raise UnknownDonationError(code)
    return found


def storeroom(connection: Connection, centre: str, place: str = "") -> str:
    """The location named, or the centre's first storeroom."""
    known_centre(connection, centre)
    there = queries.storerooms(connection, centre)
    if not there:
        raise NoStoreroomError(centre)
    if not place:
        return there[0]
    location = place if "/" in place else f"{centre}/{place}"
    if location not in there:
        raise UnknownPlaceError(location)
    return location


def _holds(connection: Connection, part: str, code: str) -> bool:
    """Whether a kit stands, however deep, in the contents of another."""
    found = queries.kit(connection, part)
    inner = found.contents if found else ()
    return any(item == code or _holds(connection, item, code) for item, _ in inner)
