"""Computers: register, hand over, take back. One holder at a time."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, zip_longest

from cpise_inventory.assets import queries
from cpise_inventory.assets.categories import CATEGORIES, CODES
from cpise_inventory.assets.days import check_day
from cpise_inventory.assets.errors import (
    AcquiredLaterError,
    AlreadyHeldError,
    AssetOnTheRoadError,
    BadDayError,
    DueInThePastError,
    NoAssetsError,
    NoCustodianError,
    NoSerialError,
    NotADeliveryError,
    NotHeldError,
    OtherDeliveryError,
    SerialTakenError,
    SerialTwiceError,
    UnknownAssetError,
    UnknownCategoryError,
    UnknownConditionError,
)
from cpise_inventory.assets.events import (
    Assigned,
    ConditionNoted,
    NewAsset,
    Redescribed,
    Registered,
    Returned,
    State,
)
from cpise_inventory.assets.stands import back_in_storage, following, stored_in
from cpise_inventory.catalogue.commands import (
    check_giver,
    known_centre,
    room_for_assets,
)
from cpise_inventory.documents.commands import known_document
from cpise_inventory.documents.issuing import HANDOVER, RECEIVED, RETURNED
from cpise_inventory.documents.queries import issued_event
from cpise_inventory.identity import (
    asset_tag,
    made_key,
)
from cpise_inventory.labels.commands import usable
from cpise_inventory.labels.errors import MoreTagsThanAssetsError
from cpise_inventory.labels.queries import BlankTag
from cpise_inventory.language.money import checked_sum
from cpise_inventory.people.rights import Right
from cpise_inventory.slips import known_tag
from cpise_inventory.statuses import (
    HELD,
    IN_STORAGE,
    IN_TRANSIT,
    IN_USE,
    ON_LOAN,
    is_free,
)
from cpise_inventory.stock.events import Received
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

CONDITIONS = ("new", "good", "fair", "poor", "broken")
CUSTODIANS = ("unit", "staff")
LONGEST_NAME, LONGEST_REMARKS = 80, 400


@dataclass(frozen=True)
class Newcomer:
    """A computer that has no tag yet. `value` in hundredths of `currency`; days are ISO texts."""

    serial: str
    maker: str
    model: str
    category: str
    condition: str = "new"
    value: int = 0
    currency: str = ""
    warranty_until: str = ""
    accessories: tuple[str, ...] = ()
    notes: str = ""
    acquired_on: str = ""


@dataclass(frozen=True)
class Title:
    """Whose it is: `owner` if not the establishment, on which condition, and until which ISO day
    the donor is asked before it is disposed of.
    """

    owner: str = ""
    condition: str = ""
    consent_until: str = ""


@dataclass(frozen=True)
class Registration:
    """`delivery`: number of the goods received note of what else came with them."""

    centre: str
    donor: str
    assets: Sequence[Newcomer]
    donation: str = ""
    paper: str = ""
    remarks: str = ""
    title: Title = Title()
    happened_on: date | None = None
    delivery: str = ""
    tags: Sequence[str] = ()
    """Blank tags that stick on them already, in their order; what has none gets the next number."""
    storeroom: str = ""
    """Where they stand until somebody gets them; empty: the centre's first."""


@dataclass(frozen=True)
class Handover:
    """Assets to a unit or a staff member, for good or until `due_on`."""

    tags: Sequence[str]
    recipient: str
    recipient_kind: str
    due_on: date | None = None
    remarks: str = ""
    happened_on: date | None = None


def register(work: Work, wanted: Registration) -> tuple[str, list[str]]:
    """Tag what came from a donor; the goods received note's number and the tags, in order."""
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(wanted.happened_on)
    known_centre(work.connection, wanted.centre)
    check_giver(work.connection, wanted.donor, wanted.donation)
    delivery = _known_delivery(work, wanted) if wanted.delivery else ""
    newcomers = [_checked(asset, day) for asset in wanted.assets]
    title = _checked_title(wanted.title)
    _check_serials(work, newcomers)
    room = room_for_assets(work.connection, wanted.centre, wanted.storeroom)
    blank = _blank_tags(work, wanted)
    fresh = count(queries.last_tag(work.connection, work.journal.device) + 1)
    tagged = tuple(
        _tagged(asset, known.tag if known else asset_tag(work.journal.device, next(fresh)))
        for asset, known in zip_longest(newcomers, blank)
    )
    stood = {one.tag: one.last for one in blank if one is not None}
    number = work.issue(
        RECEIVED,
        lambda number: Registered(
            number=number,
            centre=wanted.centre,
            donor=wanted.donor,
            donation=wanted.donation or wanted.donor,
            paper=checked_text("paper", wanted.paper, LONGEST_NAME),
            remarks=checked_text("remarks", wanted.remarks, LONGEST_REMARKS),
            assets=tagged,
            owner=title.owner,
            title=title.condition,
            consent_until=title.consent_until,
            delivery=delivery,
            states=tuple(
                State(asset.tag, IN_STORAGE, after=stood.get(asset.tag, ""), **stored_in(room))
                for asset in tagged
            ),
        ),
        day,
    )
    return number, [asset.tag for asset in tagged]


