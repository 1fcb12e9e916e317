"""On which sheet, by which printer, in which language: and how far that printer is off."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from cpise_inventory.errors import Refusal
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.quantity import QuantityEdit
from ui.kit.text import label
from ui.pages.calibrate import CalibrateSheet
from ui.pages.combo import Combo
from ui.pages.label_memory import LabelMemory
from ui.pages.measure import MeasureEdit
from ui.pages.sheet_editor import SheetsSheet
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.paper.calibration import Calibration
    from cpise_inventory.paper.sheets import Sheet
    from cpise_inventory.store import Store
    from ui.worker import Progress

LANGUAGES = (("fr", "Français"), ("ar", "العربية"), ("en", "English"))
MOST_COPIES = 20
COLUMNS = 12
SHEET, COPIES, PRINTER, LANGUAGE, RIGHT, DOWN, ACROSS, HIGH = range(8)
WIDE = (
    ((SHEET, 9), (COPIES, 3)),
    ((PRINTER, 7), (LANGUAGE, 5)),
    ((RIGHT, 3), (DOWN, 3), (ACROSS, 3), (HIGH, 3)),
)
NARROW = (
    ((SHEET, 12),),
    ((COPIES, 6), (LANGUAGE, 6)),
    ((PRINTER, 12),),
    ((RIGHT, 6), (DOWN, 6)),
    ((ACROSS, 6), (HIGH, 6)),
)
"""(field, how many of twelve columns) in each row."""


DIRECT: Final = "zpl:"
"""In place of a printer's name: one that needs no driver."""


