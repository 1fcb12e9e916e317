"""Move goods within a centre: onto a shelf, into quarantine, or back from there."""

from datetime import date
from typing import TYPE_CHECKING

from typing_extensions import override

from cpise_inventory.locations import quarantine
from ui.desk import Desk
from ui.kit.field import Field, line_edit
from ui.pages.combo import Combo
from ui.pages.lots_sheet import Issue, LotsSheet, Named
from ui.pages.stock_rows import StockRow

if TYPE_CHECKING:
    from cpise_inventory.store import Store


class MoveSheet(LotsSheet):
    """Issues the internal movement note."""

    def __init__(self, desk: Desk, row: StockRow, centre: str) -> None:
        self.target = Combo()
        self.reason = line_edit(desk.look)
        words = desk.look.words
        super().__init__(desk, row, centre, words.t("Move"), icon="arrow-left-right")

    @override
    def make_fields(self) -> None:
        words = self.look.words
        hint = words.t("Quarantine needs a reason.")
        self.fields |= {
            "to": Field(self.look, words.t("To"), self.target),
            "reason": Field(self.look, words.t("Reason"), self.reason, hint),
        }
        for name in ("storeroom", "quantity", "to", "reason", "day"):
            self.body.addWidget(self.fields[name])

    @override
    def show_places(self, places: list[Named]) -> None:
        apart = quarantine(self.centre)
        known = dict(places)
        entries = [one for one in places if one[0] != apart]
        entries.append((apart, known.get(apart, self.look.words.t("Quarantine"))))
        here = self.source.code
        away = [code for code, _name in entries if code != here]
        self.target.fill(entries, apart if here != apart else away[0] if away else "")

    @override
    def issue(self, wanted: list[tuple[str, int]], happened_on: date | None) -> Issue:
        item, centre = self.row.item, self.centre
        source, target, reason = self.source.code, self.target.code, self.reason.text()

        def job(store: "Store", person: str) -> str:
            from cpise_inventory.stock.relocating import (  # noqa: PLC0415 - SQLAlchemy
                Relocation,
                relocate,
            )
            from cpise_inventory.stock.taking import Wanted  # noqa: PLC0415 - as above

            lines = [Wanted(item, quantity, lot) for lot, quantity in wanted]
            said = Relocation(centre, source, target, lines, reason, happened_on)
            with store.write(person) as work:
                return relocate(work, said)

        return job
