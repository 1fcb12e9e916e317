"""One donor: what it is called, its donations, and what can be said of it anew."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.pill import Pill
from ui.kit.text import label
from ui.pages.donor_list import donor_state
from ui.pages.donor_sheets import DonorSheet, RetireDonorSheet, ReviveDonorSheet, named
from ui.pages.following_panel import FollowingPanel, facts_grid
from ui.pages.layouts import clear

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Donor
    from cpise_inventory.store import Store


@dataclass(frozen=True)
class _Read:
    donor: "Donor"
    donations: list[str]


class DonorPanel(FollowingPanel["_Read | None"]):
    def __init__(self, desk: Desk) -> None:
        look, words = desk.look, desk.look.words
        self._found: Donor | None = None
        self.rename = Button(look, words.t("Rename"), self._rename, icon="pen-line")
        self.retire = Button(
            look, words.t("Take off the list"), self._retire, icon="circle-x", role="danger"
        )
        self.revive = Button(look, words.t("Offer again"), self._revive, icon="undo-2")
        super().__init__(desk, words.t("Choose a donor"), self.rename, self.retire, self.revive)
        self.revive.hide()

    @override
    def read(self, store: "Store", code: str) -> "_Read | None":
        return _read(store, code)

    @override
    def show_read(self, read: "_Read | None") -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        if read is None:
            return
        look, words = self._desk.look, self._desk.look.words
        self._found = donor = read.donor
        clear(self._told)
        self.title.setText(words.isolate(named(donor, self._desk)))
        if (state := donor_state(donor, words)) is not None:
            self._told.addWidget(Pill(look, state))
        for name, text in self._names(donor):
            self._told.addWidget(label(look, name, "small"))
            self._told.addWidget(label(look, text, wrap=True))
        self._told.addLayout(facts_grid(look, self._facts(donor)))
        self._told.addWidget(label(look, words.t("Donations"), "heading"))
        if not read.donations:
            told = words.t("It has agreed to no donation yet.")
            self._told.addWidget(label(look, told, "small", wrap=True))
        for code in read.donations:
            go = partial(self._desk.go, "donations", donation=code)
            self._told.addWidget(Button(look, words.ltr(code), go, icon="hand-heart"))
        why_not = self._desk.why_not(Right.MANAGE_CATALOGUE)
        for button in (self.rename, self.retire, self.revive):
            button.allow(not why_not, why_not)
        self.retire.setVisible(not donor.retired_on)
        self.revive.setVisible(bool(donor.retired_on))

    def _names(self, donor: "Donor") -> list[tuple[str, str]]:
        """Whole, however long: these are what papers will say."""
        words, name = self._desk.look.words, donor.name
        told = (
            (words.t("Name in French"), name.fr),
            (words.t("Name in Arabic"), name.ar),
            (words.t("Name in English"), name.en),
        )
        return [(language, words.isolate(text)) for language, text in told if text]

    def _facts(self, donor: "Donor") -> tuple[tuple[str, str], ...]:
        words = self._desk.look.words
        day = words.ltr(words.date(donor.retired_on)) if donor.retired_on else ""
        return (
            (words.t("Code"), words.ltr(donor.code)),
            (words.t("Retired on"), day),
            (words.t("Reason"), words.isolate(donor.retired_reason)),
        )

    def _rename(self) -> None:
        if self._found is not None:
            self._desk.open(DonorSheet(self._desk, known=self._found))

    def _retire(self) -> None:
        if self._found is not None:
            self._desk.open(RetireDonorSheet(self._desk, self._found))

    def _revive(self) -> None:
        if self._found is not None:
            self._desk.open(ReviveDonorSheet(self._desk, self._found))


def _read(store: "Store", code: str) -> _Read | None:
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        donor = queries.donor(connection, code)
        given = queries.donations(connection)
    if donor is None:
        return None
    return _Read(donor, [one.code for one in given if one.donor == code])
