"""The first run: language, centre, workstation, first person, storeroom; then the work begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.errors import Refusal, Refusals
from cpise_inventory.language.folding import fold
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import N_
from ui.first_letter import LetterPage
from ui.gate import Gate
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.steps import Steps
from ui.kit.text import label
from ui.kit.tile import Tile, one_of
from ui.languages import LANGUAGES
from ui.look import Look
from ui.theme import Size

WIDTH: Final = 860
STEPS: Final = (
    *(N_("Language"), N_("Centre"), N_("Workstation")),
    *(N_("First person"), N_("Storeroom")),
)
LANGUAGE, CENTRE, LETTER, PERSON, STOREROOM = range(5)
FIELDS: Final = {
    "centre": CENTRE,
    "letter": LETTER,
    **dict.fromkeys(("name", "password", "display"), PERSON),
}
"""Where a refusal's field is asked."""


@dataclass(frozen=True)
class CentreChoice:
    """`name` is in words already."""

    code: str
    name: str


@dataclass(frozen=True)
class NewBooks:
    """What a new database needs; `name` is the sign-in name of its first administrator."""

    centre: str
    name: str
    display: str
    password: str
    storeroom: str
    """As named in the language of the first run; empty for the usual name."""
    letter: str
    """Which workstation of the centre it is; see `cpise_inventory.first_run.FirstRun`."""


Failed = Callable[[Exception], None]
Create = Callable[[NewBooks, Failed], None]
"""Makes the books and goes on; calls back only where that is refused."""


