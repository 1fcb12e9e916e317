"""Make kits of the parts on hand: how many, from where, and what stands in for what is short.

Substitutes are proposed, seen and changed here; what is confirmed goes into the kits, nothing else.
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field
from ui.kit.quantity import QuantityEdit
from ui.kit.text import Elided, label, set_role
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, today
from ui.pages.issued import show_issued
from ui.pages.layouts import clear
from ui.pages.names import picked
from ui.theme import Size

if TYPE_CHECKING:
    from datetime import date

    from cpise_inventory.stock.events import Instead
    from cpise_inventory.stock.kits import Offered
    from cpise_inventory.store import Store

WIDTH: Final = 760
FIGURES: Final = 110
"""Of a field that holds a quantity, in logical pixels."""
ICON: Final = "layers"


@dataclass(frozen=True)
class Offers:
    """What so many kits would take there, with the names of everything."""

    kits: int
    room: str
    parts: "list[Offered]"
    rooms: list[tuple[str, str]]
    names: dict[str, str]


@dataclass(frozen=True)
class Place:
    """Which kit, at which centre, in which of its storerooms (empty: its first), on which day."""

    kit: str
    centre: str
    room: str = ""
    day: "date | None" = None


class AssembleSheet(FormSheet):
    """Issues the kit note. Whatever is typed asks anew what would go in."""

    def __init__(self, desk: Desk, kit: tuple[str, str], centre: str) -> None:
        """`kit`: its code and its name."""
        look, words = desk.look, desk.look.words
        code, name = kit
        super().__init__(
            desk, words.t("Make kits: {kit}", kit=words.isolate(name)), icon=ICON, width=WIDTH
        )
        self._kit, self._centre = code, centre
        self.kits = QuantityEdit(look)
        self.room = Combo()
        self.day = DateEdit(look, today(), today())
        self.edits: dict[tuple[str, str], QuantityEdit] = {}
        """What goes in for an item of the list: by that item and the other."""
        self._short: dict[str, tuple[Offered, QLabel]] = {}
        self._shown: tuple[int, Place] | None = None
        """For how many kits of where the substitutes are that can be seen."""
        self._parts = QWidget()
        self._grid = QGridLayout(self._parts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setVerticalSpacing(Size.XS)
        self._grid.setColumnStretch(0, 1)
        parts = Field(look, words.t("What goes in"), self._parts)
        self.fields = {
            "quantity": Field(look, words.t("How many kits"), self.kits),
            "storeroom": Field(look, words.t("From"), self.room),
            "day": Field(look, words.t("Date"), self.day),
            **dict.fromkeys(("substitute", "item"), parts),
        }
        heads = QHBoxLayout()
        heads.setSpacing(Size.M)
        for field_name in ("quantity", "storeroom", "day"):
            heads.addWidget(self.fields[field_name], 1)
        self.body.addLayout(heads)
        self.body.addWidget(parts)
        self.first = self.kits
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(look, words.t("Make kits"), self._issue, icon=ICON, role="primary", key="F9")
        )
        self.do.setEnabled(False)
        self.kits.textEdited.connect(self._look)
        self.room.currentIndexChanged.connect(self._look)
        self.day.settled.connect(self._look)
        self._look()

    # What would go in -----------------------------------------------------------------------------

    def _look(self, _typed: object = None) -> None:
        """For one kit, as long as nobody said how many."""
        words = self.look.words
        place, kits = self._place(), self.kits.value() or 1
        self.ask(lambda store: read_offers(store, place, kits, words), self._show, only_latest=True)

    def _place(self) -> Place:
        return Place(self._kit, self._centre, self.room.code, self.day.value())

    def _show(self, offers: Offers) -> None:
        words = self.look.words
        self.room.fill(offers.rooms, offers.room)
        self._shown = (offers.kits, self._place())
        self.problem.clear()
        clear(self._grid)
        self.edits, self._short = {}, {}
        for row, part in enumerate(offers.parts):
            self._add_part(part, offers.names, 10 * row)
        self.do.setEnabled(True)
        proposed = any(part.instead for part in offers.parts)
        self.do.say(words.t("Make with substitutes") if proposed else words.t("Make kits"))
        if proposed:
            self.problem.say(
                "info",
                words.t("Something is short; substitutes are proposed in its place."),
                words.t("Check what really goes in; the kit note says so."),
                icon="arrow-left-right",
            )
        for item in self._short:
            self._say_state(item)

    def _add_part(self, part: "Offered", names: dict[str, str], row: int) -> None:
        look, words = self.look, self.look.words
        name = names.get(part.item, part.item)
        needed = words.t(
            "Needed: {needed} · there: {there}",
            needed=words.ltr(words.number(part.needed)),
            there=words.ltr(words.number(part.available)),
        )
        state = label(look, "", "small")
        self._short[part.item] = (part, state)
        for column, widget in enumerate((Elided(look, name), label(look, needed, "muted"), state)):
            self._grid.addWidget(widget, row, column)
        proposed = {one.other: one.quantity for one in part.instead}
        for below, (other, available) in enumerate(part.others, row + 1):
            called = names.get(other, other)
            edit = QuantityEdit(look, least=0)
            edit.setFixedWidth(FIGURES)
            edit.set_typed(str(proposed[other]) if other in proposed else "")
            edit.setAccessibleName(words.t("{other} in place of {item}", other=called, item=name))
            edit.textEdited.connect(partial(self._typed, part.item))
            said = words.t("or {item}", item=words.isolate(called))
            of = words.t("{quantity} in stock", quantity=words.ltr(words.number(available)))
            self._grid.addWidget(label(look, said, "small"), below, 0)
            self._grid.addWidget(label(look, of, "muted"), below, 1)
            self._grid.addWidget(edit, below, 2)
            self.edits[part.item, other] = edit

    def _typed(self, item: str, _text: str) -> None:
        self._say_state(item)
        words = self.look.words
        some = any(edit.value() for edit in self.edits.values())
        self.do.say(words.t("Make with substitutes") if some else words.t("Make kits"))

    def _say_state(self, item: str) -> None:
        words, (part, state) = self.look.words, self._short[item]
        given = sum(edit.value() or 0 for (of, _), edit in self.edits.items() if of == item)
        missing = part.needed - given - part.available
        if missing > 0:
            count = words.ltr(words.number(missing))
            state.setText(words.t("Missing: {quantity}", quantity=count))
        else:
            state.setText("")
        set_role(state, "bad-small" if missing > 0 else "small")

    # Issuing --------------------------------------------------------------------------------------

    def _issue(self) -> None:
        self.nothing_is_wrong()
        kits, instead = self.kits.value(), self._instead()
        for name, field in (("quantity", self.kits), ("day", self.day)):
            if (problem := field.problem()) is not None:
                self.fields[name].wrong(self.desk.sentence(problem))
                field.setFocus()
                return
        if kits is None:
            self.fields["quantity"].wrong(self.look.words.t("Say how many kits."))
            self.kits.setFocus()
            return
        if instead is None:
            return
        if self._shown != (kits, self._place()):
            instead = []  # nobody has seen yet what these kits lack
        day, person = self.day.value(), self.desk.session.person
        kit, centre, room = self._kit, self._centre, self.room.code
        happened_on = None if day == today() else day
        self.do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.stock.kits import assemble  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return assemble(work, centre, kit, kits, happened_on, room, instead)

        self.ask(job, self._issued, always=lambda: self.do.setEnabled(True))

    def _instead(self) -> "list[Instead] | None":
        """None where a quantity can't be read, which is said beneath."""
        from cpise_inventory.stock.events import Instead  # noqa: PLC0415 - not for the first window

        found = []
        for (item, other), edit in self.edits.items():
            if (problem := edit.problem()) is not None:
                self.fields["substitute"].wrong(self.desk.sentence(problem))
                edit.setFocus()
                return None
            if quantity := edit.value():
                found.append(Instead(item, other, quantity))
        return found

    def _issued(self, number: str) -> None:
        self.done()
        show_issued(self.desk, number, self.look.words.t("Close"))


def read_offers(store: "Store", place: Place, kits: int, words: Words) -> Offers:
    """Raises a refusal where no kit can be made: a draft, an unknown kit."""
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.catalogue.commands import complete_kit, storeroom  # noqa: PLC0415 - as above
    from cpise_inventory.locations import is_set_apart  # noqa: PLC0415 - as above
    from cpise_inventory.stock.kits import offered  # noqa: PLC0415 - as above

    now = today()
    with store.read() as connection:
        room = storeroom(connection, place.centre, place.room)
        kit = complete_kit(connection, place.kit)
        parts = offered(connection, room, kit, kits, (place.day or now, now))
        names = picked(queries.names(connection), words)
        places = queries.places(connection, place.centre)
    rooms = picked({one.code: one.name for one in places if not is_set_apart(one.code)}, words)
    return Offers(kits, room, parts, list(rooms.items()), names)
