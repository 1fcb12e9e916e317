"""All physical verifications: under way, waiting, done; and how much was found, time after time."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpise_inventory.language.sightings import progress_text
from cpise_inventory.language.terms import CAMPAIGNS, CATEGORIES, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.pill import State
from ui.kit.table import Table
from ui.pages.form_sheet import capital
from ui.pages.layouts import clear
from ui.pages.today import Tile
from ui.pages.verification_reading import CampaignSource
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.campaigns.queries import Campaign

NARROW: Final = ("number", "seen", "state")
TILES: Final = 4
PILLS: Final = {
    "open": ("info", "scan-barcode"),
    "waits": ("warn", "hourglass"),
    "reported": ("good", "circle-check"),
    "cancelled": ("", "x"),
    "undone": ("bad", "undo-2"),
}


class VerificationList(QWidget):
    opened = Signal(str)  # a campaign's number

    def __init__(self, desk: Desk, begin: Button) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._look, self._short = look, False
        self.source = CampaignSource()
        self.table = Table(
            look,
            desk.worker,
            self.source,
            _columns(words),
            name=words.t("Physical verifications"),
            key=lambda one: one.number,
        )
        text = words.t(
            "Walk from room to room and scan every label: the program says what is here, elsewhere"
            " than booked, or missing."
        )
        title = words.t("Nothing was verified yet")
        self.table.set_empty(EmptyState(look, title, text, (begin,), icon="scan-barcode"))
        self._board = QWidget()
        self._tiles = QHBoxLayout(self._board)
        self._tiles.setContentsMargins(0, 0, 0, 0)
        self._tiles.setSpacing(Size.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.M)
        column.addWidget(self._board)
        column.addWidget(self.table, 1)
        self._board.hide()
        self.table.opened.connect(lambda one: self.opened.emit(one.number))
        self.table.counted.connect(lambda _count: self._show_rates())

    def form_changed(self, *, narrow: bool, short: bool) -> None:
        keys = [column.key for column in _columns(self._look.words)]
        self.table.show_columns(NARROW if narrow else keys)
        self._short = short
        self._fold()

    def _show_rates(self) -> None:
        """The last reports, the newest first."""
        words = self._look.words
        clear(self._tiles)
        for one in self.source.reports[:TILES]:
            told = words.t(
                "{centre}, {day}",
                centre=words.ltr(one.centre),
                day=words.ltr(words.date(one.reported_on)),
            )
            if one.elsewhere:
                count = words.n("{count} elsewhere", "{count} elsewhere", one.elsewhere)
                told = f"{told} · {count}"
            self._tiles.addWidget(Tile(self._look, words.ltr(f"{one.percent_here} %"), told), 1)
        self._fold()

    def _fold(self) -> None:
        self._board.setVisible(bool(self.source.reports) and not self._short)


def _columns(words: Words) -> "tuple[Column[Campaign], ...]":
    def state(one: "Campaign") -> State:
        tone, icon = PILLS[one.status]
        return State(tone, icon, capital(term(CAMPAIGNS, one.status, words)))

    return (
        Column["Campaign"](
            "number", words.t("Number"), lambda o: o.number, width=190, mono=True, ltr=True
        ),
        Column["Campaign"]("centre", words.t("Centre"), lambda o: o.centre, width=90),
        Column["Campaign"](
            "what", words.t("What"), lambda o: capital(scope(o, words)), stretch=True
        ),
        Column["Campaign"](
            "opened", words.t("Opened on"), lambda o: words.date(o.opened_on), width=110, ltr=True
        ),
        Column["Campaign"](
            "seen",
            words.t("Seen"),
            lambda o: progress_text(o.seen, o.expected, words),
            width=130,
            end=True,
        ),
        Column["Campaign"](
            "state", words.t("State"), lambda o: state(o).text, width=180, pill=state
        ),
    )


def scope(one: "Campaign", words: Words) -> str:
    """What it is of: everything, a place or a holder, a category."""
    parts = [words.isolate(one.place)] if one.place else []
    parts += [term(CATEGORIES, one.category, words)] if one.category else []
    return " · ".join(parts) or words.t("everything")
