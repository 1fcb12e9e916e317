"""A page that shows one of everything in the kit, with the longest of our words in it."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.chart import Bars, StepArea
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.date import DateEdit
from ui.kit.empty import EmptyState
from ui.kit.expiry import ExpiryEdit
from ui.kit.field import Field, line_edit
from ui.kit.flow import Flow
from ui.kit.line import Line, LineColumn
from ui.kit.lines import LineGrid
from ui.kit.note import Note
from ui.kit.pages import View
from ui.kit.paper import PaperPreview
from ui.kit.pill import Pill, State
from ui.kit.progress import Progress
from ui.kit.quantity import QuantityEdit
from ui.kit.search import Proposal, SearchBox, among
from ui.kit.side import SidePanel
from ui.kit.table import Table
from ui.kit.tile import Tile
from ui.kit.timeline import Moment, Timeline
from ui.page import Page

TODAY = date(2026, 11, 24)
SOAP = {"fr": "Savon de toilette 250 g", "ar": "صابون الاستحمام 250 غ", "en": "Bathing soap 250 g"}


class Soap:
    """One row."""

    def count(self, _store: object, _view: View) -> int:
        return 30

    def page(self, _store: object, _view: View, offset: int, size: int) -> list[int]:
        return list(range(offset, min(offset + size, 30)))


class Gallery(Page):
    def __init__(self, desk: Desk) -> None:
        look, w = desk.look, desk.look.words
        super().__init__(desk, w.t("Distribute"), f"{w.long_date(TODAY)} · {SOAP[w.code]}")
        self.soap = SOAP[w.code]
        self.add_action(Button(look, w.t("Receive"), icon="package-plus", key="F3"))
        self.add_action(
            Button(look, w.t("Distribute"), icon="hand-heart", role="primary", key="F4")
        )
        self._choose()
        self._say()
        self._type()
        self._list()
        self._show()
        self._foot()

    def _choose(self) -> None:
        look, w = self.look, self.look.words
        kinds = [Choice("all", w.t("Documents"), count=1204)]
        kinds += [Choice(k, self.soap, "calendar-clock", 12) for k in "abcd"]
        self.chips = Choices(look, w.t("Documents"), kinds)
        self.body.addWidget(self.chips)
        self.segments = Choices(look, w.t("Language"), kinds[1:4], role="segment")
        self.body.addWidget(self.segments)
        tiles = QHBoxLayout()
        for icon in ("", "building-2"):
            tiles.addWidget(Tile(look, self.soap, "NKC1", icon))
        self.body.addLayout(tiles)

    def _say(self) -> None:
        look, w = self.look, self.look.words
        for tone in ("good", "warn", "bad", "info"):
            note = Note(look, large=tone == "good")
            actions = [
                Button(look, w.t("Try again"), icon="refresh-cw"),
                Button(look, w.t("Close")),
            ]
            long = w.t("It may belong to another program, or not be entered yet.")
            note.say(tone, self.soap, f"{long} {long}", actions)
            self.body.addWidget(note)
        pills = Flow()
        for tone in ("good", "warn", "bad", "info", ""):
            pills.addWidget(Pill(look, State(tone, "circle-check", self.soap)))
        self.body.addLayout(pills)
        self.progress = Progress(look)
        self.progress.start(self.soap, bool)
        self.progress.show_step(434, 705)
        self.body.addWidget(self.progress)

    def _type(self) -> None:
        look = self.look
        self.quantity = QuantityEdit(look, unit=self.soap[:5])
        self.search = SearchBox(look, among([Proposal(1, self.soap, "SAVON-250", "package")]))
        editors = (
            line_edit(look, "WB-88213"),
            self.quantity,
            ExpiryEdit(look, TODAY),
            DateEdit(look, TODAY, TODAY),
            self.search,
        )
        self.fields = [Field(look, self.soap, editor, self.soap) for editor in editors]
        self.fields[0].wrong(
            look.words.t("The two passwords are not alike."), [Button(look, "214")]
        )
        for at in range(0, len(self.fields), 3):
            row = QHBoxLayout()
            for field in self.fields[at : at + 3]:
                row.addWidget(field)
            self.body.addLayout(row)

    def _list(self) -> None:
        look, w = self.look, self.look.words
        columns = (
            Column[int]("tag", w.t("Documents"), lambda n: f"NKC1-A-RD-2026-{n:05d}", 200, ltr=True,
                        mono=True, sortable=True),
            Column[int]("name", w.t("Name"), lambda _n: self.soap, stretch=True,
                        icon=lambda _n: "package"),
            Column[int]("state", w.t("Status"), lambda _n: "", 150,
                        pill=lambda n: State("warn" if n % 2 else "good", "clock", w.t("Stock"))),
            Column[int]("n", w.t("Quantity"), lambda n: w.number(1204 - n), 110, end=True,
                        bold=True, ltr=True, sortable=True),
        )  # fmt: skip
        self.table = Table(
            look, self.desk.worker, Soap(), columns, name=w.t("Documents"), key=lambda n: n
        )
        self.table.setMinimumHeight(220)
        self.body.addWidget(self.table)
        fields = (
            LineColumn("item", w.t("Name"), stretch=True, width=160),
            LineColumn("lot", w.t("Lot"), "code", 120, hint="lot…"),
            LineColumn("expiry", w.t("Expiry date"), "expiry", 130),
            LineColumn("quantity", w.t("Quantity"), "quantity", 120, end=True, bold=True),
            LineColumn("state", w.t("Status"), "state", 150),
        )
        self.grid = LineGrid(look, w.t("Receive"), fields, TODAY)
        done = State("good", "circle-check", w.t("Stock"))
        for lot in ("L23", "L24", ""):
            values = {"item": self.soap, "lot": lot, "expiry": "0328", "quantity": "4x24"}
            self.grid.add(Line(1, values, done), enter=False)
        self.grid.set_problem(1, "expiry", "x")
        self.body.addWidget(self.grid)

    def _show(self) -> None:
        look, w = self.look, self.look.words
        self.body.addWidget(EmptyState(look, self.soap, self.soap, [Button(look, w.t("Receive"))]))
        panel = SidePanel(look, self.soap)
        moments = [
            Moment(icon, self.soap, w.when(TODAY_AT), "9f3a…c21d", tone)
            for icon, tone in (("hand-heart", "info"), ("undo-2", "warn"), ("printer", ""))
        ]
        panel.body.addWidget(Timeline(look, w.t("History"), moments))
        panel.body.addWidget(StepArea(look, self.soap, [9, 12, 4, 18], [2, 3, 5, 1], "JFMA", 6))
        panel.body.addWidget(Bars(look, self.soap, [4, 5, 3, 6]))
        panel.body.addWidget(PaperPreview(look))
        panel.body.addStretch(1)
        panel.foot.addWidget(Button(look, w.t("Print again"), icon="printer"))
        self.set_side(panel)

    def _foot(self) -> None:
        look, w = self.look, self.look.words
        foot = self.add_foot()
        foot.say(f"{w.number(1204)} · {self.soap}")
        foot.say_kept("10:42")
        foot.add_button(Button(look, w.t("Close"), role="quiet"))
        foot.add_button(Button(look, w.t("Print again"), icon="printer", role="primary", key="F9"))


TODAY_AT = 1_795_516_920_000_000
