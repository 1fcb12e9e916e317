"""The one window: a gate until somebody is signed in, then the shell; sheets and toasts above both.

Language, appearance and person are changed by building the content anew with another `Look`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget
from typing_extensions import override

from cpise_inventory import config
from cpise_inventory.clock import wall_clock
from cpise_inventory.errors import MissingStoreError
from cpise_inventory.language.sentences import sentence
from ui import books as asked
from ui import settings as kept
from ui.application import Dress
from ui.books import Books, Opened
from ui.gate import Gate, OpeningGate, TroubleGate
from ui.intake import Front, Intake
from ui.kit.sheet import Sheet, Veils
from ui.kit.stack import Stack
from ui.kit.toast import Toast
from ui.look import Look, application
from ui.memory import ShellMemory
from ui.registry import PLACES, PageSpec, load_afterwards
from ui.sign_in import SignIn
from ui.worker import Worker

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from ui.crash import CrashSheet
    from ui.desk import Session
    from ui.first_run import NewBooks
    from ui.shell import Shell

NOBODY_WAITS = 1_000
"""Milliseconds before the window says what takes so long."""
SOON = 50
"""Milliseconds after which what is shown is painted."""
CLOCK_AGAIN = 20_000
"""Milliseconds after which a clock that was behind is looked at again: somebody may set it."""
SMALLEST = QSize(911, 480)
USUAL = QSize(1280, 720)
DRAFTS = "drafts"


class MainWindow(QMainWindow):
    """`ready`: all is loaded that a start loads; once, some time after somebody can sign in."""

    ready = Signal()

    def __init__(
        self, books: Books, dress: Dress, folder: Path, places: Sequence[PageSpec] = PLACES
    ) -> None:
        """`folder` is where settings and drafts are kept."""
        super().__init__()
        self.books, self._dress, self._folder, self._places = books, dress, folder, places
        self.settings = kept.read(folder)
        self.worker = Worker(books.open, self)
        self.shell: Shell | None = None
        self.session: Session | None = None
        self._opened: Opened | None = None
        self._memory = ShellMemory()
        self._crash: CrashSheet | None = None
        self._toast: Toast | None = None
        self._stack = Stack()
        self._is_ready = False
        self._patience = QTimer(self, singleShot=True, interval=NOBODY_WAITS)
        self._patience.timeout.connect(self._say_opening)
        self._clock_was_late = False
        self._clock_watch = QTimer(self, singleShot=True, interval=CLOCK_AGAIN)
        self._clock_watch.timeout.connect(self._read_status)
        self.setCentralWidget(self._stack)
        self._dress_up()
        self.intake = Intake(self, self.worker, self._front, lambda: self.look, self._say)
        self.worker.changed.connect(self._books_changed)
        self.setWindowTitle("CPISE Inventory")
        self.setMinimumSize(SMALLEST)
        self._place_on_screen()

    # Opening --------------------------------------------------------------------------------------

    def start(self) -> None:
        """Look for the books: the sign-in, the first run or the trouble comes of it."""
        self.intake.watch()
        if self._gate() is None:
            self._patience.start()
        else:
            self._say_opening()
        self.worker.do(self.books.glance, self._glanced, self._trouble)

    def _glanced(self, seen: Opened | None) -> None:
        """The names that can be had so soon are shown: the books open behind the password."""
        if seen is None:
            self.worker.do(self.books.exist, self._found, self._trouble)
            return
        self._show_sign_in(seen)
        QTimer.singleShot(SOON, self, lambda: self.worker.open(bool, self._trouble))

    def _say_opening(self) -> None:
        self._show_gate(OpeningGate(self.look))

    def _found(self, there: bool) -> None:  # noqa: FBT001 - the worker's answer
        if there:
            self.worker.open(self._ask_who, self._trouble)
        else:
            self.worker.do(lambda: asked.centres(self.look.words), self._first_run, self._trouble)

    def _ask_who(self, _store: object = None) -> None:
        self.worker.ask(asked.opened, self._show_sign_in, self._trouble)

    def _show_sign_in(self, opened: Opened) -> None:
        self._opened = opened
        words = self.look.words
        parts = (opened.place.name(words), words.ltr(opened.place.device))
        fact = " · ".join(part for part in parts if part)
        last = self.session.person if self.session is not None else self.settings.person
        self._show_gate(SignIn(self.look, opened.people, self._enter, fact, last))

    def _enter(self, name: str, password: str, failed: Callable[[Exception], None]) -> None:
        self.worker.ask(lambda store: asked.enter(store, name, password), self._entered, failed)

    def _entered(self, session: "Session") -> None:
        before, self.session = self.session, self._named(session)
        self.settings.person = session.person
        self._keep_settings()
        if self.shell is None or before is None or before.person != session.person:
            self.veils.close_all()
            self._memory = ShellMemory()
            self._build_shell()
        self._show_shell()
        self.veils.bring_back()

    def _first_run(self, centres: Sequence[Any]) -> None:
        from ui.first_run import FirstRun  # noqa: PLC0415 - seen once

        self._show_gate(FirstRun(self.look, centres, self._create))

    def _create(self, new: "NewBooks", failed: Callable[[Exception], None]) -> None:
        words = self.look.words

        def made(_store: object) -> None:
            self.worker.ask(asked.opened, known, failed)

        def known(opened: Opened) -> None:
            self._opened = opened
            self._enter(new.name, new.password, failed)

        self.worker.open(made, failed, lambda: self.books.create(new, words))

    def _trouble(self, error: Exception) -> None:
        if isinstance(error, MissingStoreError):  # gone between two questions
            self._found(False)
            return
        words = self.look.words
        ways = (
            (words.t("Try again"), "refresh-cw", self.start),
            (words.t("Open another database…"), "hard-drive", self._open_another),
            (words.t("Close"), "x", self.close),
        )
        self._show_gate(TroubleGate(self.look, sentence(error, words), ways))

    def _open_another(self) -> None:
        title = self.look.words.t("Open another database…")
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - seldom seen

        path, _kind = QFileDialog.getOpenFileName(self, title, "", "*.sqlite")
        if path:
            self.books = replace(self.books, database=path)
            self.worker.use(self.books.open)
            self.start()

    # Sheets, toasts, faults -----------------------------------------------------------------------

    def open_sheet(self, sheet: Sheet) -> None:
        self.veils.open(sheet)

    def show_crash(self, error: Exception, report: Path | None) -> None:
        """One at a time: a fault in painting comes back with each painting."""
        if self._crash is None:
            from ui.crash import CrashSheet  # noqa: PLC0415 - seldom seen

            self._crash = CrashSheet(self.look, error, report)
            self._crash.closed.connect(self._crash_read)
            self.veils.open(self._crash)

    def _crash_read(self) -> None:
        self._crash = None

    def _say(self, text: str, undo: Callable[[], object] | None, *wrong: bool) -> None:
        self._memory.undo = undo
        self.toast.say(text, self.shell.undo if self.shell and undo else None, wrong=any(wrong))

    @property
    def toast(self) -> Toast:
        if self._toast is None:
            self._toast = Toast(self.look, self)
        return self._toast

    def show_keys(self) -> None:
        from ui.keys import KeysSheet  # noqa: PLC0415 - seldom seen

        self.open_sheet(KeysSheet(self.look, self._places))

    def show_scanner(self) -> None:
        from ui.scanner_sheet import ScannerSheet  # noqa: PLC0415 - seldom seen

        self.open_sheet(ScannerSheet(self.look, self.intake.reader))

    def show_look(self) -> None:
        from ui.keys import LookSheet  # noqa: PLC0415 - seldom seen

        sheet = LookSheet(self.look, self.settings.appearance, self.speak, self.appear)
        self.open_sheet(sheet)

    # Language, appearance, person -----------------------------------------------------------------

    @property
    def look(self) -> Look:
        return self._dress.look

    def speak(self, code: str) -> None:
        """Another language, at once; what is open stays open."""
        config.keep_language(code)
        self._dress.language = code
        self._change_clothes()

    def appear(self, appearance: str) -> None:
        """light, dark, or as the system does."""
        self.settings.appearance = appearance
        self._keep_settings()
        self._change_clothes()

    def lock(self) -> None:
        """The work stays as it is behind the sign-in; another person finds their own."""
        self.veils.set_aside()
        if self.shell is not None and self.shell.page is not None:
            self.shell.page.keep_draft()
        self._ask_who()

    def _change_clothes(self) -> None:
        from ui.keys import LookSheet  # noqa: PLC0415 - seldom seen

        gate = self._gate()
        state = gate.state() if gate is not None else {}
        asks_for_sheet = self.veils.top is not None and isinstance(self.veils.top, LookSheet)
        shell = self.shell
        if shell is not None:
            self._memory = shell.remember()
        self.veils.close_all()
        self._take_down()
        self._dress_up()
        if self.session is not None and shell is not None:
            self.session = self._named(self.session)
            self._build_shell()
        if gate is None:
            self._show_shell()
        else:
            self._gate_again(gate, state)
        if asks_for_sheet:
            self.show_look()

    def _gate_again(self, gate: Gate, state: dict[str, Any]) -> None:
        from ui.first_run import FirstRun  # noqa: PLC0415 - seen once

        if isinstance(gate, FirstRun):
            anew = FirstRun(self.look, asked.centres(self.look.words), self._create)
            self._show_gate(anew)
            anew.restore(state)
        elif isinstance(gate, SignIn) and self._opened is not None:
            self._show_sign_in(self._opened)
        else:
            self.start()

    def _dress_up(self) -> None:
        self._dress.put_on(self.settings.appearance)
        self.setLayoutDirection(self.look.direction)
        self.veils = Veils(self, self._stack, self._give_focus)
        self._toast = None

    def _named(self, session: "Session") -> "Session":
        place = self._opened.place if self._opened is not None else None
        name = place.name(self.look.words) if place is not None and place.names else session.centre
        return replace(session, centre_name=name)

    # Content --------------------------------------------------------------------------------------

    def _build_shell(self) -> None:
        if self.session is None:
            return
        if self.shell is not None:
            self._drop(self.shell)
        from ui.desk import Desk  # noqa: PLC0415 - not before somebody is signed in
        from ui.drafts import Drafts  # noqa: PLC0415 - as above
        from ui.shell import Shell  # noqa: PLC0415 - as above

        drafts = Drafts(self._folder / DRAFTS, self.session.person, self._write)
        desk = Desk(self.look, self.worker, self.session, drafts)
        self.shell = Shell(desk, self._places, self._memory)
        desk.setParent(self.shell)
        desk.sheet_requested.connect(self.open_sheet)
        desk.said.connect(self._say)
        desk.verified.connect(self._verified)
        self.intake.taken.connect(self.shell.warn_of_old_label)
        self.intake.bundle_dropped.connect(self.shell.read_bundle)
        self.shell.bar.look_wanted.connect(self.show_look)
        self.shell.bar.keys_wanted.connect(self.show_keys)
        self.shell.bar.scanner_wanted.connect(self.show_scanner)
        self.shell.bar.scan.pasted.connect(self.intake.paste)
        self.shell.bar.lock_wanted.connect(self.lock)
        self._stack.addWidget(self.shell)
        self._read_status()

    def _show_shell(self) -> None:
        if self.shell is None:
            return
        gate = self._gate()
        self._stack.setCurrentWidget(self.shell)
        if gate is not None:
            self._drop(gate)
        if self.shell.page is None:
            self.shell.open(self._memory.place or self._places[0].key)
        else:
            self.shell.give_focus()

    def _show_gate(self, gate: Gate) -> None:
        before = self._gate()
        gate.language_wanted.connect(self.speak)
        self._patience.stop()
        self._stack.addWidget(gate)
        self._stack.setCurrentWidget(gate)
        if before is not None:
            self._drop(before)
        gate.give_focus()
        if not isinstance(gate, OpeningGate):
            self.worker.do(config.version, gate.say_version, owner=gate)
            if not self._is_ready:
                self._is_ready = True
                QTimer.singleShot(SOON, self, self._get_ready)

    def _get_ready(self) -> None:
        """In the worker's thread, so that what is typed meanwhile shows at once."""
        self.worker.do(load_afterwards, lambda _none: self.ready.emit())

    def _gate(self) -> Gate | None:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Gate) else None

    def _take_down(self) -> None:
        while (widget := self._stack.widget(0)) is not None:
            self._drop(widget)
        self.shell = None
        if self._toast is not None:
            self._toast.deleteLater()

    def _drop(self, widget: QWidget) -> None:
        self._stack.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _give_focus(self) -> None:
        gate = self._gate()
        if gate is not None:
            gate.give_focus()
        elif self.shell is not None:
            self.shell.give_focus()

    def _write(self, work: Callable[[], None]) -> None:
        self.worker.do(work, bool)

    # The foot -------------------------------------------------------------------------------------

    def _books_changed(self, _names: object) -> None:
        self._read_status()

    def _verified(self, events: int, sound: bool) -> None:  # noqa: FBT001 - a signal's
        now = wall_clock()
        self.settings.verified[self.books.database] = kept.Verified(events, now, sound)
        self._keep_settings()
        self._read_status()

    def _read_status(self) -> None:
        if self.shell is not None:
            self.worker.ask(
                asked.standing, self._show_status, owner=self.shell, only_latest="status"
            )

    def _show_status(self, standing: asked.Standing) -> None:
        from ui.foot import foot_items  # noqa: PLC0415 - not before somebody is signed in

        if self.shell is None or self.session is None:
            return
        last = self.settings.verified.get(self.books.database)
        self.shell.show_status(foot_items(self.session, standing, last, self.look.words))
        if standing.clock_is_late:
            self._clock_watch.start()
        if standing.clock_is_late is not self._clock_was_late:
            self._clock_was_late = standing.clock_is_late
            self.shell.books_changed(frozenset({"event_index"}))  # Today tells it as well

    # The window itself ----------------------------------------------------------------------------

    def _front(self) -> Front | None:
        """What takes a code: the sheet that is open, else the place."""
        if self._gate() is not None or self.shell is None:
            return None
        return self.veils.top or self.shell

    def _place_on_screen(self) -> None:
        screen = self.screen().availableGeometry()
        wanted = QRect(*self.settings.geometry) if self.settings.geometry else QRect()
        if wanted.isValid() and screen.intersects(wanted):
            self.setGeometry(wanted.intersected(screen))
        else:
            self.resize(USUAL.boundedTo(screen.size()))
        if self.settings.maximised or not self.settings.geometry:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _keep_settings(self) -> None:
        folder, settings = self._folder, kept.copy(self.settings)
        self._write(lambda: kept.keep(folder, settings))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Drafts and form are kept, the chain is signed as far as it is, no thread is left."""
        if self.shell is not None and self.shell.page is not None:
            self.shell.page.keep_draft()
        self.settings.maximised = self.isMaximized()
        if not self.isMaximized():
            at = self.geometry()
            self.settings.geometry = (at.x(), at.y(), at.width(), at.height())
        self._keep_settings()
        if self.session is not None:
            self.worker.ask(_check_in, bool)
        self.intake.stop()
        self.veils.close_all()
        self._take_down()
        self.worker.close()
        super().closeEvent(event)
        QTimer.singleShot(0, application().quit)


def _check_in(store: "Store") -> None:
    store.check_in()
