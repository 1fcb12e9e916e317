"""What needs doing, and that its button leads there."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QAbstractButton

from cpise_inventory import clock
from cpise_inventory.addresses import Address
from cpise_inventory.people.rights import Right
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.store import Store
from cpise_inventory.today import Task, Urgency
from tests.books import ADMIN, BUCKET, CENTRE, START, Clock
from tests.ui.pages.movements import bring, perishable
from tests.ui.real import Hand, Sit
from ui.pages import today
from ui.pages.arrival import ArrivalSheet
from ui.pages.issued import IssuedSheet
from ui.pages.today_words import LOOKS, say_task
from ui.pages.transfers import TransfersPage
from ui.registry import PLACES, opening_of

pytest_plugins = ("tests.ui.sitting",)


def task_button(hand: Hand, text: str) -> QAbstractButton:
    """The button of a task; its name says the task, too."""
    buttons = hand.page.findChildren(QAbstractButton)
    return next(one for one in buttons if one.accessibleName().startswith(f"{text}: "))


def test_what_is_on_the_road_is_received_from_its_line(hand: Hand) -> None:
    page = hand.go("today")
    assert "NKC1-A-BE-2026-00001" in hand.said(page)
    what = hand.t(
        "Incomplete: {source} to {target}",
        source="CPISE Nouakchott – Dar Naïm",
        target="CPISE Rosso",
    )
    assert what in hand.said(page)
    task_button(hand, hand.t("See the waybill")).click()  # it goes to another centre
    hand.settle()
    transfers = hand.page
    assert isinstance(transfers, TransfersPage)
    transfers._centre.choose("ROS")  # for whom the same person works, too
    hand.settle()
    hand.press(hand.t("Receive"), transfers.panel)
    sheet = hand.sheet
    assert isinstance(sheet, ArrivalSheet)
    assert hand.t("Receive waybill {number}", number="NKC1-A-BE-2026-00001") in hand.said(sheet)
    hand.press(f"{hand.t('Receive')}   F9", sheet)
    hand.settle()
    issued = hand.sheet
    assert isinstance(issued, IssuedSheet)
    assert issued.number == "NKC1-A-AR-2026-00002"
    issued.done()
    hand.settle()
    assert "NKC1-A-BE-2026-00001" not in hand.said(hand.go("today"))


def test_ones_own_centre_is_shown_and_all_of_them_at_a_press(hand: Hand) -> None:
    def come(store: Store) -> str:
        with store.write(ADMIN) as work:
            lines = [Incoming(perishable(store), 5, "L-9", "2099-01")]
            return receive(work, Delivery("KIF", "OIM", lines, unchecked=True))

    hand.ask(come)
    page = hand.go("today")
    there = "CPISE Kiffa"
    assert there not in hand.said(page._tasks)
    units = hand.said(page).split("\n")
    page._whose.button("all").click()
    hand.settle()
    assert there in hand.said(page._tasks)
    assert hand.said(page).split("\n") != units
    hand.window.speak("ar")  # what was chosen stays, and is what is shown
    hand.settle()
    assert hand.page._whose.chosen == "all"
    assert "كيفه" in hand.said(hand.page._tasks)


def test_one_unit_is_said_in_the_singular(hand: Hand) -> None:
    assert "1 unités" not in hand.said(hand.go("today"))
    assert "1 transferts" not in hand.said()


def test_what_expires_soon_comes_up_by_itself_and_shows_its_lots(hand: Hand) -> None:
    page = hand.go("today")
    item = hand.ask(perishable)
    soon = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()
    hand.ask(lambda store: bring(store, item, 7, "VITE", soon))
    assert "VITE" in hand.said(page)
    task_button(hand, hand.t("See the lots")).click()
    hand.settle()
    assert hand.shell.place == "stock"
    shown = [hand.page.table.model.row(at) for at in range(hand.page.table.model.rowCount())]
    assert {row.item for row in shown} == {item}
    assert "VITE" in {row.lot for row in shown}
    assert hand.page._source.centre == CENTRE


def test_the_manager_is_led_to_the_labels(manager: Hand) -> None:
    manager.go("today")
    task_button(manager, manager.t("Print labels")).click()
    manager.settle()
    assert manager.shell.place == "labels"


def test_who_may_not_print_labels_is_told_so(hand: Hand) -> None:
    hand.go("today")
    button = task_button(hand, hand.t("Print labels"))
    assert not button.isEnabled()
    assert button.toolTip() == hand.t("Your role does not allow this.")


def test_the_rail_counts_the_tasks(hand: Hand) -> None:
    hand.go("today")
    told = hand.shell.rail.buttons["today"].accessibleName()
    words = hand.window.look.words
    assert words.n("{count} open task", "{count} open tasks", 2) in told


def test_empty_books_say_how_to_begin(sit: Sit, empty_file: Path) -> None:
    hand = sit(empty_file).sign_in(ADMIN)
    said = hand.said(hand.go("today"))
    assert hand.t("The catalogue is empty") in said
    assert hand.t("You are alone here") in said


def test_the_keys_of_the_window_are_not_ambiguous_on_its_buttons(hand: Hand) -> None:
    hand.go("today")
    assert [one.shortcut().toString() for one in hand.page.findChildren(QAbstractButton)] == [
        "" for _ in hand.page.findChildren(QAbstractButton)
    ]


def test_each_kind_of_task_is_done_at_one_place_with_a_right_that_exists() -> None:
    for kind in LOOKS:
        assert sum(kind in place.tasks for place in PLACES) == 1, kind
        _, opening = opening_of(kind)
        assert Right(opening.right)
        if opening.sheet is not None:
            module, name = opening.sheet
            assert hasattr(import_module(f"ui.pages.{module}"), name)
    assert {kind for place in PLACES for kind in place.tasks} == set(LOOKS)


def test_a_clock_set_back_a_year_is_warned_of_until_it_is_right(
    sit: Sit, books_file: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert books_file.file is not None
    machine = Clock()
    monkeypatch.setattr(clock, "time_ns", machine.time_ns)
    hand = sit(books_file.file).sign_in()
    page = hand.go("today")
    foot = hand.shell.status.buttons
    assert "clock" not in foot
    machine.set(START - timedelta(days=365))
    hand.ask(lambda store: bring(store, BUCKET, 5))
    assert hand.shell.status.buttons["clock"].text() == "Horloge en retard"
    assert "24/11/2025 08:00" in hand.said(page._tasks)
    hand.go("stock")
    hand.shell.status.buttons["clock"].click()
    assert hand.shell.place == "today"
    hand.window.speak("ar")
    hand.settle()
    assert hand.shell.status.buttons["clock"].text() == "الساعة متأخرة"
    machine.set(START + timedelta(minutes=1))
    assert hand.window._clock_watch.isActive()
    hand.window._clock_watch.timeout.emit()
    hand.settle()
    assert "clock" not in hand.shell.status.buttons
    assert "2025" not in hand.said(hand.page._tasks)


def test_what_is_urgent_does_not_wait_for_planning(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, weighed, waybill = hand.go("today"), Event(), "NKC1-A-BE-2026-00001"
    planned = Task("move", Urgency.SOON, "", {"source": "X", "target": "Y", "count": 40})
    monkeypatch.setattr(today, "read_planned", lambda *_about: [planned] * weighed.wait(20))
    page._tasks.empty()
    page.refresh(frozenset())
    hand.until(lambda: waybill in hand.said(page._tasks))
    what, _why = say_task(planned, {}, hand.window.look.words)
    assert what not in hand.said(page._tasks)
    weighed.set()
    hand.settle()
    assert waybill in hand.said(page._tasks)
    assert what in hand.said(page._tasks)
