"""Dates, scans, drafts and papers at the page of deliveries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cpise_inventory.documents import queries as documents
from tests.books import BUCKET, SOAP, bring, stock
from tests.ui import keys
from tests.ui.pages.forms import LIST, enter, everywhere, looked_at
from tests.ui.pages.receiving import choose_donor, page_of, seated, to_lines, values
from tests.ui.real import SIZES
from ui.pages.donation_sheet import DonationSheet
from ui.pages.issued import IssuedSheet
from ui.pages.item_sheet import ItemSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def at(sit, books_file):
    return seated(sit, books_file)


def test_the_date_may_be_set_back_and_not_ahead(at, books):
    page = page_of(at)
    choose_donor(at)
    ahead = date.today() + timedelta(days=9)  # noqa: DTZ011 - near enough to the clock of the books
    to_lines(at)
    enter(at, "seau", "", "3")
    at.write(f"{ahead:%d/%m/%Y}", page.head.day)
    at.key(Qt.Key.Key_F9)  # with the field still in use
    assert page.head.fields["day"].is_wrong
    at.write("20/11/2026", page.head.day)
    to_lines(at)
    at.key(Qt.Key.Key_F9)
    assert isinstance(at.sheet, IssuedSheet)
    with books() as store, store.read() as connection:
        (found,) = documents.register(connection)
    assert found.happened_on == "2026-11-20"


def test_a_scan_adds_a_line_and_the_same_code_again_one_more(at):
    page = page_of(at)
    keys.scan(at.window, SOAP)
    at.until(lambda: page.contents.grid.lines)
    assert values(page) == [(SOAP, "", "", "1")]
    assert page.contents.answer.tone == "good"
    keys.scan(at.window, SOAP, "fr")
    at.until(lambda: values(page) == [(SOAP, "", "", "2")])


def test_a_scan_of_the_lot_on_the_same_box_is_put_where_it_belongs(at):
    page = page_of(at)
    keys.scan(at.window, SOAP)
    at.until(lambda: page.contents.grid.lines)
    keys.scan(at.window, "LOT20261124")
    at.until(lambda: page.contents.answer.tone == "bad")
    at.press(at.window.look.words.t("It is the lot"), page.contents.answer)
    assert values(page) == [(SOAP, "LOT20261124", "", "1")]
    assert page.contents.grid.editor("expiry").hasFocus()


def test_rows_of_a_spreadsheet_become_lines_and_what_is_unknown_is_named(at):
    page = page_of(at)
    rows = (f"{SOAP}\tL23\t03/28\t99", "seau 14 L\t\t\t2x12", "Gel\tG1\t03/28\t4")
    QApplication.clipboard().setText("\n".join(rows))
    to_lines(at)
    at.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    at.until(lambda: page.contents.grid.lines)
    assert values(page) == [(SOAP, "L23", "03/28", "99"), (BUCKET, "", "", "2x12")]
    assert "Gel" in page.contents.answer.title.text()
    assert page.foot.totals.whole() == "2 lignes · 123 unités"


def test_an_unknown_code_gets_the_red_band_with_the_next_step(at):
    page = page_of(at)
    keys.scan(at.window, "6191234500128")
    at.until(lambda: page.contents.answer.tone == "bad")
    assert "6191234500128" in page.contents.answer.title.text()
    at.press("Nouvel article", page.contents.answer)
    sheet = at.sheet
    assert isinstance(sheet, ItemSheet)
    assert sheet.code.text() == "6191234500128"


def test_the_draft_survives_another_language(at):
    page = page_of(at)
    choose_donor(at)
    at.write("WB-88213", page.head.paper)
    to_lines(at)
    enter(at, "savon", "L23", "0328", "4x24+3")
    at.window.speak("ar")
    at.settle()
    page = page_of(at)
    assert page.contents.grid.lines[0].values["item"] == "صابون 250 غ"
    assert values(page) == [(SOAP, "L23", "0328", "4x24+3")]
    assert (page.head.donor.value, page.head.paper.text()) == ("OIM", "WB-88213")


def test_the_draft_survives_a_power_cut(at, sit, books_file):
    choose_donor(at)
    to_lines(at)
    enter(at, "savon", "L23", "0328", "99")
    at.settle()
    after = sit(books_file.file).sign_in()  # the first window was never closed
    after.go("receive")
    after.press("Reprendre")
    after.until(lambda: page_of(after).contents.grid.lines)
    assert values(page_of(after)) == [(SOAP, "L23", "0328", "99")]
    assert page_of(after).head.donor.value == "OIM"


def test_clearing_is_undone_by_ctrl_z(at):
    page = page_of(at)
    to_lines(at)
    enter(at, "seau", "", "3")
    at.press("Effacer")
    assert page.contents.grid.lines == []
    at.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.until(lambda: page.contents.grid.lines)
    assert values(page) == [(BUCKET, "", "", "3")]


def test_the_first_paper_is_the_original_even_after_a_second_thought(at, books, tmp_path):
    choose_donor(at)
    to_lines(at)
    enter(at, "seau", "", "3")
    at.key(Qt.Key.Key_F9)
    sheet = at.sheet
    assert isinstance(sheet, IssuedSheet)
    at.until(lambda: sheet.paper.count == 1)
    paths = iter(["", str(tmp_path / "first.pdf"), str(tmp_path / "second.pdf")])
    sheet.ask_path = lambda *_asked: next(paths)
    for _times in range(3):
        at.press("Enregistrer en PDF", sheet)
    at.until((tmp_path / "second.pdf").exists)
    with books() as store, store.read() as connection:
        copies = [one.copy for one in documents.prints(connection, sheet.number)]
    assert copies == [0, 1]
    assert (tmp_path / "first.pdf").read_bytes() != (tmp_path / "second.pdf").read_bytes()


def test_a_note_is_cancelled_by_a_sheet_with_a_reason(at, books):
    choose_donor(at)
    to_lines(at)
    enter(at, "seau", "", "3")
    at.key(Qt.Key.Key_F9)
    at.sheet.done()
    at.settle()
    at.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.type("Livré par erreur")
    at.key(Qt.Key.Key_F9)
    with books() as store:
        assert stock(store, BUCKET) == {}


def test_an_auditor_is_told_why_not(sit, books_file):
    hand = sit(books_file.file).sign_in("mariem")
    hand.go("receive")
    for text in ("Émettre le bon", "Depuis un fichier…"):
        button = hand.button(text)
        assert not button.isEnabled()
        assert button.toolTip()


def test_a_full_form_and_a_wrong_list_cut_no_word(at, tmp_path):
    choose_donor(at)
    to_lines(at)
    enter(at, "savon", "L1", "1125", "5")
    enter(at, "seau", "", "4x24+3")
    path = tmp_path / "livraison.csv"
    path.write_text(LIST.replace("144", "-3"), encoding="utf-8")

    def both() -> list[str]:
        page = page_of(at)
        at.until(lambda: len(page.contents.grid.lines) == 2)
        page.issue()
        wrong = looked_at(at)
        page.file.open(path)
        at.until(lambda: page.file.answer.tone)
        wrong += looked_at(at)
        page.file.leave()
        return wrong

    assert everywhere(at, both) == []


def test_its_sheets_cut_no_word(at, books):
    with books() as store:
        number = bring(store, BUCKET, 5)

    def sheets() -> list[str]:
        page, wrong = page_of(at), []
        made: list[Callable[[], Any]] = [
            lambda: ItemSheet(page.desk, lambda _goods: None, "Gel"),
            lambda: DonationSheet(
                page.desk, lambda _code: None, page._places.donors, "OIM", date(2026, 11, 24)
            ),
            lambda: IssuedSheet(page.desk, number, page.next_said()),
        ]
        for make in made:
            at.window.open_sheet(make())
            wrong += looked_at(at, at.sheet)
            at.sheet.done()
            at.settle()
        return wrong

    assert everywhere(at, sheets, SIZES[-1:]) == []
