"""Each difference of a waybill ends by somebody's decision; nothing ever vanishes on the road.

What is short (on the road, and nothing more will come) was found at the sender's, lost, stolen,
damaged on the road, or never loaded. What is over had left the sender unwritten, or was never in
anybody's books. Assets that didn't come in, or came without all their accessories, stand in
`asset_rulings`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cpise_inventory.catalogue.commands import storeroom
from cpise_inventory.documents.issuing import LOSS, RETURNED
from cpise_inventory.identity import names_lot
from cpise_inventory.locations import DIFFERENCE, excess, transit
from cpise_inventory.people.rights import Right
from cpise_inventory.stock.commands import LONGEST_NAME, LONGEST_REMARKS
from cpise_inventory.stock.errors import NoPoliceReportError, NotEnoughStockError, UnknownLotError
from cpise_inventory.stock.events import Line
from cpise_inventory.stock.taking import Shelf, Wanted
from cpise_inventory.texts import checked_text
from cpise_inventory.transfers.asset_rulings import AssetRuling, open_tags, rule_assets
from cpise_inventory.transfers.commands import check_not_before, held_transfer
from cpise_inventory.transfers.doubled import doubled
from cpise_inventory.transfers.errors import (
    NothingOfThisError,
    NothingToSettleError,
    StillComingError,
    UndoneTwiceError,
    WrongDecisionError,
)
from cpise_inventory.transfers.events import LOSSES, Ruled, Settled
from cpise_inventory.transfers.queries import Transfer
from cpise_inventory.work import Work

SHORT: Final = ("found", "error", "lost", "stolen", "damaged")
OVER: Final = ("error", "unrecorded")
DECISIONS: Final = tuple(dict.fromkeys((*SHORT, *OVER)))


@dataclass(frozen=True)
class Ruling:
    """What is decided about an item's difference; of one lot, or of all; so much of it, or all.

    found: at the sender's, and back in its store. error: the waybill was wrong; short goods had
    never been loaded, and goods in excess had. lost, stolen, damaged: on the road. unrecorded: in
    excess, and in nobody's books before.
    """

    item: str
    decision: str
    quantity: int = 0
    lot: str = ""


@dataclass(frozen=True)
class Settlement:
    """`decision`: about all that differs, in place of `rulings` and `assets`. `storeroom`: the
    sender's.
    """

    number: str
    rulings: Sequence[Ruling] = ()
    assets: Sequence[AssetRuling] = ()
    decision: str = ""
    police: str = ""
    remarks: str = ""
    storeroom: str = ""
    happened_on: date | None = None


@dataclass
class _Open:
    """One lot's difference, and how much of it is still undecided."""

    item: str
    lot: str
    location: str
    is_over: bool
    left: int

    @property
    def possible(self) -> tuple[str, ...]:
        """What can be decided about it."""
        return OVER if self.is_over else SHORT


@dataclass
class _Desk:
    """Where decisions become movements."""

    work: Work
    source: str
    shelf: Shelf
    lines: list[Line] = field(default_factory=list)
    ruled: list[Ruled] = field(default_factory=list)

    def rule(self, one: _Open, decision: str, quantity: int) -> None:
        """Raises why the sender can't have sent goods in excess: they are not in its store."""
        self.lines += self._moves(one, decision, quantity)
        self.ruled.append(Ruled(one.item, one.lot, quantity, decision))
        one.left -= quantity

    def _moves(self, one: _Open, decision: str, quantity: int) -> Iterator[Line]:
        if decision in LOSSES:
            yield Line(one.item, one.lot, one.location, LOSSES[decision], quantity)
        elif not one.is_over:
            yield Line(one.item, one.lot, one.location, self.source, quantity)
        elif decision == "unrecorded":
            yield Line(one.item, one.lot, DIFFERENCE, one.location, quantity)
        else:
            yield from self._taken(one, quantity)

    def _taken(self, one: _Open, quantity: int) -> Iterator[Line]:
        """Out of the sender's store, this very lot."""
        try:
            yield from self.shelf.take(Wanted(one.item, quantity, one.lot), one.location)
        except UnknownLotError:  # it is known, by the waybill: there is none left of it
            raise NotEnoughStockError(one.item, quantity, 0, self.source) from None


