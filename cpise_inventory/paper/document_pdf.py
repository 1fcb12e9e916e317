"""Documents on A4: head, title and number, facts beside the QR code, table, signatures, foot.

The table's heading comes again on each page, every page bears number, marks and "n / m", and the
signatures never stand on a page without a line of the table. All of it is mirrored for Arabic.
"""

from collections.abc import Sequence
from typing import BinaryIO

from cpise_inventory.paper import qr
from cpise_inventory.paper import text as texts
from cpise_inventory.paper.blocks import (
    HAIR,
    LABEL,
    SIDE,
    Item,
    Table,
    paragraph,
    remarks,
    signatures,
)
from cpise_inventory.paper.flow import Page, shared_out
from cpise_inventory.paper.paper import Align, Paper
from cpise_inventory.paper.pen import A4, BLACK, DARK, GREY, WHITE, Output, Pen
from cpise_inventory.paper.text import Face, Fitted
from cpise_inventory.paper.units import MM

TOP, BOTTOM, FOOT_HEIGHT = 10 * MM, 7 * MM, 9.5 * MM
MODULE = 0.5 * MM  # of the QR code: cheap cameras need as much (documents.md, 4)
HEAD, TITLE, NUMBER, MARK, VALUE, SMALL = 8.2, 17.0, 13.0, 9.5, 9.6, 7.0
CONTINUED = 9 * MM
MARK_GAP, MARK_PAD = 1.2 * MM, 6.0
WATERMARK = 0.9
FACTS_IN_A_ROW = 2


def draw(papers: Sequence[Paper], out: BinaryIO) -> int:
    """All these documents as one PDF, each on pages of its own; the number of pages.

    Raises `ValueError` if there is none, or if a QR text has other characters than codes have.
    """
    if not papers:
        raise ValueError("no paper to draw")
    first = papers[0]
    names = [paper.number or paper.title for paper in papers]
    output = Output(
        out,
        title=names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}",
        language=first.language,
        author=first.head[-1] if first.head else "",
    )
    pages = 0
    for paper, name in zip(papers, names, strict=True):
        pages += _Drawing(paper, output).draw(name if len(papers) > 1 else "")
    output.save()
    return pages


