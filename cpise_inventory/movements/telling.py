"""The register in words: for the window, the command line, files and paper alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from sqlalchemy import Connection

from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.events import Named
from cpise_inventory.language import terms
from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.packs import counted, packed
from cpise_inventory.language.words import N_, Words
from cpise_inventory.locations import (
    DISTRIBUTED,
    DONOR,
    EXCESS,
    QUARANTINE,
    REPORTED,
    TRANSIT,
    is_real,
    is_set_apart,
)
from cpise_inventory.movements.filters import (
    BY_DOCUMENT,
    CANCELLED,
    LAST_MONTH,
    LAST_YEAR,
    STANDING,
    THIS_MONTH,
    THIS_YEAR,
    Filter,
)
from cpise_inventory.movements.queries import Movement
from cpise_inventory.people.queries import persons

PERIODS: Final = {
    THIS_MONTH: N_("This month"),
    LAST_MONTH: N_("Last month"),
    THIS_YEAR: N_("This year"),
    LAST_YEAR: N_("Last year"),
}
STATES: Final = {
    STANDING: N_("Without what was cancelled"),
    CANCELLED: N_("Only what was cancelled"),
}
APART: Final = {QUARANTINE: N_("Quarantine"), REPORTED: N_("Reported loss")}
"""A centre's two places for what is held, where there is no room for their whole names."""


@dataclass
class Names:
    """What codes are called now, in one language; each table is read once, when it's asked for."""

    connection: Connection
    w: Words

    def item(self, code: str) -> str:
        found = self._items.get(code)
        return self._named(found.name) if found else code

    def unit(self, code: str) -> str:
        found = self._items.get(code)
        return terms.term(terms.UNITS, found.unit, self.w) if found else ""

    def amount(self, line: Movement) -> str:
        """`30 pieces`."""
        found = self._items.get(line.item)
        return counted(found.unit if found else "piece", line.quantity, self.w)

    def packs(self, line: Movement) -> str:
        """`4 cartons + 3 pieces`; empty where no pack is full."""
        found = self._items.get(line.item)
        return packed(line.quantity, found.unit, found.packs, self.w) if found else ""

    def centre(self, code: str) -> str:
        return self._centres.get(code, code)

    def person(self, name: str) -> str:
        return self._persons.get(name) or name

    def donor(self, code: str) -> str:
        return self._donors.get(code, code)

    def place(self, location: str) -> str:
        """The storeroom with its centre, or where goods are that are in none."""
        if not is_real(location):
            return terms.place(location, self.w)
        found = self._places.get(location)
        if found is None:
            return self.w.ltr(location)
        return f"{self.centre(found.centre)} – {self._named(found.name)}"

    def source(self, line: Movement, *, code: bool = False) -> str:
        """From where, or from whom: a donor, a recipient who brings something back.

        `code`: storerooms and donors by their codes, where names would fill the line.
        """
        return self._end(line.source, line, code=code)

    def target(self, line: Movement, *, code: bool = False) -> str:
        return self._end(line.target, line, code=code)

    def in_brief(self, location: str, line: Movement, centre: str) -> str:
        """An end of a movement where there is little room: of this centre the storeroom's name, of
        others its code, and donors by theirs. What is held is said to be, whosever it is: the
        document says where.
        """
        if is_set_apart(location):
            return self.w.t(APART[location.partition("/")[2]])
        found = self._places.get(location)
        if found is not None and found.centre == centre:
            return self._named(found.name)
        if (kind := location.partition("/")[0]) in (TRANSIT, EXCESS):
            return terms.place(kind, self.w)  # the document says of which waybill
        return self._end(location, line, code=True)

    def kind(self, line: Movement) -> str:
        return terms.term(KINDS, line.kind, self.w)

    def mark(self, line: Movement) -> str:
        """By which document it's cancelled, or which one it cancels; empty while it stands."""
        if line.reversed_by:
            return self.w.t("Cancelled by {number}", number=self.w.ltr(line.reversed_by))
        if line.reverses:
            return self.w.t("Cancels {number}", number=self.w.ltr(line.reverses))
        return ""

    def _end(self, location: str, line: Movement, *, code: bool) -> str:
        if location == DONOR and line.whom:
            return line.whom if code else self.donor(line.whom)
        if location == DISTRIBUTED and line.whom:
            return line.whom
        return location if code and is_real(location) else self.place(location)

    def _named(self, name: Named) -> str:
        return self.w.pick(fr=name.fr, ar=name.ar, en=name.en)

    @cached_property
    def _items(self) -> dict[str, catalogue.Item]:
        return {one.code: one for one in catalogue.items(self.connection)}

    @cached_property
    def _centres(self) -> dict[str, str]:
        return {one.code: self._named(one.name) for one in catalogue.centres(self.connection)}

    @cached_property
    def _donors(self) -> dict[str, str]:
        return {one.code: self._named(one.name) for one in catalogue.donors(self.connection)}

    @cached_property
    def _places(self) -> dict[str, catalogue.Place]:
        return {one.code: one for one in catalogue.places(self.connection, closed=True)}

    @cached_property
    def _persons(self) -> dict[str, str]:
        return {one.name: one.display for one in persons(self.connection, closed=True)}


def described(wanted: Filter, names: Names, today: date) -> Iterator[tuple[str, str]]:
    """What a filter asks for, name and value; nothing of what it leaves open."""
    w = names.w
    told = (
        (w.t("Period"), period(wanted, today, w)),
        (w.t("Centre"), names.centre(wanted.centre)),
        (w.t("Storeroom"), wanted.place and names.place(wanted.place)),
        (w.t("Item"), wanted.item and names.item(wanted.item)),
        (w.t("Category"), w.isolate(wanted.category)),
        (w.t("Lot"), w.ltr(wanted.lot)),
        (w.t("Donation"), w.ltr(wanted.donation)),
        (w.t("Kind"), wanted.kind and terms.term(KINDS, wanted.kind, w)),
        (w.t("Person"), names.person(wanted.actor)),
        (w.t("Document"), w.ltr(wanted.document)),
        (w.t("Recipient"), _recipient(wanted, w)),
        (w.t("State"), w.t(STATES.get(wanted.state, ""))),
        (w.t("Text"), w.isolate(wanted.text)),
        (w.t("Order"), w.t("By document") if wanted.order == BY_DOCUMENT else ""),
    )
    return ((name, value) for name, value in told if value)


def period(wanted: Filter, today: date, w: Words) -> str:
    """`01/11/2026 – 30/11/2026`, or what of it is said; empty where the period is open."""
    first, last = (w.ltr(w.date(day)) if day else "" for day in wanted.days(today))
    if first and last:
        return w.t("from {first} to {last}", first=first, last=last)
    if first:
        return w.t("since {first}", first=first)
    return w.t("until {last}", last=last) if last else ""


def _recipient(wanted: Filter, w: Words) -> str:
    kind = terms.term(terms.RECIPIENTS, wanted.recipient_kind, w) if wanted.recipient_kind else ""
    return " · ".join(part for part in (kind, w.isolate(wanted.recipient)) if part)
