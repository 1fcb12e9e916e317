"""Computers change hands: which ones, to whom, until when; the certificate is drawn beside."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout
from typing_extensions import override

from cpise_inventory.clock import wall_clock
from cpise_inventory.language.terms import RECIPIENTS, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.paper import PaperPreview
from ui.kit.search import Answer, Proposal
from ui.kit.text import label
from ui.pages.asset_pick import AssetPick
from ui.pages.form_sheet import FormSheet, capital, today
from ui.pages.issued import IssuedSheet
from ui.pages.places import no_names
from ui.pages.searches import FreeSearch
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.commands import Handover
    from cpise_inventory.paper.preview import Picture
    from cpise_inventory.store import Store

WIDTH: Final = 1060
WITH_PAPER: Final = 900
"""A narrower sheet has no room for the paper beside the form."""
UNIT, STAFF = "unit", "staff"
PAUSE: Final = 250
"""Milliseconds after the last key before the paper is drawn anew."""


class HandoverSheet(FormSheet):
    """Tags are scanned, typed, or searched by model; whoever has one must give it back first."""

    def __init__(self, desk: Desk, tags: Sequence[str] = ()) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Hand over equipment"), icon="user-round", width=WIDTH)
        look = desk.look
        self.pick = AssetPick(
            self, words.t("Tag, serial number or model"), words.t("Equipment to hand over")
        )
        self.tag, self.computers = self.pick.search, self.pick.chosen
        self.kind = Choices(
            look,
            words.t("To whom"),
            [
                Choice(UNIT, capital(term(RECIPIENTS, UNIT, words)), "building-2"),
                Choice(STAFF, capital(term(RECIPIENTS, STAFF, words)), "user-round"),
            ],
            role="segment",
        )
        self.to = FreeSearch(look, self._propose_names)
        self.due = DateEdit(look, today())
        self.day = DateEdit(look, today(), today())
        self.remarks = line_edit(look)
        self.paper = PaperPreview(look)
        self.stays = [self.tag]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self.first = self.to if tags else self.tag  # scans are heard wherever the focus is
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(
                look,
                words.t("Issue the certificate"),
                self._issue,
                icon="user-round",
                role="primary",
                key="F9",
            )
        )
        self._connect()
        self._changed()
        if tags:
            self.pick.take(tags)

    # Building -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        self.fields = {
            "tag": self.pick.field,
            "to": Field(look, words.t("Name of the unit or the staff member"), self.to),
            "due": Field(look, words.t("For a loan: to be returned by"), self.due),
            "day": Field(look, words.t("Handed over on"), self.day),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        whom = QGridLayout()
        whom.setHorizontalSpacing(Size.M)
        whom.setVerticalSpacing(Size.S)
        whom.addWidget(label(look, words.t("To whom"), "field"), 0, 0, 1, 2)
        whom.addWidget(self.kind, 1, 0, 1, 2)
        whom.addWidget(self.fields["to"], 2, 0, 1, 2)
        whom.addWidget(self.fields["due"], 3, 0)
        whom.addWidget(self.fields["day"], 3, 1)
        whom.addWidget(self.fields["remarks"], 4, 0, 1, 2)
        whom.addWidget(no_names(look), 5, 0, 1, 2)
        whom.setRowStretch(6, 1)
        whom.setColumnStretch(0, 1)
        whom.setColumnStretch(1, 1)
        self._form = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._form.setSpacing(Size.M)
        self._form.addWidget(self.pick, 1)
        self._form.addLayout(whom, 1)
        both = QHBoxLayout()
        both.setSpacing(Size.XL)
        both.addLayout(self._form, 3)
        both.addWidget(self.paper, 2)
        self.body.addLayout(both, 1)

    def _connect(self) -> None:
        self.pick.changed.connect(self._changed)
        self.to.taken.connect(lambda _proposal: self._changed())
        self.kind.picked.connect(lambda _kind: self._changed())
        for edit in (self.to, self.remarks):
            edit.textEdited.connect(lambda _text: self._changed())
        for date_edit in (self.due, self.day):
            date_edit.settled.connect(self._changed)
        self._pause.timeout.connect(self._draw)

    @override
    def scanned(self, scan: Scan) -> bool:
        """Whatever field has the focus."""
        self.pick.scanned(scan)
        return True

    # To whom --------------------------------------------------------------------------------------

    def _propose_names(self, text: str, answer: Answer) -> None:
        """To whom this centre has given before."""
        kind, centre = self.kind.chosen, self.desk.session.centre

        def read(store: "Store") -> list[str]:
            from cpise_inventory.stock.queries import recipients  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                return recipients(connection, centre, kind)

        def found(names: list[str]) -> None:
            from cpise_inventory.language.folding import fold  # noqa: PLC0415 - beside its use

            icon = "building-2" if kind == UNIT else "user-round"
            words = fold(text).split()
            fitting = (one for one in names if all(word in fold(one) for word in words))
            answer([Proposal(one, one, "", icon) for one in fitting])

        self.desk.worker.ask(read, found, self.tell, owner=self, only_latest=("names", id(self)))

    # The paper ------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._pause.start()

    def _draw(self) -> None:
        if not self.computers.keys or self.paper.isHidden():
            self.paper.clear()
            return
        wanted, person = self._wanted(), self.desk.session.person
        language = self.look.words.code
        self.desk.worker.ask(
            lambda store: _drawn(store, wanted, person, language),
            self.paper.show_pages,
            self.tell,
            owner=self,
            only_latest=("paper", id(self)),
        )

    def _wanted(self) -> "Handover":
        from cpise_inventory.assets.commands import Handover  # noqa: PLC0415 - SQLAlchemy

        day = self.day.value()
        return Handover(
            self.computers.keys,
            self.to.text(),
            self.kind.chosen,
            self.due.value(),
            self.remarks.text(),
            None if day == today() else day,
        )

    def _issue(self) -> None:
        self.nothing_is_wrong()
        if self.tag.text().strip():  # what is typed and not yet in the list
            self.pick.take_typed()
        self.desk.worker.ask(lambda _store: None, lambda _answer: self._issue_now(), owner=self)

    def _issue_now(self) -> None:
        if self.fields["tag"].is_wrong:
            self.fields["tag"].focus()
            return
        for name, edit in (("due", self.due), ("day", self.day)):
            if (problem := edit.problem()) is not None:
                self.fields[name].wrong(self.desk.sentence(problem))
                self.fields[name].focus()
                return
        wanted, person = self._wanted(), self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.assets.commands import assign  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return assign(work, wanted)

        self.desk.worker.ask(
            job, self._issued, self.tell, always=lambda: self.do.setEnabled(True), owner=self
        )

    def _issued(self, number: str) -> None:
        self.done()
        self.desk.open(IssuedSheet(self.desk, number, self.look.words.t("Close")))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() >= WITH_PAPER
        if room is self.paper.isHidden():
            self.paper.setVisible(room)
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._form.setDirection(down if room else across)
            self._pause.start()


def _drawn(store: "Store", wanted: "Handover", person: str, language: str) -> "list[Picture]":
    """The draft's first page."""
    from cpise_inventory.printing.drafts import preview  # noqa: PLC0415 - reportlab
    from cpise_inventory.printing.papers import pdf  # noqa: PLC0415 - as above
    from ui.pages.drawing import drawn  # noqa: PLC0415 - as above

    now = wall_clock()
    with store.read() as connection:
        paper = preview(connection, store.journal, wanted, person, now, language)
    return drawn(pdf((paper,)), most=1)
