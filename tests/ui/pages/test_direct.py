"""Labels straight to a printer that speaks ZPL, at the real window: all out, or the rest later."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.assets import queries
from cpise_inventory.labels.printed import Reprint, printed
from cpise_inventory.printing import direct
from tests.printing.label_printer import label_printer
from tests.ui.look_checks import cut_words, nameless
from tests.ui.pages.at_labels import page_of
from tests.ui.real import SIZES
from ui.pages.direct_sheet import DirectSheet
from ui.pages.label_setting import DIRECT

pytest_plugins = ("tests.ui.sitting", "tests.ui.pages.labels_sitting")


@pytest.fixture
def at(at_labels):
    return at_labels


@pytest.fixture
def tags(label_tags):
    return label_tags


def sheet_for(hand, where, roll="T50x25"):
    page = page_of(hand)
    page.setting.choose_sheet(roll)
    page.setting._printer.choose(DIRECT)
    hand.settle()
    hand.key(Qt.Key.Key_F9)
    sheet = hand.sheet
    assert isinstance(sheet, DirectSheet)
    hand.write(where, sheet.where)
    return sheet


def labelled(hand):
    def counted(store):
        with store.read() as connection:
            return {one.tag: one.labels for one in queries.assets(connection)}

    return hand.ask(counted)


def generations(hand, tags):
    def read(store):
        with store.read() as connection:
            return {one.generation for one in printed(connection, tags).values()}

    return hand.ask(read)


def test_all_labels_go_to_the_printer_and_are_ticked_no_more(at, tags, monkeypatch):
    monkeypatch.setattr(direct, "ANSWER_SECONDS", 0.1)
    with label_printer() as (where, taken):
        sheet_for(at, where)
        at.key(Qt.Key.Key_F9)
        at.until(lambda: at.window.veils.top is None)
        at.settle()
    assert bytes(taken).count(b"^XZ") == len(tags)
    assert set(labelled(at).values()) == {1}
    assert page_of(at).list.tags == []
    assert page_of(at)._memory.direct == (where, "203")


def test_after_a_stop_the_rest_is_printed(at, tags, monkeypatch):
    monkeypatch.setattr(direct, "ANSWER_SECONDS", 0.1)
    real = direct.Printer.take

    def hangs_up(self, labels, handed):
        """After the second label, as a printer that is switched off."""
        real(self, labels[:2], handed)
        raise direct.PrinterWentAway(self.where, 2, len(labels), labels[1][0])

    with label_printer() as (where, _):
        sheet = sheet_for(at, where)
        sheet._rest = replace(sheet._rest, reprint=Reprint("worn"))
        monkeypatch.setattr(direct.Printer, "take", hangs_up)
        at.key(Qt.Key.Key_F9)
        at.until(sheet.last_field.isVisible)
        at.settle()
    assert sheet.last.code == tags[1]
    assert "2" in at.said(sheet)
    monkeypatch.setattr(direct.Printer, "take", real)
    sheet.last.choose(tags[0])  # the second one is spoiled
    assert sheet.start.text().startswith("Imprimer 4 ")
    with label_printer() as (where, taken):
        at.write(where, sheet.where)
        at.key(Qt.Key.Key_F9)
        at.until(lambda: at.window.veils.top is None)
        at.settle()
    assert bytes(taken).count(b"^XZ") == len(tags) - 1
    assert sorted(labelled(at).values()) == [1, *[2] * (len(tags) - 1)]
    assert generations(at, tags) == {1}  # no label that never came out was replaced


def test_what_cannot_be_printed_is_told_at_its_field_and_not_journaled(at, tags):
    sheet = sheet_for(at, "127.0.0.1:1")
    at.key(Qt.Key.Key_F9)
    at.until(lambda: sheet.fields["to"].is_wrong)
    assert set(labelled(at).values()) == {0}
    at.write("", sheet.where)
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["to"].is_wrong
    sheet.done()
    at.settle()
    sheet = sheet_for(at, "127.0.0.1:1", roll="L7160")
    at.key(Qt.Key.Key_F9)
    at.until(sheet.problem.isVisible)
    assert "L7160" in at.said(sheet)


def test_the_sheet_fits_every_window(at, tags):
    for size in SIZES:
        at.resize(*size)
        sheet = sheet_for(at, "192.168.1.50")
        sheet.last_field.show()
        at.settle()
        assert cut_words(sheet) == []
        assert nameless(sheet) == []
        sheet.done()
        at.settle()
