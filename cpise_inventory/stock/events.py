"""What can happen to stock.

Quantities are whole base units; a line takes them from one location to another.
"""

from collections.abc import Iterable

import msgspec

from cpise_inventory.assets.events import AssetCheck, State
from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.journal.event import Count, Filed, Ordinal, beside
from cpise_inventory.journal.gate import (
    Code,
    DocumentNumber,
    Location,
    LotKey,
    MaybeNumber,
    PastDay,
    Tag,
)


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    item: Code
    lot: LotKey  # the lot's key: number/expiry/donation
    source: Location
    target: Location
    quantity: Ordinal

    def turned(self) -> "Line":
        return Line(self.item, self.lot, self.target, self.source, self.quantity)


def by_lot(lines: Iterable[Line]) -> dict[tuple[str, str], int]:
    """(item, lot) -> quantity, in the order of the lines."""
    summed: dict[tuple[str, str], int] = {}
    for line in lines:
        summed[line.item, line.lot] = summed.get((line.item, line.lot), 0) + line.quantity
    return summed


class Moving(Issuing, frozen=True, kw_only=True):
    """An event that moves goods."""

    lines: tuple[Line, ...]

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return tuple((line.item, line.quantity) for line in self.lines)

    @property
    def length(self) -> int:
        return len(self.lines)

    @property
    def answers(self) -> str:
        """The requisition that this was done for; empty for most."""
        return ""


class Carrying(Moving, frozen=True, kw_only=True):
    """Moves goods between centres, assets, or both: a lorry has one waybill.

    `road`: the assets that it puts onto a waybill's road or takes off it; `states`: what holds of
    them from then on; `asset_checks`: what is otherwise about them.
    """

    road: tuple[Tag, ...] = ()
    states: tuple[State, ...] = ()
    asset_checks: tuple[AssetCheck, ...] = ()

    @property
    def carries(self) -> bool:
        """Whether it's about assets, too."""
        return bool(self.road or self.asset_checks)

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return (*super().contents, *((tag, 1) for tag in self.road))

    @property
    def length(self) -> int:
        return len(self.lines) + len(self.road)


class Settling(Moving, frozen=True, kw_only=True):
    """Moves goods under the number of a document that stands already; issues none of its own."""

    @property
    def filed(self) -> Filed:
        return beside(self.number, self.centre)


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How an item's lot differs from the papers that came with it. What is damaged went into
    quarantine; what is over stands among what was received.
    """

    item: Code
    lot: LotKey
    damaged: Count = 0
    missing: Count = 0
    over: Count = 0
    reason: str = ""


class Received(Moving, frozen=True, kw_only=True, tag="stock.received"):
    """Goods in from a donor. `paper`: the donor's own number for the delivery (the waybill's);
    `transport`: who brought it; `expected`: the delivery that was announced; `unchecked`: all of
    it waits in quarantine until it's checked.
    """

    donor: Code
    donation: Code
    paper: str = ""
    remarks: str = ""
    transport: str = ""
    expected: str = ""
    unchecked: bool = False
    checks: tuple[Check, ...] = ()

    @property
    def party(self) -> str:
        return self.donor


class Headcount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many of a sex (`f`, `m`, or empty) and an age band (`6-11`, or empty)."""

    sex: str
    ages: str
    people: Count


class Distributed(Moving, frozen=True, kw_only=True, tag="stock.distributed"):
    """Goods out to a unit, a staff member or a counted group; no child is ever named.

    `handed_to` is the adult who signs for them; `by_list` the distribution list that it is of.
    """

    recipient: str
    recipient_kind: str  # unit, staff, group
    served: Count = 0
    heads: tuple[Headcount, ...] = ()
    remarks: str = ""
    handed_to: str = ""
    by_list: str = ""

    @property
    def party(self) -> str:
        return self.recipient

    @property
    def people(self) -> int:
        return self.served


class Relocated(Moving, frozen=True, kw_only=True, tag="stock.relocated"):
    """Goods from one place of a centre to another: storeroom, shelf, quarantine."""

    reason: str = ""

    @property
    def party(self) -> str:
        return self.lines[0].target if self.lines else ""


class Instead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For so much of an item of the list, as much of another went into the kits."""

    item: Code
    other: Code
    quantity: Ordinal


class KitsAssembled(Moving, frozen=True, kw_only=True, tag="kit.assembled"):
    """Parts become kits, by a version of the list of contents. The lines say what really went in;
    `instead`, what of it stands in for something else.
    """

    kit: Code
    version: Ordinal
    kits: Ordinal
    instead: tuple[Instead, ...] = ()

    @property
    def positions(self) -> dict[str, dict[str, int]]:
        """What went in for each item of the list: itself first, then what stands in for it."""
        parts: dict[str, int] = {}
        for line in self.lines[:-1]:  # the last is the kits
            parts[line.item] = parts.get(line.item, 0) + line.quantity
        others = {one.other for one in self.instead}
        found = {item: {item: quantity} for item, quantity in parts.items() if item not in others}
        for one in self.instead:
            found.setdefault(one.item, {})[one.other] = one.quantity
        return found


class KitsOpened(Moving, frozen=True, kw_only=True, tag="kit.opened"):
    kit: Code
    kits: Ordinal


class GivenBack(Moving, frozen=True, kw_only=True, tag="stock.returned"):
    """Goods that a receipt handed out come back, into the lots that they left. `given`: for each
    line, all that the receipt gave of its lot; notes of old don't say it.
    """

    receipt: DocumentNumber
    recipient: str
    remarks: str = ""
    given: tuple[Ordinal, ...] = ()

    @property
    def party(self) -> str:
        return self.receipt


class Reversed(Carrying, frozen=True, kw_only=True, tag="stock.reversed"):
    """The opposite of an earlier document; both stay to be seen. `of`: what kind that was; `then`:
    the day of its fact, from which on it counts as if it had not been; `answered`: the requisition
    that it was done for; `waybill`: the one whose assets come back; `receipt`: the one whose goods
    had come back, where that document says what it gave.

    `restores`: the document that two workstations reversed while apart; then the paper that is
    undone is one of both reversals, and what that document moved is moved as it said.
    """

    undoes: DocumentNumber
    reason: str
    of: str = ""
    then: PastDay = ""
    answered: MaybeNumber = ""
    waybill: MaybeNumber = ""
    restores: MaybeNumber = ""
    receipt: MaybeNumber = ""

    @property
    def reverses(self) -> str:
        return self.undoes

    @property
    def subject(self) -> str:
        """The document whose goods it moves."""
        return self.restores or self.undoes

    @property
    def sign(self) -> int:
        """-1 takes back what that document did, 1 does it again."""
        return 1 if self.restores else -1

    @property
    def done(self) -> tuple[Line, ...]:
        """The lines as that document had them."""
        return self.lines if self.restores else tuple(line.turned() for line in self.lines)

    @property
    def party(self) -> str:
        return self.undoes
