"""Computers: register, hand over, take back. One holder at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cpise_inventory.assets import queries
from cpise_inventory.assets.events import (
    AboutAssets,
    AssetsReversed,
    Assigned,
    ConditionNoted,
    LabelsPrinted,
    NewAsset,
    Registered,
    Returned,
    State,
)
from cpise_inventory.catalogue.commands import known_centre, known_donation, known_donor
from cpise_inventory.documents.issuing import HANDOVER, RECEIVED, RETURNED
from cpise_inventory.documents.queries import Document, issued_event
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import asset_tag, read_tag
from cpise_inventory.journal.event import Payload
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

CATEGORIES = (
    *("laptop", "desktop", "screen", "printer", "ups", "router", "phone"),
    *("scanner", "projector", "furniture", "other"),
)
CONDITIONS = ("new", "good", "fair", "poor", "broken")
CUSTODIANS = ("unit", "staff")
IN_STORAGE, IN_USE, ON_LOAN, CANCELLED = "in_storage", "in_use", "on_loan", "cancelled"
LONGEST_NAME, LONGEST_REMARKS = 80, 400


@dataclass(eq=False)
class UnknownAssetError(Refusal):
    tag: str
    field = "tag"


@dataclass(eq=False)
class SerialTakenError(Refusal):
    serial: str
    tag: str
    field = "serial"


@dataclass(eq=False)
class SerialTwiceError(Refusal):
    serial: str
    field = "serial"


@dataclass(eq=False)
class NoSerialError(Refusal):
    field = "serial"


@dataclass(eq=False)
class UnknownCategoryError(Refusal):
    category: str
    known: tuple[str, ...]
    field = "category"


@dataclass(eq=False)
class UnknownConditionError(Refusal):
    condition: str
    known: tuple[str, ...]
    field = "condition"


@dataclass(eq=False)
class AlreadyHeldError(Refusal):
    """It has a holder: it must come back first."""

    tag: str
    custodian: str
    field = "tag"


@dataclass(eq=False)
class NotHeldError(Refusal):
    tag: str
    status: str
    field = "tag"


@dataclass(eq=False)
class NoCustodianError(Refusal):
    field = "to"


@dataclass(eq=False)
class DueInThePastError(Refusal):
    due_on: str
    field = "due"


@dataclass(eq=False)
class NoAssetsError(Refusal):
    field = "tag"


@dataclass(eq=False)
class AssetMovedOnError(Refusal):
    """Something happened to it after this document, `later` the last of it: undo that first."""

    document: str
    tag: str
    later: str
    field = "number"


@dataclass(frozen=True)
class Newcomer:
    """A computer that has no tag yet."""

    serial: str
    maker: str
    model: str
    category: str
    condition: str = "new"


@dataclass(frozen=True)
class Registration:
    centre: str
    donor: str
    assets: Sequence[Newcomer]
    donation: str = ""
    paper: str = ""
    remarks: str = ""
    happened_on: date | None = None


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
    known_donor(work.connection, wanted.donor)
    if wanted.donation:
        known_donation(work.connection, wanted.donation)
    newcomers = [_checked(asset) for asset in wanted.assets]
    _check_serials(work, [asset.serial for asset in newcomers])
    last = queries.last_tag(work.connection, work.journal.device)
    tagged = tuple(
        _tagged(asset, asset_tag(work.journal.device, last + n))
        for n, asset in enumerate(newcomers, 1)
    )
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
            states=tuple(State(asset.tag, IN_STORAGE) for asset in tagged),
        ),
        day,
    )
    return number, [asset.tag for asset in tagged]


def _checked(asset: Newcomer) -> Newcomer:
    if asset.category not in CATEGORIES:
        raise UnknownCategoryError(asset.category, CATEGORIES)
    return Newcomer(
        checked_text("serial", asset.serial, LONGEST_NAME),
        checked_text("maker", asset.maker, LONGEST_NAME),
        checked_text("model", asset.model, LONGEST_NAME),
        asset.category,
        _condition(asset.condition),
    )


def _tagged(asset: Newcomer, tag: str) -> NewAsset:
    about = (asset.serial, asset.maker, asset.model, asset.category, asset.condition)
    return NewAsset(tag, *about)


def _check_serials(work: Work, serials: list[str]) -> None:
    if not serials:
        raise NoAssetsError
    seen: set[str] = set()
    for serial in serials:
        if not serial:
            raise NoSerialError
        if serial in seen:
            raise SerialTwiceError(serial)
        seen.add(serial)
    for serial, tag in sorted(queries.by_serial(work.connection, serials).items()):
        raise SerialTakenError(serial, tag)


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
    held = _known(work, wanted.tags)
    for asset in held:
        if asset.custodian:
            raise AlreadyHeldError(asset.tag, asset.custodian)
        if asset.status != IN_STORAGE:
            raise NotHeldError(asset.tag, asset.status)
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
                State(asset.tag, status, recipient, wanted.recipient_kind, due) for asset in held
            ),
        ),
        day,
    )


def take_back(
    work: Work, tags: Sequence[str], remarks: str = "", happened_on: date | None = None
) -> str:
    """End custody; the return's number."""
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(happened_on)
    held = _known(work, tags)
    for asset in held:
        if not asset.custodian:
            raise NotHeldError(asset.tag, asset.status)
    givers = list(dict.fromkeys(asset.custodian for asset in held))
    return work.issue(
        RETURNED,
        lambda number: Returned(
            number=number,
            centre=held[0].centre,
            giver=", ".join(givers),
            remarks=checked_text("remarks", remarks, LONGEST_REMARKS),
            states=tuple(State(asset.tag, IN_STORAGE) for asset in held),
        ),
        day,
    )


