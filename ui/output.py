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
from ui.files import saved_text, write_whole

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from cpise_inventory.store import Store
    from ui.worker import LongJob, Progress

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
        desk.say_wrong(desk.sentence(error))

    desk.worker.do(write, lambda path: desk.say(saved_text(path, words)), failed)
    return True


def print_pdf(parent: QWidget, desk: Desk, pdf: bytes, name: str) -> bool:
    """Ask for the printer, then draw every page at 100 %: no viewer in between scales it.

    False: thought better of it.
    """
    from cpise_inventory.paper.preview import page_size  # noqa: PLC0415 - who prints pays

    printer = ask_printer(parent, name, page_size(pdf, 0))
    if printer is None:
        return False
    print_on(printer, desk, pdf, name)
    return True


def ask_printer(
    parent: QWidget, name: str, page: tuple[float, float], preferred: str = ""
) -> "QPrinter | None":
    """Which printer, proposing `preferred`, with paper of this size (mm); None: thought better."""
    from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415 - who prints pays

    printer = printer_for(page, preferred)
    printer.setDocName(name)
    return printer if QPrintDialog(printer, parent).exec() else None


def printer_for(page: tuple[float, float], preferred: str = "") -> "QPrinter":
    """Corner to corner on a page of this width and height in mm."""
    from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - who prints pays

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if preferred:
        printer.setPrinterName(preferred)
    printer.setFullPage(True)
    size = QPageSize(QSizeF(*page), QPageSize.Unit.Millimeter)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    printer.setPageLayout(layout)
    return printer


def is_there(printer: "QPrinter") -> bool:
    """False where its queue has gone since it was chosen: Qt then throws away what is drawn, and
    says nothing.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - who prints pays

    to_file = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    return to_file or not QPrinterInfo.printerInfo(printer.printerName()).isNull()


def say_gone(desk: Desk, name: str) -> None:
    desk.say_wrong(desk.look.words.t("The printer does not take the paper: {name}", name=name))


def dots(printer: "QPrinter") -> int:
    """Dots an inch that `draw_pages` uses on this printer."""
    return min(printer.resolution(), FINEST)


def print_on(
    printer: "QPrinter", desk: Desk, pdf: bytes, name: str, *, said: str = ""
) -> "LongJob":
    """Draw beside, for a page takes a second; `said` in place of the usual words at the end."""
    words = desk.look.words

    def job(_store: "Store", progress: "Progress") -> bool:
        return draw_pages(printer, pdf, progress)

    def done(drawn: bool) -> None:  # noqa: FBT001 - the job's answer
        if drawn:
            desk.say(said or words.t("Sent to the printer: {name}", name=name))
        else:
            say_gone(desk, name)

    def failed(error: Exception) -> None:
        desk.say_wrong(desk.sentence(error))

    return desk.worker.ask_long(job, done, failed)


def draw_pages(printer: "QPrinter", pdf: bytes, progress: "Progress | None" = None) -> bool:
    """Each page of a PDF on a page of its own, corner to corner; False if the printer takes none.

    Qt lets another thread draw on a printer: this one may.
    """
    from cpise_inventory.paper.preview import page_count  # noqa: PLC0415 - who prints pays

    painter = QPainter()
    if not is_there(printer) or not painter.begin(printer):
        return False
    count = page_count(pdf)
    try:
        for number in range(count):
            if progress is not None:
                progress(number, count)
            if number:
                printer.newPage()
            _draw_page(painter, printer, pdf, number)
    finally:
        painter.end()
    return is_there(printer)


def _draw_page(painter: QPainter, printer: "QPrinter", pdf: bytes, number: int) -> None:
    from cpise_inventory.paper.preview import page_picture, page_size  # noqa: PLC0415 - as above

    picture = page_picture(pdf, number, dots(printer))
    image = QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    width, height = (mm * printer.resolution() / 25.4 for mm in page_size(pdf, number))
    painter.drawImage(QRectF(0, 0, width, height), image)


def safe(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-") or "document"
