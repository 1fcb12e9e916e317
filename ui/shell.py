"""The window of somebody signed in: rail, bar, places, foot. Built anew for another look or person.

`ShellMemory` carries over what they'd miss: the place, the state of each page, the last undo.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.identity import read_label
from cpise_inventory.language.folding import fold
from ui.bar import Bar
from ui.desk import Desk
from ui.hits import ACTIONS, Hit, Target
from ui.kit.note import Note
from ui.kit.stack import Stack
from ui.look import application
from ui.memory import ShellMemory
from ui.page import Page
from ui.palette import Palette
from ui.rail import Rail
from ui.registry import PageSpec
from ui.scanning import Scan
from ui.status import StatusBar, StatusItem
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from ui.finding import Found

MOST_ACTIONS: Final = 5


class Shell(QWidget):
    """`opened` says which place is shown."""

    opened = Signal(str)

    def __init__(self, desk: Desk, places: Sequence[PageSpec], memory: ShellMemory) -> None:
        super().__init__()
        self.desk, self.memory = desk, memory
        self.places = {spec.key: spec for spec in places}
        self.pages: dict[str, Page] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self._answered: tuple[Note, str] | None = None
        self.narrow = self.short = False
        self.rail = Rail(desk.look, places)
        self.bar = Bar(desk.look)
        self.stack = Stack()
        self.status = StatusBar(desk.look)
        self.palette_list = Palette(desk.look, self)
        self._lay_out()
        self._connect()
        self._set_keys()

    # For the window -------------------------------------------------------------------------------

    @property
    def place(self) -> str:
        page = self.page
        return page.key if page is not None else ""

    @property
    def page(self) -> Page | None:
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def read_bundle(self, path: Path) -> None:
        """A file of another workstation was dropped on the window."""
        self.open("exchange", {"file": str(path)})

    def open(self, key: str, facts: Mapping[str, Any] | None = None) -> None:
        """Show a place, made if it's the first time; a place that isn't there changes nothing."""
        if key not in self.places:
            return
        self._forget_answer()
        first_time = key not in self.pages
        page = self.pages[key] if not first_time else self._make(key)
        self.stack.setCurrentWidget(page)
        self.rail.choose(key)
        self.memory.place = key
        page.show_at(narrow=self.narrow, short=self.short)
        page.opened(**(facts or {}))
        if first_time and (state := self.memory.states.pop(key, None)) is not None:
            page.restore(state)
        page.offer_draft()
        if not first_time and (stale := self._stale.pop(key, None)):
            page.refresh(stale)
        self.give_focus()
        self.opened.emit(key)

    def give_focus(self) -> None:
        """To the page's first field, else to the scan field."""
        wanted = self.page.first if self.page is not None else None
        taker = wanted.focusProxy() or wanted if wanted is not None else None
        if taker is None or not taker.isVisible() or not taker.isEnabled():
            taker = self.bar.scan
        taker.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> ShellMemory:
        """Asked before it's taken down."""
        self.memory.states |= {key: page.state() for key, page in self.pages.items()}
        self.memory.place = self.place or self.memory.place
        return self.memory

    def scanned(self, scan: Scan) -> None:
        """To the page; what isn't for it is looked for in the books."""
        if not self.offered(scan):
            self._look_up(scan)

    def offered(self, scan: Scan) -> bool:
        """Whether it is for the page: of several at once, what isn't opens nothing else."""
        self.palette_list.hide()
        return self.page is not None and self.page.scanned(scan)

    def warn_of_old_label(self, scan: Scan) -> None:
        """Whatever it was scanned for, it's served; and said that it should come off."""
        code = scan.read(read_label)
        if code is None or not code.generation:
            return

        def read(store: "Store") -> str:
            from ui.pages.scan_answers import replaced_said  # noqa: PLC0415 - seldom needed

            return replaced_said(store, code, self.desk)

        def say(text: str) -> None:
            if text:
                self.desk.say(text)

        self.desk.worker.ask(read, say, owner=self)

    def _say_waiting(self) -> None:
        words = self.desk.look.words
        self.desk.say(
            words.t(
                "A larger operation is still being written, such as a file that is read in. What"
                " you confirmed follows by itself."
            )
        )

    def undo(self) -> None:
        """Ctrl+Z, as long as nothing else was done since."""
        undo, self.memory.undo = self.memory.undo, None
        if undo is not None:
            undo()

    # Building -------------------------------------------------------------------------------------

    def _make(self, key: str) -> Page:
        page = self.places[key].factory(self.desk)
        page.key = key
        self.pages[key] = page
        self.stack.addWidget(page)
        return page

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(self.stack, 1)
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self.rail)
        above.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above, 1)
        whole.addWidget(self.status)

    def _connect(self) -> None:
        desk, scan = self.desk, self.bar.scan
        self.rail.chosen.connect(self.open)
        self.status.opened.connect(self.open)
        desk.go_requested.connect(self.open)
        desk.badge_changed.connect(self.rail.count)
        desk.worker.changed.connect(self.books_changed)
        desk.worker.waiting.connect(self._say_waiting)
        scan.searched.connect(self._search)
        scan.entered.connect(self._entered)
        scan.stepped.connect(self._step)
        scan.left.connect(self.palette_list.hide)
        self.palette_list.picked.connect(self._go)
        application().focusChanged.connect(self._focus_changed)

    def _set_keys(self) -> None:
        wanted: dict[str, Callable[[], object]] = {
            "F2": self._focus_scan,
            "Ctrl+K": self.bar.scan.search_now,
            "Ctrl+F": self._focus_filter,
            "Ctrl+Z": self.undo,
            "Ctrl+P": self._print_again,
            "Ctrl+PgDown": partial(self._next_place, 1),
            "Ctrl+PgUp": partial(self._next_place, -1),
        }
        for spec in self.places.values():
            if spec.shortcut:
                wanted[spec.shortcut] = partial(self.open, spec.key)
        for key, act in wanted.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)
            shortcut.activatedAmbiguously.connect(act)  # a button of the page shows the same key

    # Keys -----------------------------------------------------------------------------------------

    def _focus_scan(self) -> None:
        self.bar.scan.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.scan.selectAll()

    def _focus_filter(self) -> None:
        if self.page is not None:
            self.page.focus_filter()

    def _print_again(self) -> None:
        if self.page is not None:
            self.page.print_again()

    def _next_place(self, by: int) -> None:
        keys = [key for key, spec in self.places.items() if not spec.within]
        at = keys.index(self.place) + by if self.place in keys else 0
        self.open(keys[at % len(keys)])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nobody else wanted it, leads back to the scan field."""
        if event.key() == Qt.Key.Key_Escape:
            self._focus_scan()
        else:
            super().keyPressEvent(event)

    def _focus_changed(self, _left: QWidget | None, entered: QWidget | None) -> None:
        """The scanner always has somewhere to go."""
        if entered is None and self.isActiveWindow():
            QTimer.singleShot(0, self, self._catch_focus)

    def _catch_focus(self) -> None:
        lost = application().focusWidget() is None
        if lost and self.isVisible() and self.isEnabled() and self.isActiveWindow():
            self.bar.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    # Form and freshness ---------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow, short = self.width() < Size.NARROW_BELOW, self.height() < Size.SHORT_BELOW
        if (narrow, short) != (self.narrow, self.short):
            self.narrow, self.short = narrow, short
            self.rail.fold(narrow=narrow)
            self.status.fold(narrow=narrow)
            if self.page is not None:
                self.page.show_at(narrow=narrow, short=short)

    def books_changed(self, names: frozenset[str]) -> None:
        """The page shown reads anew if one of these tables concerns it, the others when shown."""
        for key, page in self.pages.items():
            concerns = names & page.watches
            if concerns and page is self.page:
                page.refresh(concerns)
            elif concerns:
                self._stale[key] = self._stale.get(key, frozenset()) | concerns

    def show_status(self, items: Sequence[StatusItem]) -> None:
        self.status.show_items(items)

    # Finding --------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        words, actions = self.desk.look.words, self._actions(text)

        def read(store: "Store") -> list[Hit]:
            from ui.finding import find  # noqa: PLC0415 - brings the books with it

            return find(store, words, text)

        def show(hits: list[Hit]) -> None:
            if self.bar.scan.hasFocus() and self.bar.scan.text().strip() == text:
                self.palette_list.show_hits([*actions, *hits], self.bar.scan, text)

        self.desk.worker.ask(read, show, self._tell, owner=self, only_latest="search")

    def _actions(self, text: str) -> list[Hit]:
        words, wanted = self.desk.look.words, fold(text).split()
        offered = []
        for spec in self.places.values():
            place = Target(spec.key)
            title = words.t(spec.title)
            offered.append(Hit(ACTIONS, spec.icon, title, "", place, key=spec.shortcut))
            for tab in spec.tabs:
                place = Target(spec.key, {"tab": tab.key})
                offered.append(Hit(ACTIONS, tab.icon, words.t(tab.title), "", place))
        found = [hit for hit in offered if all(word in fold(hit.text) for word in wanted)]
        return found if not wanted else found[:MOST_ACTIONS]

    def _step(self, by: int) -> None:
        if self.palette_list.isVisible():
            self.palette_list.step(by)
        else:
            self.bar.scan.search_now()

    def _entered(self, text: str) -> None:
        """Enter after typing: exactly what is named, else the line that is chosen."""
        hit = self.palette_list.current() if self.palette_list.isVisible() else None
        if hit is not None:
            self._go(hit)
        elif text:
            self._look_up(Scan(text, text))

    def _go(self, hit: Hit) -> None:
        self.palette_list.hide()
        self.bar.scan.empty()
        self.open(hit.target.place, hit.target.facts)

    def _look_up(self, scan: Scan) -> None:
        readings, centre = scan.candidates, self.desk.session.centre

        def read(store: "Store") -> "Found":
            from ui.finding import answer  # noqa: PLC0415 - brings the books with it

            return answer(store, readings, centre)

        def show(found: "Found") -> None:
            if found.target is not None:
                self.palette_list.hide()
                self.bar.scan.empty()
                self.open(found.target.place, found.target.facts)
            self._answer(found)

        self.desk.worker.ask(read, show, self._tell, owner=self)

    def _answer(self, found: "Found") -> None:
        from ui.pages.scan_answers import say_scanned  # noqa: PLC0415 - as above

        if found.target is None:
            application().beep()
        if self.page is not None:
            said = say_scanned(self.page.note, self.desk, found.scanned)
            self._answered = (self.page.note, said) if said else None

    def _forget_answer(self) -> None:
        """What was said of a scan isn't true any more of what is shown next."""
        answered, self._answered = self._answered, None
        if answered is not None:
            note, said = answered
            if note.title.text() == said:
                note.clear()

    def _tell(self, error: Exception) -> None:
        if self.page is not None:
            self.page.tell(error)
