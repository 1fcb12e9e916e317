"""The journal: who did what and when, what it changed, and the proof that nothing was touched."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QWidget
from typing_extensions import override

from cpise_inventory.clock import now
from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.columns import Column
from ui.kit.date import DateEdit
from ui.kit.field import line_edit
from ui.kit.flow import Flow
from ui.kit.note import Note
from ui.kit.pages import View
from ui.kit.progress import Progress as Bar
from ui.kit.side import SidePanel
from ui.kit.table import Table
from ui.kit.text import Elided, label
from ui.look import Look
from ui.page import Page
from ui.pages.cancel import CancelSheet
from ui.pages.form_sheet import today
from ui.pages.journal_words import finding_sentence, said_value, thing_name
from ui.pages.kind_icons import icon_of
from ui.pages.layouts import clear, first_in_use
from ui.theme import Size
from ui.worker import Progress

if TYPE_CHECKING:
    from cpise_inventory.history import Change
    from cpise_inventory.journal.queries import Covered, Entry, Filter
    from cpise_inventory.journal.verify import Proof
    from cpise_inventory.store import Store

MOST_CHANGES: Final = 40
NARROW: Final = ("when", "kind", "document", "who")
DOCUMENT_WIDTH: Final = 190


class JournalSource:
    """The entries, the newest first, narrowed by person, kind, days and document."""

    def __init__(self) -> None:
        self.actor = self.kind = self.document = ""
        self.first: date | None = None
        """Recorded from this day on; `last` is the last day."""
        self.last: date | None = None

    def count(self, store: "Store", view: View) -> int:  # noqa: ARG002 - filters stand apart
        from cpise_inventory.journal.queries import entries_size  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            return entries_size(connection, self._filter())

    def page(
        self,
        store: "Store",
        view: View,  # noqa: ARG002 - as above
        offset: int,
        size: int,
    ) -> "list[Entry]":
        from cpise_inventory.journal.queries import entries_page  # noqa: PLC0415 - as above

        with store.read() as connection:
            return entries_page(connection, self._filter(), offset, size)

    def _filter(self) -> "Filter":
        from cpise_inventory.journal.event import midnight  # noqa: PLC0415 - as above
        from cpise_inventory.journal.queries import Filter  # noqa: PLC0415 - as above

        told = {"actor": self.actor, "kind": self.kind, "document": self.document}
        first = midnight(self.first) if self.first else 0
        last = midnight(self.last + timedelta(days=1)) - 1 if self.last else 0
        return Filter(**told, first=first, last=last)


@dataclass(frozen=True)
class Detail:
    """One event: what it changed and which signed statement covers it."""

    entry: "Entry"
    prev: str
    changes: "list[Change]"
    covered: "Covered | None"
    about: str = ""
    """The paper that was printed."""


def read_detail(store: "Store", entry: "Entry") -> Detail:
    from cpise_inventory.documents.events import Printed  # noqa: PLC0415 - as above
    from cpise_inventory.history import changes_of  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.journal.queries import covered_by, event_at  # noqa: PLC0415 - as above

    with store.read() as connection:
        event = event_at(connection, store.journal, entry.device, entry.seq)
        changes = changes_of(connection, store.journal, event) if event else []
        covered = covered_by(connection, entry.device, entry.seq)
    about = event.payload.number if event and isinstance(event.payload, Printed) else ""
    return Detail(entry, event.prev if event else "", changes, covered, about)


class JournalPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset({"event_index"})

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        fact = words.t("Nothing here is changed or deleted: whatever changes leaves a line.")
        super().__init__(desk, words.t("Journal"), fact)
        self._people: dict[str, str] = {}
        self._proof = Note(desk.look)
        self._bar = Bar(desk.look)
        self._verify = Button(
            desk.look, words.t("Verify now"), self._prove, icon="shield-check", role="primary"
        )
        self.add_action(self._verify)
        self._source = JournalSource()
        self.table = Table(
            desk.look,
            desk.worker,
            self._source,
            _columns(self, words),
            name=words.t("Journal"),
            key=lambda entry: (entry.device, entry.seq),
        )
        self.table.current_changed.connect(self._chosen)
        self.table.opened.connect(self._opened_row)
        self.table.failed.connect(self.tell)
        first_in_use(self.table)
        self._who, self._what = QComboBox(), QComboBox()
        self._first_day, self._last_day = (DateEdit(desk.look, today()) for _ in range(2))
        self._document = line_edit(desk.look, hint=words.t("Document number"))
        self._document.setClearButtonEnabled(True)
        for part in (self._proof, self._bar):
            self.body.addWidget(part)
        self.body.addWidget(self._filters())
        self.body.addWidget(self.table, 1)
        self.first = self.table
        self._panel = EventPanel(desk)
        self._panel.follow_rows(self.table)
        self.set_side(self._panel)
        self._who.currentIndexChanged.connect(self._narrow)
        self._what.currentIndexChanged.connect(self._narrow)
        for edit in (self._first_day, self._last_day):
            edit.settled.connect(self._narrow)
        self._document.editingFinished.connect(self._narrow)
        self._document.textChanged.connect(self._document_typed)

    def _filters(self) -> QWidget:
        """In as many rows as the window asks for."""
        words, made = self.look.words, QWidget()
        row = Flow(made)
        for part, name in (
            (self._who, words.t("Person")),
            (self._what, words.t("Kind")),
            (self._first_day, words.t("Recorded from the day")),
            (self._last_day, words.t("Recorded up to the day")),
            (self._document, words.t("Document number")),
        ):
            part.setAccessibleName(name)
            part.setToolTip(name)
            row.addWidget(part)
        for combo in (self._who, self._what):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._first_day.setPlaceholderText(words.t("From the day"))
        self._last_day.setPlaceholderText(words.t("To the day"))
        self._document.setMinimumWidth(DOCUMENT_WIDTH)
        return made

    def person(self, name: str) -> str:
        return self._people.get(name, name)

    @override
    def form_changed(self) -> None:
        keys = [column.key for column in _columns(self, self.look.words)]
        self.table.show_columns(NARROW if self.narrow else keys)

    @override
    def focus_filter(self) -> bool:
        self._who.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @override
    def state(self) -> dict[str, Any]:
        return {
            "actor": self._source.actor,
            "kind": self._source.kind,
            "first": self._first_day.typed(),
            "last": self._last_day.typed(),
            "document": self._document.text(),
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self._source.actor = str(state.get("actor", ""))
        self._source.kind = str(state.get("kind", ""))
        self._first_day.set_typed(str(state.get("first", "")))
        self._last_day.set_typed(str(state.get("last", "")))
        self._put_document(str(state.get("document", "")))
        self._read_fields()

    @override
    def opened(self, **facts: Any) -> None:
        if number := str(facts.get("document") or ""):  # no filter of before may hide it
            self.restore({"document": number})
        self.ask(_read_people, self._fill, only_latest="people")

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        self.table.refresh()

    def _fill(self, read: "tuple[dict[str, str], list[str], list[str]]") -> None:
        words = self.look.words
        self._people, actors, kinds = read
        people = [(self.person(name), name) for name in actors]
        called = sorted((term(KINDS, kind, words), kind) for kind in kinds)
        _fill(self._who, words.t("All people"), people, self._source.actor)
        _fill(self._what, words.t("All kinds"), called, self._source.kind)
        self.table.refresh()

    def _document_typed(self, text: str) -> None:
        """Cleared by its button, it's no longer asked for."""
        if not text:
            self._narrow()

    def _narrow(self, _index: int = 0) -> None:
        self._source.actor = self._who.currentData() or ""
        self._source.kind = self._what.currentData() or ""
        self._read_fields()
        self.table.refresh()

    def _read_fields(self) -> None:
        """A day that can't be read narrows nothing, and is told at the top."""
        self._source.document = self._document.text().strip().upper()
        self._source.first, self._source.last = self._first_day.value(), self._last_day.value()
        problem = self._first_day.problem() or self._last_day.problem()
        if problem is None:
            self.note.clear()
        else:
            self.note.say("bad", self.desk.sentence(problem))

    def _put_document(self, number: str) -> None:
        self._document.blockSignals(True)
        self._document.setText(number)
        self._document.blockSignals(False)

    def _chosen(self, entry: "Entry | None") -> None:
        if entry is not None:
            self.ask(
                lambda store: read_detail(store, entry),
                lambda detail: self._panel.show_detail(detail, self.person(detail.entry.actor)),
                only_latest="detail",
            )

    def _opened_row(self, _entry: object) -> None:
        self.open_side()

    # The proof ------------------------------------------------------------------------------------

    def _prove(self) -> None:
        words = self.look.words
        self._verify.setEnabled(False)
        self._proof.clear()

        def job(store: "Store", progress: Progress) -> "Proof":
            from cpise_inventory.proof import verify  # noqa: PLC0415 - SQLAlchemy

            return verify(store, progress)

        running = self.ask_long(job, self._proven, always=self._prove_ended)
        running.progressed.connect(self._bar.show_step)
        self._bar.start(words.t("Verifying the journal"), running.stop)

    def _prove_ended(self) -> None:
        self._bar.end()
        self._verify.setEnabled(True)

    def _proven(self, proof: "Proof") -> None:
        words = self.look.words
        self.desk.verified.emit(proof.events, proof.sound)
        if proof.sound:
            told = {
                "events": words.number(proof.events),
                "seals": words.number(proof.checkpoints),
                "rows": words.number(proof.rows),
                "when": words.time(now()),
            }
            title = words.t("Everything is sound: {events} events verified at {when}.", **told)
            text = words.t("{seals} signed statements and {rows} table rows fit them.", **told)
            self._proof.say("good", title, text, icon="shield-check")
        else:
            title = words.t("The books are not sound.")
            text = "\n".join(finding_sentence(one, words) for one in proof.findings[:5])
            self._proof.say("bad", title, text, icon="shield-alert")


