"""A list from a file: what was read, every problem, and the import once there is none."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.errors import Refusals
from cpise_inventory.language.sentences import sentence
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.note import Note
from ui.kit.progress import Progress
from ui.kit.table import Table
from ui.pages.delivery_head import today
from ui.pages.file_head import FileHead
from ui.pages.file_reading import KINDS, RIGHTS, Reading, Wish, bring_in, read
from ui.pages.file_tables import notices_table, problems_table, raw_table, rows_table
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.importing.commands import Imported
    from cpise_inventory.store import Store
    from ui.pages.receive import ReceivePage
    from ui.worker import LongJob
    from ui.worker import Progress as Report

T = TypeVar("T")
LISTS: Final = ("problems", "rows", "notices")


def ask_file(parent: QWidget, title: str, kinds: str) -> str:
    """Which file; empty when the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


class _Room(QWidget):
    """Holds the lists: low, so that they scroll and not the page."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, 5 * Size.ROW)


class FileView(QWidget):
    """In the place of the form. Nothing is written before its button is pressed."""

    def __init__(self, page: "ReceivePage") -> None:
        super().__init__()
        self._page, self._look = page, page.look
        self.ask_file = ask_file
        self._wish: Wish | None = None
        self._reading = Reading()
        self._job: LongJob | None = None
        self._round = 0
        """Counts what was begun: an answer to an earlier question is nobody's any more."""
        self._narrow = False
        words, look = page.look.words, page.look
        self.head = FileHead(look)
        self.progress = Progress(look)
        self.answer = Note(look)
        self.lists: dict[str, Table[Any]] = {}
        self.chips = Choices(look, words.t("What to show"), self._chip_choices())
        self._room = _Room()
        self._place = QVBoxLayout(self._room)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.detail = Note(look)
        self.buttons = self._make_buttons()
        self._lay_out()
        self._connect()

    # For the page ---------------------------------------------------------------------------------

    def choose(self, kind: str = "") -> None:
        """Ask for the file and open it, as this kind if one is said."""
        self.head.kinds.choose(kind)
        words = self._look.words
        lists, every = words.t("Lists"), words.t("All files")
        kinds = f"{lists} (*.csv *.txt *.tsv *.xlsx *.xlsm);;{every} (*)"
        path = self.ask_file(self, words.t("Read a list from a file"), kinds)
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> None:
        """Read it and show what it says; the kind stays as it was chosen last."""
        self._page.show_form(shown=False)
        self._read(Wish(path, self.head.kinds.chosen))

    def state(self) -> dict[str, str]:
        """The file that is open, and what was decided about it."""
        if self._wish is None:
            return {}
        return {key: str(value) for key, value in asdict(self._wish).items()}

    def restore(self, state: object) -> None:
        if not isinstance(state, dict) or not isinstance(state.get("path"), str):
            return
        said = {key: str(state.get(key, "")) for key in ("encoding", "separator", "date_order")}
        kind = str(state.get("kind", ""))
        self.head.kinds.choose(kind)
        self._page.show_form(shown=False)
        self._read(Wish(Path(state["path"]), kind if kind in KINDS else "stock", **said))

    def has_work(self) -> bool:
        return self._wish is not None

    def form_changed(self, *, narrow: bool) -> None:
        """The whole sentence needs the room; it names column and cell, too."""
        self._narrow = narrow
        if (problems := self.lists.get("problems")) is not None:
            problems.show_columns(("row", "said") if narrow else ("row", "column", "value", "said"))

    # Reading --------------------------------------------------------------------------------------

    def _read(self, wish: Wish) -> None:
        words = self._look.words
        self._wish, self._reading = wish, Reading()
        self.head.name.say(wish.path.name)
        self._show_nothing()
        self._stop()
        day = today()

        def job(store: "Store", report: "Report") -> Reading:
            return read(store, wish, day, report)

        started = self._begin(job, lambda reading: self._show(wish, reading))
        self.progress.start(words.t("Reading {name}…", name=wish.path.name), started.stop)
        started.progressed.connect(self.progress.show_step)

    def _begin(self, job: "Callable[[Store, Report], T]", done: Callable[[T], object]) -> "LongJob":
        self._round += 1
        now = self._round

        def ended() -> None:
            if now == self._round:
                self.progress.end()

        def failed(error: Exception) -> None:
            if now == self._round:
                self._failed(error)

        self._job = started = self._page.ask_long(job, done, failed, always=ended)
        return started

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _failed(self, error: Exception) -> None:
        from ui.worker import Cancelled  # noqa: PLC0415 - for this alone

        if isinstance(error, Refusals):
            problems: Sequence[Any] = error.problems
            self._show(self._wish, replace(self._reading, problems=problems))
        elif isinstance(error, Cancelled):
            words = self._look.words
            self.answer.say("info", words.t("Stopped. Nothing was written."))
            self._allow()
        else:
            self.answer.say("bad", self._page.desk.sentence(error))
            self._allow()

    def _show(self, wish: Wish | None, reading: Reading) -> None:
        if wish is None or wish != self._wish:
            return  # another file has been chosen meanwhile
        self._reading = reading
        self.head.show_reading(self._reading)
        self._show_lists()
        self._say_verdict()
        self._allow()
        self._say_counts()
        self._page.keep_draft()

    # Showing --------------------------------------------------------------------------------------

    def _show_nothing(self) -> None:
        self.answer.clear()
        self.detail.clear()
        self._page.say_totals("")
        self._drop_lists()
        self.chips.hide()
        self.head.clear()
        self._allow()

    def _say_counts(self) -> None:
        words, reading = self._look.words, self._reading
        rows = words.n("{count} row", "{count} rows", reading.count)
        problems = words.n("{count} problem", "{count} problems", len(reading.problems))
        self._page.say_totals(f"{rows} · {problems}" if reading.problems else rows)

    def _drop_lists(self) -> None:
        for table in self.lists.values():
            self._place.removeWidget(table)
            table.hide()
            table.deleteLater()
        self.lists = {}

    def _show_lists(self) -> None:
        desk, reading = self._page.desk, self._reading
        self._drop_lists()
        if reading.problems:
            self.lists["problems"] = problems_table(desk, reading.problems)
            self.form_changed(narrow=self._narrow)
        if reading.is_right:
            self.lists["rows"] = rows_table(desk, reading)
        elif reading.table is not None:
            self.lists["rows"] = raw_table(desk, reading.table)
        if reading.notices:
            self.lists["notices"] = notices_table(desk, reading.notices)
        counts = {
            "problems": len(reading.problems),
            "rows": reading.count,
            "notices": len(reading.notices),
        }
        self.chips.count(counts)
        for key in LISTS:
            self.chips.button(key).setVisible(key in self.lists)
        self.chips.setVisible(len(self.lists) > 1)
        for key, table in self.lists.items():
            self._place.addWidget(table, 1)
            table.hide()
            if key != "rows":
                table.current_changed.connect(self._say_whole)
        first = next((key for key in LISTS if key in self.lists), "")
        if first:
            self.chips.choose(first)
            self._show_list(first)
            self.lists[first].setFocus()

    def _show_list(self, key: str) -> None:
        self.detail.clear()
        for name, table in self.lists.items():
            table.setVisible(name == key)
        if key in self.lists and key != "rows":
            self._say_whole(self.lists[key].current())

    def _say_whole(self, said: Any) -> None:
        """The sentence of the line in use, which the list may have no room for."""
        if said is None:
            return
        tone = "bad" if self.chips.chosen == "problems" else "info"
        self.detail.say(tone, sentence(said, self._look.words))

    def _say_verdict(self) -> None:
        words, look, problems = self._look.words, self._look, self._reading.problems
        if any(type(one).__name__ == "DateOrderUnknown" for one in problems):
            ways = (
                Button(look, words.t("Day first: 31/12"), partial(self._order, "dmy")),
                Button(look, words.t("Month first: 12/31"), partial(self._order, "mdy")),
            )
            self.answer.say(
                "warn",
                words.t("Which comes first in the dates of this list?"),
                words.t("No row decides it. Look at the paper, then choose."),
                ways,
            )
        elif problems:
            title = words.n(
                "{count} problem: nothing is written until it is settled.",
                "{count} problems: nothing is written until they are settled.",
                len(problems),
            )
            text = words.t("Correct the file in its spreadsheet, save it, and read it again.")
            again = Button(look, words.t("Read again"), self._again, icon="refresh-cw")
            copy = Button(look, words.t("Copy the list"), self._copy, icon="copy")
            self.answer.say("bad", title, text, (copy, again))
        elif self._reading.is_right:
            title = words.t("The list is right. Nothing is written yet.")
            self.answer.say("good", title)
        else:
            self.answer.say("warn", words.t("There is nothing in this list."))

    # Doing ----------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """F9: the whole list, or nothing."""
        wish, table, person = self._wish, self._reading.table, self._page.desk.session.person
        if wish is None or table is None or not self._reading.is_right:
            return
        kind = wish.kind
        self._import.setEnabled(False)

        def job(store: "Store", _report: "Report") -> "Imported":
            return bring_in(store, person, kind, table)

        self._begin(job, self._brought_in)
        words = self._look.words
        self.progress.start(words.t("Writing {name}…", name=wish.path.name))

    def _brought_in(self, done: "Imported") -> None:
        self.leave()
        self._page.tell_imported(done)

    def leave(self) -> None:
        """Back to typing; the file is left as it was."""
        self._stop()
        self._round += 1
        self.progress.end()
        self._wish, self._reading = None, Reading()
        self._show_nothing()
        self._page.show_form(shown=True)
        self._page.keep_draft()

    def _again(self) -> None:
        if self._wish is not None:
            self._read(self._wish)

    def _order(self, order: str) -> None:
        if self._wish is not None:
            self._read(replace(self._wish, date_order=order))

    def _copy(self) -> None:
        """For whoever made the list."""
        words = self._look.words
        said = "\n".join(sentence(one, words) for one in self._reading.problems)
        QApplication.clipboard().setText(said)
        self._page.desk.say(words.t("Copied."))

    def _other_kind(self, kind: str) -> None:
        if self._wish is not None:
            self._read(Wish(self._wish.path, kind))

    def _other_choice(self) -> None:
        if self._wish is not None:
            encoding, separator = self.head.encoding.code, self.head.separator.code
            self._read(replace(self._wish, encoding=encoding, separator=separator))

    def _allow(self) -> None:
        words, rows = self._look.words, self._reading.count
        why_not = self._page.why_not(RIGHTS[self.head.kinds.chosen])
        if not why_not and not self._reading.is_right:
            why_not = words.t("First the list must be right.")
        self._import.say(words.n("Import {count} row", "Import {count} rows", rows))
        self._import.allow(not why_not, why_not)

    # Inside ---------------------------------------------------------------------------------------

    def _chip_choices(self) -> list[Choice]:
        words = self._look.words
        return [
            Choice("problems", words.t("Problems"), count=0),
            Choice("rows", words.t("Rows"), count=0),
            Choice("notices", words.t("Notes"), count=0),
        ]

    def _make_buttons(self) -> list[Button]:
        words, look = self._look.words, self._look
        back = Button(look, words.t("Back to typing"), self.leave, role="quiet")
        self._import = Button(
            look,
            words.n("Import {count} row", "Import {count} rows", 0),
            self.bring_in,
            icon="download",
            role="primary",
            key="F9",
        )
        return [back, self._import]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.M)
        for below in (self.head, self.progress, self.answer, self.chips):
            column.addWidget(below)
        column.addWidget(self._room, 1)
        column.addWidget(self.detail)

    def _connect(self) -> None:
        self.head.kind_picked.connect(self._other_kind)
        self.head.changed.connect(self._other_choice)
        self.chips.picked.connect(self._show_list)
