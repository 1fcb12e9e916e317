"""The head of a delivery: from whom, under which donation and paper, when, into which storeroom."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from cpise_inventory import clock
from cpise_inventory.errors import Refusal
from cpise_inventory.locations import centre_of, is_quarantine, quarantine
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.search import Proposal, among
from ui.look import Look
from ui.pages.combo import Combo
from ui.pages.donor_search import DonorSearch
from ui.pages.places import Places, no_names_said
from ui.pages.searches import EagerSearch
from ui.pages.step import Step
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.donations.expected import Expected

WIDE: Final = (
    (("donor", 9), ("donation", 6), ("paper", 5), ("day", 4)),
    (("centre", 6), ("room", 6), ("transport", 5), ("remarks", 7)),
)
NARROW: Final = (
    (("donor", 14), ("donation", 10)),
    (("paper", 8), ("day", 6), ("room", 10)),
    (("centre", 10), ("transport", 6), ("remarks", 8)),
)
COLUMNS: Final = 24
TEXTS: Final = ("paper", "transport", "remarks")
OF_REFUSALS: Final = {
    "from": "donor",
    "donation": "donation",
    "paper": "paper",
    "happened_on": "day",
    "centre": "centre",
    "storeroom": "room",
    "transport": "transport",
    "reason": "remarks",
    "remarks": "remarks",
}
"""A refusal's field -> ours."""