class _Drawing:
    """One paper on its pages."""

    def __init__(self, paper: Paper, output: Output) -> None:
        self.paper, self.output = paper, output
        self.width, self.height = A4[::-1] if paper.landscape else A4
        self.room = self.width - 2 * SIDE
        self.bottom = self.height - BOTTOM - FOOT_HEIGHT
        self.table = Table(paper, self.room)

    def draw(self, bookmark: str) -> int:
        pen = self._page()
        if bookmark:
            self.output.bookmark(bookmark)
        begin = self._opening(pen)
        pages = self._pages(self.bottom - begin)
        for number, page in enumerate(pages, 1):
            if number > 1:
                pen = self._page()
                begin = self._continued(pen)
            page.draw(pen, begin, self.table)
            self._foot(pen, number, len(pages))
            pen.done()
        return len(pages)

    def _page(self) -> Pen:
        pen = self.output.page(self.width, self.height, rtl=self.paper.rtl)
        if word := self.paper.watermark:
            rtl = texts.is_rtl(word, paper_rtl=self.paper.rtl)
            glyphs = texts.visual(texts.clean(word), rtl=rtl)
            size = min(120.0, 0.95 * self.width / texts.width(glyphs, Face.BOLD))
            pen.across(glyphs, size=size, grey=WATERMARK)
        return pen

    # --- the first page down to the table ---

    def _opening(self, pen: Pen) -> float:
        y = self._head(pen)
        y = self._title(pen, y)
        if self.paper.introduction:
            lines = paragraph(self.paper.introduction, self.room, paper_rtl=self.paper.rtl)
            for line in lines:
                line.draw(pen, y)
                y += line.height
            y += 2 * MM
        return y

    def _head(self, pen: Pen) -> float:
        half = 0.48 * self.room
        ends = [
            self._block(pen, self.paper.head, SIDE, half, Align.START),
            self._block(pen, self.paper.head_beside, self.width - SIDE, half, Align.END),
        ]
        y = max(ends) + 1.6 * MM
        pen.rule(SIDE, y, self.room, weight=1.1)
        return y + 3.2 * MM

    def _block(
        self, pen: Pen, lines: tuple[str, ...], x: float, room: float, align: Align
    ) -> float:
        y = TOP
        for number, line in enumerate(lines):
            rtl = texts.is_rtl(line, paper_rtl=self.paper.rtl)
            face = Face.BOLD if number == 0 else Face.TEXT
            shown = texts.wrapped(line, face, HEAD, room, rtl=rtl)
            y = pen.lines(shown, x, y, size=HEAD, rtl=rtl, face=face, align=align)
        return y

    def _title(self, pen: Pen, y: float) -> float:
        """Title, number, marks and facts, with the code beside them."""
        room, code_end = self.room, y
        if self.paper.qr:
            symbol = qr.symbol(self.paper.qr, qr.Level.M)
            side = symbol.size * MODULE
            pen.code(symbol, SIDE + self.room - side, y, MODULE)
            code_end = self._caption(pen, y + side + qr.QUIET_ZONE * MODULE, side)
            room -= side + (qr.QUIET_ZONE + 6) * MODULE
        y = self._one(pen, self.paper.title, y, TITLE, room, Face.BOLD)
        if self.paper.number:
            y = self._number(pen, y + 0.6 * MM)
        if self.paper.exemplar:  # on a line of its own: readers mix up what stands beside a number
            y = self._one(pen, self.paper.exemplar, y, VALUE, room, Face.BOLD)
        y = self._marks(pen, y, room)
        if self.paper.donor_line:
            y = self._one(pen, self.paper.donor_line, y + 1 * MM, VALUE, room, Face.BOLD)
        y = self._facts(pen, y + 2 * MM, room)
        return max(y, code_end) + 2.5 * MM

    def _caption(self, pen: Pen, y: float, side: float) -> float:
        shown = self._fit(self.paper.furniture.scan, SMALL, side, 3 * SMALL)
        middle = SIDE + self.room - side / 2
        return pen.lines(
            shown.lines, middle, y, size=shown.size, rtl=shown.rtl, align=Align.CENTRE, grey=DARK
        )

    def _one(self, pen: Pen, text: str, y: float, size: float, room: float, face: Face) -> float:
        shown = self._fit(text, size, room, 4 * size, face)
        return pen.lines(shown.lines, SIDE, y, size=shown.size, rtl=shown.rtl, face=face)

    def _number(self, pen: Pen, y: float) -> float:
        """The number is a string of its own, so that it can be read back from the text layer."""
        label = self._fit(self.paper.furniture.number, VALUE, self.room, VALUE)
        down = y + texts.rise(NUMBER, rtl=False)
        pen.line(label.lines[0], SIDE, down, size=label.size, grey=DARK)
        x = SIDE + texts.width(label.lines[0], Face.TEXT) * label.size + 4
        pen.line(self.paper.number, x, down, size=NUMBER, face=Face.BOLD)
        return y + texts.leading(NUMBER, rtl=self.paper.rtl)

    def _marks(self, pen: Pen, y: float, room: float) -> float:
        """What was reversed in white on black, a copy in a frame: neither hides a text."""
        for mark, ink in ((self.paper.reversed_mark, WHITE), (self.paper.copy_mark, BLACK)):
            if not mark:
                continue
            shown = self._mark(mark, room)
            wide = max(texts.width(line, Face.BOLD) for line in shown.lines) * shown.size
            box = (SIDE, y + MARK_GAP, wide + 2 * MARK_PAD, shown.height + MARK_PAD)
            if ink is WHITE:
                pen.fill(*box, grey=BLACK)
            else:
                pen.frame(*box, weight=1.2)
            x, top = SIDE + MARK_PAD, y + MARK_GAP + MARK_PAD / 2
            size, rtl = shown.size, shown.rtl
            pen.lines(shown.lines, x, top, size=size, rtl=rtl, face=Face.BOLD, grey=ink)
            y += MARK_GAP + shown.height + MARK_PAD
        return y

    def _marks_height(self) -> float:
        marks = filter(None, (self.paper.reversed_mark, self.paper.copy_mark))
        return sum(MARK_GAP + self._mark(mark, self.room).height + MARK_PAD for mark in marks)

    def _mark(self, mark: str, room: float) -> Fitted:
        return self._fit(mark, MARK, room - 2 * MARK_PAD, 3 * MARK, Face.BOLD)

    def _facts(self, pen: Pen, y: float, room: float) -> float:
        """Label over value, two side by side."""
        step = room / FACTS_IN_A_ROW
        facts = self.paper.facts
        for at in range(0, len(facts), FACTS_IN_A_ROW):
            ends = [
                self._fact(pen, *fact, SIDE + beside * step, y, step - 6)
                for beside, fact in enumerate(facts[at : at + FACTS_IN_A_ROW])
            ]
            y = max(ends) + 1.3 * MM
        return y

    def _fact(self, pen: Pen, label: str, value: str, x: float, y: float, room: float) -> float:
        title = self._fit(label, LABEL, room, 2 * LABEL)
        y = pen.lines(title.lines, x, y, size=title.size, rtl=title.rtl, grey=DARK)
        shown = self._fit(value, VALUE, room, 5 * VALUE)
        return pen.lines(shown.lines, x, y, size=shown.size, rtl=shown.rtl)

    # --- the pages ---

    def _pages(self, first: float) -> list[Page]:
        """Rows and what follows, shared out; `first` is what the opening leaves of its page."""
        items: list[Item] = [*self.table.rows, *self.table.totals]
        items += remarks(self.paper, self.room)
        items += signatures(self.paper, self.room)
        others = self.bottom - TOP - CONTINUED - self._marks_height()
        return shared_out(items, self.table.heading.height, first, others)

    def _continued(self, pen: Pen) -> float:
        """The head of a further page: what paper it belongs to, and what marks that bears."""
        paper, words = self.paper, self.paper.furniture
        down = TOP + texts.rise(NUMBER, rtl=paper.rtl)
        title = self._fit(f"{paper.title} ({words.continued})", VALUE, 0.6 * self.room, VALUE)
        pen.line(title.lines[0], SIDE, down, size=title.size)
        pen.line(paper.number, SIDE + self.room, down, size=VALUE, face=Face.BOLD, align=Align.END)
        return self._marks(pen, TOP + CONTINUED - 2.5 * MM, self.room) + 2.5 * MM

    def _foot(self, pen: Pen, number: int, pages: int) -> None:
        paper = self.paper
        y = self.height - BOTTOM - FOOT_HEIGHT + 2 * MM
        pen.rule(SIDE, y, self.room, weight=HAIR, grey=GREY)
        foot = self._fit(paper.foot, SMALL, self.room, SMALL)
        y = pen.lines(foot.lines, SIDE, y + 1.5, size=foot.size, rtl=foot.rtl, grey=DARK)
        down = y + texts.rise(SMALL, rtl=paper.rtl)
        pen.line(paper.number, SIDE, down, size=SMALL, face=Face.BOLD)
        middle = self._fit(paper.copy_mark, SMALL, 0.5 * self.room, SMALL)
        pen.line(middle.lines[0], self.width / 2, down, size=middle.size, align=Align.CENTRE)
        page = self._fit(paper.furniture.page.format(page=number, pages=pages), SMALL, 200, SMALL)
        pen.line(page.lines[0], SIDE + self.room, down, size=page.size, align=Align.END)

    def _fit(
        self, text: str, size: float, room: float, height: float, face: Face = Face.TEXT
    ) -> Fitted:
        rtl = texts.is_rtl(text, paper_rtl=self.paper.rtl)
        return texts.fitted(text, face, size, room, height, rtl=rtl)
