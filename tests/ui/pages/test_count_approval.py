"""A finished count at the window: who is asked to approve it, who does, and who counts again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.counts import queries
from cpise_inventory.people.commands import add_person
from cpise_inventory.people.rights import Role
from cpise_inventory.store import Store
from tests.books import ADMIN, LOGISTICS, MANAGER, PASSWORD
from tests.ui.pages.counting import ENTER, SHEET, Counter, counted_short
from tests.ui.real import Sit
from ui.pages.count_sheets import ApproveSheet, ReasonSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def at(sit: Sit, demo_file: Path) -> Callable[..., Counter]:
    """`at("sidi", "ar")`: at a window of the example's books."""

    def sit_down(name: str = LOGISTICS, language: str = "fr") -> Counter:
        hand = sit(demo_file, language, Counter).sign_in(name)
        assert isinstance(hand, Counter)
        return hand

    return sit_down


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
