"""Papers as pictures for the screen. Runs in the worker's thread."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cpise_inventory.paper.preview import Picture

DPI: Final = 110
"""Enough to read the paper on the screen at twice its size there."""
NAMES: Final = {"fr": "Français", "ar": "العربية", "en": "English"}
"""Each language as it calls itself."""


def drawn(pdf: bytes, most: int = 0) -> "list[Picture]":
    """Its pages; at most so many, if that is said."""
    from cpise_inventory.paper.preview import page_count, page_picture  # noqa: PLC0415 - pdfium

    pages = page_count(pdf)
    return [page_picture(pdf, page, DPI) for page in range(min(pages, most or pages))]
