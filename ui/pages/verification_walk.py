"""One physical verification under way: where one stands, what a scan came to, what is left."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.language.scan_texts import KINDS
from cpise_inventory.language.sightings import answer_text
from cpise_inventory.language.terms import CAMPAIGNS, CONDITIONS, SIGHTINGS, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.pill import State
from ui.kit.table import Table
from ui.pages.combo import Combo
from ui.pages.form_sheet import capital
from ui.pages.signing import waits_text
from ui.pages.verification_reading import (
    ODD,
    SEEN,
    UNSEEN,
    Heard,
    HeardFile,
    Line,
    LineSource,
    Walking,
)
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.campaigns.commands import Answer

SHOWN_ROWS: Final = 8
SHOWN_MEANT: Final = 3
NARROW: Final = ("tag", "what", "told", "room")
TONES: Final = {
    "here": ("good", "circle-check"),
    "elsewhere": ("warn", "arrow-left-right"),
    "gone": ("warn", "search"),
    "other_centre": ("warn", "building-2"),
    "retired": ("bad", "trash-2"),
    "outside": ("info", "info"),
    "unknown": ("bad", "circle-alert"),
}


class Standing(QComboBox):
    """Where one stands: chosen, typed, or said by the label of a place."""

    def __init__(self, name: str) -> None:
        super().__init__()
        edit = QLineEdit()
        edit.setAccessibleName(name)
        self.setLineEdit(edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(16)

    @property
    def room(self) -> str:
        """A place's code or a name; empty where nobody said."""
        text = self.currentText().strip()
        at = self.findText(text)
        return str(self.itemData(at)) if at >= 0 else text

    def stand(self, room: str) -> None:
        at = self.findData(room)
        if at >= 0:
            self.setCurrentIndex(at)
        else:
            self.setEditText(room)

    def fill(self, entries: "Sequence[tuple[str, str]]") -> None:
        """What is chosen or typed stays."""
        before = self.room
        self.blockSignals(True)
        self.clear()
        for code, name in entries:
            self.addItem(name, code)
        self.blockSignals(False)
        self.stand(before)


