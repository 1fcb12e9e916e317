"""The register, its papers, printing again, cancelling, and asking whether a paper is genuine."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cpise_inventory.documents.queries import prints
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.store import Store
from tests.printing.reading import pages_of
from tests.ui.keys import scan
from tests.ui.look_checks import cut_words
from tests.ui.pages.movements import bring, give, held, perishable
from tests.ui.real import Hand
from ui.pages.cancel import CancelSheet
from ui.pages.check import CheckSheet

pytest_plugins = ("tests.ui.sitting",)
RECEIPT = "NKC1-A-RD-2026-00001"


def copies(store: Store, number: str) -> list[int]:
    with store.read() as connection:
        return [one.copy for one in prints(connection, number)]


def code(store: Store, number: str) -> str:
    with store.read() as connection:
        return qr_text(connection, number)


def open_at(hand: Hand, number: str = RECEIPT) -> object:
    hand.shell.open("documents", {"number": number})
    hand.settle()
    assert hand.page.table.current().number == number
    return hand.page


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the person answers to where the file shall go."""
    path = tmp_path / "papier.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    return path


def test_the_kind_and_the_text_narrow_the_register(hand: Hand) -> None:
    page = hand.go("documents")
    model = page.table.model
    whole = model.rowCount()
    page._kinds.setCurrentIndex(page._kinds.findData("RD"))
    hand.settle()
    assert {model.row(at).code for at in range(model.rowCount())} == {"RD"}
    page._kinds.setCurrentIndex(0)
    hand.write("groupe 2", page._text)
    assert {model.row(at).party for at in range(model.rowCount())} == {"Groupe 2"}
    page._text.clear()
    hand.settle()
    assert model.rowCount() == whole


def test_the_paper_is_drawn_beside_in_its_own_language(hand: Hand) -> None:
    page = open_at(hand)
    assert page._panel._paper.count == 1
    hand.press("العربية", page._panel)
    assert page._panel._paper.count == 1


def test_a_reprint_is_a_journaled_duplicate(hand: Hand, saved: Path) -> None:
    page = open_at(hand)
    before = hand.ask(lambda store: copies(store, RECEIPT))
    hand.press(hand.t("Save as PDF"), page._panel)
    after = hand.ask(lambda store: copies(store, RECEIPT))
    assert len(after) == len(before) + 1
    assert max(after) == max(before) + 1
    assert "DUPLICATA" in pages_of(saved.read_bytes())[0]


def test_a_print_that_went_nowhere_is_no_second_duplicate(
    hand: Hand, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_at(hand)
    with monkeypatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
        hand.press(hand.t("Save as PDF"), page._panel)
    once = hand.ask(lambda store: copies(store, RECEIPT))
    assert not saved.exists()
    hand.press(hand.t("Save as PDF"), page._panel)
    assert hand.ask(lambda store: copies(store, RECEIPT)) == once
    assert saved.exists()


def test_cancelling_asks_a_reason_and_undoes(hand: Hand) -> None:
    item = hand.ask(perishable)
    before = hand.ask(lambda store: held(store, item))
    number = hand.ask(lambda store: give(store, item, 3))
    page = open_at(hand, number)
    hand.press(hand.t("Cancel the document"), page._panel)
    sheet = hand.sheet
    assert isinstance(sheet, CancelSheet)
    hand.key(Qt.Key.Key_F9)
    assert sheet._field.is_wrong
    assert hand.window.veils.top is sheet
    hand.type("Erreur de saisie")
    hand.key(Qt.Key.Key_F9)
    assert hand.window.veils.top is None
    assert hand.ask(lambda store: held(store, item)) == before
    assert page.table.current().status == "cancelled"
    assert not page._panel._cancel.isEnabled()
    assert "est déjà annulé par" in page._panel._cancel.toolTip()
    page = open_at(hand, page.table.current().reversed_by)
    assert not page._panel._cancel.isEnabled()
    assert "est lui-même une annulation" in page._panel._cancel.toolTip()


def test_what_comes_in_the_way_of_cancelling_is_said_with_the_reason_kept(manager: Hand) -> None:
    hand = manager
    item = hand.ask(perishable)
    with_goods = hand.ask(lambda store: bring(store, item, 4, "Z9", "2099-01"))
    page = open_at(hand, with_goods)
    hand.press(hand.t("Cancel the document"), page._panel)
    sheet = hand.sheet
    hand.ask(lambda store: give(store, item, held(store, item)))  # by somebody else, meanwhile
    hand.type("Livraison refusée")
    hand.key(Qt.Key.Key_F9)
    assert hand.window.veils.top is sheet
    assert sheet._field.is_wrong
    assert "0" in sheet._field.problem.text()
    assert sheet._reason.text() == "Livraison refusée"


def test_a_pdf_of_ours_is_genuine(hand: Hand, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_at(hand)
    hand.press(hand.t("Save as PDF"), page._panel)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(saved), ""))
    hand.press(hand.t("Is this paper genuine?"))
    sheet = hand.sheet
    assert isinstance(sheet, CheckSheet)
    assert sheet._answer.tone == "good"
    said = hand.said(sheet).splitlines()
    assert RECEIPT in said
    at = said.index("KIT-FAMILLE")  # to be compared with the print above the code
    assert said[at + 1].isdecimal()
    assert not cut_words(sheet)


