"""Counting at the window: by key, by scan, through a power cut, until somebody else agrees."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Barcode, Item, Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.counts import commands, queries
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.people.commands import add_person
from cpise_inventory.people.rights import Role
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.queries import totals
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import ADMIN, CENTRE, LOGISTICS, MANAGER, PASSWORD
from tests.ui.keys import scan, type_codes
from tests.ui.look_checks import cut_words, nameless
from tests.ui.real import SIZES, Hand, Sit
from ui.pages.count import CountPage
from ui.pages.count_sheets import ApproveSheet, ReasonSheet
from ui.pages.count_start import StartSheet

pytest_plugins = ("tests.ui.sitting",)
SHEET = f"{CENTRE}-A-FI-2026-00001"
SHELF = f"{CENTRE}/MAGASIN/A1"
ENTER = Qt.Key.Key_Return


class Counter(Hand):
    """Somebody who counts, and knows how many keys that took."""

    keys, scans = 0, 0

    @property
    def page(self) -> CountPage:
        found = super().page
        assert isinstance(found, CountPage)
        return found

    @property
    def entry(self):
        return self.page.entering.view

    def figure(self, text: str) -> None:
        """By the number keys, as a person types."""
        type_codes(self.window, text, "us", 150)
        self.keys += len(text)
        self.key(ENTER)
        self.keys += 1

    def scan(self, code: str) -> None:
        scan(self.window, code)
        self.scans += 1
        self.settle()

    def begin(self, sort: str = "whole", room: str = "") -> str:
        """A sheet from the window; its number."""
        page = self.go("count")
        assert isinstance(page, CountPage)
        page.start(sort, "", room)
        sheet = self.sheet
        assert isinstance(sheet, StartSheet)
        self.settle()
        self.press(self.t("Open the sheet"), sheet)
        self.settle()
        return self.page._number

    def far(self) -> tuple[tuple[int, int], str, str]:
        """How far it is, as it's reckoned, and as it's said above and at the foot."""
        assert self.page.foot is not None
        return self.entry.done(), self.entry._far.text(), self.page.foot.totals.whole()

    def on_hand(self, item: str) -> int:
        def held(store: Store) -> int:
            with store.read() as connection:
                places = queries.places_of(connection, CENTRE)
                return totals(connection, places).get(item, 0)

        return self.ask(held)

    def status(self, number: str = SHEET) -> str:
        def read(store: Store) -> str:
            with store.read() as connection:
                found = queries.sheet(connection, number)
            return found.status if found else ""

        return self.ask(read)


@pytest.fixture
def at(sit: Sit, demo_file: Path) -> Callable[..., Counter]:
    """`at("sidi", "ar")`: at a window of the example's books."""

    def sit_down(name: str = LOGISTICS, language: str = "fr") -> Counter:
        hand = sit(demo_file, language, Counter).sign_in(name)
        assert isinstance(hand, Counter)
        return hand

    return sit_down


def shelf_of(store: Store, lines: int) -> None:
    """A shelf with so many items, ten of each."""
    codes = [f"ARTICLE-{n:02d}" for n in range(1, lines + 1)]
    with store.write(ADMIN) as work:
        describe_items(work, [Item(code, Named(f"Article {code[-2:]}")) for code in codes])
        open_place(work, CENTRE, "MAGASIN/A1", Named("Étagère A1"))
    with store.write(ADMIN) as work:
        incoming = [Incoming(code, 10) for code in codes]
        receive(work, Delivery(CENTRE, "OIM", incoming, storeroom="MAGASIN/A1"))


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


def counted_short(hand: Counter) -> None:
    hand.ask(lambda store: shelf_of(store, 2))
    hand.begin("whole", SHELF)
    for figure in ("8", "10"):
        hand.figure(figure)
    hand.key(Qt.Key.Key_F9)


