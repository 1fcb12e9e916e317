"""What needs doing, in the order of its urgency, each line with the button that does it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import N_, Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.text import Elided, Picture, label
from ui.look import Look
from ui.page import Page
from ui.pages.arrival import ArrivalSheet
from ui.pages.layouts import clear
from ui.pages.names import picked
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.documents.queries import Document
    from cpise_inventory.store import Store
    from cpise_inventory.today import Figures, Task

MOST_TASKS: Final = 30
LAST: Final = 6


@dataclass(frozen=True)
class Day:
    """What the page shows: read in one go, in the store's thread."""

    tasks: "list[Task]"
    figures: "Figures"
    last: "list[Document]"
    people: dict[str, str]
    names: dict[str, str]


def read_day(store: "Store", today: date, words: Words) -> Day:
    from cpise_inventory import today as doing  # noqa: PLC0415 - brings SQLAlchemy with it
    from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415
    from cpise_inventory.documents.queries import register  # noqa: PLC0415
    from cpise_inventory.people import queries as people  # noqa: PLC0415

    with store.read() as connection:
        return Day(
            tasks=doing.tasks(connection, today),
            figures=doing.figures(connection, today),
            last=register(connection, most=LAST),
            people={p.name: p.display for p in people.persons(connection, closed=True)},
            names=picked(catalogue.names(connection), words),
        )


class TodayPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset({"balance", "asset", "item", "event_index"})

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        self._today = datetime.now(UTC).date()
        fact = f"{words.long_date(self._today)} · {desk.session.centre_name}"
        super().__init__(desk, words.t("Today"), fact)
        receive = Button(
            desk.look, words.t("Receive"), lambda: desk.go("receive"), icon="package-plus"
        )
        give = Button(
            desk.look,
            words.t("Distribute"),
            lambda: desk.go("distribute"),
            icon="hand-heart",
            role="primary",
        )
        for button in (receive, give):
            self.add_action(button)
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(Size.M)
        columns = QHBoxLayout()
        columns.setSpacing(Size.M)
        self._tasks = Card(self.look, words.t("To do"))
        self._last = Card(self.look, words.t("Last movements"))
        self._last.setFixedWidth(370)
        columns.addWidget(self._tasks, 1)
        columns.addWidget(self._last)
        self.body.addLayout(self._tiles)
        self.body.addLayout(columns, 1)

    @override
    def opened(self, **facts: Any) -> None:
        self.refresh(frozenset())

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        words, day = self.look.words, self._today
        self.ask(lambda store: read_day(store, day, words), self._show, only_latest="day")

    @override
    def form_changed(self) -> None:
        self._last.setVisible(not self.narrow)

    def _show(self, day: Day) -> None:
        words = self.look.words
        clear(self._tiles)
        for figure, name in _figures(day, words):
            self._tiles.addWidget(Tile(self.look, figure, name), 1)
        urgent = [task for task in day.tasks if task.kind != "no_people"]
        self.desk.badge("today", len(urgent))
        self._tasks.empty()
        for task in day.tasks[:MOST_TASKS]:
            self._tasks.add(TaskRow(self.look, task, day.names, self._button(task)))
        if len(day.tasks) > MOST_TASKS:
            more = len(day.tasks) - MOST_TASKS
            self._tasks.add(label(self.look, words.t("And {more} more.", more=more), "muted"))
        if not day.tasks:
            self._tasks.add(Done(self.look, words.t("Nothing is waiting. All is in order.")))
        self._tasks.end()
        self._last.empty()
        for one in day.last:
            self._last.add(LastRow(self.look, one, day))
        self._last.end()

    def _button(self, task: "Task") -> Button:
        words, go = self.look.words, self.desk.go
        text, press = {
            "negative": (words.t("See the stock"), lambda: go("stock", item=task.target)),
            "arriving": (words.t("Receive"), lambda: self._arrive(task.target)),
            "missing": (words.t("Receive"), lambda: self._arrive(task.target)),
            "expired": (words.t("See the lots"), lambda: go("stock", item=task.target)),
            "expiring": (words.t("See the lots"), lambda: go("stock", item=task.target)),
            "overdue": (words.t("See the computer"), lambda: go("assets", tag=task.target)),
            "unlabelled": (words.t("Print labels"), lambda: go("labels", unlabelled=True)),
            "no_items": (words.t("Receive"), lambda: go("receive")),
            "no_people": (words.t("Add people"), lambda: go("people")),
        }[task.kind]
        return Button(self.look, text, press)

    def _arrive(self, number: str) -> None:
        self.desk.open(ArrivalSheet(self.desk, number))


