"""Label sheets as PDF in exact millimetres: what is printed at 100 % lies on the labels.

Pages are never mirrored: a sheet is filled from its upper left corner in every language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import gcd
from typing import BinaryIO

from cpise_inventory.errors import Refusal
from cpise_inventory.paper import qr
from cpise_inventory.paper import text as texts
from cpise_inventory.paper.bars import bars
from cpise_inventory.paper.calibration import Calibration, Marks, marks
from cpise_inventory.paper.label_layout import (
    LEVEL,
    VERSION,
    Coding,
    Frame,
    Kind,
    Label,
    Layout,
    frame,
)
from cpise_inventory.paper.label_text import set_text
from cpise_inventory.paper.paper import Align
from cpise_inventory.paper.pen import GREY, WHITE, Output, Pen
from cpise_inventory.paper.sheets import Box, Sheet
from cpise_inventory.paper.text import Face
from cpise_inventory.paper.units import MM

OUTLINE = 0.1 * MM  # weight
HAIR = 0.25
MARK_LENGTH, MARK_OFF = 5 * MM, 1.5 * MM  # of crop marks, and their distance from the labels
CROSS = 1 * MM
MOST_COPIES = 100


@dataclass(eq=False)
class StartPastEnd(Refusal):
    """The first free label is said to be one that the sheet hasn't got; counted from 1."""

    field = "start"
    start: int
    per_page: int


@dataclass(eq=False)
class SkipPastEnd(Refusal):
    """A label that is to be skipped is one that the sheet hasn't got; counted from 1."""

    field = "skip"
    label: int
    per_page: int


@dataclass(eq=False)
class NoFreeLabel(Refusal):
    """All labels of the first sheet are used or spoiled: a new one is to be put in."""

    field = "skip"
    per_page: int


