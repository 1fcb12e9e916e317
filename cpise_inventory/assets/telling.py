"""The register of assets in words: for the window, the command line, files and paper alike."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, NamedTuple

from sqlalchemy import Connection

from cpise_inventory.asset_filters import COLUMNS, PAST, TO_FOLLOW, USUAL, Filter, days_of
from cpise_inventory.assets.queries import Asset
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.queries import names, places
from cpise_inventory.language.folding import fold
from cpise_inventory.language.money import money, sums_said
from cpise_inventory.language.terms import CATEGORIES, CONDITIONS, STATUSES, term
from cpise_inventory.language.words import N_, Words

TITLES: Final = {
    "tag": N_("Tag"),
    "model": N_("Make and model"),
    "serial": N_("Serial number"),
    "category": N_("Category"),
    "centre": N_("Centre"),
    "custodian": N_("Custodian"),
    "condition": N_("Condition"),
    "status": N_("Status"),
    "acquired": N_("Received on"),
    "warranty": N_("Warranty until"),
    "due": N_("Due on"),
    "value": N_("Value"),
    "donation": N_("Donation"),
    "owner": N_("Owner"),
    "workshop": N_("Workshop"),
    "repairs": N_("Cost of repairs"),
    "labels": N_("Labels printed"),
    "notes": N_("Notes"),
}
"""What each of `asset_filters.COLUMNS` is called."""
CODES: Final = ("tag", "serial", "centre", "donation")
DAYS: Final = ("acquired", "warranty", "due")
FIGURES: Final = ("value", "repairs", "labels")
CODED: Final[Mapping[str, str]] = MappingProxyType({})
"""Places by their codes, as the command line takes them."""


class Field(NamedTuple):
    """A column of a list, and what it says of one asset."""

    key: str
    title: str
    text: Callable[[Asset], str]

    @property
    def figures(self) -> bool:
        return self.key in FIGURES

    @property
    def code(self) -> bool:
        """It stays as it's written in Arabic too."""
        return self.key in (*CODES, *DAYS)


def summed(found: Iterable[Asset]) -> dict[str, int]:
    """Hundredths by currency, which are never added up; in the order of the currencies."""
    sums: dict[str, int] = defaultdict(int)
    for one in found:
        if one.value:
            sums[one.currency] += one.value
    return dict(sorted(sums.items()))


def rooms(connection: Connection, w: Words) -> dict[str, str]:
    """Storeroom or shelf, of any centre -> its name: a place's code stands for who holds an asset
    that is there.
    """
    found = places(connection, closed=True)
    return {one.code: w.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en) for one in found}


def fields(shown: Sequence[str], w: Words, called: Mapping[str, str] = CODED) -> list[Field]:
    """Those columns, in their order; none: the usual ones. `called`: as `rooms` says."""
    texts = _texts(w, called)
    return [Field(key, w.t(TITLES[key]), texts[key]) for key in shown or USUAL]


def ranks(w: Words) -> dict[str, tuple[str, ...]]:
    """Codes in the order in which a list shows them: by their names, a condition from the best."""
    named = {"category": CATEGORIES, "status": STATUSES}
    found = {
        order: tuple(sorted(names, key=lambda code: fold(term(names, code, w))))
        for order, names in named.items()
    }
    return found | {"condition": tuple(CONDITIONS)}


def _texts(w: Words, called: Mapping[str, str]) -> dict[str, Callable[[Asset], str]]:
    def day(iso: str) -> str:
        return w.date(iso) if iso else ""

    texts: tuple[Callable[[Asset], str], ...] = (
        lambda one: one.tag,
        lambda one: f"{one.maker} {one.model}".strip(),
        lambda one: one.serial,
        lambda one: term(CATEGORIES, one.category, w),
        lambda one: one.centre,
        lambda one: called.get(one.custodian, one.custodian),
        lambda one: term(CONDITIONS, one.condition, w),
        lambda one: term(STATUSES, one.status, w),
        lambda one: day(one.acquired_on),
        lambda one: day(one.warranty_until),
        lambda one: day(one.due_on),
        lambda one: money(one.value, one.currency, w),
        lambda one: one.donation,
        lambda one: one.owner,
        lambda one: one.workshop,
        lambda one: sums_said(one.repairs, w),
        lambda one: w.number(one.labels) if one.labels else "",
        lambda one: one.notes,
    )
    return dict(zip(COLUMNS, texts, strict=True))


# --- filters -------------------------------------------------------------------------------------


@dataclass
class Names:
    """What codes are called now, in one language; read once, when it's asked for."""

    connection: Connection
    w: Words

    def of(self, code: str) -> str:
        """A centre or a donor."""
        found = self._all.get(code)
        return self.w.pick(fr=found.fr, ar=found.ar, en=found.en) if found else self.w.ltr(code)

    @cached_property
    def _all(self) -> dict[str, Named]:
        return dict(names(self.connection))


def described(wanted: Filter, called: Names) -> Iterator[tuple[str, str]]:
    """What a filter asks for, name and value; nothing of what it leaves open."""
    w = called.w
    told = (
        (w.t("Centre"), wanted.centre and called.of(wanted.centre)),
        (w.t("Status"), _status(wanted.status, w)),
        (w.t("Category"), wanted.category and term(CATEGORIES, wanted.category, w)),
        (w.t("Condition"), wanted.condition and term(CONDITIONS, wanted.condition, w)),
        (w.t("Custodian"), w.isolate(wanted.holder)),
        (w.t("Donor"), wanted.donor and called.of(wanted.donor)),
        (w.t("Donation"), w.ltr(wanted.donation)),
        (w.t("Value"), _value(wanted, w)),
        (w.t("Age"), _age(wanted, w)),
        (w.t("Warranty"), _span(wanted.warranty, w)),
        (w.t("Due back"), _span(wanted.due, w)),
        (w.t("To be replaced"), w.ltr(str(wanted.replace)) if wanted.replace else ""),
        (w.t("Label"), w.t("none printed yet") if wanted.unlabelled else ""),
        (w.t("Text"), w.isolate(wanted.text)),
    )
    return ((name, value) for name, value in told if value)


def _status(status: str, w: Words) -> str:
    if status == TO_FOLLOW:
        return w.t("to follow up")
    return term(STATUSES, status, w) if status else ""


def _value(wanted: Filter, w: Words) -> str:
    if wanted.value:
        return w.t("{value} or more", value=money(wanted.value, wanted.currency, w))
    return w.t("in {currency}", currency=w.ltr(wanted.currency)) if wanted.currency else ""


def _age(wanted: Filter, w: Words) -> str:
    if wanted.older and wanted.younger:
        return w.t(
            "from {older} to less than {younger} years", older=wanted.older, younger=wanted.younger
        )
    if wanted.older:
        return w.n("{count} year or more", "{count} years or more", wanted.older)
    if wanted.younger:
        return w.n("less than {count} year", "less than {count} years", wanted.younger)
    return ""


def _span(span: str, w: Words) -> str:
    if span == PAST:
        return w.t("in the past")
    if not span:
        return ""
    first, last = days_of(span)
    if first:
        return w.t("in {first} to {last} days", first=first, last=last)
    return w.n("within {count} day", "within {count} days", last)
