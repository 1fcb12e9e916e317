"""What is said of a thing: only what its kind has, and what is seldom said on request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cpise_inventory.language.money import CURRENCIES, UnreadableMoney, parse_money
from cpise_inventory.language.terms import CATEGORIES, CONDITIONS, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.look import Look
from ui.pages.accessories import AccessoriesEdit
from ui.pages.combo import Combo
from ui.pages.form_sheet import capital, today
from ui.theme import Size

TEXTS: Final = ("maker", "model", "owner", "title", "notes")
DAYS: Final = ("warranty", "acquired", "consent_until")
CHOICES: Final = ("category", "condition", "currency")
ROWS: Final = (("category", "condition"), ("maker", "model"), ("value", "warranty"))
SELDOM: Final = (("acquired", "owner"), ("title", "consent_until"), ("notes",))
OF_A_KIND: Final = ("warranty", "accessories")
"""Shown only where the kind has them."""
CURRENCY: Final = 84


@dataclass(frozen=True)
class Said:
    """Days are ISO texts, as the books have them; `value` in hundredths."""

    maker: str
    model: str
    category: str
    condition: str
    value: int
    currency: str
    warranty: str
    accessories: tuple[str, ...]
    notes: str
    acquired: str
    owner: str
    title: str
    consent_until: str


class MoneyEdit(QWidget):
    """A sum with its currency."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.sum = line_edit(look)
        self.currency = Combo()
        self.currency.setAccessibleName(name)
        self.currency.setFixedWidth(CURRENCY)
        self.currency.fill([(code, code) for code in CURRENCIES])
        self.setFocusProxy(self.sum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.S)
        row.addWidget(self.sum, 1)
        row.addWidget(self.currency)


class AssetFields(QWidget):
    """`fields` by the names that refusals have for them."""

    kind_changed = Signal()

    def __init__(self, desk: Desk, *, one: bool = False) -> None:
        """`one`: that there is already, whose condition is noted elsewhere; else several new."""
        super().__init__()
        self._desk, self.look = desk, desk.look
        look, words = desk.look, desk.look.words
        self.category, self.condition = Combo(), Combo()
        self.maker, self.model, self.owner, self.title, self.notes = (
            line_edit(look) for _ in range(len(TEXTS))
        )
        self.warranty, self.consent_until = DateEdit(look, today()), DateEdit(look, today())
        self.acquired = DateEdit(look, today())
        self.value = MoneyEdit(look, words.t("Currency"))
        self.currency = self.value.currency
        self.accessories = AccessoriesEdit(look)
        for combo, group in ((self.category, CATEGORIES), (self.condition, CONDITIONS)):
            combo.fill([(code, capital(term(group, code, words))) for code in group])
        self.fields = self._named(one=one)
        self.fields["condition"].setVisible(not one)
        self.more = QWidget()
        self.more_button = Button(
            look, words.t("Owner, title, notes …"), self.show_more, icon="plus", role="quiet"
        )
        self._lay_out()
        self.more.hide()
        self.category.currentIndexChanged.connect(self._kind_chosen)
        self._kind_chosen()

    def show_more(self) -> None:
        self.more.show()
        self.more_button.hide()

    # What stands in them --------------------------------------------------------------------------

    def said(self) -> Said | None:
        """None where something can't be read, which is told at its field."""
        if self._tell_unreadable():
            return None
        days = {name: self._day(name) for name in DAYS}
        texts = {name: getattr(self, name).text() for name in TEXTS}
        return Said(
            category=self.category.code,
            condition=self.condition.code,
            value=self._money(),
            currency=self.currency.code,
            accessories=self.accessories.chosen() if self._asks("accessories") else (),
            **days,
            **texts,
        )

    def state(self) -> dict[str, Any]:
        """As typed, for drafts."""
        return {
            **{name: getattr(self, name).text() for name in TEXTS},
            **{name: getattr(self, name).code for name in CHOICES},
            **{name: getattr(self, name).typed() for name in DAYS},
            "value": self.value.sum.text(),
            "accessories": list(self.accessories.chosen()),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        for name in CHOICES:
            getattr(self, name).choose(str(state.get(name, "")))
        for name in TEXTS:
            getattr(self, name).setText(str(state.get(name, "")))
        for name in DAYS:
            getattr(self, name).set_typed(str(state.get(name, "")))
        self.value.sum.setText(str(state.get("value", "")))
        accessories = state.get("accessories")
        self.accessories.set_chosen(accessories if isinstance(accessories, list) else [])
        if any(state.get(name) for row in SELDOM for name in row):
            self.show_more()

    # Inside ---------------------------------------------------------------------------------------

    def _named(self, *, one: bool) -> dict[str, Field]:
        look, words = self.look, self.look.words
        names = {
            "category": words.t("Category"),
            "condition": words.t("Condition"),
            "maker": words.t("Make"),
            "model": words.t("Model"),
            "value": words.t("Value") if one else words.t("Value of one"),
            "warranty": words.t("Warranty until"),
            "accessories": words.t("Accessories") if one else words.t("Accessories of each"),
            "acquired": words.t("Acquired on") if one else words.t("Acquired on, if before"),
            "owner": words.t("Owner, if not the establishment"),
            "title": words.t("Condition of title"),
            "consent_until": words.t("Donor asked until"),
            "notes": words.t("Notes"),
        }
        return {key: Field(look, name, getattr(self, key)) for key, name in names.items()}

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.S)
        rows.addLayout(self._grid(ROWS))
        rows.addWidget(self.fields["accessories"])
        rows.addWidget(self.more_button)
        seldom = self._grid(SELDOM)
        seldom.setContentsMargins(0, 0, 0, 0)
        self.more.setLayout(seldom)
        rows.addWidget(self.more)
        rows.addStretch(1)

    def _grid(self, rows: tuple[tuple[str, ...], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setVerticalSpacing(Size.S)
        for row, names in enumerate(rows):
            for column, name in enumerate(names):
                span = 1 if len(names) > 1 else 2
                grid.addWidget(self.fields[name], row, column, 1, span)
                grid.setColumnStretch(column, 1)
        return grid

    def _kind_chosen(self) -> None:
        from cpise_inventory.assets.categories import CATEGORIES as KINDS  # noqa: PLC0415 - SQLAlchemy

        kind = KINDS[self.category.code]
        for name in OF_A_KIND:
            self.fields[name].setVisible(kind.has(name))
        self.accessories.offer(kind.accessories)
        self.kind_changed.emit()

    def _asks(self, name: str) -> bool:
        return not self.fields[name].isHidden()

    def _day(self, name: str) -> str:
        edit: DateEdit = getattr(self, name)
        day: date | None = edit.value() if self._asks(name) else None
        return day.isoformat() if day else ""

    def _money(self) -> int:
        text = self.value.sum.text().strip()
        return parse_money(text) if text else 0

    def _tell_unreadable(self) -> bool:
        wrong = dict(self._unreadable())
        for name, sentence in wrong.items():
            if name in SELDOM[0] + SELDOM[1]:
                self.show_more()
            self.fields[name].wrong(sentence)
        for name in list(wrong)[:1]:
            self.fields[name].focus()
        return bool(wrong)

    def _unreadable(self) -> Iterator[tuple[str, str]]:
        for name in DAYS:
            problem = getattr(self, name).problem() if self._asks(name) else None
            if problem is not None:
                yield name, self._desk.sentence(problem)
        try:
            self._money()
        except UnreadableMoney as problem:
            yield "value", self._desk.sentence(problem)
