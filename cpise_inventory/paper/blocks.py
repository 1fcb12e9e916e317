"""The parts of a document below its opening, measured before they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Protocol

from cpise_inventory.paper import text as texts
from cpise_inventory.paper.paper import Align, Column, Furniture, Paper, SignatureBox
from cpise_inventory.paper.pen import BLACK, DARK, GREY, PALE, Pen
from cpise_inventory.paper.text import Face, Fitted
from cpise_inventory.paper.units import MM

SIDE = 14 * MM
CELL, HEADING, BODY, LABEL = 9.0, 8.3, 9.2, 7.0  # sizes of type, in points
SMALLEST_CODE = 7.0  # a longer one goes on on the next line, after a hyphen
PADDING, GUTTER = 2.3, 4.0  # above and below, and beside the text of a cell
TALLEST_CELL = 90 * MM  # a longer text is set smaller, and cut at 5 pt
HAIR, LINE = 0.3, 0.8  # weights
BOXES_IN_A_ROW = 4
BOX_HEIGHT, BOX_GAP, BOX_LINE = 35 * MM, 3 * MM, 4.9 * MM


class Item(Protocol):
    """Something of a known height that is not divided between two pages."""

    @property
    def height(self) -> float: ...

    def draw(self, pen: Pen, y: float) -> None: ...  # with its upper edge at `y`


@dataclass(frozen=True, slots=True)
class Gap:
    height: float

    def draw(self, pen: Pen, y: float) -> None:
        """Nothing is drawn."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a paragraph, in visual order."""

    glyphs: str
    size: float
    rtl: bool
    face: Face = Face.TEXT
    grey: float = BLACK

    @property
    def height(self) -> float:
        return texts.leading(self.size, rtl=self.rtl)

    def draw(self, pen: Pen, y: float) -> None:
        down = texts.rise(self.size, rtl=self.rtl)
        pen.line(self.glyphs, SIDE, y + down, size=self.size, face=self.face, grey=self.grey)


def paragraph(
    text: str, room: float, *, paper_rtl: bool, size: float = BODY, face: Face = Face.TEXT
) -> list[TextLine]:
    rtl = texts.is_rtl(text, paper_rtl=paper_rtl)
    lines = texts.wrapped(text, face, size, room, rtl=rtl)
    return [TextLine(line, size, rtl, face) for line in lines]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or a heading over several (`cells` of one), or the columns' headings."""

    edges: tuple[float, ...]  # of its cells, from the start edge of the page
    cells: tuple[Fitted, ...]
    aligns: tuple[Align, ...]
    height: float
    face: Face = Face.TEXT
    ground: float = 1.0
    above: float = HAIR  # weight of the line over it
    heads: bool = False  # over several rows
    total: bool = False

    def draw(self, pen: Pen, y: float) -> None:
        left, width = self.edges[0], self.edges[-1] - self.edges[0]
        if self.ground < 1:
            pen.fill(left, y, width, self.height, grey=self.ground)
        pen.rule(left, y, width, weight=self.above, grey=BLACK if self.above > HAIR else GREY)
        pen.uprights(self.edges, y, self.height, weight=HAIR, grey=GREY)
        down = y + PADDING + max(texts.rise(cell.size, rtl=cell.rtl) for cell in self.cells)
        for cell, (start, end), column in zip(
            self.cells, pairwise(self.edges), self.aligns, strict=True
        ):
            align = column
            if column is Align.FIGURES:
                align = Align.START if pen.rtl else Align.END
            x = {
                Align.START: start + GUTTER,
                Align.CENTRE: (start + end) / 2,
                Align.END: end - GUTTER,
            }[align]
            for number, glyphs in enumerate(cell.lines):
                baseline = down + number * cell.leading
                pen.line(glyphs, x, baseline, size=cell.size, face=self.face, align=align)


