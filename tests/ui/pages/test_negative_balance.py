"""A balance below zero at the window: in words, in the colour of an error, and never cut short."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests.books import ADMIN, BUCKET, KIT, SOAP, own_copy
from tests.journal.apart import apart, doing, exchange, give, three_that_met
from tests.ui.look_checks import cut_words
from tests.ui.real import SIZES, Hand, Sit
from ui.kit.figure import Figure
from ui.kit.pill import Pill
from ui.pages.today import TaskRow

pytest_plugins = ("tests.ui.sitting",)
NO_BREAK = "\u2060"
ALL_THERE_IS = {BUCKET: 5, SOAP: 11, KIT: 3}


@pytest.fixture(scope="module")
def given_twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The books of a workstation that learnt that another gave out the same goods as itself."""
    kept = tmp_path_factory.mktemp("kept") / "books.sqlite"
    with apart(three_that_met(tmp_path_factory.mktemp("negative"))) as stores:
        here, there, _ = stores.values()
        for store in (here, there):
            doing(store, *(give(item, quantity) for item, quantity in ALL_THERE_IS.items()))
        exchange(stores)
        file = here.address.file
        assert file is not None
        here.close()
        shutil.copy(file, kept)
        shutil.copytree(file.with_suffix(".keys"), kept.with_suffix(".keys"))
    return kept


@pytest.fixture
def at(sit: Sit, given_twice: Path, tmp_path: Path):
    """`at("ar")`: at a window of those books, on Today."""

    def sit_down(language: str = "fr") -> Hand:
        hand = sit(own_copy(given_twice, tmp_path), language).sign_in(ADMIN)
        hand.go("today")
        return hand

    return sit_down


def shown(hand: Hand) -> Figure:
    """The figure of what is on hand, on the page in use."""
    return next(one for one in hand.page.findChildren(Figure) if one.isVisible())


def negative_rows(hand: Hand) -> list[TaskRow]:
    sign = hand.t("Negative balance: {item}", item="")
    rows = hand.page.findChildren(TaskRow)
    return [one for one in rows if one.isVisible() and sign in hand.said(one)]


def inks(within: QWidget) -> set[str]:
    return {label.palette().text().color().name() for label in within.findChildren(QLabel)}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_both_numbers_are_read_whole_at_every_size(at, language: str) -> None:
    hand = at(language)
    for size in SIZES:
        hand.resize(*size)
        rows = negative_rows(hand)
        assert len(rows) == 4  # of the soap two lots
        for row in rows:
            said = "\n".join(label.text() for label in row.findChildren(QLabel))
            said = said.replace(NO_BREAK, "")
            assert "NKC1-A-RD-2026-" in said
            assert "KIF-A-RD-2026-" in said
            assert "…" not in said
        assert cut_words(hand.page) == []


def test_what_is_below_zero_says_so_in_words_and_in_the_colour_of_an_error(at) -> None:
    hand = at()
    bad = {hand.window.look.colour("bad").name()}
    for place in ("today", "stock"):
        hand.go(place)
        hand.settle()
        figure = shown(hand)
        assert "−" in hand.said(figure)
        assert inks(figure) == bad
        assert [one.accessibleName() for one in figure.findChildren(Pill)] == ["Négatif"]
