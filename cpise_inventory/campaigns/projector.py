"""Campaigns to rows. Scans of several workstations add up: each is a row, and so is each that was
taken back, whichever arrives first. `queries` says what holds: of each thing the last that stands.

A report outlasts what was only said: a campaign that one workstation reported while another gave
it up is reported.
"""

from collections.abc import Sequence
from typing import Any, Final

from cpise_inventory.assets.events import Sighted, Unsighted
from cpise_inventory.campaigns.events import (
    CampaignClosed,
    CampaignOpened,
    CampaignReported,
    CampaignReversed,
)
from cpise_inventory.journal.event import Event
from db import schema
from db.write import Changes

REPORTED, SAID = "1", "0"
"""Begin the stamp of how a campaign stands: the first outlasts the second, however late that is."""
STEPS: Final = {
    "campaign.opened": "opened",
    "campaign.closed": "closed",
    "campaign.resumed": "resumed",
    "campaign.cancelled": "cancelled",
    "campaign.reported": "reported",
    "campaign.reversed": "undone",
}


def project(event: Event[Any], changes: Changes) -> None:
    match event.payload:
        case Sighted():
            _sighted(event, changes)
        case Unsighted():
            _unsighted(event, changes)
        case CampaignReported():
            _reported(event, changes)
        case CampaignReversed() as said:
            _step(event, said.campaign, said.undoes, REPORTED, changes)
            _missed(said.missing, "", "", event, changes)
        case said:
            if isinstance(said, CampaignOpened):
                _opened(event, changes)
            elif isinstance(said, CampaignClosed):
                _closed(event, changes)
            _step(event, said.number, "", SAID, changes)


def _step(event: Event[Any], number: str, report: str, rank: str, changes: Changes) -> None:
    changes.latest(
        schema.campaign,
        {"number": number},
        step=STEPS[event.payload.kind],
        report=report,
        step_stamp=rank + event.stamp,
    )


def _opened(event: Event[CampaignOpened], changes: Changes) -> None:
    said = event.payload
    changes.latest(
        schema.campaign,
        {"number": said.number},
        centre=said.centre,
        place=said.place,
        category=said.category,
        opened_on=event.happened_on,
        clock=event.clock,
        actor=event.actor,
        walkers=said.walkers,
        expected=len(said.lines),
        opened=event.stamp,
    )
    for line in said.lines:
        changes.once(schema.campaign_line, (said.number, line.tag, line.held))


def _sighted(event: Event[Sighted], changes: Changes) -> None:
    said, stamp = event.payload, event.stamp
    changes.once(schema.campaign_walker, (said.number, event.actor))
    first = {one.tag: one for one in reversed(said.sightings)}
    for tag, one in first.items():
        booked = (one.status, one.held, one.centre)
        who = (event.actor, event.happened_on, event.clock)
        row = (one.result, one.room, *booked, one.condition, *who, int(one.listed))
        changes.add(schema.campaign_seen, (said.number, tag, stamp, *row))
        last = {"result": one.result, "seen_stamp": stamp}
        changes.latest(schema.asset_presence, {"tag": tag}, **last)


def _unsighted(event: Event[Unsighted], changes: Changes) -> None:
    """Whoever takes one back has a share in what the walk comes to."""
    said = event.payload
    changes.once(schema.campaign_walker, (said.number, event.actor))
    for one in said.sightings:
        changes.once(schema.campaign_unseen, (one.tag, one.seen))


def _closed(event: Event[CampaignClosed], changes: Changes) -> None:
    changes.once(schema.campaign_walker, (event.payload.number, event.actor))
    for reason in event.payload.reasons:
        key = {"number": event.payload.number, "tag": reason.tag}
        changes.latest(schema.campaign_reason, key, why=reason.why, stamp=event.stamp)


def _reported(event: Event[CampaignReported], changes: Changes) -> None:
    said = event.payload
    _step(event, said.campaign, said.number, REPORTED, changes)
    about = (said.number, said.campaign, said.centre, event.happened_on, event.clock)
    figures = (said.expected, said.seen, said.elsewhere, len(said.missing))
    changes.add(schema.campaign_report, (*about, *figures))
    missing = tuple(one.tag for one in said.missing)
    _missed(missing, said.campaign, event.happened_on, event, changes)


def _missed(
    tags: Sequence[str], number: str, day: str, event: Event[Any], changes: Changes
) -> None:
    """`number`: of the campaign that misses them; empty if none does any more."""
    for tag in tags:
        missed = {"missing_in": number, "missing_on": day}
        stamp = event.stamp
        changes.latest(schema.asset_presence, {"tag": tag}, **missed, missing_stamp=stamp)
