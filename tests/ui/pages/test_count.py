"""Counting at the window: by key, by scan, through a power cut, until somebody else agrees."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Barcode, Item, Named
from cpise_inventory.counts import commands, queries
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import ADMIN, CENTRE, LOGISTICS, MANAGER
from tests.ui.keys import scan
from tests.ui.look_checks import cut_words, nameless
from tests.ui.pages.counting import SHEET, SHELF, Counter, shelf_of
from tests.ui.real import SIZES, Sit
from ui.pages.count_start import StartSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def at(sit: Sit, demo_file: Path) -> Callable[..., Counter]:
    """`at("sidi", "ar")`: at a window of the example's books."""

    def sit_down(name: str = LOGISTICS, language: str = "fr") -> Counter:
        hand = sit(demo_file, language, Counter).sign_in(name)
        assert isinstance(hand, Counter)
        return hand

    return sit_down


def test_a_shelf_of_twenty_lines_is_a_figure_and_enter_each(at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 20))
    number = hand.begin("whole", SHELF)
    assert hand.focus is hand.entry.edit
    for _ in range(20):
        hand.figure("10")
    assert hand.entry.done() == (20, 20)
    hand.key(Qt.Key.Key_F9)
    hand.keys += 1
    assert hand.status(number) == "settled"
    assert hand.keys == 20 * 3 + 1  # two digits and Enter a line, and F9: see docs/effort.md


def test_scanning_a_shelf_is_a_scan_a_figure_and_enter_each(at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 20))
    hand.begin("whole", SHELF)
    for n in range(20, 0, -1):  # in whatever order the boxes stand
        hand.scan(f"ARTICLE-{n:02d}")
        assert hand.entry.current[1] == f"ARTICLE-{n:02d}"
        assert hand.focus is hand.entry.edit
        hand.figure("9")
    assert hand.entry.done() == (20, 20)
    assert (hand.scans, hand.keys) == (20, 20 * 2)


def test_the_screen_says_nothing_of_what_is_booked_until_all_is_counted(at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 2))
    hand.begin("whole", SHELF)
    assert "10" not in hand.said(hand.entry).split()
    hand.figure("10")
    hand.key(Qt.Key.Key_F9)
    assert hand.status() == "open"
    assert hand.entry.answer.tone == "warn"  # a line has no figure
    hand.figure("7")
    hand.key(Qt.Key.Key_F9)
    assert hand.status() == "waits"
    assert hand.page.differences.isVisible()
    assert [one.difference for one in hand.page.differences.differing()] == [-3]


def test_a_power_cut_loses_no_figure(sit, demo_file, at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 3))
    number = hand.begin("whole", SHELF)
    hand.figure("4x2")
    hand.figure("9")
    hand.window.worker.close()  # as if: nothing more is written but what is on the disk by now
    again = sit(demo_file, "fr", Counter).sign_in()
    again.go("count")
    again.settle()
    assert again.page._number == number
    assert again.entry.done() == (2, 3)
    kept = again.entry.figures.kept
    assert [(one.typed, one.quantity) for one in kept.values()] == [("4x2", 8), ("9", 9)]
    assert again.focus is again.entry.edit


def test_what_leaves_while_it_is_counted_is_no_difference(at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 2))
    hand.begin("whole", SHELF)
    hand.figure("10")

    def give(store: Store) -> None:
        wanted = Distribution(
            CENTRE, "Cuisine", "unit", [Wanted("ARTICLE-01", 4)], storeroom="MAGASIN/A1"
        )
        with store.write(ADMIN) as work:
            distribute(work, wanted)

    hand.ask(give)
    hand.figure("10")
    hand.key(Qt.Key.Key_F9)
    assert hand.status() == "settled"
    assert hand.on_hand("ARTICLE-01") == 6


def test_a_line_says_the_name_of_its_place_and_not_its_code(at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 1))
    hand.begin("whole", f"{CENTRE}/MAGASIN")
    said = hand.said(hand.entry)
    assert "Magasin" in said
    assert "MAGASIN" not in said


def test_the_papers_code_opens_the_sheet(at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 2))

    def sheet(store: Store) -> str:
        with store.write(LOGISTICS) as work:
            number = commands.open_count(work, Sheeting(CENTRE, storeroom="MAGASIN/A1"))
        with store.read() as connection:
            return qr_text(connection, number)

    code = hand.ask(sheet)
    hand.shell.open("today")
    hand.settle()
    scan(hand.window, code)
    hand.settle()
    assert hand.shell.place == "count"
    assert hand.page._number == SHEET
    assert hand.entry.done() == (0, 2)


GS1 = "(01)04006381333931(17)290630(10)LOT-7(30){count}"


def coded(store: Store) -> None:
    """An item with a GTIN, of two lots."""
    with store.write(ADMIN) as work:
        barcode = (Barcode("4006381333931"),)
        describe_items(work, [Item("CODE-1", Named("Lait"), keeps_expiry=True, barcodes=barcode)])
    with store.write(LOGISTICS) as work:
        lines = [
            Incoming("CODE-1", 30, "LOT-6", "2029-05"),
            Incoming("CODE-1", 60, "LOT-7", "2029-06-30"),
        ]
        receive(work, Delivery(CENTRE, "OIM", lines))


