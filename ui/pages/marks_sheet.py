"""The mark of a donor or of a donation: taken from a file, shown as labels will bear it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet
from ui.pages.receive_file import ask_file
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.language.words import Words
    from cpise_inventory.paper.marks import Mark
    from cpise_inventory.store import Store

WIDTH: Final = 640
ROOM: Final = QSize(260, 110)
Owner = tuple[str, str]
"""Donor or donation, and its code."""


class MarksSheet(FormSheet):
    """`changed` is called when a mark is another or is no more."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Mark on the labels"), icon="tag", width=WIDTH)
        self.ask_file = ask_file
        self._changed = changed
        self._marks: dict[Owner, Mark] = {}
        self.whose = Combo()
        self.picture = QLabel()
        self.picture.setFixedSize(ROOM)
        self.said = label(look, role="small", wrap=True)
        self.fields = {"mark": Field(look, words.t("Whose"), self.whose)}
        self._lay_out()
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.drop = self.add_button(
            Button(look, words.t("Take it away"), self._remove, icon="trash-2", role="danger")
        )
        self.choose = self.add_button(
            Button(look, words.t("Choose a file"), self._choose, icon="upload", role="primary")
        )
        self.first = self.whose
        self.whose.currentIndexChanged.connect(lambda _index: self._show())
        self._read()

    def _lay_out(self) -> None:
        words = self.look.words
        hint = words.t(
            "A PNG or SVG file. It stands on labels in the place of the donor’s name where there is"
            " room for it. A donation’s own mark goes before its donor’s."
        )
        self.body.addWidget(label(self.look, hint, wrap=True))
        self.body.addWidget(self.fields["mark"])
        row = QHBoxLayout()
        row.setSpacing(Size.L)
        row.addWidget(self.picture)
        row.addWidget(self.said, 1)
        self.body.addLayout(row)

    def _read(self) -> None:
        words = self.look.words
        self.ask(lambda store: _owners(store, words), self._fill)

    def _fill(self, read: "tuple[list[tuple[str, str]], dict[Owner, Mark]]") -> None:
        owners, self._marks = read
        self.whose.fill(owners, self.whose.code)
        self._show()

    @property
    def _owner(self) -> Owner:
        kind, _, code = self.whose.code.partition(" ")
        return kind, code

    def _show(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        words = self.look.words
        self.nothing_is_wrong()
        mark = self._marks.get(self._owner)
        self.picture.setPixmap(_on_paper(mark))
        pixels = words.ltr(f"{mark.width} × {mark.height}") if mark else ""
        self.said.setText(
            words.t("{size} pixels, sharp at 300 dots an inch or more.", size=pixels)
            if mark
            else words.t("No mark: the name stands on the labels.")
        )
        why_not = self.desk.why_not(Right.PRINT_LABELS)
        for button, possible in ((self.choose, bool(self.whose.code)), (self.drop, bool(mark))):
            button.allow(not why_not and possible, why_not)

    def _choose(self) -> None:
        words = self.look.words
        path = self.ask_file(self, words.t("Choose a file"), "*.png *.svg")
        if not path:
            return
        (kind, code), person = self._owner, self.desk.session.person

        def job(store: "Store") -> None:
            from cpise_inventory.paper.marks import mark_in  # noqa: PLC0415 - who sets one pays
            from cpise_inventory.stationery.commands import set_mark  # noqa: PLC0415 - as above

            mark = mark_in(Path(path))
            with store.write(person) as work:
                set_mark(work, kind, code, mark)

        self._do(job)

    def _remove(self) -> None:
        (kind, code), person = self._owner, self.desk.session.person

        def job(store: "Store") -> None:
            from cpise_inventory.stationery.commands import remove_mark  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                remove_mark(work, kind, code)

        self._do(job)

    def _do(self, job: "Callable[[Store], None]") -> None:
        self.nothing_is_wrong()
        for button in (self.choose, self.drop):
            button.setEnabled(False)

        def done(_answer: None) -> None:
            self._changed()
            self._read()

        def failed(error: Exception) -> None:
            self._show()
            self.tell(error)

        self.ask(job, done, failed)


def _on_paper(mark: "Mark | None") -> QPixmap:
    """White in both appearances, as the label is."""
    paper = QPixmap(ROOM)
    paper.fill(Qt.GlobalColor.white)
    if mark is not None:
        picture = QPixmap()
        picture.loadFromData(mark.png, "PNG")
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown = picture.scaled(ROOM - QSize(16, 16), keep, smooth)
        box = shown.rect()
        box.moveCenter(paper.rect().center())
        painter = QPainter(paper)
        painter.drawPixmap(box.topLeft(), shown)
        painter.end()
    return paper


def _owners(store: "Store", words: "Words") -> "tuple[list[tuple[str, str]], dict[Owner, Mark]]":
    """Donors, then donations, each with its kind and code; and the marks that there are."""
    from cpise_inventory.catalogue.queries import donations, donors  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.stationery.queries import (  # noqa: PLC0415 - as above
        DONATION,
        DONOR,
        marks,
    )

    with store.read() as connection:
        names = {
            one.code: words.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en)
            for one in donors(connection)
        }
        given = [(one.code, one.donor) for one in donations(connection)]
        known = {(kind, code): mark for kind, code, mark in marks(connection)}
    owners = [
        *((f"{DONOR} {code}", f"{words.ltr(code)} · {name}") for code, name in names.items()),
        *(
            (f"{DONATION} {code}", f"{words.ltr(code)} · {names.get(donor, donor)}")
            for code, donor in given
        ),
    ]
    return owners, known
