"""What planning reads: months in rows kept for it, days only where a month alone can't tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
)

from cpise_inventory.catalogue.commands import known_kit
from cpise_inventory.catalogue.queries import centres as all_centres
from cpise_inventory.catalogue.queries import items, kits, levels
from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import earliest_record
from cpise_inventory.locations import quarantine, reported
from cpise_inventory.planning.asking import (
    LONGEST_ASK,
    Ahead,
    Asked,
    AskList,
    Need,
    Served,
    need_of,
    ration_of,
)
from cpise_inventory.planning.errors import (
    NobodyServedError,
    PeriodNotOfferedError,
    TooFarAheadError,
)
from cpise_inventory.planning.kits import PossibleKits, possible_kits
from cpise_inventory.planning.levels import NO_LEVEL, Level, Levels, Ration, Rations
from cpise_inventory.planning.moving import Moves, deals_of, fewest_trips
from cpise_inventory.planning.outlook import Held, usable_lots
from cpise_inventory.planning.pace import (
    NOTHING,
    PERIODS,
    STILL,
    Flow,
    Flows,
    Moved,
    Pace,
    consumed,
    openings,
    stocked_days,
    unclear,
    with_spoiled,
)
from cpise_inventory.planning.periods import (
    MONTHS_A_YEAR,
    Period,
    add_months,
    days_of,
    month_of,
    whole_months,
)
from cpise_inventory.planning.plan import ItemPlan, item_plan
from cpise_inventory.transfers.queries import requests, transfers
from db.run import Query
from db.schema import balance, entry, event_index, lot, place, stock_flow, stock_spoiled

USUAL_PERIOD = PERIODS[1]
_B, _L, _P, _F, _E, _I = balance.c, lot.c, place.c, stock_flow.c, entry.c, event_index.c
_S = stock_spoiled.c
_HELD_PLACES: tuple[ColumnElement[str], ...] = (bindparam("apart"), bindparam("missing"))
"""Where a centre's goods are that are offered to nobody."""
_APART = case((_B.location.in_(_HELD_PLACES), _B.quantity), else_=0)
_HELD_AT = Query(
    select(_B.item, _B.lot, _L.expires_on, func.sum(_B.quantity), func.sum(_APART))
    .join_from(place, balance, _P.code == _B.location)
    .join(lot, and_(_L.item == _B.item, _L.lot == _B.lot))
    .where(_P.centre == bindparam("centre"), _B.quantity != 0)
    .group_by(_B.item, _B.lot, _L.expires_on)
)
_FLOWS = Query(
    select(_F.item, _F.month, _F.flow, _F.quantity).where(
        _F.centre == bindparam("centre"), _F.month >= bindparam("month")
    )
)
_SPOILED = Query(
    select(_S.item, _S.expired_on, _S.quantity).where(
        _S.centre == bindparam("centre"), _S.expired_on >= bindparam("first")
    )
)
_later = event_index.alias("later")
_DAYS = Query(
    select(
        _E.happened_on,
        func.sum(case((_E.quantity > 0, _E.quantity), else_=0)),
        func.sum(case((_E.quantity < 0, -_E.quantity), else_=0)),
    )
    .join_from(entry, event_index, and_(_I.device == _E.device, _I.seq == _E.seq))
    .join(lot, and_(_L.item == _E.item, _L.lot == _E.lot))
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.happened_on >= bindparam("first"),
        _E.happened_on <= bindparam("last"),
        _E.location.not_in(_HELD_PLACES),
        # from shelf to shelf nothing comes or goes
        or_(_E.other.not_like(bindparam("shelves")), _E.other.in_(_HELD_PLACES)),
        _L.expires_on >= _E.happened_on,
        # what was undone has not been, nor has its undoing
        _I.reverses == "",
        ~exists(select(1).where(_later.c.reverses == _I.document, text("later.reverses <> ''"))),
    )
    .group_by(_E.happened_on)
)


class Stock(NamedTuple):
    """Of an item at a centre: the lots that may be given, and what is `apart`: in quarantine, or
    reported lost.
    """

    held: tuple[Held, ...] = ()
    apart: int = 0

    def fit(self, today: date) -> int:
        """What may be given, by the books: a lot below nought counts as what it is."""
        return sum(lot.quantity for lot in self.held if lot.expires_on >= today.isoformat())


