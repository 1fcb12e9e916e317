"""Two centres that meet by stick, at the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpise_inventory.addresses import address
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.store import Store, open_store
from tests.books import ADMIN, AUDITOR, PASSWORD, Clock
from tests.exchange.sticks import approve, read, shown, written
from tests.ui.look_checks import cut_words, nameless
from tests.ui.real import SIZES, Hand
from tests.ui.test_intake import drop
from ui.pages.approve_device import ApproveDeviceSheet
from ui.pages.exchange import ExchangePage
from ui.pages.sticks import Stick, file_name, files_of_others

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def kiffa(tmp_path: Path) -> Iterator[Store]:
    """Another centre on its first day, long ago."""
    folder = tmp_path / "kiffa"
    folder.mkdir()
    where = address(str(folder / "kiffa.sqlite"), folder)
    with create_store(where, FirstRun("KIF", ADMIN, PASSWORD), Clock()) as opened:
        yield opened


def at_exchange(hand: Hand, stick: Path) -> ExchangePage:
    """The page, with a stick plugged in that has this folder's files."""
    page = hand.go("exchange")
    assert isinstance(page, ExchangePage)
    page.find_sticks = lambda own: [Stick("KINGSTON", stick, files_of_others(str(stick), own))]
    page.ask_to_write = lambda _parent, _title, proposed, _kinds: proposed
    hand.go("today")
    hand.go("exchange")
    return page


def answered(hand: Hand, page: ExchangePage, tone: str) -> str:
    hand.until(lambda: page.result.tone == tone)
    hand.settle()
    return hand.said(page.result)


def look_at_it(hand: Hand, within: object = None) -> list[str]:
    wrong = []
    for language in LANGUAGES:
        if hand.window.look.words.code != language:
            hand.window.speak(language)
        for size in SIZES:
            hand.resize(*size)
            hand.go("exchange")
            told = cut_words(hand.window) + nameless(hand.window)
            wrong += [f"{language} {size}: {one}" for one in told]
    return wrong


def test_a_stick_comes_is_compared_read_and_answered(
    sit, demo_file: Path, kiffa: Store, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    theirs = written(kiffa, stick, name=file_name("KIF-A", "2026-11-24"))
    hand: Hand = sit(demo_file).sign_in(ADMIN)
    page = at_exchange(hand, stick)
    assert hand.t("No other workstation is known here yet") in hand.said(page)
    hand.press(hand.t("Read"), page)
    answered(hand, page, "warn")
    hand.press(hand.t("Compare the number"), page)
    assert isinstance(hand.sheet, ApproveDeviceSheet)
    assert shown(kiffa) in "".join(one for one in hand.said(hand.sheet) if one.isdecimal())
    assert not cut_words(hand.sheet)
    hand.press(hand.t("The numbers are the same"), hand.sheet)
    assert "KIF-A" in answered(hand, page, "good")
    (known,) = page._source.rows
    assert (known.partner.device, known.partner.has_ours) == ("KIF-A", 0)
    assert known.is_silent or known.behind
    assert drop(hand, theirs, hand.shell.bar.scan)  # the same once more, from anywhere
    hand.until(lambda: hand.t("Nothing new: all of it was known here.") in hand.said(page.result))
    hand.settle()
    page._target.choose("KIF-A")
    hand.press(hand.t("Write"), page)
    answered(hand, page, "good")
    (ours,) = (path for path in stick.iterdir() if path != theirs)
    assert ours.name.startswith("CPISE-NKC1-A-")
    with open_store(address(str(demo_file), tmp_path)) as own:
        approve(kiffa, own)
    assert read(kiffa, ours).events > 10
    assert look_at_it(hand) == []


def test_who_may_not_approve_or_read_is_told_so(
    sit, demo_file: Path, kiffa: Store, tmp_path: Path
) -> None:
    theirs = written(kiffa, tmp_path)
    hand: Hand = sit(demo_file).sign_in()
    page = at_exchange(hand, tmp_path)
    page.read(tmp_path / "gone.cpise")
    assert "gone.cpise" in answered(hand, page, "bad")
    page.read(theirs)
    answered(hand, page, "warn")
    assert not hand.button(hand.t("Compare the number"), page).isEnabled()
    hand.window.lock()
    hand.sign_in(AUDITOR)
    page = at_exchange(hand, tmp_path)
    assert not page.do_read.isEnabled()
    assert page.do_write.isEnabled()


def test_of_two_with_one_name_the_window_says_why_and_what_to_do(
    sit, demo_file: Path, tmp_path: Path
) -> None:
    where = address(str(tmp_path / "twin" / "books.sqlite"), tmp_path)
    with create_store(where, FirstRun("NKC1", ADMIN, PASSWORD), Clock()) as twin:
        theirs = written(twin, tmp_path)
        number = shown(twin)
    hand: Hand = sit(demo_file).sign_in(ADMIN)
    page = at_exchange(hand, tmp_path)
    assert page.warning.tone == ""
    page.read(theirs)
    told = answered(hand, page, "bad")
    assert number in "".join(one for one in told if one.isdecimal())
    assert page.result.title.text() == hand.t("Two workstations have the same name")
    for language in LANGUAGES:
        hand.window.speak(language)
        page = at_exchange(hand, tmp_path)
        page.read(theirs)
        answered(hand, page, "bad")
        for size in SIZES:
            hand.resize(*size)
            assert cut_words(hand.window) + nameless(hand.window) == [], (language, size)
