"""Plans from the books: what runs out, what to ask for, which kits can be made, what to move."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)

from cpise_inventory.catalogue.commands import known_kit
from cpise_inventory.catalogue.queries import centres as all_centres
from cpise_inventory.catalogue.queries import items, kits, levels
from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import earliest_record
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
from cpise_inventory.planning.books import CentreBooks, Items, MonthLevel, stock_of
from cpise_inventory.planning.errors import (
    NobodyServedError,
    PeriodNotOfferedError,
    TooFarAheadError,
)
from cpise_inventory.planning.kits import PossibleKits, possible_kits
from cpise_inventory.planning.levels import NO_LEVEL, Level, Levels, Ration, Rations
from cpise_inventory.planning.moving import Moves, deals_of, fewest_trips
from cpise_inventory.planning.outlook import Held, usable_lots
from cpise_inventory.planning.pace import PERIODS, Pace
from cpise_inventory.planning.periods import (
    MONTHS_A_YEAR,
    Period,
    add_months,
    whole_months,
)
from cpise_inventory.planning.plan import ItemPlan, item_plan
from cpise_inventory.planning.pressing import to_plan
from cpise_inventory.transfers.queries import requests, transfers
from db.run import Query
from db.schema import event_index, reversal

USUAL_PERIOD = PERIODS[1]
_I = event_index.c


def plans(
    connection: Connection, today: date, centres: Iterable[str], months: int = USUAL_PERIOD
) -> list[ItemPlan]:
    """Every item that is there, comes, has a level or was used in these last whole months.

    By centre and item. Raises `PeriodNotOfferedError`.
    """
    return _plans(connection, centres, (_period(today, months), today), known_levels(connection))


def pressing(connection: Connection, today: date, months: int = USUAL_PERIOD) -> list[ItemPlan]:
    """At all centres, the plans of items that one of them may run out of, or waste.

    So much is told of all others without looking at their days; nor is the pace of what every
    centre lacks. Raises `PeriodNotOfferedError`.
    """
    centres = [one.code for one in all_centres(connection)]
    period, known = _period(today, months), known_levels(connection)
    wanted = to_plan(connection, period, today, centres, known)
    if not wanted.items:
        return []
    return _plans(connection, centres, (period, today), known, wanted.items, wanted.lacking)


def _period(today: date, months: int) -> Period:
    if months not in PERIODS:
        raise PeriodNotOfferedError(months, PERIODS)
    return whole_months(today, months)


def _plans(
    connection: Connection,
    centres: Iterable[str],
    times: tuple[Period, date],
    known: Levels,
    wanted: Items = None,
    unpaced: Collection[str] = (),
) -> list[ItemPlan]:
    period, today = times
    road = road_to(connection)
    found = []
    for centre in centres:
        here = CentreBooks(connection, centre, period, today, wanted)
        minded = {item for where, item in known if where == centre}
        coming = {item for where, item in road if where == centre}
        everything = here.items() | minded | coming
        for item in sorted(everything if wanted is None else everything.intersection(wanted)):
            place = (centre, item)
            stock = here.stock(item)
            pace = Pace(period, 0, 0) if item in unpaced else here.pace(item)
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


def year_of(connection: Connection, today: date, centre: str, item: str) -> list[MonthLevel]:
    """Of an item at a centre: eleven whole months and the one that is running, oldest first."""
    running = whole_months(add_months(today.replace(day=1), 1), MONTHS_A_YEAR)
    return CentreBooks(connection, centre, running, today, [item]).year(item)


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
        possible_kits(centre, one, usable, more)
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
        ~exists().where(reversal.c.document == _I.document),
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
    return moves_of(connection, pressing(connection, today, months), today)


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
