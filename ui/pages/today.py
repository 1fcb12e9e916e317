"""What needs doing, in the order of its urgency, each line with the button that does it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory import clock
from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.figure import Figure
from ui.kit.pill import Pill, State
from ui.kit.text import Picture, label
from ui.kit.timeline import Moment, Timeline
from ui.look import Look
from ui.page import Page
from ui.pages.kind_icons import icon_of, tone_of
from ui.pages.layouts import clear
from ui.pages.names import picked
from ui.pages.today_words import LOOKS, say_figures, say_task
from ui.registry import opening_of
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Place
    from cpise_inventory.documents.queries import Document
    from cpise_inventory.store import Store
    from cpise_inventory.today import Figures, Task

MOST_TASKS: Final = 30
LAST: Final = 8
BESIDE: Final = 396
DISC: Final = 36


@dataclass(frozen=True)
class Day:
    """What the page shows at once: read in one go, in the store's thread."""

    tasks: "list[Task]"
    figures: "Figures"
    last: "list[Document]"
    people: dict[str, str]
    names: dict[str, str]
    """Of items, centres and places; a donor goes by its code, which is short."""


def read_day(store: "Store", today: date, words: Words, centre: str = "") -> Day:
    """Of one centre, or of all."""
    from cpise_inventory import today as doing  # noqa: PLC0415 - brings SQLAlchemy with it
    from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - as above
    from cpise_inventory.documents.queries import Filter, register  # noqa: PLC0415 - as above
    from cpise_inventory.people import queries as people  # noqa: PLC0415 - as above

    with store.read() as connection:
        named = {one.code: one.name for one in catalogue.items(connection)}
        named |= {one.code: one.name for one in catalogue.centres(connection)}
        names = picked(named, words)
        names |= {one.code: _place(one, names, words) for one in catalogue.places(connection)}
        return Day(
            tasks=doing.clock_tasks(connection, clock.wall_clock())
            + doing.found_at_once(connection, today, centre),
            figures=doing.figures(connection, today, centre),
            last=register(connection, Filter(centre=centre), most=LAST),
            people={p.name: p.display for p in people.persons(connection, closed=True)},
            names=names,
        )


def read_planned(store: "Store", today: date, centre: str = "") -> "list[Task]":
    """What planning adds to the day: where much is short and much lies idle, that takes longer."""
    from cpise_inventory.today import planned  # noqa: PLC0415 - brings SQLAlchemy with it

    with store.read() as connection:
        return planned(connection, today, centre)


def _place(one: "Place", names: dict[str, str], words: Words) -> str:
    name = words.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en)
    return words.join((names.get(one.centre, one.centre), name))


HERE, ALL = "here", "all"
"""Whose tasks: those of this centre, or of all seven."""


class TodayPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            *("balance", "asset", "item", "level", "event_index", "transfer_line", "request"),
            *("loss_report", "expected_delivery"),
        }
    )

    def __init__(self, desk: Desk) -> None:
        words, look = desk.look.words, desk.look
        self._today = clock.today()
        super().__init__(desk, words.t("Today"))
        self._any_last = True
        self._day: Day | None = None
        self._planned: list[Task] | None = None
        self._planned_for = ""
        """What planning said last, and for which centre: it stays until it's said anew."""
        self._spoken = set[str]()
        """The names of the buttons of the tasks, each of which tells them apart."""
        receive = Button(
            look, words.t("Receive"), lambda: desk.go("receive"), icon="package-plus", key="F3"
        )
        give = Button(
            look,
            words.t("Distribute"),
            lambda: desk.go("distribute"),
            icon="hand-heart",
            role="primary",
            key="F4",
        )
        for button in (receive, give):
            button.setShortcut("")  # the window has it already, wherever one is
            self._allow(button, "move_stock")
            self.add_action(button)
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(Size.M)
        columns = QHBoxLayout()
        columns.setSpacing(Size.M)
        self._tasks = Card(look, words.t("To do"))
        self._whose = Choices(
            look,
            words.t("Centre"),
            (Choice(HERE, desk.session.centre_name), Choice(ALL, words.t("All centres"))),
            HERE if desk.session.centre else ALL,
            "segment",
        )
        self._whose.setVisible(bool(desk.session.centre))
        self._whose.picked.connect(lambda _whose: self.refresh(frozenset()))
        self._tasks.beside(self._whose)
        self._last = Card(look, words.t("Last movements"))
        self._last.setFixedWidth(BESIDE)
        self._moments = Timeline(look, words.t("Last movements"))
        self._last.add(self._moments)
        self._last.end()
        columns.addWidget(self._tasks, 1)
        columns.addWidget(self._last)
        self.body.addLayout(self._tiles)
        self.body.addLayout(columns, 1)

    @override
    def opened(self, **facts: Any) -> None:
        self.refresh(frozenset())

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        words = self.look.words
        self._today = day = clock.today()
        self.say_fact(f"{words.long_date(day)} · {self.desk.session.centre_name}")
        centre = self.desk.session.centre if self._whose.chosen == HERE else ""
        if centre != self._planned_for:
            self._planned, self._planned_for = None, centre
        self.ask(lambda store: read_day(store, day, words, centre), self._show, only_latest="day")
        self.ask(
            lambda store: read_planned(store, day, centre),
            self._show_planned,
            only_latest="planned",
        )

    @override
    def state(self) -> dict[str, Any]:
        return {"whose": self._whose.chosen}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self._whose.choose(str(state.get("whose", "")))
        self.refresh(frozenset())

    @override
    def form_changed(self) -> None:
        self._last.setVisible(self._any_last and not self.narrow)

    def _show(self, day: Day) -> None:
        words = self.look.words
        self._day = day
        clear(self._tiles)
        negative = day.figures.units_on_hand < 0
        for at, (figure, name) in enumerate(say_figures(day.figures, words)):
            tile = Tile(self.look, figure, name, negative=negative and not at)
            self._tiles.addWidget(tile, 1)
        self._show_tasks(day)
        self._moments.show_moments([_moment(one, day, self._today, words) for one in day.last])
        self._any_last = bool(day.last)
        self.form_changed()

    def _show_planned(self, planned: "list[Task]") -> None:
        """Once the day itself is there."""
        if self._day is not None and planned != self._planned:
            self._planned = planned
            self._show_tasks(self._day)

    def _show_tasks(self, day: Day) -> None:
        words = self.look.words
        tasks = sorted([*day.tasks, *(self._planned or [])], key=lambda task: task.urgency)
        urgent = [task for task in tasks if task.kind != "no_people"]
        self.desk.badge("today", len(urgent))
        self._spoken.clear()
        self._tasks.empty()
        self._tasks.count(len(urgent))
        names = day.people | day.names
        for task in tasks[:MOST_TASKS]:
            self._tasks.add(TaskRow(self.look, task, names, self._button(task)))
        if len(tasks) > MOST_TASKS:
            more = len(tasks) - MOST_TASKS
            self._tasks.add(label(self.look, words.t("And {more} more.", more=more), "muted"))
        if not tasks and self._planned is not None:
            self._tasks.add(Done(self.look, words.t("Nothing is waiting. All is in order.")))
        self._tasks.end()

    def _button(self, task: "Task") -> Button:
        place, opening = opening_of(task.kind)
        opening = opening.at(self.desk.session.centre, task)
        words = self.look.words
        text = words.t(opening.text)
        button = Button(self.look, text, partial(opening.open, self.desk, place, task))
        what, why = say_task(task, {}, words)
        name = f"{text}: {what}"
        if name in self._spoken:  # as of two losses for one reason: what differs is said, too
            name = f"{name} – {why}"
        self._spoken.add(name)
        button.setAccessibleName(name)
        self._allow(button, opening.right)
        return button

    def _allow(self, button: Button, right: str) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        why_not = self.desk.why_not(Right(right))
        button.allow(not why_not, why_not)


