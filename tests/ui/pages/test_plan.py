"""Planning in the window: lists by run-out, how each figure was reckoned, trips, asks, kits."""

from math import ceil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog

from cpise_inventory import demo
from cpise_inventory.addresses import address
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.planning.plan import State
from cpise_inventory.planning.queries import plans
from cpise_inventory.store import open_store
from cpise_inventory.today import planned
from tests.books import own_copy
from tests.ui.look_checks import cut_words, nameless
from tests.ui.pages.history import LIVES, PEOPLE, TODAY, live
from tests.ui.pages.movements import bring
from tests.ui.real import SIZES, Hand
from ui.kit.chart import StepArea
from ui.kit.columns import PAD
from ui.pages.plan import ASK, CENTRES, KITS, LIST, TITLES, PlanPage
from ui.pages.plan_rows import SHORT, UNUSED, WASTING
from ui.pages.trip_sheet import TripSheet
from ui.theme import Type

pytest_plugins = ("tests.ui.sitting",)
SOAP, BRUSH, PASTE = "SAVON-250", "BROSSE-DENTS", "DENTIFRICE-75"


@pytest.fixture(scope="module")
def _lived(_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's books after half a year at several centres."""
    path = own_copy(_demo / demo.DATABASE, tmp_path_factory.mktemp("lived"))
    with open_store(address(str(path), path.parent)) as store:
        live(store)
    return path


@pytest.fixture
def demo_file(_lived: Path, tmp_path: Path) -> Path:
    """In place of the bare example's, for all tests here."""
    return own_copy(_lived, tmp_path)


@pytest.fixture
def planning(hand: Hand) -> PlanPage:
    """In French."""
    return page_of(hand)


def page_of(hand: Hand, tab: str = LIST) -> PlanPage:
    page = hand.go("plan")
    assert isinstance(page, PlanPage)
    page.tabs.button(tab).click()
    hand.settle()
    return page


def rows(table) -> list:
    return [table.model.row(at) for at in range(table.model.rowCount())]


def test_what_runs_out_first_stands_first(hand: Hand, planning: PlanPage) -> None:
    shown = [row.plan for row in rows(planning.list.table)]
    with_store = hand.ask(_plans)
    assert {plan.item for plan in shown} == {plan.item for plan in with_store}
    assert (shown[0].item, shown[0].state) == (BRUSH, State.SHORT)
    ends = [plan.outlook.runs_out_on for plan in shown if plan.outlook.runs_out_on]
    assert ends == sorted(ends)


def _plans(store):
    with store.read() as connection:
        return plans(connection, TODAY, ["NKC1"])


def test_chips_narrow_the_list_and_carry_their_counts(hand: Hand, planning: PlanPage) -> None:
    for kind, item in ((SHORT, BRUSH), (WASTING, PASTE), (UNUSED, PASTE)):
        chip = planning.list.chips.button(kind)
        assert chip.text().endswith("1")
        chip.click()
        hand.settle()
        assert [row.plan.item for row in rows(planning.list.table)] == [item]


def test_the_panel_says_how_it_was_reckoned(hand: Hand, planning: PlanPage) -> None:
    said = hand.said(planning.side)
    plan = planning.list.table.current().plan
    assert plan.item == BRUSH
    assert f"600 ÷ {plan.pace.stocked} jours" in said
    assert f"{plan.outlook.usable} ÷ 100 par mois" in said
    assert hand.t("How it was reckoned") in said
    (chart,) = planning.side.findChildren(StepArea)
    assert str(plan.outlook.usable) in chart.accessibleName()
    hand.key(Qt.Key.Key_Down)
    assert f"600 ÷ {plan.pace.stocked} jours" in hand.said(planning.side)
    assert planning.list.table.current().plan.item != BRUSH
    hand.press(hand.t("See the stock"))
    assert hand.shell.place == "stock"


def test_what_happens_elsewhere_is_reckoned_in_at_once(hand: Hand, planning: PlanPage) -> None:
    before = planning.list.table.current().plan.outlook.usable
    hand.ask(lambda store: bring(store, BRUSH, 400))
    found = next(row.plan for row in rows(planning.list.table) if row.plan.item == BRUSH)
    assert (found.outlook.usable, found.state) == (before + 400, State.GOOD)


def test_another_centre_and_another_average(hand: Hand, planning: PlanPage) -> None:
    planning.list.centre.choose("KIF")
    hand.settle()
    soap = next(row.plan for row in rows(planning.list.table) if row.plan.item == SOAP)
    assert (soap.centre, soap.pace.used) == ("KIF", 6 * LIVES["KIF"][SOAP][1])
    planning.list.months.choose("3")
    hand.settle()
    soap = next(row.plan for row in rows(planning.list.table) if row.plan.item == SOAP)
    assert soap.pace.used == 3 * LIVES["KIF"][SOAP][1]
    hand.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hand.type("dentifrice")
    hand.settle()
    assert [row.plan.item for row in rows(planning.list.table)] == [PASTE]


def test_seven_centres_and_the_trips_that_even_them_out(hand: Hand, planning: PlanPage) -> None:
    page = page_of(hand, CENTRES)
    assert page.side is not None
    assert not page.side.isVisible()
    table = page.centres.table
    assert table is not None
    brush = next(row for row in rows(table) if row.item == BRUSH)
    assert brush.total == sum(plan.outlook.usable for plan in brush.plans.values())
    assert {"KIF", "NKC1"} <= brush.plans.keys()
    moves = page.centres._source.snapshot.moves
    assert moves.is_proven
    hand.press(f"{hand.t('See the trip')}: {_trip(hand, moves.trips[0])}")
    sheet = hand.sheet
    assert isinstance(sheet, TripSheet)
    said = hand.said(sheet)
    for line in moves.trips[0].lines:
        assert hand.window.look.words.number(line.quantity) in said
    assert "KIF" in said


def test_one_click_asks_for_the_trips(hand: Hand, planning: PlanPage) -> None:
    page = page_of(hand, CENTRES)
    before = page.centres._source.snapshot.moves.trips
    hand.press(f"{hand.t('See the trip')}: {_trip(hand, before[0])}")
    assert isinstance(hand.sheet, TripSheet)
    hand.key(Qt.Key.Key_F9)
    assert hand.window.veils.top is None
    assert "-PD-" in hand.toast()
    left = page.centres._source.snapshot.moves.trips
    assert {(trip.source, trip.target) for trip in before} > {
        (trip.source, trip.target) for trip in left
    }
    assert (before[0].source, before[0].target) not in {(t.source, t.target) for t in left}
    hand.press(hand.t("Make all requests"))
    assert page.centres._source.snapshot.moves.trips == ()
    assert hand.t("Nothing needs to be moved between the centres.") in hand.said(page)


def test_who_may_only_read_is_told_why_not(auditor: Hand) -> None:
    page = page_of(auditor, CENTRES)
    button = auditor.button(auditor.t("Make all requests"), page)
    assert not button.isEnabled()
    assert button.toolTip() == auditor.t("Your role does not allow this.")
    assert auditor.button(auditor.t("Letter"), page_of(auditor, ASK)).isEnabled()


def _trip(hand: Hand, trip) -> str:
    names = hand.page.centres._source.snapshot.names
    return hand.t("From {source} to {target}", source=names[trip.source], target=names[trip.target])


def test_what_to_ask_for_follows_months_and_persons(hand: Hand, planning: PlanPage) -> None:
    page = page_of(hand, ASK)
    asked = page.ask_list
    assert f"{PEOPLE * len(LIVES)}" in hand.said(asked)
    months = asked.months
    hand.write("24", months)
    hand.key(Qt.Key.Key_Return)
    brush = next(row.need for row in rows(asked.table) if row.need.item == BRUSH)
    assert brush.needed == ceil(24 * brush.monthly)
    assert brush.missing == brush.needed - brush.covered
    assert "× 24 mois" in hand.said(page.side)
    hand.write("99", months)
    hand.key(Qt.Key.Key_Return)
    assert asked._fields["months"].is_wrong
    assert months.typed() == "99"
    hand.write("3", months)
    hand.write("50", asked.persons)
    hand.key(Qt.Key.Key_Return)
    assert not asked._fields["months"].is_wrong
    assert hand.t("Persons, as typed: {persons}.", persons=50) in hand.said(asked)


def test_the_list_leaves_as_letter_and_as_workbook(
    hand: Hand, planning: PlanPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = page_of(hand, ASK).ask_list
    hand.write("24", asked.months)
    hand.key(Qt.Key.Key_Return)
    asked.donor.choose("OIM")
    for button, name in (("Letter", "ask.pdf"), ("Workbook", "ask.xlsx"), ("Table (CSV)", "a.csv")):
        path = tmp_path / name
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_asked, path=path: (str(path), "")
        )
        hand.press(hand.t(button))
        hand.until(path.exists)
        hand.settle()
        assert str(path) in hand.toast()
    assert (tmp_path / "ask.pdf").read_bytes().startswith(b"%PDF")
    assert load_workbook(tmp_path / "ask.xlsx").active.max_row == len(rows(asked.table)) + 1


def test_the_part_that_ends_a_kit_is_named(hand: Hand, planning: PlanPage) -> None:
    page = page_of(hand, KITS)
    shown = rows(page.kits.table)
    kit = shown[0]
    ends = [row.name for row in shown if row.kit.kit == kit.kit.kit and row.ends_it]
    assert ends
    assert all(name in hand.said(page.side) for name in ends)
    hand.write("7", page.kits.more)
    hand.key(Qt.Key.Key_Return)
    part = next(row for row in rows(page.kits.table) if row.ends_it)
    assert part.part.missing == part.part.each * (part.kit.possible + 7) - part.part.usable
    hand.write("7,5", page.kits.more)
    hand.key(Qt.Key.Key_Return)
    assert page.kits._more_field.is_wrong


def test_what_was_chosen_outlives_a_change_of_language(hand: Hand, planning: PlanPage) -> None:
    asked = page_of(hand, ASK).ask_list
    hand.write("7", asked.months)
    asked.donor.choose("OIM")
    hand.window.speak("ar")
    hand.settle()
    page = hand.page
    assert isinstance(page, PlanPage)
    assert page.tabs.chosen == ASK
    assert (page.ask_list.months.value(), page.ask_list.donor.code) == (7, "OIM")


def test_who_is_sent_here_for_an_item_sees_it(hand: Hand, planning: PlanPage) -> None:
    planning.list.chips.button(SHORT).click()
    hand.shell.open("plan", {"item": PASTE, "centre": "ALE", "tab": LIST})
    hand.settle()
    assert [row.key for row in rows(planning.list.table)] == [("ALE", PASTE)]


def test_no_word_is_cut_on_any_tab(hand: Hand, planning: PlanPage) -> None:
    wrong = []
    for language in LANGUAGES:
        if hand.window.look.words.code != language:
            hand.window.speak(language)
        for size in SIZES:
            hand.resize(*size)
            for tab in TITLES:
                page_of(hand, tab)
                told = cut_words(hand.window) + nameless(hand.window)
                wrong += [f"{language} {size} {tab}: {one}" for one in told]
                if tab == LIST and size == SIZES[0] and language != "en":
                    wrong += cut_names(hand)
    assert not wrong, "\n".join(wrong)


def cut_names(hand: Hand) -> list[str]:
    """Names of items in the list that have less room than they need."""
    table, look = hand.page.list.table, hand.window.look
    at = next(at for at, one in enumerate(table.model.columns) if one.key == "name")
    room = table.rows.columnWidth(at) - 2 * PAD
    text = QFontMetrics(look.font(Type.BODY))
    return [row.name for row in rows(table) if text.horizontalAdvance(row.name) > room]


def test_the_day_leads_to_the_plan(hand: Hand) -> None:
    hand.go("today")
    assert hand.t("Running out: {item}", item="Brosse à dents") in hand.said(hand.page)
    hand.press(_named(hand, "See the plan", "Running out: {item}", item=BRUSH))
    assert isinstance(hand.page, PlanPage)
    assert {row.plan.item for row in rows(hand.page.list.table)} == {BRUSH}
    hand.go("today")
    move = next(task for task in hand.ask(_planned) if task.kind == "move")
    hand.press(_named(hand, "See the trips", "To move from {source} to {target}", **move.facts))
    assert isinstance(hand.page, PlanPage)
    assert hand.page.tabs.chosen == CENTRES


def _named(hand: Hand, button: str, what: str, **facts: object) -> str:
    """What a reader of the screen is told of a task's button."""
    return ": ".join((hand.t(button), hand.t(what, **facts)))


def _planned(store):
    with store.read() as connection:
        return planned(connection, TODAY)
