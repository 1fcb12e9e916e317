"""What planning reads: months in rows kept for it, days only where a month alone can't tell."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
    select,
    text,
)

from cpise_inventory.catalogue.commands import known_kit
from cpise_inventory.catalogue.queries import centres as all_centres
from cpise_inventory.catalogue.queries import kits
from cpise_inventory.journal.event import earliest_record
from cpise_inventory.planning.asking import Ahead, Asked, Need, Served, need_of, ration_of
from cpise_inventory.planning.kits import PossibleKits, possible_kits
from cpise_inventory.planning.levels import NO_LEVEL, Levels, Rations
from cpise_inventory.planning.moving import Moves, deals_of, fewest_trips
from cpise_inventory.planning.outlook import Held, usable_lots
from cpise_inventory.planning.pace import (
    PERIODS,
    Days,
    Flow,
    Flows,
    Moved,
    Pace,
    consumed,
    doubtful,
    stocked_days,
)
from cpise_inventory.planning.periods import Period, days_of, month_of, whole_months
from cpise_inventory.planning.plan import ItemPlan, item_plan
from cpise_inventory.stock.queries import transfers
from db.run import Query
from db.schema import balance, entry, event_index, lot, place, stock_flow

USUAL_PERIOD = PERIODS[1]
QUARANTINE = "quarantine"
"""The kind of place whose goods are on hand and not to be given."""

_B, _L, _P, _F, _E, _I = balance.c, lot.c, place.c, stock_flow.c, entry.c, event_index.c
_FREE = case((_P.kind == literal_column(f"'{QUARANTINE}'"), 0), else_=_B.quantity)
_HELD_AT = Query(
    select(_B.item, _B.lot, _L.expires_on, func.sum(_B.quantity), func.sum(_FREE))
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
_later = event_index.alias("later")
_DAYS = Query(
    select(
        _E.happened_on,
        func.sum(case((_E.quantity > 0, _E.quantity), else_=0)),
        func.sum(case((_E.quantity < 0, -_E.quantity), else_=0)),
    )
    .join_from(entry, event_index, and_(_I.device == _E.device, _I.seq == _E.seq))
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.happened_on >= bindparam("first"),
        _E.happened_on <= bindparam("last"),
        _E.other.not_like(bindparam("shelves")),  # from shelf to shelf nothing comes or goes
        # what was undone has not been, nor has its undoing
        _I.reverses == "",
        ~exists(select(1).where(_later.c.reverses == _I.document, text("later.reverses <> ''"))),
    )
    .group_by(_E.happened_on)
)


class Stock(NamedTuple):
    """Of an item at a centre: `now` by the books, and the lots that aren't in quarantine."""

    now: int
    held: tuple[Held, ...]


def plans(
    connection: Connection, today: date, centres: Iterable[str], months: int = USUAL_PERIOD
) -> list[ItemPlan]:
    """Every item that is there, or was used in these last whole months; by centre and item."""
    known = known_levels(connection)
    return [
        item_plan(
            (centre, item),
            pace,
            stock.held,
            today,
            known.get((centre, item), NO_LEVEL),
        )
        for centre in centres
        for item, stock, pace in _of_centre(connection, centre, whole_months(today, months), known)
    ]


def _of_centre(
    connection: Connection, centre: str, period: Period, known: Levels
) -> Iterable[tuple[str, Stock, Pace]]:
    stocks, flows = stock_of(connection, centre), flows_of(connection, centre, period)
    minded = {item for where, item in known if where == centre}
    for item in sorted(stocks.keys() | flows.keys() | minded):
        stock, flow = stocks.get(item, Stock(0, ())), flows.get(item, {})
        used = consumed(period, flow)
        if stock.held or used or item in minded:
            days = _days(connection, (centre, item), doubtful(period, stock.now, flow))
            stocked = stocked_days(period, stock.now, flow, days)
            yield item, stock, Pace(period, used, stocked)