def test_a_file_that_is_no_paper_is_answered_with_a_sentence(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = hand.go("documents")
    path = tmp_path / "notes.pdf"
    path.write_bytes(b"not a PDF")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    hand.press(hand.t("Is this paper genuine?"), page)
    assert hand.sheet._answer.tone == "bad"
    hand.key(Qt.Key.Key_Escape)
    assert hand.window.veils.top is None


@pytest.mark.parametrize("layout", ["us", "fr"])
def test_the_code_of_a_receipt_opens_the_check(hand: Hand, layout: str) -> None:
    text = hand.ask(lambda store: code(store, RECEIPT))
    hand.go("documents")
    scan(hand.window, text, layout)
    sheet = hand.sheet
    assert isinstance(sheet, CheckSheet)
    assert sheet._answer.tone == "good"


def test_the_code_of_a_receipt_is_checked_from_any_page(hand: Hand) -> None:
    text = hand.ask(lambda store: code(store, RECEIPT))
    hand.go("today")
    scan(hand.window, text)
    sheet = hand.sheet
    assert isinstance(sheet, CheckSheet)
    assert sheet._answer.tone == "good"
    assert hand.page.table.current().number == RECEIPT


def test_a_paper_that_was_cancelled_since_is_not_green(hand: Hand) -> None:
    cancelled = "NKC1-A-RD-2026-00004"
    text = hand.ask(lambda store: code(store, cancelled))
    hand.go("documents")
    scan(hand.window, text)
    assert hand.sheet._answer.tone == "warn"


def test_a_forged_code_is_said_to_be_none_of_ours(hand: Hand) -> None:
    text = hand.ask(lambda store: code(store, RECEIPT))
    forged = text[:40] + ("B" if text[40] == "A" else "A") + text[41:]
    hand.go("today")
    scan(hand.window, forged)
    sheet = hand.sheet
    assert isinstance(sheet, CheckSheet)
    assert sheet._answer.tone == "bad"


@pytest.mark.parametrize("layout", ["us", "fr"])
def test_a_scanned_label_finds_its_computer(hand: Hand, layout: str) -> None:
    hand.go("documents")
    scan(hand.window, "CPISE:NKC1-A-00001-W", layout)
    hand.until(lambda: hand.shell.place == "assets")
    hand.settle()
    assert hand.page.table.current().tag == "NKC1-A-00001-W"


def test_who_may_only_read_neither_prints_nor_cancels(auditor: Hand) -> None:
    page = open_at(auditor)
    for button in (page._panel._print, page._panel._save, page._panel._cancel):
        assert not button.isEnabled()
        assert button.toolTip() == auditor.t("Your role does not allow this.")
    assert page.print_again() is False