class WalkView(QWidget):
    """The band answers each scan; the list says what is left, and what was seen so far.

    `dropped`: a telephone's list, which is one act. Pictures go to the window, code by code.
    """

    dropped = Signal(object)  # Path

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._look, self._person = look, desk.session.person
        self.wanted_room = ""
        """Where one stood before the window was built anew."""
        self.names: Mapping[str, str] = {}
        """Of places and people, by their codes."""
        self._stands = ("", "")
        self._answered = False
        """Whether the band answers a scan, which stays to be read as long as nothing changes."""
        self.note = Note(look, large=True)
        self.room, self.condition = Standing(words.t("Where I am")), Combo()
        self.condition.fill(
            [("", words.t("not looked at"))]
            + [(code, capital(term(CONDITIONS, code, words))) for code in CONDITIONS]
        )
        self._where = QWidget()
        row = QHBoxLayout(self._where)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.M)
        self._fields = (
            Field(look, words.t("Where I am"), self.room),
            Field(look, words.t("Condition"), self.condition),
        )
        for field, share in zip(self._fields, (2, 1), strict=True):
            row.addWidget(field, share)
            field.editor.setToolTip(field.name.text())
        self.text = line_edit(look, hint=words.t("Tag, serial, model, holder"))
        self.text.setAccessibleName(words.t("Filter"))
        self.text.setClearButtonEnabled(True)
        self.chips = Choices(
            look,
            words.t("Show"),
            (
                Choice(UNSEEN, words.t("Not seen")),
                Choice(SEEN, words.t("Seen so far")),
                Choice(ODD, words.t("Otherwise than booked")),
            ),
        )
        self.source = LineSource(words)
        self.table = Table(
            look,
            desk.worker,
            self.source,
            _columns(words),
            name=words.t("Equipment"),
            key=lambda line: line.tag,
        )
        self.table.allow_several()
        self.table.set_empty(
            EmptyState(
                look,
                words.t("Nothing here"),
                words.t("What is to be found, and what was seen, is listed here."),
                (),
                icon="scan-barcode",
            )
        )
        filters = QHBoxLayout()
        filters.setSpacing(Size.S)
        filters.addWidget(self.chips, 1)
        filters.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.S)
        for part in (self._where, self.note):
            column.addWidget(part)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.setAcceptDrops(True)
        self.chips.picked.connect(lambda kind: self.table.filter(kind=kind))
        self.text.textChanged.connect(lambda text: self.table.filter(text=text))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _list_in(event) and not self._where.isHidden():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if (path := _list_in(event)) is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def show_walk(self, walking: Walking) -> None:
        one, words = walking.campaign, self._look.words
        if self.source.number != one.number:
            self.source.number = one.number
            self.room.fill([])
            self.room.stand(self.wanted_room or one.place)
            self.wanted_room = ""
        self.names = self.source.names = walking.names
        entries = [("", words.t("anywhere in the centre")), *walking.rooms.of(one.centre)]
        self.room.fill(entries)
        self._where.setVisible(one.status == "open")
        stands = (one.number, one.status)
        self._answered = self._answered and stands == self._stands
        self._stands = stands
        if one.status != "open" and not self._answered:
            self._say_standing(walking)
        seen = sum(walking.results.values())
        self.chips.count({UNSEEN: one.unseen, SEEN: seen, ODD: walking.odd})
        self.table.refresh()

    def form_changed(self, *, narrow: bool, short: bool) -> None:
        for field in self._fields:
            field.name.setVisible(not short)
        keys = [column.key for column in _columns(self._look.words)]
        self.table.show_columns(NARROW if narrow else keys)

    # The band -------------------------------------------------------------------------------------

    def _say_standing(self, walking: Walking) -> None:
        """Who is to approve it, or what it came to."""
        words, note, one = self._look.words, self.note, walking.campaign
        if one.status == "waits":
            self._say_who_approves(walking)
        elif one.status == "reported":
            parts = []
            if walking.missing:
                count = len(walking.missing)
                parts.append(words.n("{count} still missing", "{count} still missing", count))
            if walking.misplaced:
                count = len(walking.misplaced)
                parts.append(words.n("{count} booked elsewhere", "{count} booked elsewhere", count))
            title = words.t("Approved: {number}", number=words.ltr(one.report))
            done = words.t("There is nothing left to do about it.")
            note.say("warn" if parts else "good", title, " · ".join(parts) or done)
        else:
            note.say(
                "warn",
                capital(term(CAMPAIGNS, one.status, words)),
                words.t("Nothing is missing because of it."),
            )

    def _say_who_approves(self, walking: Walking) -> None:
        words, note = self._look.words, self.note
        if walking.approved_by(self._person):
            title = (
                words.t(
                    "You scanned, but nobody else may approve: you may, and the journal keeps that."
                )
                if walking.by_walkers
                else words.t("You did not scan: you may approve.")
            )
            note.say("info", title, icon="user-round")
            return
        title = (
            words.t("Nobody who did not scan may approve: who scanned does.")
            if walking.by_walkers
            else words.t("Somebody who did not scan approves.")
        )
        note.say("warn", title, waits_text(walking.approvers, words), icon="user-round")

    def say_heard(self, heard: Heard, ways: "Sequence[Button]" = ()) -> None:
        """What a scan came to, large enough to be read from where one stands."""
        words = self._look.words
        self._answered = True
        if heard.answer is None or heard.campaign is None:
            self.room.stand(heard.room)
            name = words.isolate(self.room.currentText())
            self.note.say("info", words.t("You are here: {room}", room=name), icon="building-2")
            return
        title, tone, icon = _headline(heard.answer, words)
        told = [answer_text(heard.answer, heard.campaign, words, self.names)]
        told += [words.isolate(heard.what)] if heard.what else []
        self.note.say(tone, title, " · ".join(told), ways, icon=icon)

    def say_undone(self, title: str, text: str, ways: "Sequence[Button]" = ()) -> None:
        self._answered = True
        self.note.say("info", title, text, ways, icon="undo-2")

    def say_file(self, heard: HeardFile, ways: "Sequence[Button]" = ()) -> None:
        words = self._look.words
        new = len(heard.new)
        title = words.n("{count} thing seen anew", "{count} things seen anew", new)
        odd = words.n("{count} otherwise than booked", "{count} otherwise than booked", heard.odd)
        told = [odd] if heard.odd else []
        if heard.unread:
            rows = words.join(words.ltr(str(row)) for row in heard.unread[:SHOWN_ROWS])
            told.append(words.t("Lines without a label of ours: {rows}", rows=rows))
        for row, tag in [*heard.near.items()][:SHOWN_MEANT]:
            facts = {"row": words.ltr(str(row)), "tag": words.ltr(tag)}
            told.append(words.t("Line {row}: do you mean {tag}?", **facts))
        tone = "warn" if heard.unread or heard.odd else "good"
        self.note.say(tone, title, " · ".join(told), ways, icon="upload")

    def say_nothing_of_ours(self, text: str) -> None:
        words = self._look.words
        title = words.t("Not a label of ours: {code}", code=words.ltr(text))
        told = words.t(
            "Nothing is kept of it. Look for our label on the thing, or type its number."
        )
        self.note.say("bad", title, told, icon="scan-barcode")


def _list_in(event: QDropEvent) -> Path | None:
    from cpise_inventory.code_files import TEXTS  # noqa: PLC0415 - seldom needed

    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in TEXTS else None


def _headline(answer: "Answer", words: Words) -> tuple[str, str, str]:
    """What it came to in a word or two, its tone and its icon."""
    result = answer.sighting.result
    told = capital(term(SIGHTINGS, result, words))
    if not answer.new:
        return words.t("Seen already"), "info", "refresh-cw"
    if answer.blank is not None:
        return capital(term(KINDS, "tag", words)), "bad" if answer.blank.void else "info", "tag"
    tone, icon = TONES[result]
    return told, tone, icon


def _columns(words: Words) -> tuple[Column[Line], ...]:
    def state(one: Line) -> State | None:
        if not one.result:
            return None
        tone, icon = TONES[one.result]
        return State(tone, icon, one.told)

    return (
        Column[Line]("tag", words.t("Tag"), lambda o: o.tag, width=150, mono=True, ltr=True),
        Column[Line]("what", words.t("Make and model"), lambda o: o.what, stretch=True),
        Column[Line]("booked", words.t("Place in the register"), lambda o: o.booked, width=260),
        Column[Line]("told", words.t("Seen"), lambda o: o.told, width=200, pill=state),
        Column[Line]("room", words.t("Seen at"), lambda o: o.room, width=130),
    )
