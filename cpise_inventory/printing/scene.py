"""What a paper is made of: one event, one language, and the books as they stood when it happened.

Builders take a scene and answer the parts of a `Paper`; nothing in them looks at today's names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from cpise_inventory.assets.events import State
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.past import Then
from cpise_inventory.documents.queries import Print
from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language import terms
from cpise_inventory.language.packs import packed
from cpise_inventory.language.words import Words
from cpise_inventory.people.queries import person
from cpise_inventory.statuses import PLACE
from cpise_inventory.stock.events import Line

DRAFT = ""
"""The number of what is not issued yet."""


@dataclass(frozen=True)
class Marks:
    """What a paper bears beside what its event says."""

    qr: str = ""
    copy: str = ""
    reversed: str = ""
    watermark: str = ""
    foot: str = ""
    printed: Print | None = None
    """The print that is drawn again: a later one may say more."""


@dataclass
class Scene:
    connection: Connection
    journal: Journal
    event: Event[Any]
    w: Words
    marks: Marks = field(default_factory=Marks)

    @cached_property
    def then(self) -> Then:
        if self.draft:
            return Then(self.connection, self.journal)
        return Then(self.connection, self.journal, self.event.stamp)

    @property
    def draft(self) -> bool:
        return str(self.event.payload.number) == DRAFT

    @cached_property
    def actor(self) -> str:
        """Who did it, as that person is called."""
        return self.person(self.event.actor)

    def person(self, name: str) -> str:
        found = person(self.connection, name)
        return found.display if found else name

    # --- names --------------------------------------------------------------------------------

    def named(self, name: Named) -> str:
        return self.w.pick(fr=name.fr, ar=name.ar, en=name.en)

    def item(self, code: str) -> str:
        found = self.then.item(code)
        return self.named(found.name) if found else self.code(code)

    def term(self, group: Mapping[str, str], code: str) -> str:
        """The word for a code, as it begins a value."""
        word = terms.term(group, code, self.w)
        return word[:1].upper() + word[1:]

    def unit(self, code: str) -> str:
        """The word for the base unit of an item."""
        found = self.then.item(code)
        return terms.term(terms.UNITS, found.unit, self.w) if found else ""

    def packs(self, code: str, quantity: int) -> str:
        """`4 cartons + 3 pieces`, as the item was packed then; empty where no pack is full."""
        found = self.then.item(code)
        return packed(quantity, found.unit, found.packs, self.w) if found else ""

    def centre(self, code: str) -> str:
        found = self.then.centre(code)
        return self.named(found.name) if found else self.code(code)

    def storeroom(self, location: str) -> str:
        found = self.then.place(location)
        return self.named(found.name) if found else terms.place(location, self.w)

    def place(self, location: str) -> str:
        """A storeroom by its name, with its centre's if that is not the paper's; else its term."""
        found = self.then.place(location)
        if found is None:
            return terms.place(location, self.w)
        name = self.named(found.name)
        if found.centre == self.event.payload.centre:
            return name
        return f"{self.centre(found.centre)} – {name}"

    def holder(self, state: State) -> str:
        """Who answers for an asset, or the room that it stands in."""
        if state.custodian_kind == PLACE:
            return self.storeroom(state.custodian)
        return self.w.isolate(state.custodian)

    def donor(self, code: str) -> str:
        found = self.then.donor(code)
        return self.named(found.name) if found else self.w.isolate(code)

    # --- figures and codes --------------------------------------------------------------------

    def code(self, text: str) -> str:
        return self.w.ltr(text)

    def number(self, value: int) -> str:
        return self.w.number(value)

    def day(self, day: str) -> str:
        return self.w.ltr(self.w.date(day)) if day else ""

    def expiry(self, text: str) -> str:
        try:
            return self.w.ltr(self.w.expiry(text))
        except ValueError:  # a draft's, half typed
            return self.w.ltr(text)

    def facts(self, *facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        """Label and value, without those that have no value."""
        return tuple((label, value) for label, value in facts if value)

    # --- donors -------------------------------------------------------------------------------

    def donor_line(self, donations: Iterable[str]) -> str:
        """ "Don de …", for all the donations that these codes name; a mixed lot names several."""
        codes = dict.fromkeys(one for code in donations for one in code.split("+") if one)
        given = dict.fromkeys(self._giver(code) for code in codes)
        if not given:
            return ""
        return self.w.t("Donated by: {donors}", donors=("؛ " if self.w.rtl else " ; ").join(given))

    def _giver(self, code: str) -> str:
        """A donation without an agreement bears its donor's code."""
        found = self.then.donation(code)
        if found is None:
            return self.donor(code)
        donor = self.donor(found.donor)
        if not found.funder:
            return donor
        funder = self.donor(found.funder)
        return self.w.t("{donor}, funding: {funder}", donor=donor, funder=funder)


def apart(w: Words, parts: Iterable[str], sign: str) -> str:
    """Joined by a sign; in Arabic held apart, or what is written from the left would run together.

    (A sign between two codes takes their direction, and turns the order of both.)
    """
    mark = "\u200f" if w.rtl else ""
    return f"{mark}{sign}{mark}".join(parts)


def donations_of(lines: Iterable[Line]) -> list[str]:
    """The donations that these lots come from, each once."""
    return list(dict.fromkeys(read_lot(line.lot).donation for line in lines))


def duplicate_mark(connection: Connection, printed: Print, w: Words) -> str:
    """`DUPLICATA 2 — 24/11/2026 10:42 — Sidi`."""
    who = person(connection, printed.actor)
    parts = (
        w.t("DUPLICATE {copy}", copy=printed.copy),
        w.ltr(w.when(printed.printed_at)),
        w.isolate(who.display if who else printed.actor),
    )
    return apart(w, parts, " — ")