class LabelSetting(QFrame):
    """Everything here is remembered on this workstation."""

    changed = Signal()
    """Another sheet or language: the labels look different."""
    copies_changed = Signal()
    sheet_described = Signal(str)
    """A sheet of one's own is new or other than it was, or out of use."""

    def __init__(self, desk: Desk, memory: LabelMemory) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._desk, self._memory = desk, memory
        self.setProperty("role", "card")
        self._sheet, self._printer, self._language = Combo(), Combo(), Combo()
        self._copies = QuantityEdit(look)
        self._copies.set_value(1)
        self._made: dict[str, Sheet] = {}
        self._sheets: dict[str, Sheet] = {}
        self.show_made({})
        self._language.fill(LANGUAGES, memory.language or words.code)
        self._fill_printers([])
        self._right, self._down = (MeasureEdit(look, "mm", signed=True) for _ in range(2))
        self._wide, self._high = (MeasureEdit(look, "%") for _ in range(2))
        self.sheet_field = Field(look, words.t("Sheet or roll"), self._sheet)
        self.copies_field = Field(look, words.t("Copies"), self._copies)
        self._off = {
            "dx_tenths": Field(look, words.t("To the right"), self._right),
            "dy_tenths": Field(look, words.t("Downwards"), self._down),
            "scale_x_permille": Field(look, words.t("Width"), self._wide),
            "scale_y_permille": Field(look, words.t("Height"), self._high),
        }
        self._found_on = label(look, role="small", wrap=True)
        self._lay_out()
        self._show_calibration()
        self._sheet.currentIndexChanged.connect(self._other_sheet)
        self._language.currentIndexChanged.connect(self._other_sheet)
        self._printer.currentIndexChanged.connect(self._other_printer)
        self._copies.textEdited.connect(lambda _text: self.copies_changed.emit())
        self._copies.settled.connect(self.copies_changed)
        for edit in self._edits.values():
            edit.settled.connect(self._off_typed)

    # What is chosen -------------------------------------------------------------------------------

    @property
    def sheet(self) -> "Sheet":
        return self._sheets[self._sheet.code]

    @property
    def printer(self) -> str:
        """Its name as the system has it; empty: whichever is chosen then."""
        return self._printer.code

    @property
    def language(self) -> str:
        return self._language.code

    @property
    def copies(self) -> int | None:
        """None where what is typed can't be meant; `check` says so there."""
        copies = self._copies.value()
        return copies if copies is not None and copies <= MOST_COPIES else None

    @property
    def calibration(self) -> "Calibration":
        return self._memory.calibration(self.printer, self.sheet)

    def check(self) -> Field | None:
        """The first field that can't be taken as it is, told so."""
        words = self._desk.look.words
        if self.copies is None:
            most = words.ltr(words.number(MOST_COPIES))
            self.copies_field.wrong(words.t("From 1 to {most} copies.", most=most))
            return self.copies_field
        if not self._off_typed():
            return next(field for field in self._off.values() if field.is_wrong)
        return None

    def show_made(self, made: "dict[str, Sheet]") -> None:
        """Sheets of the centres' own, before those that are shipped."""
        from cpise_inventory.paper.sheets import sheets  # noqa: PLC0415 - who opens the page pays

        self._made, self._sheets = made, made | dict(sheets())
        words = self._desk.look.words
        self._sheet.fill([_told(one, words) for one in self._sheets.values()], self._memory.sheet)

    def choose_sheet(self, code: str) -> None:
        self._sheet.choose(code)

    def find_printers(self) -> None:
        """The system is asked beside: a print server that is gone lets one wait."""
        self._desk.worker.ask_long(_printers, self._fill_printers, owner=self)

    # Inside ---------------------------------------------------------------------------------------

    @property
    def _edits(self) -> dict[str, MeasureEdit]:
        edits = (self._right, self._down, self._wide, self._high)
        return dict(zip(self._off, edits, strict=True))

    def arrange(self, *, narrow: bool) -> None:
        """In rows that fit the window. Tab follows: the fields are in reading order."""
        for field in self._places:
            self._grid.removeWidget(field)
        rows = NARROW if narrow else WIDE
        for at, spans in enumerate(rows):
            column = 0
            for number, span in spans:
                self._grid.addWidget(self._places[number], at, column, 1, span)
                column += span

    def _lay_out(self) -> None:
        look, words = self._desk.look, self._desk.look.words
        self._places = (
            self.sheet_field,
            self.copies_field,
            Field(look, words.t("Printer"), self._printer),
            Field(look, words.t("Language of the labels"), self._language),
            *self._off.values(),
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setVerticalSpacing(Size.S)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.arrange(narrow=False)
        foot = QHBoxLayout()
        foot.setSpacing(Size.S)
        foot.addWidget(self._found_on, 1)
        foot.addWidget(Button(look, words.t("Test page"), self._calibrate, icon="ruler"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        rows.setSpacing(Size.S)
        rows.addLayout(self._grid)
        rows.addLayout(foot)

    def _fill_printers(self, names: list[str]) -> None:
        words, last = self._desk.look.words, self._memory.printer
        known = dict.fromkeys(names) | ({last: None} if last and last != DIRECT else {})
        entries = [("", words.t("Any printer")), *((name, name) for name in known)]
        entries.append((DIRECT, words.t("Label printer (ZPL)")))
        self._printer.fill(entries, last)

    def _other_sheet(self, _index: int) -> None:
        self._keep()
        self._show_calibration()
        self.changed.emit()

    def _other_printer(self, _index: int) -> None:
        self._keep()
        self._show_calibration()

    def _keep(self) -> None:
        self._memory.choose(
            sheet=self._sheet.code, printer=self.printer, language=self._language.code
        )

    def _show_calibration(self) -> None:
        words, found = self._desk.look.words, self.calibration
        for at, edit in self._edits.items():
            self._off[at].right()
            edit.set_value(getattr(found, at))
        day = self._memory.tuned(self.printer, self.sheet).found_on
        self._found_on.setText(
            words.t("Set for this printer and sheet on {day}.", day=words.ltr(words.date(day)))
            if day
            else words.t("Labels beside their place? Print the test page.")
        )

    def _off_typed(self) -> bool:
        """Take over what was typed; an empty field is what nothing is done about."""
        from cpise_inventory.paper.calibration import Calibration  # noqa: PLC0415 - as above

        typed = {}
        for at, edit in self._edits.items():
            if (problem := edit.problem()) is not None:
                self._off[at].wrong(self._desk.sentence(problem))
                return False
            if (value := edit.value()) is not None:
                typed[at] = value
        try:
            found = Calibration(**typed)
        except Refusal as refused:
            at = str(getattr(refused, "at", "dx_tenths"))
            self._off[at].wrong(self._range_of(at, refused))
            return False
        for field in self._off.values():
            field.right()
        self._memory.tune(self.printer, self.sheet, found)
        return True

    def _range_of(self, at: str, refused: Refusal) -> str:
        """`From −15 to 15 mm`: as the field is typed in, not in tenths."""
        words = self._desk.look.words
        unit = "mm" if at.startswith("d") else "%"
        least, most = (getattr(refused, name) / 10 for name in ("least", "most"))
        return words.t(
            "From {least} to {most}.",
            least=words.ltr(words.decimal(least)),
            most=words.ltr(f"{words.decimal(most)} {unit}"),
        )

    def describe(self) -> None:
        """Sheets of one's own."""
        self._desk.open(SheetsSheet(self._desk, self._made, self.sheet, self.sheet_described.emit))

    def _calibrate(self) -> None:
        def taken(found: "Calibration") -> None:
            self._memory.tune(self.printer, self.sheet, found)
            self._show_calibration()

        self._desk.open(
            CalibrateSheet(self._desk, self.sheet, self.printer, self.calibration, taken)
        )


def _told(one: "Sheet", words: Words) -> tuple[str, str]:
    """Its code, and `Avery L7160 · 63,5 × 38,1 mm · 3 × 7`; a roll says that it is one."""
    maker = words.t("plain paper") if one.crop_marks else one.maker.partition("/")[0]
    shape = words.t("roll") if one.is_roll else words.ltr(f"{one.cols} × {one.rows}")
    parts = (
        words.isolate(f"{maker} {one.code}".strip()),
        words.size(one.label_w_mm, one.label_h_mm),
        shape,
    )
    return one.code, " · ".join(parts)


def _printers(_store: "Store", _progress: "Progress") -> list[str]:
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - who prints pays

    return list(QPrinterInfo.availablePrinterNames())