def stock_of(connection: Connection, centre: str) -> dict[str, Stock]:
    """By item, what is there now: never more rows than there are lots on shelves."""
    now: dict[str, int] = defaultdict(int)
    held: dict[str, list[Held]] = defaultdict(list)
    for item, key, expires_on, there, free in _HELD_AT.rows(connection, centre=centre):
        now[item] += int(there)
        held[item].append(Held(key, expires_on, int(free)))
    return {item: Stock(there, tuple(held[item])) for item, there in now.items()}


def flows_of(connection: Connection, centre: str, period: Period) -> dict[str, Flows]:
    """By item and month, since the period began."""
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    first = month_of(period.first)
    for item, month, flow, quantity in _FLOWS.rows(connection, centre=centre, month=first):
        found[item][month][flow] = int(quantity)
    return {
        item: {month: Flow(**told) for month, told in months.items()}
        for item, months in found.items()
    }


def _days(connection: Connection, where: tuple[str, str], months: list[str]) -> Days:
    """From the first of these months to the last, by the index of the stock card."""
    if not months:
        return {}
    first, last = next(iter(days_of(months[0]))), list(days_of(months[-1]))[-1]
    asked = {"centre": where[0], "item": where[1], "shelves": f"{where[0]}/%"}
    asked |= {"first": first.isoformat(), "last": last.isoformat()}
    return {day: Moved(int(came), int(went)) for day, came, went in _DAYS.rows(connection, **asked)}


def road_to(connection: Connection, centres: Iterable[str]) -> dict[str, int]:
    """Item -> what is under way to one of these centres."""
    found: dict[str, int] = defaultdict(int)
    wanted = set(centres)
    for one in transfers(connection, open_only=True):
        if one.target in wanted:
            for line in one.lines:
                found[line.item] += max(line.missing, 0)
    return found


# --- kits ----------------------------------------------------------------------------------------


def kits_possible(
    connection: Connection, today: date, centres: Iterable[str], kit: str, more: int = 0
) -> list[PossibleKits]:
    """For each of these centres; the kit has to be known. Expired parts and quarantine don't
    count.
    """
    contents = known_kit(connection, kit)
    told = (contents.version, contents.contents)
    return [
        possible_kits((centre, kit), told, _usable(connection, today, centre), more)
        for centre in centres
    ]


def all_kits_possible(connection: Connection, today: date, centre: str) -> list[PossibleKits]:
    """Every kit that has a list of contents."""
    usable = _usable(connection, today, centre)
    return [
        possible_kits((centre, one.code), (one.version, one.contents), usable)
        for one in kits(connection)
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


def needs(connection: Connection, ahead: Ahead, centres: Sequence[str], asked: Asked) -> list[Need]:
    """Of these centres together: what each could use of the others' stock is counted in.

    Items with a ration are reckoned by persons, all others by their pace.
    """
    found, road = [], road_to(connection, centres)
    here: dict[str, list[ItemPlan]] = defaultdict(list)
    for one in plans(connection, ahead.today, centres, asked.period):
        here[one.item].append(one)
    rations = known_rations(connection) | asked.rations
    for item in sorted(here.keys() | rations.keys()):
        held = [lot.held for one in here[item] for lot in one.outlook.lots]
        if ration := rations.get(item):
            people = (asked.persons, ration)
            found.append(ration_of(item, ahead, people, held, road[item]))
        elif monthly := sum((one.pace.monthly or Fraction(0) for one in here[item]), Fraction(0)):
            found.append(need_of(item, ahead, monthly, held, road[item]))
    return found


# --- what to move --------------------------------------------------------------------------------


def moves(connection: Connection, today: date, months: int = USUAL_PERIOD) -> Moves:
    """Between all centres."""
    codes = [one.code for one in all_centres(connection)]
    return fewest_trips(deals_of(plans(connection, today, codes, months), today), today)


# --- what the catalogue will know: the one place where planning asks it ---------------------------


def known_levels(_connection: Connection) -> Levels:
    """Minimum and target by centre and item, as far as they're set."""
    return {}


def known_rations(_connection: Connection) -> Rations:
    """Standard rations by item, as far as the catalogue has them."""
    return {}
