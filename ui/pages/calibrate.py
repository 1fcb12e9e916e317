"""The test page: printed on plain paper, measured with a ruler, and the printer is put right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cpise_inventory.errors import Refusal
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.note import Note
from ui.kit.sheet import Sheet as SheetInWindow
from ui.kit.text import label
from ui.output import print_pdf, save_pdf
from ui.pages.measure import MeasureEdit
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.language.words import Words
    from cpise_inventory.paper.calibration import Calibration
    from cpise_inventory.paper.label_pdf import CalibrationWords
    from cpise_inventory.paper.sheets import Sheet

Out = Callable[[QWidget, Desk, bytes, str], bool]


class CalibrateSheet(SheetInWindow):
    """Two steps in one place: print the page, type what the ruler says at its four letters."""

    def __init__(
        self,
        desk: Desk,
        sheet: "Sheet",
        printer: str,
        printed_with: "Calibration",
        taken: Callable[["Calibration"], object],
    ) -> None:
        from cpise_inventory.paper.calibration import marks  # noqa: PLC0415 - who prints pays

        words = desk.look.words
        name = words.isolate(printer) or words.t("Any printer")
        title = words.t("Test page: {sheet}, {printer}", sheet=words.ltr(sheet.code), printer=name)
        super().__init__(desk.look, title, icon="ruler", width=640)
        self._desk, self._sheet = desk, sheet
        self._printed_with, self._taken = printed_with, taken
        self._wanted = marks(sheet)
        self._problem = Note(desk.look)
        self.body.addWidget(self._problem)
        self.body.addWidget(
            label(
                desk.look,
                words.t("1. Print one label of the roll, and measure at the letters.")
                if sheet.is_roll
                else words.t(
                    "1. Print the page at 100 % on plain paper, hold it against a label sheet, and"
                    " measure at the letters."
                ),
                wrap=True,
            )
        )
        self._add_outputs()
        self.body.addWidget(
            label(
                desk.look,
                words.t("2. Type what you measured. The shift and the size follow from it."),
                wrap=True,
            )
        )
        self.fields = self._add_fields()
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self.add_button(
            Button(
                desk.look, words.t("Take over"), self._apply, icon="check", role="primary", key="F9"
            )
        )

    def _add_outputs(self) -> None:
        look, words = self.look, self.look.words
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        printing = Button(
            look, words.t("Print the test page"), lambda: self._draw(print_pdf), icon="printer"
        )
        saving = Button(
            look, words.t("Save as PDF"), lambda: self._draw(save_pdf), icon="file-down"
        )
        for button in (printing, saving):
            row.addWidget(button)
        row.addStretch(1)
        self.first = printing
        self.body.addLayout(row)

    def _add_fields(self) -> dict[str, Field]:
        look, grid = self.look, QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        fields = {}
        for at, (name, text) in enumerate(_letters(look.words).items()):
            length = look.words.ltr(f"{look.words.decimal(getattr(self._wanted, name))} mm")
            hint = look.words.t("{length} where nothing is to be put right", length=length)
            letter = look.words.ltr("ABCD"[at])
            field = Field(look, f"{letter} · {text}", MeasureEdit(look, "mm"), hint)
            fields[name] = field
            grid.addWidget(field, at // 2, at % 2)
            grid.setColumnStretch(at % 2, 1)
        self.body.addLayout(grid)
        return fields

    def _draw(self, out: Out) -> None:
        sheet, words, printed_with = self._sheet, self.look.words, self._printed_with

        def draw() -> bytes:
            from io import BytesIO  # noqa: PLC0415 - the drawing brings the rest

            from cpise_inventory.paper.label_pdf import draw_test_page  # noqa: PLC0415 - as above

            page = BytesIO()
            draw_test_page(sheet, page, page_words(sheet, words), printed_with)
            return page.getvalue()

        name = " ".join((words.t("Test page"), sheet.code))
        self._desk.worker.do(
            draw, lambda pdf: out(self, self._desk, pdf, name), self._tell, owner=self
        )

    def _apply(self) -> None:
        from cpise_inventory.paper.calibration import Marks, corrected  # noqa: PLC0415 - as above

        measured = {}
        for name, field in self.fields.items():
            value = self._read(field)
            if value is None:
                field.focus()
                return
            measured[name] = value / 10
        try:
            found = corrected(self._sheet, Marks(**measured), self._printed_with)
        except Refusal as refused:
            self._tell(refused)
            return
        self.done()
        self._taken(found)
        self._desk.say(self.look.words.t("The next labels are shifted and sized by that much."))

    def _read(self, field: Field) -> int | None:
        """In tenths of a millimetre."""
        edit = field.editor
        if not isinstance(edit, MeasureEdit):
            return None
        if (problem := edit.problem()) is not None:
            field.wrong(self._desk.sentence(problem))
            return None
        if not edit.value():
            field.wrong(self.look.words.t("Type what the ruler says, such as 20,5."))
            return None
        return edit.value()

    def _tell(self, error: Exception) -> None:
        self._problem.say("bad", self._desk.sentence(error))


def page_words(sheet: "Sheet", words: "Words") -> "CalibrationWords":
    """What stands on the test page."""
    from cpise_inventory.paper.label_pdf import CalibrationWords  # noqa: PLC0415 - who prints pays

    return CalibrationWords(
        language=words.code,
        title=" — ".join((words.t("Test page"), sheet.code)),
        advice=words.t(
            "Print at 100 % on plain paper, hold it against a label sheet before the light, and"
            " measure with a ruler."
        ),
        **_letters(words),
    )


def _letters(words: "Words") -> dict[str, str]:
    """What is measured at A, B, C and D, by the field of `Marks`."""
    return {
        "left": words.t("from the left edge to the line"),
        "top": words.t("from the upper edge to the line"),
        "across": words.t("length of the ruler across"),
        "down": words.t("length of the ruler down"),
    }
