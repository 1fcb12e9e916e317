"""How many months a lot must have left when it comes in: of an item, its category, and all else."""

from typing import TYPE_CHECKING, Final

from cpise_inventory.errors import Refusal
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.field import Field
from ui.kit.quantity import QuantityEdit
from ui.kit.text import label
from ui.pages.catalogue_rows import Known
from ui.pages.person_sheets import PersonForm

if TYPE_CHECKING:
    from cpise_inventory.catalogue.events import LeastLife
    from cpise_inventory.catalogue.shelf_lives import LeastLives
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

FIGURES: Final = 110
ITEM, CATEGORY, ALL = "item", "category", "all"


class LifeSheet(PersonForm):
    """An empty field leaves the word to the one below it."""

    def __init__(self, desk: Desk, known: Known) -> None:
        words, look, item = desk.look.words, desk.look, known.item
        super().__init__(desk, words.t("Remaining shelf life"), "hourglass", words.t("Save"))
        self._known = known
        self._said: dict[str, int | None] = {}
        told = words.t(
            "A lot with fewer months left is received only with a reason. An empty field leaves"
            " the word to the one below it."
        )
        self.body.addWidget(label(look, told, "small", wrap=True))
        name = words.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en)
        titles = {ITEM: words.t("Months, for {item}", item=words.isolate(name))}
        if item.category:
            category = words.isolate(item.category)
            titles[CATEGORY] = words.t("Months, for the category {category}", category=category)
        titles[ALL] = words.t("Months, for all else")
        self.edits = {key: self._edit() for key in titles}
        self.add_fields({key: Field(look, titles[key], self.edits[key]) for key in titles})
        self.fields["quantity"] = self.fields[ITEM]
        self.do.setEnabled(False)
        desk.worker.ask(_read, self._show, self.tell, owner=self)

    def _edit(self) -> QuantityEdit:
        edit = QuantityEdit(self.look, least=0)
        edit.setFixedWidth(FIGURES)
        edit.textEdited.connect(lambda _text: self._say_inherited())
        return edit

    def _show(self, lives: "LeastLives") -> None:
        item = self._known.item
        keys = {ITEM: (item.code, ""), CATEGORY: ("", item.category), ALL: ("", "")}
        self._said = {key: lives.said.get(keys[key]) for key in self.edits}
        for key, edit in self.edits.items():
            edit.set_value(self._said[key])
        self._say_inherited()
        self.do.setEnabled(True)

    def _say_inherited(self) -> None:
        """What holds where a field is empty stands in it, pale."""
        from cpise_inventory.catalogue.shelf_lives import LEAST_MONTHS  # noqa: PLC0415 - SQLAlchemy

        words, holds = self.look.words, LEAST_MONTHS
        for edit in reversed(list(self.edits.values())):
            edit.setPlaceholderText(words.ltr(words.number(holds)))
            value = edit.value()
            holds = holds if value is None else value

    def _act(self) -> None:
        self.nothing_is_wrong()
        for key, edit in self.edits.items():
            problem: Refusal | None = edit.problem()
            if problem is not None:
                self.fields[key].wrong(self.desk.sentence(problem))
                self.fields[key].focus()
                return
        lives, words = self._lives(), self.look.words

        def save(work: "Work") -> None:
            from cpise_inventory.catalogue.shelf_lives import (  # noqa: PLC0415 - SQLAlchemy
                set_least_lives,
            )

            set_least_lives(work, lives)

        self.run(save, words.t("The remaining shelf life is saved."))

    def _lives(self) -> "list[LeastLife]":
        """What is said otherwise than before."""
        from cpise_inventory.catalogue.events import LeastLife  # noqa: PLC0415 - msgspec

        item = self._known.item
        of = {ITEM: (item.code, ""), CATEGORY: ("", item.category), ALL: ("", "")}
        return [
            LeastLife(value or 0, *of[key], unset=value is None)
            for key, edit in self.edits.items()
            if (value := edit.value()) != self._said[key]
        ]


def life_said(known: Known, words: Words) -> str:
    """How many months, and whether that is said of the item itself."""
    life = known.life
    months = words.n("{count} month", "{count} months", life.months)
    said = {
        ITEM: words.t("{months}, said of this item", months=months),
        CATEGORY: words.t("{months}, as for all of its category", months=months),
    }
    return said.get(life.said_of, words.t("{months}, as for all items", months=months))


def _read(store: "Store") -> "LeastLives":
    from cpise_inventory.catalogue.shelf_lives import least_lives  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return least_lives(connection)
