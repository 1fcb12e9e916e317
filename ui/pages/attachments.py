"""What is attached to an asset or a paper: seen small, opened, added by a button or by dropping."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.language.attachment_texts import MEDIA
from cpise_inventory.language.terms import term
from ui.desk import Desk
from ui.files import saved_text
from ui.kit.buttons import Button
from ui.kit.text import Elided, Picture, label
from ui.opening import lay_out, open_with_system
from ui.output import ask_path, safe
from ui.pages.attach_sheet import AttachSheet, Target
from ui.pages.attachment_away import AwaySheet
from ui.pages.form_sheet import capital
from ui.pages.layouts import clear
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.attachments.queries import Attachment
    from cpise_inventory.store import Store

SIDE: Final = 48
"""Pixels of a small picture."""
MOST_PREVIEWS: Final = 8
"""Each takes some hundredths of a second of the thread that has the books."""


def ask_file(parent: QWidget, title: str, kinds: str) -> str:
    """Which file; empty when the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


class AttachmentsBox(QWidget):
    """Follows what `show_for` was told; `right` is what adds and takes away."""

    def __init__(self, desk: Desk, right: str) -> None:
        super().__init__()
        self.desk, self._right = desk, right
        self._target = Target()
        self.found: Sequence[Attachment] = ()
        self.previews: dict[str, QLabel] = {}
        self.ask_file, self.ask_path = ask_file, ask_path
        self.open_file: Callable[[Path], bool] = open_with_system
        look, words = desk.look, desk.look.words
        self.add = Button(look, words.t("Attach…"), self.choose, icon="plus", role="quiet")
        head = QHBoxLayout()
        head.addWidget(label(look, words.t("Attached"), "heading"), 1)
        head.addWidget(self.add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Size.S)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.XS)
        rows.addLayout(head)
        rows.addWidget(no_children(desk))
        rows.addLayout(self._rows)
        self.setAcceptDrops(True)

    def show_for(self, target: Target) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        self._target = target
        why = self.desk.why_not(Right(self._right))
        self.add.allow(not why, why)
        self.desk.worker.ask(
            partial(_read, target), self._show, owner=self, only_latest=(id(self), "read")
        )

    # Adding ---------------------------------------------------------------------------------------

    def choose(self) -> None:
        words = self.desk.look.words
        ours, every = words.t("PDF and pictures"), words.t("All files")
        kinds = f"{ours} (*.pdf *.jpg *.jpeg *.png);;{every} (*)"
        path = self.ask_file(self, words.t("Attach a file"), kinds)
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        if self.add.isEnabled():
            self.desk.open(AttachSheet(self.desk, self._target, path))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) and self.add.isEnabled():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if (path := _dropped(event)) is not None:
            event.acceptProposedAction()
            self.take(path)

    # Showing --------------------------------------------------------------------------------------

    def _show(self, found: "Sequence[Attachment]") -> None:
        look, words = self.desk.look, self.desk.look.words
        self.found = found
        clear(self._rows)
        self.previews = {}
        for one in found:
            self._rows.addLayout(self._row(one))
        if not found:
            self._rows.addWidget(label(look, words.t("Nothing is attached."), "small"))
        pictures = [one.name for one in found if one.here and one.media != "application/pdf"]
        if pictures:
            self.desk.worker.ask(
                partial(_previews, pictures[:MOST_PREVIEWS]),
                self._show_previews,
                owner=self,
                only_latest=(id(self), "previews"),
            )

    def _row(self, one: "Attachment") -> QHBoxLayout:
        look, words = self.desk.look, self.desk.look.words
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(self._preview(one))
        said = QVBoxLayout()
        said.setSpacing(0)
        kind = capital(term(MEDIA, one.media, words))
        said.addWidget(Elided(look, words.isolate(one.note) or kind))
        fact = words.isolate(words.t("{size} kB", size=words.number(-(-one.size // 1024))))
        day = words.ltr(words.date(datetime.fromtimestamp(one.recorded_at / 1_000_000, UTC).date()))
        there = words.t("not here; {device} has it", device=words.ltr(one.device))
        fact = " · ".join((*(() if one.here else (there,)), fact, day))
        said.addWidget(Elided(look, fact, "small"))
        row.addLayout(said, 1)
        name = words.t("Open {name}", name=words.ltr(one.name))
        see = Button(look, "", partial(self.open, one), icon="eye", role="icon")
        see.setToolTip(words.t("Open"))
        see.setAccessibleName(name)
        see.setEnabled(one.here)
        row.addWidget(see)
        row.addWidget(self._more(one))
        return row

    def _preview(self, one: "Attachment") -> QWidget:
        if one.media == "application/pdf":
            holder = QWidget()
            holder.setFixedSize(SIDE, SIDE)
            inside = QHBoxLayout(holder)
            inside.addWidget(Picture(self.desk.look, "file-text", "muted", 22))
            return holder
        shown = QLabel()
        shown.setFixedSize(SIDE, SIDE)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setProperty("role", "card")
        self.previews[one.name] = shown
        return shown

    def _more(self, one: "Attachment") -> Button:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        look, words, desk = self.desk.look, self.desk.look.words, self.desk
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        orders = (
            ("download", words.t("Save as…"), partial(self.save, one), "", one.here),
            (
                *("eye-off", words.t("Take out of view…")),
                lambda: desk.open(AwaySheet(desk, one)),
                *(desk.why_not(Right(self._right)), True),
            ),
            (
                *("trash-2", words.t("Erase for good…")),
                lambda: desk.open(AwaySheet(desk, one, erase=True)),
                *(desk.why_not(Right.CANCEL), True),
            ),
        )
        for icon, text, act, why, there in orders:
            order = menu.addAction(look.icon(icon, "text"), text)
            order.setEnabled(there and not why)
            order.setToolTip(why)
            order.triggered.connect(lambda _checked=False, act=act: act())
        button = Button(look, "", icon="ellipsis", role="icon")
        button.setToolTip(words.t("More"))
        button.setAccessibleName(words.t("More about {name}", name=words.ltr(one.name)))
        button.pressed_by(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _show_previews(self, made: dict[str, QImage]) -> None:
        for name, image in made.items():
            if (shown := self.previews.get(name)) is not None and not image.isNull():
                shown.setPixmap(QPixmap.fromImage(image))

    # Opening --------------------------------------------------------------------------------------

    def open(self, one: "Attachment") -> None:
        """With the system's own program."""

        def laid_out(store: "Store") -> Path:
            return lay_out(file_name(one), _bytes(store, one.name))

        def done(path: Path) -> None:
            if not self.open_file(path):
                said = self.desk.look.words.t("No program here opens it; save it instead.")
                self.desk.say_wrong(said)

        self.desk.worker.ask(laid_out, done, self._failed, owner=self)

    def save(self, one: "Attachment") -> None:
        words = self.desk.look.words
        path = self.ask_path(self, words.t("Save as…"), file_name(one))
        if not path:
            return

        def written(store: "Store") -> str:
            from cpise_inventory.exporting.files import write_file  # noqa: PLC0415 - SQLAlchemy

            write_file(Path(path), _bytes(store, one.name))
            return path

        self.desk.worker.ask(
            written,
            lambda path: self.desk.say(saved_text(path, words)),
            self._failed,
            owner=self,
        )

    def _failed(self, error: Exception) -> None:
        self.desk.say_wrong(self.desk.sentence(error))


def no_children(desk: Desk) -> QWidget:
    """Stands beside whatever attaches a picture."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Picture(desk.look, "eye-off", "muted", Size.ICON_SMALL))
    said = desk.look.words.t("No child’s photograph has a place anywhere.")
    row.addWidget(label(desk.look, said, "small", wrap=True), 1)
    return made


def file_name(one: "Attachment") -> str:
    """`NKC1-A-512.jpg`."""
    from cpise_inventory.attachments.files import MEDIA as ENDINGS  # noqa: PLC0415 - Pillow

    return f"{safe(one.name.replace(':', '-'))}{ENDINGS.get(one.media, '')}"


def _dropped(event: QDropEvent) -> Path | None:
    """The first file that is dropped; one at a time is asked about."""
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if files else None


def _read(target: Target, store: "Store") -> "Sequence[Attachment]":
    from cpise_inventory.attachments.queries import attached_to  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return attached_to(connection, target.tag, target.paper)


def _bytes(store: "Store", name: str) -> bytes:
    from cpise_inventory.attachments.contents import bytes_of  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.attachments.errors import UnknownAttachmentError  # noqa: PLC0415 - as above
    from cpise_inventory.attachments.queries import attachment_named  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = attachment_named(connection, name)
        if found is None:
            raise UnknownAttachmentError(name)
        return bytes_of(connection, found)


def _previews(names: Sequence[str], store: "Store") -> dict[str, QImage]:
    """Small pictures by name; what isn't what was attached shows nothing."""
    from cpise_inventory.errors import Refusal  # noqa: PLC0415 - as above

    made = {}
    for name in names:
        try:
            made[name] = small(_bytes(store, name))
        except Refusal:
            made[name] = QImage()
    return made


def small(data: bytes) -> QImage:
    """Never unpacked larger than it's shown, where its kind allows; upright."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
