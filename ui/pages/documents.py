"""The register of every document, its paper beside, printed again as a marked duplicate."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout
from typing_extensions import override

from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.field import line_edit
from ui.kit.pages import View
from ui.kit.pill import State
from ui.kit.table import Table
from ui.page import Page
from ui.pages.check import CheckSheet
from ui.pages.document_panel import DocumentPanel, called
from ui.pages.layouts import first_in_use
from ui.pages.names import picked
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.documents.queries import Document, Filter
    from cpise_inventory.store import Store

ALL: Final = "all"
CTRL_F: Final = "  (Ctrl+F)"
CODES: Final = ("RD", "BR", "BE", "AR", "CK", "MI", "PD", "RP", "PR", "RE")
NARROW: Final = ("number", "kind", "state")


class Folder(NamedTuple):
    """What a folder on a shelf holds: a centre's papers of a year, of all kinds or of one."""

    centre: str = ""
    year: int = 0
    papers: str = ""


class DocumentSource:
    """The register, the newest first, narrowed by kind and text, and to a folder."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.folder = Folder()
        self.names: dict[str, str] = {}
        """Of centres, as they are called now."""

    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.catalogue.queries import centres  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.documents.queries import register_size  # noqa: PLC0415 - as above

        with store.read() as connection:
            self.names = picked({one.code: one.name for one in centres(connection)}, self._words)
            return register_size(connection, self._filter(view))

    def names_of(self, code: str) -> str:
        """A party as it is called; what is no code is a name already."""
        return self.names.get(code, code)

    def page(self, store: "Store", view: View, offset: int, size: int) -> "list[Document]":
        from cpise_inventory.documents.queries import register_page  # noqa: PLC0415 - as above

        with store.read() as connection:
            oldest = view.order == "issued" and not view.descending
            return register_page(connection, self._filter(view), offset, size, oldest_first=oldest)

    def _filter(self, view: View) -> "Filter":
        from cpise_inventory.documents.queries import Filter  # noqa: PLC0415 - SQLAlchemy

        kind = self.folder.papers or ("" if view.kind in ("", ALL) else view.kind)
        folder = self.folder
        return Filter(kind, folder.centre, view.text.strip(), year=folder.year)


class DocumentsPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset({"event_index", "document_print"})

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Documents"))
        self._wanted = ""
        self.add_action(
            Button(desk.look, words.t("Is this paper genuine?"), self._check, icon="shield-check")
        )
        self._kinds = QComboBox()
        self._kinds.setAccessibleName(words.t("Kind"))
        self._kinds.setMinimumWidth(260)
        self._kinds.addItem(words.t("All kinds"), ALL)
        for code in CODES:
            self._kinds.addItem(called(code, words), code)
        self._text = line_edit(desk.look, hint=words.t("Number or name") + CTRL_F)
        self._text.setAccessibleName(words.t("Filter"))
        self._text.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(self._kinds)
        row.addWidget(self._text, 1)
        self.source = DocumentSource(words)
        self.table = Table(
            desk.look,
            desk.worker,
            self.source,
            columns(words, self.source.names_of),
            name=words.t("Documents"),
            key=lambda one: one.number,
        )
        text = words.t("Whatever is received, distributed or handed over leaves its paper here.")
        self.table.set_empty(EmptyState(desk.look, words.t("No documents here"), text))
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.first = self.table
        self._panel = DocumentPanel(desk)
        self.set_side(self._panel)
        self.table.current_changed.connect(self._panel.show_document)
        self._panel.follow_rows(self.table)
        self.table.opened.connect(self._row_opened)
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.tell)
        first_in_use(self.table)
        self._kinds.currentIndexChanged.connect(self._kind_chosen)
        self._text.textChanged.connect(lambda text: self.table.filter(text=text))

    @override
    def opened(self, **facts: Any) -> None:
        self._wanted = str(facts.get("number", ""))
        if self._wanted:
            self._show_all_of(self._wanted)
        elif facts.get("year"):
            said = (str(facts.get("centre", "")), int(facts["year"]), str(facts.get("papers", "")))
            self._show_folder(Folder(*said))
        self.table.refresh()
        code = str(facts.get("code", ""))
        if _is_statement(code):
            self.desk.open(CheckSheet(self.desk, text=code))

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        self.table.refresh()
        self._panel.refresh()

    @override
    def form_changed(self) -> None:
        keys = [column.key for column in columns(self.look.words)]
        self.table.show_columns(NARROW if self.narrow else keys)

    @override
    def state(self) -> dict[str, Any]:
        return {"text": self._text.text(), "kind": self._kinds.currentData()}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self._choose(str(state.get("kind", ALL)))
        self._text.setText(str(state.get("text", "")))
        self.table.filter(kind=self._kinds.currentData(), text=self._text.text())

    @override
    def scanned(self, scan: Scan) -> bool:
        """The code of a paper: is it genuine?"""
        text = next((one for one in scan.candidates if _is_statement(one)), "")
        if text:
            self.desk.open(CheckSheet(self.desk, text=text))
        return bool(text)

    @override
    def focus_filter(self) -> bool:
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()
        return True

    @override
    def print_again(self) -> bool:
        return self._panel.print_again()

    def _show_folder(self, folder: Folder) -> None:
        """What the label on a folder says that it holds, until somebody wants all again."""
        words = self.look.words
        self._show_all_of("")
        self.source.folder = folder
        kind = called(folder.papers, words) if folder.papers else words.t("All kinds")
        centre, year = words.ltr(folder.centre), words.ltr(str(folder.year))
        every = Button(self.look, words.t("Show all"), self._leave_folder, role="quiet")
        said = words.t("Folder: {kind}, {centre}, {year}", kind=kind, centre=centre, year=year)
        self.note.say("info", said, actions=(every,), icon="file-text")

    def _leave_folder(self) -> None:
        self.note.clear()
        self._show_all_of("")
        self.table.refresh()

    def _show_all_of(self, text: str) -> None:
        """Somebody was sent here for one paper: no filter of before may hide it."""
        if self.source.folder.year:
            self.source.folder = Folder()
            self.note.clear()
        for part in (self._kinds, self._text):
            part.blockSignals(True)
        self._choose(ALL)
        self._text.setText(text)
        for part in (self._kinds, self._text):
            part.blockSignals(False)
        self.table.filter(text=text, kind=ALL)

    def _choose(self, kind: str) -> None:
        self._kinds.setCurrentIndex(max(self._kinds.findData(kind), 0))

    def _kind_chosen(self, _index: int) -> None:
        self.table.filter(kind=self._kinds.currentData())

    def _check(self) -> None:
        words = self.look.words
        kinds = words.t("Papers") + " (*.pdf *.png *.jpg *.jpeg *.txt)"
        title = words.t("Choose the scan or the PDF of a paper")
        path = QFileDialog.getOpenFileName(self, title, "", kinds)[0]
        if path:
            self.desk.open(CheckSheet(self.desk, path=Path(path)))

    def _counted(self, count: int) -> None:
        self.say_fact(self.look.words.n("{count} document", "{count} documents", count))
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""

    def _row_opened(self, _document: object) -> None:
        self.open_side()


def columns(words: Words, named: Callable[[str], str] = str) -> "tuple[Column[Document], ...]":
    states = {
        "issued": State("good", "circle-check", words.t("Issued")),
        "cancelled": State("bad", "circle-x", words.t("Cancelled")),
        "reversal": State("warn", "undo-2", words.t("Reversal")),
    }

    def state(one: "Document") -> State:
        if one.status == "cancelled_twice":
            return State("bad", "circle-x", words.t("Cancelled ×{times}", times=one.times))
        return states[one.status]

    return (
        Column["Document"](
            "number", words.t("Number"), lambda d: d.number, width=182, mono=True, ltr=True
        ),
        Column["Document"]("kind", words.t("Kind"), lambda d: called(d.code, words), stretch=True),
        Column["Document"]("party", words.t("To or from"), lambda d: named(d.party), width=178),
        Column["Document"](
            "issued",
            words.t("Issued"),
            lambda d: words.when(d.issued_at).partition(" ")[0],
            width=98,
            ltr=True,
            sortable=True,
        ),
        Column["Document"](
            "state",
            words.t("State"),
            lambda d: state(d).text,
            width=128,
            pill=state,
        ),
    )


def _is_statement(text: str) -> bool:
    """Whether a scan is the signed code of a paper."""
    from cpise_inventory.paper.statement import PREFIX  # noqa: PLC0415 - cryptography

    return text.startswith(PREFIX)
