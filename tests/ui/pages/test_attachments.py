"""Files at the real window: dropped, seen small, opened, and erased where they must be."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from cpise_inventory.attachments import commands, contents, queries
from cpise_inventory.attachments.files import SIDE, Content
from cpise_inventory.store import open_store
from tests.attachments.files import PDF, picture, written
from tests.books import BUCKET, LOGISTICS, MANAGER, assert_sound, bring, tag
from ui.pages.attach_sheet import AttachSheet
from ui.pages.attachment_away import AwaySheet
from ui.pages.attachments import AttachmentsBox

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def at(sit, books_file):
    """A manager at the computers; one has a PDF with it."""
    with open_store(books_file) as store:
        (one,) = tag(store, "S1")
        bring(store, BUCKET, 5)
        with store.write(LOGISTICS) as work:
            commands.attach(work, one, Content(PDF, "application/pdf"), "Facture")
    hand = sit(books_file.file).sign_in(MANAGER)
    hand.go("assets")
    hand.page.table.choose(one)
    hand.settle()
    return hand


def box_of(hand) -> AttachmentsBox:
    hand.settle()
    return hand.page.side.attachments


def drop(box: AttachmentsBox, path: Path) -> None:
    """As the window system tells of it."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window = box.window()
    at = box.mapTo(window, QPoint(5, 5))
    entered = QDragEnterEvent(at, copy, carried, left, none)
    QApplication.sendEvent(window.windowHandle(), entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window.windowHandle(), QDropEvent(at, copy, carried, left, none))


def attach(hand, path: Path, note: str = "") -> None:
    drop(box_of(hand), path)
    sheet = hand.sheet
    assert isinstance(sheet, AttachSheet)
    sheet.note.setText(note)
    hand.key(Qt.Key.Key_F9)
    hand.until(lambda: hand.window.veils.top is not sheet or sheet.do.isEnabled())
    hand.settle()


def test_a_photo_is_dropped_kept_smaller_seen_opened_and_erased(at, books, tmp_path):
    photo = tmp_path / "IMG_0001.jpg"
    Image.effect_noise((3_200, 2_400), 60).convert("RGB").save(photo, "JPEG")
    attach(at, photo, "Écran fissuré")
    at.until(lambda: len(box_of(at).found) == 2)
    box = box_of(at)
    assert [one.note for one in box.found] == ["Facture", "Écran fissuré"]
    kept = box.found[1]
    at.until(lambda: not box.previews[kept.name].pixmap().isNull())
    opened: list[Path] = []
    box.open_file = lambda path: not opened.append(path)
    box.open(kept)
    at.until(lambda: opened)
    with Image.open(opened[0]) as shown:
        assert shown.size == (SIDE, SIDE * 3 // 4)
    saved = tmp_path / "facture.pdf"
    box.ask_path = lambda *_: str(saved)
    box.save(box.found[0])
    at.until(saved.exists)
    assert saved.read_bytes() == PDF
    at.page.desk.open(AwaySheet(at.page.desk, kept, erase=True))
    at.key(Qt.Key.Key_F9)
    assert at.sheet.fields["reason"].is_wrong  # it's asked why
    at.sheet.reason.setText("Un enfant est dessus")
    at.key(Qt.Key.Key_F9)
    at.settle()
    at.until(lambda: len(box_of(at).found) == 1)
    assert [one.note for one in box_of(at).found] == ["Facture"]
    with books() as store:
        with store.read() as connection:
            assert contents.stored(connection) == (1, len(PDF))
        assert_sound(store)


def test_what_cannot_be_attached_is_said_and_the_note_stays(at, tmp_path):
    attach(at, written(tmp_path, "photo.jpg", b"just words"), "Facture 12")
    sheet = at.sheet
    assert isinstance(sheet, AttachSheet)
    assert "photo.jpg" in sheet.problem.accessibleName() + at.said(sheet)
    assert sheet.note.text() == "Facture 12"
    assert sheet.do.isEnabled()


def test_a_signed_paper_goes_with_its_document(at, books, tmp_path):
    at.go("documents")
    at.settle()
    table = at.page.table
    at.until(table.model.rowCount)
    table.rows.selectRow(0)
    at.until(box_of(at).add.isEnabled)
    attach(at, written(tmp_path, "scan.png", picture()), "Signé")
    at.until(lambda: box_of(at).found)
    (found,) = box_of(at).found
    assert (found.note, found.tag) == ("Signé", "")
    with books() as store, store.read() as connection:
        assert queries.attached_to(connection, paper=found.paper) == [found]


def test_who_may_not_attach_is_told_why(sit, books_file, at):
    at.close()
    hand = sit(books_file.file).sign_in("mariem")
    hand.go("assets")
    hand.page.table.rows.selectRow(0)
    box = box_of(hand)
    assert not box.add.isEnabled()
    assert box.add.toolTip() == hand.t("Your role does not allow this.")
