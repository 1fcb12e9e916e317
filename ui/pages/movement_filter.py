"""What the movement register is to show: every question it can be asked, and a name to keep it by.

The same questions as the command line's; what is empty asks for all.
"""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

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
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.search import Proposal, among
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, capital, today
from ui.pages.movement_offers import Choices, Offers
from ui.pages.searches import EagerSearch
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

WIDTH: Final = 860
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


class FilterSheet(FormSheet):
    """`use` gets the filter once all that it names is known; `kept` is called when one was kept or
    forgotten.
    """

    def __init__(
        self,
        desk: Desk,
        offers: Offers,
        wanted: Filter,
        use: Callable[[Filter], object],
        kept: Callable[[], object],
    ) -> None:
        words, look = desk.look.words, desk.look
        super().__init__(desk, words.t("Filter the movements"), icon="funnel", width=WIDTH)
        self._offers, self._use, self._kept = offers, use, kept
        self._named = offers.name_of(wanted)
        self.period, self.centre, self.place = Combo(), Combo(), Combo()
        self.category, self.donation, self.kind, self.actor = Combo(), Combo(), Combo(), Combo()
        self.recipient_kind, self.state, self.order = Combo(), Combo(), Combo()
        self.first_day, self.last_day = DateEdit(look, today()), DateEdit(look, today())
        self.item = EagerSearch(look, among(self._items()), words.t("Name or code of an item"))
        self.lot, self.document, self.recipient = (line_edit(look) for _ in range(3))
        self.name = line_edit(look, self._named, words.t("Only to find it again"))
        self._text = wanted.text
        self.fields = self._make_fields()
        self.first = self.period
        self._lay_out()
        self._make_buttons()
        self._offer(wanted)
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
            "name": (w.t("Keep it under the name"), self.name),
        }
        return {key: Field(look, name, editor) for key, (name, editor) in told.items()}

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setVerticalSpacing(Size.S)
        keys = [key for row in ROWS for key in row]
        for at, row in enumerate(ROWS):
            for column, key in enumerate(row):
                wide = 2 if key == "name" else 1
                grid.addWidget(self.fields[key], at, column, 1, wide)
        for column in range(len(ROWS[0])):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        for one, following in pairwise(keys):
            self.setTabOrder(self.fields[one].editor, self.fields[following].editor)

    def _make_buttons(self) -> None:
        look, words = self.look, self.look.words
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        if self._named:
            name = words.isolate(self._named)
            text = words.t("Forget “{name}”", name=name)
            self.add_button(Button(look, text, self._forget, icon="trash-2", role="quiet"))
        self.add_button(Button(look, words.t("Clear"), lambda: self._offer(EVERYTHING)))
        self.do = self.add_button(
            Button(look, words.t("Show"), self._show, icon="circle-check", role="primary", key="F9")
        )

    def _items(self) -> list[Proposal]:
        ltr = self.look.words.ltr
        return [Proposal(code, name, ltr(code), "package") for code, name in self._offers.items]

    # What is offered ------------------------------------------------------------------------------

    def _offer(self, wanted: Filter) -> None:
        w, offers = self.look.words, self._offers
        all_of = w.t("All")
        _fill(self.period, [(code, w.t(text)) for code, text in PERIODS.items()], wanted.period)
        _fill(self.centre, [("", w.t("All centres")), *offers.centres], wanted.centre)
        _fill(self.category, [("", all_of), *((one, one) for one in offers.categories)])
        self.category.choose(wanted.category)
        donations = [(one, w.ltr(one)) for one in offers.donations]
        _fill(self.donation, [("", all_of), *donations], wanted.donation)
        moving = [(code, term(kinds.KINDS, code, w)) for code in KINDS]
        _fill(self.kind, [("", w.t("All kinds")), *moving], wanted.kind)
        _fill(self.actor, [("", w.t("All people")), *offers.people], wanted.actor)
        whom = [(code, capital(term(RECIPIENTS, code, w))) for code in RECIPIENTS]
        _fill(self.recipient_kind, [("", all_of), *whom], wanted.recipient_kind)
        _fill(self.state, [(code, w.t(text)) for code, text in STATES.items()], wanted.state)
        _fill(self.order, [(code, w.t(text)) for code, text in ORDERS.items()], wanted.order)
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
        _fill(self.place, [whole, *rooms], chosen or self.place.code)
        self.place.setEnabled(bool(centre))

    def _period_chosen(self, _at: int = 0) -> None:
        """A period that goes with the calendar leaves no days to choose."""
        for edit in (self.first_day, self.last_day):
            edit.setEnabled(not self.period.code)

    # What is asked --------------------------------------------------------------------------------

    def _show(self) -> None:
        self.nothing_is_wrong()
        wanted = self._told()
        if wanted is None:
            return
        name, person = self.name.text(), self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> Filter:
            from cpise_inventory.movements.kept import FILTERS  # noqa: PLC0415 - SQLAlchemy

            if not name.strip():
                with store.read() as connection:
                    return FILTERS.checked(connection, wanted)
            with store.write(person) as work:
                FILTERS.keep(work, name, wanted)
            return wanted

        self.ask(job, self._answered, self._failed)

    def _answered(self, wanted: Filter) -> None:
        self.done()
        if self.name.text().strip():
            self._kept()
        self._use(wanted)

    def _failed(self, error: Exception) -> None:
        self.do.setEnabled(True)
        self.tell(error)

    def _told(self) -> Filter | None:
        """None where a field can't be read: it says so."""
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
            lot=_typed(self.lot),
            donation=self.donation.code,
            kind=self.kind.code,
            actor=self.actor.code,
            document=_typed(self.document).upper(),
            recipient_kind=self.recipient_kind.code,
            recipient=_typed(self.recipient),
            state=self.state.code,
            text=self._text,
            order=self.order.code,
        )

    def _forget(self) -> None:
        name, person = self._named, self.desk.session.person

        def job(store: "Store") -> str:
            from cpise_inventory.movements.kept import FILTERS  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                FILTERS.forget(work, name)
            return name

        def forgotten(_name: str) -> None:
            self.done()
            self._kept()

        self.ask(job, forgotten)

    def _field_of(self, error: Exception) -> Field | None:
        name = str(getattr(error, "field", ""))
        return self.fields.get(OF_REFUSALS.get(name, name)) or super()._field_of(error)


def _fill(combo: Combo, entries: Choices, chosen: str = "") -> None:
    """What was chosen before does not stay."""
    combo.fill(entries, chosen)
    if not chosen:
        combo.blockSignals(True)
        combo.setCurrentIndex(0)
        combo.blockSignals(False)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _typed(line: QLineEdit) -> str:
    return " ".join(line.text().split())
