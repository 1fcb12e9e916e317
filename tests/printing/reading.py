"""What stands on a PDF: its words, as a reader's search finds them, and its codes."""

import unicodedata

import pypdfium2

from cpise_inventory.paper.reading import codes_in


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with joined letters taken apart and white space made one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_text(page) for page in document]
    finally:
        document.close()


def codes_of(pdf: bytes) -> list[str]:
    """Each different code, read from the pages drawn as pictures."""
    return codes_in(pdf, "paper.pdf")


def _text(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    try:
        text = unicodedata.normalize("NFKC", text_page.get_text_bounded())
    finally:
        text_page.close()
        page.close()
    return " ".join(text.split())
