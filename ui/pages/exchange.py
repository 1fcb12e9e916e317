"""Exchange between centres: write a stick, read a stick, and how far each workstation is known."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory import clock
from cpise_inventory.language.exchange_texts import outcome, written_outcome
from ui.desk import Desk
from ui.intake import BUNDLE
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState
from ui.kit.note import Note
from ui.kit.progress import Progress as Bar
from ui.kit.table import Table
from ui.kit.text import Picture, label
from ui.look import Look
from ui.page import Page
from ui.pages.approve_device import ApproveDeviceSheet
from ui.pages.combo import Combo
from ui.pages.exchange_rows import (
    NARROW,
    Known,
    KnownPanel,
    KnownSource,
    Reading,
    columns,
    read_known,
)
from ui.pages.layouts import first_in_use
from ui.pages.sticks import Stick, file_name, found_sticks
from ui.theme import Size
from ui.worker import Cancelled, Progress

if TYPE_CHECKING:
    from cpise_inventory.exchange.commands import Report
    from cpise_inventory.exchange.writing import Written
    from cpise_inventory.store import Store

LOOK_AGAIN: Final = 3_000
"""Milliseconds between two looks at what is plugged in."""
AskFile = Callable[[QWidget, str, str, str], str]
"""Title, the path that is proposed, the kinds of file; empty when the person thought better."""


def ask_to_write(parent: QWidget, title: str, proposed: str, kinds: str) -> str:
    return QFileDialog.getSaveFileName(parent, title, proposed, kinds)[0]


def ask_to_read(parent: QWidget, title: str, proposed: str, kinds: str) -> str:
    return QFileDialog.getOpenFileName(parent, title, proposed, kinds)[0]


class Card(QFrame):
    """One of the two things to do here: what it is, what is found, and its buttons."""

    def __init__(self, look: Look, icon: str, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.fact = label(look, role="muted", wrap=True)
        self.row = QHBoxLayout()
        self.row.setSpacing(Size.S)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(look, title, "heading", wrap=True))
        words.addWidget(self.fact)
        words.addStretch(1)
        words.addSpacing(Size.S)
        words.addLayout(self.row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        whole.setSpacing(Size.M)
        whole.addWidget(Picture(look, icon, "accent", 24))
        whole.addLayout(words, 1)


class ExchangePage(Page):
    watches: ClassVar[frozenset[str]] = frozenset({"head", "exchange_known", "device"})

    def __init__(self, desk: Desk) -> None:
        words, look = desk.look.words, desk.look
        fact = words.t("Without a network: journals travel on a USB stick, signed.")
        super().__init__(desk, words.t("Exchange between centres"), fact)
        self.ask_to_write: AskFile = ask_to_write
        self.ask_to_read: AskFile = ask_to_read
        self.find_sticks: Callable[[str], list[Stick]] = found_sticks
        self._sticks: list[Stick] = []
        self._number = label(look, role="small", wrap=True)
        self.result, self.warning, self.bar = Note(look), Note(look), Bar(look)
        self._target = Combo()
        self._target.setAccessibleName(words.t("For whom"))
        self._target.fill([("", words.t("For everybody"))])
        self._source = KnownSource()
        self.table = Table(
            look,
            desk.worker,
            self._source,
            columns(words),
            name=words.t("Workstations"),
            key=lambda known: known.partner.device,
        )
        self._panel = KnownPanel(desk, self.write)
        self._empty = EmptyState(
            look,
            words.t("No other workstation is known here yet"),
            words.t(
                "Write a stick for another centre, and read the one that comes back: each then"
                " knows what the other did."
            ),
            icon="usb",
        )
        self._lay_out()
        self._watch = QTimer(self, interval=LOOK_AGAIN)
        self._watch.timeout.connect(self._look_for_sticks)
        self.table.current_changed.connect(self._panel.show_known)
        self.table.opened.connect(lambda _known: self.open_side())
        self.table.failed.connect(self.tell)
        first_in_use(self.table)

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        self._writing = Card(look, "upload", words.t("Write a stick"))
        self._reading = Card(look, "download", words.t("Read a stick"))
        self.do_write = Button(
            look,
            words.t("Write"),
            lambda: self.write(self._target.code),
            icon="usb",
            role="primary",
            key="F9",
        )
        self.do_read = Button(look, words.t("Read"), self.choose, icon="usb")
        self._writing.row.addWidget(self._target)
        for card, button in ((self._writing, self.do_write), (self._reading, self.do_read)):
            card.row.addStretch(1)
            card.row.addWidget(button)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(Size.M)
        for card in (self._writing, self._reading):
            self._cards.addWidget(card, 1)
        self.body.addLayout(self._cards)
        for part in (self.bar, self.result, self.warning, self._number):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)
        self._empty.hide()
        self.set_side(self._panel)
        self.first = self.do_write
        self._allow()

    def _allow(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        for button, right in ((self.do_write, Right.EXPORT), (self.do_read, Right.EXCHANGE)):
            why_not = self.desk.why_not(right)
            button.allow(not why_not, why_not)

    # What is shown --------------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        self.refresh(self.watches)
        if file := str(facts.get("file") or ""):
            self.read(Path(file))

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        words = self.look.words
        self.ask(lambda store: read_known(store, words), self._show, only_latest="known")

    @override
    def form_changed(self) -> None:
        self.table.show_columns(
            NARROW if self.narrow else [column.key for column in columns(self.look.words)]
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch.start()
        self._look_for_sticks()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._watch.stop()
        super().hideEvent(event)

    def _show(self, reading: Reading) -> None:
        words = self.look.words
        if reading.warned:
            title = words.t("Two workstations have the same name")
            self.warning.say("warn", title, "\n".join(reading.warned))
        else:
            self.warning.clear()
        self._source.rows = reading.known
        self.table.refresh()
        self.table.setVisible(bool(reading.known))
        self._empty.setVisible(not reading.known)
        if self.side is not None and not self.narrow:
            self.side.setVisible(bool(reading.known))
        self._number.setVisible(bool(reading.number))
        self._number.setText(
            words.t(
                "Check number of this workstation, {device}: {number}",
                device=words.ltr(self.desk.session.device),
                number=words.ltr(reading.number),
            )
        )
        everybody = ("", words.t("For everybody"))
        others = [(k.partner.device, _named(k, words.ltr)) for k in reading.known]
        self._target.fill([everybody, *others])

    def _look_for_sticks(self) -> None:
        find, own = self.find_sticks, self.desk.session.device
        self.desk.worker.do(
            lambda: find(own), self._show_sticks, owner=self, only_latest=(id(self), "sticks")
        )

    def _show_sticks(self, sticks: list[Stick]) -> None:
        words = self.look.words
        self._sticks = sticks
        if not sticks:
            self._writing.fact.setText(words.t("Plug a stick in, or choose a folder."))
            self._reading.fact.setText(
                words.t("Plug a stick in, choose a file, or drop it on the window.")
            )
            return
        stick = sticks[0]
        name = words.isolate(stick.name)
        self._writing.fact.setText(words.t("The stick “{name}” is plugged in.", name=name))
        told = words.n(
            "The stick “{name}” holds {count} file of others.",
            "The stick “{name}” holds {count} files of others.",
            len(stick.files),
            name=name,
        )
        nothing = words.t("The stick “{name}” holds no file of others.", name=name)
        self._reading.fact.setText(told if stick.files else nothing)

    # Writing --------------------------------------------------------------------------------------

    def write(self, target: str) -> None:
        """Ask where, then write what is known here, or what the target may lack."""
        words, device = self.look.words, self.desk.session.device
        name = file_name(device, clock.today().isoformat())
        path = self.ask_to_write(
            self, words.t("Write an exchange file"), str(self._folder() / name), f"*{BUNDLE}"
        )
        if not path:
            return
        whole = Path(path if path.endswith(BUNDLE) else f"{path}{BUNDLE}")

        def job(store: "Store", progress: Progress) -> "Written":
            from cpise_inventory.exchange.writing import write_bundle  # noqa: PLC0415 - late

            return write_bundle(store, whole, target, progress)

        self._begin(words.t("Writing {name}", name=words.ltr(whole.name)), job, self._written)

    def _written(self, written: "Written") -> None:
        words = self.look.words
        title = words.t("{name} is written.", name=words.ltr(Path(written.file).name))
        told = [*written_outcome(written, words), words.t("Eject the stick before pulling it out.")]
        self.result.say("good", title, "\n".join(told))

    def _folder(self) -> Path:
        if self._sticks:
            return self._sticks[0].folder
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents))

    # Reading --------------------------------------------------------------------------------------

    def choose(self) -> None:
        """The only file on the stick at once, else whichever the person chooses."""
        words = self.look.words
        files = self._sticks[0].files if self._sticks else ()
        if len(files) == 1:
            self.read(files[0])
            return
        kinds = f"*{BUNDLE};;*"
        title = words.t("Read an exchange file")
        if path := self.ask_to_read(self, title, str(self._folder()), kinds):
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Take in what it brings, all or nothing."""
        words, person = self.look.words, self.desk.session.person

        def job(store: "Store", progress: Progress) -> "Report":
            from cpise_inventory.exchange.commands import take_in  # noqa: PLC0415 - late
            from cpise_inventory.exchange.reading import open_bundle  # noqa: PLC0415 - as above

            with open_bundle(path, progress) as bundle, store.write(person) as work:
                return take_in(work, bundle, progress)

        title = words.t("Reading {name}…", name=words.ltr(path.name))
        self._begin(title, job, self._read, lambda error: self._refused(error, path))

    def _read(self, report: "Report") -> None:
        words = self.look.words
        title = words.t(
            "File of {device}, written on {when}.",
            device=words.ltr(report.exporter),
            when=words.ltr(words.when(report.written_at)),
        )
        tone = "warn" if report.attachments.altered else "good"
        self.result.say(tone, title, "\n".join(outcome(report, words)))

    def _refused(self, error: Exception, path: Path) -> None:
        from cpise_inventory.exchange.errors import DeviceNotApprovedError  # noqa: PLC0415 - late
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        words = self.look.words
        if not isinstance(error, DeviceNotApprovedError):
            self._failed(error)
            return
        device, number = error.device, error.fingerprint

        def compare() -> None:
            sheet = ApproveDeviceSheet(self.desk, device, number, lambda: self.read(path))
            self.desk.open(sheet)

        button = Button(self.look, words.t("Compare the number"), compare, icon="fingerprint")
        why_not = self.desk.why_not(Right.MANAGE_PEOPLE)
        button.allow(not why_not, why_not)
        self.result.say("warn", self.desk.sentence(error), "", (button,), icon="fingerprint")

    # Both -----------------------------------------------------------------------------------------

    def _begin(
        self,
        title: str,
        job: Callable[["Store", Progress], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        self.result.clear()
        for button in (self.do_write, self.do_read):
            button.setEnabled(False)
        running = self.ask_long(job, done, failed or self._failed, always=self._ended)
        running.progressed.connect(self.bar.show_step)
        self.bar.start(title, running.stop)

    def _ended(self) -> None:
        self.bar.end()
        self._allow()
        self._look_for_sticks()

    def _failed(self, error: Exception) -> None:
        from cpise_inventory.exchange.errors import NamesakeError  # noqa: PLC0415 - late

        words = self.look.words
        if isinstance(error, Cancelled):
            self.result.say("info", words.t("Stopped. Nothing was written."))
        elif isinstance(error, NamesakeError):
            title = words.t("Two workstations have the same name")
            self.result.say("bad", title, self.desk.sentence(error), icon="copy")
        else:
            self.result.say("bad", self.desk.sentence(error))


def _named(known: Known, ltr: Callable[[str], str]) -> str:
    return " – ".join((ltr(known.partner.device), known.centre))
