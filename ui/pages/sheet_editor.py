"""Label sheets of one's own: described in millimetres beside a drawing of the page."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from cpise_inventory.errors import Refusal
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.quantity import QuantityEdit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet
from ui.pages.measure import MeasureEdit
from ui.pages.page_drawing import PageDrawing
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.paper.sheets import Measured, Sheet
    from cpise_inventory.store import Store

WIDTH: Final = 840
NARROWEST: Final = 96
NEW: Final = ""
A4, LETTER, ROLL, OTHER = "a4", "letter", "roll", "other"
PAGE, LABEL = ("page_w_mm", "page_h_mm"), ("label_w_mm", "label_h_mm")
MARGINS, PITCH = ("left_mm", "top_mm"), ("pitch_x_mm", "pitch_y_mm")
HUNDRED: Final = 100
ROWS: Final = (
    ("which", "which", "code", "maker"),
    ("page", "page", *PAGE),
    ("cols", "rows", *LABEL),
    (*MARGINS, *PITCH),
    ("corner_mm",),
)


class SheetsSheet(FormSheet):
    """`like`: what a new one begins as; `taken` hears the code of one that was described, or an
    empty one where one is out of use.
    """

    def __init__(
        self, desk: Desk, made: "Mapping[str, Sheet]", like: "Sheet", taken: Callable[[str], object]
    ) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Your label sheets"), icon="ruler", width=WIDTH)
        self._made, self._like, self._taken = made, like, taken
        self.which, self.page = Combo(), Combo()
        self.code, self.maker = line_edit(look), line_edit(look)
        self.counts = {at: QuantityEdit(look) for at in ("cols", "rows")}
        self.lengths = {
            at: MeasureEdit(look, "mm", places=2)
            for at in (*PAGE, *LABEL, *MARGINS, *PITCH, "corner_mm")
        }
        self.drawing = PageDrawing(look)
        self.fields = self._make_fields()
        self.fields |= {"sheet": self.fields["code"], "name": self.fields["maker"]}
        self._lay_out()
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.drop = self.add_button(
            Button(look, words.t("Out of use"), self._remove, icon="trash-2", role="danger")
        )
        self.keep = self.add_button(
            Button(look, words.t("Save"), self._save, icon="check", role="primary", key="F9")
        )
        self.which.fill(
            [(NEW, words.t("A new sheet")), *((code, words.ltr(code)) for code in made)], like.code
        )
        self.page.fill(
            [
                (A4, words.ltr("A4")),
                (LETTER, words.ltr("Letter")),
                (ROLL, words.t("roll")),
                (OTHER, words.t("another size")),
            ]
        )
        self.first = self.code
        self.which.currentIndexChanged.connect(lambda _index: self._show())
        self.page.currentIndexChanged.connect(lambda _index: self._page_chosen())
        for edit in (*self.counts.values(), *self.lengths.values()):
            edit.textEdited.connect(lambda _text: self._look_at_it())
        self._show()

    # Building -------------------------------------------------------------------------------------

    def _make_fields(self) -> dict[str, Field]:
        look, words = self.look, self.look.words
        names = {
            "which": (words.t("Sheet or roll"), self.which),
            "code": (words.t("Code"), self.code),
            "maker": (words.t("Maker or name"), self.maker),
            "page": (words.t("Page"), self.page),
            "page_w_mm": (words.t("Page width"), self.lengths["page_w_mm"]),
            "page_h_mm": (words.t("Page height"), self.lengths["page_h_mm"]),
            "cols": (words.t("Columns"), self.counts["cols"]),
            "rows": (words.t("Rows of labels"), self.counts["rows"]),
            "label_w_mm": (words.t("Label width"), self.lengths["label_w_mm"]),
            "label_h_mm": (words.t("Label height"), self.lengths["label_h_mm"]),
            "left_mm": (words.t("Left margin"), self.lengths["left_mm"]),
            "top_mm": (words.t("Top margin"), self.lengths["top_mm"]),
            "pitch_x_mm": (words.t("Pitch across"), self.lengths["pitch_x_mm"]),
            "pitch_y_mm": (words.t("Pitch down"), self.lengths["pitch_y_mm"]),
            "corner_mm": (words.t("Round corners"), self.lengths["corner_mm"]),
        }
        fields = {at: Field(look, name, editor) for at, (name, editor) in names.items()}
        for at, field in fields.items():
            if at in self.lengths or at in self.counts:
                field.editor.setMinimumWidth(NARROWEST)
        return fields

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.S)
        grid.setVerticalSpacing(Size.S)
        for row, keys in enumerate(ROWS):
            for column, key in enumerate(keys):
                if keys.index(key) == column:
                    grid.addWidget(self.fields[key], row, column, 1, keys.count(key))
        for column in range(len(ROWS[0])):
            grid.setColumnStretch(column, 1)
        words = self.look.words
        hint = label(
            self.look,
            words.t(
                "The pitch goes from one label’s edge to the same edge of the next. Left empty, the"
                " labels touch; margins left empty put them in the middle of the page."
            ),
            "small",
            wrap=True,
        )
        grid.addWidget(hint, len(ROWS) - 1, 1, 1, len(ROWS[0]) - 1)
        left = QVBoxLayout()
        left.addLayout(grid)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(Size.L)
        both.addLayout(left, 1)
        both.addWidget(self.drawing)
        self.body.addLayout(both)

    # What is shown --------------------------------------------------------------------------------

    def _show(self) -> None:
        """The sheet chosen, or what a new one begins as."""
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        known = self._made.get(self.which.code)
        shown = known or self._like
        self.nothing_is_wrong()
        self.code.setText(known.code if known else "")
        self.code.setReadOnly(known is not None)
        self.maker.setText(known.maker if known else "")
        for at, edit in self.lengths.items():
            edit.set_value(round(getattr(shown, at) * HUNDRED))
        for at, count in self.counts.items():
            count.set_value(getattr(shown, at))
        self.page.blockSignals(True)
        self.page.choose(_page_of(shown))
        self.page.blockSignals(False)
        why_not = self.desk.why_not(Right.PRINT_LABELS)
        self.keep.allow(not why_not, why_not)
        self.drop.setVisible(known is not None)
        self.drop.allow(not why_not, why_not)
        self._page_chosen()

    def _page_chosen(self) -> None:
        from cpise_inventory.paper.sheets import PAGES  # noqa: PLC0415 - who opens it pays

        chosen = self.page.code
        for at, edit in zip(PAGE, (self.lengths[name] for name in PAGE), strict=True):
            self.fields[at].setVisible(chosen != ROLL)
            edit.setReadOnly(chosen != OTHER)
            if chosen in PAGES:
                edit.set_value(round(PAGES[chosen][PAGE.index(at)] * HUNDRED))
        for at in ("cols", "rows", *MARGINS, *PITCH):
            self.fields[at].setVisible(chosen != ROLL)
        self._look_at_it()

    def _look_at_it(self) -> None:
        """Draw what is typed, and say at once what cannot be, and what would fit."""
        measured = self._measured()
        if measured is None:
            return
        self.drawing.show_page(measured)
        for at in (*self.counts, *self.lengths):
            self.fields[at].right()
        self.problem.clear()
        self._checked(measured)

    def _measured(self) -> "Measured | None":
        """What is typed; None, and told there, where something can't be read."""
        from cpise_inventory.paper.sheets import Measured  # noqa: PLC0415 - who opens it pays

        def pair(names: tuple[str, str]) -> tuple[Any, Any]:
            across, down = (self.lengths[at].value() for at in names)
            return _mm(across), _mm(down)

        roll = self.page.code == ROLL
        label, page = pair(LABEL), pair(PAGE)
        counts = tuple(edit.value() for edit in self.counts.values())
        wanted = {**dict(zip(LABEL, label, strict=True))}
        if not roll:
            wanted |= dict(zip(PAGE, page, strict=True))
            wanted |= dict(zip(self.counts, counts, strict=True))
        if any(value is None for value in wanted.values()):
            return None
        empty = (None, None)
        return Measured(
            label=label,
            page=None if roll else page,
            grid=(1, 1) if roll else (counts[0] or 1, counts[1] or 1),
            margins=empty if roll else pair(MARGINS),
            pitch=empty if roll else pair(PITCH),
            corner=_mm(self.lengths["corner_mm"].value()) or 0.0,
        )

    def _checked(self, measured: "Measured") -> "Sheet | None":
        try:
            return measured.sheet(self.code.text(), self.maker.text())
        except Refusal as refused:
            field = self.fields.get(str(getattr(refused, "at", "")))
            if field is not None:
                field.wrong(self._what_fits(refused))
            self.problem.say("bad", self.desk.sentence(refused))
            return None

    def _what_fits(self, refused: Refusal) -> str:
        """As short as the field is narrow; the whole sentence stands above."""
        words = self.look.words
        facts = {
            name: words.ltr(words.decimal(float(value), 2).rstrip("0").rstrip(",."))
            for name, value in vars(refused).items()
            if isinstance(value, int | float)
        }
        if "label" in facts:
            return words.t("At least {least}.", least=facts["label"])
        if "least" in facts:
            return words.t("From {least} to {most}.", least=facts["least"], most=facts["most"])
        return words.t("At most {most}.", most=facts["most"])

    # Out ------------------------------------------------------------------------------------------

    def _save(self) -> None:
        self.nothing_is_wrong()
        measured = self._measured()
        if not self._all_read() or measured is None:
            return
        sheet = self._checked(measured)
        if sheet is None:
            return
        person = self.desk.session.person

        def job(store: "Store") -> str:
            from cpise_inventory.stationery.commands import describe_sheet  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return describe_sheet(work, sheet)

        words = self.look.words
        self._do(job, lambda code: words.t("The sheet {code} can be printed on.", code=code))

    def _remove(self) -> None:
        code, person = self.which.code, self.desk.session.person

        def job(store: "Store") -> str:
            from cpise_inventory.stationery.commands import remove_sheet  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return remove_sheet(work, code)

        words = self.look.words
        self._do(job, lambda code: words.t("The sheet {code} is out of use.", code=code))

    def _do(self, job: "Callable[[Store], str]", said: Callable[[str], str]) -> None:
        for button in (self.keep, self.drop):
            button.setEnabled(False)

        def done(code: str) -> None:
            self.done()
            self._taken(code)
            self.desk.say(said(self.look.words.ltr(code)))

        def again() -> None:
            for button in (self.keep, self.drop):
                button.setEnabled(True)

        self.ask(job, done, always=again)

    def _all_read(self) -> bool:
        """Whether each field that is seen can be read; the first that can't is told so."""
        words = self.look.words
        may_be_empty = (*MARGINS, *PITCH, "corner_mm")
        for at, edit in (*self.counts.items(), *self.lengths.items()):
            field = self.fields[at]
            if field.isHidden():
                continue
            problem = edit.problem()
            if problem is not None:
                field.wrong(self.desk.sentence(problem))
            elif edit.value() is None and at not in may_be_empty:
                field.wrong(words.t("Type a number."))
            if field.is_wrong:
                field.focus()
                return False
        return True


def _page_of(sheet: "Sheet") -> str:
    from cpise_inventory.paper.sheets import PAGES  # noqa: PLC0415 - who opens it pays

    if sheet.is_roll:
        return ROLL
    size = (sheet.page_w_mm, sheet.page_h_mm)
    return next((name for name, page in PAGES.items() if page == size), OTHER)


def _mm(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / HUNDRED