class Spoiled(NamedTuple):
    """So much of an item was there when its last day of use ended."""

    item: str
    day: str
    quantity: int


def plans(
    connection: Connection, today: date, centres: Iterable[str], months: int = USUAL_PERIOD
) -> list[ItemPlan]:
    """Every item that is there, comes, has a level or was used in these last whole months.

    By centre and item. Raises `PeriodNotOfferedError`.
    """
    if months not in PERIODS:
        raise PeriodNotOfferedError(months, PERIODS)
    period, known = whole_months(today, months), known_levels(connection)
    road = road_to(connection)
    found = []
    for centre in centres:
        here = _Centre(connection, centre, period, today)
        minded = {item for where, item in known if where == centre}
        coming = {item for where, item in road if where == centre}
        for item in sorted(here.items() | minded | coming):
            place = (centre, item)
            stock, pace = here.stock(item), here.pace(item)
            plan = item_plan(place, pace, stock.held, today, known.get(place, NO_LEVEL))
            found.append(plan._replace(apart=stock.apart, coming=tuple(road.get(place, ()))))
    return found


class Bespoken(NamedTuple):
    """By centre and item, what requisitions that are still open `promise` and `await`."""

    promised: Mapping[tuple[str, str], int]
    awaited: Mapping[tuple[str, str], int]


def bespoken(connection: Connection) -> Bespoken:
    """What was asked for and is neither refused nor on its way."""
    promised: dict[tuple[str, str], int] = defaultdict(int)
    awaited: dict[tuple[str, str], int] = defaultdict(int)
    for one in requests(connection, open_only=True):
        for line in one.lines:
            left = line.left if one.decided == "approved" else max(line.asked - line.sent, 0)
            promised[one.supplier, line.item] += left
            awaited[one.centre, line.item] += left
    return Bespoken(promised, awaited)


class MonthLevel(NamedTuple):
    """What was fit to be given when a month ended, and what was used in it."""

    month: str
    level: int
    used: int


def year_of(connection: Connection, today: date, centre: str, item: str) -> list[MonthLevel]:
    """Of an item at a centre: eleven whole months and the one that is running, oldest first."""
    running = whole_months(add_months(today.replace(day=1), 1), MONTHS_A_YEAR)
    return _Centre(connection, centre, running, today).year(item)


class _Centre:
    """What is read of a centre in a few goes, and of its items' days where a month can't tell."""

    def __init__(self, connection: Connection, centre: str, period: Period, today: date) -> None:
        self._connection, self._centre = connection, centre
        self._period, self._today = period, today
        self._stocks = stock_of(connection, centre)
        self._flows = flows_of(connection, centre, period)
        self._spoiled: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for one in spoiled_of(connection, centre, period, self._stocks, today):
            self._spoiled[one.item][one.day] += one.quantity

    def _all_flows(self, item: str) -> Flows:
        return with_spoiled(self._flows.get(item, {}), self._spoiled.get(item, {}))

    def year(self, item: str) -> list[MonthLevel]:
        """The months of the period, the last of which may be running still."""
        flows, now = self._all_flows(item), self.stock(item).fit(self._today)
        began = openings(self._period, now, flows)
        ends = [*list(began.values())[1:], now]
        return [
            MonthLevel(month, max(end, 0), max(flow.used, 0))
            for month, end in zip(began, ends, strict=True)
            for flow in (flows.get(month, NOTHING),)
        ]

    def items(self) -> set[str]:
        """What is there, or was used."""
        held = {item for item, stock in self._stocks.items() if stock.held or stock.apart}
        return held | {item for item in self._flows if consumed(self._period, self._flows[item])}

    def stock(self, item: str) -> Stock:
        return self._stocks.get(item, Stock())

    def pace(self, item: str) -> Pace:
        period, now, flows = self._period, self.stock(item).fit(self._today), self._all_flows(item)
        days = _days(self._connection, (self._centre, item), unclear(period, now, flows))
        for day, quantity in self._spoiled.get(item, {}).items():
            days[day] = days.get(day, STILL)._replace(spoiled=quantity)
        return Pace(period, consumed(period, flows), stocked_days(period, now, flows, days))


