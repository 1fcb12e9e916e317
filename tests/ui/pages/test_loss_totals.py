"""What was lost by reason, beside what is on hand: narrowed, followed up, taken along."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.item_rules import as_said
from cpise_inventory.clock import today
from cpise_inventory.losses.commands import Loss, approve, report
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import CENTRE, LOGISTICS, MANAGER
from tests.ui.pages.forms import everywhere, looked_at
from tests.ui.pages.movements import perishable
from tests.ui.real import SIZES, Hand
from ui.pages.loss_totals import LossRow, LossTotals

pytest_plugins = ("tests.ui.sitting",)


def lose(store: Store) -> str:
    """Seven of an item that is worth 12.50 each were damaged, two more wait for a decision."""
    item = perishable(store)
    with store.write(LOGISTICS) as work:
        known = queries.item(work.connection, item)
        assert known is not None
        said = as_said(known._replace(value=12_50, currency="MRU"))
        describe_items(work, [said])
    for quantity in (7, 2):
        with store.write(LOGISTICS) as work:
            number = report(work, Loss(CENTRE, "damaged", [Wanted(item, quantity)]))
        if quantity > 2:
            with store.write(MANAGER) as work:
                approve(work, number)
    return item


def shown(hand: Hand) -> LossTotals:
    page = hand.go("stock")
    page.tabs.button("losses").click()
    hand.settle()
    found = page.losses
    assert isinstance(found, LossTotals)
    return found


def rows(found: LossTotals) -> list[LossRow]:
    model = found.table.model
    return [row for at in range(model.rowCount()) if (row := model.row(at)) is not None]


def test_losses_are_summed_narrowed_followed_up_and_saved(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = hand.ask(lose)
    hand.go("stock")
    hand.settle()
    assert " MRU · " in hand.page._source.snapshot.worth  # all that is on hand
    found = shown(hand)
    (row,) = rows(found)
    assert (row.total.item, row.total.quantity, row.total.waiting) == (item, 7, 2)
    assert "87,50 MRU" in found.sums.text()
    found.period.choose("own")
    found.first.setFocus()
    hand.write(f"{today() + timedelta(days=1):%d/%m/%Y}", found.first)
    found.last.setFocus()
    hand.settle()
    assert rows(found) == []
    assert found.sums.text() == ""
    hand.write(f"{today():%d/%m/%Y}", found.last)
    found.first.setFocus()
    hand.settle()
    assert f"{today():%d/%m/%Y}" in hand.said(hand.page)  # the last day is before the first
    found.period.choose("month")
    hand.settle()
    assert len(rows(found)) == 1
    for kind, button in (("xlsx", "Workbook"), ("pdf", "PDF"), ("csv", "Table (CSV)")):
        path = tmp_path / f"losses.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, at=path: (str(at), ""))
        hand.press(hand.t(button), found)
        hand.until(path.exists)
    shown(hand)
    assert found.centre.code == CENTRE  # what was chosen stands when somebody comes back
    found.table.opened.emit(row)
    hand.settle()
    assert hand.page.tabs.chosen == "movements"
    assert (hand.page.moves.wanted.item, hand.page.moves.wanted.period) == (item, "month")


def test_no_word_of_it_is_cut(hand: Hand) -> None:
    hand.ask(lose)

    def look() -> list[str]:
        shown(hand)
        return looked_at(hand, hand.page)

    wrong = everywhere(hand, look, SIZES[::2])
    assert not wrong, "\n".join(wrong)
