"""What a list is to show: its questions, and a name to keep them by. For lists of any kind."""

from abc import abstractmethod
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import msgspec
from PySide6.QtWidgets import QGridLayout, QLineEdit

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.keeping import Shelf
    from cpise_inventory.store import Store

F = TypeVar("F", bound=msgspec.Struct)
WIDTH: Final = 860
ABREAST: Final = 3


class FilterSheet(FormSheet, Generic[F]):
    """`use` gets the filter once all that it names is known; `kept` is called when one was kept or
    forgotten. A subclass makes `fields`, calls `lay_out` and fills them by `offer`.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        named: str,
        use: Callable[[F], object],
        kept: Callable[[], object],
    ) -> None:
        """`named`: what the filter that is shown now is kept under."""
        super().__init__(desk, title, icon="funnel", width=WIDTH)
        self._use, self._kept, self._named = use, kept, named
        self.name = line_edit(desk.look, named, desk.look.words.t("Only to find it again"))

    # For subclasses -------------------------------------------------------------------------------

    @abstractmethod
    def shelf(self) -> "Shelf[F]":
        """Where filters of this list are kept. Called in the worker's thread."""

    @abstractmethod
    def offer(self, wanted: F) -> None:
        """Into the fields."""

    @abstractmethod
    def told(self) -> F | None:
        """What the fields say; None where one can't be read: it says so."""

    def lay_out(self, rows: tuple[tuple[str, ...], ...], everything: F) -> None:
        """The fields by their names, row by row; that of the name takes what is left of its row."""
        self.fields["name"] = Field(
            self.look, self.look.words.t("Keep it under the name"), self.name
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setVerticalSpacing(Size.S)
        for field in self.fields.values():
            if isinstance(field.editor, Combo):  # no name of a donor is to push the others out
                field.editor.keep_narrow()
        for at, row in enumerate(rows):
            for column, key in enumerate(row):
                wide = ABREAST - column if key == "name" else 1
                grid.addWidget(self.fields[key], at, column, 1, wide)
        for column in range(ABREAST):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        keys = [key for row in rows for key in row]
        for one, following in pairwise(keys):
            self.setTabOrder(self.fields[one].editor, self.fields[following].editor)
        self.first = self.fields[keys[0]].editor
        self._make_buttons(everything)

    def _make_buttons(self, everything: F) -> None:
        look, words = self.look, self.look.words
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        if self._named:
            name = words.isolate(self._named)
            text = words.t("Forget “{name}”", name=name)
            self.add_button(Button(look, text, self._forget, icon="trash-2", role="quiet"))
        self.add_button(Button(look, words.t("Clear"), lambda: self.offer(everything)))
        self.do = self.add_button(
            Button(look, words.t("Show"), self._show, icon="circle-check", role="primary", key="F9")
        )

    # What is asked --------------------------------------------------------------------------------

    def _show(self) -> None:
        self.nothing_is_wrong()
        wanted = self.told()
        if wanted is None:
            return
        name, person, shelf = self.name.text(), self.desk.session.person, self.shelf
        self.do.setEnabled(False)

        def job(store: "Store") -> F:
            if not name.strip():
                with store.read() as connection:
                    return shelf().checked(connection, wanted)
            with store.write(person) as work:
                shelf().keep(work, name, wanted)
            return wanted

        self.ask(job, self._answered, self._failed)

    def _answered(self, wanted: F) -> None:
        self.done()
        if self.name.text().strip():
            self._kept()
        self._use(wanted)

    def _failed(self, error: Exception) -> None:
        self.do.setEnabled(True)
        self.tell(error)

    def _forget(self) -> None:
        name, person, shelf = self._named, self.desk.session.person, self.shelf

        def job(store: "Store") -> str:
            with store.write(person) as work:
                shelf().forget(work, name)
            return name

        def forgotten(_name: str) -> None:
            self.done()
            self._kept()

        self.ask(job, forgotten)


def fill(combo: Combo, entries: list[tuple[str, str]], chosen: str = "") -> None:
    """What was chosen before does not stay."""
    combo.fill(entries, chosen)
    if not chosen:
        combo.blockSignals(True)
        combo.setCurrentIndex(0)
        combo.blockSignals(False)


def typed(line: QLineEdit) -> str:
    return " ".join(line.text().split())
