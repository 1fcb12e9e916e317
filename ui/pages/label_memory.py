"""What this workstation knows of its label sheets and printers: no event, and no fact of the books.

Which sheet was used last, which of its labels is the first free one, and how far each printer is
off on each sheet.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from cpise_inventory.clock import today
from cpise_inventory.config import data_folder
from cpise_inventory.errors import Refusal
from ui.files import write_whole

if TYPE_CHECKING:
    from cpise_inventory.paper.calibration import Calibration
    from cpise_inventory.paper.sheets import Sheet

FILE: Final = "labels.json"
USUAL: Final = "L7160"
Do = Callable[[Callable[[], None], Callable[[None], object]], object]
"""Has something done where a disk may be waited for: `Worker.do`."""


class Tuned(msgspec.Struct, frozen=True):
    """As `Calibration`, and the day on which it was found (ISO)."""

    dx_tenths: int = 0
    dy_tenths: int = 0
    scale_x_permille: int = 1000
    scale_y_permille: int = 1000
    found_on: str = ""


class _Kept(msgspec.Struct):
    sheet: str = USUAL
    printer: str = ""
    language: str = ""
    first: dict[str, int] = {}
    spoiled: dict[str, list[int]] = {}
    layout: str = ""
    coding: str = ""
    tuned: dict[str, dict[str, Tuned]] = {}
    direct: tuple[str, str] = ("", "203")


class LabelMemory:
    """Read once when the page is made; written in the worker's thread."""

    def __init__(self, do: Do, folder: Path | None = None) -> None:
        self._do = do
        self._path = (folder or data_folder()) / FILE
        self._kept = _read(self._path)

    @property
    def sheet(self) -> str:
        """The code of the one used last."""
        return self._kept.sheet

    @property
    def printer(self) -> str:
        """The one used last; empty: none in particular."""
        return self._kept.printer

    @property
    def language(self) -> str:
        """Of the labels; empty as long as nobody chose."""
        return self._kept.language

    def first(self, sheet: str) -> int:
        """The first free label of the sheet in the printer, from 1."""
        return max(self._kept.first.get(sheet, 1), 1)

    def spoiled(self, sheet: str) -> list[int]:
        """Labels of that sheet that can't be printed on, from 1."""
        return list(self._kept.spoiled.get(sheet, ()))

    @property
    def looks(self) -> tuple[str, str]:
        """Layout and coding of the labels; empty as long as nobody chose."""
        return self._kept.layout, self._kept.coding

    @property
    def direct(self) -> tuple[str, str]:
        """Where the label printer is that speaks ZPL, and its dots an inch."""
        return self._kept.direct

    def keep_direct(self, where: str, dpi: str) -> None:
        if self._kept.direct != (where, dpi):
            self._kept.direct = (where, dpi)
            self._write()

    def tuned(self, printer: str, sheet: "Sheet") -> Tuned:
        """As it was found on this sheet, else on another of the same page: that is the printer's
        own, whatever is cut out of the page.
        """
        known = self._kept.tuned.get(printer, {})
        return known.get(sheet.code) or known.get(_page_of(sheet)) or Tuned()

    def calibration(self, printer: str, sheet: "Sheet") -> "Calibration":
        """What `Tuned` says, or nothing to correct where somebody wrote nonsense into the file."""
        from cpise_inventory.paper.calibration import Calibration  # noqa: PLC0415 - start-up time

        kept = self.tuned(printer, sheet)
        with suppress(Refusal):
            return Calibration(
                kept.dx_tenths, kept.dy_tenths, kept.scale_x_permille, kept.scale_y_permille
            )
        return Calibration()

    def choose(self, *, sheet: str, printer: str, language: str) -> None:
        kept = self._kept
        if (kept.sheet, kept.printer, kept.language) != (sheet, printer, language):
            kept.sheet, kept.printer, kept.language = sheet, printer, language
            self._write()

    def keep_looks(self, layout: str, coding: str) -> None:
        if self.looks != (layout, coding):
            self._kept.layout, self._kept.coding = layout, coding
            self._write()

    def keep_first(self, sheet: str, first: int, spoiled: Iterable[int] = ()) -> None:
        wanted = sorted(spoiled)
        if (self.first(sheet), self.spoiled(sheet)) != (first, wanted):
            self._kept.first[sheet] = first
            self._kept.spoiled[sheet] = wanted
            self._write()

    def tune(self, printer: str, sheet: "Sheet", found: "Calibration") -> None:
        if self.calibration(printer, sheet) != found:
            tuned = Tuned(
                found.dx_tenths,
                found.dy_tenths,
                found.scale_x_permille,
                found.scale_y_permille,
                today().isoformat(),
            )
            of_printer = self._kept.tuned.setdefault(printer, {})
            of_printer[sheet.code] = of_printer[_page_of(sheet)] = tuned
            self._write()

    def _write(self) -> None:
        content, path = msgspec.json.encode(self._kept), self._path

        def write() -> None:
            with suppress(OSError):  # a stick that can't be written on forgets it
                write_whole(path, content)

        self._do(write, bool)


def _page_of(sheet: "Sheet") -> str:
    return f"{sheet.page_w_mm:g}x{sheet.page_h_mm:g}"


def _read(path: Path) -> _Kept:
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(path.read_bytes(), type=_Kept)
    return _Kept()
