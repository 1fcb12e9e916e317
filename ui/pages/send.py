"""Goods go on the road to another centre; the paper is the waybill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QLineEdit
from typing_extensions import override

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import read_tag
from cpise_inventory.language.words import Words
from cpise_inventory.locations import TRANSIT
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.line import Line
from ui.kit.text import label
from ui.pages.asset_pick import AssetPick
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, today
from ui.pages.goods import Goods, by_codes
from ui.pages.issued import show_issued
from ui.pages.kit_sheet import Kit, read_kits
from ui.pages.places import Places, no_names_said, read_places
from ui.pages.scans import not_goods, place_number, place_of
from ui.pages.transfer_rows import short
from ui.pages.what import What
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.commands import Shipment

WIDTH: Final = 860
CARRIED: Final = ("driver", "vehicle", "trailer", "phone")


@dataclass(frozen=True)
class Going:
    """What a send form begins with: from a requisition, from equipment by its tags, or from nothing
    but the centre.
    """

    source: str
    target: str = ""
    quantities: Mapping[str, int] = field(default_factory=dict)
    request: str = ""
    tags: Sequence[str] = ()


class SendSheet(FormSheet):
    """Where to, then item after item, then with whom. F9 issues the waybill."""

    def __init__(self, desk: Desk, going: Going) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Send to another centre"), icon="truck", width=WIDTH)
        self._going, self._places = going, Places()
        self.about = label(desk.look, "", "muted", wrap=True)
        self.to, self.room = Combo(), Combo()
        self.day = DateEdit(desk.look, today(), today())
        self.what = What(self, self._shelf, target=TRANSIT)
        self.along = AssetPick(
            self,
            words.t("Equipment that goes along"),
            words.t("Equipment to send"),
            lambda: self._going.source,
            bare=True,
        )
        self.carried = {name: line_edit(desk.look) for name in CARRIED}
        self.remarks = line_edit(desk.look)
        self.remarks.setToolTip(no_names_said(words))
        self._lay_out()
        self.first = self.to
        self.stays = [self.along.search]
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self.issue = self.add_button(
            Button(
                desk.look,
                words.t("Issue the waybill"),
                self._send,
                icon="truck",
                role="primary",
                key="F9",
            )
        )
        self.ask(lambda store: _read(store, going, words), self._show)
        self.along.take(going.tags)

    @override
    def scanned(self, scan: Scan) -> bool:
        """A label of ours is equipment; another scan names goods."""
        if scan.read(read_tag) is not None:
            self.along.scanned(scan)
            return True
        if number := place_number(scan):
            self.ask(lambda store: place_of(store, number), self._choose_room)
            return True
        if not_goods(scan):
            return False
        self.what.scanned(scan.candidates)
        return True

    def shipment(self) -> "Shipment":
        """What is typed so far, right or wrong."""
        from cpise_inventory.transfers.commands import Shipment  # noqa: PLC0415 - SQLAlchemy

        day = self.day.value()
        remarks = (self.remarks.text().strip(), self.what.grid.reasons())
        return Shipment(
            source=self._going.source,
            target=self.to.code,
            lines=[one for one in self.what.grid.wanted() if one.quantity],
            storeroom=self._shelf()[0],
            remarks=" · ".join(part for part in remarks if part),
            happened_on=None if day == today() else day,
            request=self._going.request,
            assets=self.along.tags,
            **{name: edit.text() for name, edit in self.carried.items()},
        )

    # Inside ---------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words, look = self.look.words, self.look
        named: dict[str, tuple[str, QLineEdit]] = {
            "driver": (words.t("Driver"), self.carried["driver"]),
            "vehicle": (words.t("Vehicle"), self.carried["vehicle"]),
            "trailer": (words.t("Trailer"), self.carried["trailer"]),
            "phone": (words.t("Telephone"), self.carried["phone"]),
        }
        self.fields = {name: Field(look, *one) for name, one in named.items()}
        self.fields["storeroom"] = Field(look, words.t("From"), self.room)
        self.fields["to"] = Field(look, words.t("To"), self.to)
        self.fields["tag"] = self.along.field
        self.fields["day"] = Field(look, words.t("Sent on"), self.day)
        self.fields["remarks"] = Field(look, words.t("Remarks"), self.remarks)
        above, below = QGridLayout(), QGridLayout()
        for column, name in enumerate(("storeroom", "to", "day")):
            above.addWidget(self.fields[name], 0, column)
        for column in range(2):
            above.setColumnStretch(column, 1)
        for column, name in enumerate(CARRIED):
            below.addWidget(self.fields[name], 0, column)
        below.addWidget(self.fields["remarks"], 1, 0, 1, len(CARRIED))
        for row in (above, below):
            row.setHorizontalSpacing(Size.M)
        self.body.addWidget(self.about)
        self.body.addLayout(above)
        self.body.addWidget(self.what, 1)
        self.body.addWidget(self.along)
        self.body.addLayout(below)
        self.room.keep_narrow()
        self.room.currentIndexChanged.connect(lambda _index: self._room_chosen())
        self.setTabOrder(self.to, self.what.search)
        self.to.goes_to = self.what.search  # the day is today nearly always

    def _shelf(self) -> tuple[str, date]:
        """The sender's storeroom that was chosen, or its first; the waybill's day."""
        return self.room.code, self.day.value() or today()

    def _choose_room(self, location: str) -> None:
        """Of the label that was scanned: one of the sender's."""
        name = self.what.grid.rooms.get(location, "")
        self.room.choose(location)
        self.what.say_place(name)

    def _room_chosen(self) -> None:
        words, room = self.look.words, self.room.code
        self.what.grid.room = room
        self.ask(lambda store: read_kits(store, room, words), self.what.show_kits)
        self.what.refresh()

    def _show(self, read: "tuple[Places, list[Kit], dict[str, Goods]]") -> None:
        self._places, kits, known = read
        source = self._going.source
        self.about.setText(self._said_about(source))
        # a letter finds a centre: what all their names begin with is left out
        others = [(code, short(name)) for code, name in self._places.centres if code != source]
        self.to.fill(others, self._going.target)
        self.to.setEnabled(not self._going.request)
        rooms = self._places.rooms.get(source, ())
        self.room.fill(rooms)
        self.room.setEnabled(len(rooms) > 1)
        self.what.grid.room, self.what.grid.rooms = self.room.code, dict(rooms)
        self.what.show_kits(kits)
        for code, goods in known.items():
            values = {"item": goods.name, "quantity": str(self._going.quantities[code])}
            self.what.grid.add(Line(goods, values), enter=False)
        if known:
            self.carried["driver"].setFocus()

    def _said_about(self, source: str) -> str:
        """Whose goods leave, and for which requisition."""
        words, request = self.look.words, self._going.request
        named = words.isolate(dict(self._places.centres).get(source, source))
        if request:
            return words.t(
                "From {centre}, for the requisition {number}",
                centre=named,
                number=words.ltr(request),
            )
        return words.t("From {centre}", centre=named)

    def _send(self) -> None:
        self.nothing_is_wrong()
        if (problem := self.day.problem()) is not None:
            self.fields["day"].wrong(self.desk.sentence(problem))
            self.fields["day"].focus()
            return
        if self.what.is_wrong():
            return
        if self.along.search.text().strip():  # what is typed and not yet in the list
            self.along.take_typed()
        self.ask(lambda _store: None, lambda _answer: self._send_now())

    def _send_now(self) -> None:
        if self.along.field.is_wrong:
            self.along.field.focus()
            return
        person, wanted = self.desk.session.person, self.shipment()
        self.issue.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.transfers.commands import send  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return send(work, wanted)

        self.ask(job, self._sent, self._refused, always=lambda: self.issue.setEnabled(True))

    def _sent(self, number: str) -> None:
        self.done()
        show_issued(self.desk, number, self.look.words.t("Close"))

    def _refused(self, error: Exception) -> None:
        if not (isinstance(error, Refusal) and self.what.tell(error)):
            self.tell(error)


def _read(
    store: "Store", going: Going, words: Words
) -> "tuple[Places, list[Kit], dict[str, Goods]]":
    places = read_places(store, words)
    room = next((code for code, _name in places.rooms.get(going.source, ())), "")
    return places, read_kits(store, room, words), by_codes(store, going.quantities, words)