def _blank_tags(work: Work, wanted: Registration) -> list[BlankTag | None]:
    """Those that stick on them already. A tag that two workstations use apart is said apart, as
    both registrations follow the reservation.
    """
    if len(wanted.tags) > len(wanted.assets):
        raise MoreTagsThanAssetsError(len(wanted.tags), len(wanted.assets))
    known = iter(usable(work, [tag for tag in wanted.tags if tag], wanted.centre))
    return [next(known) if tag else None for tag in wanted.tags]


@dataclass(frozen=True)
class Correction:
    """One asset described anew, as a whole."""

    tag: str
    asset: Newcomer
    title: Title = Title()


def as_described(asset: queries.Asset) -> Correction:
    """What is said of it now, to be said otherwise."""
    said = Newcomer(
        *(asset.serial, asset.maker, asset.model, asset.category, asset.condition, asset.value),
        *(asset.currency, asset.warranty_until, tuple(asset.accessories.splitlines())),
        *(asset.notes, asset.acquired_on),
    )
    return Correction(asset.tag, said, Title(asset.owner, asset.title, asset.consent_until))


def describe(work: Work, wanted: Correction) -> None:
    """Correct what is said of an asset; its history keeps what was said before."""
    work.require(Right.MANAGE_ASSETS)
    (known,) = held_assets(work, [wanted.tag])
    asset, title = _checked(wanted.asset, work.today), _checked_title(wanted.title)
    renumbered = made_key(asset.maker, asset.serial) != made_key(known.maker, known.serial)
    if renumbered or not asset.serial:  # of what is known twice, all else can be corrected still
        _check_serials(work, [asset], known.tag)
    work.record(
        Redescribed(
            asset=_tagged(asset, known.tag),
            renumbered=renumbered,
            owner=title.owner,
            title=title.condition,
            consent_until=title.consent_until,
        )
    )


def _known_delivery(work: Work, wanted: Registration) -> str:
    """The number of a delivery that brought goods of this donor to this centre, and stands."""
    found = known_document(work, wanted.delivery)
    said = issued_event(work.connection, work.journal, found).payload
    if not isinstance(said, Received) or found.reversed_by:
        raise NotADeliveryError(found.number)
    if (said.centre, said.donor) != (wanted.centre, wanted.donor):
        raise OtherDeliveryError(found.number, said.donor, said.centre)
    return found.number


def _checked(asset: Newcomer, day: date) -> Newcomer:
    """`day`: when it came or, described anew, today; nothing is acquired later."""
    if asset.category not in CATEGORIES:
        raise UnknownCategoryError(asset.category, CODES)
    accessories = (checked_text("accessories", one, LONGEST_NAME) for one in asset.accessories)
    return Newcomer(
        checked_text("serial", asset.serial, LONGEST_NAME),
        checked_text("maker", asset.maker, LONGEST_NAME),
        checked_text("model", asset.model, LONGEST_NAME),
        asset.category,
        checked_condition(asset.condition),
        *checked_sum(asset.value, asset.currency),
        checked_day("warranty", asset.warranty_until),
        tuple(one for one in accessories if one),
        checked_text("notes", asset.notes, LONGEST_REMARKS),
        _checked_acquired(asset.acquired_on, day),
    )


def _checked_acquired(text: str, day: date) -> str:
    acquired = checked_day("acquired", text)
    if acquired > day.isoformat():
        raise AcquiredLaterError(acquired, day.isoformat())
    return acquired


def _checked_title(title: Title) -> Title:
    return Title(
        checked_text("owner", title.owner, LONGEST_NAME),
        checked_text("title", title.condition, LONGEST_REMARKS),
        checked_day("consent_until", title.consent_until),
    )


def _tagged(asset: Newcomer, tag: str) -> NewAsset:
    about = (getattr(asset, field.name) for field in dataclasses.fields(asset))
    return NewAsset(tag, *about)


def _check_serials(work: Work, newcomers: Sequence[Newcomer], itself: str = "") -> None:
    """Each has one, if its kind bears one; no maker gives one twice."""
    if not newcomers:
        raise NoAssetsError
    entered: dict[tuple[str, str], str] = {}
    for asset in newcomers:
        if not asset.serial:
            if CATEGORIES[asset.category].serial:
                raise NoSerialError
            continue
        known_as = made_key(asset.maker, asset.serial)
        if known_as in entered:
            raise SerialTwiceError(asset.serial)
        entered[known_as] = asset.serial
    taken = queries.by_made(work.connection, list(entered.values()))
    for known_as, tag in sorted(taken.items()):
        if known_as in entered and tag != itself:
            raise SerialTakenError(entered[known_as], tag)


