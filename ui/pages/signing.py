"""Who may approve what somebody did, and the sheet on which another signs for it."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from cpise_inventory.language.terms import ROLES, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.sheet import Sheet
from ui.kit.tile import Tile, one_of

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

WIDTH = 560


class Signer(NamedTuple):
    """Sign-in name, name and role of who may approve."""

    name: str
    display: str
    role: str


def signers(connection: Any, doers: Collection[str]) -> tuple[Signer, ...]:
    """Who did not do it, or, where there's nobody else with the right to approve, who did."""
    from cpise_inventory.people.four_eyes import who_may  # noqa: PLC0415 - brings SQLAlchemy
    from cpise_inventory.people.rights import Right  # noqa: PLC0415 - as above

    able = who_may(connection, Right.APPROVE, doers)
    return tuple(Signer(one.name, one.display, one.role.value) for one in able)


def only_doers(approvers: Sequence[Signer], doers: Collection[str]) -> bool:
    """Nobody but those who did it may approve it."""
    return bool(approvers) and {one.name for one in approvers} <= set(doers)


def waits_text(approvers: Sequence[Signer], words: Words) -> str:
    """For whom it waits; empty where nobody may approve."""
    if not approvers:
        return ""
    names = words.join(words.isolate(one.display) for one in approvers)
    return words.t("It waits for: {names}. They may sign here; you stay signed in.", names=names)


def allow_signing(
    button: Button, approvers: Sequence[Signer], words: Words, approve: str, why_not: str
) -> None:
    """Says `approve`, or who signs here where that isn't who is signed in. `why_not` this person
    may not even ask another to sign, and empty for who approves.
    """
    one = words.isolate(approvers[0].display) if len(approvers) == 1 else ""
    signs = words.t("{name} signs here", name=one) if one else words.t("Sign here")
    button.say(approve or signs)
    nobody = "" if approve or approvers else words.t("Nobody here may approve.")
    button.allow(not (nobody or why_not), nobody or why_not)


class SignSheet(Sheet):
    """Somebody else approves with a password of their own; who is signed in stays so.

    `signed` says what the act answered, and the name of who approved.
    """

    signed = Signal(object, str)

    def __init__(
        self,
        desk: Desk,
        title: str,
        text: str,
        approvers: Sequence[Signer],
        act: "Callable[[Work], Any]",
    ) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(look, title, text, icon="clipboard-check", width=WIDTH)
        self._desk, self._act = desk, act
        self.tiles = {
            name: Tile(look, display, term(ROLES, role, words)) for name, display, role in approvers
        }
        one_of(self, self.tiles.values())
        for tile in self.tiles.values():
            self.body.addWidget(tile)
        next(iter(self.tiles.values())).setChecked(True)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.returnPressed.connect(self.approve)
        self.field = Field(look, words.t("Password"), self.password)
        self.body.addWidget(self.field)
        self.first = self.password
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self._do = self.add_button(
            Button(
                look,
                words.t("Approve"),
                self.approve,
                icon="circle-check",
                role="primary",
                key="F9",
            )
        )

    def approve(self) -> None:
        name = next(name for name, tile in self.tiles.items() if tile.isChecked())
        act, password = self._act, self.password.text()

        def job(store: "Store") -> tuple[Any, str]:
            from cpise_inventory.people.commands import sign_in  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                person = sign_in(connection, name, password)
            with store.write(person.name) as work:
                return act(work), person.display

        self._do.setEnabled(False)
        self._desk.worker.ask(job, self._approved, self._tell, owner=self)

    def _approved(self, answer: tuple[Any, str]) -> None:
        self.done()
        self.signed.emit(*answer)

    def _tell(self, error: Exception) -> None:
        self._do.setEnabled(True)
        self.password.clear()
        self.field.wrong(self._desk.sentence(error))
        self.field.focus()
