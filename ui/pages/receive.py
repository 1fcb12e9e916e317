"""Goods come in: typed or scanned line by line, or from the donor's own list."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cpise_inventory.errors import Refusal
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.look import application
from ui.page import Page
from ui.pages.announced import AnnouncedBar
from ui.pages.answers import say_imported
from ui.pages.contents import Contents
from ui.pages.delivery_head import DeliveryHead, today
from ui.pages.donation_sheet import DonationSheet
from ui.pages.donor_sheets import DonorSheet
from ui.pages.issued import show_issued
from ui.pages.places import Named, Places, read_places
from ui.pages.receive_file import FileView
from ui.pages.scans import not_goods, place_number, place_of
from ui.scanning import Scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpise_inventory.donations.expected import Expected
    from cpise_inventory.importing.commands import Imported
    from cpise_inventory.stock.commands import Delivery
    from cpise_inventory.store import Store
    from ui.pages.goods import Goods


class ReceivePage(Page):
    """One delivery at a time; F9 issues its goods received note."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"item", "donor", "donation", "place", "expected_delivery", "delivery_note"}
    )
    keeps_draft: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        fact = words.t("Type or scan each carton: Enter goes to the next field, F9 ends.")
        super().__init__(desk, words.t("Receive a delivery"), fact)
        self._places = Places()
        self.head = DeliveryHead(desk.look, desk.session.centre)
        self.contents = Contents(self, self.head, lambda: self.why_not("manage_catalogue"))
        self.file = FileView(self)
        self.announced = AnnouncedBar(self)
        self.body.addWidget(self.announced)
        self.body.addWidget(self.head)
        self.body.addWidget(self.contents, 1)
        self.body.addWidget(self.file, 1)
        self.file.hide()
        self._make_buttons()
        self._connect()
        self._totals()

    # The page's side ------------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        self.head.new_day()
        self.first = self.contents.search if self.head.is_complete() else self.head.donor
        self.refresh(frozenset())
        if code := str(facts.get("item", "")):
            self.contents.add_code(code)
        if delivery := str(facts.get("delivery", "")):
            self.announced.take(delivery)
        if kind := str(facts.get("file", "")):
            self.file.choose(kind)

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        words = self.look.words
        self.ask(lambda store: read_places(store, words), self._show_places, only_latest="places")
        self.announced.refresh()

    @override
    def state(self) -> dict[str, Any]:
        lines, file = self.contents.state(), self.file.state()
        return {
            "head": self.head.state(),
            "lines": lines,
            "file": file,
            "delivery": self.announced.code,
            "comparing": self.contents.grid.comparing,
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        head = state.get("head")
        self.head.restore(head if isinstance(head, dict) else {})
        self._compare.setChecked(bool(state.get("comparing")))
        self.announced.restore(str(state.get("delivery", "")))
        self.contents.restore(state.get("lines"))
        self.file.restore(state.get("file"))

    @override
    def has_work(self) -> bool:
        return self.contents.has_work() or self.head.has_work() or self.file.has_work()

    @override
    def scanned(self, scan: Scan) -> bool:
        if not self.file.isVisible() and (number := place_number(scan)):
            self.ask(lambda store: place_of(store, number), self._choose_room)
            return True
        if self.file.isVisible() or not_goods(scan):
            return False
        self.contents.scanned(scan.candidates)
        return True

    def _choose_room(self, location: str) -> None:
        words = self.look.words
        if self.head.choose_room(location):
            self.contents.answer.say("good", self.head.room.currentText(), icon="building-2")
        else:
            application().beep()
            told = words.t("Nothing is received at the place of this label.")
            self.contents.answer.say("bad", told, icon="building-2")

    @override
    def form_changed(self) -> None:
        self.head.arrange(narrow=self.narrow)
        self.contents.form_changed(narrow=self.narrow)
        self.file.form_changed(narrow=self.narrow)
        if not self.short:
            self.head.unfold()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """After the donor's paper come the lines: what is seldom changed is reached by Tab."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.head.paper.hasFocus() and self.head.is_complete():
            self.contents.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    # Issuing --------------------------------------------------------------------------------------

    def issue(self) -> None:
        """F9: everything that is wrong is said at its place, else the note is issued."""
        if wrong := self.head.problems(self.desk.sentence):
            self.head.unfold()
            wrong[0].focus()
            return
        if self.contents.is_wrong():
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
            lines=self.contents.grid.incoming(),
            donation=str(head.donation.value or ""),
            storeroom="" if head.unchecked else head.room.code,
            unchecked=head.unchecked,
            expected=self.announced.code,
            transport=head.transport.text(),
            paper=head.paper.text(),
            remarks=head.remarks.text(),
            happened_on=head.happened_on(),
        )

    def _issued(self, number: str) -> None:
        words, told = self.look.words, self.contents.told()
        self.clear()
        self.contents.search.setFocus()
        said = words.t("{number} issued.", number=words.ltr(number))
        self.contents.answer.say("good", said, told)
        show_issued(self.desk, number, self.next_said())

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            self.tell(error)
            return
        field = self.head.field_of(error)
        if self.contents.tell(error):
            return
        said = self.desk.sentence(error)
        if field is not None:
            self.head.unfold()
            field.wrong(said)
            field.focus()
        else:
            self.contents.trouble.say("bad", said)
            self.contents.search.setFocus()

    def clear(self) -> None:
        """For the next delivery: whose it is and where it goes stay."""
        self.contents.clear()
        self.announced.leave()
        self._compare.setChecked(False)
        self.head.next_one()
        self.head.unfold()
        self.desk.drafts.forget(self.key)
        if self.foot is not None:
            self.foot.say_kept("")

    def _leave(self) -> None:
        """Cleared at a press, and back at another."""
        state = self.state()
        self.clear()
        for edit in (self.head.donor, self.head.donation):
            edit.set_chosen(None)
        self.head.donor.setFocus()
        self.desk.say(self.look.words.t("The delivery is cleared."), lambda: self.restore(state))

    def next_said(self) -> str:
        return self.look.words.t("Next delivery")

    # A file ---------------------------------------------------------------------------------------

    def show_form(self, *, shown: bool) -> None:
        """The form, or the file in its place."""
        for part in (self.head, self.contents, self._issue, self._clear, self._compare):
            part.setVisible(shown)
        self.file.setVisible(not shown)
        for button in self.file.buttons:
            button.setVisible(not shown)
        if shown:
            self._totals()
            complete = self.head.is_complete()
            (self.contents.search if complete else self.head.donor).setFocus()

    def tell_imported(self, done: "Imported") -> None:
        """The answer to an import; one document alone is shown at once."""
        say_imported(self.contents.answer, self.desk, done)
        if len(done.documents) == 1 and not done.tags:
            show_issued(self.desk, done.documents[0], self.next_said())

    def take_announced(self, found: "Expected", lines: "Sequence[tuple[Goods, int]]") -> None:
        """An expected delivery was chosen: its head and what of it hasn't come yet."""
        self.head.show_announced(found)
        if not self.contents.has_work():
            self.contents.propose_lines(lines)

    def say_totals(self, said: str) -> None:
        if self.foot is not None:
            self.foot.say(said)

    def why_not(self, right: str) -> str:
        """Why this person may not; empty if they may."""
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - as everywhere

        return self.desk.why_not(Right(right))

    # Inside ---------------------------------------------------------------------------------------

    def _show_differences(self) -> None:
        announced = bool(self.announced.code)
        self.contents.compare(comparing=self._compare.isChecked(), announced=announced)

    def _make_buttons(self) -> None:
        words, look = self.look.words, self.look
        self.add_action(
            Button(look, words.t("Equipment…"), lambda: self.desk.go("assets"), icon="monitor")
        )
        self._compare = self.add_action(
            Button(look, words.t("Differences"), lambda: None, icon="package-x")
        )
        self._compare.setToolTip(words.t("What came damaged, what is missing, what is in excess"))
        self._compare.setCheckable(True)
        self._compare.toggled.connect(lambda _on: self._show_differences())
        self.announced.changed.connect(self._show_differences)
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
        if why_not:
            for button in (self.head.add_donation, self.head.add_donor):
                button.allow(may=False, why_not=why_not)

    def _connect(self) -> None:
        self.contents.changed.connect(self._totals)
        self.contents.kept.connect(self.keep_draft)
        self.head.changed.connect(self.contents.refresh)
        self.head.donation_wanted.connect(self._new_donation)
        self.head.donor_wanted.connect(self._new_donor)
        application().focusChanged.connect(self._fold_when_left)

    def _totals(self) -> None:
        self.say_totals(self.contents.told())

    def _fold_when_left(self, _left: QWidget | None, entered: QWidget | None) -> None:
        """Where there is no room, what is filled in takes one line."""
        if not self.short or entered is None or not self.isAncestorOf(entered):
            return
        if not self.head.isAncestorOf(entered) and self.head.is_complete():
            self.head.fold(self.head.summary_text())

    def _new_donation(self) -> None:
        donor, donors = str(self.head.donor.value or ""), self._places.donors
        self.desk.open(DonationSheet(self.desk, self._described, donors, donor, today()))

    def _new_donor(self) -> None:
        """What is typed and names nobody may be what it's called."""
        self.desk.open(DonorSheet(self.desk, self._donor_added, self.head.donor.typed))

    def _donor_added(self, donor: Named) -> None:
        words = self.look.words

        def show(places: Places) -> None:
            self._show_places(places)
            self.head.choose_donor(donor[0])
            self.head.donation.setFocus()

        self.ask(lambda store: read_places(store, words), show)

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
