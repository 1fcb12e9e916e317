"""The label sheet drawn to scale: a picture of paper, so it fills from the left in every language.

A click or the arrow keys choose the first free label; those before it are used and hatched. While
spoiled ones are marked, or with Ctrl, a click or the space bar strikes a label out, or takes it in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
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
from ui.pages.label_places import Places
from ui.theme import LIGHT, Size, Type

if TYPE_CHECKING:
    from cpise_inventory.paper.sheets import Sheet

RULER: Final = 30
"""Pixels at the left and above, for the millimetres."""
BESIDE: Final = 14
"""Pixels at the right: half of the last figure stands there."""
LEAST: Final = QSize(240, 260)
USED, PRINTED, FREE, SPOILED = "used", "printed", "free", "spoiled"
CORNER: Final = 1.5  # mm, where the maker's datasheet says nothing


class SheetView(QWidget):
    """`first` and positions count from 1, the upper left label, along the rows."""

    chosen = Signal(int)
    struck = Signal()
    """Other labels are spoiled than before."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sheet: Sheet | None = None
        self._copies = 1
        self._places = Places(1)
        self._marking: int | None = None
        self._pictures: Sequence[QImage] = ()
        self._scaled: dict[int, QImage] = {}
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(look.words.t("The first free label"))
        self.setToolTip(look.words.t("Click, or use the arrow keys."))

    @property
    def first(self) -> int:
        return self._places.first

    @property
    def places(self) -> Places:
        """Where the labels go."""
        return self._places

    def show_sheet(self, sheet: "Sheet", first: int, spoiled: Iterable[int] = ()) -> None:
        self._sheet, self._pictures = sheet, ()
        self._scaled.clear()
        self._places = Places(sheet.per_page, labels=self._places.labels).on(first, spoiled)
        if self._marking is not None:
            self._marking = self._places.first
        self.update()

    def show_labels(self, count: int, copies: int) -> None:
        """How many go to paper in all."""
        self._copies = copies
        self._places = replace(self._places, labels=count * copies)
        self.update()

    def mark_spoiled(self, *, marking: bool) -> None:
        """Whether a click and the keys are about spoiled labels now."""
        self._marking = self._places.first if marking else None
        self.update()

    def show_pictures(self, pictures: Sequence[QImage]) -> None:
        """Of the first labels, in their order; for the others there is an outline."""
        self._pictures = pictures
        self._scaled.clear()
        self.update()

    def choose(self, first: int) -> None:
        """Says so, if it is another."""
        there = self._sheet is not None and 1 <= first <= self._sheet.per_page
        if there and first != self._places.first:
            self._places = self._places.on(first, self._places.skip)
            self.update()
            self.chosen.emit(first)

    def strike(self, position: int) -> None:
        """Spoiled, or not after all; those before the first free one are used anyway."""
        if position >= self._places.first:
            self._places = self._places.on(self._places.first, self._places.skip ^ {position})
            self.update()
            self.struck.emit()

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
        at = self._at
        steps = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Up: at - columns,
            Qt.Key.Key_Down: at + columns,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: last,
        }
        if event.key() == Qt.Key.Key_Space and self._marking is not None:
            self.strike(self._marking)
        elif (wanted := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
        elif self._marking is None:
            self.choose(wanted)
        elif self._places.first <= wanted <= last:
            self._marking = wanted
            self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for position in range(1, self._sheet.per_page + 1 if self._sheet else 1):
            if self.box(position).contains(event.position()):
                with_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                if self._marking is None and not with_ctrl:
                    self.choose(position)
                else:
                    self._marking = position if self._marking is not None else None
                    self.strike(position)
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
        across = (self.width() - RULER - BESIDE) / sheet.page_w_mm
        return max(min(across, (self.height() - RULER - 4) / sheet.page_h_mm), 0.1)

    def _page(self) -> QRectF:
        sheet, scale = self._sheet, self._scale()
        if sheet is None:
            return QRectF()
        width, height = sheet.page_w_mm * scale, sheet.page_h_mm * scale
        left = RULER + max((self.width() - RULER - width) / 2 - Size.S, 0)
        return QRectF(left, RULER - 8, width, height)

    @property
    def _at(self) -> int:
        """The label that the keys are about."""
        return self._places.first if self._marking is None else self._marking

    def _state(self, position: int) -> str:
        if position < self._places.first:
            return USED
        if position in self._places.skip:
            return SPOILED
        return FREE if self._places.label_at(position) is None else PRINTED

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
        number = self._places.label_at(position)
        if number is None or number // self._copies >= len(self._pictures):
            return
        at = number // self._copies
        if at not in self._scaled:
            self._scaled[at] = scaled(self._pictures[at], box, self.devicePixelRatio())
        painter.drawImage(box.topLeft().toPoint(), self._scaled[at])

    def _paint_choice(self, painter: QPainter) -> None:
        """A ring round the label that is chosen; thicker where the arrow keys go here."""
        thick = 4 if self.hasFocus() else 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(LIGHT.focus), thick))
        off = thick / 2
        painter.drawRoundedRect(self.box(self._at).adjusted(-off, -off, off, off), 4, 4)


def scaled(picture: QImage, box: QRectF, ratio: float) -> QImage:
    """To the dots of the box, each being the mean of those that fall on it: modules stay even."""
    wanted = QSize(max(round(box.width() * ratio), 1), max(round(box.height() * ratio), 1))
    smooth = Qt.TransformationMode.SmoothTransformation
    made = picture.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    made.setDevicePixelRatio(ratio)
    return made


def paint_outline(painter: QPainter, box: QRectF, state: str, corner: float) -> None:
    """As on paper in both appearances: hatched, framed in blue, struck out, or dotted."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state == PRINTED:
        painter.setPen(QPen(QColor(LIGHT.accent), 1.5))
    elif state == USED:
        painter.setPen(QPen(QColor(LIGHT.line_strong), 1))
        painter.setBrush(QBrush(QColor(LIGHT.line), Qt.BrushStyle.BDiagPattern))
    elif state == SPOILED:
        painter.setPen(QPen(QColor(LIGHT.bad), 1.5))
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topRight())
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
        box = QRectF(self.rect())
        painter.fillRect(box, Qt.GlobalColor.white)
        if self._picture is not None:
            painter.drawImage(0, 0, scaled(self._picture, box, self.devicePixelRatio()))
        painter.setPen(QPen(self._look.colour("line_strong"), 1, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
