"""What became of a donation: received, and where all of it is or went.

Found by the donation itself, which each lot bears: the cost grows with what that donation did, not
with the journal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    bindparam,
    case,
    cast,
    func,
    select,
    text,
)

from cpise_inventory.assets.queries import Asset, of_donation
from cpise_inventory.catalogue.commands import UnknownDonationError
from cpise_inventory.catalogue.queries import Donation, donation, donor
from cpise_inventory.identity import read_lot
from cpise_inventory.locations import (
    CONSUMED,
    DIFFERENCE,
    DISTRIBUTED,
    DONOR,
    EXCESS,
    KIT,
    TRANSIT,
    is_real,
    is_set_apart,
)
from cpise_inventory.stock.events import GivenBack
from db.run import Query
from db.schema import balance, document, entry, event_index, kit_content, kit_instead, lot

_B, _L, _E, _I = balance.c, lot.c, entry.c, event_index.c
_D, _K = document.c, kit_content.c
FATES = (
    *("on_hand", "quarantined", "on_the_road", "in_kits", "distributed"),
    *("consumed", "lost", "difference"),
)
"""Where goods of a donation can be, in the order in which they are told."""


class There(NamedTuple):
    """So much of a lot at a location, real or virtual; below nought where it came from there."""

    item: str
    lot: str
    number: str
    expiry: str
    location: str
    quantity: int


class Receipt(NamedTuple):
    """What a goods received note brought of an item's lot; `reversed`: taken back since."""

    document: str
    happened_on: str
    centre: str
    item: str
    lot: str
    received: int
    reversed: int


class Given(NamedTuple):
    """What somebody got of an item, over all receipts. `people`: served, as those receipts say."""

    centre: str
    recipient: str
    item: str
    quantity: int
    people: int
    documents: int


class Paper(NamedTuple):
    """A receipt and how much of it, less what came back since."""

    document: str
    happened_on: str
    quantity: int


class Written(NamedTuple):
    """A document that took goods off the books otherwise; below nought where it found some."""

    document: str
    happened_on: str
    centre: str
    location: str
    item: str
    quantity: int


@dataclass(frozen=True)
class Account:
    """Of one item: all that came, and where it is. `fates` holds every one of `FATES`.

    Below nought are `in_kits`, where kits were made of parts or parts came out of kits, and
    `difference`, where a count found more: no donor brought these.
    """

    item: str
    received: int
    reversed: int
    fates: dict[str, int]

    @property
    def due(self) -> int:
        """What must be somewhere: what came and was not taken back. The sum of the fates."""
        return self.received - self.reversed


@dataclass(frozen=True)
class KitLot:
    """Kits that hold parts of the donation: where these kits are, and who got them.

    `parts`: of this donation, item and quantity, that are in them all; `instead`: a part, and what
    of the list it stands in for.
    """

    kit: str
    lot: str
    number: str
    parts: tuple[tuple[str, int], ...]
    fates: dict[str, int]
    places: tuple[There, ...]
    given: tuple[Given, ...]
    instead: tuple[tuple[str, str], ...] = ()

    def instead_of(self, part: str) -> tuple[str, ...]:
        return tuple(item for one, item in self.instead if one == part)


@dataclass(frozen=True)
class Trace:
    """The whole story of one donation. `places`: on shelves and on the road."""

    donation: Donation
    accounts: tuple[Account, ...]
    places: tuple[There, ...]
    receipts: tuple[Receipt, ...]
    given: tuple[Given, ...]
    written: tuple[Written, ...]
    kits: tuple[KitLot, ...]
    assets: tuple[Asset, ...]


def _sum(column: ColumnElement[int]) -> ColumnElement[int]:
    """A whole number on both engines; PostgreSQL's sum of them is a decimal else."""
    return cast(func.sum(column), BigInteger)