class Table:
    """The rows of a paper, with their heights."""

    def __init__(self, paper: Paper, room: float) -> None:
        self._rtl, self._columns = paper.rtl, paper.columns
        whole = sum(column.share for column in paper.columns) or 1.0
        steps = (column.share * room / whole for column in paper.columns)
        self._edges = tuple(accumulate(steps, initial=SIDE))
        low = paper.row_height_mm * MM
        self.heading = self._heading()
        self.rows = [self._row(row, least=low) for row in paper.rows]
        self.totals = [
            replace(self._row(row, face=Face.BOLD), total=True, above=LINE if number == 0 else HAIR)
            for number, row in enumerate(paper.totals)
        ]

    def close(self, pen: Pen, y: float) -> None:
        """The line after the last row, so that none can be added."""
        pen.rule(SIDE, y, self._edges[-1] - SIDE, weight=LINE)

    def _heading(self) -> Row:
        titles = tuple(column.heading for column in self._columns)
        columns = tuple(Column(c.heading, c.share, c.align) for c in self._columns)
        row = self._set(titles, columns, self._edges, HEADING, Face.BOLD)
        return replace(row, ground=PALE, above=LINE)

    def _row(self, row: Sequence[str], *, least: float = 0, face: Face = Face.TEXT) -> Row:
        if len(row) == 1 != len(self._columns):
            edges = (self._edges[0], self._edges[-1])
            over = self._set(row, (Column(""),), edges, HEADING, Face.BOLD)
            return replace(over, ground=PALE, heads=True)
        made = self._set(row, self._columns, self._edges, CELL, face)
        return replace(made, height=max(least, made.height))

    def _set(
        self,
        row: Sequence[str],
        columns: Sequence[Column],
        edges: tuple[float, ...],
        size: float,
        face: Face,
    ) -> Row:
        cells = tuple(
            self._cell(text, column, end - start - 2 * GUTTER, size, face)
            for text, column, (start, end) in zip(row, columns, pairwise(edges), strict=True)
        )
        down = max((texts.rise(cell.size, rtl=cell.rtl) for cell in cells), default=0.0)
        heights = [down - texts.rise(c.size, rtl=c.rtl) + c.height for c in cells]
        aligns = tuple(column.align for column in columns)
        return Row(edges, cells, aligns, max(heights, default=0.0) + 2 * PADDING, face)

    def _cell(self, text: str, column: Column, room: float, size: float, face: Face) -> Fitted:
        rtl = not column.code and texts.is_rtl(text, paper_rtl=self._rtl)
        found = texts.fitted(text, face, size, room, TALLEST_CELL, rtl=rtl)
        if column.code and (found.size < SMALLEST_CODE or not found.whole):
            lines = texts.wrapped(text, face, SMALLEST_CODE, room, rtl=False)
            return Fitted(lines, SMALLEST_CODE, rtl=False, whole=True)
        return found


@dataclass(frozen=True, slots=True)
class Signatures:
    """A row of boxes: who signs, what is known of them, and room for signature and stamp."""

    boxes: tuple[SignatureBox, ...]
    beside: int  # boxes that are given room: the last row may have fewer
    furniture: Furniture
    room: float
    rtl: bool

    @property
    def height(self) -> float:
        return self._tall + BOX_GAP

    @property
    def _tall(self) -> float:
        return BOX_HEIGHT + BOX_LINE * max(len(box.more) for box in self.boxes)

    def draw(self, pen: Pen, y: float) -> None:
        width = (self.room - BOX_GAP * (self.beside - 1)) / self.beside
        for number, box in enumerate(self.boxes):
            self._box(pen, box, SIDE + number * (width + BOX_GAP), y + BOX_GAP, width)

    def _box(self, pen: Pen, box: SignatureBox, x: float, y: float, width: float) -> None:
        inside = width - 2 * GUTTER
        title = self._fit(box.title, HEADING + 0.4, inside, Face.BOLD)
        band = 5.6 * MM
        pen.fill(x, y, width, band, grey=PALE)
        pen.frame(x, y, width, self._tall, weight=LINE / 2)
        pen.line(title.lines[0], x + GUTTER, y + 0.7 * band, size=title.size, face=Face.BOLD)
        y += band
        words = self.furniture
        for label, value in (
            (words.name, box.name),
            (words.function, box.function),
            (words.date, box.date),
            *box.more,
        ):
            y += BOX_LINE
            self._filled_in(pen, label, value, x + GUTTER, y, inside)
        sign = self._fit(words.signature, LABEL, inside, Face.TEXT)
        pen.line(sign.lines[0], x + GUTTER, y + 3.6 * MM, size=sign.size, grey=DARK)

    def _filled_in(self, pen: Pen, label: str, value: str, x: float, y: float, room: float) -> None:
        title = self._fit(label, LABEL, room / 2, Face.TEXT)
        taken = texts.width(title.lines[0], Face.TEXT) * title.size + 3
        pen.line(title.lines[0], x, y - 1.2 * MM, size=title.size, grey=DARK)
        if value:
            shown = self._fit(value, CELL, room - taken, Face.TEXT)
            pen.line(shown.lines[0], x + taken, y - 1.2 * MM, size=shown.size)
        else:
            pen.rule(x + taken, y - 0.9 * MM, room - taken, weight=HAIR, grey=GREY)

    def _fit(self, text: str, size: float, room: float, face: Face) -> Fitted:
        """On one line."""
        rtl = texts.is_rtl(text, paper_rtl=self.rtl)
        return texts.fitted(text, face, size, room, 0, rtl=rtl)


def signatures(paper: Paper, room: float) -> list[Signatures]:
    """Up to four side by side, as many in each row."""
    boxes = paper.signatures
    rows = -(-len(boxes) // BOXES_IN_A_ROW)
    beside = -(-len(boxes) // rows) if rows else 1
    return [
        Signatures(boxes[at : at + beside], beside, paper.furniture, room, rtl=paper.rtl)
        for at in range(0, len(boxes), beside)
    ]


def remarks(paper: Paper, room: float) -> list[Item]:
    """Heading and text of each, line by line, so that a long one goes on on the next page."""
    items: list[Item] = []
    for heading, text in paper.remarks:
        items.append(Gap(3 * MM))
        if heading:
            items += paragraph(heading, room, paper_rtl=paper.rtl, size=HEADING, face=Face.BOLD)
        items += paragraph(text, room, paper_rtl=paper.rtl)
    return items