class Card(QFrame):
    """A titled list."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "card")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        self._rows.setSpacing(Size.S)
        self._rows.addWidget(label(look, title, "heading"))
        self._first = self._rows.count()

    def empty(self) -> None:
        clear(self._rows, self._first)

    def add(self, row: QWidget) -> None:
        if self._rows.count() > self._first:
            rule = QFrame()
            rule.setProperty("role", "rule")
            self._rows.addWidget(rule)
        self._rows.addWidget(row)

    def end(self) -> None:
        self._rows.addStretch(1)


class Tile(QFrame):
    """One figure and what it counts."""

    def __init__(self, look: Look, figure: str, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Size.L, Size.S, Size.L, Size.S)
        rows.setSpacing(0)
        rows.addWidget(label(look, look.words.ltr(figure), "figure"))
        rows.addWidget(Elided(look, name, "muted"))


class TaskRow(QWidget):
    """An icon, what and why in two lines, and the button that does it."""

    def __init__(self, look: Look, task: "Task", names: dict[str, str], button: Button) -> None:
        super().__init__()
        what, why = say_task(task, names, look.words)
        icon, colour = LOOKS[task.kind]
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Elided(look, what, "strong"))
        text.addWidget(Elided(look, why, "small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.M)
        row.addWidget(Picture(look, icon, colour, 24))
        row.addLayout(text, 1)
        row.addWidget(button)


class LastRow(QWidget):
    """What came or went, by which paper, who did it and when."""

    def __init__(self, look: Look, one: "Document", day: Day) -> None:
        super().__init__()
        words = look.words
        what = term(KINDS, one.kind, words)
        party = day.names.get(one.party, one.party)
        if party:
            what = f"{what} · {words.isolate(party)}"
        who = words.isolate(day.people.get(one.actor, one.actor))
        when = words.ltr(words.when(one.issued_at))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Elided(look, what))
        text.addWidget(Elided(look, f"{who} · {when}", "small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.M)
        icon = "undo-2" if one.reverses else KIND_ICONS.get(one.kind, "file-text")
        row.addWidget(Picture(look, icon, "accent"))
        row.addLayout(text, 1)


class Done(QWidget):
    """Nothing to do is said, too."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Size.M, 0, Size.M)
        row.addWidget(Picture(look, "circle-check", "good", 24))
        row.addWidget(label(look, text, wrap=True), 1)


LOOKS: Final = {
    "negative": ("scale", "bad"),
    "arriving": ("truck", "accent"),
    "missing": ("truck", "warn"),
    "expired": ("hourglass", "bad"),
    "expiring": ("calendar-clock", "warn"),
    "overdue": ("clock", "warn"),
    "unlabelled": ("tag", "accent"),
    "no_items": ("package-open", "accent"),
    "no_people": ("users-round", "accent"),
}


def say_task(task: "Task", names: dict[str, str], words: Words) -> tuple[str, str]:
    """What is to be done, and why, in the person's language."""
    told = {key: names.get(str(value), value) for key, value in task.facts.items()}
    for key in ("sent_on", "due_on"):
        if told.get(key):
            told[key] = words.ltr(words.date(str(told[key])))
    if "expiry" in told:
        told["expiry"] = words.ltr(words.expiry(str(told["expiry"])))
    for key in ("quantity", "missing", "count"):
        if key in told:
            told[key] = words.ltr(words.number(told[key]))
    for key in ("number", "lot", "tag", "location"):
        if key in told:
            told[key] = words.ltr(str(told[key]))
    what, why = SENTENCES[task.kind]
    return words.t(what, **told), words.t(why, **told)


KIND_ICONS: Final = {
    "stock.received": "package-plus",
    "stock.distributed": "hand-heart",
    "transfer.sent": "truck",
    "transfer.received": "truck",
    "kit.assembled": "layers",
    "asset.registered": "monitor",
    "asset.assigned": "user-round",
    "asset.returned": "package-check",
}
SENTENCES: Final = {
    "negative": (
        N_("Negative balance: {item}"),
        N_("{quantity} at {location}: count it to settle it."),
    ),
    "arriving": (
        N_("On the road from {source} to {target}"),
        N_("Waybill {number}: {missing} units, sent on {sent_on}."),
    ),
    "missing": (
        N_("Incomplete: {source} to {target}"),
        N_("{missing} units of waybill {number} have not come in."),
    ),
    "expired": (
        N_("Expired: {item}"),
        N_("{quantity} of lot {lot} at {location} expired: {expiry}."),
    ),
    "expiring": (
        N_("Expiring soon: {item}"),
        N_("{quantity} of lot {lot} at {location}, until {expiry}."),
    ),
    "overdue": (N_("Not returned: {tag}"), N_("{custodian}, due on {due_on}.")),
    "unlabelled": (
        N_("Computers without a label: {count}"),
        N_("A label makes each one findable by scanning."),
    ),
    "no_items": (
        N_("The catalogue is empty"),
        N_("Receive a first delivery, by hand or from a file."),
    ),
    "no_people": (
        N_("You are alone here"),
        N_("Give each person an account, so that the journal tells who."),
    ),
}


def _figures(day: Day, words: Words) -> list[tuple[str, str]]:
    figures, number = day.figures, words.number
    return [
        (number(figures.units_on_hand), words.t("units on hand")),
        (number(figures.people_served), words.t("people served this month")),
        (f"{number(figures.assets_in_use)}/{number(figures.assets)}", words.t("computers in use")),
        (number(figures.on_the_road), words.t("transfers on the road")),
    ]
