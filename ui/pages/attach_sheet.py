"""A file is to be attached: what it shows, and whether a picture is kept smaller."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.progress import Progress
from ui.kit.text import label
from ui.pages.form_sheet import FormSheet
from ui.pages.places import no_names

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from ui.worker import Progress as Report

WIDTH: Final = 520


@dataclass(frozen=True)
class Target:
    """What it is attached to: an asset or a document."""

    tag: str = ""
    paper: str = ""


class AttachSheet(FormSheet):
    """The file is read and made smaller beside, and written when it's right."""

    def __init__(self, desk: Desk, target: Target, path: Path) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Attach a file"), icon="plus", width=WIDTH)
        self._target, self._path = target, path
        about = words.ltr(target.tag or target.paper)
        self.body.addWidget(label(look, about, "strong"))
        self.body.addWidget(label(look, words.isolate(path.name), wrap=True))
        self.note = line_edit(look, hint=words.t("Invoice, front, damage …"))
        self.fields = {"note": Field(look, words.t("What it shows"), self.note)}
        self.smaller = QCheckBox(words.t("Keep the picture smaller: a page can still be read"))
        self.smaller.hide()
        self.progress = Progress(look)
        self.body.addWidget(self.fields["note"])
        self.body.addWidget(self.smaller)
        self.body.addWidget(no_names(look))
        told = words.t(
            "No child’s photograph has a place anywhere. If one is attached by mistake, a manager"
            " erases it for good."
        )
        self.body.addWidget(label(look, told, "small", wrap=True))
        self.body.addWidget(self.progress)
        self.first = self.note
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(look, words.t("Attach"), self._attach, icon="check", role="primary", key="F9")
        )
        desk.worker.do(lambda: _worth_scaling(path), self._offer, owner=self)

    def _offer(self, worth: bool) -> None:  # noqa: FBT001 - the answer to a question
        self.smaller.setVisible(worth)
        self.smaller.setChecked(worth)

    def _attach(self) -> None:
        self.nothing_is_wrong()
        path, scaled, target = self._path, self.smaller.isChecked(), self._target
        note, person, words = self.note.text(), self.desk.session.person, self.look.words
        self.do.setEnabled(False)
        self.progress.start(words.t("Reading {name}…", name=words.isolate(path.name)))

        def job(store: "Store", _report: "Report") -> None:
            from cpise_inventory.attachments import commands  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.attachments.files import read_file  # noqa: PLC0415 - Pillow

            found = read_file(path, scaled=scaled)
            with store.write(person) as work:
                if target.tag:
                    commands.attach(work, target.tag, found, note)
                else:
                    commands.attach_to_paper(work, target.paper, found, note)

        self.desk.worker.ask_long(job, lambda _answer: self._attached(), self._refused, owner=self)

    def _attached(self) -> None:
        self.done()
        self.desk.say(self.look.words.t("The file is attached."))

    def _refused(self, error: Exception) -> None:
        self.progress.end()
        self.do.setEnabled(True)
        self.tell(error)


def _worth_scaling(path: Path) -> bool:
    from cpise_inventory.attachments.files import worth_scaling  # noqa: PLC0415 - Pillow

    return worth_scaling(path)
