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
    Earmark,
    Item,
    ItemsDescribed,
    KitDefined,
    Named,
    PlaceOpened,
    Promised,
)
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import checked_code
from cpise_inventory.locations import quarantine
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

LONGEST_NAME, LONGEST_REMARKS = 120, 400
STOREROOM = "MAGASIN"
"""The storeroom that every centre begins with."""
CURRENCIES = ("MRU", "EUR", "USD")
"""In which the value of a donation is told (ISO 4217)."""


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
class UnknownCurrencyError(Refusal):
    currency: str
    known: tuple[str, ...]
    field = "currency"


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
    described = tuple(_checked_item(item) for item in items)
    if described:
        work.record(ItemsDescribed(described))


def _checked_item(item: Item) -> Item:
    code, name = checked_code(item.code), checked_names(item.name)
    if not any((name.fr, name.ar, name.en)):
        raise NamelessError(code)
    packs = tuple(
        (checked_text("pack", pack, LONGEST_NAME), checked_quantity(size, code))
        for pack, size in item.packs
    )
    unit = checked_text("unit", item.unit, LONGEST_NAME)
    category = checked_text("category", item.category, LONGEST_NAME)
    return Item(code, name, unit, category, item.keeps_expiry, packs)


def checked_names(name: Named) -> Named:
    """Raises `TextTooLongError`, `UnprintableTextError`."""
    return Named(*(checked_text("name", one, LONGEST_NAME) for one in (name.fr, name.ar, name.en)))


def define_kit(work: Work, code: str, contents: Sequence[tuple[str, int]]) -> int:
    """The list of contents from now on; its version. The kit itself is an item.

    An item that stands there twice counts for both.
    """
    work.require(Right.MANAGE_CATALOGUE)
    code = known_item(work.connection, checked_code(code)).code
    inside: dict[str, int] = {}
    for named, quantity in contents:
        part = known_item(work.connection, checked_code(named)).code
        inside[part] = inside.get(part, 0) + checked_quantity(quantity, part)
        if part == code or _holds(work.connection, part, code, set()):
            raise KitInItselfError(code, part)
    if not inside:
        raise EmptyKitError(code)
    before = queries.kit(work.connection, code)
    version = before.version + 1 if before else 1
    work.record(KitDefined(code, version, tuple(inside.items())))
    return version


def describe_donation(work: Work, donation: DonationDescribed) -> None:
    work.require(Right.MANAGE_CATALOGUE)
    code, donor = checked_code(donation.code), checked_code(donation.donor)
    known_donor(work.connection, donor)
    work.record(
        DonationDescribed(
            code,
            donor,
            checked_text("funder", donation.funder, LONGEST_NAME),
            checked_text("reference", donation.reference, LONGEST_NAME),
            checked_text("agreed_on", donation.agreed_on, LONGEST_NAME),
            checked_text("remarks", donation.remarks, LONGEST_REMARKS),
            donation.value,
            _checked_currency(donation),
            checked_text("title", donation.title, LONGEST_REMARKS),
            checked_text("iati", donation.iati, LONGEST_NAME),
            tuple(_checked_earmark(work.connection, one) for one in donation.earmarks),
            checked_promises(work.connection, donation.promised),
        )
    )


def _checked_currency(donation: DonationDescribed) -> str:
    """None where no value is told."""
    if not donation.value:
        return ""
    currency = donation.currency.strip().upper()
    if currency not in CURRENCIES:
        raise UnknownCurrencyError(donation.currency, CURRENCIES)
    return currency


def _checked_earmark(connection: Connection, earmark: Earmark) -> Earmark:
    centre = known_centre(connection, earmark.centre).code
    item = known_item(connection, earmark.item).code if earmark.item else ""
    if earmark.quantity:
        checked_quantity(earmark.quantity, item or centre)
    return Earmark(centre, item, earmark.quantity)


def checked_promises(connection: Connection, promised: Sequence[Promised]) -> tuple[Promised, ...]:
    """What stands there twice counts for both."""
    goods: dict[str, int] = {}
    for one in promised:
        item = known_item(connection, one.item).code
        goods[item] = goods.get(item, 0) + checked_quantity(one.quantity, item)
    return tuple(Promised(item, checked_quantity(goods[item], item)) for item in goods)


def describe_donors(work: Work, donors: Sequence[Donor]) -> None:
    work.require(Right.MANAGE_CATALOGUE)
    described = tuple(Donor(checked_code(one.code), checked_names(one.name)) for one in donors)
    if described:
        work.record(DonorsDescribed(described))


def describe_centres(work: Work, centres: Sequence[Centre]) -> None:
    work.require(Right.MANAGE_PEOPLE)
    described = tuple(
        Centre(
            checked_code(one.code),
            checked_names(one.name),
            checked_names(one.wilaya),
            checked_text("iso", one.iso, LONGEST_NAME),
        )
        for one in centres
    )
    if described:
        work.record(CentresDescribed(described))


def open_place(work: Work, centre: str, code: str, name: Named) -> str:
    """A storeroom of a centre; its location."""
    work.require(Right.MANAGE_CATALOGUE)
    known_centre(work.connection, centre)
    location = f"{centre}/{checked_code(code)}"
    if any(place.code == location for place in queries.places(work.connection, centre)):
        raise PlaceExistsError(location)
    work.record(PlaceOpened(location, checked_names(name)))
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
    """The location named, its quarantine among them, or the centre's first storeroom."""
    known_centre(connection, centre)
    there = queries.storerooms(connection, centre)
    if not there:
        raise NoStoreroomError(centre)
    if not place:  # a second one that opens doesn't become everybody's default by its name
        main = f"{centre}/{STOREROOM}"
        return main if main in there else there[0]
    location = place if "/" in place else f"{centre}/{place}"
    if location not in (*there, quarantine(centre)):
        raise UnknownPlaceError(location)
    return location


def _holds(connection: Connection, part: str, code: str, seen: set[str]) -> bool:
    """Whether a kit stands, however deep, in the contents of another.

    Two workstations may have put two kits into each other while apart: each is looked at once.
    """
    seen.add(part)
    found = queries.kit(connection, part)
    inner = [item for item, _ in found.contents] if found else []
    return code in inner or any(
        _holds(connection, item, code, seen) for item in inner if item not in seen
    )
