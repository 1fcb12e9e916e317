"""What is labelled: of what, which of them, and which of these are ticked."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.text import Elided, label
from ui.pages.combo import Combo
from ui.pages.label_list import ALL, CENTRE, SELECTION, UNLABELLED, LabelList
from ui.pages.label_rows import ASSETS, BLANK, OF_LETTERS, WHATS, has_tags
from ui.pages.label_sheets import ReserveSheet, void_tags
from ui.pages.reason_sheet import ReasonSheet
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.identity import LabelCode


class LabelChoice(QFrame):
    """`list` says what is ticked, `heading` is the page's to fill."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, words = desk, desk.look.words
        self.setProperty("role", "card")
        self.what = Combo()
        self.what.setAccessibleName(words.t("What to label"))
        self.what.fill([(what, words.t(name)) for what, name in WHATS.items()])
        self.chips = Choices(
            desk.look,
            words.t("Which of them"),
            (
                Choice(UNLABELLED, words.t("Without label")),
                Choice(CENTRE, words.t("This centre")),
                Choice(ALL, words.t("All")),
                Choice(SELECTION, words.t("Selection")),
            ),
        )
        self.heading = Elided(desk.look, "", "heading")
        self.list = LabelList(desk)
        self.list.set_empty(self._nothing())
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self._lay_out()
        self.list.void_wanted.connect(self._void)
        self.chips.picked.connect(self.list.show_kind)
        self.what.currentIndexChanged.connect(lambda _at: self.show_kind(UNLABELLED))

    @property
    def selecting(self) -> bool:
        return self.chips.chosen == SELECTION

    def choose(self, what: str) -> None:
        """Without showing it yet."""
        self.what.blockSignals(True)
        self.what.choose(what)
        self.what.blockSignals(False)

    def show_kind(self, kind: str) -> None:
        self.list.source.what = self.what.code
        self.chips.choose(kind)
        self.list.refresh()  # first: perhaps it's the same kind of something else
        self.list.show_kind(self.chips.chosen)

    def select(self, keys: Sequence[str], what: str) -> None:
        """These, which somebody named."""
        self.choose(what)
        self.chips.choose(SELECTION)
        self.list.show_passed(keys, what)

    def add(self, code: "LabelCode", key: str) -> None:
        """One whose label was scanned, to those that were scanned before."""
        what, now = OF_LETTERS.get(code.thing, ASSETS), self.list.source.what
        goes_on = self.selecting and (what == now or (has_tags(what) and has_tags(now)))
        before = self.list.source.passed if goes_on else []
        self.select([*before, key] if key else before, what)

    def reserve(self) -> None:
        """Tags for what is to come, which are then printed."""
        sheet = ReserveSheet(self.desk)
        sheet.reserved.connect(lambda tags: self.select(tags, BLANK))
        self.desk.open(sheet)

    def state(self) -> dict[str, Any]:
        source = self.list.source
        return {"what": source.what, "kind": self.chips.chosen, "passed": list(source.passed)}

    def restore(self, state: dict[str, Any]) -> None:
        passed = state.get("passed")
        if isinstance(passed, list):
            self.list.source.passed = [str(key) for key in passed]
        self.choose(str(state.get("what", "")))
        self.show_kind(str(state.get("kind", "")))

    def _lay_out(self) -> None:
        words, look = self.desk.look.words, self.desk.look
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.heading, 1)
        for text, every in ((words.t("Tick all"), True), (words.t("None"), False)):
            head.addWidget(Button(look, text, self._ticking(every=every), role="quiet"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Size.M, Size.S, Size.M, Size.M)
        rows.setSpacing(Size.S)
        rows.addWidget(self.what)
        rows.addLayout(head)
        rows.addWidget(self.chips)
        rows.addWidget(self.list, 1)

    def _ticking(self, *, every: bool) -> Callable[[], None]:
        return lambda: self.list.tick(all_of_them=every)

    def _nothing(self) -> QWidget:
        text = self.desk.look.words.t("Nothing here lacks its label. Choose others above.")
        said = label(self.desk.look, text, "muted", wrap=True)
        said.setContentsMargins(Size.M, Size.M, Size.M, Size.M)
        return said

    def _void(self, tags: list[str]) -> None:
        words = self.desk.look.words
        title = words.n("Declare {count} tag void", "Declare {count} tags void", len(tags))
        text = words.t("Their numbers are given to nothing else. What is used already stays.")
        do, said = words.t("Declare void"), words.t("Declared void.")
        sheet = ReasonSheet(
            *(self.desk, title, text, do), lambda work, why: void_tags(work, tags, why), said
        )
        self.desk.open(sheet)
