"""What happened to one thing, the newest on top: sentences on a line of circles."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.look import Look
from ui.theme import Size, Type

CIRCLE: Final = 28
STEP: Final = 46
LINE: Final = 20
MOST_LINES: Final = 2
_WORDS: Final = CIRCLE + 12
_BREAK: Final = 60
"""What a line may leave free where the next word no longer fits."""


@dataclass(frozen=True)
class Moment:
    """`figure` stands at the end of the line: a balance, a hash. Tones as everywhere."""

    icon: str
    text: str
    fact: str = ""
    figure: str = ""
    tone: str = ""


class Timeline(QWidget):
    """Painted: a hundred moments cost as much as one widget. What is too long for one line has two;
    what is longer still ends in …
    """

    def __init__(self, look: Look, name: str, moments: Sequence[Moment] = ()) -> None:
        super().__init__()
        self._look, self._name = look, name
        self._moments: tuple[Moment, ...] = ()
        self._tops: list[int] = [0]
        """Where each moment begins, and where the last one ends."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_moments(moments)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        self._moments = tuple(moments)
        told = ". ".join(f"{one.text} {one.fact} {one.figure}".strip() for one in self._moments)
        self.setAccessibleName(f"{self._name}. {told}")
        self.setToolTip("")
        self._lay_out()
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._tops[-1])

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._tops[-1])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._tops
        self._lay_out()
        if self._tops != before:
            self.updateGeometry()

    def _lay_out(self) -> None:
        heights = (STEP + LINE * (sum(self._lines(one)) - 2) for one in self._moments)
        self._tops = list(accumulate(heights, initial=0))

    def _lines(self, moment: Moment) -> tuple[int, int]:
        """How many its text takes, and how many its fact."""
        room = self.width() - _WORDS - self._figure_width(moment)
        text, fact = (
            1 if QFontMetrics(self._look.font(px)).horizontalAdvance(said) <= room else MOST_LINES
            for said, px in ((moment.text, Type.BODY), (moment.fact, Type.SMALL))
        )
        return text, fact

    def _figure_width(self, moment: Moment) -> int:
        if not moment.figure:
            return 0
        return QFontMetrics(self._figure_font()).horizontalAdvance(moment.figure) + Size.S

    def _figure_font(self) -> QFont:
        return self._look.font(Type.SMALL, mono=True)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.width() - CIRCLE - 1 if self._look.rtl else 1
        last = len(self._moments) - 1
        for at, (moment, top, end) in enumerate(
            zip(self._moments, self._tops, self._tops[1:], strict=False)
        ):
            if top > event.rect().bottom() or end < event.rect().top():
                continue
            middle = x + CIRCLE // 2
            if at < last:
                painter.setPen(QPen(self._look.colour("line_strong"), 2))
                painter.drawLine(middle, top + CIRCLE + 7, middle, end + 7)
            self._paint_circle(painter, QRect(x, top + 7, CIRCLE, CIRCLE), moment)
            self._paint_words(painter, top, moment)

    def _paint_circle(self, painter: QPainter, box: QRect, moment: Moment) -> None:
        look = self._look
        ink = look.ink(moment.tone)
        painter.setPen(QPen(look.colour(ink if moment.tone else "line_strong"), 1.5))
        painter.setBrush(look.colour(look.soft(moment.tone) if moment.tone else "surface"))
        painter.drawEllipse(box)
        picture = look.picture(moment.icon, ink, 14, self.devicePixelRatio())
        painter.drawPixmap(box.center() - QPoint(6, 6), picture)

    def _paint_words(self, painter: QPainter, top: int, moment: Moment) -> None:
        look = self._look
        room = QRect(0 if look.rtl else _WORDS, top + 2, self.width() - _WORDS, LINE)
        if wide := self._figure_width(moment):
            painter.setFont(self._figure_font())
            painter.setPen(look.colour("muted"))
            side = int(look.end | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(room.translated(0, 8), side, look.words.ltr(moment.figure))
            room = room.adjusted(wide, 0, 0, 0) if look.rtl else room.adjusted(0, 0, -wide, 0)
        for text, px, ink, lines in zip(
            (moment.text, moment.fact),
            (Type.BODY, Type.SMALL),
            ("text", "muted"),
            self._lines(moment),
            strict=True,
        ):
            font = look.font(px)
            painter.setFont(font)
            painter.setPen(look.colour(ink))
            room.setHeight(LINE * lines)
            longest = lines * room.width() - (lines - 1) * _BREAK
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, longest)
            wrap = Qt.TextFlag.TextWordWrap if lines > 1 else Qt.TextFlag.TextSingleLine
            painter.drawText(room, int(look.start | Qt.AlignmentFlag.AlignVCenter | wrap), shown)
            room.moveTop(room.bottom() + 1)