class DeliveryHead(Step):
    """Keeps what the next delivery will most likely have, too."""

    changed = Signal()
    donation_wanted = Signal()
    donor_wanted = Signal()

    def __init__(self, look: Look, centre: str) -> None:
        super().__init__(look, look.words.t("Delivery"), titled=False)
        self._home = centre
        self._places = Places()
        self._waiting: dict[str, Any] = {}
        self._touched = False
        words = look.words
        self.donor = DonorSearch(look)
        self.donation = EagerSearch(look, among(()), words.t("Optional"))
        self.paper, self.transport, self.remarks = (line_edit(look) for _ in range(3))
        self.day = DateEdit(look, today(), today())
        self.centre, self.room = Combo(), Combo()
        self.add_donation = Button(
            look, words.t("New donation"), self.donation_wanted.emit, icon="plus", role="icon"
        )
        self.add_donor = Button(
            look, words.t("Add a donor…"), self.donor_wanted.emit, icon="plus", role="icon"
        )
        self.fields = self._make_fields()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setVerticalSpacing(Size.S)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        self.arrange(narrow=False)
        self._connect()

    # For the page ---------------------------------------------------------------------------------

    def show_places(self, places: Places) -> None:
        """What there is to choose from, now or again; what was chosen stays."""
        first, self._places = not self._places.centres, places
        self.donor.offer(places)
        self.centre.fill(places.centres, self._home if first else "")
        self._fill_rooms()
        self._offer_donations()
        waiting, self._waiting = self._waiting, {}
        if waiting:
            self._put(waiting)

    def arrange(self, *, narrow: bool) -> None:
        """The fields in rows that fit the window; Tab follows."""
        last: QWidget | None = None
        for row, parts in enumerate(NARROW if narrow else WIDE):
            column = 0
            for key, span in parts:
                field = self.fields[key]
                self._grid.removeWidget(field)
                self._grid.addWidget(field, row, column, 1, span)
                column += span
                here = self.editor(key)
                if last is not None:
                    QWidget.setTabOrder(last, here)
                last = here
        if last is not None:  # a button between two fields would catch the Enter that goes on
            QWidget.setTabOrder(last, self.add_donor)
            QWidget.setTabOrder(self.add_donor, self.add_donation)

    def editor(self, key: str) -> QWidget:
        found: QWidget = getattr(self, key)
        return found

    def summary_text(self) -> str:
        """`OIM · WB-88213 · 24/11/2026 · Magasin`."""
        words = self.look.words
        donation, paper = (words.ltr(one) for one in (self.donation.text(), self.paper.text()))
        day = words.ltr(words.date(self.day.value() or today()))
        parts = (self.donor.text(), donation, paper, day, self.room.currentText())
        return " · ".join(part for part in parts if part)

    def is_complete(self) -> bool:
        return bool(self.donor.value) and self.day.problem() is None

    def problems(self, sentence: Callable[[Exception], str]) -> list[Field]:
        """The fields that can't be taken as they are, each told so."""
        words, wrong = self.look.words, []
        if not self.donor.value:
            self.fields["donor"].wrong(
                words.t("Choose who gives, from the list, or add it with +.")
            )
            wrong.append(self.fields["donor"])
        if self.donation.text().strip() and not self.donation.value:
            said = words.t("Choose a donation from the list, or add it with +.")
            self.fields["donation"].wrong(said)
            wrong.append(self.fields["donation"])
        if (problem := self.day.problem()) is not None:
            self.fields["day"].wrong(sentence(problem))
            wrong.append(self.fields["day"])
        return wrong

    def field_of(self, refusal: Refusal) -> Field | None:
        """Where a refusal is to be said, if it is about the head."""
        key = OF_REFUSALS.get(str(getattr(refusal, "name", refusal.field)))
        return self.fields[key] if key else None

    @property
    def unchecked(self) -> bool:
        """Whether all of it goes into quarantine first."""
        return is_quarantine(self.room.code)

    def choose_room(self, location: str) -> bool:
        """The storeroom whose label was scanned, with its centre; False if none can be chosen."""
        centre = centre_of(location)
        if location != quarantine(centre) and location not in dict(
            self._places.rooms.get(centre, ())
        ):
            return False
        self.centre.choose(centre)
        self._fill_rooms()
        self.room.choose(location)
        self.changed.emit()
        return True

    def show_announced(self, found: "Expected") -> None:
        """An expected delivery says whose it is, where it goes and what came with it."""
        self.centre.choose(found.centre)
        self._fill_rooms()
        self.choose_donation(found.donation)
        for key in ("paper", "transport"):
            line: QLineEdit = getattr(self, key)
            line.setText(getattr(found, key) or line.text())

    def happened_on(self) -> date | None:
        """None for today, whatever day the books think it is by then."""
        day = self.day.value()
        return None if day == today() or not self._touched else day

    def next_one(self) -> None:
        """Cleared of what belongs to this delivery alone."""
        for text in (self.paper, self.transport, self.remarks):
            text.clear()
        self._touched = False
        self.day.set_value(today())

    def new_day(self) -> None:
        """A page left open over night."""
        if not self._touched:
            self.day.set_value(today())

    def has_work(self) -> bool:
        """Who gives is no work: it stays from one delivery to the next."""
        said = self.state()
        return any(said.get(key) for key in (*TEXTS, "day"))

    def state(self) -> dict[str, Any]:
        if self._waiting:
            return self._waiting
        return {
            "donor": self.donor.value or "",
            "donor_text": self.donor.text(),
            "donation": self.donation.value or "",
            "donation_text": self.donation.text(),
            **{key: getattr(self, key).text() for key in TEXTS},
            "day": self.day.typed() if self._touched else "",
            "centre": self.centre.code,
            "room": self.room.code,
        }

    def restore(self, state: dict[str, Any]) -> None:
        said = {key: text for key, text in state.items() if isinstance(text, str)}
        if self._places.centres:
            self._put(said)
        else:
            self._waiting = said

    def choose_donor(self, code: str) -> None:
        """One that has just been added."""
        self._choose_donor(code)
        self._offer_donations()
        self.changed.emit()

    def choose_donation(self, code: str) -> None:
        """One that has just been described."""
        for one in self._places.donations:
            if one.code == code:
                self._choose_donor(one.donor)
                self._offer_donations()
                self.donation.set_chosen(self._donation_proposal(code))
                self.fields["donation"].right()
                self.changed.emit()

    # Inside ---------------------------------------------------------------------------------------

    def _make_fields(self) -> dict[str, Field]:
        words, look = self.look.words, self.look
        self.remarks.setPlaceholderText(no_names_said(words))
        return {
            "donor": Field(look, words.t("Donor"), self.donor, button=self.add_donor),
            "donation": Field(look, words.t("Donation"), self.donation, button=self.add_donation),
            "paper": Field(look, words.t("Donor’s paper number"), self.paper),
            "day": Field(look, words.t("Received on"), self.day),
            "centre": Field(look, words.t("Centre"), self.centre),
            "room": Field(look, words.t("Storeroom"), self.room),
            "transport": Field(look, words.t("Transport"), self.transport),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }

    def _connect(self) -> None:
        self.donor.taken.connect(self._donor_taken)
        self.donor.cleared.connect(self._offer_donations)
        self.donation.taken.connect(self._donation_taken)
        self.centre.currentIndexChanged.connect(self._centre_changed)
        self.room.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.day.settled.connect(self._day_changed)
        self.day.textEdited.connect(lambda _text: self._day_changed())  # F9 leaves no field
        for text in (self.paper, self.transport, self.remarks):
            text.textEdited.connect(lambda _text: self.changed.emit())

    def _donor_taken(self, _proposal: object) -> None:
        self.fields["donor"].right()
        chosen = self.donation.value
        if chosen and all(one.code != chosen for one in self._of_donor()):
            self.donation.set_chosen(None)
        self._offer_donations()
        self.changed.emit()

    def _donation_taken(self, proposal: Proposal) -> None:
        """Whose donation it is says who gives."""
        self.fields["donation"].right()
        self.choose_donation(str(proposal.value))

    def _choose_donor(self, code: str) -> None:
        self.donor.choose(code)
        self.fields["donor"].right()

    def _of_donor(self) -> list[Any]:
        donor = self.donor.value
        return [one for one in self._places.donations if not donor or one.donor == donor]

    def _offer_donations(self) -> None:
        """The donor's own first; another's says who gives, once it's chosen."""
        own = {one.code for one in self._of_donor()}
        ordered = sorted(self._places.donations, key=lambda one: one.code not in own)
        found = (self._donation_proposal(one.code) for one in ordered)
        self.donation.set_propose(among([one for one in found if one is not None]))

    def _donation_proposal(self, code: str) -> Proposal | None:
        for one in self._places.donations:
            if one.code == code:
                return Proposal(code, code, one.reference or one.donor)
        return None

    def _fill_rooms(self) -> None:
        """The centre's storerooms; last, where all of it waits until somebody has checked it."""
        centre = self.centre.code
        rooms = list(self._places.rooms.get(centre, ()))
        if rooms:
            rooms.append((quarantine(centre), self.look.words.t("Quarantine, until checked")))
        self.room.fill(rooms)

    def _centre_changed(self, _at: int) -> None:
        self._fill_rooms()
        self.changed.emit()

    def _day_changed(self) -> None:
        self._touched = self.day.typed() != "" and self.day.value() != today()
        if self.day.problem() is None:
            self.fields["day"].right()
        self.changed.emit()

    def _put(self, said: dict[str, str]) -> None:
        self.centre.choose(said.get("centre", ""))
        self._fill_rooms()
        self.room.choose(said.get("room", ""))
        if said.get("donor") in self._places.givers:
            self._choose_donor(said["donor"])
        else:
            self.donor.setText(said.get("donor_text", ""))
        self._offer_donations()
        proposal = self._donation_proposal(said.get("donation", ""))
        self.donation.set_chosen(proposal)
        if proposal is None:
            self.donation.setText(said.get("donation_text", ""))
        for key in TEXTS:
            line: QLineEdit = getattr(self, key)
            line.setText(said.get(key, ""))
        if said.get("day"):
            self._touched = True
            self.day.set_typed(said["day"])
        self.changed.emit()


def today() -> date:
    """Mauritania keeps UTC all year."""
    return clock.today()