def stock_of(connection: Connection, centre: str) -> dict[str, Stock]:
    """By item, what is there now: never more rows than there are lots on shelves."""
    held: dict[str, list[Held]] = defaultdict(list)
    apart: dict[str, int] = defaultdict(int)
    there = _HELD_AT.rows(connection, centre=centre, **_held_places(centre))
    for item, key, expires_on, all_of_it, aside in there:
        apart[item] += int(aside)
        if all_of_it != aside:
            held[item].append(Held(key, expires_on, int(all_of_it - aside)))
    return {item: Stock(tuple(held[item]), aside) for item, aside in apart.items()}


def _held_places(centre: str) -> dict[str, str]:
    return {"apart": quarantine(centre), "missing": reported(centre)}


def flows_of(connection: Connection, centre: str, period: Period) -> dict[str, Flows]:
    """By item and month, since the period began; what spoiled is not among it."""
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    first = month_of(period.first)
    for item, month, flow, quantity in _FLOWS.rows(connection, centre=centre, month=first):
        found[item][month][flow] = int(quantity)
    return {
        item: {month: Flow(**told) for month, told in months.items()}
        for item, months in found.items()
    }


def spoiled_of(
    connection: Connection, centre: str, period: Period, stocks: Mapping[str, Stock], today: date
) -> Iterator[Spoiled]:
    """Since the period began: what has been taken away meanwhile, and what lies there still."""
    first = period.first.isoformat()
    for item, day, quantity in _SPOILED.rows(connection, centre=centre, first=first):
        yield Spoiled(item, day, int(quantity))
    for item, stock in stocks.items():
        for one in stock.held:
            if first <= one.expires_on < today.isoformat():
                yield Spoiled(item, one.expires_on, one.quantity)


def _days(connection: Connection, where: tuple[str, str], months: list[str]) -> dict[str, Moved]:
    """From the first of these months to the last, by the index of the stock card."""
    if not months:
        return {}
    first, last = days_of(months[0])[0], days_of(months[-1])[-1]
    asked = {"centre": where[0], "item": where[1], "shelves": f"{where[0]}/%"}
    asked |= {"first": first, "last": last, **_held_places(where[0])}
    return {day: Moved(int(came), int(went)) for day, came, went in _DAYS.rows(connection, **asked)}


def road_to(connection: Connection) -> dict[tuple[str, str], list[Held]]:
    """By centre and item, the lots that are under way there."""
    found: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for one in transfers(connection, open_only=True):
        for line in one.lines:
            if line.missing > 0 and not one.closed:
                coming = Held(line.lot, read_lot(line.lot).expires_on, line.missing)
                found[one.target, line.item].append(coming)
    return found


# --- kits ----------------------------------------------------------------------------------------


def kits_possible(
    connection: Connection, today: date, centres: Iterable[str], kit: str = "", more: int = 0
) -> list[PossibleKits]:
    """Of this kit, or of every one, at each of these centres. Raises `UnknownKitError`.

    Expired parts and quarantine don't count.
    """
    wanted = [known_kit(connection, kit)] if kit else kits(connection)
    return [
        possible_kits((centre, one.code), (one.version, one.contents), usable, more)
        for centre in centres
        for usable in (_usable(connection, today, centre),)
        for one in wanted
    ]


def _usable(connection: Connection, today: date, centre: str) -> dict[str, int]:
    return {
        item: sum(lot.quantity for lot in usable_lots(stock.held, today))
        for item, stock in stock_of(connection, centre).items()
    }


# --- what to ask of donors -----------------------------------------------------------------------

_MONTH: ColumnElement[str] = literal_column("substr(event_index.happened_on, 1, 7)")
_SERVED = Query(
    select(_MONTH, _I.centre, _I.party, func.max(_I.people))
    .where(
        _I.kind == "stock.distributed",
        _I.clock >= bindparam("clock"),
        _I.happened_on >= bindparam("first"),
        _I.happened_on <= bindparam("last"),
        _I.people > 0,
        ~exists(select(1).where(_later.c.reverses == _I.document, text("later.reverses <> ''"))),
    )
    .group_by(_MONTH, _I.centre, _I.party)
)


