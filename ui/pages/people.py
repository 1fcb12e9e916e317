"""Who has an account here, in which role. Administrators open, change and close accounts."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QAction
from typing_extensions import override

from cpise_inventory.language.folding import fold
from cpise_inventory.language.terms import ROLES, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.pages import View
from ui.kit.pill import State
from ui.kit.side import SidePanel
from ui.kit.table import Table
from ui.kit.text import label
from ui.page import Page
from ui.pages.form_sheet import capital
from ui.pages.layouts import clear
from ui.pages.person_sheets import AddPersonSheet, CloseSheet, PasswordSheet, RoleSheet, rights_of

if TYPE_CHECKING:
    from cpise_inventory.people.queries import Person
    from cpise_inventory.store import Store

OPEN, ALL = "open", "all"


class PeopleSource:
    """A few dozen people at most: all are read, then ordered here."""

    def count(self, store: "Store", view: View) -> int:
        return len(self._read(store, view))

    def page(self, store: "Store", view: View, offset: int, size: int) -> "list[Person]":
        found = self._read(store, view)
        if view.order:
            found.sort(key=lambda one: fold(str(getattr(one, view.order))), reverse=view.descending)
        return found[offset : offset + size]

    def _read(self, store: "Store", view: View) -> "list[Person]":
        from cpise_inventory.people.queries import persons  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            return persons(connection, closed=view.kind == ALL)


class PeoplePage(Page):
    watches: ClassVar[frozenset[str]] = frozenset({"person"})

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("People"))
        self._chips = Choices(
            desk.look,
            words.t("Show"),
            (Choice(OPEN, words.t("With an account")), Choice(ALL, words.t("Closed, too"))),
        )
        self.table = Table(
            desk.look,
            desk.worker,
            PeopleSource(),
            _columns(words),
            name=words.t("People"),
            key=lambda one: one.name,
        )
        self.body.addWidget(self._chips)
        self.body.addWidget(self.table, 1)
        self.first = self.table
        self._panel = PersonPanel(desk)
        self.set_side(self._panel)
        self.add = self.add_action(
            Button(
                desk.look,
                words.t("Open an account"),
                lambda: desk.open(AddPersonSheet(desk)),
                icon="plus",
                role="primary",
                key="F9",
            )
        )
        why_not = _why_not(desk)
        self.add.allow(not why_not, why_not)
        self.table.set_actions(self._row_actions)
        self.table.current_changed.connect(self._panel.show_person)
        self.table.opened.connect(lambda _person: self.open_side())
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.tell)
        self._chips.picked.connect(lambda kind: self.table.filter(kind=kind))

    @override
    def opened(self, **facts: Any) -> None:
        self.table.refresh()

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        self.table.refresh()

    @override
    def state(self) -> dict[str, Any]:
        return {"kind": self._chips.chosen}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self._chips.choose(str(state.get("kind", OPEN)))
        self.table.filter(kind=self._chips.chosen)

    def _counted(self, count: int) -> None:
        self.say_fact(self.look.words.n("{count} account", "{count} accounts", count))

    def _row_actions(self, _person: "Person") -> list[QAction]:
        made = []
        for button in self._panel.buttons:
            action = QAction(button.accessibleName(), self)
            action.setEnabled(button.isEnabled())
            action.triggered.connect(lambda _checked=False, button=button: button.click())
            made.append(action)
        return made


class PersonPanel(SidePanel):
    """What somebody may do here, and what may be changed of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, desk.look.words.t("Choose a person"))
        self._desk = desk
        self.buttons: list[Button] = []

    def show_person(self, person: "Person | None") -> None:
        look, words = self._desk.look, self._desk.look.words
        clear(self.body)
        clear(self.foot)
        self.buttons = []
        if person is None:
            self.title.setText(words.t("Choose a person"))
            return
        self.title.setText(words.isolate(person.display))
        self.body.addWidget(label(look, words.ltr(person.name), "muted"))
        self.body.addWidget(label(look, capital(term(ROLES, person.role, words)), "strong"))
        self.body.addWidget(label(look, rights_of(person.role, words), "small", wrap=True))
        if person.closed_on:
            day = words.ltr(words.date(person.closed_on))
            self.body.addWidget(label(look, words.t("Closed on {day}", day=day), "bad"))
        self.body.addStretch(1)
        self._add_buttons(person)

    def _add_buttons(self, person: "Person") -> None:
        desk, words = self._desk, self._desk.look.words
        why_not = _why_not(desk)
        own = person.name == desk.session.person and bool(desk.session.device)
        sheets = (
            (words.t("Change the role"), "settings", RoleSheet, False, ""),
            (words.t("Change the password"), "lock", PasswordSheet, own, ""),
            (words.t("Close the account"), "x", CloseSheet, False, "danger"),
        )
        for text, icon, sheet, anyway, role in sheets:

            def press(sheet: type[RoleSheet | PasswordSheet | CloseSheet] = sheet) -> None:
                desk.open(sheet(desk, person))

            button = Button(desk.look, text, press, icon=icon, role=role)
            button.allow((anyway or not why_not) and not person.closed_on, why_not)
            self.buttons.append(button)
            self.foot.addWidget(button)


def _columns(words: Words) -> "tuple[Column[Person], ...]":
    def state(person: "Person") -> State:
        if person.closed_on:
            return State("", "lock", words.t("Closed"))
        return State("good", "circle-check", words.t("Active"))

    return (
        Column["Person"](
            "display", words.t("Name"), lambda p: p.display, stretch=True, sortable=True
        ),
        Column["Person"](
            "name", words.t("Sign-in name"), lambda p: p.name, width=140, ltr=True, sortable=True
        ),
        Column["Person"](
            "role",
            words.t("Role"),
            lambda p: capital(term(ROLES, p.role, words)),
            width=170,
            sortable=True,
        ),
        Column["Person"]("state", words.t("State"), lambda p: state(p).text, width=120, pill=state),
    )


def _why_not(desk: Desk) -> str:
    from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

    return desk.why_not(Right.MANAGE_PEOPLE)
