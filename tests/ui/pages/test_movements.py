"""The movement register in the window: narrowed, kept, read on, followed up, taken along."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from cpise_inventory.language.words import words
from cpise_inventory.movements.filters import Filter
from cpise_inventory.movements.kept import FILTERS
from cpise_inventory.store import Store
from tests.books import LOGISTICS, MANAGER
from tests.ui.look_checks import cut_words, nameless
from tests.ui.pages.movements import bring, give, perishable
from tests.ui.real import SIZES, Hand, Sit
from ui.pages import movement_list, movement_rows
from ui.pages.movement_filter import MovementFilterSheet
from ui.pages.movement_list import MovementList
from ui.pages.movement_rows import MovementRow
from ui.pages.movement_sheet import MovementSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture(autouse=True)
def _short_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked at is remembered as soon as a test has a rest."""
    monkeypatch.setattr(movement_list, "REMEMBER_AFTER", 50)


def moves(hand: Hand) -> MovementList:
    page = hand.go("stock")
    page.tabs.button("movements").click()
    hand.rest()
    return page.moves


def rows(shown: MovementList) -> list[MovementRow]:
    model = shown.table.model
    return [row for at in range(model.rowCount()) if (row := model.row(at)) is not None]


def filtered(hand: Hand, shown: MovementList) -> MovementFilterSheet:
    shown._narrow_it.click()
    sheet = hand.sheet
    assert isinstance(sheet, MovementFilterSheet)
    return sheet


def empty(hand: Hand, field: QLineEdit) -> None:
    field.setFocus()
    field.selectAll()
    hand.key(Qt.Key.Key_Delete)


def choose_item(sheet: MovementFilterSheet, code: str) -> None:
    sheet.item.take(next(one for one in sheet._items() if one.value == code))


def test_a_filter_narrows_adds_up_is_kept_and_is_there_the_next_time(
    hand: Hand, sit: Sit, demo_file: Path
) -> None:
    shown = moves(hand)
    whole = rows(shown)
    assert len(whole) > 40
    item = hand.ask(perishable)
    sheet = filtered(hand, shown)
    choose_item(sheet, item)
    sheet.period.choose("year")
    assert not sheet.first_day.isEnabled()
    hand.write("Savon de l’année", sheet.name)
    hand.key(Qt.Key.Key_F9)
    hand.rest()
    wanted = Filter(item=item, period="year")
    assert {row.line.item for row in rows(shown)} == {item}
    assert shown.kept.currentText() == "Savon de l’année"
    mine = [row.line for row in whole if row.line.item == item and not row.mark]
    came = sum(one.quantity for one in mine if one.source.startswith("~"))
    assert words("fr").number(came) in shown._totals.text()
    assert hand.page.fact.whole() == words("fr").n(
        "{count} line", "{count} lines", len(rows(shown))
    )
    hand.ask(lambda store: bring(store, item, 7, "L9", "2031-01-31"))
    assert rows(shown)[0].line.quantity == 7
    hand.press(hand.t("Show everything"))
    assert len(rows(shown)) == len(whole) + 1
    shown.kept.setCurrentIndex(1)
    hand.rest()
    assert shown.wanted == wanted

    def kept(store: Store) -> tuple[dict[str, Filter], Filter]:
        with store.read() as connection:
            return FILTERS.filters(connection, LOGISTICS), FILTERS.last(connection, LOGISTICS)

    assert hand.ask(kept) == ({"Savon de l’année": wanted}, wanted)
    hand.close()
    again = sit(demo_file, "ar").sign_in()
    shown = moves(again)
    assert shown.wanted == wanted
    sheet = filtered(again, shown)
    again.press(
        again.t("Forget “{name}”", name=again.window.look.words.isolate("Savon de l’année"))
    )
    again.rest()
    assert again.ask(kept)[0] == {}
    assert shown.wanted == wanted


def test_words_above_the_list_narrow_it_and_outlive_a_change_of_language(hand: Hand) -> None:
    shown = moves(hand)
    hand.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert hand.focus is shown.text
    hand.type("BROSSE a dents ")
    hand.rest()
    assert {row.line.item for row in rows(shown)} == {"BROSSE-DENTS"}
    assert shown.text.text() == "BROSSE a dents "  # whoever types on keeps the space
    hand.window.speak("en")
    hand.rest()
    shown = hand.page.moves
    assert shown.isVisible()
    assert {row.item for row in rows(shown)} == {"Toothbrush"}
    hand.write("no such thing", shown.text)
    hand.rest()
    assert "There is no movement like this." in hand.said(shown)


