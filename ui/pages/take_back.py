"""A computer comes back from whoever has it: in which condition, and what is to be said of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.terms import CONDITIONS, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.back_room import BackRoom
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, capital, today
from ui.pages.issued import IssuedSheet
from ui.pages.places import no_names

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.store import Store

WIDTH: Final = 560


class TakeBackSheet(FormSheet):
    """Issues the return note; with `taken`, goes on there in place of showing it."""

    def __init__(
        self, desk: Desk, tags: Sequence[str], taken: Callable[[], object] | None = None
    ) -> None:
        look, words = desk.look, desk.look.words
        title = words.n("Take back an asset", "Take back {count} assets", len(tags))
        super().__init__(desk, title, icon="package-check", width=WIDTH)
        self._tags, self._taken = list(tags), taken
        self._told = label(look, wrap=True)
        self.condition = Combo()
        self.condition.fill(
            [
                ("", words.t("As it was")),
                *((code, capital(term(CONDITIONS, code, words))) for code in CONDITIONS),
            ]
        )
        self.day = DateEdit(look, today(), today())
        self.missing, self.remarks = line_edit(look), line_edit(look)
        self.room = BackRoom(desk)
        self.fields = {
            "day": Field(look, words.t("Returned on"), self.day),
            "condition": Field(look, words.t("Condition"), self.condition),
            "missing": Field(look, words.t("Accessories that are missing"), self.missing),
            "place": self.room,
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        self.body.addWidget(self._told)
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(no_names(look))
        self.first = self.condition
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(
                look,
                words.t("Take back"),
                self._take_back,
                icon="package-check",
                role="primary",
                key="F9",
            )
        )
        desk.worker.ask(lambda store: _read(store, self._tags), self._show, self.tell, owner=self)

    def _show(self, assets: "list[Asset]") -> None:
        words = self.look.words
        lines = (
            f"{words.ltr(one.tag)} · {words.ltr(f'{one.maker} {one.model}'.strip())}"
            f" · {words.isolate(one.custodian)}"
            for one in assets
        )
        self._told.setText("\n".join(lines))
        self.room.offer(one.centre for one in assets)

    def _take_back(self) -> None:
        self.nothing_is_wrong()
        if (problem := self.day.problem()) is not None:
            self.fields["day"].wrong(self.desk.sentence(problem))
            self.fields["day"].focus()
            return
        tags, remarks, condition = self._tags, self.remarks.text(), self.condition.code
        missing, room = self.missing.text(), self.room.code
        person, day = self.desk.session.person, self.day.value()
        happened_on = None if day == today() else day
        self.do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.assets.commands import take_back  # noqa: PLC0415 - SQLAlchemy

            said = {"condition": condition, "missing": missing, "storeroom": room}
            with store.write(person) as work:
                return take_back(work, tags, remarks, happened_on, **said)

        self.desk.worker.ask(
            job, self._issued, self.tell, always=lambda: self.do.setEnabled(True), owner=self
        )

    def _issued(self, number: str) -> None:
        words = self.look.words
        self.done()
        if self._taken is None:
            self.desk.open(IssuedSheet(self.desk, number, words.t("Close")))
        else:
            self.desk.say(words.t("{number} issued.", number=words.ltr(number)))
            self._taken()


def _read(store: "Store", tags: Sequence[str]) -> "list[Asset]":
    from cpise_inventory.assets.queries import asset_of  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        found = (asset_of(connection, tag) for tag in tags)
        return [asset for asset in found if asset is not None]
