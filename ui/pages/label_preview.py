"""The sheet to scale, one label at its real size and what stands on it, and in words where
printing begins.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cpise_inventory.language.terms import CODINGS, LAYOUTS
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.field import Field
from ui.kit.flow import Flow
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.label_sheet_view import FREE, PRINTED, SPOILED, USED, LabelPicture, SheetView, Swatch
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.paper.sheets import Sheet

USUAL_DPI: Final = 96.0
LEAST_DPI, MOST_DPI = 60.0, 320.0
"""Outside these a screen has told nonsense about its size."""
FINE: Final = 1200
"""Pixels that the longer side of a page has at least when drawn: a roll's label fills the picture
of the sheet, many times its real size.
"""
WIDEST: Final = 300
"""Pixels for the label beside the sheet; a larger one is shown smaller, and that is said."""


class LabelPreview(QFrame):
    """`view` is where the first free label is chosen, and spoiled ones are struck out."""

    looks_changed = Signal()
    """Something else is to stand on the labels."""
    mark_requested = Signal()
    """The mark of a donor is to be set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._desk = desk
        self._sheet: Sheet | None = None
        self.fits = True
        """Whether this sheet's labels have room for what must stand on them."""
        self.setProperty("role", "card")
        self.view = SheetView(look)
        self.picture = LabelPicture(look)
        self.about = Choices(
            look,
            words.t("What a click is about"),
            (
                Choice("first", words.t("First free label")),
                Choice("spoiled", words.t("Spoiled labels")),
            ),
            role="segment",
        )
        self.layout_combo, self.coding_combo = Combo(), Combo()
        self.layout_combo.fill([(code, words.t(text)) for code, text in LAYOUTS.items()])
        self.coding_combo.fill([(code, words.t(text)) for code, text in CODINGS.items()])
        self.layout_field = Field(look, words.t("On the label"), self.layout_combo)
        self._coding_field = Field(look, words.t("To be scanned"), self.coding_combo)
        self._mark = Button(look, words.t("Donor’s mark"), self.mark_requested.emit, icon="tag")
        self._size = label(look, role="field")
        self._start = label(look, wrap=True)
        self._build()
        self.view.chosen.connect(lambda _first: self._say_start())
        self.view.struck.connect(self._say_start)
        self.about.picked.connect(lambda key: self.view.mark_spoiled(marking=key == "spoiled"))
        for combo in (self.layout_combo, self.coding_combo):
            combo.currentIndexChanged.connect(lambda _index: self._looks_chosen())
        self.picture.setToolTip(words.t("One label as it will be printed"))

    @property
    def dots_an_inch(self) -> float:
        """What pictures are wanted in: this screen's own dots, or as many as the page needs."""
        sheet = self._sheet
        page = max(sheet.page_w_mm, sheet.page_h_mm) if sheet else FINE
        return max(self._dpi(), FINE / page * 25.4) * self.devicePixelRatio()

    @property
    def looks(self) -> tuple[str, str]:
        """Layout and coding."""
        return self.layout_combo.code, self.coding_combo.code

    def choose_looks(self, layout: str, coding: str) -> None:
        """Without saying so."""
        for combo, code in ((self.layout_combo, layout), (self.coding_combo, coding)):
            combo.blockSignals(True)
            combo.choose(code)
            combo.blockSignals(False)
        self._allow_coding()

    def show_sheet(self, sheet: "Sheet", first: int, spoiled: Iterable[int] = ()) -> None:
        self._sheet, self.fits = sheet, True
        self.view.show_sheet(sheet, first, spoiled)
        self.about.setVisible(not sheet.is_roll)
        self.show_pictures(())

    def show_labels(self, count: int, copies: int) -> None:
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
        head.addWidget(self.about, 1)
        head.addWidget(label(look, words.ltr("mm"), "small"))
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.S)
        column.addWidget(self._size)
        column.addWidget(self.picture)
        column.addStretch(1)
        column.addWidget(self.layout_field)
        column.addWidget(self._coding_field)
        column.addWidget(self._mark)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(Size.L)
        self._both.addWidget(self.view, 1)
        self._both.addWidget(beside)
        legend = QWidget()
        signs = Flow(legend, Size.L)
        for state, text in (
            (USED, words.t("already used")),
            (PRINTED, words.t("to print")),
            (SPOILED, words.t("spoiled")),
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

    def _looks_chosen(self) -> None:
        self._allow_coding()
        self.looks_changed.emit()

    def _allow_coding(self) -> None:
        """Text alone has nothing to be scanned."""
        self.coding_combo.setEnabled(self.layout_combo.code != "text")

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
        places = self.view.places
        row, column = divmod(first - 1, sheet.cols)
        said = words.t(
            "Begins at label {label} (row {row}, column {column} from the left).",
            label=words.ltr(str(first)),
            row=words.ltr(str(row + 1)),
            column=words.ltr(str(column + 1)),
        )
        if sheet.is_roll:
            count = places.labels
            said = words.n("{count} label of the roll.", "{count} labels of the roll.", count)
        elif not places.free:
            said = words.t("No label of this sheet is free; put in a new one.")
        elif places.labels:
            left = words.n("{count} stays free.", "{count} stay free.", places.left)
            said = f"{said} {left}"
        self._start.setText(said)
        self.view.say(said)
