"""The label sheet drawn to scale: a picture of paper, so it fills from the left in every language.

A click or the arrow keys choose the first free label; those before it are used and hatched.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.look import Look
from ui.theme import LIGHT, Size, Type

if TYPE_CHECKING:
    from cpise_inventory.paper.sheets import Sheet

RULER: Final = 30
"""Pixels at the left and above, for the millimetres."""
LEAST: Final = QSize(240, 260)
USED, PRINTED, FREE = "used", "printed", "free"
CORNER: Final = 1.5  # mm, where the maker's datasheet says nothing


class SheetView(QWidget):
    """`first` and positions count from 1, the upper left label, along the rows."""

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sheet: Sheet | None = None
        self._labels = 0
        self._copies = 1
        self._first = 1
        self._pictures: Sequence[QImage] = ()
        self._scaled: dict[int, QImage] = {}
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(look.words.t("The first free label"))
        self.setToolTip(look.words.t("Click, or use the arrow keys."))

    @property
    def first(self) -> int:
        return self._first

    def show_sheet(self, sheet: "Sheet", first: int) -> None:
        self._sheet, self._pictures = sheet, ()
        self._scaled.clear()
        self._first = min(max(first, 1), sheet.per_page)
        self.update()

    def show_labels(self, count: int, copies: int) -> None:
        """How many go to paper in all."""
        self._labels, self._copies = count, copies
        self.update()

    def show_pictures(self, pictures: Sequence[QImage]) -> None:
        """Of the first labels, in their order; for the others there is an outline."""
        self._pictures = pictures
        self._scaled.clear()
        self.update()

    def choose(self, first: int) -> None:
        """Says so, if it is another."""
        if self._sheet is not None and 1 <= first <= self._sheet.per_page and first != self._first:
            self._first = first
            self.update()
            self.chosen.emit(first)

    def say(self, text: str) -> None:
        """For a screen reader: what the picture shows."""
        self.setAccessibleDescription(text)

    # Qt's side ------------------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return QSize(330, LEAST.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return LEAST

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._sheet is None:
            super().keyPressEvent(event)
            return
        columns, last = self._sheet.cols, self._sheet.per_page
        steps = {
            Qt.Key.Key_Left: self._first - 1,
            Qt.Key.Key_Right: self._first + 1,
            Qt.Key.Key_Up: self._first - columns,
            Qt.Key.Key_Down: self._first + columns,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: last,
        }
        if (wanted := steps.get(Qt.Key(event.key()))) is not None:
            self.choose(wanted)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for position in range(1, self._sheet.per_page + 1 if self._sheet else 1):
            if self.box(position).contains(event.position()):
                self.choose(position)
        super().mousePressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scaled.clear()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = self._page()
        painter.fillRect(page, Qt.GlobalColor.white)
        painter.setPen(QPen(self._look.colour("line_strong"), 1))
        painter.drawRect(page)
        self._paint_ruler(painter)
        for position in range(1, self._sheet.per_page + 1):
            self._paint_label(painter, position)
        self._paint_choice(painter)

    # Where things are -----------------------------------------------------------------------------

    def box(self, position: int) -> QRectF:
        """Where a label is in the widget."""
        if self._sheet is None:
            return QRectF()
        box, page, scale = self._sheet.label(position - 1), self._page(), self._scale()
        return QRectF(
            page.left() + box.left * scale,
            page.top() + box.top * scale,
            box.width * scale,
            box.height * scale,
        )

    def _scale(self) -> float:
        """Pixels a millimetre."""
        sheet = self._sheet
        if sheet is None:
            return 1.0
        across = (self.width() - RULER - 4) / sheet.page_w_mm
        return max(min(across, (self.height() - RULER - 4) / sheet.page_h_mm), 0.1)

    def _page(self) -> QRectF:
        sheet, scale = self._sheet, self._scale()
        if sheet is None:
            return QRectF()
        width, height = sheet.page_w_mm * scale, sheet.page_h_mm * scale
        left = RULER + max((self.width() - RULER - width) / 2 - Size.S, 0)
        return QRectF(left, RULER - 8, width, height)

    def _state(self, position: int) -> str:
        if position < self._first:
            return USED
        return PRINTED if position < self._first + self._labels * self._copies else FREE

    # Painting -------------------------------------------------------------------------------------

    def _paint_ruler(self, painter: QPainter) -> None:
        sheet, page, scale = self._sheet, self._page(), self._scale()
        if sheet is None:
            return
        step = 50 if sheet.page_h_mm > 160 else 10  # noqa: PLR2004 - mm: a page, or a roll's label
        painter.setFont(self._look.font(Type.SMALL - 2))
        painter.setPen(self._look.colour("muted"))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        for mm in range(0, int(sheet.page_w_mm) + 1, step):
            at = QRectF(page.left() + mm * scale - 20, 0, 40, page.top() - 5)
            painter.drawText(at, int(middle), str(mm))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        for mm in range(step, int(sheet.page_h_mm) + 1, step):
            at = QRectF(page.left() - 46, page.top() + mm * scale - 8, 40, 16)
            painter.drawText(at, int(side | Qt.AlignmentFlag.AlignVCenter), str(mm))

    def _paint_label(self, painter: QPainter, position: int) -> None:
        box, scale = self.box(position), self._scale()
        corner = (self._sheet.corner_mm if self._sheet else 0) or CORNER
        state = self._state(position)
        if state == PRINTED:
            self._paint_picture(painter, position, box)
        paint_outline(painter, box, state, corner * scale)

    def _paint_picture(self, painter: QPainter, position: int, box: QRectF) -> None:
        at = (position - self._first) // self._copies
        if at >= len(self._pictures):
            return
        ratio = self.devicePixelRatio()
        if at not in self._scaled:
            wanted = QSize(max(round(box.width() * ratio), 1), max(round(box.height() * ratio), 1))
            smooth = Qt.TransformationMode.SmoothTransformation
            ignore = Qt.AspectRatioMode.IgnoreAspectRatio
            self._scaled[at] = self._pictures[at].scaled(wanted, ignore, smooth)
            self._scaled[at].setDevicePixelRatio(ratio)
        painter.drawImage(box.topLeft().toPoint(), self._scaled[at])

    def _paint_choice(self, painter: QPainter) -> None:
        """A ring round the first free label; thicker where the arrow keys go here."""
        thick = 4 if self.hasFocus() else 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(LIGHT.focus), thick))
        off = thick / 2
        painter.drawRoundedRect(self.box(self._first).adjusted(-off, -off, off, off), 4, 4)


def paint_outline(painter: QPainter, box: QRectF, state: str, corner: float) -> None:
    """As on paper in both appearances: hatched, framed in blue, or dotted."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state == PRINTED:
        painter.setPen(QPen(QColor(LIGHT.accent), 1.5))
    elif state == USED:
        painter.setPen(QPen(QColor(LIGHT.line_strong), 1))
        painter.setBrush(QBrush(QColor(LIGHT.line), Qt.BrushStyle.BDiagPattern))
    else:
        painter.setPen(QPen(QColor(LIGHT.line_strong), 1, Qt.PenStyle.DotLine))
    painter.drawRoundedRect(box, corner, corner)


class Swatch(QWidget):
    """A small label of one state, for the legend."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(24, 16)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(box, 3, 3)
        paint_outline(painter, box, self._state, 3)


class LabelPicture(QWidget):
    """One label as large as it will be in the hand, or as there is room for."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._picture: QImage | None = None
        self._wanted = QSize(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_label(self, picture: QImage | None, size: QSize, name: str) -> None:
        """`size` in pixels of the window; `name` for a screen reader."""
        self._picture, self._wanted = picture, size
        self.setAccessibleName(name)
        self.setFixedSize(size)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.fillRect(box, Qt.GlobalColor.white)
        if self._picture is not None:
            painter.drawImage(box, self._picture)
        painter.setPen(QPen(self._look.colour("line_strong"), 1, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
