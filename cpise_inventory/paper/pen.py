"""Draws on one page in points from its upper left corner, and mirrors it all for Arabic.

Every `x` counts from the start edge: the left one, or the right one on a mirrored page. The
operators are written by us, since reportlab's `drawString` takes 20 µs for what is mostly the
same text again; reportlab still makes the document, its fonts and its subsets.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO

from cpise_inventory.paper import text as texts
from cpise_inventory.paper.bars import Bars
from cpise_inventory.paper.marks import Mark
from cpise_inventory.paper.paper import Align
from cpise_inventory.paper.qr import Symbol
from cpise_inventory.paper.text import Face
from cpise_inventory.paper.units import MM

A4 = (210 * MM, 297 * MM)
BLACK, DARK, GREY, PALE, WHITE = 0.0, 0.35, 0.6, 0.94, 1.0


class Output:
    """A PDF that is being made: the same bytes for the same content, embedded fonts only."""

    def __init__(self, out: BinaryIO, *, title: str, language: str, author: str = "") -> None:
        from reportlab import rl_config  # noqa: PLC0415 - start-up time
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - start-up time

        rl_config.useA85 = 0  # text armour for the pages, in pure Python: half of all the time
        self.canvas: Any = Canvas(
            out,
            invariant=1,
            pageCompression=1,
            initialFontName=texts.initial_font(),
            lang=language,
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setCreator("CPISE Inventory")
        self.canvas.setViewerPreference("PrintScaling", "None")  # 100 %, whatever the reader does
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self._shown: dict[tuple[str, Face], tuple[tuple[str, str], ...]] = {}
        self._marks: dict[Mark, str] = {}

    def page(self, width: float, height: float, *, rtl: bool = False) -> "Pen":
        """A page of this size in points, to be finished with `Pen.done`."""
        self.canvas.setPageSize((width, height))
        return Pen(self, width, height, rtl=rtl)

    def strings(self, glyphs: str, face: Face) -> tuple[tuple[str, str], ...]:
        """(font resource, hexadecimal string) for each piece of a line that one subset holds."""
        key = (glyphs, face)
        if key not in self._shown:
            document = self.canvas._doc  # noqa: SLF001 - a font's subsets belong to a document
            self._shown[key] = tuple(
                (metrics.font.getSubsetInternalName(subset, document), codes.hex())
                for metrics, run in texts.runs(glyphs, face)
                for subset, codes in metrics.font.splitString(run, document)
            )
        return self._shown[key]

    def keep(self, mark: Mark) -> None:
        """Have a picture in the file, once for all its uses. Before the first page is begun."""
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - start-up time

        if mark not in self._marks:
            name = self._marks[mark] = f"mark{len(self._marks)}"
            self.canvas.beginForm(name, upperx=1, uppery=1)
            self.canvas.drawImage(ImageReader(BytesIO(mark.png)), 0, 0, 1, 1)
            self.canvas.endForm()

    def drawn(self, mark: Mark) -> str:
        """The operator that draws a kept picture, one point wide and high."""
        before = len(self.canvas._code)  # noqa: SLF001 - the page's operators are written by us
        self.canvas.doForm(self._marks[mark])
        said = "\n".join(self.canvas._code[before:])  # noqa: SLF001 - as above
        del self.canvas._code[before:]  # noqa: SLF001 - as above
        return said

    def bookmark(self, name: str) -> None:
        """An entry in the reader's outline that leads to the page being drawn."""
        self.canvas.bookmarkPage(name)
        self.canvas.addOutlineEntry(name, name)

    def save(self) -> None:
        self.canvas.save()