class Card(QFrame):
    """A titled list."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "card")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        self._rows.setSpacing(Size.S)
        self._count: Pill | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(Size.M)
        self._head.addWidget(label(look, title, "heading"))
        self._head.addStretch(1)
        self._rows.addLayout(self._head)
        self._first = self._rows.count()

    def beside(self, widget: QWidget) -> None:
        """At the end of the title's line."""
        self._head.addWidget(widget)

    def count(self, number: int) -> None:
        """Behind the title; nothing where there is nothing."""
        if self._count is not None:
            self._count.hide()
            self._count.deleteLater()
            self._count = None
        if number:
            state = State("bad", "circle-alert", self._look.words.number(number))
            self._count = Pill(self._look, state)
            self._head.insertWidget(1, self._count)

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

    def __init__(self, look: Look, figure: str, name: str, *, negative: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "card")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Size.L, Size.S, Size.L, Size.S)
        rows.setSpacing(0)
        rows.addWidget(Figure(look, figure, negative=negative))
        rows.addWidget(label(look, name, "muted", wrap=True))
        rows.addStretch(1)


class TaskRow(QWidget):
    """An icon, what and why, and the button that does it: nothing is cut short, for there are
    numbers of documents in it.
    """

    def __init__(self, look: Look, task: "Task", names: dict[str, str], button: Button) -> None:
        super().__init__()
        what, why = say_task(task, names, look.words)
        icon, tone = LOOKS[task.kind]
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(label(look, what, "strong", wrap=True))
        text.addWidget(label(look, why, "small", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.M)
        row.addWidget(Disc(look, icon, tone))
        row.addLayout(text, 1)
        row.addWidget(button)


class Disc(QWidget):
    """An icon on the ground of its tone."""

    def __init__(self, look: Look, icon: str, tone: str) -> None:
        super().__init__()
        self._look, self._icon, self._tone = look, icon, tone
        self.setFixedSize(DISC, DISC)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(look.soft(self._tone)))
        painter.drawEllipse(self.rect())
        ink, ratio = look.ink(self._tone), self.devicePixelRatio()
        at = (DISC - Size.ICON) // 2
        painter.drawPixmap(QPoint(at, at), look.picture(self._icon, ink, Size.ICON, ratio))


def _moment(one: "Document", day: Day, today: date, words: Words) -> Moment:
    """What came or went, to or from whom, who did it and when."""
    who = [day.names.get(one.party, one.party), day.people.get(one.actor, one.actor)]
    by = words.ltr(one.reversed_by)
    cancelled = words.t("Cancelled by {number}", number=by) if one.reversed_by else ""
    at = one.issued_at
    is_today = datetime.fromtimestamp(at / 1_000_000, UTC).date() == today
    return Moment(
        icon_of(one.kind, reversal=bool(one.reverses)),
        term(KINDS, one.kind, words),
        " · ".join(words.isolate(part) for part in (cancelled, *who) if part),
        words.time(at) if is_today else words.when(at)[:5],
        tone_of(one.kind, reversal=bool(one.reverses)),
    )


class Done(QWidget):
    """Nothing to do is said, too."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Size.M, 0, Size.M)
        row.addWidget(Picture(look, "circle-check", "good", 24))
        row.addWidget(label(look, text, wrap=True), 1)
