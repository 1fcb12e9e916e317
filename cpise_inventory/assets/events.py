"""What can happen to a computer. Each event names all the tags it is about: one act, one event."""

import msgspec

from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.journal.event import Count, Filed, Ordinal, Payload, beside
from cpise_inventory.journal.gate import (
    Code,
    DocumentNumber,
    MaybeCode,
    MaybeNumber,
    PastDay,
    Tag,
)


class NewAsset(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`value` in hundredths of `currency`; `accessories`: what belongs with it, one each;
    `acquired_on`: the day it was, where that isn't the day of the event.
    """

    tag: Tag
    serial: str
    maker: str
    model: str
    category: str
    condition: str = "new"
    value: Count = 0
    currency: str = ""
    warranty_until: PastDay = ""
    accessories: tuple[str, ...] = ()
    notes: str = ""
    acquired_on: PastDay = ""


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where one asset stands: its status, and who answers for it.

    `workshop`: who repairs it, until `due_on`. `after`: the stamp of the state that this one
    follows. Two that follow the same one were said apart, and a person settles them. `centre`:
    where it is booked from now on, if that is said; `waybill`: the one that it is on the road with.
    """

    tag: Tag
    status: str
    custodian: str = ""
    custodian_kind: str = ""
    due_on: str = ""
    workshop: str = ""
    after: str = ""
    centre: MaybeCode = ""
    waybill: MaybeNumber = ""


class AssetCheck(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How an asset came off the road, where it's otherwise than it was sent.

    `condition` now; `lacking`: of its accessories, those that are not with it; `extra`: what came
    with it and didn't belong to it before; `accessories`: all that belongs with it from now on,
    None where that stays as it is.
    """

    tag: Tag
    condition: str = ""
    lacking: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    accessories: tuple[str, ...] | None = None


class AboutAssets(Issuing, frozen=True, kw_only=True):
    """An event about assets; `states` is what holds of each from then on."""

    states: tuple[State, ...]

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return tuple((state.tag, 1) for state in self.states)


class Registered(AboutAssets, frozen=True, kw_only=True, tag="asset.registered"):
    """Assets in from a donor; the document is a goods received note.

    `owner`: who has the title, if it isn't the establishment; `title`: on what condition;
    `consent_until`: as long as this the donor is asked before one is disposed of; `delivery`: the
    goods received note of what else came on the same lorry.
    """

    assets: tuple[NewAsset, ...]
    donor: Code
    donation: Code
    paper: str = ""
    remarks: str = ""
    owner: str = ""
    title: str = ""
    consent_until: PastDay = ""
    delivery: MaybeNumber = ""

    @property
    def party(self) -> str:
        return self.donor


class Assigned(AboutAssets, frozen=True, kw_only=True, tag="asset.assigned"):
    """Custody to a unit or a staff member, for good or until a date; a handover certificate."""

    recipient: str
    recipient_kind: str
    due_on: str = ""
    remarks: str = ""

    @property
    def party(self) -> str:
        return self.recipient


class Returned(AboutAssets, frozen=True, kw_only=True, tag="asset.returned"):
    """Custody ends; back in the storeroom.

    `condition` where it's another than before; `missing`: accessories that did not come back.
    """

    giver: str
    remarks: str = ""
    condition: str = ""
    missing: str = ""

    @property
    def party(self) -> str:
        return self.giver


class RepairStarted(AboutAssets, frozen=True, kw_only=True, tag="asset.repair_started"):
    """Out to a workshop, with a paper to sign; whoever held it goes on answering for it."""

    workshop: str
    fault: str
    expected_on: PastDay = ""

    @property
    def party(self) -> str:
        return self.workshop


class RepairEnded(AboutAssets, frozen=True, kw_only=True, tag="asset.repair_ended"):
    """Back from the workshop, to where it was before. `cost` of all, hundredths of `currency`."""

    workshop: str
    condition: str
    cost: Count = 0
    currency: str = ""
    remarks: str = ""

    @property
    def party(self) -> str:
        return self.workshop

    @property
    def shares(self) -> dict[str, int]:
        """What each tag's repair cost, as nearly alike as hundredths can be."""
        each, rest = divmod(self.cost, len(self.states))
        return {state.tag: each + (at < rest) for at, state in enumerate(self.states)}


class Missed(AboutAssets, frozen=True, kw_only=True, tag="asset.missed"):
    """Lost or stolen, as declared. `police`: reference of the police's report."""

    why: str  # lost, stolen
    circumstances: str
    police: str = ""

    @property
    def party(self) -> str:
        return self.police


class Found(AboutAssets, frozen=True, kw_only=True, tag="asset.found"):
    """What was lost or stolen is there again, in the storeroom."""

    condition: str
    remarks: str = ""


class DisposalProposed(AboutAssets, frozen=True, kw_only=True, tag="asset.disposal_proposed"):
    """To leave the books for good, if a manager says so.

    `donor_approval`: reference of the donor's consent, where the title asks for it.
    """

    why: str
    means: str
    remarks: str = ""
    donor_approval: str = ""

    @property
    def party(self) -> str:
        return self.donor_approval


class Disposed(AboutAssets, frozen=True, kw_only=True, tag="asset.disposed"):
    """Out of the books, as `proposal` said. `wiped`: the disks in it hold nothing any more.

    `alone`: there was nobody else who could approve.
    """

    proposal: DocumentNumber
    why: str
    means: str
    recipient: str = ""
    donor_approval: str = ""
    wiped: tuple[Tag, ...] = ()
    alone: bool = False

    @property
    def party(self) -> str:
        return self.recipient


class Placed(AboutAssets, frozen=True, kw_only=True, tag="asset.placed"):
    """To another room of its centre, which no person answers for: a storeroom or any other."""

    place: str
    remarks: str = ""

    @property
    def party(self) -> str:
        return self.place


class CustodySettled(AboutAssets, frozen=True, kw_only=True, tag="asset.custody_settled"):
    """Two workstations had said different things of it; this is what holds."""

    remarks: str = ""

    @property
    def party(self) -> str:
        return next((state.custodian for state in self.states if state.custodian), "")


class CustodyCorrected(AboutAssets, frozen=True, kw_only=True, tag="asset.custody_corrected"):
    """Seen elsewhere than booked by a physical verification; booked from now on where it was seen.

    `rooms`: where each of `states` was seen, in their order.
    """

    campaign: DocumentNumber
    rooms: tuple[str, ...]
    remarks: str = ""

    @property
    def party(self) -> str:
        return self.campaign


class AssetsReversed(AboutAssets, frozen=True, kw_only=True, tag="asset.reversed"):
    """An earlier document undone: `states` is what held before it."""

    undoes: DocumentNumber
    reason: str

    @property
    def reverses(self) -> str:
        return self.undoes

    @property
    def party(self) -> str:
        return self.undoes


class Redescribed(Payload, frozen=True, kw_only=True, tag="asset.described"):
    """What one asset is, said anew; all of it, as the latest wins.

    `renumbered`: another maker or serial number than before. Earlier events don't say it, and are
    taken to be so.
    """

    asset: NewAsset
    renumbered: bool = True
    owner: str = ""
    title: str = ""
    consent_until: PastDay = ""


class ConditionNoted(Payload, frozen=True, tag="asset.condition_noted"):
    tags: tuple[Tag, ...]
    condition: str
    remarks: str = ""


class LifeSaid(Payload, frozen=True, tag="asset.life_said"):
    """After how many years one of this category is replaced; a plan, no rule."""

    category: str
    years: Ordinal


class Sighting(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing as it was seen in a room. `result`: here, elsewhere, other_centre, gone, retired,
    outside, unknown; judged by how it was booked then: `status`, with `held`, in `centre`.

    `listed`: it's among those to be found; `condition`, if it was looked at.
    """

    tag: Tag
    result: str
    room: str = ""
    status: str = ""
    held: str = ""
    centre: str = ""
    listed: bool = True
    condition: str = ""


class Sighted(Payload, frozen=True, kw_only=True, tag="asset.sighted"):
    """A person scanned these in the course of physical verification `number`."""

    number: DocumentNumber
    centre: Code
    sightings: tuple[Sighting, ...]

    @property
    def document(self) -> str:
        return self.number

    @property
    def filed(self) -> Filed:
        return beside(self.number, self.centre)


class TakenBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One sighting that was a mistake. `seen`: the stamp of the event that told it.

    Where the sighting had given the thing its condition, `condition` is the one that it had before,
    and holds against all that was said until the stamp `instead_of`.
    """

    tag: Tag
    seen: str
    condition: str = ""
    instead_of: str = ""


class Unsighted(Payload, frozen=True, kw_only=True, tag="asset.unsighted"):
    """These sightings of physical verification `number` were mistakes: what was seen before them
    holds, or nothing.

    They are named one by one, so that a sighting that this workstation didn't know of is left.
    """

    number: DocumentNumber
    centre: Code
    sightings: tuple[TakenBack, ...]

    @property
    def document(self) -> str:
        return self.number

    @property
    def filed(self) -> Filed:
        return beside(self.number, self.centre)


def states_of(said: Payload) -> tuple[State, ...]:
    """What an event says of where assets stand: one about assets, or about goods that assets went
    along with.
    """
    found: tuple[State, ...] = getattr(said, "states", ())
    return found


def checks_of(said: Payload) -> tuple[AssetCheck, ...]:
    """What an event says of how assets came off the road."""
    found: tuple[AssetCheck, ...] = getattr(said, "asset_checks", ())
    return found


def condition_said(said: Payload, tag: str) -> str:
    """The condition that an event gives to this asset; empty if it says nothing of it."""
    match said:
        case Sighted():
            return next((one.condition for one in said.sightings if one.tag == tag), "")
        case Registered():
            return next(asset.condition for asset in said.assets if asset.tag == tag)
        case ConditionNoted() | Returned() | RepairEnded() | Found():
            return said.condition
    return next((check.condition for check in checks_of(said) if check.tag == tag), "")


def accessories_said(said: Payload, tag: str) -> tuple[str, ...] | None:
    """What belongs with this asset, as an event says; None if it says nothing of that."""
    match said:
        case Registered():
            return next(asset.accessories for asset in said.assets if asset.tag == tag)
        case Redescribed():
            return said.asset.accessories
    return next((check.accessories for check in checks_of(said) if check.tag == tag), None)


class LabelsPrinted(Payload, frozen=True, tag="label.printed"):
    """Labels went to paper: on which sheet, from which free label on.

    `reason`: why those that had a label get another; `generations`: of each tag's label, where any
    of them was replaced by this one.
    """

    tags: tuple[Tag, ...]
    sheet: str
    first: Ordinal
    copies: Ordinal = 1
    reason: str = ""
    remarks: str = ""
    generations: tuple[Ordinal, ...] = ()