def note_condition(work: Work, tags: Sequence[str], condition: str, remarks: str = "") -> None:
    work.require(Right.MANAGE_ASSETS)
    known = tuple(asset.tag for asset in _known(work, tags))
    note = checked_text("remarks", remarks, LONGEST_REMARKS)
    work.record(ConditionNoted(known, _condition(condition), note))


def print_labels(work: Work, tags: Sequence[str], sheet: str, first: int, copies: int = 1) -> None:
    """Journal that labels go to paper."""
    work.require(Right.PRINT_LABELS)
    known = tuple(asset.tag for asset in _known(work, tags))
    sheet = checked_text("sheet", sheet, LONGEST_NAME)
    work.record(
        LabelsPrinted(known, sheet, checked_quantity(first, sheet), checked_quantity(copies, sheet))
    )


def states_before(work: Work, found: Document) -> tuple[State, ...]:
    """How each asset stood before a document about them. Raises `AssetMovedOnError`."""
    work.require(Right.MANAGE_ASSETS)
    said: AboutAssets = issued_event(work.connection, work.journal, found).payload
    told: dict[tuple[str, int], Payload] = {}  # one delivery of a thousand is read once
    return tuple(_before(work, state.tag, found, told) for state in said.states)


def reverse_assets(work: Work, found: Document, before: tuple[State, ...], reason: str) -> str:
    """Bring back what held before a document about assets; the reversing document's number."""
    return work.issue(
        found.code,
        lambda number: AssetsReversed(
            number=number, centre=found.centre, undoes=found.number, reason=reason, states=before
        ),
    )


def _before(work: Work, tag: str, found: Document, told: dict[tuple[str, int], Payload]) -> State:
    """How this asset stood before the document.

    Raises `AssetMovedOnError` if it was not the last.
    """
    places = queries.history_places(work.connection, tag)
    for device, seq in places:
        if (device, seq) not in told:
            body = work.journal.stored(work.connection, device, seq)
            told[device, seq] = work.journal.codec.decode(body).payload
    about = [said for place in places if isinstance(said := told[place], AboutAssets)]
    if about[-1].number != found.number:
        raise AssetMovedOnError(found.number, tag, about[-1].number)
    for earlier in reversed(about[:-1]):
        for state in earlier.states:
            if state.tag == tag:
                return state
    return State(tag, CANCELLED)


def known_asset(work: Work, tag: str) -> queries.Asset:
    """By its tag, however typed. Raises `UnknownAssetError`, `NotATagError`, `MistypedTagError`."""
    found = queries.asset_of(work.connection, read_tag(tag))
    if found is None:
        raise UnknownAssetError(tag)
    return found


def _known(work: Work, tags: Sequence[str]) -> list[queries.Asset]:
    """Each once, however often it was scanned. Raises `NoAssetsError` where there is none."""
    found = [known_asset(work, tag) for tag in tags]
    if not found:
        raise NoAssetsError
    return list({asset.tag: asset for asset in found}.values())


def _condition(condition: str) -> str:
    if condition not in CONDITIONS:
        raise UnknownConditionError(condition, CONDITIONS)
    return condition
