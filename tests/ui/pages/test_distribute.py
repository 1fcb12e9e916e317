"""Distributing at the real window: to whom, what, from which lots, and the receipt beside."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cpise_inventory.addresses import Address
from cpise_inventory.documents import queries as documents
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.stock.events import Distributed, Headcount
from cpise_inventory.store import Store, open_store
from tests.books import BUCKET, CENTRE, KIT, SOAP, assert_sound, bring, hand_out, stock
from tests.ui import keys
from tests.ui.pages.forms import enter, looked_at
from tests.ui.real import SIZES, Hand, Sit
from ui.pages.distribute import DistributePage
from ui.pages.issued import IssuedSheet
from ui.pages.kit_sheet import KitSheet
from ui.pages.lot_sheet import LotSheet, Storeroom
from ui.pages.when_sheet import WhenSheet, Where

pytest_plugins = ("tests.ui.sitting",)

HEADS = ("", "9", "4", "", "8", "3")
"""Girls and boys of 0 to 5, 6 to 11, 12 to 17."""


@pytest.fixture
def books(books_file: Address) -> Callable[[], Store]:
    """The same books from beside, with soap in two lots, buckets and kits."""
    with open_store(books_file) as store:
        bring(store, SOAP, 30, "L1", "2027-06")
        bring(store, SOAP, 100, "L2", "2028-06")
        bring(store, BUCKET, 40)
        bring(store, KIT, 80, "K1", "2028-01")
        hand_out(store, BUCKET, 1)
    return lambda: open_store(books_file)


@pytest.fixture
def at(sit: Sit, books_file: Address, books: Callable[[], Store]) -> Hand:
    """Aïcha at the page, in French."""
    assert books_file.file is not None
    hand = sit(books_file.file).sign_in()
    hand.go("distribute")
    return hand


def page_of(hand: Hand) -> DistributePage:
    assert isinstance(hand.page, DistributePage)
    return hand.page


def count_group(hand: Hand, name: str = "Groupe A") -> None:
    page_of(hand).whom.recipient.setFocus()
    enter(hand, name, *HEADS)


def to_lines(hand: Hand) -> None:
    page_of(hand).what.search.setFocus()


def looked_up(hand: Hand) -> DistributePage:
    """Once the lots are known."""
    page = page_of(hand)
    hand.until(lambda: not page.what._pause.isActive())
    hand.settle()
    return page


def event_of(store: Store, number: str) -> Distributed:
    with store.read() as connection:
        found = documents.document_of(connection, number)
        assert found is not None
        said = documents.issued_event(connection, store.journal, found).payload
    assert isinstance(said, Distributed)
    return said


def quantities(page: DistributePage) -> list[tuple[str, str]]:
    return [(line.item.code, line.values.get("quantity", "")) for line in page.what.grid.lines]


def test_a_kit_for_a_group_takes_few_keys(at, books):
    """docs/effort.md: no change makes it dearer unseen."""
    spent = 1  # F4, which opened the page
    for text in ("Gr A", *HEADS):
        enter(at, text)
        spent += len(text) + 1
    assert page_of(at).what.search.hasFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_F9):
        at.key(key)
        spent += 1
    at.settle()
    assert isinstance(at.sheet, IssuedSheet)
    with books() as store:
        assert event_of(store, at.sheet.number).served == 24
    assert spent <= 19


def test_a_kit_for_a_group_by_keys_and_f9_issues_the_receipt(at, books):
    page = page_of(at)
    assert page.whom.recipient.hasFocus()
    enter(at, "Groupe A", *HEADS)
    assert page.what.kit.text().startswith("Kit × 24")
    page.what.kit.setFocus()
    at.key(Qt.Key.Key_Return)
    assert quantities(page) == [(KIT, "24")]
    page.handed.name.setFocus()
    enter(at, "Mohamed Lemine Ould Ahmed", "Distribution mensuelle")
    assert page.foot.totals.whole() == "1 ligne · 24 unités · 24 personnes"
    at.key(Qt.Key.Key_F9)
    sheet = at.sheet
    assert isinstance(sheet, IssuedSheet)
    with books() as store:
        said = event_of(store, sheet.number)
        assert stock(store, KIT) == {"K1": 56}
        assert_sound(store)
    assert (said.recipient, said.recipient_kind, said.served) == ("Groupe A", "group", 24)
    assert Headcount("f", "6-11", 9) in said.heads
    assert (said.handed_to, said.remarks) == (
        "Mohamed Lemine Ould Ahmed",
        "Distribution mensuelle",
    )


def test_the_form_is_ready_for_the_next_group(at):
    page = page_of(at)
    count_group(at)
    page.what.add_kit()
    at.key(Qt.Key.Key_F9)
    at.sheet.done()
    at.settle()
    assert not page.has_work()
    assert page.whom.kind == "group"
    assert page.whom.served == 0
    assert page.whom.recipient.hasFocus()
    at.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.type("Erreur de groupe")
    at.key(Qt.Key.Key_F9)
    at.until(lambda: at.window.veils.top is None)


def test_soap_to_a_unit_leaves_first_expired_first_out(at, books):
    page = page_of(at)
    at.press("Unité du centre")
    assert page.whom.recipient.hasFocus()
    enter(at, "Cuisine", "12")
    to_lines(at)
    enter(at, "savon", "4x10")
    page = looked_up(at)
    line = page.what.grid.lines[0]
    assert line.values["lot"] == "2 lots"
    assert line.values["left"] == "90"
    at.key(Qt.Key.Key_F9)
    sheet = at.sheet
    assert isinstance(sheet, IssuedSheet)
    with books() as store:
        said = event_of(store, sheet.number)
        assert stock(store, SOAP) == {"L2": 90}
    assert (said.recipient_kind, said.served) == ("unit", 12)


def test_more_than_there_is_is_said_with_what_there_is(at, books):
    page = page_of(at)
    count_group(at)
    to_lines(at)
    enter(at, "seau", "50")
    page = looked_up(at)
    said = page.what.trouble.title.text()
    assert "39" in said
    assert "Seau 14 l" in said
    assert "Magasin" in said
    at.key(Qt.Key.Key_F9)
    assert page.what.grid.editor("quantity").hasFocus()
    assert page.what.grid.lines[0].problems
    at.press("Mettre 39")
    looked_up(at)
    assert page.what.trouble.tone == ""
    at.key(Qt.Key.Key_F9)
    assert isinstance(at.sheet, IssuedSheet)
    with books() as store:
        assert stock(store, BUCKET) == {}


def test_another_lot_is_taken_with_a_reason_which_stands_on_the_receipt(at, books):
    page = page_of(at)
    count_group(at)
    to_lines(at)
    enter(at, "savon", "10")
    at.key(Qt.Key.Key_F10)
    sheet = at.sheet
    assert isinstance(sheet, LotSheet)
    at.until(lambda: sheet.tiles)
    assert [tile.name.whole() for tile in sheet.tiles.values()] == ["L1", "L2"]
    list(sheet.tiles.values())[1].click()
    at.key(Qt.Key.Key_F9)
    assert sheet.field.is_wrong
    at.write("Cartons du fond inaccessibles", sheet.reason)
    at.key(Qt.Key.Key_F9)
    page = looked_up(at)
    assert page.what.grid.lines[0].values["lot"] == "L2"
    at.key(Qt.Key.Key_F9)
    issued = at.sheet
    assert isinstance(issued, IssuedSheet)
    with books() as store:
        assert stock(store, SOAP) == {"L1": 30, "L2": 90}
        assert "Cartons du fond" in event_of(store, issued.number).remarks


def test_without_a_name_or_heads_the_field_says_so(at):
    page = page_of(at)
    for kind in ("unit", "staff", "group"):
        page.whom.kinds.button(kind).click()
        page.what.add_kit()
        at.key(Qt.Key.Key_F9)
        assert page.whom.name.is_wrong, kind
        assert page.whom.recipient.hasFocus(), kind
        enter(at, "Aminetou")
        at.key(Qt.Key.Key_F9)
        if kind == "group":
            assert page.whom.heads.problem.isVisible()
            assert page.whom.heads.fields["f", "0-5"].hasFocus()
            enter(at, "1")
            at.key(Qt.Key.Key_F9)
        sheet = at.sheet
        assert isinstance(sheet, IssuedSheet), kind
        sheet.done()
        at.settle()


def test_nothing_to_hand_out_is_said(at):
    count_group(at)
    at.key(Qt.Key.Key_F9)
    assert page_of(at).what.trouble.tone == "bad"


def test_earlier_recipients_are_proposed_and_never_forced(at):
    page = page_of(at)
    at.press("Unité du centre")
    recipient = page.whom.recipient
    at.type("Acc")
    at.key(Qt.Key.Key_Return)  # before the list is there
    assert page.whom.recipient_text() == "Accueil"
    at.write("acc", recipient)
    at.until(recipient.list.isVisible)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        at.key(key)  # the first keeps what is marked, the second goes to the text as it stands
    assert page.whom.recipient_text() == "acc"
    at.write("cueil", recipient)
    at.key(Qt.Key.Key_Return)  # no name begins so: nothing was marked
    assert page.whom.recipient_text() == "cueil"
    at.write("ACCUEIL", recipient)
    at.key(Qt.Key.Key_Return)
    assert page.whom.recipient_text() == "Accueil"


def test_kits_that_are_not_made_up_can_be_given_in_pieces(at, books):
    page = page_of(at)
    page.whom.recipient.setFocus()
    enter(at, "Tous", "", "90")
    page.what.kit.click()
    sheet = at.sheet
    assert isinstance(sheet, KitSheet)
    sheet.tiles[1][0].click()
    at.key(Qt.Key.Key_F9)
    assert quantities(page) == [(SOAP, "180"), (BUCKET, "90")]


def test_a_scan_adds_a_line_and_the_same_code_again_one_more(at):
    page = page_of(at)
    count_group(at)
    keys.scan(at.window, BUCKET)
    at.until(lambda: quantities(page) == [(BUCKET, "1")])
    keys.scan(at.window, BUCKET, "ara")
    at.until(lambda: quantities(page) == [(BUCKET, "2")])
    assert page.what.answer.tone == "good"
    keys.scan(at.window, "6191234500128")
    at.until(lambda: page.what.answer.tone == "bad")
    assert quantities(page) == [(BUCKET, "2")]


def test_the_receipt_is_drawn_beside_in_the_language_chosen(at):
    page = page_of(at)
    at.until(lambda: page.panel.paper.count == 1)
    before = page.panel.paper._pages.pages[0].toImage()
    count_group(at)
    page.what.add_kit()
    at.rest(page)
    typed = page.panel.paper._pages.pages[0].toImage()
    assert typed != before
    page.panel.languages.button("ar").click()
    at.settle()
    assert page.panel.paper._pages.pages[0].toImage() != typed
    at.key(Qt.Key.Key_F9)
    sheet = at.sheet
    assert isinstance(sheet, IssuedSheet)
    assert sheet._choices.chosen == "ar"


def test_looking_at_the_preview_writes_nothing(at, books):
    with books() as store, store.read() as connection:
        before = documents.register_size(connection)
    count_group(at)
    page_of(at).what.add_kit()
    at.rest(page_of(at))
    with books() as store, store.read() as connection:
        assert documents.register_size(connection) == before


def test_in_a_narrow_window_the_preview_is_a_sheet_and_step_one_a_line(at):
    page = page_of(at)
    at.resize(1024, 600)
    assert not page.panel.isVisible()
    count_group(at)
    to_lines(at)
    assert page.whom.folded
    assert "24 personnes" in page.whom.summary.whole()
    at.press("Aperçu du reçu")
    at.until(lambda: page.panel.paper.count == 1)
    at.sheet.done()
    page.whom.change.click()
    assert not page.whom.folded
    at.resize(1366, 768)
    assert page.panel.isVisible()


def test_the_day_may_be_set_back(at, books):
    at.press("Date, magasin…")
    sheet = at.sheet
    assert isinstance(sheet, WhenSheet)
    at.write("31/02/2026", sheet.day)
    at.key(Qt.Key.Key_F9)
    assert sheet.field.is_wrong
    today = datetime.now(UTC).date()
    at.write(f"{today.replace(day=1):%d/%m/%Y}", sheet.day)
    at.key(Qt.Key.Key_F9)
    page = page_of(at)
    assert f"{today.replace(day=1):%d/%m/%Y}" in page.fact.whole()
    count_group(at)
    page.what.add_kit()
    looked_up(at)
    at.key(Qt.Key.Key_F9)
    assert page.what.grid.problems()  # there was none of it on that day
    page.clear()
    at.go("today")
    at.go("distribute")
    assert f"{today:%d/%m/%Y}" in page_of(at).fact.whole()  # nobody asked for that day again


def test_the_draft_survives_another_language(at):
    page = page_of(at)
    count_group(at)
    to_lines(at)
    enter(at, "savon", "4x3")
    page.handed.name.setFocus()
    at.type("Mohamed Lemine")
    page.where = Where(CENTRE, "NKC1/MAGASIN")
    at.window.speak("ar")
    at.settle()
    page = page_of(at)
    assert quantities(page) == [(SOAP, "4x3")]
    assert page.what.grid.lines[0].values["item"] == "صابون 250 غ"
    assert (page.whom.recipient_text(), page.whom.served) == ("Groupe A", 24)
    assert page.handed.name.text() == "Mohamed Lemine"


def test_the_draft_survives_a_power_cut(at, sit, books_file):
    count_group(at)
    to_lines(at)
    enter(at, "savon", "12")
    at.settle()
    after = sit(books_file.file).sign_in()  # the first window was never closed
    after.go("distribute")
    after.press("Reprendre")
    page = page_of(after)
    after.until(lambda: page.what.grid.lines)
    assert quantities(page) == [(SOAP, "12")]
    assert page.whom.served == 24


def test_a_draft_of_another_version_does_no_harm(at):
    page = page_of(at)
    drafts: list[dict[str, Any]] = [
        {},
        {"whom": 3, "lines": "x", "where": [1, 2, 3]},
        {"whom": {"kind": "clan", "heads": []}, "lines": [3, {"item": 4}, {"item": "NIX"}]},
        {"where": ["NKC1", "", "2026-13-45"], "language": "xx"},
    ]
    for state in drafts:
        page.restore(state)
        at.settle()
        assert quantities(page) == []


def test_rows_of_a_spreadsheet_become_lines(at):
    page = page_of(at)
    QApplication.clipboard().setText(f"{SOAP}\t12\nSeau 14 l\t3\n")
    to_lines(at)
    at.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    at.until(lambda: page.what.grid.lines)
    assert quantities(page) == [(SOAP, "12"), (BUCKET, "3")]


def test_an_auditor_is_told_why_not(sit, books_file, books):
    hand = sit(books_file.file).sign_in("mariem")
    hand.go("distribute")
    button = hand.button("Émettre le reçu")
    assert not button.isEnabled()
    assert button.toolTip()


def test_a_full_form_and_its_sheets_cut_no_word(at, books):
    with books() as store:
        number = hand_out(store, BUCKET, 1)
    count_group(at, "Groupe des grands du matin")
    to_lines(at)
    enter(at, "savon", "4x3", "seau", "50")
    wrong = []
    for language, size in product(LANGUAGES, SIZES):
        if at.window.look.words.code != language:
            at.window.speak(language)
        at.resize(*size)
        page = page_of(at)
        at.until(lambda page=page: len(page.what.grid.lines) == 2)
        looked_up(at)
        wrong += looked_at(at)
        page.whom.unfold()
        page.issue()
        wrong += looked_at(at)
        if size != SIZES[-1]:
            continue
        goods = page.what.grid.lines[0].item
        room, day = page.shelf()
        for sheet in (
            LotSheet(page.desk, goods, Storeroom(room, {}, day), ("", ""), lambda _spot, _why: 0),
            KitSheet(page.desk, page._known.kits, 90, lambda _lines: None),
            WhenSheet(page.desk, page._known.places, page.where, day, lambda _where: None),
            IssuedSheet(page.desk, number, "…"),
        ):
            at.window.open_sheet(sheet)
            wrong += looked_at(at, at.sheet)
            sheet.done()
            at.settle()
    assert not wrong, "\n".join(wrong)
