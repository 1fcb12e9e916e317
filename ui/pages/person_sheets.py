"""An account: opened, given another role or password, closed. Nobody is deleted."""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit

from cpise_inventory.language.terms import RIGHTS, ROLES, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, capital

if TYPE_CHECKING:
    from cpise_inventory.people.queries import Person
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

WIDTH: Final = 520
USUAL: Final = "logistics"


class PersonForm(FormSheet):
    """One command of the books, and what is said when it is done."""

    def __init__(
        self, desk: Desk, title: str, icon: str, do: str, *, role: str = "primary"
    ) -> None:
        super().__init__(desk, title, icon=icon, width=WIDTH)
        leave = desk.look.words.t("Leave")
        self.add_button(Button(desk.look, leave, self.done, role="quiet"))
        self.do = self.add_button(Button(desk.look, do, self._act, icon=icon, role=role, key="F9"))

    def add_fields(self, fields: dict[str, Field]) -> None:
        self.fields = fields
        for field in fields.values():
            self.body.addWidget(field)
        self.first = next(iter(fields.values())).editor

    @abstractmethod
    def _act(self) -> None:
        """Check what is typed, then `run`."""

    def run(
        self,
        command: "Callable[[Work], object]",
        said: str,
        then: Callable[[], object] = bool,
    ) -> None:
        """`then`: what whoever opened the sheet does once it's done."""
        person = self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> None:
            with store.write(person) as work:
                command(work)

        def done(_nothing: None) -> None:
            self.done()
            self.desk.say(said)
            then()

        self.desk.worker.ask(
            job, done, self.tell, always=lambda: self.do.setEnabled(True), owner=self
        )


class AddPersonSheet(PersonForm):
    """Name, role, and a first password that the person changes when alone."""

    def __init__(self, desk: Desk) -> None:
        words, look = desk.look.words, desk.look
        super().__init__(
            desk, words.t("Open an account"), "user-round", words.t("Open the account")
        )
        self.display, self.name = line_edit(look), line_edit(look)
        self.role = role_combo(words, USUAL)
        self.passwords = Passwords(desk)
        self.may = label(look, role="small", wrap=True)
        self.add_fields(
            {
                "display": Field(look, words.t("First and last name"), self.display),
                "name": Field(
                    look,
                    words.t("Sign-in name"),
                    self.name,
                    words.t("Lower-case letters and digits, such as aicha"),
                ),
                "role": Field(look, words.t("Role"), self.role),
                **self.passwords.fields,
            }
        )
        self.body.insertWidget(self.body.indexOf(self.fields["role"]) + 1, self.may)
        self.role.currentIndexChanged.connect(lambda _index: self._say_rights())
        self._say_rights()

    def _say_rights(self) -> None:
        self.may.setText(rights_of(self.role.code, self.look.words))

    def _act(self) -> None:
        self.nothing_is_wrong()
        password = self.passwords.read()
        if password is None:
            return
        name, display, role = self.name.text(), self.display.text(), self.role.code

        def add(work: "Work") -> None:
            from cpise_inventory.people.commands import add_person  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.people.rights import Role  # noqa: PLC0415 - as above

            add_person(work, name, Role(role), password, display)

        shown = self.look.words.isolate(display.strip() or name)
        self.run(add, self.look.words.t("{name} has an account now.", name=shown))


class RoleSheet(PersonForm):
    def __init__(self, desk: Desk, person: "Person") -> None:
        words, look = desk.look.words, desk.look
        title = words.t("Another role for {name}", name=words.isolate(person.display))
        super().__init__(desk, title, "settings", words.t("Change the role"))
        self._person = person
        self.role = role_combo(words, person.role)
        self.may = label(look, role="small", wrap=True)
        self.add_fields({"role": Field(look, words.t("Role"), self.role)})
        self.body.addWidget(self.may)
        self.role.currentIndexChanged.connect(lambda _index: self._say_rights())
        self._say_rights()

    def _say_rights(self) -> None:
        self.may.setText(rights_of(self.role.code, self.look.words))

    def _act(self) -> None:
        self.nothing_is_wrong()
        name, role, words = self._person.name, self.role.code, self.look.words

        def change(work: "Work") -> None:
            from cpise_inventory.people.commands import change_role  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.people.rights import Role  # noqa: PLC0415 - as above

            change_role(work, name, Role(role))

        shown, said = words.isolate(self._person.display), term(ROLES, role, words)
        self.run(change, words.t("{name} is {role} from now on.", name=shown, role=said))


