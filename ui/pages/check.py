"""Is this paper genuine? What the code on it says, and whether the journal says the same."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.kit.sheet import Fitting, Sheet
from ui.kit.text import label
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.checking import Verdict
    from cpise_inventory.store import Store


TONES: Final = {"genuine": "good"} | dict.fromkeys(
    ("cancelled", "not_here_yet", "signature_only", "unsigned", "unknown_device", "no_code"),
    "warn",
)
"""By the reason of a verdict; any other is bad."""


class CheckSheet(Sheet):
    """Checks the text of a code, or the picture or PDF of a paper."""

    def __init__(self, desk: Desk, *, text: str = "", path: Path | None = None) -> None:
        words = desk.look.words
        title = words.t("Is this paper genuine?")
        super().__init__(desk.look, title, path.name if path else "", icon="shield-check")
        self._desk = desk
        self._answer = Note(desk.look, large=True)
        self.body.addWidget(self._answer)
        self.add_button(Button(desk.look, words.t("Close"), self.done, role="primary"))

        def job(store: "Store") -> "tuple[Verdict, ...]":
            from cpise_inventory import checking  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                if path is not None:
                    return checking.check_file(connection, store.journal, path)
                return (checking.check_text(connection, store.journal, text),)

        desk.worker.ask(job, self._show, self._tell, owner=self)

    def _show(self, verdicts: "tuple[Verdict, ...]") -> None:
        from cpise_inventory.language.verdict_texts import (  # noqa: PLC0415 - as above
            told_by_the_code,
            verdict_sentences,
        )

        words, look = self._desk.look.words, self._desk.look
        for place, verdict in enumerate(verdicts):
            first, *rest = verdict_sentences(verdict, words)
            number = words.ltr(verdict.number)
            if place == 0:
                tone = TONES.get(verdict.reason, "bad")
                icon = "shield-check" if tone == "good" else "shield-alert"
                self._answer.say(tone, first, number, icon=icon)
                self._list(told_by_the_code(verdict, words))
            else:
                self.body.addWidget(label(look, f"{number} {first}", wrap=True))
            for line in rest:
                self.body.addWidget(label(look, line, "muted", wrap=True))

    def _list(self, told: list[tuple[str, str]]) -> None:
        """What the print above the code has to say as well; of any length."""
        if not told:
            return
        look = self._desk.look
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Size.M)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(told):
            grid.addWidget(label(look, name, "small"), row, 0)
            grid.addWidget(label(look, value, wrap=True), row, 1)
        self.body.addWidget(Fitting(lines))

    def _tell(self, error: Exception) -> None:
        self._answer.say("bad", self._desk.sentence(error))
