"""A new kind of goods, described while its delivery is being entered."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit

from cpise_inventory.errors import Refusal
from cpise_inventory.language.reading import parse_quantity
from cpise_inventory.language.terms import UNITS, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.pages.combo import Combo
from ui.pages.goods import Goods, goods_of
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.catalogue.events import Item
    from cpise_inventory.store import Store

WIDTH = 640
OF_REFUSALS = {"code": "code", "name": "name", "quantity": "pack"}


class ItemSheet(Sheet):
    """Code, names, unit, pack, and whether it expires; `made` gets what was described."""

    def __init__(
        self, desk: Desk, made: Callable[[Goods], object], name: str = "", code: str = ""
    ) -> None:
        words = desk.look.words
        text = words.t("A kind of goods that is counted. Its code is unique and never changes.")
        super().__init__(desk.look, words.t("New item"), text, icon="package-plus", width=WIDTH)
        self._desk, self._made = desk, made
        self.code = line_edit(desk.look, code, "SAVON-250")
        self.names = {language: line_edit(desk.look) for language in ("fr", "ar", "en")}
        self.names[words.code].setText(name)
        self.unit = Combo()
        self.unit.fill([(unit, term(UNITS, unit, words)) for unit in UNITS], "piece")
        self.pack = line_edit(desk.look, "", words.t("carton"))
        self.holds = line_edit(desk.look)
        self.expires = QCheckBox(words.t("Has an expiry date"))
        self._problem = Note(desk.look)
        self.fields = self._make_fields()
        self._lay_out()
        self.first = self.code if not code else self.names[words.code]
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self._save = self.add_button(
            Button(
                desk.look, words.t("Add the item"), self.save, icon="plus", role="primary", key="F9"
            )
        )

    def save(self) -> None:
        for field in self.fields.values():
            field.right()
        try:
            item = self._item()
        except Refusal as problem:
            self.fields["pack"].wrong(self._desk.sentence(problem))
            self.fields["pack"].focus()
            return
        person, words = self._desk.session.person, self._desk.look.words
        self._save.setEnabled(False)

        def job(store: "Store") -> Goods | None:
            from cpise_inventory.catalogue import queries  # noqa: PLC0415 - brings SQLAlchemy
            from cpise_inventory.catalogue.commands import describe_items  # noqa: PLC0415 - as above

            with store.write(person) as work:
                if queries.item(work.connection, item.code) is not None:
                    return None
                describe_items(work, [item])
                found = queries.item(work.connection, item.code)
            return None if found is None else goods_of(found, words)

        self._desk.worker.ask(job, self._saved, self._tell, owner=self)

    def _item(self) -> "Item":
        from cpise_inventory.catalogue.events import Item, Named  # noqa: PLC0415 - msgspec

        pack, size = self.pack.text().strip(), self.holds.text().strip()
        packs = ((pack or "carton", parse_quantity(size)),) if size or pack else ()
        texts = {language: edit.text().strip() for language, edit in self.names.items()}
        code = self.code.text().strip().upper()
        return Item(code, Named(**texts), self.unit.code, "", self.expires.isChecked(), packs)

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
        if key is None:
            self._problem.say("bad", self._desk.sentence(error))
            return
        self.fields[key].wrong(self._desk.sentence(error))
        self.fields[key].focus()

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
            "packing": Field(look, words.t("Pack (optional)"), self.pack),
            "pack": Field(look, words.t("Units in a pack"), self.holds),
        }

    def _languages(self) -> list[str]:
        """The window's own first: its name is the one that is asked for."""
        mine = self._desk.look.words.code
        return sorted(self.names, key=lambda language: language != mine)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setVerticalSpacing(Size.M)
        self.body.addWidget(self._problem)
        self.body.addLayout(grid)
        first, *rest = (self.fields[key] for key in ("name", *self._languages()[1:]))
        grid.addWidget(self.fields["code"], 0, 0)
        grid.addWidget(first, 0, 1)
        for row, field in enumerate(rest, 1):
            grid.addWidget(field, 1, row - 1)
        grid.addWidget(self.fields["unit"], 2, 0)
        grid.addWidget(self.expires, 2, 1)
        grid.addWidget(self.fields["packing"], 3, 0)
        grid.addWidget(self.fields["pack"], 3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        order: list[QLineEdit | Combo | QCheckBox] = [self.code]
        order += [self.names[language] for language in self._languages()]
        order += [self.unit, self.expires, self.pack, self.holds]
        for one, following in pairwise(order):
            self.setTabOrder(one, following)
