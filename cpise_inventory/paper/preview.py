"""Pages of our own PDFs as pictures: for the window's preview, and for printing by a driver."""

from dataclasses import dataclass
from threading import Lock
from typing import Any

# pdfium must not be called from two threads at once: the window's and the store's both do
PDFIUM = Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """Four bytes a pixel: blue, green, red, unused; as `QImage.Format_RGB32` has them."""

    width: int
    height: int
    stride: int  # bytes from one row to the next
    pixels: bytes


def page_count(pdf: bytes) -> int:
    with PDFIUM:
        document = opened(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Width and height in millimetres. Raises `IndexError` for a page that isn't there."""
    with PDFIUM:
        document = opened(pdf)
        try:
            width, height = _page(document, page).get_size()
            return width * 25.4 / 72, height * 25.4 / 72
        finally:
            document.close()


def page_picture(pdf: bytes, page: int, dpi: float) -> Picture:
    """One page, counted from 0, on white. Raises `IndexError` for a page that isn't there."""
    with PDFIUM:
        document = opened(pdf)
        try:
            bitmap = _page(document, page).render(
                scale=dpi / 72, prefer_bgrx=True, maybe_alpha=False, may_draw_forms=False
            )
            return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            document.close()


def _page(document: Any, page: int) -> Any:
    if not 0 <= page < len(document):
        raise IndexError(page)
    return document[page]


def opened(pdf: bytes) -> Any:
    """A `pypdfium2.PdfDocument`, to be used while `PDFIUM` is held, and closed."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - start-up time

    return PdfDocument(pdf)
