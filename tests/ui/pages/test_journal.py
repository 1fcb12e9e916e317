"""Who did what and when, and the proof that nobody touched it since."""

import sqlite3

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.language.words import LANGUAGES
from db import schema
from tests.books import AUDITOR, LOGISTICS, MANAGER
from tests.ui.look_checks import cut_words
from tests.ui.pages.movements import give, held, perishable
from tests.ui.real import Hand, Sit
from ui.pages.cancel import CancelSheet

pytest_plugins = ("tests.ui.sitting",)


def entries(hand: Hand) -> list[object]:
    model = hand.page.table.model
    return [model.row(at) for at in range(model.rowCount())]


def choose(hand: Hand, combo: object, data: str) -> None:
    combo.setCurrentIndex(combo.findData(data))
    hand.settle()


def prove(hand: Hand) -> None:
    hand.press(hand.t("Verify now"))
    hand.until(hand.page._verify.isEnabled)
    hand.settle()


def test_a_person_and_a_kind_narrow_it(hand: Hand) -> None:
    page = hand.go("journal")
    assert len(entries(hand)) > 40
    choose(hand, page._who, MANAGER)
    assert {one.actor for one in entries(hand)} == {MANAGER}
    assert "Sidi Ould Brahim" in page._who.currentText()
    choose(hand, page._who, "")
    choose(hand, page._what, "stock.distributed")
    assert {one.kind for one in entries(hand)} == {"stock.distributed"}


def test_days_and_a_document_narrow_it(hand: Hand) -> None:
    page = hand.go("journal")
    whole = len(entries(hand))
    number = next(one.document for one in entries(hand) if one.kind == "stock.distributed")
    hand.write(number.lower(), page._document)
    hand.key(Qt.Key.Key_Return)
    assert {one.document for one in entries(hand)} == {number}
    page._document.clear()
    hand.settle()
    assert len(entries(hand)) == whole
    hand.write("01/01/2026", page._last_day)
    hand.key(Qt.Key.Key_Return)
    assert entries(hand) == []
    page._last_day.setFocus()
    page._last_day.selectAll()
    hand.key(Qt.Key.Key_Delete)
    hand.write("01/01/2026", page._first_day)
    hand.key(Qt.Key.Key_Return)
    assert len(entries(hand)) == whole
    hand.write("31/02/2026", page._first_day)
    hand.key(Qt.Key.Key_Return)
    assert page.note.tone == "bad"
    assert len(entries(hand)) == whole


def test_a_line_says_before_and_after(hand: Hand) -> None:
    item = hand.ask(perishable)
    before = hand.ask(lambda store: held(store, item))
    page = hand.go("journal")
    hand.ask(lambda store: give(store, item, 4))
    assert entries(hand)[0].kind == "stock.distributed"
    page.table.rows.selectRow(0)
    hand.settle()
    said = hand.said(page._panel).splitlines()
    assert str(before) in said
    assert str(before - 4) in said
    assert entries(hand)[0].hash.hex()[:8] in hand.said(page._panel)
    assert "Aïcha Mint Sidi" in hand.said(page._panel)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_happened_is_said_beside_it_without_a_word_cut(hand: Hand, language: str) -> None:
    if hand.window.look.words.code != language:
        hand.window.speak(language)
    page = hand.go("journal")
    first = {one.kind: at for at, one in reversed(list(enumerate(entries(hand))))}
    wrong = []
    for kind, row in first.items():
        page.table.rows.selectRow(row)
        hand.settle()
        wrong += [f"{kind}: {one}" for one in cut_words(page._panel)]
    assert not wrong, "\n".join(wrong)


def test_a_print_says_which_paper(hand: Hand) -> None:
    page = hand.go("journal")
    choose(hand, page._what, "document.printed")
    page.table.rows.selectRow(0)
    hand.settle()
    assert "NKC1-A-BR-2026-00001" in hand.said(page._panel)
    assert "NKC1-A-BR-2026-00001" in {one.document for one in entries(hand)}


def test_the_proof_of_sound_books_is_said_and_kept_in_the_foot(hand: Hand) -> None:
    page = hand.go("journal")
    prove(hand)
    assert page._proof.tone == "good"
    assert str(len(entries(hand))) in page._proof.title.text()
    foot = hand.shell.status.buttons["journal"]
    assert foot.item.tone == "good"
    assert str(len(entries(hand))) in foot.text()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_event_changed_by_hand_is_named(sit: Sit, demo_file: object, language: str) -> None:
    _change_one_byte(demo_file, 20)
    hand = sit(demo_file, language).sign_in(AUDITOR)
    page = hand.go("journal")
    prove(hand)
    assert page._proof.tone == "bad"
    assert "NKC1-A:20" in page._proof.text.text()
    assert hand.shell.status.buttons["journal"].item.tone == "bad"


def test_a_document_is_cancelled_from_its_line(hand: Hand) -> None:
    item = hand.ask(perishable)
    before = hand.ask(lambda store: held(store, item))
    page = hand.go("journal")
    number = hand.ask(lambda store: give(store, item, 4))
    page.table.rows.selectRow(0)
    hand.settle()
    hand.press(hand.t("Cancel by a reversing document"), page._panel)
    sheet = hand.sheet
    assert isinstance(sheet, CancelSheet)
    hand.type("Mauvaise unité")
    hand.press(hand.t("Cancel the document"), sheet)
    assert hand.ask(lambda store: held(store, item)) == before
    assert entries(hand)[0].kind == "stock.reversed"
    assert number in hand.toast()


def test_who_may_only_read_cannot_cancel_from_it(auditor: Hand) -> None:
    page = auditor.go("journal")
    choose(auditor, page._what, "stock.distributed")
    page.table.rows.selectRow(0)
    auditor.settle()
    button = auditor.button(auditor.t("Cancel by a reversing document"), page._panel)
    assert not button.isEnabled()
    assert button.toolTip()


def test_filters_outlive_a_change_of_language(hand: Hand) -> None:
    page = hand.go("journal")
    choose(hand, page._who, LOGISTICS)
    hand.window.speak("en")
    hand.settle()
    assert hand.page._who.currentData() == LOGISTICS
    assert {one.actor for one in entries(hand)} == {LOGISTICS}


def _change_one_byte(path: object, seq: int) -> None:
    """As a thief would: the guards taken away, one letter in one event, the guards put back."""
    with sqlite3.connect(path) as connection:
        guards = connection.execute(
            "select name, sql from sqlite_master where type = 'trigger' and tbl_name = ?",
            (schema.event.name,),
        ).fetchall()
        for name, _sql in guards:
            connection.execute(f"drop trigger {name}")
        where = "where device = 'NKC1-A' and seq = ?"
        (body,) = connection.execute(f"select body from event {where}", (seq,)).fetchone()
        changed = body.replace(b'"actor":"a', b'"actor":"b', 1)
        assert changed != body
        connection.execute(f"update event set body = ? {where}", (changed, seq))
        for _name, sql in guards:
            connection.execute(sql)
    connection.close()
