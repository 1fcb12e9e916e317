"""The storerooms of a centre and the shelves below them: opened, renamed, closed."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QGridLayout

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import Elided, label
from ui.pages.combo import Combo
from ui.pages.layouts import clear
from ui.pages.names import picked
from ui.pages.person_sheets import PersonForm
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Place
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

QUARANTINE: Final = "quarantine"


class RoomsSheet(PersonForm):
    """One centre's places; what is typed below opens another, or names the one chosen."""

    def __init__(self, desk: Desk) -> None:
        words, look = desk.look.words, desk.look
        super().__init__(desk, words.t("Storerooms and shelves"), "map-pin", words.t("Open it"))
        self.centre = Combo()
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(Size.S)
        self.grid.setVerticalSpacing(Size.XS)
        self.grid.setColumnStretch(1, 1)
        self.below, self.code = Combo(), line_edit(look, "", "CAVE")
        self.names = {language: line_edit(look) for language in ("fr", "ar", "en")}
        self._places: list[Place] = []
        self._centres: dict[str, str] = {}
        self.fields = {
            "centre": Field(look, words.t("Centre"), self.centre),
            "below": Field(look, words.t("What it is"), self.below),
            "storeroom": Field(look, words.t("Code"), self.code),
            "name": Field(look, words.t("Name in French"), self.names["fr"]),
            "name_ar": Field(look, words.t("Name in Arabic"), self.names["ar"]),
            "name_en": Field(look, words.t("Name in English"), self.names["en"]),
        }
        self.fields["code"] = self.fields["storeroom"]
        self.body.addWidget(self.fields["centre"])
        self.body.addLayout(self.grid)
        self.body.addWidget(label(look, words.t("Another storeroom or shelf"), "heading"))
        new = QGridLayout()
        new.setHorizontalSpacing(Size.M)
        for at, key in enumerate(("below", "storeroom", "name", "name_ar", "name_en")):
            new.addWidget(self.fields[key], at // 2, at % 2)
        self.body.addLayout(new)
        self.first = self.centre
        self.centre.currentIndexChanged.connect(lambda _index: self._show())
        self._read_again()

    def _read_again(self) -> None:
        self.desk.worker.ask(_read, self._fill, self.tell, owner=self)

    def _fill(self, read: "tuple[list[Any], list[Place]]") -> None:
        centres, self._places = read
        self._centres = picked({one.code: one.name for one in centres}, self.look.words)
        self.centre.fill(self._centres.items(), self.centre.code or self.desk.session.centre)
        self._show()

    def _show(self) -> None:
        words, look = self.look.words, self.look
        clear(self.grid)
        here = [one for one in self._places if one.centre == self.centre.code]
        for row, place in enumerate(here):
            name = self._name(place)
            code = place.code.partition("/")[2]
            self.grid.addWidget(label(look, words.ltr(code), "small"), row, 0)
            self.grid.addWidget(Elided(look, name), row, 1)
            if place.closed_on:
                day = words.ltr(words.date(place.closed_on))
                self.grid.addWidget(
                    label(look, words.t("Closed on {day}", day=day), "muted"), row, 2
                )
                again = Button(look, words.t("Open again"), partial(self._open_again, place))
                again.setAccessibleName(words.t("Open {place} again", place=name))
                self.grid.addWidget(again, row, 3)
            elif place.type != QUARANTINE:
                rename = Button(
                    look,
                    words.t("Rename {place}", place=name),
                    partial(self._rename, place),
                    icon="pen-line",
                    role="icon",
                )
                close = Button(look, words.t("Close it"), partial(self._close, place))
                close.setAccessibleName(words.t("Close {place}", place=name))
                self.grid.addWidget(rename, row, 2)
                self.grid.addWidget(close, row, 3)
        rooms = [one for one in here if one.type == "storeroom" and not one.closed_on]
        shelves = [
            (one.code.partition("/")[2], words.t("Shelf in {place}", place=self._name(one)))
            for one in rooms
        ]
        self.below.fill([("storeroom", words.t("Storeroom")), *shelves])

    def _name(self, place: "Place") -> str:
        name = place.name
        return self.look.words.pick(fr=name.fr, ar=name.ar, en=name.en)

    def _open_again(self, place: "Place") -> None:
        from cpise_inventory.catalogue.events import Named  # noqa: PLC0415 - SQLAlchemy

        self._do(place.code.partition("/")[2], Named())

    def _rename(self, place: "Place") -> None:
        self.desk.open(RenameSheet(self.desk, place, self._read_again))

    def _close(self, place: "Place") -> None:
        def close(work: "Work") -> None:
            from cpise_inventory.catalogue.places import close_place  # noqa: PLC0415 - SQLAlchemy

            close_place(work, place.code)

        self._run_here(close)

    def _act(self) -> None:
        from cpise_inventory.catalogue.events import Named  # noqa: PLC0415 - SQLAlchemy

        code = self.code.text().strip().upper()
        if self.below.code != "storeroom":
            code = f"{self.below.code}/{code}"
        self._do(code, Named(**{key: edit.text() for key, edit in self.names.items()}))

    def _do(self, code: str, name: Any) -> None:
        centre = self.centre.code

        def open_it(work: "Work") -> None:
            from cpise_inventory.catalogue.places import open_place  # noqa: PLC0415 - SQLAlchemy

            open_place(work, centre, code, name)

        self._run_here(open_it)

    def _run_here(self, command: Any) -> None:
        """The sheet stays: there may be more to open or close."""
        self.nothing_is_wrong()
        person = self.desk.session.person

        def job(store: "Store") -> None:
            with store.write(person) as work:
                command(work)

        def done(_nothing: None) -> None:
            for edit in (self.code, *self.names.values()):
                edit.clear()
            self._read_again()

        self.desk.worker.ask(job, done, self.tell, owner=self)


class RenameSheet(PersonForm):
    def __init__(self, desk: Desk, place: "Place", renamed: Any) -> None:
        words, look = desk.look.words, desk.look
        name = words.pick(fr=place.name.fr, ar=place.name.ar, en=place.name.en)
        title = words.t("Another name for {place}", place=words.isolate(name))
        super().__init__(desk, title, "pen-line", words.t("Rename"))
        self._place, self._renamed = place, renamed
        self.names = {
            language: line_edit(look, getattr(place.name, language))
            for language in ("fr", "ar", "en")
        }
        self.add_fields(
            {
                "name": Field(look, words.t("Name in French"), self.names["fr"]),
                "name_ar": Field(look, words.t("Name in Arabic"), self.names["ar"]),
                "name_en": Field(look, words.t("Name in English"), self.names["en"]),
            }
        )
        self.closed.connect(renamed)

    def _act(self) -> None:
        from cpise_inventory.catalogue.events import Named  # noqa: PLC0415 - SQLAlchemy

        self.nothing_is_wrong()
        location, name = self._place.code, Named(**{k: e.text() for k, e in self.names.items()})

        def rename(work: "Work") -> None:
            from cpise_inventory.catalogue.places import rename_place  # noqa: PLC0415 - SQLAlchemy

            rename_place(work, location, name)

        self.run(rename, self.look.words.t("The new name holds from now on."))


def _read(store: "Store") -> "tuple[list[Any], list[Place]]":
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return list(queries.centres(connection)), queries.places(connection, closed=True)