@dataclass(eq=False)
class CopiesOutOfRange(Refusal):
    """So many copies of each label are not printed in one go."""

    field = "copies"
    copies: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How labels go on their sheets. Positions count from 0, the upper left label, along rows.

    `start` and `skip` (spoiled ones) are about the first sheet. `dpi` of the printer, across and
    along, makes every module of a code as many whole dots.
    """

    start: int = 0
    skip: frozenset[int] = frozenset()
    copies: int = 1
    calibration: Calibration = field(default_factory=Calibration)
    outlines: bool = False
    dpi: tuple[int, int] | None = None
    layout: Layout = Layout.AUTO
    coding: Coding = Coding.QR
    language: str = "fr"  # that readers of the file are told


@dataclass(frozen=True, slots=True)
class Placed:
    """Which label (by its index) stands at which position of which page, all from 0."""

    label: int
    page: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationWords:
    """The test page's texts, in its reader's language; measures are written after the letters."""

    language: str  # "fr", "ar", "en"
    title: str  # "Page d'essai — L7160"
    advice: str  # "Imprimez à 100 %, posez sur une planche…"
    left: str  # "A: from the left edge to the line"
    top: str  # "B: from the upper edge to the line"
    across: str  # "C: length of the ruler across"
    down: str  # "D: length of the ruler down"


def placements(count: int, sheet: Sheet, printing: Printing) -> Iterator[Placed]:
    """Where `count` labels go.

    Raises `StartPastEnd`, `SkipPastEnd`, `NoFreeLabel`, `CopiesOutOfRange`.
    """
    if not 0 <= printing.start < sheet.per_page:
        raise StartPastEnd(printing.start + 1, sheet.per_page)
    if not 1 <= printing.copies <= MOST_COPIES:
        raise CopiesOutOfRange(printing.copies, MOST_COPIES)
    if beyond := [p for p in printing.skip if not 0 <= p < sheet.per_page]:
        raise SkipPastEnd(min(beyond) + 1, sheet.per_page)
    free = [p for p in range(printing.start, sheet.per_page) if p not in printing.skip]
    if not free:
        raise NoFreeLabel(sheet.per_page)
    wanted = (label for label in range(count) for _ in range(printing.copies))
    page = 0
    for position, label in zip(_positions(free, sheet.per_page), wanted, strict=False):
        page, at = position
        yield Placed(label, page, at)


def draw(
    labels: Sequence[Label], sheet: Sheet, out: BinaryIO, printing: Printing | None = None
) -> tuple[Placed, ...]:
    """The labels on their sheets; where each of them stands.

    Raises what `placements` and `frame` do, and `ValueError` if there are no labels.
    """
    if not labels:
        raise ValueError("no label to draw")
    printing = printing or Printing()
    placed = tuple(placements(len(labels), sheet, printing))
    division = _divided(labels, sheet, printing)
    output = Output(out, title=f"{labels[0].tag} – {labels[-1].tag}", language=printing.language)
    for mark in dict.fromkeys(label.mark for label in labels if label.mark):
        output.keep(mark)
    pen, page = None, -1
    for place in placed:
        if pen is None or place.page != page:
            if pen is not None:
                pen.done()
            pen, page = _page(output, sheet, printing), place.page
        box = sheet.label(place.position)
        _label(pen, labels[place.label], box, division, sheet, printing.layout)
    if pen is not None:
        pen.done()
    output.save()
    return placed


def draw_test_page(
    sheet: Sheet, out: BinaryIO, words: CalibrationWords, calibration: Calibration | None = None
) -> Marks:
    """Outlines of all labels, two lines to measure from the edges, and a ruler on both axes.

    On plain paper, held against a sheet. The answer is what a perfect printer would print.
    """
    printing = Printing(outlines=True, calibration=calibration or Calibration())
    output = Output(out, title=words.title, language=words.language)
    pen = _page(output, sheet, printing)
    wanted = marks(sheet)
    _rulers(pen, wanted)
    if sheet.is_roll:
        _name_short(pen, wanted)
    else:
        _explain(pen, words, wanted)
    pen.done()
    output.save()
    return wanted


def _positions(free: Sequence[int], per_page: int) -> Iterator[tuple[int, int]]:
    yield from ((0, position) for position in free)
    page = 1
    while True:
        yield from ((page, position) for position in range(per_page))
        page += 1


def _dot(dpi: tuple[int, int] | None) -> float:
    """The smallest length in points that is whole dots both across and along (300 x 600 dpi)."""
    return 72 / gcd(*dpi) if dpi else 0.0


def _page(output: Output, sheet: Sheet, printing: Printing) -> Pen:
    pen = output.page(sheet.page_w_mm * MM, sheet.page_h_mm * MM)
    if matrix := printing.calibration.matrix(pen.height):
        pen.literal(matrix)
    if printing.outlines:
        for position in range(sheet.per_page):
            box = _points(sheet.label(position))
            pen.rounded(
                box.left, box.top, box.width, box.height, sheet.corner_mm * MM, weight=OUTLINE
            )
    if sheet.crop_marks:
        _crop_marks(pen, sheet)
    return pen


def _points(box: Box) -> Box:
    return Box(box.left * MM, box.top * MM, box.width * MM, box.height * MM)


def _divided(labels: Sequence[Label], sheet: Sheet, printing: Printing) -> Frame:
    """One division for all of them."""
    longest = 0
    if printing.coding is Coding.BARS:
        longest = max(bars(label.bars).length for label in labels)
    text_only = printing.layout is Layout.TEXT
    return frame(sheet, dot=_dot(printing.dpi), text_only=text_only, bars=longest)


def _label(pen: Pen, label: Label, box: Box, division: Frame, sheet: Sheet, layout: Layout) -> None:
    left, top = box.left * MM, box.top * MM
    x, y = division.code
    if division.kind is Kind.BARS:
        pen.bars(bars(label.bars), left + x, top + y, division.module, division.high)
    elif division.kind is not Kind.ALONE:
        symbol = qr.symbol(label.code, LEVEL, VERSION)
        pen.code(symbol, left + x, top + y, division.module)
    text = division.text
    laid = set_text(label, division, sheet, layout)
    if laid.mark is not None and label.mark is not None:
        mark = laid.mark
        pen.mark(label.mark, left + mark.left, top + mark.top, mark.width, mark.height)
    for line in laid.lines:
        fitted = line.fitted
        align = Align.END if fitted.rtl or label.rtl else Align.START
        if division.kind in {Kind.BELOW, Kind.BARS}:
            align = Align.CENTRE
        x = left + text.left + {Align.START: 0, Align.END: 1, Align.CENTRE: 0.5}[align] * text.width
        pen.lines(
            fitted.lines,
            x,
            top + line.top,
            size=fitted.size,
            rtl=fitted.rtl,
            face=line.face,
            align=align,
        )


def _crop_marks(pen: Pen, sheet: Sheet) -> None:
    """Lines in the margins for a paper cutter, and small crosses for scissors."""
    first, last = _points(sheet.label(0)), _points(sheet.label(sheet.per_page - 1))
    xs = sorted({round(_points(sheet.label(n)).left, 3) for n in range(sheet.cols)})
    ys = sorted({round(_points(sheet.label(n * sheet.cols)).top, 3) for n in range(sheet.rows)})
    xs.append(last.right)
    ys.append(last.bottom)
    for outside in (first.top - MARK_OFF - MARK_LENGTH, last.bottom + MARK_OFF):
        pen.uprights(xs, outside, MARK_LENGTH, weight=HAIR)
    for outside in (first.left - MARK_OFF - MARK_LENGTH, last.right + MARK_OFF):
        for y in ys:
            pen.rule(outside, y, MARK_LENGTH, weight=HAIR)
    for y in ys:
        pen.uprights(xs, y - CROSS, 2 * CROSS, weight=HAIR, grey=GREY)
        for x in xs:
            pen.rule(x - CROSS, y, 2 * CROSS, weight=HAIR, grey=GREY)


def _rulers(pen: Pen, wanted: Marks) -> None:
    """A line along each axis from the two measured lines' crossing, with a tick at each mm.

    The last tick is long, at whichever millimetre the ruler ends.
    """
    x, y = wanted.left * MM, wanted.top * MM
    pen.rule(x, y, wanted.across * MM, weight=OUTLINE)
    pen.uprights([x], y, wanted.down * MM, weight=OUTLINE)
    for length in (1, 2, 3):
        step = {1: 1, 2: 5, 3: 10}[length]
        last = length == 3  # noqa: PLR2004 - the long ticks
        across, down = (
            [*range(0, int(end) + 1, step), *([end] if last else [])]
            for end in (wanted.across, wanted.down)
        )
        pen.uprights([x + n * MM for n in across], y, length * MM, weight=OUTLINE)
        for n in down:
            pen.rule(x, y + n * MM, length * MM, weight=OUTLINE)


def _name_short(pen: Pen, wanted: Marks) -> None:
    """On a label of a roll there is room for the letters only, inside the rulers' corner."""
    x, y = wanted.left * MM, wanted.top * MM
    long, high = wanted.across * MM, wanted.down * MM
    for letter, across, down in (
        ("A", x / 2, y + high / 2 + 3),
        ("B", x + long / 2, y - 4),
        ("C", x + long - 2.5 * MM, y + 6 * MM),
        ("D", x + 5 * MM, y + high),
    ):
        pen.line(letter, across, down, size=8, face=Face.BOLD, align=Align.CENTRE)


