"""What can happen to a physical verification. Its number (LV) is on every event; its report has one
of its own (VP). What is seen on the way is `assets.events.Sighted`.
"""

import msgspec

from cpise_inventory.assets.events import Sighting
from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.journal.event import Filed, Payload, beside
from cpise_inventory.journal.gate import Code, DocumentNumber, Tag


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that is to be found. `held`: with whom it was booked; empty is in storage."""

    tag: Tag
    held: str = ""


class Missing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What nobody saw; `why`, as far as anybody could say."""

    tag: Tag
    held: str = ""
    why: str = ""


class CampaignOpened(Issuing, frozen=True, kw_only=True, tag="campaign.opened"):
    """What is to be found at a centre: all of it, what one place or person has, or one category.

    `place`: a storeroom's code, or who holds things. `walkers`: who goes round.
    """

    lines: tuple[Line, ...]
    place: str = ""
    category: str = ""
    walkers: str = ""
    remarks: str = ""

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return tuple((line.tag, 0) for line in self.lines)


class _About(Payload, frozen=True, kw_only=True):
    """Stands beside a campaign in the journal, under its number."""

    number: DocumentNumber
    centre: Code

    @property
    def document(self) -> str:
        return self.number

    @property
    def filed(self) -> Filed:
        return beside(self.number, self.centre)


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a thing could not be seen, in words."""

    tag: Tag
    why: str


class CampaignClosed(_About, frozen=True, kw_only=True, tag="campaign.closed"):
    """The walk is over; somebody else is to look at what it came to."""

    reasons: tuple[Reason, ...] = ()
    remarks: str = ""


class CampaignResumed(_About, frozen=True, kw_only=True, tag="campaign.resumed"):
    """Go round once more before it's decided."""

    remarks: str = ""


class CampaignCancelled(_About, frozen=True, kw_only=True, tag="campaign.cancelled"):
    reason: str


class CampaignReported(Issuing, frozen=True, kw_only=True, tag="campaign.reported"):
    """What a campaign came to, once somebody else agreed; the report is signed.

    `found`: as booked; `others`: what was seen otherwise than booked; `left`: what was to be found
    and was declared lost, moved away or disposed of meanwhile. `alone`: there was nobody else who
    could approve.
    """

    campaign: DocumentNumber
    found: tuple[Tag, ...] = ()
    others: tuple[Sighting, ...] = ()
    missing: tuple[Missing, ...] = ()
    left: tuple[Tag, ...] = ()
    walkers: tuple[str, ...] = ()
    remarks: str = ""
    alone: bool = False

    @property
    def party(self) -> str:
        return self.campaign

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        """What was missing is told by a nought."""
        seen = (*((tag, 1) for tag in self.found), *((one.tag, 1) for one in self.others))
        return (*((one.tag, 0) for one in self.missing), *seen)

    @property
    def elsewhere(self) -> int:
        """How many of those to be found were seen elsewhere than booked."""
        return sum(1 for one in self.others if one.listed and one.result == "elsewhere")

    @property
    def here(self) -> int:
        """How many of them were found, and not elsewhere."""
        return self.seen - self.elsewhere

    @property
    def seen(self) -> int:
        """How many of those to be found were seen, wherever."""
        return len(self.found) + sum(1 for one in self.others if one.listed)

    @property
    def expected(self) -> int:
        return self.seen + len(self.missing)


class CampaignReversed(Issuing, frozen=True, kw_only=True, tag="campaign.reversed"):
    """A report undone: what it said is `missing` isn't because of it any more."""

    undoes: DocumentNumber
    campaign: DocumentNumber
    reason: str
    missing: tuple[Tag, ...] = ()

    @property
    def reverses(self) -> str:
        return self.undoes

    @property
    def party(self) -> str:
        return self.undoes

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return tuple((tag, 0) for tag in self.missing)
