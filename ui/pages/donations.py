"""Donations: what was agreed, what is still to come, and what became of all that came."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.empty import EmptyState
from ui.kit.field import line_edit
from ui.kit.side import SidePanel
from ui.kit.stack import Stack
from ui.kit.table import Table
from ui.page import Page
from ui.pages.delivery_panel import DeliveryPanel
from ui.pages.donation_lists import (
    NARROW_DELIVERIES,
    NARROW_DONATIONS,
    DeliverySource,
    DonationSource,
    delivery_columns,
    donation_columns,
)
from ui.pages.donation_panel import DonationPanel
from ui.pages.donation_sheet import DonationSheet
from ui.pages.donor_list import NARROW_DONORS, DonorRow, DonorSource, donor_columns
from ui.pages.donor_panel import DonorPanel
from ui.pages.donor_sheets import DonorSheet
from ui.pages.expect_sheet import ExpectSheet
from ui.pages.following_panel import FollowingPanel
from ui.pages.form_sheet import today
from ui.pages.layouts import first_in_use
from ui.pages.places import Places, read_places
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.donations.expected import Expected
    from cpise_inventory.donations.queries import Summary

DONATIONS, DELIVERIES, DONORS = "donations", "deliveries", "donors"
KINDS: Final = (DONATIONS, DELIVERIES, DONORS)
CTRL_F: Final = "  (Ctrl+F)"


class DonationsPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset(
        {"donation", "balance", "expected_delivery", "delivery_note", "asset", "donor"}
    )

    def __init__(self, desk: Desk) -> None:
        words, look = desk.look.words, desk.look
        super().__init__(desk, words.t("Donations"))
        self._places = Places()
        self._wanted = ""
        self._source = DonationSource(words)
        self.donations: Table[Summary] = Table(
            *(look, desk.worker, self._source, donation_columns(words, self._source)),
            name=words.t("Donations"),
            key=lambda one: one.donation.code,
        )
        self.deliveries: Table[Expected] = Table(
            *(look, desk.worker, DeliverySource(), delivery_columns(words)),
            name=words.t("Expected deliveries"),
            key=lambda one: one.code,
        )
        self.donors: Table[DonorRow] = Table(
            *(look, desk.worker, DonorSource(), donor_columns(words)),
            name=words.t("Donors"),
            key=lambda one: one.donor.code,
        )
        self.chips = Choices(
            look,
            words.t("Show"),
            (
                Choice(DONATIONS, words.t("Donations"), "hand-heart"),
                Choice(DELIVERIES, words.t("Expected deliveries"), "package-open"),
                Choice(DONORS, words.t("Donors"), "users-round"),
            ),
            role="segment",
        )
        self.text = line_edit(look, hint=words.t("Filter") + CTRL_F)
        self.text.setAccessibleName(words.t("Filter"))
        self.text.setClearButtonEnabled(True)
        self._tables = Stack()
        self._panel, self._delivery = DonationPanel(desk), DeliveryPanel(desk)
        self._donor = DonorPanel(desk)
        self._add_buttons()
        self._lay_out()
        self._connect()

    # The page's side ------------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        for fact, kind in (
            ("donation", DONATIONS),
            ("delivery", DELIVERIES),
            ("donor", DONORS),
        ):
            if code := str(facts.get(fact, "")):
                self._wanted = code
                self.text.clear()
                self.chips.choose(kind)
        self.refresh(frozenset())
        self._switch()

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        words = self.look.words
        self.ask(lambda store: read_places(store, words), self._keep, only_latest="places")
        for table in self._all_tables:
            table.refresh()
        for panel in self._all_panels:
            panel.refresh()

    @override
    def state(self) -> dict[str, Any]:
        return {"shown": self.chips.chosen, "text": self.text.text()}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        if not self._wanted:  # what is asked for now goes before what was shown
            self.chips.choose(str(state.get("shown", DONATIONS)))
            self.text.setText(str(state.get("text", "")))
        self._switch()

    @override
    def focus_filter(self) -> bool:
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        return True

    @override
    def form_changed(self) -> None:
        words = self.look.words
        every = [column.key for column in donation_columns(words, self._source)]
        self.donations.show_columns(NARROW_DONATIONS if self.narrow else every)
        every = [column.key for column in delivery_columns(words)]
        self.deliveries.show_columns(NARROW_DELIVERIES if self.narrow else every)
        every = [column.key for column in donor_columns(words)]
        self.donors.show_columns(NARROW_DONORS if self.narrow else every)
        self._panels()

    # Inside ---------------------------------------------------------------------------------------

    def _add_buttons(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        words, look = self.look.words, self.look
        self.from_file = Button(
            look, words.t("From a file…"), self._from_file, icon="file-spreadsheet"
        )
        self.announce = Button(
            look, words.t("Announce a delivery"), self._announce, icon="package-open"
        )
        self.add = Button(look, "", self._add, icon="plus", role="primary", key="F9")
        for button, right in (
            (self.from_file, Right.MANAGE_CATALOGUE),
            (self.announce, Right.MOVE_STOCK),
            (self.add, Right.MANAGE_CATALOGUE),
        ):
            why_not = self.desk.why_not(right)
            button.allow(not why_not, why_not)
            self.add_action(button)

    def _lay_out(self) -> None:
        words = self.look.words
        self.donations.set_empty(
            EmptyState(
                self.look,
                words.t("There is no donation yet."),
                words.t(
                    "What a donor agrees to give is told once; each lot then says whose it is."
                ),
                (),
                "hand-heart",
            )
        )
        self.deliveries.set_empty(
            EmptyState(
                self.look,
                words.t("No delivery is expected."),
                words.t("A delivery that is announced is received with its lines filled in."),
                (),
                "package-open",
            )
        )
        self.donors.set_empty(
            EmptyState(self.look, words.t("No donor here"), "", (), "users-round")
        )
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(self.chips)
        row.addWidget(self.text, 1)
        for table in self._all_tables:
            self._tables.addWidget(table)
            first_in_use(table)
        self.body.addLayout(row)
        self.body.addWidget(self._tables, 1)
        self.first = self.donations
        self.set_side(self._panel)
        for panel in (self._delivery, self._donor):
            self._columns.addWidget(panel)
            panel.hide()

    def _connect(self) -> None:
        self.chips.picked.connect(lambda _key: self._switch())
        self.text.textChanged.connect(self._filter)
        for table, panel in zip(self._all_tables, self._all_panels, strict=True):
            panel.follow_rows(table)
            table.failed.connect(self.tell)
            table.opened.connect(lambda _row: self.open_side())
            table.counted.connect(lambda _count: self._counted())
        self.donations.current_changed.connect(self._donation_chosen)
        self.deliveries.current_changed.connect(self._delivery_chosen)
        self.donors.current_changed.connect(self._donor_chosen)

    def _donation_chosen(self, row: "Summary | None") -> None:
        if row is not None:
            self._panel.follow(row.donation.code)

    def _delivery_chosen(self, row: "Expected | None") -> None:
        if row is not None:
            self._delivery.follow(row.code)

    def _donor_chosen(self, row: DonorRow | None) -> None:
        if row is not None:
            self._donor.follow(row.donor.code)

    @property
    def _all_tables(self) -> "tuple[Table[Any], ...]":
        """In the order of the chips."""
        return (self.donations, self.deliveries, self.donors)

    @property
    def _all_panels(self) -> "tuple[FollowingPanel[Any], ...]":
        """Each beside its table."""
        return (self._panel, self._delivery, self._donor)

    @property
    def table(self) -> "Table[Any]":
        """The one that is shown."""
        return self._all_tables[KINDS.index(self.chips.chosen)]

    def _switch(self) -> None:
        words, of_donors = self.look.words, self.chips.chosen == DONORS
        self._tables.setCurrentWidget(self.table)
        self.add.say(words.t("New donor") if of_donors else words.t("New donation"))
        self.announce.setVisible(not of_donors)
        self.from_file.setVisible(of_donors)
        self.side = self._side
        self._panels()
        self._filter(self.text.text())
        self._counted()

    @property
    def _side(self) -> SidePanel:
        return self._all_panels[KINDS.index(self.chips.chosen)]

    def _panels(self) -> None:
        for panel in self._all_panels:
            if panel.parent() is not None:
                panel.setVisible(panel is self._side and not self.narrow)

    def _filter(self, text: str) -> None:
        self.table.filter(text=text)

    def _counted(self) -> None:
        words, many = self.look.words, self.table.model.rowCount()
        if self.chips.chosen == DELIVERIES:
            self.say_fact(words.n("{count} delivery", "{count} deliveries", many))
        elif self.chips.chosen == DONORS:
            self.say_fact(words.n("{count} donor", "{count} donors", many))
        else:
            self.say_fact(words.n("{count} donation", "{count} donations", many))
        if not self._wanted:
            return
        if self.table.choose(self._wanted):
            self._wanted = ""
        elif self.chips.chosen == DONATIONS:  # of goods that a donor gave without an agreement
            self._panel.follow(self._wanted)

    def _keep(self, places: Places) -> None:
        self._places = places

    def _add(self) -> None:
        """A donor where they are listed; else a donation."""
        if self.chips.chosen == DONORS:
            self.desk.open(DonorSheet(self.desk, lambda donor: self._show(DONORS, donor[0])))
            return

        def made(code: str) -> None:
            self._show(DONATIONS, code)

        self.desk.open(DonationSheet(self.desk, made, self._places.donors, "", today()))

    def _show(self, kind: str, code: str) -> None:
        """What has just been made."""
        self._wanted = code
        self.chips.choose(kind)
        self.text.clear()
        self._switch()
        self.table.refresh()

    def _from_file(self) -> None:
        self.desk.go("receive", file="donors")

    def _announce(self) -> None:
        row = self.donations.current() if self.chips.chosen == DONATIONS else None
        self.desk.open(ExpectSheet(self.desk, row.donation.code if row is not None else ""))
