"""At the page of labels, and what a scanner reads of what comes out of it."""

from pathlib import Path

from cpise_inventory.paper.preview import page_count, page_picture
from cpise_inventory.paper.sheets import sheet
from tests.ui.real import Hand
from ui.pages.label_sheets import ReprintSheet
from ui.pages.labels import LabelsPage

DPI = 300


def page_of(hand: Hand) -> LabelsPage:
    assert isinstance(hand.page, LabelsPage)
    return hand.page


def save_to(hand: Hand, path: Path, again: str = "") -> bytes:
    """Press Save as PDF; what is in the file. `again`: why, of what was printed before."""
    page_of(hand).ask_path = lambda *_asked: str(path)
    hand.press(hand.t("Save as PDF"), page_of(hand))
    if again:
        hand.settle()
        assert isinstance(hand.sheet, ReprintSheet)
        hand.sheet.reason.choose(again)
        hand.press(hand.t("Go on"), hand.sheet)
    hand.until(path.exists)
    hand.settle()
    return path.read_bytes()


def read_back(pdf: bytes, code: str) -> list[dict[int, str]]:
    """For each page: position, from 1 -> what a scanner reads there."""
    import zxingcpp
    from PIL import Image

    wanted, found = sheet(code), []
    for number in range(page_count(pdf)):
        drawn = page_picture(pdf, number, DPI)
        image = Image.frombuffer("RGBX", (drawn.width, drawn.height), drawn.pixels, "raw", "RGBX",
                                 drawn.stride, 1).convert("L")  # fmt: skip
        here = {}
        for position in range(1, wanted.per_page + 1):
            box = wanted.label(position - 1)
            corners = (box.left, box.top, box.right, box.bottom)
            cut = image.crop(tuple(round(mm * DPI / 25.4) for mm in corners))
            for code_read in zxingcpp.read_barcodes(cut):
                here[position] = code_read.text
        found.append(here)
    return found
