"""Goods come in: typed or scanned line by line, or from the donor's own list."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cpise_inventory.errors import Refusal
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.kit.search import Proposal
from ui.look import application
from ui.page import Page
from ui.pages.answers import of_line, say_added, say_imported, say_one_more, say_unknown
from ui.pages.delivery_head import DeliveryHead, today
from ui.pages.donation_sheet import DonationSheet
from ui.pages.goods import Goods, ItemSearch, Newcomer, by_codes, proposing
from ui.pages.incoming import IncomingGrid, columns
from ui.pages.issued import show_issued
from ui.pages.item_sheet import ItemSheet
from ui.pages.places import Places, read_places
from ui.pages.receive_file import FileView
from ui.pages.scans import not_goods
from ui.scanning import Scan

if TYPE_CHECKING:
    from cpise_inventory.importing.commands import Imported
    from cpise_inventory.stock.commands import Delivery
    from cpise_inventory.store import Store


class ReceivePage(Page):
    """One delivery at a time; F9 issues its goods received note."""

    watches: ClassVar[frozenset[str]] = frozenset({"item", "donor", "donation", "place"})
    keeps_draft: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        fact = words.t("Type or scan each carton: Enter goes to the next field, F9 ends.")
        super().__init__(desk, words.t("Receive a delivery"), fact)
        self._places = Places()
        self._coming: dict[str, Any] = {}
        """A draft on its way back, until the books have named its items."""
        self.head = DeliveryHead(desk.look, desk.session.centre)
        self.search = ItemSearch(
            desk.look,
            proposing(self, may_add=not self.why_not("manage_catalogue")),
            words.t("Scan or name an item…"),
        )
        self.answer = Note(desk.look, large=True)
        self.grid = IncomingGrid(desk.look, today())
        self.trouble = Note(desk.look)
        self.file = FileView(self)
        self._form: tuple[QWidget, ...] = (self.head, self.search, self.grid)
        self.body.addWidget(self.head)
        self.body.addWidget(self.search)
        self.body.addWidget(self.answer)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.file, 1)
        self.file.hide()
        self._make_buttons()
        self._connect()
        self._totals()

    # The page's side ------------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        self.head.new_day()
        self.first = self.search if self.head.is_complete() else self.head.donor
        self.refresh(frozenset())
        if code := str(facts.get("item", "")):
            self.ask(lambda store: by_codes(store, [code], self.look.words), self._add_found)

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        words = self.look.words
        self.ask(lambda store: read_places(store, words), self._show_places, only_latest="places")

    @override
    def state(self) -> dict[str, Any]:
        if self._coming:
            return self._coming
        return {"head": self.head.state(), "lines": self.grid.kept(), "file": self.file.state()}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        head, lines = state.get("head"), state.get("lines")
        self.head.restore(head if isinstance(head, dict) else {})
        self.file.restore(state.get("file"))
        if not isinstance(lines, list) or not lines:
            return
        self._coming = state
        codes = [str(one.get("item", "")) for one in lines if isinstance(one, dict)]
        words = self.look.words
        self.ask(lambda store: by_codes(store, codes, words), lambda known: self._put(lines, known))

    @override
    def has_work(self) -> bool:
        return bool(self.grid.lines or self._coming or self.head.has_work() or self.file.has_work())

    @override
    def scanned(self, scan: Scan) -> bool:
        if self.file.isVisible() or not_goods(scan):
            return False
        words, readings = self.look.words, scan.candidates
        self.ask(
            lambda store: by_codes(store, readings, words),
            lambda known: self._take_scan(readings[0] if readings else "", known),
        )
        return True

    @override
    def form_changed(self) -> None:
        self.head.arrange(narrow=self.narrow)
        self.grid.show_columns(columns(self.look, narrow=self.narrow))
        self.file.form_changed(narrow=self.narrow)
        if not self.short:
            self.head.unfold()

    # Lines ----------------------------------------------------------------------------------------

    def add_goods(self, goods: Goods) -> None:
        """A new line; the focus goes where something lacks."""
        self.answer.clear()
        self.grid.add_goods(goods)

    def _taken(self, proposal: Proposal) -> None:
        self.search.empty()
        if isinstance(proposal.value, Goods):
            self.add_goods(proposal.value)
        elif isinstance(proposal.value, Newcomer):
            self._new_item(name=proposal.value.text)

    def _new_item(self, name: str = "", code: str = "") -> None:
        self.desk.open(ItemSheet(self.desk, self.add_goods, name, code))

    def _add_found(self, known: dict[str, Goods]) -> None:
        for goods in known.values():
            self.add_goods(goods)

    def _take_scan(self, code: str, known: dict[str, Goods]) -> None:
        goods = next(iter(known.values()), None)
        at = self.grid.line_of(goods.code) if goods is not None else None
        if goods is None:
            why_not = self.why_not("manage_catalogue")
            create = partial(self._new_item, code=code)
            say_unknown(self.answer, self.look, code, self.search.to_next, create, why_not)
        elif at is None:
            say_added(self.answer, self.look, goods, self.grid.add_goods(goods, quantity="1"))
        else:
            say_one_more(self.answer, self.look, goods, at, self.grid.one_more(at))
            self.keep_draft()

    def _put(self, lines: list[Any], known: dict[str, Goods]) -> None:
        self._coming = {}
        unknown = self.grid.put(lines, known)
        if unknown:
            words = self.look.words
            codes = words.join(words.ltr(code) for code in unknown)
            self.trouble.say("warn", words.t("Not in the catalogue any more: {codes}", codes=codes))
        self._lines_changed()

    def _lines_changed(self) -> None:
        self._totals()
        expired = self.grid.expired()
        problems = self.grid.problems()
        if problems:
            self._say_problem(*problems[0])
        elif expired and not self.head.remarks.text().strip():
            self._say_expired(expired[0])
        else:
            self.trouble.clear()

    def _say_problem(self, at: int, _column: str, said: str) -> None:
        words = self.look.words
        remove = Button(self.look, words.t("Remove the line"), partial(self._remove, at), icon="x")
        self.trouble.say("bad", of_line(self.look, at, said), "", (remove,))

    def _remove(self, at: int) -> None:
        if at < len(self.grid.lines):
            self.grid.remove(at)

    def _say_expired(self, at: int) -> None:
        words, line = self.look.words, self.grid.lines[at]
        expiry = words.ltr(words.expiry(line.expiry() or ""))
        said = words.t("{item} expired: {expiry}.", item=line.item.name, expiry=expiry)
        text = words.t("It can be received with a reason, which stands on the note; or refused.")
        why = Button(self.look, words.t("Write the reason"), self._to_remarks, icon="pen-line")
        refuse = Button(self.look, words.t("Refuse it"), partial(self._remove, at), icon="x")
        title = of_line(self.look, at, said)
        self.trouble.say("bad", title, text, (why, refuse), icon="calendar-clock")

    def _to_remarks(self) -> None:
        self.head.unfold()
        self.head.fields["remarks"].focus()

    def _told(self) -> str:
        words, lines = self.look.words, self.grid.lines
        units = words.n("{count} unit", "{count} units", self.grid.units)
        return f"{words.n('{count} line', '{count} lines', len(lines))} · {units}"

    def _totals(self) -> None:
        self.say_totals(self._told())

    def say_totals(self, said: str) -> None:
        if self.foot is not None:
            self.foot.say(said)

    # Issuing --------------------------------------------------------------------------------------

    def issue(self) -> None:
        """F9: everything that is wrong is said at its place, else the note is issued."""
        sentence = self.desk.sentence
        wrong = self.head.problems(sentence)
        self.grid.check(sentence)
        if wrong:
            self.head.unfold()
            wrong[0].focus()
            return
        if (problem := self.grid.enter_problem()) is not None:
            self._say_problem(*problem)
            return
        person, delivery = self.desk.session.person, self._delivery()
        self._issue.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.stock.commands import receive  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return receive(work, delivery)

        self.ask(job, self._issued, self._refused, always=self._allow)

    def _delivery(self) -> "Delivery":
        from cpise_inventory.stock.commands import Delivery  # noqa: PLC0415 - SQLAlchemy

        head = self.head
        return Delivery(
            centre=head.centre.code,
            donor=str(head.donor.value),
            lines=self.grid.incoming(),
            donation=str(head.donation.value or ""),
            storeroom=head.room.code,
            paper=head.paper.text(),
            remarks=head.remarks.text(),
            happened_on=head.happened_on(),
        )

    def _issued(self, number: str) -> None:
        words, told = self.look.words, self._told()
        self.clear()
        self.answer.say("good", words.t("{number} issued.", number=words.ltr(number)), told)
        show_issued(self.desk, number, self._next_said())

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            self.tell(error)
            return
        said = self.desk.sentence(error)
        at = self.grid.tell(error, self.desk.sentence)
        field = self.head.field_of(error)
        if at is not None:
            self._say_problem(*(self.grid.enter_problem() or (at, "", said)))
        elif field is not None:
            self.head.unfold()
            field.wrong(said)
            field.focus()
        else:
            self.trouble.say("bad", said)
            self.search.setFocus()

    def clear(self) -> None:
        """For the next delivery: whose it is and where it goes stay."""
        self.grid.clear()
        self.head.next_one()
        self.head.unfold()
        self.trouble.clear()
        self.answer.clear()
        self.desk.drafts.forget(self.key)
        if self.foot is not None:
            self.foot.say_kept("")

    def _leave(self) -> None:
        """Cleared at a press, and back at another."""
        state = self.state()
        self.clear()
        for edit in (self.head.donor, self.head.donation):
            edit.set_chosen(None)
        self.desk.say(self.look.words.t("The delivery is cleared."), lambda: self.restore(state))

    # A file ---------------------------------------------------------------------------------------

    def show_form(self, *, shown: bool) -> None:
        """The form, or the file in its place."""
        for part in self._form:
            part.setVisible(shown)
        self.answer.setVisible(shown and bool(self.answer.tone))
        self.trouble.setVisible(shown and bool(self.trouble.tone))
        for button in (self._issue, self._clear):
            button.setVisible(shown)
        self.file.setVisible(not shown)
        for button in self.file.buttons:
            button.setVisible(not shown)
        if shown:
            self._totals()
            (self.search if self.head.is_complete() else self.head.donor).setFocus()

    def tell_imported(self, done: "Imported") -> None:
        """The answer to an import; one document alone is shown at once."""
        say_imported(self.answer, self.desk, done)
        if len(done.documents) == 1 and not done.tags:
            show_issued(self.desk, done.documents[0], self._next_said())

    def _next_said(self) -> str:
        return self.look.words.t("Next delivery")

    # Inside ---------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        words, look = self.look.words, self.look
        self.add_action(
            Button(look, words.t("Computers…"), lambda: self.desk.go("assets"), icon="monitor")
        )
        self._from_file = self.add_action(
            Button(look, words.t("From a file…"), self.file.choose, icon="file-spreadsheet")
        )
        foot = self.add_foot()
        self._clear = foot.add_button(Button(look, words.t("Clear"), self._leave, role="quiet"))
        self._issue = foot.add_button(
            Button(
                look,
                words.t("Issue the note"),
                self.issue,
                icon="package-check",
                role="primary",
                key="F9",
            )
        )
        for button in self.file.buttons:
            foot.add_button(button)
            button.hide()
        self._allow()

    def _allow(self) -> None:
        why_not = self.why_not("move_stock")
        self._issue.allow(not why_not, why_not)
        self._from_file.allow(not why_not, why_not)
        why_not = self.why_not("manage_catalogue")
        self.head.add_donation.allow(not why_not, why_not)
        if not why_not:
            self.head.add_donation.setToolTip(self.look.words.t("New donation"))

    def why_not(self, right: str) -> str:
        """Why not; empty if they may."""
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - as everywhere

        return self.desk.why_not(Right(right))

    def _connect(self) -> None:
        self.search.taken.connect(self._taken)
        self.grid.changed.connect(self._lines_changed)
        self.grid.line_done.connect(self._line_done)
        self.head.changed.connect(self._lines_changed)
        self.head.donation_wanted.connect(self._new_donation)
        application().focusChanged.connect(self._fold_when_left)

    def _line_done(self, _at: int) -> None:
        self.search.to_next()
        self.keep_draft()

    def _fold_when_left(self, _left: QWidget | None, entered: QWidget | None) -> None:
        """Where there is no room, what is filled in takes one line."""
        if not self.short or entered is None or not self.isAncestorOf(entered):
            return
        if not self.head.isAncestorOf(entered) and self.head.is_complete():
            self.head.fold(self.head.summary_text())

    def _new_donation(self) -> None:
        donor = str(self.head.donor.value or "")
        self.desk.open(
            DonationSheet(self.desk, self._described, self._places.donors, donor, today())
        )

    def _described(self, code: str) -> None:
        words = self.look.words

        def show(places: Places) -> None:
            self._show_places(places)
            self.head.choose_donation(code)
            self.head.paper.setFocus()

        self.ask(lambda store: read_places(store, words), show)

    def _show_places(self, places: Places) -> None:
        self._places = places
        self.head.show_places(places)
