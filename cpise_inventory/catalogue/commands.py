"""Describe items, kits, donations, storerooms.

Nothing is created as a side effect of something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.donors import donor_in_use, known_donor
from cpise_inventory.catalogue.errors import (
    ClosedPlaceError,
    DraftKitError,
    LevelOutOfRangeError,
    NotAPartError,
    NotRetiredError,
    RetiredItemError,
    SubstituteIsPartError,
    TargetBelowMinimumError,
)
from cpise_inventory.catalogue.events import (
    Centre,
    CentresDescribed,
    DonationDescribed,
    Earmark,
    Item,
    ItemRetired,
    ItemRevived,
    ItemsDescribed,
    KitDefined,
    Level,
    LevelsSet,
    Promised,
)
from cpise_inventory.catalogue.item_rules import (
    LONGEST_NAME,
    NamelessError,
    as_said,
    checked_item,
    checked_names,
)
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import checked_code
from cpise_inventory.language.money import checked_sum
from cpise_inventory.locations import quarantine, within
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import MOST, checked_quantity
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

LONGEST_REMARKS = 400
STOREROOM = "MAGASIN"
"""The storeroom that every centre begins with."""


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
class SoughtItemError(UnknownItemError):
    """The same, told to somebody who looks it up and has nothing to enter."""

    @property
    def code(self) -> str:
        return UnknownItemError(self.item).code


@dataclass(eq=False)
class UnknownKitError(Refusal):
    kit: str
    field = "kit"


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
class EmptyKitError(Refusal):
    kit: str
    field = "line"


@dataclass(eq=False)
class KitInItselfError(Refusal):
    kit: str
    item: str
    field = "line"


def describe_items(work: Work, items: Sequence[Item]) -> None:
    """New items, or what is to be known of old ones from now on; one event, if that is news."""
    work.require(Right.MANAGE_CATALOGUE)
    categories, described = queries.categories(work.connection), list[Item]()
    for item in items:
        checked = checked_item(work.connection, item, categories)
        categories.append(checked.category)
        known = queries.item(work.connection, checked.code)
        if known is None or as_said(known) != checked:
            described.append(checked)
    if described:
        work.record(ItemsDescribed(tuple(described)))


def retire_item(work: Work, code: str, reason: str = "") -> None:
    """It's received no more and goes into no new kits; what is left of it may leave."""
    work.require(Right.MANAGE_CATALOGUE)
    item = item_in_use(work.connection, checked_code(code)).code
    work.record(ItemRetired(item, checked_text("reason", reason, LONGEST_REMARKS)))


def revive_item(work: Work, code: str) -> None:
    """A retired item is in use again."""
    work.require(Right.MANAGE_CATALOGUE)
    item = known_item(work.connection, checked_code(code))
    if not item.retired_on:
        raise NotRetiredError(item.code)
    work.record(ItemRevived(item.code))


def set_levels(work: Work, levels: Sequence[Level]) -> None:
    """Minimum and target of items at centres, 0 where none is set. One event, unless nothing is
    new.
    """
    work.require(Right.MANAGE_CATALOGUE)
    known = {(one.centre, one.item): one for one in queries.levels(work.connection)}
    said = [_checked_level(work, level) for level in levels]
    new = tuple(
        level
        for level in said
        if known.get((level.centre, level.item), (level.centre, level.item, 0, 0))[2:]
        != (level.minimum, level.target)
    )
    if new:
        work.record(LevelsSet(new))


def _checked_level(work: Work, level: Level) -> Level:
    known_centre(work.connection, level.centre)
    code = known_item(work.connection, checked_code(level.item)).code
    for figure in (level.minimum, level.target):
        if not 0 <= figure <= MOST:
            raise LevelOutOfRangeError(code, figure, MOST)
    if level.target and level.target < level.minimum:
        raise TargetBelowMinimumError(code, level.minimum, level.target)
    return Level(level.centre, code, level.minimum, level.target)


def define_kit(
    work: Work,
    code: str,
    contents: Sequence[tuple[str, int]],
    substitutes: Sequence[tuple[str, str]] = (),
    unknown: Sequence[str] = (),
) -> int:
    """The list of contents from now on; its version. The kit itself is an item.

    An item that stands there twice counts for both. `substitutes`: an item of the list, and what
    may stand in for it. `unknown`: items whose quantity is to be found out yet; the list is a draft
    till then, and no kit is made by it.
    """
    work.require(Right.MANAGE_CATALOGUE)
    code = item_in_use(work.connection, checked_code(code)).code
    inside: dict[str, int] = {}
    for named, quantity in contents:
        part = _part(work, code, named)
        inside[part] = inside.get(part, 0) + checked_quantity(quantity, part)
    asked = dict.fromkeys(_part(work, code, one) for one in unknown)
    undecided = tuple(part for part in asked if part not in inside)
    if not (inside or undecided):
        raise EmptyKitError(code)
    instead = _substitutes(work, code, (*inside, *undecided), substitutes)
    before = queries.kit(work.connection, code)
    said = (inside, instead, undecided)
    if before and (dict(before.contents), before.substitutes, before.unknown) == said:
        return before.version
    version = before.version + 1 if before else 1
    work.record(KitDefined(code, version, tuple(inside.items()), instead, undecided))
    return version


def _part(work: Work, kit: str, named: str) -> str:
    """An item that may be in that kit."""
    part = item_in_use(work.connection, checked_code(named)).code
    if part == kit or _holds(work.connection, part, kit, set()):
        raise KitInItselfError(kit, part)
    return part


