"""Labels for thermal printers that speak ZPL II (Zebra Programming Guide, commands ^GF and ^XA).

A label goes as one picture, made of the same page as its PDF: what the preview shows is what comes
out, and Arabic needs no font in the printer. Rows are packed as every firmware reads them (ASCII
hexadecimal with repeat counts); a label of 50 × 25 mm is some 3,000 bytes.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from cpise_inventory.errors import Refusal
from cpise_inventory.paper.preview import PDFIUM, opened
from cpise_inventory.paper.sheets import Sheet, sheets

RESOLUTIONS: Final = (203, 300, 600)
"""Dots an inch of the print heads that are sold."""

_DARK: Final = 128  # below it a grey is black
_TWENTY: Final = 20
_LITTLE: Final = 0.01  # of a dot: sides are rounded up to whole ones
_RUN = re.compile(r"(.)\1*", re.DOTALL)


@dataclass(eq=False)
class NotARoll(Refusal):
    """A sheet of many labels can't go to a label printer; `rolls` are those that can."""

    field = "sheet"
    sheet: str
    rolls: tuple[str, ...]


@dataclass(eq=False)
class UnknownResolution(Refusal):
    """No print head of ours has so many dots an inch."""

    field = "dpi"
    dpi: int
    known: tuple[int, ...]


def check(sheet: Sheet, dpi: int) -> None:
    """Whether these labels can go to such a printer. Raises `NotARoll`, `UnknownResolution`."""
    if not sheet.is_roll:
        raise NotARoll(sheet.code, tuple(one.code for one in sheets().values() if one.is_roll))
    if dpi not in RESOLUTIONS:
        raise UnknownResolution(dpi, RESOLUTIONS)


def formats(pdf: bytes, dpi: int) -> Iterator[bytes]:
    """One format (^XA … ^XZ) for each page of a PDF that was drawn for a printer of this `dpi`."""
    with PDFIUM:
        document = opened(pdf)
        try:
            pages = [_page(page, dpi) for page in document]
        finally:
            document.close()
    yield from pages


def _page(page: Any, dpi: int) -> bytes:
    across, along = (math.ceil(side * dpi / 72 - _LITTLE) - _LITTLE for side in page.get_size())
    # a page of whole dots from its upper left corner, or it would be stretched to them
    left, _, _, top = page.get_mediabox()
    page.set_mediabox(left, top - along * 72 / dpi, left + across * 72 / dpi, top)
    picture = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=False).to_pil()
    dark = picture.point(lambda grey: 255 if grey < _DARK else 0).convert("1")
    wide = -(-dark.width // 8)  # bytes a row
    packed = dark.tobytes()  # a set bit is a black dot, as ^GF has it
    rows = [packed[at : at + wide].hex().upper() for at in range(0, len(packed), wide)]
    whole = len(packed)
    field = f"^FO0,0^GFA,{whole},{whole},{wide},{_packed(rows)}^FS"
    return f"^XA^PW{dark.width}^LL{dark.height}^LH0,0{field}^XZ\n".encode("ascii")


def _packed(rows: list[str]) -> str:
    """Each row packed by itself; `:` is the row before once more, `,` fills with white."""
    told, before = [], ""
    for row in rows:
        told.append(":" if row == before else _row(row))
        before = row
    return "".join(told)


def _row(row: str) -> str:
    kept = row.rstrip("0")
    runs = "".join(_count(len(run.group())) + run.group(1) for run in _RUN.finditer(kept))
    return runs + "," if len(kept) < len(row) else runs


def _count(length: int) -> str:
    """G to Y stand for 1 to 19, g to z for 20 to 400 by twenties; one by itself is not counted."""
    if length == 1:
        return ""
    scores, units = divmod(length, _TWENTY)
    many, rest = divmod(scores, _TWENTY)
    said = "z" * many + (chr(ord("f") + rest) if rest else "")
    return said + (chr(ord("F") + units) if units else "")