@dataclass
class Pen:
    """One page. Everything is kept as PDF operators until `done`."""

    output: Output
    width: float
    height: float
    rtl: bool = field(kw_only=True)
    _written: list[str] = field(default_factory=list)

    def done(self) -> None:
        self.output.canvas.addLiteral("\n".join(self._written))
        self.output.canvas.showPage()

    def line(
        self,
        glyphs: str,
        x: float,
        baseline: float,
        *,
        size: float,
        face: Face = Face.TEXT,
        align: Align = Align.START,
        grey: float = BLACK,
    ) -> None:
        """One line that is already in visual order; `x` is where it is aligned at."""
        if not glyphs:
            return
        at = self._at(x)
        if align is Align.CENTRE:
            at -= texts.width(glyphs, face) * size / 2
        elif (align is Align.END) is not self.rtl:
            at -= texts.width(glyphs, face) * size
        shown = "".join(
            f"{font} {size:.4g} Tf <{codes}> Tj "
            for font, codes in self.output.strings(glyphs, face)
        )
        tint = f"{grey:g} g " if grey else ""
        back = "0 g " if grey else ""
        self._written.append(
            f"{tint}BT {at:.5g} {self.height - baseline:.5g} Td {shown}ET {back}".rstrip()
        )

    def lines(  # noqa: PLR0913 - lines, their place and their look
        self,
        lines: tuple[str, ...],
        x: float,
        top: float,
        *,
        size: float,
        rtl: bool,
        face: Face = Face.TEXT,
        align: Align = Align.START,
        grey: float = BLACK,
    ) -> float:
        """Lines in visual order below `top`; where they end. `rtl` tells their leading."""
        step, down = texts.leading(size, rtl=rtl), texts.rise(size, rtl=rtl)
        for number, glyphs in enumerate(lines):
            self.line(
                glyphs, x, top + number * step + down, size=size, face=face, align=align, grey=grey
            )
        return top + len(lines) * step

    def rule(self, x: float, y: float, length: float, *, weight: float, grey: float = 0.0) -> None:
        """A horizontal line from `x` towards the end side."""
        left = self._left(x, length)
        up = self.height - y
        self._stroked(f"{left:.5g} {up:.5g} m {left + length:.5g} {up:.5g} l", weight, grey)

    def uprights(
        self, xs: Sequence[float], y: float, length: float, *, weight: float, grey: float = 0.0
    ) -> None:
        """Vertical lines from `y` down."""
        top, bottom = self.height - y, self.height - y - length
        lines = [f"{at:.5g} {top:.5g} m {at:.5g} {bottom:.5g} l" for at in map(self._at, xs)]
        self._stroked(" ".join(lines), weight, grey)

    def frame(
        self, x: float, y: float, width: float, height: float, *, weight: float, grey: float = 0.0
    ) -> None:
        self._stroked(self._rectangle(x, y, width, height), weight, grey)

    def fill(self, x: float, y: float, width: float, height: float, *, grey: float) -> None:
        self._written.append(f"{grey:g} g {self._rectangle(x, y, width, height)} f 0 g")

    def code(self, symbol: Symbol, x: float, y: float, module: float) -> None:
        """A QR code without its quiet zone; `x`, `y` are its start and upper edge."""
        side = symbol.size * module
        left, bottom = self._left(x, side), self.height - y - side
        self._written.append(
            f"q {module:.6g} 0 0 {module:.6g} {left:.6g} {bottom:.6g} cm\n{symbol.path()}f Q"
        )

    def bars(self, bars: Bars, middle: float, y: float, width: float, height: float) -> None:
        """A Code 128 without its quiet zone, its narrow bars so wide; `y` is their upper edge."""
        left = self._left(middle - bars.length * width / 2, bars.length * width)
        self._written.append(
            f"q {width:.6g} 0 0 {height:.6g} {left:.6g} {self.height - y - height:.6g} cm\n"
            f"{bars.path()}\nf Q"
        )

    def mark(self, mark: Mark, x: float, y: float, width: float, height: float) -> None:
        """A picture that the output keeps; `x`, `y` are its start and upper edge."""
        left, bottom = self._left(x, width), self.height - y - height
        self._written.append(
            f"q {width:.6g} 0 0 {height:.6g} {left:.6g} {bottom:.6g} cm {self.output.drawn(mark)} Q"
        )

    def across(self, glyphs: str, *, size: float, grey: float) -> None:
        """A word from corner to corner, to be drawn before all else."""
        half = texts.width(glyphs, Face.BOLD) * size / 2
        shown = "".join(
            f"{font} {size:.4g} Tf <{codes}> Tj "
            for font, codes in self.output.strings(glyphs, Face.BOLD)
        )
        slope = 0.70710678
        self._written.append(
            f"q {slope} {slope} {-slope} {slope} {self.width / 2:.5g} {self.height / 2:.5g} cm "
            f"{grey:g} g BT {-half:.5g} {-size * 0.35:.5g} Td {shown}ET Q"
        )

    def rounded(
        self, x: float, y: float, width: float, height: float, radius: float, *, weight: float
    ) -> None:
        """A rectangle with round corners, for the outline of a label."""
        if radius <= 0:
            self.frame(x, y, width, height, weight=weight)
            return
        r, k = radius, radius * 0.4477  # a quarter of a circle as a Bézier curve
        left, right, top, bottom = x, x + width, self.height - y, self.height - y - height
        self._stroked(
            f"{left + r:.6g} {bottom:.6g} m {right - r:.6g} {bottom:.6g} l "
            f"{right - k:.6g} {bottom:.6g} {right:.6g} {bottom + k:.6g} {right:.6g} "
            f"{bottom + r:.6g} c {right:.6g} {top - r:.6g} l {right:.6g} {top - k:.6g} "
            f"{right - k:.6g} {top:.6g} {right - r:.6g} {top:.6g} c {left + r:.6g} {top:.6g} l "
            f"{left + k:.6g} {top:.6g} {left:.6g} {top - k:.6g} {left:.6g} {top - r:.6g} c "
            f"{left:.6g} {bottom + r:.6g} l {left:.6g} {bottom + k:.6g} {left + k:.6g} "
            f"{bottom:.6g} {left + r:.6g} {bottom:.6g} c h",
            weight,
            BLACK,
        )

    def literal(self, operators: str) -> None:
        self._written.append(operators)

    def _at(self, x: float) -> float:
        return self.width - x if self.rtl else x

    def _left(self, x: float, width: float) -> float:
        return self.width - x - width if self.rtl else x

    def _rectangle(self, x: float, y: float, width: float, height: float) -> str:
        left = self._left(x, width)
        return f"{left:.5g} {self.height - y - height:.5g} {width:.5g} {height:.5g} re"

    def _stroked(self, path: str, weight: float, grey: float) -> None:
        self._written.append(f"{grey:g} G {weight:g} w {path} S")
