"""What may become of an asset: repaired, missed and found again, disposed of; and what holds where
two workstations said different things of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cpise_inventory.assets import queries
from cpise_inventory.assets.categories import with_disk
from cpise_inventory.assets.commands import (
    LONGEST_NAME,
    LONGEST_REMARKS,
    check_free,
    checked_condition,
    held_assets,
    known_assets,
)
from cpise_inventory.assets.errors import (
    DueInThePastError,
    NoAssetPoliceError,
    NoCircumstancesError,
    NoConflictError,
    NoConsentError,
    NoFaultError,
    NotAProposalError,
    NotHeldError,
    NotWipedError,
    NoWorkshopError,
    OwnProposalError,
    ProposalDecidedError,
    UnknownDisposalReasonError,
    UnknownMeansError,
)
from cpise_inventory.assets.events import (
    CustodySettled,
    DisposalProposed,
    Disposed,
    Found,
    Missed,
    RepairEnded,
    RepairStarted,
    State,
)
from cpise_inventory.assets.queries import Asset
from cpise_inventory.assets.stands import back_in_storage, following
from cpise_inventory.assets.undo import reverse_assets, state_before
from cpise_inventory.documents.commands import known_document
from cpise_inventory.documents.issuing import DISPOSAL, HANDOVER, LOSS, PROPOSAL, RETURNED
from cpise_inventory.documents.queries import Document, issued_event
from cpise_inventory.language.money import checked_sum
from cpise_inventory.people.four_eyes import others_who_may
from cpise_inventory.people.rights import Right
from cpise_inventory.statuses import (
    CANCELLED,
    DISPOSED,
    GONE,
    HERE,
    IN_REPAIR,
    STOLEN,
    TO_DISPOSE,
)
from cpise_inventory.texts import checked_text, said_reason
from cpise_inventory.work import Work

REASONS: Final = ("beyond_repair", "obsolete", "surplus", "lost", "stolen")
NOT_THERE: Final = "not_there"
MEANS: Final = ("recycled", "destroyed", "given", "sold", "to_donor", NOT_THERE)


@dataclass(frozen=True)
class Repair:
    """Assets out to `workshop`, expected back on a day if one was named."""

    tags: Sequence[str]
    workshop: str
    fault: str
    expected_on: date | None = None
    happened_on: date | None = None


def start_repair(work: Work, wanted: Repair) -> str:
    """Whoever holds it goes on answering for it. The number of the paper to sign."""
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(wanted.happened_on)
    workshop = checked_text("at", wanted.workshop, LONGEST_NAME)
    fault = checked_text("fault", wanted.fault, LONGEST_REMARKS)
    if not workshop:
        raise NoWorkshopError
    if not fault:
        raise NoFaultError
    expected = wanted.expected_on.isoformat() if wanted.expected_on else ""
    if expected and expected < day.isoformat():
        raise DueInThePastError(expected)
    chosen = _standing(held_assets(work, wanted.tags, day), HERE)
    return work.issue(
        HANDOVER,
        lambda number: RepairStarted(
            number=number,
            centre=chosen[0].centre,
            workshop=workshop,
            fault=fault,
            expected_on=expected,
            states=tuple(
                following(
                    one,
                    IN_REPAIR,
                    custodian=one.custodian,
                    custodian_kind=one.custodian_kind,
                    due_on=expected,
                    workshop=workshop,
                )
                for one in chosen
            ),
        ),
        day,
    )


@dataclass(frozen=True)
class Repaired:
    """`cost` of all of them, in hundredths of `currency`."""

    tags: Sequence[str]
    condition: str
    cost: int = 0
    currency: str = ""
    remarks: str = ""
    happened_on: date | None = None


def end_repair(work: Work, done: Repaired) -> str:
    """Back to where each was before. The return's number."""
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(done.happened_on)
    condition = checked_condition(done.condition)
    chosen = _standing(held_assets(work, done.tags, day), (IN_REPAIR,))
    cost, currency = checked_sum(done.cost, done.currency)
    workshops = list(dict.fromkeys(one.workshop for one in chosen))
    return work.issue(
        RETURNED,
        lambda number: RepairEnded(
            number=number,
            centre=chosen[0].centre,
            workshop=", ".join(workshops),
            condition=condition,
            cost=cost,
            currency=currency,
            remarks=checked_text("remarks", done.remarks, LONGEST_REMARKS),
            states=tuple(state_before(work, one, IN_REPAIR) for one in chosen),
        ),
        day,
    )