_THERE = (
    select(_B.item, _B.lot, _L.number, _L.expiry, _B.location, _B.quantity)
    .join_from(lot, balance, (_B.item == _L.item) & (_B.lot == _L.lot))
    .where(_B.quantity != 0)
    .order_by(_B.item, _L.expires_on, _B.lot, _B.location)
)
_OF_DONATION = Query(_THERE.where(_L.donation == bindparam("donation")))
_OF_LOT = Query(_THERE.where(_L.item == bindparam("item"), _L.lot == bindparam("lot")))
_MOVED, _UNDOING = _E.quantity, _I.reverses != ""
_R = event_index.alias("reversed").c
_ITS_SUBJECT = (  # where one of two reversals was taken back: the document that both reversed
    select(_R.reverses)
    .where(_R.document == _I.reverses, text("reversed.reverses <> ''"))
    .scalar_subquery()
)
_use = (  # where goods came from beyond the shelves and the road, or left for it
    select(
        *(_L.donation, _E.item, _E.lot, _E.other.label("beyond")),
        # what an undoing takes back stands under the document that it undoes
        case((_UNDOING, func.coalesce(_ITS_SUBJECT, _I.reverses)), else_=_I.document).label(
            "document"
        ),
        case((_UNDOING, 1), else_=0).label("undone"),
        case((_MOVED > 0, _MOVED), else_=0).label("came"),
        case((_MOVED < 0, -_MOVED), else_=0).label("went"),
    )
    .join_from(lot, entry, (_E.item == _L.item) & (_E.lot == _L.lot))
    .join(event_index, (_I.device == _E.device) & (_I.seq == _E.seq))
    .where(text("entry.other >= '~'"), _E.other.not_like(f"{TRANSIT}/%"))
    .subquery("use")
)
_U = _use.c
_PAPER = _D.number == _U.document
_RECEIPTS = Query(
    select(
        *(_U.document, _D.happened_on, _D.centre, _U.item, _U.lot),
        *(_sum(_U.came * (1 - _U.undone)), _sum((_U.went - _U.came) * _U.undone)),
    )
    .join_from(_use, document, _PAPER)
    .where(_U.donation == bindparam("donation"), _U.beyond == DONOR)
    .group_by(_U.document, _D.happened_on, _D.centre, _U.item, _U.lot)
    .order_by(_D.happened_on, _U.document, _U.item, _U.lot)
)
_NET = _sum(_U.went - _U.came)
_WRITTEN = Query(
    select(_U.document, _D.happened_on, _D.centre, _U.beyond, _U.item, _NET)
    .join_from(_use, document, _PAPER)
    .where(_U.donation == bindparam("donation"))
    .where(_U.beyond != DONOR, _U.beyond != DISTRIBUTED, _U.beyond != KIT)
    .group_by(_U.document, _D.happened_on, _D.centre, _U.beyond, _U.item)
    .having(_NET != 0)
    .order_by(_D.happened_on, _U.document, _U.item)
)
_RECEIPT = case((_D.kind == GivenBack.__struct_config__.tag, _D.party), else_=_U.document)
"""What came back is told of the receipt that it had been handed out by."""
_RECEIPTS_OUT = (
    select(_RECEIPT.label("document"), _U.item, _NET.label("quantity"))
    .join_from(_use, document, _PAPER)
    .where(_U.donation == bindparam("donation"), _U.beyond == DISTRIBUTED)
    .group_by(_RECEIPT, _U.item)
    .having(_NET != 0)
)


def _by_recipient(papers: Select[Any]) -> Query:
    """Sums over what these papers gave, a row for each recipient and item."""
    paper = papers.subquery("paper")
    total = _sum(paper.c.quantity)
    return Query(
        select(_D.centre, _D.party, paper.c.item, total, _sum(_D.people), func.count())
        .join_from(document, paper, _D.number == paper.c.document)
        .group_by(_D.centre, _D.party, paper.c.item)
        .order_by(paper.c.item, total.desc(), _D.centre, _D.party)
    )


_GIVEN = _by_recipient(_RECEIPTS_OUT)
_GIVEN_OF_LOT = _by_recipient(
    _RECEIPTS_OUT.where(_U.item == bindparam("item"), _U.lot == bindparam("lot"))
)


def _of_recipient(papers: Select[Any]) -> Query:
    """The papers themselves by which one recipient got an item."""
    paper = papers.where(_U.item == bindparam("item")).subquery("paper")
    return Query(
        select(paper.c.document, _D.happened_on, paper.c.quantity)
        .join_from(document, paper, _D.number == paper.c.document)
        .where(_D.centre == bindparam("centre"), _D.party == bindparam("recipient"))
        .order_by(_D.happened_on, paper.c.document)
    )


_PAPERS = _of_recipient(_RECEIPTS_OUT)
_PAPERS_OF_LOT = _of_recipient(_RECEIPTS_OUT.where(_U.lot == bindparam("lot")))
_HOLDING = Query(
    select(_K.kit, _K.lot, _K.part, _sum(_K.quantity))
    .join_from(lot, kit_content, (_K.part == _L.item) & (_K.part_lot == _L.lot))
    .where(_L.donation == bindparam("donation"))
    .group_by(_K.kit, _K.lot, _K.part)
    .having(_sum(_K.quantity) > 0)  # below nought: of kits that a donor had packed
    .order_by(_K.kit, _K.lot, _K.part)
)
_WITHIN = Query(
    select(_K.kit, _K.lot, _K.quantity).where(
        _K.part == bindparam("item"), _K.part_lot == bindparam("lot"), _K.quantity > 0
    )
)
_INSTEAD = Query(
    select(kit_instead.c.part, kit_instead.c.item)
    .where(kit_instead.c.kit == bindparam("kit"), kit_instead.c.lot == bindparam("lot"))
    .order_by(kit_instead.c.part, kit_instead.c.item)
)
_LOT = Query(
    select(_L.number, _L.donation).where(_L.item == bindparam("item"), _L.lot == bindparam("lot"))
)


