"""What the groups of the figures are called, for the window and the command line alike."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from cpise_inventory.asset_filters import PAST, days_of
from cpise_inventory.assets.figures import AGES, Group
from cpise_inventory.assets.telling import Names
from cpise_inventory.language.money import sums_said
from cpise_inventory.language.terms import CATEGORIES, CONDITIONS, term
from cpise_inventory.language.words import N_, Words

TITLES: Final[Mapping[str, str]] = {
    "centre": N_("By centre"),
    "category": N_("By category"),
    "age": N_("By age"),
    "condition": N_("By condition"),
    "donor": N_("By donor"),
    "replacement": N_("Replacement plan"),
    "warranty": N_("Warranties that end"),
    "loans": N_("Loans that end"),
}
"""Of each of `figures.BY`."""
NAMED: Final[Mapping[str, str]] = {
    "centre": N_("Centre"),
    "category": N_("Category"),
    "age": N_("Age"),
    "condition": N_("Condition"),
    "donor": N_("Donor"),
    "replacement": N_("Year"),
    "warranty": N_("Ends"),
    "loans": N_("Due back"),
}
"""What a group is one of."""
MOST_TOLD: Final = 365
"""Days: what ends after them ends later."""


def namer(by: str, called: Names, today: date) -> Callable[[Group], str]:
    """What a group is called."""
    w = called.w
    match by:
        case "centre" | "donor":
            return lambda group: called.of(group.key)
        case "category":
            return lambda group: term(CATEGORIES, group.key, w)
        case "condition":
            return lambda group: term(CONDITIONS, group.key, w)
        case "age":
            return lambda group: _age(int(group.key), w)
        case "replacement":
            return lambda group: _year(group.key, today, w)
    return lambda group: _span(group.key, w)


def values(group: Group, w: Words) -> str:
    """What they are worth."""
    return sums_said(sorted(group.values.items()), w)


def repairs(group: Group, w: Words) -> str:
    """What their repairs have cost."""
    return sums_said(sorted(group.repairs.items()), w)


def kinds(group: Group, w: Words) -> str:
    """`laptop 4, screen 1`: of what there is most first."""
    most = sorted(group.categories.items(), key=lambda one: (-one[1], one[0]))
    told = (f"{term(CATEGORIES, code, w)} {w.ltr(w.number(count))}" for code, count in most)
    return w.join(told)


def _age(least: int, w: Words) -> str:
    under = dict(AGES)[least]
    if not least:
        return w.n("less than {count} year", "less than {count} years", under)
    if not under:
        return w.n("{count} year or more", "{count} years or more", least)
    if under == least + 1:
        return w.n("{count} year", "{count} years", least)
    last = under - 1
    return w.t("{first}–{last} years", first=w.ltr(str(least)), last=w.ltr(str(last)))


def _year(year: str, today: date, w: Words) -> str:
    if year == str(today.year):
        return w.t("{year} or before", year=w.ltr(year))
    return w.ltr(year)


def _span(span: str, w: Words) -> str:
    if span == PAST:
        return w.t("in the past")
    first, last = days_of(span)
    if last > MOST_TOLD:
        return w.t("later")
    if not first:
        return w.n("within {count} day", "within {count} days", last)
    return w.t("in {first} to {last} days", first=first, last=last)