class PasswordSheet(PersonForm):
    def __init__(self, desk: Desk, person: "Person") -> None:
        words = desk.look.words
        title = words.t("Another password for {name}", name=words.isolate(person.display))
        super().__init__(desk, title, "lock", words.t("Change the password"))
        self._person = person
        self.passwords = Passwords(desk)
        self.add_fields(self.passwords.fields)

    def _act(self) -> None:
        self.nothing_is_wrong()
        password, name = self.passwords.read(), self._person.name
        if password is None:
            return

        def change(work: "Work") -> None:
            from cpise_inventory.people.commands import (  # noqa: PLC0415 - SQLAlchemy
                change_password,
            )

            change_password(work, name, password)

        words = self.look.words
        shown = words.isolate(self._person.display)
        self.run(change, words.t("{name} signs in with the new password.", name=shown))


class CloseSheet(PersonForm):
    """What they did stays in the journal under their name."""

    def __init__(self, desk: Desk, person: "Person") -> None:
        words, look = desk.look.words, desk.look
        title = words.t("Close the account of {name}", name=words.isolate(person.display))
        super().__init__(desk, title, "lock", words.t("Close the account"), role="danger")
        self._person = person
        self.reason = line_edit(look)
        told = words.t("Nobody signs in with it any more. What was done under this name stays.")
        self.body.addWidget(label(look, told, wrap=True))
        self.add_fields({"reason": Field(look, words.t("Reason"), self.reason)})

    def _act(self) -> None:
        self.nothing_is_wrong()
        name, reason, words = self._person.name, self.reason.text().strip(), self.look.words
        if not reason:
            self.fields["reason"].wrong(words.t("The reason is missing."))
            self.fields["reason"].focus()
            return

        def close(work: "Work") -> None:
            from cpise_inventory.people.commands import close_person  # noqa: PLC0415 - SQLAlchemy

            close_person(work, name, reason)

        shown = words.isolate(self._person.display)
        self.run(close, words.t("The account of {name} is closed.", name=shown))

    def tell(self, error: Exception) -> None:
        """There is one field here, whatever it is about."""
        self.fields["reason"].wrong(self.desk.sentence(error))


class Passwords:
    """Two fields: what nobody sees is typed twice."""

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        self._desk = desk
        self.password, self.again = _hidden(desk), _hidden(desk)
        self.fields = {
            "password": Field(desk.look, words.t("Password"), self.password),
            "again": Field(desk.look, words.t("The same password again"), self.again),
        }

    def read(self) -> str | None:
        """None where the two differ or the first is too short, told so."""
        from cpise_inventory.errors import Refusal  # noqa: PLC0415 - beside its use
        from cpise_inventory.people.commands import check_password  # noqa: PLC0415 - SQLAlchemy

        password = self.password.text()
        try:
            check_password(password)
        except Refusal as refused:
            self.fields["password"].wrong(self._desk.sentence(refused))
            self.fields["password"].focus()
            return None
        if password != self.again.text():
            words = self._desk.look.words
            self.fields["again"].wrong(words.t("The two passwords are not alike."))
            self.fields["again"].focus()
            return None
        return password


def _hidden(desk: Desk) -> QLineEdit:
    edit = line_edit(desk.look)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def role_combo(words: Words, chosen: str) -> Combo:
    combo = Combo()
    combo.fill([(code, capital(term(ROLES, code, words))) for code in ROLES], chosen)
    return combo


def rights_of(role: str, words: Words) -> str:
    """`May: read, verify the journal, move stock …`."""
    from cpise_inventory.people.rights import GRANTED, Right, Role  # noqa: PLC0415 - SQLAlchemy

    may = (right for right in Right if right in GRANTED[Role(role)])
    return words.t("May: {rights}.", rights=words.join(term(RIGHTS, one, words) for one in may))
