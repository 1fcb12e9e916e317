"""Distribution lists: who was served this month, whether there is enough, and where to begin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cpise_inventory.language.terms import RECIPIENTS, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.pill import Pill, State
from ui.kit.search import Proposal, among
from ui.kit.text import Elided, label
from ui.output import save_pdf
from ui.pages.combo import Combo
from ui.pages.delivery_head import today
from ui.pages.form_sheet import FormSheet
from ui.pages.layouts import clear
from ui.pages.names import picked
from ui.pages.searches import FreeSearch
from ui.pages.when_sheet import Where
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.lists.events import Serving, Share
    from cpise_inventory.lists.queries import DistributionList, Enough, Turn
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

WIDTH: Final = 760


@dataclass(frozen=True)
class Standing:
    """A list on a day: the receipts of its month, and what its others need."""

    found: "DistributionList"
    turns: "tuple[Turn, ...]"
    needs: "tuple[Enough, ...]"
    names: dict[str, str]

    @property
    def left(self) -> "list[Turn]":
        return [turn for turn in self.turns if not turn.document]


def read_standings(store: "Store", where: Where, now: date, words: Words) -> list[Standing]:
    """Every list of the centre that is in use."""
    from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.lists import queries  # noqa: PLC0415 - as above
    from cpise_inventory.stock.taking import Shelf  # noqa: PLC0415 - as above

    day = where.day or now
    with store.read() as connection:
        names = picked(catalogue.names(connection), words)
        shelf = Shelf(connection, where.room, day, now, lock=False)
        standings = []
        for found in queries.lists(connection, where.centre):
            turns = queries.turns(connection, found, day)
            needs = queries.enough(shelf, found, turns)
            standings.append(Standing(found, tuple(turns), tuple(needs), names))
    return standings


def read_standing(store: "Store", where: Where, name: str, now: date) -> Standing | None:
    """One list alone, its items not named; None where it's no longer in use."""
    from cpise_inventory.lists import queries  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.stock.taking import Shelf  # noqa: PLC0415 - as above

    day = where.day or now
    with store.read() as connection:
        found = queries.list_of(connection, where.centre, name)
        if found is None or found.closed_on:
            return None
        turns = queries.turns(connection, found, day)
        shelf = Shelf(connection, where.room, day, now, lock=False)
        needs = queries.enough(shelf, found, turns)
    return Standing(found, tuple(turns), tuple(needs), {})


