"""Starting a physical verification, ending its walk, giving it up; and asking for a scan file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from cpise_inventory.language.terms import CATEGORIES, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, capital
from ui.pages.places import no_names
from ui.pages.reason_sheet import ReasonSheet
from ui.pages.signing import SignSheet
from ui.pages.verification_reading import Rooms, Walking, read_rooms

if TYPE_CHECKING:
    from cpise_inventory.campaigns.queries import Unseen
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

WIDTH: Final = 640
EXPLAINED: Final = 20
"""So many of what wasn't seen are asked about one by one."""


class StartWalkSheet(FormSheet):
    """`started` says the number of the new campaign."""

    started = Signal(str)

    def __init__(self, desk: Desk) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Start a physical verification")
        super().__init__(desk, title, icon="scan-barcode", width=WIDTH)
        told = words.t(
            "All that the books have there is to be found. It can be interrupted at any time, and"
            " scanned by several people."
        )
        self.body.addWidget(label(look, told, wrap=True))
        self._rooms: Rooms | None = None
        self.centre, self.place, self.category = Combo(), Combo(), Combo()
        kinds = [(code, capital(term(CATEGORIES, code, words))) for code in CATEGORIES]
        self.category.fill([("", words.t("All categories")), *kinds])
        self.walkers, self.remarks = line_edit(look), line_edit(look)
        self.fields = {
            "centre": Field(look, words.t("Centre"), self.centre),
            "place": Field(look, words.t("Place or holder"), self.place),
            "category": Field(look, words.t("Category"), self.category),
            "walkers": Field(look, words.t("Who goes round"), self.walkers),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(no_names(look))
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self._do = self.add_button(
            Button(look, words.t("Start"), self.start, icon="check", role="primary", key="F9")
        )
        self.centre.currentIndexChanged.connect(lambda _index: self._fill_places())
        self.ask(lambda store: read_rooms(store, words), self._show)

    def start(self) -> None:
        self.nothing_is_wrong()
        centre, place, category = self.centre.code, self.place.code, self.category.code
        walkers, remarks = self.walkers.text(), self.remarks.text()
        person = self.desk.session.person
        self._do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.campaigns.commands import Walk, open_campaign  # noqa: PLC0415 - as

            with store.write(person) as work:
                return open_campaign(work, Walk(centre, place, category, walkers, remarks))

        self.ask(job, self._started, always=lambda: self._do.setEnabled(True))

    def _started(self, number: str) -> None:
        self.done()
        self.started.emit(number)

    def _show(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self.centre.fill(rooms.places.centres, self.desk.session.centre)
        self._fill_places()

    def _fill_places(self) -> None:
        if self._rooms is not None:
            every = ("", self.look.words.t("The whole centre"))
            self.place.fill([every, *self._rooms.of(self.centre.code)])


class EndWalkSheet(FormSheet):
    """Why things could not be seen, as far as anybody can say; then somebody else decides."""

    ended = Signal()

    def __init__(self, desk: Desk, number: str, missing: "Sequence[Unseen]", unseen: int) -> None:
        """`missing`: the first of those that nobody saw, of `unseen` in all."""
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Close the walk"), icon="scan-barcode", width=WIDTH)
        self._number = number
        told = words.n(
            "{count} thing was not seen. It is missing once a manager approves.",
            "{count} things were not seen. They are missing once a manager approves.",
            unseen,
        )
        all_seen = words.t("All that was to be found was seen. A manager approves.")
        self.body.addWidget(label(look, told if unseen else all_seen, wrap=True))
        self.why: dict[str, QLineEdit] = {}
        for one in missing:
            edit = self.why[one.tag] = line_edit(look, one.why, words.t("Why, if you know"))
            name = f"{words.ltr(one.tag)} · {words.isolate(f'{one.maker} {one.model}'.strip())}"
            self.body.addWidget(Field(look, name, edit))
        self.remarks = line_edit(look)
        self.fields = {"remarks": Field(look, words.t("Remarks"), self.remarks)}
        self.body.addWidget(self.fields["remarks"])
        self.body.addWidget(no_names(look))
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(
                look, words.t("Close the walk"), self._close, icon="check", role="primary", key="F9"
            )
        )

    def _close(self) -> None:
        self.nothing_is_wrong()
        said = {tag: edit.text().strip() for tag, edit in self.why.items()}
        number, remarks, person = self._number, self.remarks.text(), self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> None:
            from cpise_inventory.campaigns.commands import close  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.campaigns.events import Reason  # noqa: PLC0415 - as above

            reasons = [Reason(tag, why) for tag, why in said.items() if why]
            with store.write(person) as work:
                close(work, number, reasons, remarks)

        self.ask(job, self._done, always=lambda: self.do.setEnabled(True))

    def _done(self, _nothing: None) -> None:
        self.done()
        self.ended.emit()


class ApproveSheet(SignSheet):
    """Somebody else agrees with what a verification came to; `signed` says the report's number."""

    def __init__(self, desk: Desk, walking: Walking) -> None:
        number, words = walking.campaign.number, desk.look.words
        text = (
            words.t("What nobody saw will be missing. You stay signed in.")
            if walking.by_walkers
            else words.t(
                "What nobody saw will be missing. Whoever approves did not scan; you stay signed"
                " in."
            )
        )
        title = words.t("Approve {number}", number=words.ltr(number))
        super().__init__(desk, title, text, walking.approvers, lambda work: report(work, number))


def report(work: "Work", number: str) -> str:
    """The number of the report."""
    from cpise_inventory.campaigns import commands  # noqa: PLC0415 - SQLAlchemy

    return commands.report(work, number)


def give_up_sheet(desk: Desk, number: str) -> ReasonSheet:
    def act(work: "Work", reason: str) -> None:
        from cpise_inventory.campaigns.commands import cancel  # noqa: PLC0415 - SQLAlchemy

        cancel(work, number, reason)

    words = desk.look.words
    return ReasonSheet(
        desk,
        words.t("Give the verification up"),
        words.t("What was seen stays in the journal, but nothing is missing because of it."),
        words.t("Give up"),
        act,
        words.t("{number} is given up.", number=words.ltr(number)),
    )


AskFile = Callable[[QWidget, str], Path | None]


def ask_file(parent: QWidget, title: str) -> Path | None:
    """A file that is there already; None where nobody chose one."""
    path, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()))
    return Path(path) if path else None
