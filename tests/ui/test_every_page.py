"""Every page in three languages and three sizes: no word cut, no field nameless, nothing raised."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpise_inventory.language.words import LANGUAGES
from db import schema
from tests.books import ADMIN, CENTRE
from tests.ui.look_checks import cut_words, nameless
from tests.ui.real import SIZES, Hand, Sit
from ui.pages.arrival import ArrivalSheet
from ui.pages.cancel import CancelSheet
from ui.pages.check import CheckSheet
from ui.pages.send import Going, SendSheet
from ui.registry import PLACES

pytest_plugins = ("tests.ui.sitting",)
MOST_TABS = 250  # a donation has a link for each thing that became of it
FEWEST_STOPS = 5  # the bar's own, and more than one of the page's


def look_at_all(hand: Hand) -> list[str]:
    """What is wrong with the pages as they stand, each opened and refreshed."""
    wrong = []
    for spec in PLACES:
        page = hand.go(spec.key)
        page.refresh(page.watches)
        hand.settle()
        where = f"{spec.key} {hand.window.look.words.code} {hand.window.width()}"
        wrong += [f"{where}: {one}" for one in cut_words(hand.window)]
        wrong += [f"{where}: nameless {one}" for one in nameless(hand.window)]
    return wrong


def tab_through(hand: Hand) -> int:
    """Tab from the scan field until it has the focus again; how many stops there were."""
    scan = hand.shell.bar.scan
    scan.setFocus()
    for stop in range(1, MOST_TABS):
        QTest.keyClick(hand.focus, Qt.Key.Key_Tab)
        QApplication.processEvents()
        if QApplication.focusWidget() is scan:
            return stop
    pytest.fail(f"Tab does not come out of {hand.page.key}")


def test_every_table_that_a_page_watches_is_one(hand: Hand) -> None:
    known = set(schema.projections.tables)
    watched = {spec.key: hand.go(spec.key).watches - known for spec in PLACES}
    assert {key: names for key, names in watched.items() if names} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_cut_and_nothing_is_nameless(sit: Sit, demo_file: Path, language: str) -> None:
    hand = sit(demo_file, language).sign_in()
    wrong = []
    for size in SIZES:
        hand.resize(*size)
        wrong += look_at_all(hand)
    assert not wrong, "\n".join(wrong)


def test_an_empty_database_is_as_readable(sit: Sit, empty_file: Path) -> None:
    hand = sit(empty_file).sign_in(ADMIN)
    wrong = []
    for language, size in zip(LANGUAGES, SIZES, strict=True):
        hand.window.speak(language)
        hand.resize(*size)
        wrong += look_at_all(hand)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]])
def test_no_word_is_cut_in_the_sheets_of_the_register_and_the_road(
    hand: Hand, size: tuple[int, int]
) -> None:
    hand.resize(*size)
    wrong = []
    for language in LANGUAGES:
        if hand.window.look.words.code != language:
            hand.window.speak(language)
        desk = hand.shell.desk
        for sheet in (
            SendSheet(desk, Going(CENTRE)),
            ArrivalSheet(desk, "NKC1-A-BE-2026-00001"),
            CancelSheet(desk, "NKC1-A-RD-2026-00001"),
            CheckSheet(desk, text="NKC1-A-RD-2026-00001"),
        ):
            hand.window.open_sheet(sheet)
            wrong += [f"{type(sheet).__name__} {language}: {one}" for one in cut_words(hand.sheet)]
            wrong += [f"{type(sheet).__name__} nameless: {one}" for one in nameless(sheet)]
            hand.window.veils.close_all()
            hand.settle()
    assert not wrong, "\n".join(wrong)


def test_tab_goes_round_every_page(hand: Hand) -> None:
    stops = {}
    for spec in PLACES:
        hand.go(spec.key)
        stops[spec.key] = tab_through(hand)
    assert min(stops.values()) > FEWEST_STOPS, stops


def test_who_may_only_read_sees_everything_and_is_told_why_not(auditor: Hand) -> None:
    words = auditor.window.look.words
    assert look_at_all(auditor) == []
    for place, text in (
        ("today", words.t("Distribute")),
        ("stock", words.t("Send")),
        ("receive", words.t("Issue the note")),
        ("distribute", words.t("Issue the receipt")),
        ("documents", words.t("Cancel the document")),
    ):
        button = auditor.button(text, auditor.go(place))
        assert not button.isEnabled(), place
        assert button.toolTip() == words.t("Your role does not allow this."), place
    assert auditor.button(words.t("Verify now"), auditor.go("journal")).isEnabled()


SCALED = """
import sys
from pathlib import Path
from tests.books import PASSWORD
from tests.ui.real import Hand
from tests.ui.test_every_page import look_at_all
from ui.application import make_application
app = make_application(["scaled"])
hand = Hand(Path(sys.argv[1]), Path(sys.argv[2]), "ar").open(1092, 614).sign_in()
assert hand.window.devicePixelRatio() == 1.25
wrong = look_at_all(hand)
hand.window.speak("fr")
hand.settle()
wrong += look_at_all(hand)
hand.close()
print("\\n".join(wrong))
"""


def test_a_screen_at_125_percent_cuts_nothing(demo_file: Path, tmp_path: Path) -> None:
    """1366 × 768 of the screen are 1092 × 614 then. Qt reads the factor once: a process of its own.

    Its passwords cost what they cost, for they were made cheaply and say so themselves.
    """
    environment = os.environ | {"QT_SCALE_FACTOR": "1.25", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", SCALED, str(demo_file), str(tmp_path / "scaled")],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stdout.strip(), done.stdout