class ListSheet(FormSheet):
    """Chooses a list. `begin` gets it, to work through; `keep` opens what is typed in the form."""

    def __init__(
        self,
        desk: Desk,
        where: Where,
        begin: Callable[[Standing], object],
        keep: Callable[[], object] | None,
    ) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Distribution lists"), icon="clipboard-list", width=WIDTH)
        self._where, self._begin = where, begin
        self._standings: list[Standing] = []
        self._take_off: list[Button] = []
        self.lists = Combo()
        self._field = Field(look, words.t("List"), self.lists)
        self._what = QWidget()
        self._rows = QVBoxLayout(self._what)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Size.S)
        self._paper = Button(look, words.t("Sheet to sign"), self._save_sheet, icon="file-down")
        self._close = Button(look, words.t("Close the list"), self._close_list, role="quiet")
        self._ways = QWidget()
        ways = QHBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(Size.S)
        ways.addWidget(self._paper)
        ways.addWidget(self._close)
        ways.addStretch(1)
        for part in (self._field, self._what, self._ways):
            self.body.addWidget(part)
        self.first = self.lists
        self._make_buttons(keep)
        self.lists.currentIndexChanged.connect(lambda _at: self._show_chosen())
        self.read()

    @property
    def chosen(self) -> Standing | None:
        code = self.lists.code
        return next((one for one in self._standings if one.found.name == code), None)

    def read(self) -> None:
        where, words = self._where, self.look.words
        self.desk.worker.ask(
            lambda store: read_standings(store, where, today(), words),
            self._show,
            self.tell,
            owner=self,
        )

    # What is shown --------------------------------------------------------------------------------

    def _show(self, standings: list[Standing]) -> None:
        self._standings = standings
        names = [(one.found.name, self.look.words.isolate(one.found.name)) for one in standings]
        self.lists.fill(names)
        for part in (self._field, self._ways):
            part.setVisible(bool(standings))
        self._show_chosen()

    def _show_chosen(self) -> None:
        clear(self._rows)
        found, words = self.chosen, self.look.words
        self._go.setEnabled(found is not None and bool(found.left))
        if found is None:
            text = words.t(
                "There is no list yet. Fill in the form for one recipient, then keep it on a list:"
                " next month the list fills the form for you."
            )
            self._rows.addWidget(label(self.look, text, wrap=True))
            return
        self._rows.addLayout(self._turns(found))
        self._rows.addLayout(self._needs(found))

    def _turns(self, found: Standing) -> QGridLayout:
        look, words = self.look, self.look.words
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setColumnStretch(0, 1)
        for at, turn in enumerate(found.turns):
            serving = turn.serving
            kind = term(RECIPIENTS, serving.kind, words)
            people = words.n("{count} person", "{count} people", serving.people)
            fact = f"{kind} · {people}" if serving.people else kind
            state = (
                State("good", "circle-check", words.ltr(turn.document))
                if turn.document
                else State("", "clock", words.t("to be served"))
            )
            off = Button(
                look,
                words.t("Take {name} off the list", name=words.isolate(serving.recipient)),
                partial(self._off, serving.recipient),
                icon="x",
                role="icon",
            )
            grid.addWidget(Elided(look, words.isolate(serving.recipient)), at, 0)
            grid.addWidget(label(look, fact, "small"), at, 1)
            grid.addWidget(Pill(look, state), at, 2)
            grid.addWidget(off, at, 3)
        return grid

    def _needs(self, found: Standing) -> QVBoxLayout:
        look, words = self.look, self.look.words
        column = QVBoxLayout()
        column.setSpacing(Size.XS)
        for one in found.needs:
            said = words.t(
                "{item}: {wanted} for those still to be served, {available} may leave",
                item=found.names.get(one.item, words.ltr(one.item)),
                wanted=words.ltr(words.number(one.wanted)),
                available=words.ltr(words.number(one.available)),
            )
            role = "bad" if one.missing else "small"
            column.addWidget(label(look, said, role, wrap=True))
        if not found.left:
            done = words.t("Everybody on this list was served this month.")
            column.addWidget(label(look, done, "strong", wrap=True))
        return column

    # What can be done -----------------------------------------------------------------------------

    def _make_buttons(self, keep: Callable[[], object] | None) -> None:
        look, words = self.look, self.look.words
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self._keep = self.add_button(
            Button(look, words.t("Keep the form…"), self._keep_form, icon="plus")
        )
        self._keeping = keep
        why = words.t("Fill in for whom, and what they get, first.")
        self._keep.allow(keep is not None, why)
        self._go = self.add_button(
            Button(look, words.t("Begin"), self._go_on, icon="check", role="primary", key="F9")
        )

    def _go_on(self) -> None:
        found = self.chosen
        if found is not None and found.left:
            self.done()
            self._begin(found)

    def _keep_form(self) -> None:
        if self._keeping is not None:
            self.done()
            self._keeping()

    def _off(self, recipient: str) -> None:
        from cpise_inventory.lists.commands import take_off_list  # noqa: PLC0415 - SQLAlchemy

        if (found := self.chosen) is not None:
            self._write(
                lambda work: take_off_list(work, found.found.centre, found.found.name, recipient)
            )

    def _close_list(self) -> None:
        from cpise_inventory.lists.commands import close_list  # noqa: PLC0415 - SQLAlchemy

        if (found := self.chosen) is not None:
            self._write(lambda work: close_list(work, found.found.centre, found.found.name))

    def _write(self, act: "Callable[[Work], object]") -> None:
        person = self.desk.session.person
        self.problem.clear()

        def job(store: "Store") -> None:
            with store.write(person) as work:
                act(work)

        self.desk.worker.ask(job, lambda _none: self.read(), self.tell, owner=self)

    def _save_sheet(self) -> None:
        found, day, language = self.chosen, self._where.day or today(), self.look.words.code
        if found is None:
            return

        def job(store: "Store") -> bytes:
            from cpise_inventory.printing.lists import sheet  # noqa: PLC0415 - reportlab
            from cpise_inventory.printing.papers import pdf  # noqa: PLC0415 - as above

            with store.read() as connection:
                paper = sheet(
                    connection, store.journal, found.found, list(found.turns), day, language
                )
            return pdf((paper,))

        self.desk.worker.ask(
            job,
            lambda pdf: save_pdf(self, self.desk, pdf, f"{found.found.name}-{day:%Y-%m}"),
            self.tell,
            owner=self,
        )


class KeepSheet(FormSheet):
    """Puts what the form says on a list: an old one, or one that begins with it."""

    def __init__(
        self,
        desk: Desk,
        centre: str,
        kept: "tuple[Serving, tuple[Share, ...]]",
        told: str,
    ) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Keep on a list"), icon="clipboard-list", width=560)
        self._centre, self._kept = centre, kept
        self.name = FreeSearch(look, among(()))
        hint = words.t("An existing list, or a new name, such as “Monthly soap”.")
        self.fields = {"name": Field(look, words.t("List"), self.name, hint)}
        self.fields["list"] = self.fields["name"]
        self.body.addWidget(label(look, told, wrap=True))
        self.body.addWidget(self.fields["name"])
        self.first = self.name
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(look, words.t("Keep"), self._keep, icon="save", role="primary", key="F9")
        )
        desk.worker.ask(lambda store: _names(store, centre), self._propose, self.tell, owner=self)

    def _propose(self, names: list[str]) -> None:
        proposals = [Proposal(name, name, "", "clipboard-list") for name in names]
        self.name.set_propose(among(proposals))

    def _keep(self) -> None:
        self.nothing_is_wrong()
        name, (serving, shares) = self.name.text(), self._kept
        person, centre = self.desk.session.person, self._centre
        self.do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.lists.commands import keep_on_list  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return keep_on_list(work, centre, name, serving, shares)

        self.desk.worker.ask(
            job, self._done, self.tell, always=lambda: self.do.setEnabled(True), owner=self
        )

    def _done(self, name: str) -> None:
        words = self.look.words
        self.done()
        self.desk.say(words.t("Kept on the list “{name}”.", name=words.isolate(name)))


def _names(store: "Store", centre: str) -> list[str]:
    from cpise_inventory.lists.queries import lists  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return [one.name for one in lists(connection, centre)]