def test_a_manager_approves_at_the_clerks_screen_and_the_clerk_stays(at) -> None:
    hand = at()
    counted_short(hand)
    hand.key(ENTER)  # on the line: why?
    sheet = hand.sheet
    assert isinstance(sheet, ReasonSheet)
    sheet.why.choose("damaged")
    hand.write("deux cartons mouillés", sheet.remarks)
    hand.key(Qt.Key.Key_F9)
    assert hand.window.veils.top is None
    assert hand.page.differences.differing()[0].compared.why == "damaged"
    hand.key(Qt.Key.Key_F9)
    sheet = hand.sheet
    assert isinstance(sheet, ApproveSheet)
    assert LOGISTICS not in sheet.tiles  # who counted does not approve
    sheet.tiles[MANAGER].click()
    hand.type("not this one", sheet.password)
    hand.key(ENTER)
    assert sheet.field.is_wrong
    assert hand.status() == "waits"
    hand.type(PASSWORD, sheet.password)
    hand.key(ENTER)
    assert hand.status() == "approved"
    assert hand.on_hand("ARTICLE-01") == 8
    assert hand.window.session.person == LOGISTICS

    def approver(store: Store) -> str:
        with store.read() as connection:
            return queries.steps(connection, SHEET)[-1].actor

    assert hand.ask(approver) == MANAGER


def test_a_manager_who_did_not_count_approves_at_once(at) -> None:
    hand = at()
    counted_short(hand)
    hand.close()
    manager = at(MANAGER)
    page = manager.go("count")
    page.open_count(SHEET)
    manager.settle()
    manager.key(Qt.Key.Key_F9)
    assert manager.status() == "approved"


def standing(hand: Counter) -> str:
    return hand.said(hand.page.differences.note)


def test_who_did_not_count_is_told_so_and_who_counted_that_another_approves(at) -> None:
    hand = at()
    counted_short(hand)
    assert hand.t("Somebody who did not count approves.") in standing(hand)
    hand.close()
    manager = at(MANAGER)
    manager.go("count").open_count(SHEET)
    manager.settle()
    assert standing(manager) == manager.t("You did not count: you may approve.")


def test_who_counted_and_is_alone_is_told_that_this_is_why_she_may(sit, empty_file) -> None:
    hand = sit(empty_file, "fr", Counter).sign_in(ADMIN)
    counted_short(hand)
    assert standing(hand) == hand.t(
        "You counted, but nobody else may approve: you may, and the journal keeps that."
    )
    hand.ask(lambda store: join_clerk(store) or True)
    hand.close()
    clerk = sit(empty_file, "fr", Counter).sign_in("clerk")
    clerk.go("count").open_count(SHEET)
    clerk.settle()
    why = "Nobody who did not count may approve: who counted does."
    assert standing(clerk).startswith(clerk.t(why))
    clerk.key(Qt.Key.Key_F9)
    sheet = clerk.sheet
    assert isinstance(sheet, ApproveSheet)
    assert list(sheet.tiles) == [ADMIN]
    clerk.enter(PASSWORD)
    assert clerk.status() == "approved"


def join_clerk(store: Store) -> None:
    with store.write(ADMIN) as work:
        add_person(work, "clerk", Role.LOGISTICS, PASSWORD)


def test_a_line_says_the_name_of_its_place_and_not_its_code(at) -> None:
    hand = at()
    hand.ask(lambda store: shelf_of(store, 1))
    hand.begin("whole", f"{CENTRE}/MAGASIN")
    said = hand.said(hand.entry)
    assert "Magasin" in said
    assert "MAGASIN" not in said


def test_a_recount_is_somebody_elses(at) -> None:
    hand = at()
    counted_short(hand)
    hand.press(hand.t("Have it counted again"))
    assert hand.status() == "open"
    assert hand.t("By somebody who has not counted it yet.") in hand.said(hand.entry)
    hand.figure("10")
    hand.key(Qt.Key.Key_F9)
    assert hand.entry.answer.tone == "bad"  # refused, and the figure is still there
    assert hand.entry.done() == (2, 2)
    hand.close()
    other = at(MANAGER)
    other.go("count")
    other.page.open_count(SHEET)
    other.settle()
    other.figure("10")
    other.key(Qt.Key.Key_F9)
    assert other.status() == "settled"


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