@dataclass(frozen=True)
class Declaration:
    """Assets that are missed: `why` is lost or stolen."""

    tags: Sequence[str]
    why: str
    circumstances: str
    police: str = ""
    happened_on: date | None = None


def declare(work: Work, said: Declaration) -> str:
    """The loss report's number. Whoever held it last is still named."""
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(said.happened_on)
    if said.why not in GONE:
        raise UnknownDisposalReasonError(said.why, GONE)
    circumstances = checked_text("circumstances", said.circumstances, LONGEST_REMARKS)
    if not circumstances:
        raise NoCircumstancesError
    police = checked_text("police", said.police, LONGEST_NAME)
    chosen = _standing(held_assets(work, said.tags, day), (*HERE, IN_REPAIR, TO_DISPOSE))
    if said.why == STOLEN and not police:
        raise NoAssetPoliceError(chosen[0].tag)
    return work.issue(
        LOSS,
        lambda number: Missed(
            number=number,
            centre=chosen[0].centre,
            why=said.why,
            circumstances=circumstances,
            police=police,
            states=tuple(
                following(one, said.why, custodian=one.custodian, custodian_kind=one.custodian_kind)
                for one in chosen
            ),
        ),
        day,
    )


def find(
    work: Work,
    tags: Sequence[str],
    condition: str,
    remarks: str = "",
    happened_on: date | None = None,
    storeroom: str = "",
) -> str:
    """What was lost or stolen is in storage again, in the storeroom named or the centre's first;
    the number of the paper about it.
    """
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(happened_on)
    how = checked_condition(condition)
    chosen = _standing(held_assets(work, tags, day), GONE)
    return work.issue(
        RETURNED,
        lambda number: Found(
            number=number,
            centre=chosen[0].centre,
            condition=how,
            remarks=checked_text("remarks", remarks, LONGEST_REMARKS),
            states=back_in_storage(work, chosen, storeroom),
        ),
        day,
    )


@dataclass(frozen=True)
class Disposal:
    """`consent`: reference of the donor's, where the title asks for it; it may come later."""

    tags: Sequence[str]
    why: str
    means: str
    consent: str = ""
    remarks: str = ""
    happened_on: date | None = None


def means_of(why: str) -> tuple[str, ...]:
    """How it may leave: what is lost or stolen is not there to be given away, all else is."""
    return tuple(one for one in MEANS if (one == NOT_THERE) == (why in GONE))


def propose_disposal(work: Work, wanted: Disposal) -> str:
    """The proposal's number; a manager decides."""
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(wanted.happened_on)
    if wanted.why not in REASONS:
        raise UnknownDisposalReasonError(wanted.why, REASONS)
    if wanted.means not in (ways := means_of(wanted.why)):
        raise UnknownMeansError(wanted.means, ways)
    chosen = held_assets(work, wanted.tags, day)
    if wanted.why in GONE:
        _standing(chosen, GONE)
    else:
        for one in chosen:
            check_free(one)
    return work.issue(
        PROPOSAL,
        lambda number: DisposalProposed(
            number=number,
            centre=chosen[0].centre,
            why=wanted.why,
            means=wanted.means,
            donor_approval=checked_text("consent", wanted.consent, LONGEST_NAME),
            remarks=checked_text("remarks", wanted.remarks, LONGEST_REMARKS),
            states=tuple(following(one, TO_DISPOSE) for one in chosen),
        ),
        day,
    )


@dataclass(frozen=True)
class Approval:
    """`wiped`: those whose disks hold nothing any more; `recipient`: who gets them, if anybody."""

    number: str
    wiped: Sequence[str] = ()
    consent: str = ""
    recipient: str = ""


def approve_disposal(work: Work, said: Approval) -> str:
    """Out of the books for good; the disposal certificate's number."""
    work.require(Right.APPROVE)
    found, proposed, chosen = _waiting(work, said.number)
    if others := others_who_may(work, Right.APPROVE, [found.actor]):
        raise OwnProposalError(found.number, work.person.name, others)
    wiped = {one.tag for one in known_assets(work, said.wiped)} if said.wiped else set()
    consent = checked_text("consent", said.consent, LONGEST_NAME) or proposed.donor_approval
    for one in chosen:
        if with_disk(one.category) and proposed.why not in GONE and one.tag not in wiped:
            raise NotWipedError(one.tag)
        if one.consent_until >= work.today.isoformat() and not consent:
            raise NoConsentError(one.tag, one.consent_until)
    return work.issue(
        DISPOSAL,
        lambda number: Disposed(
            number=number,
            centre=found.centre,
            proposal=found.number,
            why=proposed.why,
            means=proposed.means,
            recipient=checked_text("to", said.recipient, LONGEST_NAME),
            donor_approval=consent,
            wiped=tuple(one.tag for one in chosen if one.tag in wiped),
            alone=work.person.name == found.actor,
            states=tuple(following(one, DISPOSED) for one in chosen),
        ),
        work.today,
    )


def reject_disposal(work: Work, number: str, reason: str) -> str:
    """They stand as before the proposal; the number of the paper that takes it back."""
    work.require(Right.APPROVE)
    found, _, chosen = _waiting(work, number)
    reason = said_reason(reason, LONGEST_REMARKS)
    before = tuple(state_before(work, one, TO_DISPOSE) for one in chosen)
    return reverse_assets(work, found, before, reason)


def settle_custody(work: Work, tag: str, chosen: State, remarks: str = "") -> str:
    """What holds of an asset of which two workstations said different things."""
    work.require(Right.APPROVE)
    (asset,) = held_assets(work, [tag])
    if not queries.said_apart(work.connection, asset.tag):
        raise NoConflictError(asset.tag)
    return work.issue(
        HANDOVER,
        lambda number: CustodySettled(
            number=number,
            centre=asset.centre,
            remarks=checked_text("remarks", remarks, LONGEST_REMARKS),
            states=(
                following(
                    asset,
                    chosen.status,
                    custodian=chosen.custodian,
                    custodian_kind=chosen.custodian_kind,
                    due_on=chosen.due_on,
                    workshop=chosen.workshop,
                    centre=chosen.centre,
                    waybill=chosen.waybill,
                ),
            ),
        ),
        work.today,
    )


def _waiting(work: Work, number: str) -> tuple[Document, DisposalProposed, list[Asset]]:
    """A proposal that is not decided yet, and which of its assets still wait for that.

    One that was lost or stolen since has a story of its own; the others don't wait for it.
    """
    work.hold(f"document {number.strip().upper()}")
    found = known_document(work, number)
    said = issued_event(work.connection, work.journal, found).payload
    if not isinstance(said, DisposalProposed):
        raise NotAProposalError(found.number)
    if found.reversed_by:
        raise ProposalDecidedError(found.number, CANCELLED)
    proposed = held_assets(work, [state.tag for state in said.states])
    waiting = [
        one for one in proposed if one.status == TO_DISPOSE and _proposal(work, one.tag) == said
    ]
    if not waiting:
        raise ProposalDecidedError(found.number, proposed[0].status)
    return found, said, waiting


def _proposal(work: Work, tag: str) -> DisposalProposed | None:
    return queries.proposal_of(work.connection, work.journal, tag)


def _standing(chosen: list[Asset], allowed: Sequence[str]) -> list[Asset]:
    """The same, if each stands in one of these ways. Raises `NotHeldError`."""
    for one in chosen:
        if one.status not in allowed:
            raise NotHeldError(one.tag, one.status)
    return chosen
