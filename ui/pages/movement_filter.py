"""What the movement register is to show: every question it can be asked, and a name to keep it by.

The same questions as the command line's; what is empty asks for all.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cpise_inventory.language import kinds
from cpise_inventory.language.terms import RECIPIENTS, term
from cpise_inventory.language.words import N_
from cpise_inventory.movements.filters import (
    BY_DATE,
    BY_DOCUMENT,
    CANCELLED,
    EVERYTHING,
    KINDS,
    LAST_MONTH,
    LAST_YEAR,
    STANDING,
    THIS_MONTH,
    THIS_YEAR,
    Filter,
)
from ui.desk import Desk
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.search import Proposal, among
from ui.pages.combo import Combo
from ui.pages.filter_sheet import FilterSheet, fill, typed
from ui.pages.form_sheet import capital, today
from ui.pages.movement_offers import Choices, Offers
from ui.pages.searches import EagerSearch

if TYPE_CHECKING:
    from cpise_inventory.keeping import Shelf

PERIODS: Final = {
    "": N_("All dates"),
    THIS_MONTH: N_("This month"),
    LAST_MONTH: N_("Last month"),
    THIS_YEAR: N_("This year"),
    LAST_YEAR: N_("Last year"),
}
STATES: Final = {
    "": N_("All, cancelled or not"),
    STANDING: N_("Without what was cancelled"),
    CANCELLED: N_("Only what was cancelled"),
}
ORDERS: Final = {BY_DATE: N_("By date"), BY_DOCUMENT: N_("By document")}
ROWS: Final = (
    ("period", "first", "last"),
    ("centre", "place", "item"),
    ("category", "lot", "donation"),
    ("kind", "actor", "document"),
    ("recipient_kind", "recipient", "state"),
    ("order", "name"),
)
OF_REFUSALS: Final = {"to": "last", "storeroom": "place", "user": "actor", "number": "document"}
"""A refusal's field -> ours, where they differ."""