def assign(work: Work, wanted: Handover) -> str:
    """Give custody; the handover certificate's number."""
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(wanted.happened_on)
    recipient = checked_text("to", wanted.recipient, LONGEST_NAME)
    if not recipient or wanted.recipient_kind not in CUSTODIANS:
        raise NoCustodianError
    if wanted.due_on and wanted.due_on < day:
        raise DueInThePastError(wanted.due_on.isoformat())
    due = wanted.due_on.isoformat() if wanted.due_on else ""
    held = held_assets(work, wanted.tags, day)
    for asset in held:
        check_free(asset)
    status = ON_LOAN if due else IN_USE
    return work.issue(
        HANDOVER,
        lambda number: Assigned(
            number=number,
            centre=held[0].centre,
            recipient=recipient,
            recipient_kind=wanted.recipient_kind,
            due_on=due,
            remarks=checked_text("remarks", wanted.remarks, LONGEST_REMARKS),
            states=tuple(
                following(
                    asset,
                    status,
                    custodian=recipient,
                    custodian_kind=wanted.recipient_kind,
                    due_on=due,
                )
                for asset in held
            ),
        ),
        day,
    )


def take_back(
    work: Work,
    tags: Sequence[str],
    remarks: str = "",
    happened_on: date | None = None,
    *,
    condition: str = "",
    missing: str = "",
    storeroom: str = "",
) -> str:
    """End custody; the return's number.

    `condition` if it's another than before; `missing`: accessories that did not come back;
    `storeroom`: where they stand from now on, if not in the centre's first.
    """
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(happened_on)
    held = held_assets(work, tags, day)
    for asset in held:
        if asset.status not in HELD:
            raise NotHeldError(asset.tag, asset.status)
    givers = list(dict.fromkeys(asset.custodian for asset in held))
    return work.issue(
        RETURNED,
        lambda number: Returned(
            number=number,
            centre=held[0].centre,
            giver=", ".join(givers),
            remarks=checked_text("remarks", remarks, LONGEST_REMARKS),
            condition=checked_condition(condition) if condition else "",
            missing=checked_text("missing", missing, LONGEST_REMARKS),
            states=back_in_storage(work, held, storeroom),
        ),
        day,
    )


def note_condition(work: Work, tags: Sequence[str], condition: str, remarks: str = "") -> None:
    work.require(Right.MANAGE_ASSETS)
    known = tuple(asset.tag for asset in known_assets(work, tags))
    note = checked_text("remarks", remarks, LONGEST_REMARKS)
    work.record(ConditionNoted(known, checked_condition(condition), note))


def check_free(asset: queries.Asset) -> None:
    """Whether it may go elsewhere: it's in storage, or in a room. Raises `AlreadyHeldError`,
    `AssetOnTheRoadError`, `NotHeldError`.
    """
    if is_free(asset.status, asset.custodian_kind):
        return
    if asset.status in HELD:
        raise AlreadyHeldError(asset.tag, asset.custodian)
    if asset.status == IN_TRANSIT:
        raise AssetOnTheRoadError(asset.tag, asset.waybill)
    raise NotHeldError(asset.tag, asset.status)


def known_asset(work: Work, tag: str) -> queries.Asset:
    """By its tag, however typed. Raises `UnknownAssetError`, `NotATagError`, `MistypedTagError`."""
    found = queries.asset_of(work.connection, known_tag(work.connection, tag))
    if found is None:
        raise UnknownAssetError(tag)
    return found


def held_assets(work: Work, tags: Sequence[str], day: date | None = None) -> list[queries.Asset]:
    """As `known_assets`, while nobody else decides on any. `day`: of what is done with them, which
    is checked (`days.check_day`).
    """
    work.hold("assets")
    found = known_assets(work, tags)
    if day is not None:
        check_day(work, found, day)
    return found


def known_assets(work: Work, tags: Sequence[str]) -> list[queries.Asset]:
    """Each once, however often it was scanned. Raises `NoAssetsError` where there is none."""
    found = [known_asset(work, tag) for tag in tags]
    if not found:
        raise NoAssetsError
    return list({asset.tag: asset for asset in found}.values())


def checked_day(name: str, text: str) -> str:
    """An ISO day, or nothing. Raises `BadDayError`."""
    day = text.strip()
    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError as error:
        raise BadDayError(name, day) from error


def checked_condition(condition: str) -> str:
    if condition not in CONDITIONS:
        raise UnknownConditionError(condition, CONDITIONS)
    return condition
