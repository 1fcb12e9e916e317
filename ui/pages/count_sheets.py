"""The sheets of a count: why a line differs, who approves, why it is given up."""

from typing import TYPE_CHECKING

from cpise_inventory.language.terms import COUNT_REASONS, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.count_differences import Beside, signed
from ui.pages.count_reading import Counting
from ui.pages.form_sheet import FormSheet, capital
from ui.pages.places import no_names_said
from ui.pages.signing import SignSheet

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

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


class ApproveSheet(SignSheet):
    """Somebody else approves the differences of a count."""

    def __init__(self, desk: Desk, counting: Counting) -> None:
        number, words = counting.sheet.number, desk.look.words
        text = (
            words.t("The books will say what was found. You stay signed in.")
            if counting.by_counters
            else words.t(
                "The books will say what was found. Whoever approves did not count; you stay"
                " signed in."
            )
        )
        title = words.t("Approve {number}", number=words.ltr(number))

        def act(work: "Work") -> None:
            from cpise_inventory.counts.commands import approve  # noqa: PLC0415 - SQLAlchemy

            approve(work, number)

        super().__init__(desk, title, text, counting.approvers, act)
        self.signed.connect(lambda _nothing, name: self._say(number, name))

    def _say(self, number: str, name: str) -> None:
        words = self.look.words
        facts = {"number": words.ltr(number), "name": words.isolate(name)}
        self._desk.say(words.t("{number} is approved by {name}.", **facts))


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