class MovementFilterSheet(FilterSheet[Filter]):
    """Of the movement register."""

    def __init__(
        self,
        desk: Desk,
        offers: Offers,
        wanted: Filter,
        use: Callable[[Filter], object],
        kept: Callable[[], object],
    ) -> None:
        words, look = desk.look.words, desk.look
        title = words.t("Filter the movements")
        super().__init__(desk, title, offers.name_of(wanted), use, kept)
        self._offers = offers
        self.period, self.centre, self.place = Combo(), Combo(), Combo()
        self.category, self.donation, self.kind, self.actor = Combo(), Combo(), Combo(), Combo()
        self.recipient_kind, self.state, self.order = Combo(), Combo(), Combo()
        self.first_day, self.last_day = DateEdit(look, today()), DateEdit(look, today())
        self.item = EagerSearch(look, among(self._items()), words.t("Name or code of an item"))
        self.lot, self.document, self.recipient = (line_edit(look) for _ in range(3))
        self._text = wanted.text
        self.fields = self._make_fields()
        self.lay_out(ROWS, EVERYTHING)
        self.offer(wanted)
        self.period.currentIndexChanged.connect(self._period_chosen)
        self.centre.currentIndexChanged.connect(lambda _at: self._offer_places())

    # Building -------------------------------------------------------------------------------------

    def _make_fields(self) -> dict[str, Field]:
        look, w = self.look, self.look.words
        told: dict[str, tuple[str, QWidget]] = {
            "period": (w.t("Period"), self.period),
            "first": (w.t("From the day"), self.first_day),
            "last": (w.t("To the day"), self.last_day),
            "centre": (w.t("Centre"), self.centre),
            "place": (w.t("Storeroom"), self.place),
            "item": (w.t("Item"), self.item),
            "category": (w.t("Category"), self.category),
            "lot": (w.t("Lot number"), self.lot),
            "donation": (w.t("Donation"), self.donation),
            "kind": (w.t("Kind"), self.kind),
            "actor": (w.t("Person"), self.actor),
            "document": (w.t("Document"), self.document),
            "recipient_kind": (w.t("Kind of recipient"), self.recipient_kind),
            "recipient": (w.t("Name of the recipient"), self.recipient),
            "state": (w.t("State"), self.state),
            "order": (w.t("Order"), self.order),
        }
        return {key: Field(look, name, editor) for key, (name, editor) in told.items()}

    def _items(self) -> list[Proposal]:
        ltr = self.look.words.ltr
        return [Proposal(code, name, ltr(code), "package") for code, name in self._offers.items]

    # What is offered ------------------------------------------------------------------------------

    @override
    def offer(self, wanted: Filter) -> None:
        w, offers = self.look.words, self._offers
        all_of = w.t("All")
        fill(self.period, [(code, w.t(text)) for code, text in PERIODS.items()], wanted.period)
        fill(self.centre, [("", w.t("All centres")), *offers.centres], wanted.centre)
        fill(
            self.category, [("", w.t("All categories")), *((one, one) for one in offers.categories)]
        )
        self.category.choose(wanted.category)
        donations = [(one, w.ltr(one)) for one in offers.donations]
        fill(self.donation, [("", all_of), *donations], wanted.donation)
        moving = [(code, term(kinds.KINDS, code, w)) for code in KINDS]
        fill(self.kind, [("", w.t("All kinds")), *moving], wanted.kind)
        fill(self.actor, [("", w.t("All people")), *offers.people], wanted.actor)
        whom = [(code, capital(term(RECIPIENTS, code, w))) for code in RECIPIENTS]
        fill(self.recipient_kind, [("", all_of), *whom], wanted.recipient_kind)
        fill(self.state, [(code, w.t(text)) for code, text in STATES.items()], wanted.state)
        fill(self.order, [(code, w.t(text)) for code, text in ORDERS.items()], wanted.order)
        self._offer_places(wanted.place)
        chosen = next((one for one in self._items() if one.value == wanted.item), None)
        self.item.set_chosen(chosen)
        for edit, day in ((self.first_day, wanted.first), (self.last_day, wanted.last)):
            edit.set_typed(w.date(day) if day else "")
        for line, text in (
            (self.lot, wanted.lot),
            (self.document, wanted.document),
            (self.recipient, wanted.recipient),
        ):
            line.setText(text)
        self._period_chosen()

    def _offer_places(self, chosen: str = "") -> None:
        """Those of the centre, once one is chosen."""
        centre = self.centre.code
        rooms: Choices = self._offers.rooms.get(centre, [])
        whole = ("", self.look.words.t("All storerooms"))
        fill(self.place, [whole, *rooms], chosen or self.place.code)
        self.place.setEnabled(bool(centre))

    def _period_chosen(self, _at: int = 0) -> None:
        """A period that goes with the calendar leaves no days to choose."""
        for edit in (self.first_day, self.last_day):
            edit.setEnabled(not self.period.code)

    # What is asked --------------------------------------------------------------------------------

    @override
    def shelf(self) -> "Shelf[Filter]":
        from cpise_inventory.movements.kept import FILTERS  # noqa: PLC0415 - SQLAlchemy

        return FILTERS

    @override
    def told(self) -> Filter | None:
        wrong = []
        for key, edit in (("first", self.first_day), ("last", self.last_day)):
            if edit.isEnabled() and (problem := edit.problem()) is not None:
                self.fields[key].wrong(self.desk.sentence(problem))
                wrong.append(key)
        if self.item.text().strip() and self.item.chosen is None:
            self.fields["item"].wrong(self.look.words.t("Choose an item from the list."))
            wrong.append("item")
        if wrong:
            self.fields[wrong[0]].focus()
            return None
        return Filter(
            period=self.period.code,
            first="" if self.period.code else _iso(self.first_day.value()),
            last="" if self.period.code else _iso(self.last_day.value()),
            centre=self.centre.code,
            place=self.place.code,
            item=str(self.item.value or ""),
            category=self.category.code,
            lot=typed(self.lot),
            donation=self.donation.code,
            kind=self.kind.code,
            actor=self.actor.code,
            document=typed(self.document).upper(),
            recipient_kind=self.recipient_kind.code,
            recipient=typed(self.recipient),
            state=self.state.code,
            text=self._text,
            order=self.order.code,
        )

    @override
    def _field_of(self, error: Exception) -> Field | None:
        name = str(getattr(error, "field", ""))
        return self.fields.get(OF_REFUSALS.get(name, name)) or super()._field_of(error)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
