"""Pages of a paper as they will be printed: white in both appearances, as wide as there is room."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from ui.look import Look
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.paper.preview import Picture

A4: Final = 297 / 210
GAP: Final = 10


class PaperPreview(QScrollArea):
    """Shows pictures of pages one below the other; an empty sheet while there are none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(look.words.t("The paper"))
        self._pages = _Pages(look)
        self.setWidget(self._pages)
        self.setWidgetResizable(False)
        self.setMinimumHeight(160)

    def show_pages(self, pictures: "Sequence[Picture]") -> None:
        self._pages.show_pages(pictures)
        self._fit()

    def clear(self) -> None:
        self.show_pages(())

    @property
    def count(self) -> int:
        return len(self._pages.pages)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, 220)  # where the layout reckons by width, more would be a demand

    def _fit(self) -> None:
        """The bar is there or not by the whole room: without it a page may be just too high, and
        with it low enough to need none, for ever.
        """
        room = self.contentsRect()
        too_high = self._pages.heightForWidth(room.width()) > room.height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if too_high else policy.ScrollBarAlwaysOff
        )
        wide = self.viewport().width()
        self._pages.resize(wide, self._pages.heightForWidth(wide))


class _Pages(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.pages: list[QPixmap] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_pages(self, pictures: "Sequence[Picture]") -> None:
        self.pages = [_pixmap(picture) for picture in pictures]
        self.update()

    def _shown(self) -> "Sequence[QPixmap | None]":
        return self.pages or (None,)

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(_height(page, width) + GAP for page in self._shown())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top = 0
        for page in self._shown():
            box = QRect(0, top, self.width(), _height(page, self.width()))
            painter.fillRect(box, Qt.GlobalColor.white)
            if page is not None:
                painter.drawPixmap(box, page)
            painter.setPen(self._look.colour("line_strong"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            top += box.height() + GAP


def _height(page: QPixmap | None, width: int) -> int:
    ratio = page.height() / page.width() if page is not None and page.width() else A4
    return max(round(width * ratio), Size.ROW)


def _pixmap(picture: "Picture") -> QPixmap:
    image = QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    return QPixmap.fromImage(image)  # a copy: the bytes may go
