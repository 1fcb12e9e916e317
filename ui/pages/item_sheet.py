"""A kind of goods: described while its delivery is being entered, or anew from the catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from cpise_inventory.errors import Refusal
from cpise_inventory.language.reading import parse_quantity
from cpise_inventory.language.terms import UNITS, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.goods import Goods, goods_of
from ui.pages.money_edit import MoneyEdit
from ui.pages.ration_fields import RationFields
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.catalogue import queries
    from cpise_inventory.catalogue.events import Item
    from cpise_inventory.store import Store

WIDTH: Final = 700
PACKS: Final = 3
OF_REFUSALS: Final = {
    "code": "code",
    "item": "code",
    "name": "name",
    "unit": "unit",
    "category": "category",
    "expiry_kept": "expires",
    "quantity": "pack",
    "pack": "pack",
    "barcode": "barcode",
    "content": "content",
    "source": "source",
    "value": "value",
}


@dataclass(frozen=True)
class PackRow:
    """What a pack is called, how many units it holds, what a scanner reads on it."""

    name: QLineEdit
    holds: QLineEdit
    barcode: QLineEdit

    @property
    def parts(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return (self.name, self.holds, self.barcode)


class ItemSheet(Sheet):
    """`made` gets what was described. With `known` it is described anew, its code as it is."""

    def __init__(
        self,
        desk: Desk,
        made: Callable[[Goods], object],
        name: str = "",
        code: str = "",
        *,
        known: "queries.Item | None" = None,
    ) -> None:
        words, look = desk.look.words, desk.look
        title = words.t("Change the item") if known else words.t("New item")
        text = words.t("A kind of goods that is counted. Its code is unique and never changes.")
        super().__init__(look, title, text, icon="package-plus", width=WIDTH)
        self._desk, self._made, self._known = desk, made, known
        self.code = line_edit(look, code, "SAVON-250")
        self.names = {language: line_edit(look) for language in ("fr", "ar", "en")}
        self.names[words.code].setText(name)
        self.unit = Combo()
        self.unit.fill([(unit, term(UNITS, unit, words)) for unit in UNITS], "piece")
        self.category = line_edit(look)
        self.expires = QCheckBox(words.t("Has an expiry date"))
        self.barcode = line_edit(look)
        self.worth = MoneyEdit(look, *(known.value, known.currency) if known else ())
        self.packs = [
            PackRow(line_edit(look, "", words.t("carton")), line_edit(look), line_edit(look))
            for _ in range(PACKS)
        ]
        self.pack, self.holds = self.packs[0].name, self.packs[0].holds
        self.ration = RationFields(look)
        self._problem = Note(look)
        self.fields = self._make_fields()
        if known is not None:
            self._fill(known)
        self._lay_out()
        self.first = self.names[words.code] if code or known else self.code
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        do, icon = (words.t("Save"), "save") if known else (words.t("Add the item"), "plus")
        self._save = self.add_button(
            Button(look, do, self.save, icon=icon, role="primary", key="F9")
        )

    def save(self) -> None:
        for field in self.fields.values():
            field.right()
        self._problem.clear()
        try:
            item = self._item()
        except Refusal as problem:
            self._tell(problem)
            return
        person, words, is_new = self._desk.session.person, self._desk.look.words, not self._known
        self._save.setEnabled(False)

        def job(store: "Store") -> Goods | None:
            from cpise_inventory.catalogue import queries  # noqa: PLC0415 - brings SQLAlchemy
            from cpise_inventory.catalogue.commands import describe_items  # noqa: PLC0415 - as above

            with store.write(person) as work:
                if is_new and queries.item(work.connection, item.code) is not None:
                    return None
                describe_items(work, [item])
                found = queries.item(work.connection, item.code)
            return None if found is None else goods_of(found, words)

        self._desk.worker.ask(job, self._saved, self._tell, owner=self)

    # What is typed --------------------------------------------------------------------------------

    def _fill(self, known: "queries.Item") -> None:
        self.code.setText(known.code)
        self.code.setEnabled(False)
        for language, edit in self.names.items():
            edit.setText(getattr(known.name, language))
        self.unit.choose(known.unit)
        self.category.setText(known.category)
        self.expires.setChecked(known.keeps_expiry)
        codes = {pack: as_printed(code) for code, pack in known.barcodes}
        self.barcode.setText(codes.get("", ""))
        words = self._desk.look.words
        for row, (name, size) in zip(self.packs, known.packs, strict=False):
            row.name.setText(term(UNITS, name, words))
            row.holds.setText(str(size))
            row.barcode.setText(codes.get(name, ""))
        self.ration.fill(known)

    def _item(self) -> "Item":
        """Raises what is wrong with it as far as it can be told before the books are asked."""
        from cpise_inventory.catalogue.events import Barcode, Item, Named  # noqa: PLC0415 - msgspec

        packs, barcodes = [], [("", self.barcode.text().strip())]
        for row in self.packs:
            name, size, barcode = (edit.text().strip() for edit in row.parts)
            if name or size or barcode:
                pack = self._pack(name or "carton")
                packs.append((pack, parse_quantity(size)))
                barcodes.append((pack, barcode))
        texts = {language: edit.text().strip() for language, edit in self.names.items()}
        value, currency = self.worth.told()
        facts: dict[str, Any] = self.ration.read(self.unit.code)
        return Item(
            self.code.text().strip().upper(),
            Named(**texts),
            self.unit.code,
            self.category.text().strip(),
            self.expires.isChecked(),
            tuple(packs),
            barcodes=tuple(Barcode(code, pack) for pack, code in barcodes if code),
            value=value,
            currency=currency,
            **facts,
        )

    def _pack(self, name: str) -> str:
        """A pack that we have a word for goes by its code, so that all languages say it."""
        from cpise_inventory.importing.kinds import unit_of  # noqa: PLC0415 - only when saved

        return unit_of(name) or name

    def _saved(self, goods: Goods | None) -> None:
        if goods is None:
            self._save.setEnabled(True)
            words = self._desk.look.words
            self.fields["code"].wrong(words.t("There is an item with this code already."))
            self.fields["code"].focus()
            return
        self.done()
        self._made(goods)

    def _tell(self, error: Exception) -> None:
        self._save.setEnabled(True)
        key = OF_REFUSALS.get(error.field) if isinstance(error, Refusal) else None
        key = key or OF_REFUSALS.get(str(getattr(error, "name", "")))
        if key is None:
            self._problem.say("bad", self._desk.sentence(error))
            return
        self.fields[key].wrong(self._desk.sentence(error))
        self.fields[key].focus()

    # How it stands --------------------------------------------------------------------------------

    def _make_fields(self) -> dict[str, Field]:
        words, look = self._desk.look.words, self._desk.look
        others = {
            "fr": words.t("Name in French"),
            "ar": words.t("Name in Arabic"),
            "en": words.t("Name in English"),
        }
        first, *rest = self._languages()
        return {
            "code": Field(look, words.t("Item code"), self.code),
            "name": Field(look, others[first], self.names[first]),
            **{language: Field(look, others[language], self.names[language]) for language in rest},
            "unit": Field(look, words.t("Unit of measure"), self.unit),
            "category": Field(look, words.t("Category"), self.category),
            "expires": Field(look, words.t("Expiry"), self.expires),
            "barcode": Field(look, words.t("Barcode of a unit"), self.barcode),
            "value": Field(look, words.t("Unit value"), self.worth),
            "packing": Field(look, words.t("Pack (optional)"), self.pack),
            "pack": Field(look, words.t("Units in a pack"), self.holds),
            "scanned": Field(look, words.t("Barcode of the pack"), self.packs[0].barcode),
            **self.ration.fields,
        }

    def _languages(self) -> list[str]:
        """The window's own first: its name is the one that is asked for."""
        mine = self._desk.look.words.code
        return sorted(self.names, key=lambda language: language != mine)

    def _lay_out(self) -> None:
        first, *rest = (self.fields[key] for key in ("name", *self._languages()[1:]))
        named = _grid(2, (self.fields["code"], first), rest)
        measured = _grid(
            3,
            (self.fields["unit"], self.fields["category"], self.fields["value"]),
            (self.fields["expires"], self.fields["barcode"]),
        )
        packs = _grid(3, [self.fields[key] for key in ("packing", "pack", "scanned")])
        words = self._desk.look.words
        for number, row in enumerate(self.packs[1:], 2):
            for column, (edit, name) in enumerate(
                zip(
                    row.parts,
                    (words.t("Pack"), words.t("Units in a pack"), words.t("Barcode of the pack")),
                    strict=True,
                )
            ):
                edit.setAccessibleName(f"{name} {number}")
                packs.addWidget(edit, number, column)
        told = words.t(
            "A larger pack holds whole smaller ones; in lists 99 is shown as 4 cartons + 3."
        )
        self.body.addWidget(self._problem)
        self.body.addLayout(named)
        self.body.addLayout(measured)
        self.body.addLayout(packs)
        self.body.addWidget(label(self._desk.look, told, "small", wrap=True))
        self.body.addLayout(self.ration.grid)
        order: list[QWidget] = [self.code]
        order += [self.names[language] for language in self._languages()]
        order += [self.unit, self.category, self.worth.sum, self.worth.currency]
        order += [self.expires, self.barcode]
        order += [edit for row in self.packs for edit in row.parts]
        order += self.ration.order
        for one, following in pairwise(order):
            self.setTabOrder(one, following)


def _grid(columns: int, *rows: Sequence[QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Size.M)
    grid.setVerticalSpacing(Size.S)
    for at, row in enumerate(rows):
        for column, widget in enumerate(row):
            grid.addWidget(widget, at, column)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid


def as_printed(barcode: str) -> str:
    from cpise_inventory.catalogue.barcodes import as_printed as shown  # noqa: PLC0415 - SQLAlchemy

    return shown(barcode)
