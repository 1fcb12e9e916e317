"""Physical verification: the list of campaigns, and the one that is walked, approved, put right."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QAction
from typing_extensions import override

from cpise_inventory.identity import read_tag
from cpise_inventory.language.sightings import progress_text
from cpise_inventory.language.terms import CAMPAIGNS, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.page import Page
from ui.pages.asset_acts import ACTS, ActSheet
from ui.pages.form_sheet import capital
from ui.pages.issued import IssuedSheet, show_issued
from ui.pages.signing import allow_signing
from ui.pages.verification_back import TakingBack
from ui.pages.verification_list import VerificationList, scope
from ui.pages.verification_reading import (
    Heard,
    HeardFile,
    Line,
    Walking,
    hear,
    hear_file,
    read_walk,
    refuse_mistyped,
)
from ui.pages.verification_sheets import (
    EXPLAINED,
    ApproveSheet,
    AskFile,
    EndWalkSheet,
    StartWalkSheet,
    ask_file,
    give_up_sheet,
    report,
)
from ui.pages.verification_walk import WalkView
from ui.scanning import OURS, Scan

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.campaigns.commands import Answer
    from cpise_inventory.campaigns.queries import Unseen
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

PAPER = OURS[1]


class VerificationPage(Page):
    """Each scan goes to the books at once; an interruption loses nothing."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"campaign", "campaign_seen", "campaign_unseen", "asset"}
    )

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Physical verification"))
        self.number = ""
        self._walking: Walking | None = None
        self.ask_file: AskFile = ask_file
        self._make_buttons()
        begin = Button(desk.look, words.t("Start a verification"), self.start, icon="plus")
        begin.setEnabled(self._begin.isEnabled())
        self.list = VerificationList(desk, begin)
        self.walk = WalkView(desk)
        for view in (self.list, self.walk):
            self.body.addWidget(view, 1)
        self.list.opened.connect(self.open_walk)
        self.list.table.failed.connect(self.tell)
        self.walk.table.failed.connect(self.tell)
        self.walk.table.set_actions(self._row_actions)
        self.walk.text.returnPressed.connect(self._typed)
        self.walk.dropped.connect(self.read_file)
        self._back = TakingBack(self)
        self._view()

    # The window's side ----------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        if number := str(facts.get("number", "")):
            self.open_walk(number)
        else:
            self.refresh(frozenset())

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        if self.number:
            self._read()
        else:
            self._show_list()

    @override
    def state(self) -> dict[str, Any]:
        return {"number": self.number, "room": self.walk.room.room}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self.walk.wanted_room = str(state.get("room", ""))
        if number := str(state.get("number", "")):
            self.open_walk(number)

    @override
    def scanned(self, scan: Scan) -> bool:
        """While one is walked all scans are for it, but for papers."""
        walking = self._walking
        if walking is None or not self._takes_scans(walking):
            return False
        if any(text.strip().upper().startswith(PAPER) for text in scan.candidates):
            return False
        person, words = self.desk.session.person, self.look.words
        room, condition = self.walk.room.room, self.walk.condition.code
        self.note.clear()
        self.ask(
            lambda store: hear(store, person, walking, scan, room, condition),
            lambda heard: self._heard(heard, words.isolate(scan.candidates[0])),
            self.refused,
        )
        return True

    @override
    def focus_filter(self) -> bool:
        if self.number:
            self.walk.text.setFocus()
            self.walk.text.selectAll()
        return bool(self.number)

    @override
    def print_again(self) -> bool:
        if self._walking is not None:
            one = self._walking.campaign
            words = self.look.words
            self.desk.open(IssuedSheet(self.desk, one.report or one.number, words.t("Go on")))
        return self._walking is not None

    @override
    def form_changed(self) -> None:
        self.list.form_changed(narrow=self.narrow, short=self.short)
        self.walk.form_changed(narrow=self.narrow, short=self.short)

    # Going from one to the other ------------------------------------------------------------------

    def start(self) -> None:
        sheet = StartWalkSheet(self.desk)
        sheet.started.connect(self._started)
        self.desk.open(sheet)

    def open_walk(self, number: str) -> None:
        if number != self.number:
            self.walk.note.clear()
        self.number = number
        self._read()

    def close_walk(self) -> None:
        """Back to the list; all that was scanned is in the books."""
        self.number, self._walking = "", None
        self.walk.note.clear()
        self._show_list()

    def _started(self, number: str) -> None:
        words = self.look.words
        self.desk.say(words.t("{number} issued.", number=words.ltr(number)))
        self.open_walk(number)

    def _read(self) -> None:
        number, words = self.number, self.look.words
        self.ask(lambda store: read_walk(store, number, words), self._show, only_latest="walk")

    def _show_list(self) -> None:
        words = self.look.words
        self.set_title(words.t("Physical verification"))
        self.say_fact(words.t("What is really there, set against the register of equipment."))
        self._view()
        self.list.table.refresh()

    def _show(self, walking: Walking | None) -> None:
        words = self.look.words
        if walking is None:
            number, self.number = self.number, ""
            self._show_list()
            told = words.t("There is no verification {number} here.", number=words.ltr(number))
            self.note.say("bad", told)
            return
        self._walking, one = walking, walking.campaign
        self.set_title(words.t("Verification {number}", number=words.ltr(one.number)))
        stands = capital(term(CAMPAIGNS, one.status, words))
        self.say_fact(" · ".join((words.ltr(one.centre), capital(scope(one, words)), stands)))
        seen = words.t("{progress} seen", progress=progress_text(one.seen, one.expected, words))
        here = walking.results.get("here", 0)
        there = words.n("{count} where booked", "{count} where booked", here)
        odd = words.n("{count} otherwise than booked", "{count} otherwise than booked", walking.odd)
        if self.foot is not None:
            self.foot.say(f"{seen} · {there} · {odd}" if walking.odd else seen)
        self.walk.show_walk(walking)
        self._view()

    # Scanning -------------------------------------------------------------------------------------

    def _takes_scans(self, walking: Walking) -> bool:
        """What a report misses may turn up, too."""
        late = walking.campaign.status == "reported" and bool(walking.missing)
        return not self._why_not_manage() and (walking.campaign.status == "open" or late)

    def _typed(self) -> None:
        """A tag that was typed counts as a scan of it; of one that was mistyped it's said what may
        be meant. Anything else goes on filtering.
        """
        text = self.walk.text.text().strip()
        scan = Scan(text, text)
        if scan.read(read_tag) is None:
            self.ask(lambda store: refuse_mistyped(store, [text]), bool, self.refused)
        elif self.scanned(scan):
            self.walk.text.clear()

    def _row_actions(self, line: Line) -> list[QAction]:
        """A thing whose label can't be read is seen all the same; a scan can be taken back."""
        walking = self._walking
        if walking is None or self._why_not_manage():
            return []
        if line.result:
            return [self._back.action(line)]
        if not self._takes_scans(walking):
            return []
        action = QAction(self.look.words.t("It is here, its label cannot be read"), self)
        action.triggered.connect(lambda: self.scanned(Scan(line.tag, line.tag)))
        return [action]

    def _choose_file(self) -> None:
        if path := self.ask_file(self, self.look.words.t("A telephone’s scan file")):
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """What a telephone scanned, all of it in one act; lines without a tag are told."""
        walking, person = self._walking, self.desk.session.person
        if walking is None:
            return
        number, room = walking.campaign.number, self.walk.room.room
        self.note.clear()

        def heard(file: HeardFile) -> None:
            self.walk.say_file(file, self._back.offer(file.new, file.told))

        self.ask(lambda store: hear_file(store, person, number, path, room), heard)

    def _heard(self, heard: Heard, text: str) -> None:
        if heard.answer is None and not heard.room:
            self.walk.say_nothing_of_ours(text)
            return
        self.walk.say_heard(heard, self._ways(heard))

    def refused(self, error: Exception) -> None:
        self.walk.note.say("bad", self.desk.sentence(error))

    def _ways(self, heard: Heard) -> list[Button]:
        """What can be done at once about what was scanned."""
        if heard.answer is None or not heard.answer.new:
            return []
        back = self._back.offer([heard.answer.sighting.tag], heard.told)
        return [*self._next_steps(heard.answer), *back]

    def _next_steps(self, answer: "Answer") -> list[Button]:
        look, words, seen = self.look, self.look.words, answer.sighting
        if (blank := answer.blank) is not None and not blank.void:
            register = partial(self.desk.go, "assets", blank=seen.tag)
            return [Button(look, words.t("Register equipment"), register, icon="plus")]
        if seen.result == "gone":
            found = partial(self._act, "found", [seen.tag])
            return [Button(look, words.t("Take it back"), found)]
        if seen.result in ("elsewhere", "other_centre"):
            go = partial(self.desk.go, "assets", tag=seen.tag)
            return [Button(look, words.t("See it"), go, role="quiet")]
        return []

    # What is done ---------------------------------------------------------------------------------

    def _end(self) -> None:
        number, unseen = self.number, self._walking.campaign.unseen if self._walking else 0

        def read(store: "Store") -> "list[Unseen]":
            from cpise_inventory.campaigns.queries import unseen  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                return unseen(connection, number, most=EXPLAINED)

        def ask(missing: "list[Unseen]") -> None:
            sheet = EndWalkSheet(self.desk, number, missing, unseen)
            self.desk.open(sheet)

        self.ask(read, ask)

    def _approve(self) -> None:
        """F9: by who is signed in, if that person may; else by somebody at their side."""
        walking, number = self._walking, self.number
        if walking is None or not walking.approvers:
            return
        if walking.approved_by(self.desk.session.person):
            self._do(lambda work: report(work, number), self._issued)
            return
        sheet = ApproveSheet(self.desk, walking)
        sheet.signed.connect(lambda issued, _name: self._issued(issued))
        self.desk.open(sheet)

    def _resume(self) -> None:
        from cpise_inventory.campaigns.commands import resume  # noqa: PLC0415 - SQLAlchemy

        number, words = self.number, self.look.words
        said = words.t("{number} takes scans again.", number=words.ltr(number))
        self._do(lambda work: resume(work, number), lambda _nothing: self.desk.say(said))

    def _correct(self) -> None:
        from cpise_inventory.campaigns.correcting import correct  # noqa: PLC0415 - SQLAlchemy

        number = self.number
        self._do(lambda work: correct(work, number), self._issued)

    def _declare(self) -> None:
        """Those that are selected, else all that are missing."""
        missing = self._walking.missing if self._walking is not None else ()
        chosen = [one.tag for one in self.walk.table.selected() if one.tag in missing]
        self._act("missing", chosen or list(missing))

    def _act(self, key: str, tags: list[str]) -> None:
        act = next(act for act in ACTS if act.key == key)

        def read(store: "Store") -> "list[Asset]":
            from cpise_inventory.assets.queries import asset_of  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                return [one for tag in tags if (one := asset_of(connection, tag)) is not None]

        self.ask(read, lambda there: self.desk.open(ActSheet(self.desk, act, there)))

    def _do(self, act: "Callable[[Work], Any]", done: Callable[[Any], object]) -> None:
        """One act of this person, refused with all as it was."""
        person = self.desk.session.person
        self.note.clear()

        def job(store: "Store") -> Any:
            with store.write(person) as work:
                return act(work)

        self.ask(job, done)

    def _issued(self, number: str) -> None:
        show_issued(self.desk, number, self.look.words.t("Go on"))

    # Inside ---------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        words, look = self.look.words, self.look
        self._printer = self.add_action(
            Button(look, words.t("Print the list"), self.print_again, icon="printer", key="Ctrl+P")
        )
        self._printer.setShortcut("")  # the window has it, and asks `print_again`
        self._file = self.add_action(
            Button(look, words.t("Scan file…"), self._choose_file, icon="upload")
        )
        self._begin = self.add_action(
            Button(
                look,
                words.t("Start a verification"),
                self.start,
                icon="plus",
                role="primary",
                key="F9",
            )
        )
        foot = self.add_foot()
        self._leave = foot.add_button(
            Button(look, words.t("All verifications"), self.close_walk, role="quiet")
        )
        self._stop = foot.add_button(
            Button(
                look,
                words.t("Give up…"),
                lambda: self.desk.open(give_up_sheet(self.desk, self.number)),
            )
        )
        self._again = foot.add_button(
            Button(look, words.t("Go round again"), self._resume, icon="refresh-cw")
        )
        self._lost = foot.add_button(
            Button(look, words.t("Declare lost…"), self._declare, icon="triangle-alert")
        )
        self._right = foot.add_button(
            Button(look, words.t("Book where seen"), self._correct, icon="arrow-left-right")
        )
        self._finish = foot.add_button(
            Button(
                look, words.t("Close the walk"), self._end, icon="check", role="primary", key="F9"
            )
        )
        self._agree = foot.add_button(
            Button(
                look,
                words.t("Approve"),
                self._approve,
                icon="circle-check",
                role="primary",
                key="F9",
            )
        )
        why_not = self._why_not_manage()
        for button in (
            *(self._begin, self._file, self._finish, self._stop),
            *(self._again, self._lost, self._right),
        ):
            button.allow(not why_not, why_not)

    def _why_not_manage(self) -> str:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        return self.desk.why_not(Right.MANAGE_ASSETS)

    def _view(self) -> None:
        """The list or the walk, with the buttons that it has."""
        walking = self._walking if self.number else None
        status = walking.campaign.status if walking is not None else ""
        self.list.setVisible(walking is None)
        self.walk.setVisible(walking is not None)
        self.first = self.list.table if walking is None else self.walk.table
        if self.foot is not None:
            self.foot.setVisible(walking is not None)
        for button, shown in (
            (self._begin, walking is None),
            (self._printer, walking is not None),
            (self._file, status == "open"),
            (self._stop, status in ("open", "waits")),
            (self._again, status == "waits"),
            (self._finish, status == "open"),
            (self._agree, status == "waits"),
            (self._lost, status == "reported" and walking is not None and bool(walking.missing)),
            (self._right, status == "reported" and walking is not None and bool(walking.misplaced)),
        ):
            button.setVisible(shown)
        words = self.look.words
        reported = status == "reported"
        self._printer.say(words.t("Print the report") if reported else words.t("Print the list"))
        if walking is not None and status == "waits":
            here = walking.approved_by(self.desk.session.person)
            approve, why_not = (words.t("Approve"), "") if here else ("", self._why_not_manage())
            allow_signing(self._agree, walking.approvers, words, approve, why_not)
