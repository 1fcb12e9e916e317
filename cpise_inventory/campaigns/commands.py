"""Verify what is really there: open a campaign, walk and scan, close it, have it approved.

Each scan is kept at once, as one event: a person saw a thing, which a power cut must not lose, and
two workstations that scan apart add up. A thing seen again where it was seen leaves no event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import msgspec

from cpise_inventory.assets.categories import CATEGORIES, CODES
from cpise_inventory.assets.commands import checked_condition
from cpise_inventory.assets.errors import UnknownCategoryError
from cpise_inventory.assets.events import Sighted, Sighting
from cpise_inventory.assets.queries import asset_of
from cpise_inventory.campaigns import queries
from cpise_inventory.campaigns.errors import (
    CampaignNotClosedError,
    CampaignOverError,
    CampaignUnderWayError,
    NoScansError,
    NothingSeenError,
    NothingToVerifyError,
    NotMissingError,
    OwnCampaignError,
    UnknownCampaignError,
)
from cpise_inventory.campaigns.events import (
    CampaignCancelled,
    CampaignClosed,
    CampaignOpened,
    CampaignReported,
    CampaignResumed,
    Line,
    Missing,
    Reason,
)
from cpise_inventory.campaigns.judging import AS_BOOKED, STORED, TO_BE_FOUND, UNKNOWN, judged, stray
from cpise_inventory.campaigns.queries import Campaign, Seen
from cpise_inventory.campaigns.rooms import Room, is_meant, room_said
from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.documents.issuing import VERIFIED, WALK
from cpise_inventory.labels.queries import BlankTag, blank_tags
from cpise_inventory.people.four_eyes import others_who_may
from cpise_inventory.people.rights import Right
from cpise_inventory.slips import known_tag
from cpise_inventory.statuses import HELD
from cpise_inventory.texts import checked_text, said_reason
from cpise_inventory.work import Work

LONGEST_NAMES, LONGEST_REMARKS, LONGEST_WHY = 120, 400, 200


@dataclass(frozen=True)
class Walk:
    """What to verify: a centre, or of it what is in one place or with one person, or one category.

    `walkers`: who goes round, as far as that isn't who scans.
    """

    centre: str
    place: str = ""
    category: str = ""
    walkers: str = ""
    remarks: str = ""
    happened_on: date | None = None


@dataclass(frozen=True)
class Scan:
    """What was scanned or typed, and where. `condition`, if it was looked at."""

    text: str
    room: str = ""
    condition: str = ""


class Answer(NamedTuple):
    """What a scan came to. `before`: how it had been seen in this campaign already; `new`: whether
    this scan said anything that wasn't known; `blank`: the reserved tag that it is, on nothing yet.
    """

    sighting: Sighting
    before: Seen | None
    new: bool
    blank: BlankTag | None = None


def open_campaign(work: Work, wanted: Walk) -> str:
    """The number of the list of what is to be found."""
    work.require(Right.MANAGE_ASSETS)
    day = work.date_of_fact(wanted.happened_on)
    known_centre(work.connection, wanted.centre)
    if wanted.category and wanted.category not in CATEGORIES:
        raise UnknownCategoryError(wanted.category, CODES)
    room = room_said(work.connection, wanted.centre, wanted.place)
    _check_not_under_way(work, wanted, room)
    lines = _lines(work, wanted, room)
    walkers = checked_text("walkers", wanted.walkers, LONGEST_NAMES)
    remarks = checked_text("remarks", wanted.remarks, LONGEST_REMARKS)
    return work.issue(
        WALK,
        lambda number: CampaignOpened(
            number=number,
            centre=wanted.centre,
            lines=lines,
            place=room.name,
            category=wanted.category,
            walkers=walkers,
            remarks=remarks,
        ),
        day,
    )


def _lines(work: Work, wanted: Walk, room: Room) -> tuple[Line, ...]:
    statuses = TO_BE_FOUND if not room.name else STORED if room.stored else HELD
    holder = "" if room.stored else room.name
    there = queries.to_be_found(work.connection, wanted.centre, statuses, wanted.category, holder)
    if room.stored:
        there = [(tag, held) for tag, held in there if is_meant(room.name, held)]
    if not there:
        raise NothingToVerifyError(wanted.centre, room.name)
    return tuple(Line(tag=tag, held=held) for tag, held in there)


def _check_not_under_way(work: Work, wanted: Walk, room: Room) -> None:
    for one in queries.open_campaigns(work.connection, wanted.centre):
        if (one.place, one.category) == (room.name, wanted.category):
            raise CampaignUnderWayError(one.number, one.centre)


def see(work: Work, number: str, scans: Sequence[Scan]) -> list[Answer]:
    """What each scan came to, in their order; what is new about them is one event.

    Once it is reported, what it missed may still be seen. Raises `NotATagError` or
    `MistypedTagError` where a text is no tag of ours: nothing at all is kept then.
    """
    campaign = held_campaign(work, number)
    if not scans:
        raise NoScansError
    answers: dict[str, Answer] = {}
    told = []
    for scan in scans:
        answer = _answer(work, campaign, scan, answers)
        if answer.new:
            answers[answer.sighting.tag] = answer
        told.append(answer)
    sightings = tuple(one.sighting for one in answers.values())
    if sightings:
        number, centre = campaign.number, campaign.centre
        work.record(Sighted(number=number, centre=centre, sightings=sightings))
    return told


def _answer(work: Work, campaign: Campaign, scan: Scan, earlier: dict[str, Answer]) -> Answer:
    sighting = _sighting(work, campaign, scan)
    if campaign.status != "open" and not _was_missed(work, campaign, sighting):
        raise CampaignOverError(campaign.number, campaign.status)
    before = queries.last_seen(work.connection, campaign.number, sighting.tag)
    if sighting.tag in earlier:
        last = earlier[sighting.tag].sighting
        where, looked = last.room, last.condition
    elif before:
        where, looked = before.room, before.condition
    else:
        return Answer(sighting, before, new=True, blank=_blank(work, sighting))
    moved = sighting.room not in ("", where)
    new = moved or sighting.condition not in ("", looked)
    kept = sighting if moved else msgspec.structs.replace(sighting, room=where)
    return Answer(_looked_at(kept, looked), before, new)


def _blank(work: Work, sighting: Sighting) -> BlankTag | None:
    if sighting.result != "unknown":
        return None
    return blank_tags(work.connection, [sighting.tag]).get(sighting.tag)


def _looked_at(sighting: Sighting, condition: str) -> Sighting:
    """What was said of its condition before still holds if nothing is said now."""
    return msgspec.structs.replace(sighting, condition=sighting.condition or condition)


def _sighting(work: Work, campaign: Campaign, scan: Scan) -> Sighting:
    tag = known_tag(work.connection, scan.text)
    room = room_said(work.connection, campaign.centre, scan.room)
    condition = checked_condition(scan.condition) if scan.condition else ""
    asset = asset_of(work.connection, tag)
    if asset is None:
        return stray(tag, room)
    listed = queries.is_listed(work.connection, campaign.number, tag)
    found = judged(asset, campaign, room, listed=listed)
    return msgspec.structs.replace(found, condition=condition)


def _was_missed(work: Work, campaign: Campaign, sighting: Sighting) -> bool:
    """Whether a report misses it: it may be found later, too."""
    missed = queries.missed(work.connection, number=campaign.number)
    return campaign.status == "reported" and sighting.tag in {one.tag for one in missed}


def close(work: Work, number: str, reasons: Sequence[Reason] = (), remarks: str = "") -> Campaign:
    """All was gone through; it waits for somebody else to look at it.

    `reasons`: why things could not be seen, for whoever decides.
    """
    campaign = held_campaign(work, number)
    if campaign.status != "open":
        raise CampaignOverError(campaign.number, campaign.status)
    if not queries.results(work.connection, campaign.number):
        raise NothingSeenError(campaign.number)
    said = tuple(_checked(work, campaign, one) for one in reasons)
    about = {"number": campaign.number, "centre": campaign.centre}
    remarks = checked_text("remarks", remarks, LONGEST_REMARKS)
    work.record(CampaignClosed(**about, reasons=said, remarks=remarks))
    return campaign._replace(status="waits")


def _checked(work: Work, campaign: Campaign, reason: Reason) -> Reason:
    tag = known_tag(work.connection, reason.tag)
    listed = queries.is_listed(work.connection, campaign.number, tag)
    if not listed or queries.last_seen(work.connection, campaign.number, tag):
        raise NotMissingError(campaign.number, tag)
    return Reason(tag, checked_text("why", reason.why, LONGEST_WHY))


def resume(work: Work, number: str, remarks: str = "") -> None:
    """Go round once more; it takes scans again."""
    campaign = held_campaign(work, number)
    if campaign.status != "waits":
        raise CampaignNotClosedError(campaign.number, campaign.status)
    remarks = checked_text("remarks", remarks, LONGEST_REMARKS)
    work.record(CampaignResumed(number=campaign.number, centre=campaign.centre, remarks=remarks))


def report(work: Work, number: str, remarks: str = "") -> str:
    """Agree with what it came to: the number of the report. What nobody saw is missing now."""
    work.require(Right.APPROVE)
    campaign = _known(work, number)
    if campaign.status != "waits":
        raise CampaignNotClosedError(campaign.number, campaign.status)
    walkers = queries.walkers(work.connection, campaign.number)
    if others := others_who_may(work, Right.APPROVE, walkers):
        raise OwnCampaignError(campaign.number, work.person.name, others)
    seen = [_judged_again(work, campaign, one) for one in _seen(work, campaign)]
    missing, left = _unseen(work, campaign)
    remarks = checked_text("remarks", remarks, LONGEST_REMARKS)
    return work.issue(
        VERIFIED,
        lambda number: CampaignReported(
            number=number,
            centre=campaign.centre,
            campaign=campaign.number,
            found=tuple(one.tag for one in seen if _as_booked(one)),
            others=tuple(one for one in seen if not _as_booked(one)),
            missing=missing,
            left=left,
            walkers=walkers,
            remarks=remarks,
            alone=work.person.name in walkers,
        ),
    )


def _seen(work: Work, campaign: Campaign) -> list[Sighting]:
    return [
        Sighting(
            **{name: getattr(one, name) for name in ("tag", "result", "room", "status")},
            held=one.held,
            centre=one.centre,
            listed=one.listed,
            condition=one.condition,
        )
        for one in queries.sighted(work.connection, campaign.number)
    ]


def _judged_again(work: Work, campaign: Campaign, seen: Sighting) -> Sighting:
    """What was unknown when it was scanned may have come with another workstation's books."""
    if seen.result != UNKNOWN:
        return seen
    asset = asset_of(work.connection, seen.tag)
    if asset is None or not asset.status:
        return seen
    room = room_said(work.connection, campaign.centre, seen.room)
    return judged(asset, campaign, room, listed=False)


