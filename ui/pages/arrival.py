"""A waybill comes in: line by line what is good and what is damaged; the difference shows itself.

What is short stays on the road to be settled; what is more is in excess. By keys, or by scanning
item after item. A centre receives what goes to it, and no other: who works for several chooses one
on the page of transfers. Of a closed waybill nothing is proposed.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout
from typing_extensions import override

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import read_tag
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.search import Proposal
from ui.kit.text import label
from ui.pages.answers import Ways, say_added, say_more, say_unknown
from ui.pages.boxes import ScannedBox, read_scan
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, today
from ui.pages.goods import Goods, ItemSearch, by_codes, proposing
from ui.pages.issued import show_issued
from ui.pages.line_trouble import LineTrouble
from ui.pages.places import Places, no_names_said, read_places
from ui.pages.road_assets import RoadAssets
from ui.pages.road_grid import RoadGrid
from ui.pages.scans import not_goods
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.errors import WrongCentreError
    from cpise_inventory.transfers.queries import Transfer

WIDTH: Final = 900
HEAD: Final = ("centre", "storeroom", "day")
ROOMS: Final = "arrival rooms"
"""Kept among the drafts: by centre, the storeroom that goods last came into."""
Read = tuple["Transfer", Refusal | None, Places, dict[str, Goods], "list[Asset]"]
"""The waybill, and why nothing of it is on the road, if so."""


class ArrivalSheet(FormSheet):
    """Receives what a waybill took along. All that is on the road is proposed as good.

    `centre`: for which the person is at work, if not for the workstation's own. A workstation of no
    centre works for all of them.
    """

    def __init__(self, desk: Desk, number: str, centre: str = "") -> None:
        words = desk.look.words
        title = words.t("Receive waybill {number}", number=words.ltr(number))
        super().__init__(desk, title, icon="truck", width=WIDTH)
        self._number, self._home = number, centre or desk.session.centre
        self._places = Places()
        self._counting = False
        """Whether goods are being scanned: each line begins at nought then."""
        self.route = label(desk.look, "", "muted", wrap=True)
        propose = proposing(self, may_add=False)
        hint = words.t("Scan each package, or name what is not on the waybill…")
        self.search = ItemSearch(desk.look, propose, hint)
        self.answer = Note(desk.look)
        self.grid = RoadGrid(desk.look, today())
        self.trouble = LineTrouble(desk.look, self.grid)
        self.last = QCheckBox(words.t("Nothing more of this waybill will come"))
        self.remarks = line_edit(desk.look)
        self.remarks.setToolTip(no_names_said(words))
        advice = words.t(
            "Damaged packages are packed anew: whole units are good. Write here what happened,"
            " before the carrier leaves."
        )
        self.day = DateEdit(desk.look, today(), today())
        self.centre, self.room = Combo(), Combo()
        self.fields["centre"] = Field(desk.look, words.t("Centre that receives"), self.centre)
        self.fields["storeroom"] = Field(desk.look, words.t("Storeroom"), self.room)
        self.fields["remarks"] = Field(desk.look, words.t("Remarks"), self.remarks, advice)
        self.fields["day"] = Field(desk.look, words.t("Received on"), self.day)
        self.assets = RoadAssets(desk.look)
        for part in (
            *(self.route, self.search, self.answer),
            *(self.grid, self.trouble, self.assets),
        ):
            self.body.addWidget(part)
        below = QGridLayout()
        below.setHorizontalSpacing(Size.M)
        for column, name in enumerate(HEAD):
            below.setColumnStretch(column, 1)
            below.addWidget(self.fields[name], 0, column, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.fields["remarks"], 1, 0, 1, len(HEAD))
        self.body.addLayout(below)
        self.body.addWidget(self.last)
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self.issue = self.add_button(
            Button(
                desk.look,
                words.t("Receive"),
                self._receive,
                icon="package-check",
                role="primary",
                key="F9",
            )
        )
        self.search.taken.connect(self._taken)
        self.grid.line_done.connect(self._line_done)
        self.ask(lambda store: _read(store, number, words), self._show)

    @override
    def scanned(self, scan: Scan) -> bool:
        tag = scan.read(read_tag)
        if tag is not None:
            self._tick(tag)
            return True
        if not_goods(scan):
            return False
        self.grid.read_fields()
        words, codes = self.look.words, scan.candidates
        take = partial(self._take_scan, codes[0] if codes else "")
        self.ask(lambda store: read_scan(store, codes, today(), words), take)
        return True

    # What is read and entered ---------------------------------------------------------------------

    def _show(self, read: Read) -> None:
        found, nothing, self._places, known, assets = read
        words = self.look.words
        self.route.setText(
            words.t(
                "From {source} to {target} · sent on {day}",
                source=words.isolate(self._named(found.source)),
                target=words.isolate(self._named(found.target)),
                day=words.ltr(words.date(found.sent_on)),
            )
        )
        self._show_centre(found)
        if nothing is not None:
            self.problem.say("warn", self.desk.sentence(nothing))
            return
        waiting = [line for line in found.lines if line.missing > 0]
        for line in waiting:
            good = 0 if found.closed else line.missing
            self.grid.add_sent(known[line.item], line.lot, line.missing, good)
        self.assets.show_assets(assets, came=not found.closed)
        if found.closed:
            self.last.hide()
            title = words.t("Nothing more of this waybill was to come.")
            text = words.t("Enter only what came after all; the rest stays to be settled.")
            self.problem.say("warn", title, text)
        if waiting:
            self.grid.enter_line(0, "good")
        else:
            self.grid.hide()
            self.assets.rows[0].came.setFocus()

    def _tick(self, tag: str) -> None:
        words = self.look.words
        if self.assets.tick(tag):
            self.answer.say("good", words.t("{tag} is here.", tag=words.ltr(tag)))
        else:
            said = words.t("{tag} is not on the road with this waybill.", tag=words.ltr(tag))
            self.answer.say("bad", said)

    def _named(self, centre: str) -> str:
        return dict(self._places.centres).get(centre, centre)

    def _show_centre(self, found: "Transfer") -> None:
        """With the storeroom that was the last one there. Another one's waybill is refused."""
        from cpise_inventory.transfers.errors import WrongCentreError  # noqa: PLC0415 - SQLAlchemy

        centre, kept = self._home or found.target, self.desk.drafts.kept(ROOMS)
        self.centre.fill([(centre, self._named(centre))])
        last = str(kept.state.get(centre, "")) if kept else ""
        self.room.fill(self._places.rooms.get(centre, ()), last)
        if centre != found.target:
            self._refused(WrongCentreError(found.number, centre, found.target))

    def _say_wrong_centre(self, error: "WrongCentreError") -> None:
        """At the field, by the centres' names; at the top, what who works for both can do."""
        words, target = self.look.words, self._named(error.target)
        named = replace(error, centre=self._named(error.centre), target=target)
        self.tell(named)
        title = words.t("This waybill is for {centre}.", centre=words.isolate(target))
        text = words.t("Who receives for that centre too chooses it on the Transfers page first.")
        self.problem.say("bad", title, text)

    def _taken(self, proposal: Proposal) -> None:
        self.search.empty()
        if isinstance(proposal.value, Goods):
            self.grid.show()
            self.grid.add_other(proposal.value)

    def _take_scan(self, code: str, scanned: ScannedBox | Refusal | None) -> None:
        if not isinstance(scanned, ScannedBox):
            say_unknown(self.answer, self.look, code, Ways(self.search.to_next))
            return
        if not self._counting:
            self._counting = True
            self.grid.begin_counting()
        goods, units = scanned.goods, scanned.quantity
        self.grid.show()
        at = self.grid.line_for_one_more(goods.code)
        if at is None:
            at = self.grid.add_other(goods)
            self.grid.put_good(at, units)
            say_added(self.answer, self.look, goods, at)
        else:
            self.grid.put_good(at, self.grid.good(at) + units)
            say_more(self.answer, self.look, (goods, at), units, self.grid.good(at))

    def _line_done(self, at: int) -> None:
        """Enter goes down the lines, and from the last one to the remarks."""
        if at + 1 < len(self.grid.lines):
            self.grid.enter_line(at + 1, "good")
        else:
            self.remarks.setFocus()

    # Issuing --------------------------------------------------------------------------------------

    def _receive(self) -> None:
        self.nothing_is_wrong()
        self.grid.check(self.desk.sentence)
        if self.trouble.say_first():
            return
        if (problem := self.day.problem()) is not None:
            self.fields["day"].wrong(self.desk.sentence(problem))
            self.fields["day"].focus()
            return
        brought = self.assets.brought()
        if not (self.grid.lines or brought):  # nothing at all would mean: everything
            self.problem.say("bad", self.desk.sentence(_no_lines()))
            return
        came, number, person = self.grid.came(), self._number, self.desk.session.person
        remarks, last, day = self.remarks.text(), self.last.isChecked(), self.day.value()
        happened_on = None if day == today() else day
        centre, room = self.centre.code, self.room.code
        self.issue.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.transfers.commands import Arrival, arrive  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                told = Arrival(number, came, centre, room, remarks, happened_on, last, brought)
                return arrive(work, told)

        self.ask(job, self._received, self._refused, always=lambda: self.issue.setEnabled(True))

    def _received(self, number: str) -> None:
        self._keep_room()
        self.done()
        show_issued(self.desk, number, self.look.words.t("Close"))

    def _keep_room(self) -> None:
        """Where the next waybill will most likely come in, too."""
        drafts = self.desk.drafts
        kept = drafts.kept(ROOMS)
        drafts.keep(ROOMS, {**(kept.state if kept else {}), self.centre.code: self.room.code})

    def _refused(self, error: Exception) -> None:
        from cpise_inventory.transfers.errors import WrongCentreError  # noqa: PLC0415 - SQLAlchemy

        if isinstance(error, WrongCentreError):
            self._say_wrong_centre(error)
        elif isinstance(error, Refusal) and self.grid.tell(error, self.desk.sentence):
            self.trouble.say_first()
        else:
            self.tell(error)


def _no_lines() -> Refusal:
    from cpise_inventory.stock.errors import NoLinesError  # noqa: PLC0415 - SQLAlchemy

    return NoLinesError()


def _read(store: "Store", number: str, words: Words) -> Read:
    """Raises `UnknownTransferError`."""
    from cpise_inventory.assets.queries import some_assets  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.transfers.commands import nothing_coming  # noqa: PLC0415 - as above
    from cpise_inventory.transfers.errors import UnknownTransferError  # noqa: PLC0415 - as above
    from cpise_inventory.transfers.queries import transfer_of  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = transfer_of(connection, number)
        if found is None:
            raise UnknownTransferError(number)
        nothing = None if found.is_coming else nothing_coming(connection, found)
        assets = some_assets(connection, found.assets_on_the_road)
    codes = [line.item for line in found.lines]
    return found, nothing, read_places(store, words), by_codes(store, codes, words), assets