class FirstRun(Gate):
    def __init__(self, look: Look, centres: Sequence[CentreChoice], create: Create) -> None:
        super().__init__(look, WIDTH)
        self._create = create
        self.languages.hide()
        self.step = LANGUAGE
        words = look.words
        self.steps = Steps(look, [words.t(step) for step in STEPS])
        self.card.addWidget(self.steps)
        self.note = Note(look)
        self.tongues = {one.key: Tile(look, one.text, "", "languages") for one in LANGUAGES}
        self.centres = {
            one.code: Tile(look, one.name, words.ltr(one.code), "building-2") for one in centres
        }
        for tiles in (self.tongues, self.centres):
            one_of(self, tiles.values())
        self.letter = LetterPage(look)
        self.display, self.name = line_edit(look), line_edit(look)
        self.password, self.again = QLineEdit(), QLineEdit()
        for edit in (self.password, self.again):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.storeroom = line_edit(look, words.t("Main storeroom"))
        self.fields: dict[str, Field] = {"letter": self.letter.field}
        self.pages = (
            self._language_page(),
            self._centre_page(),
            self.letter,
            self._person_page(),
            self._storeroom_page(),
        )
        for page in self.pages:
            self.card.addWidget(page)
        self.card.addWidget(self.note)
        self.back = Button(look, words.t("Back"), self.go_back, role="quiet")
        self.on = Button(look, words.t("Continue"), self.go_on, role="primary")
        self.letter.letters.goes_to = self.on
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.on)
        self.card.addLayout(row)
        self._connect()
        self.show_step(LANGUAGE)

    # Going about ----------------------------------------------------------------------------------

    def show_step(self, step: int) -> None:
        self.step = step
        self.note.clear()
        self.steps.show_step(step)
        for at, page in enumerate(self.pages):
            page.setVisible(at == step)
        self.back.setVisible(step > LANGUAGE)
        self.letter.show_centre(self._centre)
        words = self.look.words
        self.on.say(words.t("Begin") if step == STOREROOM else words.t("Continue"))
        self.give_focus()

    def go_on(self) -> None:
        if not self._is_right():
            return
        if self.step < STOREROOM:
            self.show_step(self.step + 1)
        else:
            self._finish()

    def go_back(self) -> None:
        if self.step > LANGUAGE:
            self.show_step(self.step - 1)

    def give_focus(self) -> None:
        if self.step == LETTER:
            self.letter.focus()
            return
        chosen = {
            LANGUAGE: self.tongues[self.look.words.code],
            CENTRE: next((t for t in self.centres.values() if t.isChecked()), None)
            or next(iter(self.centres.values())),
            PERSON: self.display,
            STOREROOM: self.storeroom,
        }
        chosen[self.step].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def state(self) -> dict[str, Any]:
        """For the change of language, which builds this anew. Passwords stay out of it."""
        return {
            "step": self.step,
            "centre": self._centre,
            "letter": self.letter.letter,
            "display": self.display.text(),
            "name": self.name.text(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        if state["centre"] in self.centres:
            self.centres[state["centre"]].setChecked(True)
        self.letter.choose(state["letter"])
        self.display.setText(state["display"])
        self.name.setText(state["name"])
        self.show_step(state["step"])

    # The pages ------------------------------------------------------------------------------------

    def _page(self, title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, Size.S, 0, 0)
        column.setSpacing(Size.S)
        column.addWidget(label(self.look, title, "title", wrap=True))
        column.addWidget(label(self.look, text, "muted", wrap=True))
        return page, column

    def _language_page(self) -> QWidget:
        words = self.look.words
        page, column = self._page(
            words.t("In which language do you work?"),
            words.t("It can be changed at any time."),
        )
        column.addLayout(_in_columns(list(self.tongues.values()), 3))
        self.tongues[words.code].setChecked(True)
        return page

    def _centre_page(self) -> QWidget:
        words = self.look.words
        page, column = self._page(
            words.t("Where is this workstation?"),
            words.t("The centre marks each document issued here. It never changes afterwards."),
        )
        column.addLayout(_in_columns(list(self.centres.values()), 2))
        return page

    def _person_page(self) -> QWidget:
        words = self.look.words
        page, column = self._page(
            words.t("Who is the first administrator?"),
            words.t("Other people are added later. Never a child's name."),
        )
        grid = QGridLayout()
        grid.setSpacing(Size.M)
        hint = words.t("Lower-case letters and digits, such as aicha")
        for at, (key, name, edit, told) in enumerate(
            (
                ("display", words.t("First and last name"), self.display, ""),
                ("name", words.t("Sign-in name"), self.name, hint),
                ("password", words.t("Password"), self.password, ""),
                ("again", words.t("The same password again"), self.again, ""),
            )
        ):
            self.fields[key] = Field(self.look, name, edit, told)
            grid.addWidget(self.fields[key], at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        for column_at in range(2):
            grid.setColumnStretch(column_at, 1)
        column.addLayout(grid)
        return page

    def _storeroom_page(self) -> QWidget:
        words = self.look.words
        page, column = self._page(
            words.t("What is the storeroom called?"),
            words.t("The place where deliveries are put. More can be added later."),
        )
        self.fields["storeroom"] = Field(self.look, words.t("Storeroom"), self.storeroom)
        column.addWidget(self.fields["storeroom"])
        return page

    def _connect(self) -> None:
        for code, tile in self.tongues.items():
            tile.clicked.connect(lambda _checked=False, code=code: self._speak(code))
        self.display.editingFinished.connect(self._propose_name)

    # What is asked --------------------------------------------------------------------------------

    @property
    def _centre(self) -> str:
        """Empty where none is chosen yet."""
        return next((code for code, tile in self.centres.items() if tile.isChecked()), "")

    def _speak(self, code: str) -> None:
        if code != self.look.words.code:
            self.language_wanted.emit(code)

    def _propose_name(self) -> None:
        if not self.name.text() and (words := fold(self.display.text()).split()):
            first = "".join(c for c in words[0] if c.isascii() and c.isalnum())
            self.name.setText(first)

    def _enter(self) -> None:
        """Enter in a field goes to the next empty one, and on from the last."""
        edits = [self.display, self.name, self.password, self.again]
        if self.step == PERSON:
            here = next((at for at, edit in enumerate(edits) if edit.hasFocus()), -1)
            if 0 <= here < len(edits) - 1:
                edits[here + 1].setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.go_on()

    def _is_right(self) -> bool:
        words = self.look.words
        if self.step == CENTRE and not self._centre:
            self.note.say("warn", words.t("Choose a centre."))
            return False
        if self.step != PERSON:
            return True
        for field in self.fields.values():
            field.right()
        asked = {"display": self.display, "name": self.name, "password": self.password}
        for key, edit in asked.items():
            if not edit.text().strip():
                return self._wrong(key, words.t("This is missing."))
        if self.password.text() != self.again.text():
            return self._wrong("again", words.t("The two passwords are not alike."))
        return True

    def _wrong(self, key: str, said: str) -> bool:
        self.fields[key].wrong(said)
        self.fields[key].focus()
        return False

    def _finish(self) -> None:
        usual = self.storeroom.text().strip() == self.look.words.t("Main storeroom")
        self.on.setEnabled(False)
        wanted = NewBooks(
            self._centre,
            self.name.text().strip(),
            self.display.text().strip(),
            self.password.text(),
            "" if usual else self.storeroom.text().strip(),
            self.letter.letter,
        )
        self._create(wanted, self._refused)

    def _refused(self, error: Exception) -> None:
        """Back to where the trouble was typed, with all that is right still there."""
        self.on.setEnabled(True)
        problems = error.problems if isinstance(error, Refusals) else (error,)
        known = [p for p in problems if isinstance(p, Refusal) and p.field in FIELDS]
        if not known:
            self.note.say("bad", sentence(error, self.look.words))
            return
        self.show_step(FIELDS[known[0].field])
        for problem in known:
            said = sentence(problem, self.look.words)
            if problem.field in self.fields:
                self._wrong(problem.field, said)
            else:
                self.note.say("bad", said)


def _in_columns(tiles: list[Tile], columns: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(10)
    for at, tile in enumerate(tiles):
        grid.addWidget(tile, at // columns, at % columns)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid
