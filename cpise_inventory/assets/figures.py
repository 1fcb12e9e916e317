"""How much equipment there is, of what, how old and in which state; what ends, what is to be
replaced. Of what is in the register still; values of different currencies are never added up.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, func, select

from cpise_inventory.asset_filters import ENDING, PAST, Filter, days_of
from cpise_inventory.assets import repairs
from cpise_inventory.assets.categories import CODES
from cpise_inventory.assets.commands import CONDITIONS
from cpise_inventory.assets.lives import lives
from cpise_inventory.assets.narrowing import years_before
from cpise_inventory.assets.repairs import Repaired
from cpise_inventory.statuses import LEFT, ON_LOAN
from db.schema import asset, donation

BY: Final = ("centre", "category", "age", "condition", "donor", "replacement", "warranty", "loans")
AGES: Final = ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 10), (10, 0))
"""Years: at least, and less than; 0 is no end."""
SPANS: Final = (PAST, "0-30", "31-90", "91-180", "181-365", "366-9999")
"""When a warranty or a loan ends, counted in days from today."""
YEARS: Final = 10
"""Of the plan, the present one among them."""
_A = asset.c


@dataclass
class Group:
    """`key`: a code, the first year of an age, the year of the plan or a span of days; `wanted`
    asks the list for just these. `conditions`: how many are in which; `values`: hundredths by
    currency, and `repairs` what their repairs have cost; `categories`: how many of which.
    """

    key: str
    wanted: Filter
    count: int = 0
    conditions: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    categories: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    values: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    repairs: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, some: "_Some | Repaired") -> None:
        if isinstance(some, Repaired):
            self.repairs[some.currency] += some.cost
            return
        self.count += some.number
        self.conditions[some.condition] += some.number
        self.categories[some.category] += some.number
        if some.value:
            self.values[some.currency] += some.value


class _Some(NamedTuple):
    """So many that are alike in what is grouped by."""

    key: str
    category: str
    condition: str
    currency: str
    number: int
    value: int


def figures(connection: Connection, by: str, today: date, centre: str = "") -> list[Group]:
    """Groups by one of `BY`, in the order in which they are read; none is empty."""
    return [group for group in _GROUPED[by](connection, today, centre) if group.count]


def _read(
    connection: Connection, column: Any, centre: str, *only: ColumnElement[bool]
) -> Iterator[_Some | Repaired]:
    alike = (column, _A.category, _A.condition, _A.currency)
    asked = select(*alike, func.count(), func.sum(_A.value)).where(_A.status.not_in(LEFT), *only)
    if centre:
        asked = asked.where(_A.centre == centre)
    for row in connection.execute(asked.group_by(*alike)):
        yield _Some._make((*row[:4], int(row[4]), int(row[5])))
    yield from repairs.grouped(connection, column, centre, *only)


def _collected(
    found: "Iterable[_Some | Repaired]",
    name: "Callable[[_Some | Repaired], str]",
    wanted: Callable[[str], Filter],
) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for some in found:
        key = name(some)
        if key not in groups:
            groups[key] = Group(key, wanted(key))
        groups[key].take(some)
    return groups


def _in_order(groups: dict[str, Group], keys: Iterable[str]) -> list[Group]:
    """Those of the keys first, then whatever else there is."""
    order = dict.fromkeys((*keys, *sorted(groups)))
    return [groups[key] for key in order if key in groups]


# --- what they are --------------------------------------------------------------------------------


def _centre(connection: Connection, _today: date, centre: str) -> list[Group]:
    found = _read(connection, _A.centre, centre)
    return _in_order(_collected(found, lambda some: some.key, lambda key: Filter(centre=key)), ())


def _category(connection: Connection, _today: date, centre: str) -> list[Group]:
    found = _read(connection, _A.category, centre)
    groups = _collected(
        found, lambda some: some.key, lambda key: Filter(category=key, centre=centre)
    )
    return _in_order(groups, CODES)


def _condition(connection: Connection, _today: date, centre: str) -> list[Group]:
    found = _read(connection, _A.condition, centre)
    groups = _collected(
        found, lambda some: some.key, lambda key: Filter(condition=key, centre=centre)
    )
    return _in_order(groups, CONDITIONS)


def _donor(connection: Connection, _today: date, centre: str) -> list[Group]:
    """What came without an agreement bears its donor's code as its donation."""
    donors = dict(connection.execute(select(donation.c.code, donation.c.donor)).all())
    found = _read(connection, _A.donation, centre)
    groups = _collected(
        found,
        lambda some: donors.get(some.key, some.key),
        lambda key: Filter(donor=key, centre=centre),
    )
    return sorted(groups.values(), key=lambda group: (-group.count, group.key))


# --- how old they are -----------------------------------------------------------------------------


def _age(connection: Connection, today: date, centre: str) -> list[Group]:
    """Of what came on an unknown day nothing is said."""
    ages = [
        (str(least), years_before(today, least).isoformat(), Filter(older=least, younger=under))
        for least, under in AGES
    ]
    groups = {key: Group(key, replace(wanted, centre=centre)) for key, _, wanted in ages}
    for some in _read(connection, _A.acquired_on, centre):
        if some.key:
            fitting = [key for key, last_day, _ in ages if some.key <= last_day]
            groups[fitting[-1] if fitting else ages[0][0]].take(some)
    return list(groups.values())


def _replacement(connection: Connection, today: date, centre: str) -> list[Group]:
    """By the year in which their time of use ends; first what is overdue, with this year."""
    years_of = lives(connection)
    groups = {
        year: Group(str(year), Filter(replace=year, centre=centre))
        for year in range(today.year, today.year + YEARS)
    }
    for some in _read(connection, _A.acquired_on, centre):
        if some.key and some.category in years_of:
            year = max(int(some.key[:4]) + years_of[some.category], today.year)
            if year in groups:
                groups[year].take(some)
    return list(groups.values())


# --- what ends ------------------------------------------------------------------------------------


def _warranty(connection: Connection, today: date, centre: str) -> list[Group]:
    wanted = replace(ENDING["warranty_ends"], centre=centre)
    found = _read(connection, _A.warranty_until, centre)
    return _ending(found, today, {span: replace(wanted, warranty=span) for span in SPANS})


def _loans(connection: Connection, today: date, centre: str) -> list[Group]:
    wanted = replace(ENDING["loan_ends"], centre=centre)
    found = _read(connection, _A.due_on, centre, _A.status == ON_LOAN)
    return _ending(found, today, {span: replace(wanted, due=span) for span in SPANS})


def _ending(
    found: Iterable[_Some | Repaired], today: date, wanted: dict[str, Filter]
) -> list[Group]:
    groups = {span: Group(span, wanted[span]) for span in SPANS}
    for some in found:
        if some.key:
            groups[_span(some.key, today)].take(some)
    return list(groups.values())


def _span(day: str, today: date) -> str:
    left = (date.fromisoformat(day) - today).days
    return PAST if left < 0 else next(one for one in SPANS[1:] if left <= days_of(one)[1])


_GROUPED: Final[dict[str, Callable[[Connection, date, str], list[Group]]]] = {
    "centre": _centre,
    "category": _category,
    "age": _age,
    "condition": _condition,
    "donor": _donor,
    "replacement": _replacement,
    "warranty": _warranty,
    "loans": _loans,
}
