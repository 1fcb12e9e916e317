"""A paper on the screen: as wide as there is room, with a bar only where it is too high."""

import pytest
from PySide6.QtWidgets import QApplication

from cpise_inventory.paper.preview import Picture
from ui.kit.paper import GAP, PaperPreview

WHITE = Picture(210, 297, 840, b"\xff" * 840 * 297)


@pytest.fixture
def paper(look, show):
    made = PaperPreview(look)
    show(made, 300, 900)
    made.show_pages([WHITE])
    return made


def test_a_bar_comes_only_where_the_pages_are_too_high(paper):
    assert not paper.verticalScrollBar().isVisible()
    assert paper.widget().width() == 300
    paper.resize(300, 200)
    QApplication.processEvents()
    assert paper.verticalScrollBar().isVisible()
    assert paper.widget().width() < 300


def test_a_page_that_fits_only_without_a_bar_comes_to_rest(paper):
    """Qt would show the bar, find that it's not needed, take it away, and so on for ever."""
    with_bar = 300 - paper.verticalScrollBar().sizeHint().width()
    heights = [round(wide * 297 / 210) + GAP for wide in (with_bar, 300)]
    assert heights[0] < heights[1]
    for height in range(heights[0], heights[1] + 1):
        paper.resize(300, height)
        QApplication.processEvents()  # does not come back where it does not rest
        assert paper.verticalScrollBar().isVisible() is (height < heights[1])
