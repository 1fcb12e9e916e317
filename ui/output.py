"""A paper leaves the window: to a printer at its true size, or to a file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, QStandardPaths
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from cpise_inventory.errors import ReadOnlyStoreError
from ui.desk import Desk
from ui.files import write_whole

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FINEST: Final = 600
"""Dots an inch that a page is drawn at: laser printers have no more, and memory is short."""

AskPath = Callable[[QWidget, str, str], str]


def ask_path(parent: QWidget, title: str, suggested: str) -> str:
    """Where to put a file; empty when the person thought better of it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = f"*{Path(suggested).suffix}"
    return QFileDialog.getSaveFileName(parent, title, str(Path(folder) / suggested), kinds)[0]


def save_pdf(parent: QWidget, desk: Desk, pdf: bytes, name: str, asked: AskPath = ask_path) -> bool:
    """Ask where, write whole or not at all, and say so. False: thought better of it."""
    words = desk.look.words
    path = asked(parent, words.t("Save as PDF"), f"{safe(name)}.pdf")
    if not path:
        return False

    def write() -> str:
        try:
            write_whole(Path(path), pdf)
        except OSError as error:
            raise ReadOnlyStoreError(path) from error
        return path

    def failed(error: Exception) -> None:
        desk.say(desk.sentence(error))

    desk.worker.do(write, lambda path: desk.say(words.t("Saved: {path}", path=path)), failed)
    return True


def print_pdf(parent: QWidget, desk: Desk, pdf: bytes, name: str) -> bool:
    """Ask for the printer, then draw every page at 100 %: no viewer in between scales it.

    False: thought better of it.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - who prints pays

    from cpise_inventory.paper.preview import page_size  # noqa: PLC0415

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setFullPage(True)
    width, height = page_size(pdf, 0)
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    printer.setPageLayout(layout)
    dialog = QPrintDialog(printer, parent)
    if not dialog.exec():
        return False
    draw_pages(printer, pdf)
    desk.say(desk.look.words.t("Sent to the printer: {name}", name=name))
    return True


def draw_pages(printer: "QPrinter", pdf: bytes) -> None:
    """Each page of a PDF on a page of its own, corner to corner."""
    from cpise_inventory.paper.preview import page_count, page_picture, page_size  # noqa: PLC0415

    dpi = min(printer.resolution(), FINEST)
    painter = QPainter(printer)
    try:
        for number in range(page_count(pdf)):
            if number:
                printer.newPage()
            picture = page_picture(pdf, number, dpi)
            image = QImage(
                picture.pixels,
                picture.width,
                picture.height,
                picture.stride,
                QImage.Format.Format_RGB32,
            )
            width, height = page_size(pdf, number)
            dots = printer.resolution() / 25.4
            painter.drawImage(QRectF(0, 0, width * dots, height * dots), image)
    finally:
        painter.end()


def safe(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-") or "document"