def test_a_gs1_code_names_the_lot_and_says_how_many(at) -> None:
    hand = at()
    hand.ask(coded)
    hand.begin()
    for boxes in (1, 2):
        hand.scan(GS1.format(count=24))
        line = next(one for one in hand.entry.lines() if one.key == hand.entry.current)
        assert (line.key[1], line.number) == ("CODE-1", "LOT-7")
        assert hand.entry.edit.value() == 24 * boxes
    assert hand.entry.figures.kept[line.key].quantity == 48
    hand.scan(GS1.format(count=24).replace("LOT-7", "LOT-9"))
    assert "LOT-9" in hand.said(hand.entry)
    hand.scan(GS1.format(count=24).replace("333931", "333932"))
    assert hand.t("Nothing here has the code {code}.", code="") not in hand.said(hand.entry)
    assert "4006381333932" in hand.said(hand.entry)
    assert hand.entry.figures.kept[line.key].quantity == 48


def test_a_free_sheet_takes_what_is_scanned_and_says_what_is_unknown(at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 2))
    hand.begin("free", SHELF)
    hand.scan("ARTICLE-02")
    assert hand.far() == ((0, 1), "0 sur 1", "Lignes comptées\u00a0: 0 sur 1")
    hand.figure("11")
    assert hand.far() == ((1, 1), "1 sur 1", "Lignes comptées\u00a0: 1 sur 1")
    hand.scan("NOWHERE-99")
    assert hand.entry.answer.tone == "bad"
    hand.write("11", hand.entry.edit)
    assert hand.entry.answer.tone == ""  # who types on has read it
    hand.key(Qt.Key.Key_F9)
    assert hand.status() == "waits"
    assert [one.difference for one in hand.page.differences.differing()] == [1]


def test_on_a_free_sheet_each_figure_is_of_the_item_that_was_named_last(at) -> None:
    hand = at()
    hand.begin("free")
    figures = {"SAVON-250": "104", "GEL-500": "38", "BROSSE-DENTS": "150"}
    for item, figure in figures.items():
        hand.entry.search.setFocus()
        hand.enter(item)
        assert hand.entry.current is not None
        assert hand.entry.current[1] == item
        hand.enter(figure)
    assert {key[1]: one.typed for key, one in hand.entry.figures.kept.items()} == figures


def test_a_figure_typed_while_its_line_is_looked_up_is_its_own(at) -> None:
    hand = at()
    hand.begin("free")
    entering = hand.page.entering
    for item, figure in (("SAVON-250", "104"), ("GEL-500", "38")):
        entering._add(item)
        assert hand.entry.edit.hasFocus()
        hand.entry.edit.set_typed(figure)
        hand.entry.enter()
        hand.settle()
    kept = {key[1]: one.typed for key, one in hand.entry.figures.kept.items()}
    assert kept == {"SAVON-250": "104", "GEL-500": "38"}


def test_a_figure_that_cannot_be_read_stays_with_its_sentence(at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 1))
    hand.begin("whole", SHELF)
    hand.figure("4x")
    assert hand.entry.field.is_wrong
    assert hand.entry.edit.text() == "4x"
    assert hand.entry.done() == (0, 1)


def test_a_count_is_given_up_with_a_reason(at) -> None:
    hand = at()
    hand.begin()
    hand.press(hand.t("Give up…"))
    sheet = hand.sheet
    hand.key(Qt.Key.Key_F9)
    assert sheet.fields["reason"].is_wrong
    hand.write("Interrompu", sheet.reason)
    hand.key(Qt.Key.Key_F9)
    assert hand.status() == "cancelled"


def test_only_managers_set_the_limit(at) -> None:
    hand = at()
    hand.go("count")
    assert not hand.button(hand.t("Limit…")).isEnabled()
    hand.close()
    manager = at(MANAGER)
    manager.go("count")
    manager.press(manager.t("Limit…"))
    sheet = manager.sheet
    manager.write("3", sheet.units)
    manager.write("150", sheet.percent)
    manager.key(Qt.Key.Key_F9)
    assert sheet.fields["percent"].is_wrong
    manager.write("20", sheet.percent)
    manager.key(Qt.Key.Key_F9)
    assert manager.window.veils.top is None

    def rule(store: Store) -> tuple[int, int]:
        with store.read() as connection:
            return tuple(queries.rule(connection, CENTRE))

    assert manager.ask(rule) == (3, 20)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_word_is_cut_in_any_view_of_a_count(at, language: str) -> None:
    hand = at(LOGISTICS, language)
    hand.ask(lambda store: shelf_of(store, 2))
    wrong = []

    def look(where: str) -> None:
        for size in SIZES:
            hand.resize(*size)
            found = cut_words(hand.window) + nameless(hand.window)
            wrong.extend(f"{where} {size}: {one}" for one in found)

    page = hand.go("count")
    page.start()
    sheet = hand.sheet
    assert isinstance(sheet, StartSheet)
    hand.until(sheet.chosen.text)  # what the handful would be, and why
    assert "%" in sheet.chosen.text()
    look("start")
    hand.press(hand.t("Open the sheet"), hand.sheet)
    look("entry")
    while hand.entry.done()[0] < hand.entry.done()[1]:
        hand.figure("3")
    hand.key(Qt.Key.Key_F9)
    look("differences")
    hand.page._explain(hand.page.differences.differing()[0])
    assert hand.sheet
    look("reason")
    hand.sheet.done()
    hand.page.approve()
    assert hand.sheet
    look("approve")
    hand.sheet.done()
    hand.page.close_count()
    hand.settle()
    look("list")
    assert not wrong, "\n".join(wrong)


def test_the_example_shows_no_count_and_says_what_one_is(at) -> None:
    hand = at()
    hand.go("count")
    assert hand.t("No counts here") in hand.said()