def _explain(pen: Pen, words: CalibrationWords, wanted: Marks) -> None:
    """Title, advice and what to measure, on white between the rulers, and a letter at each line."""
    left, y = (wanted.left + 8) * MM, (wanted.top + 8) * MM
    room = pen.width - left - 20 * MM
    mirrored = words.language == "ar"
    lines = [(words.title, 15.0, Face.BOLD), (words.advice, 10.0, Face.TEXT)]
    for letter, text, length in (
        ("A", words.left, wanted.left),
        ("B", words.top, wanted.top),
        ("C", words.across, wanted.across),
        ("D", words.down, wanted.down),
    ):
        lines.append((f"{letter} : {text} = {texts.ltr(f'{length:g} mm')}", 11.0, Face.TEXT))
    shown = []
    for text, size, face in lines:
        rtl = texts.is_rtl(text, paper_rtl=mirrored)
        shown.append((texts.wrapped(text, face, size, room, rtl=rtl), size, face, rtl))
    heights = (len(lines) * texts.leading(size, rtl=rtl) for lines, size, _, rtl in shown)
    pen.fill(left, y, room, sum(heights) + 2 * MM * len(shown), grey=WHITE)
    for glyphs, size, face, rtl in shown:
        align = Align.END if mirrored else Align.START
        x = left + room if mirrored else left
        y = pen.lines(glyphs, x, y, size=size, rtl=rtl, face=face, align=align) + 2 * MM
    x, y = wanted.left * MM, wanted.top * MM
    long, high = wanted.across * MM, wanted.down * MM
    pen.rule(0, y + high / 2, x, weight=HAIR)
    pen.uprights([x + long / 2], 0, y, weight=HAIR)
    for letter, across, down in (
        ("A", x / 2, y + high / 2 - 2),
        ("B", x + long / 2 + 6, y / 2),
        ("C", x + long + 8, y + 4),
        ("D", x, y + high + 14),
    ):
        pen.line(letter, across, down, size=11, face=Face.BOLD, align=Align.CENTRE)