class EventPanel(SidePanel):
    """Who, when, what before and after, and what proves it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, desk.look.words.t("Choose a line"))
        self._desk = desk

    def show_detail(self, detail: Detail, who: str) -> None:
        look, words, entry = self._desk.look, self._desk.look.words, detail.entry
        clear(self.body)
        clear(self.foot)
        self.title.setText(term(KINDS, entry.kind, words))
        place = words.ltr(f"{entry.device}:{entry.seq}")
        when = words.ltr(words.when(entry.recorded_at))
        self.body.addWidget(Elided(look, f"{words.isolate(who)} · {when}", "muted"))
        happened = words.t("Happened on {date}", date=words.ltr(words.date(entry.happened_on)))
        self.body.addWidget(label(look, f"{place} · {happened}", "small", wrap=True))
        if number := entry.document or detail.about:
            self.body.addWidget(label(look, words.ltr(number), "strong"))
        if entry.reversed_by:
            by = words.t("Cancelled by {number}", number=words.ltr(entry.reversed_by))
            self.body.addWidget(label(look, by, "bad-small", wrap=True))
        if detail.changes:
            self.body.addWidget(label(look, words.t("What changed"), "heading"))
            self.body.addLayout(_changes(look, detail.changes))
        self.body.addWidget(label(look, words.t("Proof"), "heading"))
        for name, value in (
            (words.t("Hash"), entry.hash.hex()),
            (words.t("Hash before"), detail.prev),
        ):
            short = words.ltr(f"{value[:8]} … {value[-8:]}")
            self.body.addWidget(label(look, f"{name}  {short}", "small"))
        self.body.addWidget(label(look, _covered(detail.covered, words), "small", wrap=True))
        self.body.addStretch(1)
        self._buttons(detail)

    def _buttons(self, detail: Detail) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        words, entry = self._desk.look.words, detail.entry
        copied = f"{entry.device}:{entry.seq} {entry.hash.hex()}"
        cancellable = not (entry.reversed_by or entry.kind.endswith((".reversed", ".printed")))
        if entry.document and cancellable:
            cancel = Button(
                self._desk.look,
                words.t("Cancel by a reversing document"),
                lambda: self._desk.open(CancelSheet(self._desk, entry.document)),
                icon="undo-2",
            )
            why_not = self._desk.why_not(Right.MOVE_STOCK)
            cancel.allow(not why_not, why_not)
            self.foot.addWidget(cancel)
        self.foot.addWidget(
            Button(
                self._desk.look,
                words.t("Copy"),
                lambda: QApplication.clipboard().setText(copied),
                icon="copy",
                role="quiet",
            )
        )


def _columns(page: JournalPage, words: Words) -> "tuple[Column[Entry], ...]":
    return (
        Column["Entry"](
            "when", words.t("Recorded"), lambda e: words.when(e.recorded_at), width=136, ltr=True
        ),
        Column["Entry"](
            "kind",
            words.t("What"),
            lambda e: _what(e, words),
            stretch=True,
            icon=lambda e: icon_of(e.kind),
            ink=lambda e: "muted" if e.reversed_by else "text",
        ),
        Column["Entry"](
            "document", words.t("Document"), lambda e: e.document, width=182, mono=True, ltr=True
        ),
        Column["Entry"]("who", words.t("Who"), lambda e: page.person(e.actor), width=136),
        Column["Entry"](
            "hash",
            words.t("Hash"),
            lambda e: f"{e.hash.hex()[:4]}…{e.hash.hex()[-4:]}",
            width=94,
            mono=True,
            ltr=True,
            ink=lambda _: "muted",
        ),
    )


def _what(entry: "Entry", words: Words) -> str:
    """What happened, and whether another document has taken it back since."""
    what = term(KINDS, entry.kind, words)
    return " · ".join((what, words.t("cancelled"))) if entry.reversed_by else what


def _changes(look: Look, changes: "list[Change]") -> QGridLayout:
    words = look.words
    grid = QGridLayout()
    grid.setHorizontalSpacing(Size.S)
    for column, text in enumerate((words.t("Before"), words.t("After"))):
        grid.addWidget(label(look, text, "field"), 0, column)
        grid.setColumnStretch(column, 1)
    for at, change in enumerate(changes[:MOST_CHANGES]):
        grid.addWidget(Elided(look, thing_name(change, words), "small"), 2 * at + 1, 0, 1, 2)
        for column, (value, role) in enumerate(((change.before, "bad"), (change.after, "good"))):
            said = label(look, said_value(change, value, words), role, wrap=True)
            grid.addWidget(said, 2 * at + 2, column)
    more = len(changes) - MOST_CHANGES
    if more > 0:
        rest = words.n("and {count} more change", "and {count} more changes", more)
        grid.addWidget(label(look, rest, "small"), 2 * MOST_CHANGES + 1, 0, 1, 2)
    return grid


def _covered(covered: "Covered | None", words: Words) -> str:
    if covered is None:
        return words.t("No signed statement covers this line yet.")
    if covered.document:
        return words.t("Proven by the paper {number}.", number=words.ltr(covered.document))
    return words.t("Covered by the signed checkpoint {seq}.", seq=words.ltr(str(covered.seq)))


def _fill(combo: QComboBox, all_of_them: str, entries: list[tuple[str, str]], chosen: str) -> None:
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(all_of_them, "")
    for text, data in entries:
        combo.addItem(text, data)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
    combo.blockSignals(False)


def _read_people(store: "Store") -> "tuple[dict[str, str], list[str], list[str]]":
    from cpise_inventory.journal import queries  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above

    with store.read() as connection:
        people = {one.name: one.display for one in persons(connection, closed=True)}
        return people, queries.actors(connection), queries.kinds(connection)
