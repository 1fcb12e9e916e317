"""What the lists of planning show: an item at a centre with its plan, and items by centres."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from cpise_inventory import clock
from cpise_inventory.language.folding import fold
from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import Words
from cpise_inventory.planning import queries
from cpise_inventory.planning.plan import ItemPlan, State
from ui.kit.pages import View, Whole
from ui.pages.names import picked

if TYPE_CHECKING:
    from cpise_inventory.store import Store

ALL, SHORT, WASTING, UNUSED = "all", "short", "wasting", "unused"
RANKS: Final = {State.OUT: 0, State.SHORT: 1}
"""What is out stands first, whatever day it would run out."""


@dataclass(frozen=True)
class PlanRow:
    plan: ItemPlan
    name: str
    unit: str

    @property
    def key(self) -> tuple[str, str]:
        return self.plan.centre, self.plan.item


@dataclass(frozen=True)
class CentresRow:
    """One item; `plans` by centre."""

    item: str
    name: str
    plans: Mapping[str, ItemPlan]

    @property
    def total(self) -> int:
        return sum(plan.outlook.usable for plan in self.plans.values())


def today() -> date:
    return clock.today()


def kinds_of(plan: ItemPlan) -> set[str]:
    """The chips that an item is under."""
    found = {ALL}
    if plan.state in (State.OUT, State.SHORT):
        found.add(SHORT)
    if plan.outlook.at_risk:
        found.add(WASTING)
    if plan.state is State.UNUSED or (plan.pace.monthly == 0 and plan.outlook.usable):
        found.add(UNUSED)
    return found


class PlanSource(Whole[PlanRow]):
    """A centre's plans; `counts`: how many there are under each chip."""

    def __init__(self, words: Words, centre: str) -> None:
        super().__init__()
        self._words, self.centre = words, centre
        self.months = queries.USUAL_PERIOD
        self.counts: dict[str, int] = {}

    @override
    def read(self, store: "Store", view: View) -> list[PlanRow]:
        with store.read() as connection:
            found = queries.plans(connection, today(), [self.centre], self.months)
        names, units = names_of(store, self._words)
        rows = [
            PlanRow(one, names.get(one.item, one.item), units.get(one.item, "")) for one in found
        ]
        wanted = fold(view.text)
        self.counts = dict(Counter(kind for row in rows for kind in kinds_of(row.plan)))
        shown = (
            row
            for row in rows
            if (view.kind or ALL) in kinds_of(row.plan)
            and wanted in fold(f"{row.plan.item} {row.name}")
        )
        return sorted(shown, key=_by_urgency)


def _by_urgency(row: PlanRow) -> tuple[int, date, str, str]:
    plan = row.plan
    ends = plan.outlook.runs_out_on or date.max
    return RANKS.get(plan.state, 2), ends, fold(row.name), plan.item


def names_of(store: "Store", words: Words) -> tuple[dict[str, str], dict[str, str]]:
    """Of items (and centres) their names, of items the word for their unit."""
    from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        units = {one.code: term(UNITS, one.unit, words) for one in catalogue.items(connection)}
        return picked(catalogue.names(connection), words), units


def by_item(plans: Iterable[ItemPlan], names: Mapping[str, str]) -> list[CentresRow]:
    """A row for each item, by name."""
    found: dict[str, dict[str, ItemPlan]] = {}
    for one in plans:
        found.setdefault(one.item, {})[one.centre] = one
    rows = [CentresRow(item, names.get(item, item), there) for item, there in found.items()]
    return sorted(rows, key=lambda row: (fold(row.name), row.item))