def _as_booked(seen: Sighting) -> bool:
    return seen.listed and seen.result == AS_BOOKED


def _unseen(work: Work, campaign: Campaign) -> tuple[tuple[Missing, ...], tuple[str, ...]]:
    """What is missing, and what isn't to be found there any more."""
    missing, left = [], []
    for one in queries.unseen(work.connection, campaign.number):
        if one.status in TO_BE_FOUND and one.centre == campaign.centre:
            missing.append(Missing(tag=one.tag, held=one.held, why=one.why))
        else:
            left.append(one.tag)
    return tuple(missing), tuple(left)


def cancel(work: Work, number: str, reason: str) -> None:
    """Give it up before it's reported."""
    campaign = held_campaign(work, number)
    if campaign.over:
        raise CampaignOverError(campaign.number, campaign.status)
    reason = said_reason(reason, LONGEST_REMARKS)
    work.record(CampaignCancelled(number=campaign.number, centre=campaign.centre, reason=reason))


def held_campaign(work: Work, number: str) -> Campaign:
    """One that whoever manages assets may go on with."""
    campaign = _known(work, number)
    work.require(Right.MANAGE_ASSETS)
    return campaign


def _known(work: Work, number: str) -> Campaign:
    wanted = number.strip().upper()
    work.hold(f"document {wanted}")
    found = queries.campaign_of(work.connection, wanted)
    if found is None:
        raise UnknownCampaignError(number.strip())
    return found
