"""The sheets of a count: why a line differs, who approves, why it is given up."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from cpise_inventory.language.terms import COUNT_REASONS, ROLES, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.kit.tile import Tile, one_of
from ui.pages.combo import Combo
from ui.pages.count_differences import Beside, signed
from ui.pages.count_reading import Counting
from ui.pages.form_sheet import FormSheet, capital
from ui.pages.places import no_names_said

if TYPE_CHECKING:
    from cpise_inventory.store import Store

WIDTH = 560


class ReasonSheet(FormSheet):
    """A reason of the list, and what there is to say of it."""

    def __init__(self, desk: Desk, number: str, one: Beside) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Why does it differ?"), icon="scale", width=WIDTH)
        self._number, self._one = number, one
        told = words.t(
            "{item}: {counted} counted, {booked} booked, {difference}.",
            item=words.isolate(one.line.name),
            counted=words.ltr(words.number(one.compared.found.quantity)),
            booked=words.ltr(words.number(one.compared.booked)),
            difference=words.ltr(signed(one.difference, words)),
        )
        self.body.addWidget(label(look, told, "strong", wrap=True))
        if one.compared.since:
            moved = words.ltr(signed(one.compared.since, words))
            told = words.t("Since it was counted, {moved} moved; that is reckoned in.", moved=moved)
            self.body.addWidget(label(look, told, "small", wrap=True))
        self.why = Combo()
        self.why.fill(
            [(code, capital(term(COUNT_REASONS, code, words))) for code in COUNT_REASONS],
            one.compared.why or "unknown",
        )
        self.remarks = line_edit(look, one.compared.remarks)
        hint = no_names_said(words)
        self.fields = {
            "reason": Field(look, words.t("Reason"), self.why),
            "remarks": Field(look, words.t("Remarks"), self.remarks, hint),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.first = self.why
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self._save = self.add_button(
            Button(look, words.t("Keep the reason"), self._keep, role="primary", key="F9")
        )

    def _keep(self) -> None:
        self.nothing_is_wrong()
        number, key, person = self._number, self._one.line.key, self.desk.session.person
        why, remarks = self.why.code, self.remarks.text()

        def job(store: "Store") -> None:
            from cpise_inventory.counts.commands import explain  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.counts.events import LineReason  # noqa: PLC0415 - as above

            with store.write(person) as work:
                explain(work, number, [LineReason(*key, why, remarks)])

        self._save.setEnabled(False)
        self.desk.worker.ask(
            job,
            lambda _: self.done(),
            self.tell,
            always=lambda: self._save.setEnabled(True),
            owner=self,
        )


class ApproveSheet(Sheet):
    """Somebody else approves with a password of their own; who is signed in stays so."""

    def __init__(self, desk: Desk, counting: Counting) -> None:
        look, words = desk.look, desk.look.words
        text = (
            words.t("The books will say what was found. You stay signed in.")
            if counting.by_counters
            else words.t(
                "The books will say what was found. Whoever approves did not count; you stay"
                " signed in."
            )
        )
        title = words.t("Approve {number}", number=words.ltr(counting.sheet.number))
        super().__init__(look, title, text, icon="clipboard-check", width=WIDTH)
        self._desk, self._number = desk, counting.sheet.number
        self.tiles = {
            name: Tile(look, display, term(ROLES, role, words))
            for name, display, role in counting.approvers
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
        number, password = self._number, self.password.text()

        def job(store: "Store") -> str:
            from cpise_inventory.counts.commands import approve  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.people.commands import sign_in  # noqa: PLC0415 - as above

            with store.read() as connection:
                person = sign_in(connection, name, password)
            with store.write(person.name) as work:
                approve(work, number)
            return person.display

        self._do.setEnabled(False)
        self._desk.worker.ask(job, self._approved, self._tell, owner=self)

    def _approved(self, display: str) -> None:
        words = self._desk.look.words
        self.done()
        said = words.t(
            "{number} is approved by {name}.",
            number=words.ltr(self._number),
            name=words.isolate(display),
        )
        self._desk.say(said)

    def _tell(self, error: Exception) -> None:
        self._do.setEnabled(True)
        self.password.clear()
        self.field.wrong(self._desk.sentence(error))
        self.field.focus()


class GiveUpSheet(FormSheet):
    """A count that is not approved is given up with a reason; nothing was booked."""

    def __init__(self, desk: Desk, number: str) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Give up {number}", number=words.ltr(number))
        super().__init__(desk, title, icon="x", width=WIDTH)
        self._number = number
        told = words.t("Nothing of it is booked. The sheet and its figures stay to be seen.")
        self.body.addWidget(label(look, told, wrap=True))
        self.reason = line_edit(look)
        self.fields = {"reason": Field(look, words.t("Reason"), self.reason)}
        self.body.addWidget(self.fields["reason"])
        self.first = self.reason
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self._do = self.add_button(
            Button(look, words.t("Give up"), self._give_up, icon="x", role="danger", key="F9")
        )

    def _give_up(self) -> None:
        number, reason, person = self._number, self.reason.text(), self.desk.session.person

        def job(store: "Store") -> None:
            from cpise_inventory.counts.commands import cancel  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                cancel(work, number, reason)

        self._do.setEnabled(False)
        self.desk.worker.ask(job, self._given_up, self._refused, owner=self)

    def _given_up(self, _done: None) -> None:
        words = self.look.words
        self.done()
        self.desk.say(words.t("{number} is given up.", number=words.ltr(self._number)))

    def _refused(self, error: Exception) -> None:
        self._do.setEnabled(True)
        self.fields["reason"].wrong(self.desk.sentence(error))
        self.fields["reason"].focus()