def served(connection: Connection, today: date, centres: Iterable[str], months: int) -> Served:
    """How many people these centres gave something to, month by month.

    Who is served again in a month is the same group: of each recipient the largest counts.
    """
    period, wanted = whole_months(today, months), set(centres)
    found = dict.fromkeys(period.names, 0)
    asked = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    clock = earliest_record(period.first)
    for month, centre, _, people in _SERVED.rows(connection, clock=clock, **asked):
        if centre in wanted:
            found[month] += int(people)
    return Served(period, tuple(found.values()))


def ask_list(
    connection: Connection,
    ahead: Ahead,
    centres: Sequence[str],
    persons: int | None = None,
    months: int = USUAL_PERIOD,
) -> AskList:
    """For the persons that were typed, else for those of an average month on the receipts.

    Raises `PeriodNotOfferedError`, `TooFarAheadError`, `NobodyServedError`.
    """
    if months not in PERIODS:
        raise PeriodNotOfferedError(months, PERIODS)
    counted = None
    if persons is None:
        counted = served(connection, ahead.today, centres, months)
        persons = counted.persons
        if not persons and known_rations(connection):
            raise NobodyServedError(months)
    asked = Asked(persons, {}, months)
    found = needs(connection, ahead, centres, asked)
    return AskList(tuple(centres), ahead, asked, counted, tuple(found))


def needs(connection: Connection, ahead: Ahead, centres: Sequence[str], asked: Asked) -> list[Need]:
    """Of these centres together: what each could use of the others' stock is counted in.

    Items with a ration are reckoned by persons, all others by their pace. Raises
    `PeriodNotOfferedError`, `TooFarAheadError`.
    """
    if not 0 < ahead.months <= LONGEST_ASK:
        raise TooFarAheadError(ahead.months, LONGEST_ASK)
    found = []
    here: dict[str, list[ItemPlan]] = defaultdict(list)
    for one in plans(connection, ahead.today, centres, asked.period):
        here[one.item].append(one)
    rations = known_rations(connection) | asked.rations
    retired = {one.code for one in items(connection) if one.retired_on}
    for item in sorted((here.keys() | rations.keys()) - retired):
        held = [lot.held for one in here[item] for lot in one.outlook.lots]
        coming = [lot for one in here[item] for lot in one.coming]
        if ration := rations.get(item):
            people = (asked.persons, ration)
            found.append(ration_of(item, ahead, people, held, coming))
        elif monthly := sum((one.pace.monthly or Fraction(0) for one in here[item]), Fraction(0)):
            need = need_of(item, ahead, monthly, held, coming)
            doubtful = any(one.pace.used and not one.pace.is_trusted for one in here[item])
            found.append(need._replace(is_doubtful=doubtful))
    return found


# --- what to move --------------------------------------------------------------------------------


def moves(connection: Connection, today: date, months: int = USUAL_PERIOD) -> Moves:
    """Between all centres. Raises `PeriodNotOfferedError`."""
    codes = [one.code for one in all_centres(connection)]
    return moves_of(connection, plans(connection, today, codes, months), today)


def moves_of(connection: Connection, found: Sequence[ItemPlan], today: date) -> Moves:
    """Between the centres that these plans are of; what is asked for already isn't once more."""
    promised, awaited = bespoken(connection)
    told = [
        one._replace(
            promised=promised.get((one.centre, one.item), 0),
            awaited=awaited.get((one.centre, one.item), 0),
        )
        for one in found
    ]
    return fewest_trips(deals_of(told, today), today)


# --- what the catalogue knows: the one place where planning asks it -------------------------------


def known_levels(connection: Connection) -> Levels:
    """Minimum and target by centre and item, as far as they're set; of a retired item none is."""
    gone = {one.code for one in items(connection) if one.retired_on}
    return {
        (one.centre, one.item): Level(one.minimum, one.target)
        for one in levels(connection)
        if one.item not in gone
    }


def known_rations(connection: Connection) -> Rations:
    """Standard rations by item, as far as the catalogue has them; nobody asks for retired items."""
    return {
        one.code: Ration(
            one.ration.amount,
            one.content if one.ration.unit else 0,
            one.ration.unit,
            one.ration.source,
        )
        for one in items(connection)
        if one.ration.amount and not one.retired_on
    }