def trace(connection: Connection, code: str) -> Trace:
    """What became of the donation. Raises `UnknownDonationError`.

    Goods that a donor gave without an agreement go by the donor's own code.
    """
    found = donation(connection, code) or _without_agreement(connection, code)
    receipts = tuple(Receipt._make(row) for row in _RECEIPTS.rows(connection, donation=found.code))
    there = [There._make(row) for row in _OF_DONATION.rows(connection, donation=found.code)]
    return Trace(
        donation=found,
        accounts=tuple(_accounts(receipts, there)),
        places=tuple(one for one in there if _is_somewhere(one.location)),
        receipts=receipts,
        given=tuple(map(Given._make, _GIVEN.rows(connection, donation=found.code))),
        written=tuple(map(Written._make, _WRITTEN.rows(connection, donation=found.code))),
        kits=tuple(_kits(connection, found.code)),
        assets=tuple(of_donation(connection, found.code)),
    )


def receipts_of(connection: Connection, code: str, given: Given, lot_key: str = "") -> list[Paper]:
    """The receipts that a row of `Trace.given` sums up; with `lot_key` those of kits of that lot,
    which several donations may have gone into.
    """
    asked = {"item": given.item, "centre": given.centre, "recipient": given.recipient}
    if not lot_key:
        rows = _PAPERS.rows(connection, donation=code, **asked)
    else:
        donation = read_lot(lot_key).donation
        rows = _PAPERS_OF_LOT.rows(connection, donation=donation, lot=lot_key, **asked)
    return [Paper._make(row) for row in rows]


def _without_agreement(connection: Connection, code: str) -> Donation:
    if donor(connection, code) is not None:
        return Donation(code, code, "", "", "")
    raise UnknownDonationError(code)


def _is_somewhere(location: str) -> bool:
    return is_real(location) or location.startswith(TRANSIT)


def _accounts(receipts: Iterable[Receipt], there: Iterable[There]) -> Iterable[Account]:
    came: dict[str, list[int]] = {}
    for receipt in receipts:
        sums = came.setdefault(receipt.item, [0, 0])
        sums[0] += receipt.received
        sums[1] += receipt.reversed
    by_item: dict[str, list[There]] = {item: [] for item in came}
    for one in there:
        by_item.setdefault(one.item, []).append(one)
    for item in sorted(by_item):
        received, undone = came.get(item, (0, 0))
        yield Account(item, received, undone, fates_of(by_item[item]))


def fates_of(there: Iterable[There]) -> dict[str, int]:
    """How much has which fate; what lies with the donor is none."""
    fates = dict.fromkeys(FATES, 0)
    for one in there:
        if one.location != DONOR:
            fates[fate_of(one.location)] += one.quantity
    return fates


def fate_of(location: str) -> str:
    if is_real(location):
        return "quarantined" if is_set_apart(location) else "on_hand"
    kind = location.partition("/")[0]
    return _VIRTUAL.get(kind, "lost")


_VIRTUAL = {
    TRANSIT: "on_the_road",
    KIT: "in_kits",
    DISTRIBUTED: "distributed",
    CONSUMED: "consumed",
    DIFFERENCE: "difference",
    EXCESS: "difference",
}


def _kits(connection: Connection, code: str) -> Iterable[KitLot]:
    """Kits that hold its parts, and kits in which these stand in turn."""
    parts: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for kit, kit_lot, part, quantity in _HOLDING.rows(connection, donation=code):
        parts.setdefault((kit, kit_lot), []).append((part, quantity))
    waiting = list(parts)
    while waiting:
        kit, kit_lot = waiting.pop()
        for outer, outer_lot, quantity in _WITHIN.rows(connection, item=kit, lot=kit_lot):
            if (outer, outer_lot) not in parts:
                waiting.append((outer, outer_lot))
                parts[outer, outer_lot] = [(kit, quantity)]
    for kit, kit_lot in sorted(parts):
        yield _kit_lot(connection, kit, kit_lot, parts[kit, kit_lot])


def _kit_lot(
    connection: Connection, kit: str, kit_lot: str, parts: list[tuple[str, int]]
) -> KitLot:
    number, givers = _LOT.one(connection, item=kit, lot=kit_lot) or ("", "")
    there = [There._make(row) for row in _OF_LOT.rows(connection, item=kit, lot=kit_lot)]
    given = _GIVEN_OF_LOT.rows(connection, donation=givers, item=kit, lot=kit_lot)
    stand_in = _INSTEAD.rows(connection, kit=kit, lot=kit_lot)
    return KitLot(
        kit=kit,
        lot=kit_lot,
        number=number,
        parts=tuple(parts),
        fates=fates_of(there),
        places=tuple(one for one in there if _is_somewhere(one.location)),
        given=tuple(map(Given._make, given)),
        instead=tuple((part, item) for part, item in stand_in),
    )