def test_the_next_lines_are_read_when_somebody_goes_down_to_them(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(movement_rows, "PAGE", 30)
    shown = moves(hand)
    first = rows(shown)
    assert 30 <= len(first) < 60
    assert hand.t("{lines} so far; more are read as you go down", lines="")[2:] in hand.said(
        hand.page
    )
    bar = shown.table.rows.verticalScrollBar()
    while shown._source.more is not None:
        bar.setValue(bar.maximum())
        hand.rest()
        assert rows(shown)[: len(first)] == first
    with_all = [row.line for row in rows(shown)]
    assert len(with_all) == len({(one.device, one.seq, one.line) for one in with_all}) > 60
    shown.table._sort_by(1)  # by the document, from the first
    hand.rest()
    papers = [row.line.document for row in rows(shown)]
    assert papers == sorted(papers)


def test_a_line_leads_to_its_document_its_events_and_the_card(manager: Hand) -> None:
    item = manager.ask(perishable)
    number = manager.ask(lambda store: give(store, item, 3))
    shown = moves(manager)
    shown.table.rows.setFocus()
    shown.table.rows.selectRow(0)
    manager.key(Qt.Key.Key_Return)
    sheet = manager.sheet
    assert isinstance(sheet, MovementSheet)
    assert {number, "Accueil"} <= set(manager.said(sheet).splitlines())
    manager.press(manager.t("Journal"), sheet)
    journal = manager.page
    assert journal.key == "journal"
    model = journal.table.model
    assert {model.row(at).document for at in range(model.rowCount())} == {number}
    shown = moves(manager)
    ways = {action.text(): action for action in shown._actions(rows(shown)[0])}
    ways[manager.t("Document")].trigger()
    manager.settle()
    assert manager.page.key == "documents"
    moves(manager)
    ways[manager.t("Stock card")].trigger()
    manager.settle()
    page = manager.page
    assert page.tabs.chosen == "hand"
    assert page._card.isVisible()
    there = {action.text(): action for action in page._row_actions(page.table.current())}
    there[manager.t("Movements of the item")].trigger()
    manager.rest()
    assert {row.line.item for row in rows(page.moves)} == {item}
    assert {row.line.centre for row in rows(page.moves)} == {"NKC1"}


def test_it_is_found_by_its_name_from_anywhere(hand: Hand) -> None:
    hand.go("journal")
    hand.key(Qt.Key.Key_F2)
    hand.type("registre des mouv")
    hand.rest()
    hand.key(Qt.Key.Key_Return)
    assert hand.page.moves.isVisible()


def test_what_is_shown_is_saved_in_each_form(
    auditor: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = moves(auditor)
    for button, path in (("Workbook", tmp_path / "r.xlsx"), ("PDF", tmp_path / "r.pdf")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, at=path: (str(at), ""))
        auditor.press(auditor.t(button), shown)
        auditor.until(path.exists)
        auditor.until(lambda at=path: str(at) in auditor.toast())
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_asked_is_said_at_its_field_with_the_work_kept(hand: Hand) -> None:
    sheet = filtered(hand, moves(hand))
    hand.write("31/02/2026", sheet.first_day)
    hand.write("xyz", sheet.item)
    hand.key(Qt.Key.Key_F9)
    assert hand.sheet is sheet
    assert sheet.fields["first"].is_wrong
    assert sheet.fields["item"].is_wrong
    hand.write("02/11/2026", sheet.first_day)
    hand.write("01/11/2026", sheet.last_day)
    empty(hand, sheet.item)
    hand.key(Qt.Key.Key_F9)
    assert hand.sheet is sheet
    assert "02/11/2026" in sheet.fields["last"].problem.text()
    hand.write("03/11/2026", sheet.last_day)
    hand.write("NKC1-A-RD-2026-00099", sheet.document)
    hand.key(Qt.Key.Key_F9)
    assert "00099" in sheet.fields["document"].problem.text()
    assert sheet.first_day.typed() == "02/11/2026"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_word_is_cut_in_any_size(sit: Sit, demo_file: Path, language: str) -> None:
    hand = sit(demo_file, language).sign_in(MANAGER)
    shown = moves(hand)
    for size in SIZES:
        hand.resize(*size)
        assert (cut_words(hand.page), nameless(hand.page)) == ([], []), size
    sheet = filtered(hand, shown)
    assert (cut_words(sheet), nameless(sheet)) == ([], [])
    hand.key(Qt.Key.Key_Escape)
    shown._opened(rows(shown)[0])
    assert cut_words(hand.sheet) == []
