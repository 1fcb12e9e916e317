"""Take a sighting back: the wrong label was scanned, or in the wrong room."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cpise_inventory.assets.conditions import holding, said_last
from cpise_inventory.assets.events import TakenBack, Unsighted, condition_said
from cpise_inventory.assets.queries import histories
from cpise_inventory.campaigns import queries
from cpise_inventory.campaigns.commands import held_campaign
from cpise_inventory.campaigns.errors import (
    CampaignWaitsError,
    NoScansError,
    NotSeenError,
    SightingReportedError,
)
from cpise_inventory.campaigns.events import CampaignReported
from cpise_inventory.campaigns.queries import Campaign, Seen
from cpise_inventory.documents.commands import known_document
from cpise_inventory.documents.queries import issued_event
from cpise_inventory.journal.event import Event
from cpise_inventory.slips import known_tag
from cpise_inventory.work import Work

Story = Sequence[Event[Any]]


class Undone(NamedTuple):
    """A sighting that was taken back: how the thing had been seen last in the campaign, and how it
    was seen `now`, if it was.
    """

    was: Seen
    now: Seen | None


def unsee(work: Work, number: str, texts: Sequence[str], told: str = "") -> list[Undone]:
    """The last sighting of each of these was a mistake, or the one that the event with the stamp
    `told` bears: each is seen as it was before, or not at all.

    What a report bears stays as long as that holds; what it missed and was seen later may be taken
    back. Raises `NotSeenError`, `CampaignWaitsError`, `SightingReportedError`.
    """
    campaign = held_campaign(work, number)
    tags = list(dict.fromkeys(known_tag(work.connection, text) for text in texts))
    if not tags:
        raise NoScansError
    if campaign.status == "waits":
        raise CampaignWaitsError(campaign.number)
    mistakes = dict(_mistakes(work, campaign, tags, told))
    if campaign.status == "reported":
        _check_unreported(work, campaign, tags)
    were = [queries.last_seen(work.connection, campaign.number, tag) for tag in tags]
    stories = histories(work.connection, work.journal, tags)
    taken = tuple(_taken_back(tag, seen, stories[tag]) for tag, seen in mistakes.items())
    work.record(Unsighted(number=campaign.number, centre=campaign.centre, sightings=taken))
    return [
        Undone(was, queries.last_seen(work.connection, campaign.number, was.tag))
        for was in were
        if was is not None
    ]


def _mistakes(
    work: Work, campaign: Campaign, tags: Sequence[str], told: str
) -> Iterator[tuple[str, str]]:
    """Each tag with the stamp of its sighting."""
    for tag in tags:
        stamp = queries.sighting_of(work.connection, campaign.number, tag, told)
        if not stamp:
            raise NotSeenError(campaign.number, tag)
        yield tag, stamp


def _check_unreported(work: Work, campaign: Campaign, tags: Sequence[str]) -> None:
    report = known_document(work, campaign.report)
    said = issued_event(work.connection, work.journal, report).payload
    missing = {one.tag for one in said.missing} if isinstance(said, CampaignReported) else set()
    for tag in tags:
        if tag not in missing:
            raise SightingReportedError(campaign.number, tag, campaign.report)


def _taken_back(tag: str, seen: str, story: Story) -> TakenBack:
    """The thing gets back the condition that it had, if the sighting had said the one that holds.

    Whatever was said last, even if it was taken back, is what this holds against.
    """
    standing = holding(story, tag)
    last = said_last(standing, tag)
    if last is None or last.stamp != seen:
        return TakenBack(tag, seen)
    before = said_last([told for told in standing if told is not last], tag)
    latest = said_last(story, tag)
    if before is None or latest is None:
        return TakenBack(tag, seen)
    return TakenBack(tag, seen, condition_said(before.payload, tag), latest.stamp)
