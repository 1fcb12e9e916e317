"""What can happen to a count. Its number (FI) is on every event, from the sheet to the approval."""

import msgspec

from cpise_inventory.documents.issuing import Issuing, as_paper
from cpise_inventory.journal.event import Count, Filed, Moment, Payload, beside
from cpise_inventory.journal.gate import Code, DocumentNumber, Location, LotKey, PastDay
from cpise_inventory.stock.events import Settling


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a sheet: an item's lot at a place."""

    location: Location
    item: Code
    lot: LotKey


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """So much is there. `on` and `clock` say when it was counted, where that was before the event:
    what moved in between is reckoned in. `past`: it tells of the end of that day, whatever the
    books said when it was counted.
    """

    location: Location
    item: Code
    lot: LotKey
    quantity: Count
    on: PastDay = ""
    clock: Moment = 0
    past: bool = False


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why an item's figure differs: a word of `REASONS`, and what there is to say of it."""

    item: Code
    why: str
    remarks: str = ""


class LineReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why one line differs."""

    location: Location
    item: Code
    lot: LotKey
    why: str
    remarks: str = ""


class CountOpened(Issuing, frozen=True, kw_only=True, tag="count.opened"):
    """A sheet of what is to be counted. `sort`: whole, category, daily, free.

    Blind: who counts isn't told what the books say.
    """

    places: tuple[Location, ...]
    lines: tuple[Place, ...] = ()
    sort: str = "whole"
    category: str = ""
    blind: bool = True
    remarks: str = ""

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return tuple((line.item, 0) for line in self.lines)


class _About(Payload, frozen=True, kw_only=True):
    """Stands beside a sheet in the journal, under its number."""

    number: DocumentNumber
    centre: Code

    @property
    def document(self) -> str:
        return self.number

    @property
    def filed(self) -> Filed:
        return beside(self.number, self.centre)


class CountEntered(_About, frozen=True, kw_only=True, tag="count.entered"):
    """What was found. A later figure for the same line takes its place.

    `clock`: when it was counted, by the hybrid clock; 0 is when it was entered.
    """

    lines: tuple[Counted, ...]
    clock: Moment = 0


class RecountAsked(_About, frozen=True, kw_only=True, tag="count.recount_asked"):
    """Count these items again, before anything is decided."""

    items: tuple[Code, ...]
    remarks: str = ""


class CountExplained(_About, frozen=True, kw_only=True, tag="count.explained"):
    """Why lines differ, told once it is known that they do. Of a line's reasons the last holds."""

    reasons: tuple[LineReason, ...]


class CountRuleSet(Payload, frozen=True, kw_only=True, tag="count.rule_set"):
    """How large a difference of a line is booked without a second person: at most so many units,
    and at most so many percent of what is booked.
    """

    centre: Code
    units: Count = 0
    percent: Count = 0


class CountCancelled(_About, frozen=True, kw_only=True, tag="count.cancelled"):
    reason: str


class _Comparing(Settling, frozen=True, kw_only=True):
    """Moves differences under the number of the sheet."""

    compared: Count = 0
    """Lines that were counted."""
    differing: Count = 0
    """Lines of which more or less was there."""
    over: Count = 0
    short: Count = 0
    """Units more and units less."""


class CountFinished(_Comparing, frozen=True, kw_only=True, tag="count.finished"):
    """All is counted. `lines` are empty where a second person has to approve them first.

    `entered`: the figures that came with the end, as those of `CountEntered`.
    """

    waits: bool = False
    reasons: tuple[Reason, ...] = ()
    entered: tuple[Counted, ...] = ()


class CountTaken(CountFinished, frozen=True, kw_only=True, tag="count.taken"):
    """A free count in one stroke: its sheet, its figures, its end."""

    places: tuple[Location, ...]
    remarks: str = ""

    @property
    def opened(self) -> CountOpened:
        """The sheet that this would have been."""
        return CountOpened(
            number=self.number,
            centre=self.centre,
            places=self.places,
            sort="free",
            remarks=self.remarks,
        )

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return tuple((one.item, one.quantity) for one in self.entered)

    @property
    def length(self) -> int:
        return len(self.entered)

    @property
    def filed(self) -> Filed:
        """It is a paper of its own, unlike the end of a count whose sheet stands already."""
        return as_paper(self)


class CountApproved(_Comparing, frozen=True, kw_only=True, tag="count.approved"):
    """Somebody else has looked at the differences, and now the books say what was found.

    `alone`: there was nobody else who could.
    """

    alone: bool = False
