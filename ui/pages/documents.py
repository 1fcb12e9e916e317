"""The register of every document, its paper beside, printed again as a marked duplicate."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

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
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.documents.queries import Document, Filter
    from cpise_inventory.store import Store

ALL: Final = "all"
CODES: Final = ("RD", "BR", "BE", "AR", "CK", "PR", "RE")
NARROW: Final = ("number", "kind", "state")


class DocumentSource:
    """The register, the newest first, narrowed by kind and text."""

    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.documents.queries import register_size  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            return register_size(connection, _filter(view))

    def page(self, store: "Store", view: View, offset: int, size: int) -> "list[Document]":
        from cpise_inventory.documents.queries import register_page  # noqa: PLC0415

        with store.read() as connection:
            oldest = view.order == "issued" and not view.descending
            return register_page(connection, _filter(view), offset, size, oldest_first=oldest)


class DocumentsPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset({"document", "reversal", "document_print"})

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
        self._text = line_edit(desk.look, hint=words.t("Number or name"))
        self._text.setAccessibleName(words.t("Filter"))
        self._text.setFixedWidth(220)
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(self._kinds)
        row.addWidget(self._text)
        row.addStretch(1)
        self.table = Table(
            desk.look,
            desk.worker,
            DocumentSource(),
            columns(words),
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
        self.table.opened.connect(self._row_opened)
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.tell)
        self._kinds.currentIndexChanged.connect(self._kind_chosen)
        self._text.textChanged.connect(lambda text: self.table.filter(text=text))

    @override
    def opened(self, **facts: Any) -> None:
        self._wanted = str(facts.get("number", ""))
        if self._wanted:
            self._choose(ALL)
            self._text.setText(self._wanted)
            self.table.filter(text=self._wanted, kind=ALL)
        self.table.refresh()

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
        from cpise_inventory.paper.statement import PREFIX  # noqa: PLC0415

        text = next((one for one in (scan.text, scan.by_key) if one.startswith(PREFIX)), "")
        if text:
            self.desk.open(CheckSheet(self.desk, text=text))
        return bool(text)

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


def columns(words: Words) -> "tuple[Column[Document], ...]":
    states = {
        "issued": State("good", "circle-check", words.t("Issued")),
        "cancelled": State("bad", "circle-x", words.t("Cancelled")),
        "reversal": State("warn", "undo-2", words.t("Reversal")),
    }
    return (
        Column["Document"](
            "number", words.t("Number"), lambda d: d.number, width=180, mono=True, ltr=True
        ),
        Column["Document"]("kind", words.t("Kind"), lambda d: called(d.code, words), stretch=True),
        Column["Document"]("party", words.t("To or from"), lambda d: d.party, width=185),
        Column["Document"](
            "issued",
            words.t("Issued"),
            lambda d: words.date(datetime.fromtimestamp(d.issued_at / 1_000_000, UTC)),
            width=100,
            ltr=True,
            sortable=True,
        ),
        Column["Document"](
            "state",
            words.t("State"),
            lambda d: states[d.status].text,
            width=120,
            pill=lambda d: states[d.status],
        ),
    )


def _filter(view: View) -> "Filter":
    from cpise_inventory.documents.queries import Filter  # noqa: PLC0415 - SQLAlchemy

    return Filter(code="" if view.kind in ("", ALL) else view.kind, text=view.text.strip())
