"""Write goods off that expired or broke, or report what was lost or stolen."""

from datetime import date
from typing import TYPE_CHECKING

from typing_extensions import override

from cpise_inventory.language.terms import LOSS_REASONS, term
from ui.desk import Desk
from ui.kit.choices import Choice, Choices
from ui.kit.field import Field, line_edit
from ui.pages.form_sheet import capital
from ui.pages.lots_sheet import Issue, LotsSheet
from ui.pages.places import no_names
from ui.pages.stock_rows import EXPIRED, StockRow

if TYPE_CHECKING:
    from cpise_inventory.store import Store


class LossSheet(LotsSheet):
    """Issues the write-off or the loss report; somebody else approves it."""

    def __init__(self, desk: Desk, row: StockRow, centre: str) -> None:
        look, words = desk.look, desk.look.words
        likely = "expired" if row.state == EXPIRED else "damaged"
        self.why = Choices(
            look,
            words.t("What happened"),
            [Choice(code, capital(term(LOSS_REASONS, code, words))) for code in LOSS_REASONS],
            likely,
            "segment",
        )
        self.police, self.waybill = line_edit(look), line_edit(look)
        self.remarks = line_edit(look)
        super().__init__(desk, row, centre, words.t("Report a loss"), icon="triangle-alert")

    @override
    def make_fields(self) -> None:
        look, words = self.look, self.look.words
        self.fields |= {
            "reason": Field(look, words.t("What happened"), self.why),
            "police": Field(look, words.t("Police report"), self.police),
            "waybill": Field(
                look, words.t("Waybill"), self.waybill, words.t("If the loss stems from one.")
            ),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        self.fields["number"] = self.fields["waybill"]  # the only number that is typed here
        for name in ("reason", "storeroom", "quantity", "police", "waybill", "remarks"):
            self.body.addWidget(self.fields[name])
        self.body.addWidget(no_names(look))
        self.body.addWidget(self.fields["day"])
        self.why.picked.connect(self._why_picked)
        self._why_picked(self.why.chosen)

    def _why_picked(self, why: str) -> None:
        self.fields["police"].setVisible(why == "stolen")

    @override
    def issue(self, wanted: list[tuple[str, int]], happened_on: date | None) -> Issue:
        item, centre, why = self.row.item, self.centre, self.why.chosen
        room, remarks = self.source.code, self.remarks.text()
        police = self.police.text() if why == "stolen" else ""
        waybill = self.waybill.text()

        def job(store: "Store", person: str) -> str:
            from cpise_inventory.losses.commands import Loss, report  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.stock.taking import Wanted  # noqa: PLC0415 - as above

            lines = [Wanted(item, quantity, lot, room) for lot, quantity in wanted]
            loss = Loss(centre, why, lines, room, police, waybill, remarks, happened_on)
            with store.write(person) as work:
                return report(work, loss)

        return job
