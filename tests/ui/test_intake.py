"""Codes that come as files, as pasted lists, and from a scanner's cable, at the real window."""

import subprocess

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cpise_inventory.identity import label_text
from cpise_inventory.paper.label_layout import Label
from cpise_inventory.paper.label_pdf import draw
from cpise_inventory.paper.sheets import sheet
from tests.ui import keys, x_keys
from tests.ui.pages.computers import SERIALS, page_of, seated
from ui.scanner_sheet import SAMPLE, ScannerSheet
from ui.scanning import ENTER, NOTHING, Scan

pytest_plugins = ("tests.ui.sitting",)
COPY = Qt.DropAction.CopyAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def at(sit, books_file):
    return seated(sit, books_file)


@pytest.fixture
def tags(at):
    return sorted(page_of(at).table.model.row(n).tag for n in range(len(SERIALS)))


def drop(hand, file, onto=None):
    """Let a file go over the window, or over a field; whether anything took it.

    As the display does: Qt finds out over what it is.
    """
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file))])
    over = onto or hand.window
    at = over.mapTo(hand.window, over.rect().center())
    for event in (
        QDragEnterEvent(at, COPY, carried, LEFT, NONE),
        QDropEvent(QPointF(at), COPY, carried, LEFT, NONE),
    ):
        event.ignore()
        QApplication.sendEvent(hand.window.windowHandle(), event)
    hand.settle()
    return event.isAccepted()


def test_a_label_dropped_anywhere_opens_its_computer(at, tags, tmp_path):
    file = tmp_path / "label.pdf"
    with file.open("wb") as out:
        draw([Label(tags[1])], sheet("T50x25"), out)
    at.go("stock")
    assert drop(at, file, at.shell.bar.scan)
    assert at.shell.place == "assets"
    assert tags[1] in at.said(page_of(at).side)
    assert at.shell.bar.scan.text() == ""


def test_a_telephones_list_fills_the_page_in_front(at, tags, tmp_path):
    file = tmp_path / "scans.csv"
    file.write_text("time,code\n" + "".join(f"10:00,{label_text(one)}\n" for one in tags))
    at.go("labels")
    assert drop(at, file)
    assert set(at.page.list.tags) == set(tags)
    assert at.toast().count("3") == 2


def test_a_list_for_which_no_page_is_open_opens_nothing(at, tags):
    at.go("journal")
    QApplication.clipboard().setText("\n".join(tags))
    at.shell.bar.scan.setFocus()
    at.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert at.shell.place == "journal"
    assert "3" in at.toast()
    assert at.shell.bar.scan.text() == ""


def test_a_file_without_a_code_says_so(at, tmp_path):
    file = tmp_path / "letter.png"
    file.write_bytes(b"no picture")
    drop(at, file)
    assert "letter.png" in at.toast()


def test_the_sheet_says_what_a_scanner_sends(at):
    at.press(at.t("Scanner ready"))
    assert isinstance(at.sheet, ScannerSheet)
    keys.scan(at.window, SAMPLE, "fr")
    at.settle()
    said = at.said(at.sheet)
    assert at.t("The scanner is set up well.") in said
    assert SAMPLE in said
    assert keys.stroke(":", "fr").text in said
    for scan, title in (
        (Scan(SAMPLE, SAMPLE, NOTHING), "The scanner sends no Enter after a code."),
        (Scan(SAMPLE.lower(), SAMPLE.lower(), ENTER), "Capitals and small letters are exchanged."),
        (Scan("CPISE", "CPQSE", ENTER), "Other letters arrive than those of the code."),
        (Scan("", "5901234123457", ENTER), "This is another code than the one shown here."),
    ):
        at.window.intake.reader.heard.emit(scan)
        assert at.t(title) in at.said(at.sheet)


def _layouts():
    try:
        subprocess.run(["setxkbmap", "-query"], check=True, capture_output=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return False
    return QGuiApplication.platformName() == "xcb"


def test_a_plug_in_the_display_reads_the_same_under_every_layout(at, tags):
    """Keys of a second program, through the display, as a cable would bring them."""
    if not _layouts():
        pytest.skip("this display has no keyboard layouts")
    ends = (x_keys.ENTER, x_keys.TAB, None)
    for layout, end, wanted in zip(("us", "fr", "ara"), ends, tags, strict=True):
        at.go("stock")
        with x_keys.layout(layout):
            x_keys.scan(label_text(wanted), end)
            at.until(lambda: at.shell.place == "assets")
        at.settle()
        QTest.qWait(1)
        assert wanted in at.said(page_of(at).side)
        assert at.shell.bar.scan.text() == ""
    at.go("receive")
    heard = []
    at.window.intake.reader.scanned.connect(heard.append)
    with x_keys.layout("ara"):  # whose B, G and T come as letters composed, and all at once here
        x_keys.scan("BAG-TB7")
        at.until(lambda: heard)
    assert heard[0].by_key == "BAG-TB7"
    assert at.focus.text() == ""
