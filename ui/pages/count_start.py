"""Starting a count: of what, where; and the limit up to which nobody else has to agree."""

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from typing_extensions import override

from cpise_inventory.language.terms import COUNT_SORTS, term
from cpise_inventory.language.words import Words
from cpise_inventory.locations import centre_of
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.field import Field, line_edit
from ui.kit.quantity import QuantityEdit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, capital, today
from ui.pages.names import picked
from ui.pages.places import Places, no_names_said, read_places
from ui.pages.scans import place_number, place_of
from ui.scanning import Scan

if TYPE_CHECKING:
    from cpise_inventory.counts.commands import Sort
    from cpise_inventory.counts.queries import Rule
    from cpise_inventory.store import Store

WIDTH: Final = 720
BLIND, OPEN = "blind", "open"


class StartSheet(FormSheet):
    """`started` says the number of the new sheet."""

    started = Signal(str)

    def __init__(
        self, desk: Desk, *, sort: str = "daily", centre: str = "", room: str = ""
    ) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Start a count"), icon="clipboard-check", width=WIDTH)
        self._places, self._room = Places(), room
        self._centre = centre or desk.session.centre
        self.sort = Choices(
            look,
            words.t("What is counted"),
            [Choice(code, capital(term(COUNT_SORTS, code, words))) for code in COUNT_SORTS],
            sort,
            "segment",
        )
        self.first = self.sort.button(self.sort.chosen)
        self._told = label(look, role="small", wrap=True)
        self.chosen = label(look, role="small", wrap=True)
        self.centre, self.room, self.category = Combo(), Combo(), Combo()
        self.blind = Choices(
            look,
            words.t("Sheet"),
            (
                Choice(BLIND, words.t("Blind"), icon="eye-off"),
                Choice(OPEN, words.t("With what is booked"), icon="eye"),
            ),
            role="segment",
        )
        self.remarks = line_edit(look)
        self.fields = {
            "sort": Field(look, words.t("What is counted"), self.sort),
            "centre": Field(look, words.t("Centre"), self.centre),
            "storeroom": Field(look, words.t("Storeroom"), self.room),
            "category": Field(look, words.t("Category"), self.category),
            "remarks": Field(look, words.t("Remarks"), self.remarks, no_names_said(words)),
        }
        self.body.addWidget(self.fields["sort"])
        self.body.addWidget(self._told)
        for name in ("centre", "storeroom", "category"):
            self.body.addWidget(self.fields[name])
        self.body.addWidget(self.blind)
        self.body.addWidget(self.fields["remarks"])
        self.body.addWidget(self.chosen)
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self._start = self.add_button(
            Button(look, words.t("Open the sheet"), self.start, role="primary", key="F9")
        )
        self.sort.picked.connect(lambda _sort: self._fold())
        self.centre.currentIndexChanged.connect(lambda _index: self._fill_rooms())
        self.room.currentIndexChanged.connect(lambda _index: self._explain())
        self._fold()
        desk.worker.ask(lambda store: _read(store, desk), self._show, self.tell, owner=self)

    @override
    def scanned(self, scan: Scan) -> bool:
        """The label of a storeroom or a shelf chooses it."""
        if number := place_number(scan):
            self.ask(lambda store: place_of(store, number), self._choose_place)
        return bool(number)

    def _choose_place(self, location: str) -> None:
        self.centre.choose(centre_of(location))
        self._fill_rooms()
        self.room.choose(location)

    def start(self) -> None:
        self.nothing_is_wrong()
        sort, centre, room = self.sort.chosen, self.centre.code, self.room.code
        category = self.category.code if sort == "category" else ""
        blind, remarks = self.blind.chosen == BLIND, self.remarks.text()
        person = self.desk.session.person

        def job(store: "Store") -> str:
            from cpise_inventory.counts.commands import Sheeting, open_count  # noqa: PLC0415 - as

            wanted = Sheeting(centre, cast("Sort", sort), room, category, blind, remarks)
            with store.write(person) as work:
                return open_count(work, wanted)

        self._start.setEnabled(False)
        self.desk.worker.ask(
            job,
            self._started,
            self.tell,
            always=lambda: self._start.setEnabled(True),
            owner=self,
        )

    def _started(self, number: str) -> None:
        self.done()
        self.started.emit(number)

    def _show(self, read: tuple[Places, list[str]]) -> None:
        self._places, categories = read
        self.centre.fill(self._places.centres, self._centre)
        self.category.fill([(one, one) for one in categories])
        self._fill_rooms()

    def _fill_rooms(self) -> None:
        words = self.look.words
        rooms = self._places.rooms.get(self.centre.code, [])
        every = [] if self.sort.chosen == "free" else [("", words.t("All storerooms and shelves"))]
        self.room.fill([*every, *rooms], self._room)
        self._explain()

    def _explain(self) -> None:
        """Which items of the handful it would be, and why these."""
        shown = self.sort.chosen == "daily" and bool(self.centre.code)
        self.chosen.setVisible(shown)
        if shown:
            words, centre, room = self.look.words, self.centre.code, self.room.code
            self.ask(
                lambda store: _chosen(store, centre, room, words),
                lambda lines: self.chosen.setText("\n".join(lines)),
                only_latest="chosen",
            )

    def _fold(self) -> None:
        words = self.look.words
        self._told.setText(
            {
                "whole": words.t("Every lot that is booked, shelf by shelf."),
                "category": words.t("Every lot of one category."),
                "daily": words.t(
                    "Some ten items: what is worth most (of what has no value, what there is most"
                    " of), what moves most, what was counted longest ago."
                ),
                "free": words.t("An empty sheet: whatever you find, by scan or by name."),
            }[self.sort.chosen]
        )
        self.fields["category"].setVisible(self.sort.chosen == "category")
        self._fill_rooms()


