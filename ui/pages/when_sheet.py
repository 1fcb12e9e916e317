"""When and from which storeroom goods leave: today and the first one, unless it's said here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field
from ui.kit.sheet import Sheet
from ui.pages.combo import Combo
from ui.pages.places import Places


@dataclass(frozen=True)
class Where:
    """`day` is None for today; `room` a location."""

    centre: str
    room: str
    day: date | None = None


class WhenSheet(Sheet):
    """`done` gets what was chosen."""

    def __init__(
        self,
        desk: Desk,
        places: Places,
        here: Where,
        today: date,
        chosen: Callable[[Where], object],
    ) -> None:
        words = desk.look.words
        super().__init__(desk.look, words.t("Date and storeroom"), icon="calendar-clock")
        self._desk, self._places, self._today, self._chosen = desk, places, today, chosen
        self.day = DateEdit(desk.look, today, here.day or today)
        self.centre, self.room = Combo(), Combo()
        self.centre.fill(places.centres, here.centre)
        self.room.fill(places.rooms.get(here.centre, ()), here.room)
        hint = words.t("The day on which the goods are handed out: it may be set back.")
        self.field = Field(desk.look, words.t("Date"), self.day, hint)
        self.body.addWidget(self.field)
        self.body.addWidget(Field(desk.look, words.t("Centre"), self.centre))
        self.body.addWidget(Field(desk.look, words.t("Storeroom"), self.room))
        self.first = self.day
        self.centre.currentIndexChanged.connect(self._centre_changed)
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self.add_button(
            Button(
                desk.look, words.t("Take over"), self.take, icon="check", role="primary", key="F9"
            )
        )

    def take(self) -> None:
        if (problem := self.day.problem()) is not None:
            self.field.wrong(self._desk.sentence(problem))
            self.field.focus()
            return
        day = self.day.value()
        self.done()
        where = Where(self.centre.code, self.room.code, None if day == self._today else day)
        self._chosen(where)

    def _centre_changed(self, _at: int) -> None:
        self.room.fill(self._places.rooms.get(self.centre.code, ()))
