"""What can be done with several rows at once, said under the list as soon as two are selected."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.table import Table
from ui.kit.text import label
from ui.theme import Size

Order = tuple[str, str, Callable[[], object], str]
"""Icon, words, what is done, and why it can't be done; empty if it can."""
SEVERAL: Final = 2
MOST: Final = 1_000
"""One act is one event and one paper: of more, some after the others."""
FIRST: Final = 3
"""Acts that have a button of their own; the rest is in a menu."""


class SelectionBar(QFrame):
    """`acts` tells what can be done with the rows; they are asked for when somebody chooses."""

    def __init__(
        self, desk: Desk, table: Table[Any], acts: Callable[[Sequence[Any]], Iterable[Order]]
    ) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._desk, self._table, self._acts = desk, table, acts
        self.setProperty("role", "card")
        self.said = label(look, role="strong")
        self.buttons = [Button(look, "") for _ in range(FIRST)]
        self.more = Button(look, words.t("More"), self._open_menu, icon="ellipsis", role="icon")
        self.clear = Button(look, words.t("Clear the selection"), icon="x", role="icon")
        self.clear.pressed_by(table.rows.clearSelection)
        self.menu = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.M, Size.S, Size.S, Size.S)
        row.setSpacing(Size.S)
        row.addWidget(self.said)
        row.addStretch(1)
        for button in (*self.buttons, self.more, self.clear):
            row.addWidget(button)
        for at, button in enumerate(self.buttons):
            button.pressed_by(partial(self._do, at))
        table.rows.selectionModel().selectionChanged.connect(lambda _new, _old: self._changed())
        table.model.came.connect(self._changed)
        self.hide()

    def _changed(self) -> None:
        count = self._table.selected_count()
        self.setVisible(count >= SEVERAL)
        if count < SEVERAL:
            return
        words = self._desk.look.words
        self.said.setText(words.n("{count} selected", "{count} selected", count))
        too_many = words.t("At most {most} at once.", most=words.number(MOST))
        few = count <= MOST
        orders = list(self._acts(self._table.selected()))
        for button, (icon, text, _act, why) in zip(self.buttons, orders, strict=False):
            button.say(text, icon)
            button.allow(few and not why, why if few else too_many)
        self.more.allow(few and len(orders) > FIRST, "" if few else too_many)

    def _do(self, at: int) -> None:
        self._table.all_selected(lambda rows: list(self._acts(rows))[at][2]())

    def _open_menu(self) -> None:
        self._table.all_selected(self._show_menu)

    def _show_menu(self, rows: Sequence[Any]) -> None:
        self.menu.clear()
        for icon, text, act, why in list(self._acts(rows))[FIRST:]:
            order = self.menu.addAction(self._desk.look.icon(icon, "text"), text)
            order.setEnabled(not why)
            order.setToolTip(why)
            order.triggered.connect(lambda _checked=False, act=act: act())
        self.menu.popup(self.more.mapToGlobal(self.more.rect().topLeft()))
