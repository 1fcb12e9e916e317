"""Step 1 of a distribution: a counted group, a unit of the centre, or a member of the staff."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.choices import Choice, Choices
from ui.kit.field import Field
from ui.kit.quantity import QuantityEdit
from ui.kit.search import Proposal, among
from ui.look import Look
from ui.pages.heads import Heads
from ui.pages.places import no_names
from ui.pages.searches import FreeSearch
from ui.pages.step import Step
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.stock.events import Headcount

KINDS: Final = ("group", "unit", "staff")
ICONS: Final = {"group": "users-round", "unit": "building-2", "staff": "user-round"}


class Whom(Step):
    """Proposes whom the centre has given to before; any other name may be typed."""

    changed = Signal()
    kind_changed = Signal(str)

    def __init__(self, look: Look) -> None:
        words = look.words
        super().__init__(look, words.t("To whom"), 1)
        texts = {
            "group": words.t("Group of children"),
            "unit": words.t("Unit of the centre"),
            "staff": words.t("Member of the staff"),
        }
        self.kinds = Choices(
            look,
            words.t("Kind of recipient"),
            [Choice(kind, texts[kind], ICONS[kind]) for kind in KINDS],
            "group",
            "segment",
        )
        self.recipient = FreeSearch(look, among(()))
        self.people = QuantityEdit(look, least=0, end=False)
        self.people.setPlaceholderText(words.t("Optional"))
        self.name = Field(look, words.t("Name of the group"), self.recipient)
        self.count = Field(look, words.t("Number of people"), self.people)
        self.heads = Heads(look)
        row = QHBoxLayout()
        row.setSpacing(Size.M)
        row.addWidget(self.name, 3)
        row.addWidget(self.count, 1)
        row.addWidget(no_names(look), 2, Qt.AlignmentFlag.AlignBottom)
        self.beside.addWidget(self.kinds, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.heads)
        self._connect()
        self._show_kind()

    @property
    def kind(self) -> str:
        return self.kinds.chosen

    @property
    def served(self) -> int:
        """How many persons it is for, as far as they're counted."""
        if self.kind == "group":
            return self.heads.people
        return (self.people.value() or 0) if self.kind == "unit" else 0

    def counted(self) -> "list[Headcount]":
        return self.heads.counted() if self.kind == "group" else []

    def propose(self, names: list[str]) -> None:
        icon = ICONS[self.kind]
        self.recipient.set_propose(among([Proposal(name, name, "", icon) for name in names]))

    def recipient_text(self) -> str:
        return " ".join(self.recipient.text().split())

    def is_complete(self) -> bool:
        counted = self.kind != "group" or self.heads.people > 0
        return bool(self.recipient_text()) and counted and self.heads.unreadable() is None

    @property
    def fields(self) -> dict[str, Field]:
        """By what a refusal calls them."""
        return {"to": self.name, "people": self.count}

    def wrong(self, sentence: Callable[[Exception], str]) -> QWidget | None:
        """What lacks or can't be read is said at its field; that field, or None."""
        from cpise_inventory.stock.errors import EmptyGroupError, NoRecipientError  # noqa: PLC0415 - as above

        if not self.recipient_text():
            self.name.wrong(sentence(NoRecipientError()))
            return self.recipient
        if self.kind == "unit" and (problem := self.people.problem()) is not None:
            self.count.wrong(sentence(problem))
            return self.people
        if self.kind != "group":
            return None
        if (unreadable := self.heads.unreadable()) is not None:
            self.heads.wrong(sentence(unreadable.problem() or EmptyGroupError(0)))
            return unreadable
        if not self.heads.people:
            self.heads.wrong(sentence(EmptyGroupError(0)))
            return next(iter(self.heads.fields.values()))
        return None

    def summary_text(self) -> str:
        words = self.look.words
        people = self.heads.summary() if self.kind == "group" else ""
        if self.kind == "unit" and self.served:
            people = words.n("{count} person", "{count} people", self.served)
        return " · ".join(part for part in (words.isolate(self.recipient_text()), people) if part)

    def next_one(self) -> None:
        self.recipient.set_chosen(None)
        self.people.set_typed("")
        self.heads.clear()
        self.name.right()
        self.count.right()

    def has_work(self) -> bool:
        return bool(self.recipient.text().strip() or self.heads.state() or self.people.typed())

    def state(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "name": self.recipient.text(),
            "people": self.people.typed(),
            "heads": self.heads.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.kinds.choose(str(state.get("kind", "")))
        self.recipient.setText(str(state.get("name", "")))
        self.people.set_typed(str(state.get("people", "")))
        self.heads.restore(state.get("heads"))
        self._show_kind()
        self.kind_changed.emit(self.kind)

    def _connect(self) -> None:
        self.kinds.picked.connect(self._picked)
        self.recipient.taken.connect(lambda _proposal: self._edited())
        self.recipient.textEdited.connect(lambda _text: self._edited())
        self.people.textEdited.connect(lambda _text: self._edited())
        self.heads.changed.connect(self._edited)

    def _picked(self, kind: str) -> None:
        self._show_kind()
        self.kind_changed.emit(kind)
        self.name.focus()

    def _show_kind(self) -> None:
        words, kind = self.look.words, self.kind
        names = {
            "group": words.t("Name of the group"),
            "unit": words.t("Name of the unit"),
            "staff": words.t("Name of the staff member"),
        }
        self.name.name.setText(names[kind])
        self.recipient.setAccessibleName(names[kind])
        self.name.right()
        self.heads.setVisible(kind == "group")
        self.count.setVisible(kind == "unit")
        self.changed.emit()

    def _edited(self) -> None:
        self.changed.emit()