def _read(store: "Store", desk: Desk) -> tuple[Places, list[str]]:
    from cpise_inventory.catalogue.queries import categories  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        named = categories(connection)
    return read_places(store, desk.look.words), named


def _chosen(store: "Store", centre: str, room: str, words: Words) -> list[str]:
    """A line for each item of the handful: what it's called, and how it was chosen."""
    from cpise_inventory.catalogue.queries import names  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.counts.choosing import handful  # noqa: PLC0415 - as above
    from cpise_inventory.counts.queries import places_within  # noqa: PLC0415 - as above
    from cpise_inventory.counts.telling import how_chosen  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = handful(connection, places_within(connection, centre, room), today())
        called = picked(names(connection), words)
    return [
        words.t(
            "{name}: {value}",
            name=words.isolate(called.get(one.item, one.item)),
            value=how_chosen(one, words),
        )
        for one in found
    ]


class RuleSheet(FormSheet):
    """How large a difference is booked without a second person; a manager sets it."""

    def __init__(self, desk: Desk) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Differences that need nobody else")
        super().__init__(desk, title, icon="scale", width=WIDTH)
        told = words.t(
            "A line that differs by no more than this is booked when the count ends. 0: each"
            " difference waits for somebody who did not count."
        )
        self.body.addWidget(label(look, told, wrap=True))
        self.units, self.percent = QuantityEdit(look, least=0), QuantityEdit(look, least=0)
        self.fields = {
            "units": Field(look, words.t("At most so many units"), self.units),
            "percent": Field(look, words.t("and at most so many percent"), self.percent),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.first = self.units
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self._save = self.add_button(
            Button(look, words.t("Set the limit"), self._set, role="primary", key="F9")
        )
        desk.worker.ask(self._read, self._show, self.tell, owner=self)

    def _read(self, store: "Store") -> "Rule":
        from cpise_inventory.counts.queries import rule  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            return rule(connection, self.desk.session.centre)

    def _show(self, rule: "Rule") -> None:
        self.units.set_value(rule.units)
        self.percent.set_value(rule.percent)
        self.units.selectAll()

    def _set(self) -> None:
        self.nothing_is_wrong()
        units, percent = self.units.value(), self.percent.value()
        for name, edit in (("units", self.units), ("percent", self.percent)):
            if edit.value() is None:
                problem = edit.problem()
                nothing = self.look.words.t("Enter a figure, 0 for none.")
                self.fields[name].wrong(self.desk.sentence(problem) if problem else nothing)
                self.fields[name].focus()
                return
        session = self.desk.session

        def job(store: "Store") -> None:
            from cpise_inventory.counts.commands import set_rule  # noqa: PLC0415 - as above

            with store.write(session.person) as work:
                set_rule(work, session.centre, units or 0, percent or 0)

        self.desk.worker.ask(job, lambda _: self.done(), self._refused, owner=self)

    def _refused(self, error: Exception) -> None:
        """What is wrong says itself which of the two it is about."""
        field = self.fields.get(str(getattr(error, "what", "")))
        if field is None:
            self.tell(error)
            return
        field.wrong(self.desk.sentence(error))
        field.focus()
