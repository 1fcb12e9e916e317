"""The list of what is there, its filters and cards, and sending from it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cpise_inventory.catalogue.commands import set_levels
from cpise_inventory.catalogue.events import Level
from cpise_inventory.locations import QUARANTINE
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import CENTRE, LOGISTICS, MANAGER
from tests.ui.pages.movements import bring, give, held, perishable
from tests.ui.real import Hand
from ui.pages.card_sheet import CardSheet
from ui.pages.issued import IssuedSheet
from ui.pages.send import SendSheet
from ui.pages.stock_card import LINES, _CardRow
from ui.pages.stock_rows import BELOW, ENOUGH, EXPIRED, SOON, StockRow

pytest_plugins = ("tests.ui.sitting",)
TODAY = datetime.now(UTC).date()


def rows(hand: Hand) -> list[StockRow]:
    model = hand.page.table.model
    return [model.row(at) for at in range(model.rowCount())]


def codes(hand: Hand) -> set[str]:
    return {row.item for row in rows(hand)}


def test_lots_stand_under_their_item_in_the_order_they_leave(hand: Hand) -> None:
    item = hand.ask(perishable)
    hand.ask(lambda store: bring(store, item, 5, "TARD", "2031-01-31"))
    hand.ask(lambda store: bring(store, item, 6, "TOT", "2027-03-31"))
    hand.go("stock")
    of_item = [row for row in rows(hand) if row.item == item]
    assert of_item[0].lot is None
    assert of_item[0].quantity == hand.ask(lambda store: held(store, item))
    assert (of_item[1].lot, of_item[1].first) == ("TOT", True)
    assert of_item[-1].lot == "TARD"


def test_what_stands_apart_does_not_leave_first(hand: Hand) -> None:
    item = hand.ask(perishable)
    hand.ask(lambda store: bring(store, item, 5, "TARD", "2031-01-31"))
    hand.ask(lambda store: bring(store, item, 6, "TOT", "2027-03-31"))

    def set_apart(store: Store) -> None:
        with store.write(LOGISTICS) as work:
            move = Relocation(CENTRE, "", QUARANTINE, [Wanted(item, 6, "TOT")], "À vérifier")
            relocate(work, move)

    hand.ask(lambda store: set_apart(store) or True)
    hand.go("stock")
    first = [row.lot for row in rows(hand) if row.item == item and row.first]
    assert len(first) == 1
    assert first != ["TOT"]


def test_enough_is_said_only_beside_a_minimum(hand: Hand) -> None:
    item = hand.ask(perishable)
    there = hand.ask(lambda store: held(store, item))

    def ask_for(minimum: int) -> str:
        def set_it(store: Store) -> bool:
            with store.write(MANAGER) as work:
                set_levels(work, [Level(CENTRE, item, minimum, 2 * minimum)])
            return True

        hand.ask(set_it)
        hand.go("today")
        hand.go("stock")
        return next(row.state for row in rows(hand) if row.item == item)

    hand.go("stock")
    assert hand.t("Enough") not in hand.said(hand.page)
    assert {row.state for row in rows(hand) if row.lot is None} == {""}
    assert ask_for(there) == ENOUGH
    assert ask_for(there + 1) == BELOW


def test_chips_narrow_the_list_and_carry_their_counts(hand: Hand) -> None:
    item = hand.ask(perishable)
    hand.ask(
        lambda store: bring(store, item, 5, "BIENTOT", (TODAY + timedelta(days=9)).isoformat())
    )
    page = hand.go("stock")
    chip = page._chips.button(SOON)
    assert chip.text().endswith("1")
    chip.click()
    hand.settle()
    assert codes(hand) == {item}
    page._chips.button(EXPIRED).click()
    hand.settle()
    assert rows(hand) == []
    assert hand.t("Nothing in stock here") in hand.said(page)


def test_text_filters_by_name_without_accents_and_by_lot(hand: Hand) -> None:
    page = hand.go("stock")
    everything = codes(hand)
    hand.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert hand.focus is page._text
    hand.type("BROSSE a DENTS")
    hand.settle()
    assert codes(hand) == {"BROSSE-DENTS"}
    hand.write("فرشاة أسنان", page._text)  # whatever the language of the window
    assert codes(hand) == {"BROSSE-DENTS"}
    page._text.clear()
    hand.settle()
    assert codes(hand) == everything
    hand.write("GH-5530", page._text)
    assert {row.lot for row in rows(hand)} == {None, "GH-5530"}


def test_all_centres_are_one_choice_away(hand: Hand) -> None:
    page = hand.go("stock")
    here = sum(row.quantity for row in rows(hand) if row.lot is None)
    page._centre.setCurrentIndex(0)
    hand.settle()
    assert sum(row.quantity for row in rows(hand) if row.lot is None) > here
    assert hand.t("All centres") in hand.said(page)


def test_the_card_reads_further_back_when_asked(hand: Hand) -> None:
    item = hand.ask(perishable)
    for _delivery in range(LINES):
        hand.ask(lambda store: bring(store, item, 2, "L1", "2031-01-31"))
    hand.ask(lambda store: give(store, item, 3))
    page = hand.go("stock")
    hand.write(item, page._text)
    page.table.rows.selectRow(0)
    hand.settle()
    card = page._card
    there = hand.ask(lambda store: held(store, item))
    assert str(there) in hand.said(card)
    assert len(card.findChildren(_CardRow)) == LINES
    hand.press(hand.t("Earlier movements"), card)
    assert len(card.findChildren(_CardRow)) > LINES
    assert not card._more.isVisible()


def test_the_card_follows_what_happens(hand: Hand) -> None:
    item = hand.ask(perishable)
    page = hand.go("stock")
    hand.write(item, page._text)
    page.table.rows.selectRow(0)
    hand.settle()
    before = hand.ask(lambda store: held(store, item))
    hand.ask(lambda store: give(store, item, 1))
    assert str(before - 1) in hand.said(page._card).splitlines()


def test_the_stock_card_is_saved_as_a_pdf(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.go("stock")
    path = tmp_path / "carte.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    hand.press(hand.t("Stock card"))
    sheet = hand.sheet
    assert isinstance(sheet, CardSheet)
    hand.write("01/12/2026", sheet.since)
    hand.write("31/02/2026", sheet.until)
    hand.key(Qt.Key.Key_F9)
    assert sheet.fields["to"].problem.isVisible()
    hand.write("01/11/2026", sheet.until)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert sheet.fields["to"].problem.isVisible()  # it would end before it begins
    hand.write("01/10/2026", sheet.since)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in hand.toast()


def test_goods_are_sent_with_a_waybill(hand: Hand) -> None:
    hand.go("stock")
    item = hand.ask(perishable)
    before = hand.ask(lambda store: held(store, item))
    hand.press(hand.t("Send"))
    sheet = hand.sheet
    assert isinstance(sheet, SendSheet)
    sheet.what.add_code(item)
    hand.settle()
    hand.type(str(before + 1))
    hand.rest()
    assert sheet.what.trouble.tone == "bad"
    assert str(before) in hand.said(sheet.what.trouble)
    hand.write("2", sheet.what.grid.editor("quantity"))
    hand.key(Qt.Key.Key_F9)
    issued = hand.sheet
    assert isinstance(issued, IssuedSheet)
    assert issued.number == "NKC1-A-BE-2026-00002"
    assert hand.ask(lambda store: held(store, item)) == before - 2


def test_an_item_that_is_scanned_is_shown_whatever_was_filtered(hand: Hand) -> None:
    page = hand.go("stock")
    page._chips.button(EXPIRED).click()
    hand.write("xyz", page._text)
    assert rows(hand) == []
    item = hand.ask(perishable)
    hand.shell.open("stock", {"item": item, "centre": CENTRE})
    hand.settle()
    assert codes(hand) == {item}


def test_filters_outlive_a_change_of_language(hand: Hand) -> None:
    page = hand.go("stock")
    hand.write("GH-5530", page._text)
    hand.window.speak("ar")
    hand.settle()
    assert hand.page is not page
    assert hand.page._text.text() == "GH-5530"
    assert {row.lot for row in rows(hand)} == {None, "GH-5530"}


def test_a_day_that_is_gone_shows_what_was_there_then(hand: Hand) -> None:
    item = hand.ask(perishable)
    before = hand.ask(lambda store: held(store, item))
    hand.ask(lambda store: bring(store, item, 5, "AUJ", "2031-01-31"))
    page = hand.go("stock")

    def total() -> int:
        return sum(row.quantity for row in rows(hand) if row.item == item and row.lot is None)

    assert total() == before + 5
    hand.write("01/01/2016", page._day)
    hand.key(Qt.Key.Key_Return)
    hand.settle()
    assert rows(hand) == []
    assert "01/01/2016" in hand.said(page)
    hand.write("31/02/2026", page._day)
    hand.key(Qt.Key.Key_Return)
    hand.settle()
    assert page.note.tone == "bad"
    hand.write("", page._day)
    hand.key(Qt.Key.Key_Return)
    hand.settle()
    assert total() == before + 5


def test_text_filters_by_donation(hand: Hand) -> None:
    page = hand.go("stock")
    donation = next(row.donation for row in rows(hand) if row.donation)
    hand.write(donation.lower(), page._text)
    hand.settle()
    assert any(row.donation == donation for row in rows(hand))
    hand.write("xxxx-nowhere", page._text)
    hand.settle()
    assert rows(hand) == []
