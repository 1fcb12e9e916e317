"""Kits made and taken apart in the window: what stands in is seen, drafts wait."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.commands import define_kit, describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.store import Store
from tests.books import ADMIN, CENTRE, DONATION, DONOR, LOGISTICS
from tests.ui.look_checks import cut_words, nameless
from tests.ui.pages.movements import held
from tests.ui.real import SIZES, Hand
from ui.pages.assemble_sheet import AssembleSheet
from ui.pages.catalogue import CataloguePage
from ui.pages.issued import IssuedSheet
from ui.pages.kit_editor import KitEditor
from ui.pages.open_kits_sheet import OpenKitsSheet
from ui.pages.plan import KITS, PlanPage

pytest_plugins = ("tests.ui.sitting",)
CASE, CUP, MUG, LAMP = "MALLE-9", "GOBELET-9", "TASSE-9", "LAMPE-9"


def furnish(store: Store) -> None:
    """A case of two cups, for which a mug may stand in, and a lamp; cups are short."""
    with store.write(ADMIN) as work:
        names = (
            (CASE, Named("Malle de cuisine", "صندوق المطبخ", "Kitchen case")),
            (CUP, Named("Gobelet", "كوب", "Cup")),
            (MUG, Named("Tasse", "فنجان", "Mug")),
            (LAMP, Named("Lampe", "مصباح", "Lamp")),
        )
        describe_items(work, [Item(code, name) for code, name in names])
        define_kit(work, CASE, [(CUP, 2), (LAMP, 1)], [(CUP, MUG)])
    with store.write(LOGISTICS) as work:
        lines = [Incoming(CUP, 9), Incoming(MUG, 30), Incoming(LAMP, 10)]
        receive(work, Delivery(CENTRE, DONOR, lines, donation=DONATION))


@pytest.fixture
def making(hand: Hand) -> AssembleSheet:
    """The sheet, opened from planning for the case."""
    hand.ask(furnish)
    return making_at(hand)


def test_how_many_is_said_without_and_with_substitutes(hand: Hand, making: AssembleSheet) -> None:
    making.done()
    table = hand.page.kits.table
    shown = [table.model.row(at) for at in range(table.model.rowCount())]
    of_case = [row for row in shown if row.kit.kit == CASE and row.part is None]
    cells = [[column.text(row) for column in table.model.columns[:2]] for row in of_case]
    assert [figure for _, figure in cells] == ["4", "10"]
    assert hand.t("With substitutes") in cells[1][0]


def making_at(hand: Hand) -> AssembleSheet:
    page = hand.go("plan")
    assert isinstance(page, PlanPage)
    page.tabs.button(KITS).click()
    hand.settle()
    page.kits.table.choose((CASE, "", False))
    hand.settle()
    page.kits.make.click()
    sheet = hand.sheet
    assert isinstance(sheet, AssembleSheet)
    return sheet


def test_what_stands_in_is_seen_before_it_goes_in(hand: Hand, making: AssembleSheet) -> None:
    assert making.kits.hasFocus()
    hand.type("6")
    hand.settle()
    mug = making.edits[CUP, MUG]
    assert mug.value() == 3
    assert hand.t("Check what really goes in; the kit note says so.") in hand.said(making)
    assert making.do.accessibleName() == hand.t("Make with substitutes")
    hand.write("2", mug)
    assert hand.t("Missing: {quantity}", quantity=1) in hand.said(making)
    hand.key(Qt.Key.Key_F9)
    assert hand.window.veils.top is making  # one is missing still
    assert "Tasse" in hand.said(making) or MUG in hand.said(making)
    assert (making.kits.value(), mug.value()) == (6, 2)
    hand.write("3", mug)
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)
    assert hand.ask(lambda store: [held(store, one) for one in (CASE, CUP, MUG)]) == [6, 0, 27]


def test_what_nobody_has_seen_goes_into_no_kit(hand: Hand, making: AssembleSheet) -> None:
    """F9 in one stroke with the figure: the books haven't said yet what is short."""
    making.kits.set_typed("6")
    making.do.click()
    hand.settle()
    assert hand.window.veils.top is making
    assert making.fields["quantity"].is_wrong
    assert hand.ask(lambda store: held(store, CASE)) == 0


def test_kits_are_taken_apart_from_the_stock(hand: Hand, making: AssembleSheet) -> None:
    hand.type("6")
    hand.settle()
    hand.key(Qt.Key.Key_F9)
    hand.press(hand.t("Close"), hand.sheet)
    hand.shell.open("stock", {"item": CASE, "centre": CENTRE})
    hand.settle()
    page = hand.page
    row = next(one for one in page._source.snapshot.rows if one.item == CASE)
    apart = hand.t("Take kits apart…")
    next(one for one in page._row_actions(row) if one.text() == apart).trigger()
    sheet = hand.sheet
    assert isinstance(sheet, OpenKitsSheet)
    hand.type("6")
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)
    assert hand.ask(lambda store: [held(store, one) for one in (CASE, CUP, MUG)]) == [0, 9, 30]


def test_a_draft_is_shown_refused_and_completed(hand: Hand) -> None:
    hand.ask(furnish)
    hand.ask(_draft)
    sheet = making_at(hand)
    assert "brouillon" in hand.said(sheet)
    assert not sheet.do.isEnabled()
    sheet.done()
    row = hand.page.kits.table.current()
    assert row.is_draft
    page = hand.go("catalogue")
    assert isinstance(page, CataloguePage)
    page.table.choose(CASE)
    hand.settle()
    assert "? × " in hand.said(page.panel)
    assert "Brouillon" in hand.said(page.panel)
    hand.press(hand.t("Contents of the kit"))
    editor = hand.sheet
    assert isinstance(editor, KitEditor)
    assert editor.edits[LAMP].value() is None
    hand.write("1", editor.edits[LAMP])
    hand.key(Qt.Key.Key_F9)
    assert "version 3" in hand.said(page.panel)
    assert making_at(hand).do.isEnabled()


def _draft(store: Store) -> None:
    with store.write(ADMIN) as work:
        define_kit(work, CASE, [(CUP, 2)], [(CUP, MUG)], [LAMP])


def test_the_sheet_reads_well(hand: Hand, making: AssembleSheet) -> None:
    for language in LANGUAGES:
        if language != hand.window.look.words.code:
            making.done()
            hand.window.speak(language)
            hand.settle()
            making = making_at(hand)
        hand.type("40")
        hand.settle()
        for width, height in SIZES:
            hand.resize(width, height)
            assert cut_words(making) == []
            assert nameless(making) == []
