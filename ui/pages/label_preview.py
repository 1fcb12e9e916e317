"""The sheet to scale, one label at its real size, and in words where printing begins."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.kit.flow import Flow
from ui.kit.text import label
from ui.pages.label_sheet_view import FREE, PRINTED, USED, LabelPicture, SheetView, Swatch
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.paper.sheets import Sheet

USUAL_DPI: Final = 96.0
LEAST_DPI, MOST_DPI = 60.0, 320.0
"""Outside these a screen has told nonsense about its size."""
WIDEST: Final = 300
"""Pixels for the label beside the sheet; a larger one is shown smaller, and that is said."""


class LabelPreview(QFrame):
    """`view` is where the first free label is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._desk = desk
        self._sheet: Sheet | None = None
        self._labels = 0
        self._copies = 1
        self.fits = True
        """Whether this sheet's labels have room for what must stand on them."""
        self.setProperty("role", "card")
        self.view = SheetView(look)
        self.picture = LabelPicture(look)
        self._size = label(look, role="field")
        self._start = label(look, wrap=True)
        self._build()
        self.view.chosen.connect(lambda _first: self._say_start())
        self.picture.setToolTip(words.t("One label as it will be printed"))

    @property
    def dots_an_inch(self) -> float:
        """Of this screen's own dots: what pictures are wanted in."""
        return self._dpi() * self.devicePixelRatio()

    def show_sheet(self, sheet: "Sheet", first: int) -> None:
        self._sheet, self.fits = sheet, True
        self.view.show_sheet(sheet, first)
        self.show_pictures(())

    def show_labels(self, count: int, copies: int) -> None:
        self._labels, self._copies = count, copies
        self.view.show_labels(count, copies)
        self._say_start()

    def show_pictures(self, pictures: Sequence[QImage], *, fits: bool = True) -> None:
        """Of the first labels, each by itself."""
        self.fits = fits
        self.view.show_pictures(pictures)
        self._show_one(pictures[0] if pictures else None)

    def fold(self, *, narrow: bool) -> None:
        """In a narrow window the label stands under the sheet."""
        across = QBoxLayout.Direction.LeftToRight
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if narrow else across)

    # Inside ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        look, words = self._desk.look, self._desk.look.words
        head = QHBoxLayout()
        head.addWidget(label(look, words.t("Choose the first free label"), "heading"), 1)
        head.addWidget(label(look, words.ltr("mm"), "small"))
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.S)
        column.addWidget(self._size)
        column.addWidget(self.picture)
        column.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(Size.L)
        self._both.addWidget(self.view, 1)
        self._both.addWidget(beside)
        legend = QWidget()
        signs = Flow(legend, Size.L)
        for state, text in (
            (USED, words.t("already used")),
            (PRINTED, words.t("to print")),
            (FREE, words.t("free")),
        ):
            signs.addWidget(self._sign(state, text))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        rows.setSpacing(Size.S)
        rows.addLayout(head)
        rows.addLayout(self._both, 1)
        rows.addWidget(self._start)
        rows.addWidget(legend)

    def _sign(self, state: str, text: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Swatch(state))
        row.addWidget(label(self._desk.look, text, "small"))
        return made

    def _dpi(self) -> float:
        """Dots an inch of the window's pixels on this screen."""
        told = self.screen().physicalDotsPerInch()
        return told if LEAST_DPI <= told <= MOST_DPI else USUAL_DPI

    def _show_one(self, picture: QImage | None) -> None:
        words, sheet = self._desk.look.words, self._sheet
        if sheet is None:
            return
        wide, high = (mm * self._dpi() / 25.4 for mm in (sheet.label_w_mm, sheet.label_h_mm))
        share = min(1.0, WIDEST / wide, WIDEST / high)
        size = QSize(round(wide * share), round(high * share))
        self.picture.show_label(picture, size, words.t("One label as it will be printed"))
        percent = words.ltr(f"{round(100 * share)} %")
        self._size.setText(
            words.t("Real size")
            if share == 1.0
            else words.t("At {percent} of its size", percent=percent)
        )

    def _say_start(self) -> None:
        """`Begins at label 6 (row 2, column 3 from the left). 7 stay free.`"""
        words, sheet, first = self._desk.look.words, self._sheet, self.view.first
        if sheet is None:
            return
        labels = self._labels * self._copies
        row, column = divmod(first - 1, sheet.cols)
        said = words.t(
            "Begins at label {label} (row {row}, column {column} from the left).",
            label=words.ltr(str(first)),
            row=words.ltr(str(row + 1)),
            column=words.ltr(str(column + 1)),
        )
        if sheet.is_roll:
            said = words.n("{count} label of the roll.", "{count} labels of the roll.", labels)
        elif labels:
            free = -(first - 1 + labels) % sheet.per_page
            left = words.n("{count} stays free.", "{count} stay free.", free)
            said = f"{said} {left}"
        self._start.setText(said)
        self.view.say(said)
