"""Take kits apart: which lots, how many; the parts come back as they went in."""

from datetime import date
from typing import TYPE_CHECKING

from typing_extensions import override

from ui.desk import Desk
from ui.kit.text import label
from ui.pages.lots_sheet import Issue, LotsSheet
from ui.pages.stock_rows import StockRow

if TYPE_CHECKING:
    from cpise_inventory.store import Store


class OpenKitsSheet(LotsSheet):
    """Issues the kit opening note."""

    def __init__(self, desk: Desk, row: StockRow, centre: str) -> None:
        super().__init__(
            desk, row, centre, desk.look.words.t("Take kits apart"), icon="package-open"
        )

    @override
    def make_fields(self) -> None:
        words = self.look.words
        told = words.t("What went into them comes back into stock, lot by lot.")
        self.body.addWidget(label(self.look, told, "small", wrap=True))
        for name in ("storeroom", "quantity", "day"):
            self.body.addWidget(self.fields[name])

    @override
    def issue(self, wanted: list[tuple[str, int]], happened_on: date | None) -> Issue:
        item, centre, room = self.row.item, self.centre, self.source.code

        def job(store: "Store", person: str) -> str:
            from cpise_inventory.stock.kits import open_lots  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return open_lots(work, centre, item, wanted, happened_on, room)

        return job