def settle(work: Work, settlement: Settlement) -> str:
    """What became of a waybill's differences; the number of the loss report, or of the return note
    where nothing is lost.

    Shortages are settled once the waybill is closed: until the last delivery nobody knows. What was
    received twice is settled by undoing one of both receipts; here only what really came.
    """
    work.require(Right.APPROVE)
    day = work.date_of_fact(settlement.happened_on)
    found = held_transfer(work, settlement.number)
    check_not_before(found, day)
    differences, everything = _differences(found), not (settlement.rulings or settlement.assets)
    if not differences and not open_tags(found):
        raise NothingToSettleError(found.number)
    if undone := doubled(work.connection, found).undone:
        raise UndoneTwiceError(found.number, undone[0])
    lines, ruled = _goods_ruled(work, found, differences, settlement, day)
    rulings = [AssetRuling(tag, settlement.decision) for tag in open_tags(found)]
    along = rule_assets(work, found, rulings if everything else settlement.assets)
    police = checked_text("police", settlement.police, LONGEST_NAME)
    decided = [(one.item, one.decision) for one in ruled]
    decided += [(one.tag, one.decision) for one in along.decisions]
    stolen = [thing for thing, decision in decided if decision == "stolen"]
    if stolen and not police:
        raise NoPoliceReportError(stolen[0])
    remarks = checked_text("remarks", settlement.remarks, LONGEST_REMARKS)
    lost = any(decision in LOSSES for _, decision in decided)
    return work.issue(
        LOSS if lost else RETURNED,
        lambda number: Settled(
            number=number,
            centre=found.source,
            waybill=found.number,
            decisions=ruled,
            asset_decisions=along.decisions,
            police=police,
            remarks=remarks,
            lines=lines,
            road=along.road,
            states=along.states,
            asset_checks=along.checks,
        ),
        day,
    )


def _goods_ruled(
    work: Work, found: Transfer, differences: list[_Open], settlement: Settlement, day: date
) -> tuple[tuple[Line, ...], tuple[Ruled, ...]]:
    """The movements that decisions on goods make, and the decisions."""
    rulings = settlement.rulings
    if not (rulings or settlement.assets):
        rulings = _all(differences, settlement.decision)
    if not rulings:
        return (), ()
    source = storeroom(work.connection, found.source, settlement.storeroom)
    desk = _Desk(work, source, Shelf(work.connection, source, day, work.today))
    for ruling in rulings:
        _decide(desk, found, differences, ruling)
    return tuple(desk.lines), tuple(desk.ruled)


def _differences(found: Transfer) -> list[_Open]:
    """Short and over, lot by lot. A road below zero came in twice: that is over, too."""
    road, beyond = transit(found.number), excess(found.number)
    made = []
    for line in found.lines:
        if line.missing:
            over = line.missing < 0
            made.append(_Open(line.item, line.lot, road, over, abs(line.missing)))
        if line.excess > 0:
            made.append(_Open(line.item, line.lot, beyond, True, line.excess))
    return made


def _all(differences: Sequence[_Open], decision: str) -> list[Ruling]:
    items = dict.fromkeys(one.item for one in differences)
    return [Ruling(item, decision) for item in items]


def _decide(desk: _Desk, found: Transfer, differences: list[_Open], ruling: Ruling) -> None:
    """Lot by lot, until as much is decided as was named."""
    mine = [one for one in differences if one.left and _is_of(one, ruling)]
    fitting = [one for one in mine if ruling.decision in one.possible]
    if mine and not fitting:
        raise WrongDecisionError(ruling.item, ruling.decision, mine[0].possible)
    left = sum(one.left for one in fitting)
    still = ruling.quantity or left
    if not mine or still > left:
        raise NothingOfThisError(ruling.item, ruling.quantity, left)
    for one in fitting:
        if not one.is_over and not found.closed:
            raise StillComingError(found.number, found.on_the_road)
        quantity = min(one.left, still)
        if quantity:
            desk.rule(one, ruling.decision, quantity)
            still -= quantity


def _is_of(one: _Open, ruling: Ruling) -> bool:
    return one.item == ruling.item and names_lot(ruling.lot, one.lot)
