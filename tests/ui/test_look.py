"""Nothing is cut and nothing is nameless, in three languages and three sizes."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import SIZES, Clothed, session
from tests.ui.gallery import Gallery
from tests.ui.look_checks import cut_words, nameless
from ui.crash import CrashSheet
from ui.desk import Desk
from ui.drafts import Drafts
from ui.first_run import (
    CENTRE,
    LANGUAGE,
    LETTER,
    PERSON,
    STOREROOM,
    CentreChoice,
    FirstRun,
)
from ui.foot import clock_item, glance
from ui.gate import OpeningGate, TroubleGate
from ui.keys import KeysSheet, LookSheet
from ui.kit.sheet import Veils
from ui.look import Look
from ui.registry import PLACES, PageSpec
from ui.shell import Shell, ShellMemory
from ui.sign_in import SignIn, Somebody
from ui.status import StatusItem
from ui.theme import DARK, LIGHT, failures

EVERY = pytest.mark.parametrize("language", ["fr", "ar", "en"])
EVERY_SIZE = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def assert_good(window: QWidget) -> None:
    assert cut_words(window) == []
    assert nameless(window) == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_can_be_read_in_both_appearances(colours):
    assert failures(colours) == []


@pytest.fixture
def shell(clothed: Clothed, worker, tmp_path, show, qtbot) -> Callable[..., Shell]:
    """The shell with all its places in the rail; the gallery stands at the first."""

    def made(language: str, size: tuple[int, int], appearance: str = "light") -> Shell:
        look = clothed(language, appearance)
        drafts = Drafts(tmp_path / "drafts", "aicha", lambda work: work())
        desk = Desk(look, worker, session(), drafts)
        first = PageSpec("today", "list-checks", "Today", Gallery)
        shell = Shell(desk, (first, *PLACES[1:]), ShellMemory())
        desk.setParent(shell)
        show(shell, *size)
        shell.open("today")
        shell.rail.count("today", 12)
        words = look.words
        sound = words.t("Journal verified up to {events}", events=words.number(1204))
        journal = StatusItem("journal", "shield-check", sound, "good", "journal")
        role = words.t("logistics staff")
        shell.show_status(glance(desk.session, role, words, [clock_item(words), journal]))
        with qtbot.waitSignal(shell.page.table.counted):
            shell.page.table.refresh()
        qtbot.wait(20)
        return shell

    return made


@EVERY
@EVERY_SIZE
def test_the_shell_and_the_whole_kit(shell, language, size):
    assert_good(shell(language, size))


@EVERY
@EVERY_SIZE
def test_the_sheets(clothed, show, qtbot, language, size):
    look = clothed(language)
    window, beneath = QWidget(), None
    beneath = QWidget(window)
    show(window, *size)
    veils = Veils(window, beneath)
    for sheet in (
        KeysSheet(look, PLACES),
        LookSheet(look, "light", bool, bool),
        CrashSheet(look, ValueError("x"), None),
    ):
        veils.open(sheet)
        qtbot.wait(20)
        assert window.rect().contains(sheet.geometry())
        assert_good(sheet)
        sheet.done()


def gates(look: Look) -> list[QWidget]:
    people = [Somebody(name, "Aïcha Mint Sidi", "logistics") for name in "abcd"]
    centres = [CentreChoice(f"NKC{n}", "CPISE Nouakchott – Dar Naïm") for n in range(7)]
    ways = [(look.words.t("Try again"), "refresh-cw", bool)] * 3
    first_runs = []
    for step in (LANGUAGE, CENTRE, LETTER, PERSON, STOREROOM):
        gate = FirstRun(look, centres, lambda *_: None)
        gate.show_step(step)
        first_runs.append(gate)
    first_runs[LETTER].letter.choose("C")
    first_runs[PERSON].go_on()  # with its refusal
    signing = SignIn(look, people, lambda *_: None, "CPISE Nouakchott – Dar Naïm · NKC1-A")
    signing.field.wrong(look.words.t("The two passwords are not alike."))
    trouble = TroubleGate(look, look.words.t("The program made a mistake."), ways)
    return [*first_runs, signing, trouble, OpeningGate(look)]


@EVERY
@EVERY_SIZE
def test_the_gates(clothed, show, qtbot, language, size):
    for gate in gates(clothed(language)):
        show(gate, *size)
        qtbot.wait(20)
        assert_good(gate)
        gate.close()


def test_tab_goes_through_the_whole_page_and_comes_back(shell, qtbot):
    window = shell("fr", (1366, 768))
    seen = []
    for _ in range(120):
        focus = QApplication.focusWidget()
        if focus in seen:
            break
        seen.append(focus)
        window.focusNextChild()
    assert len(seen) > 30
    assert window.bar.scan in seen
    assert window.page.table.rows in seen