def _substitutes(
    work: Work, kit: str, inside: Sequence[str], said: Sequence[tuple[str, str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for named, other in said:
        part, instead = checked_code(named), _part(work, kit, other)
        if part not in inside:
            raise NotAPartError(kit, part)
        if instead in inside:
            raise SubstituteIsPartError(kit, instead)
        if instead not in found.setdefault(part, []):
            found[part].append(instead)
    return tuple((part, tuple(found[part])) for part in inside if part in found)


def describe_donation(work: Work, donation: DonationDescribed) -> None:
    work.require(Right.MANAGE_CATALOGUE)
    code, donor = checked_code(donation.code), checked_code(donation.donor)
    known = queries.donation(work.connection, code)
    if known is None or known.donor != donor:
        donor_in_use(work.connection, donor)
    work.record(
        DonationDescribed(
            code,
            donor,
            checked_text("funder", donation.funder, LONGEST_NAME),
            checked_text("reference", donation.reference, LONGEST_NAME),
            checked_text("agreed_on", donation.agreed_on, LONGEST_NAME),
            checked_text("remarks", donation.remarks, LONGEST_REMARKS),
            *checked_sum(donation.value, donation.currency),
            checked_text("title", donation.title, LONGEST_REMARKS),
            checked_text("iati", donation.iati, LONGEST_NAME),
            tuple(_checked_earmark(work.connection, one) for one in donation.earmarks),
            checked_promises(work.connection, donation.promised),
        )
    )


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


def describe_centres(work: Work, centres: Sequence[Centre]) -> None:
    """What they're called from now on; one event, if any of it is news."""
    work.require(Right.MANAGE_PEOPLE)
    known = {one.code: tuple(one) for one in queries.centres(work.connection)}
    told = [_checked_centre(one) for one in centres]
    news = tuple(
        one for one in told if known.get(one.code) != (one.code, one.name, one.wilaya, one.iso)
    )
    if news:
        work.record(CentresDescribed(news))


def _checked_centre(told: Centre) -> Centre:
    code, name = checked_code(told.code), checked_names(told.name)
    if not any((name.fr, name.ar, name.en)):
        raise NamelessError(code)
    iso = checked_text("iso", told.iso, LONGEST_NAME)
    return Centre(code, name, checked_names(told.wilaya), iso)


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


def sought_item(connection: Connection, code: str) -> queries.Item:
    """`known_item` for who only looks it up. Raises `SoughtItemError`."""
    found = queries.item(connection, code)
    if found is None:
        raise SoughtItemError(code)
    return found


def item_in_use(connection: Connection, code: str) -> queries.Item:
    """Raises `RetiredItemError` for what nothing more comes in of."""
    found = known_item(connection, code)
    if found.retired_on:
        raise RetiredItemError(code)
    return found


def known_kit(connection: Connection, code: str) -> queries.Kit:
    found = queries.kit(connection, code)
    if found is None:
        raise UnknownKitError(code)
    return found


def complete_kit(connection: Connection, code: str) -> queries.Kit:
    """Raises `DraftKitError` where it isn't known yet how many of everything one kit holds."""
    found = known_kit(connection, code)
    if found.is_draft:
        raise DraftKitError(code, found.unknown)
    return found


def known_donation(connection: Connection, code: str) -> queries.Donation:
    found = queries.donation(connection, code)
    if found is None:
        raise UnknownDonationError(code)
    return found


def check_giver(connection: Connection, donor: str, donation: str) -> None:
    """Who gave, and by which agreement. A donor that is retired gives what it agreed to before, and
    nothing without an agreement.
    """
    if not donation:
        donor_in_use(connection, donor)
        return
    known_donor(connection, donor)
    known_donation(connection, donation)


def storeroom(connection: Connection, centre: str, place: str = "") -> str:
    """The location named, its quarantine among them, or the centre's first storeroom.

    Raises `ClosedPlaceError`.
    """
    there = queries.places(connection, centre, closed=True)
    if not there:  # which only an unknown one has none of, or a new one
        known_centre(connection, centre)
    if place:
        location = within(centre, place)
        found = next((one for one in there if one.code == location), None)
        if found is None and location != quarantine(centre):  # which is there when it's needed
            raise UnknownPlaceError(location)
        if found is not None and found.closed_on:
            raise ClosedPlaceError(location)
        return location
    rooms = [one.code for one in there if one.type == "storeroom" and not one.closed_on]
    if not rooms:
        raise NoStoreroomError(centre)
    main = f"{centre}/{STOREROOM}"  # a second one doesn't become everybody's default by its name
    return main if main in rooms else rooms[0]


def room_for_assets(connection: Connection, centre: str, place: str = "") -> str:
    """As `storeroom`; nowhere in a centre that has none, as assets may stand anywhere."""
    try:
        return storeroom(connection, centre, place)
    except NoStoreroomError:
        return ""


def _holds(connection: Connection, part: str, code: str, seen: set[str]) -> bool:
    """Whether a kit stands, however deep, in the contents of another.

    Two workstations may have put two kits into each other while apart: each is looked at once.
    """
    seen.add(part)
    found = queries.kit(connection, part)
    inner = found.parts if found else ()
    return code in inner or any(
        _holds(connection, item, code, seen) for item in inner if item not in seen
    )
