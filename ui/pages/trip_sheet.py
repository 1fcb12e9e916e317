"""One trip between two centres: what it carries, why, and what that does to both of them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from cpise_inventory.identity import read_lot
from cpise_inventory.language.words import Words
from cpise_inventory.people.rights import Right
from cpise_inventory.planning import telling
from cpise_inventory.planning.moving import Carried, Trip
from cpise_inventory.planning.plan import ItemPlan
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.pages.send import Going, SendSheet
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

WIDTH: Final = 720
PlanOf = Callable[[str, str], ItemPlan | None]
"""How an item stands at a centre: centre and item are given."""


class TripSheet(Sheet):
    def __init__(self, desk: Desk, trip: Trip, names: Mapping[str, str], plan_of: PlanOf) -> None:
        words = desk.look.words
        super().__init__(desk.look, trip_said(trip, names, words), icon="truck", width=WIDTH)
        self._desk, self._trip = desk, trip
        for item, lines in _by_item(trip):
            self.body.addLayout(self._item(names.get(item, item), item, lines, plan_of))
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self._problem = Note(desk.look)
        self.body.insertWidget(0, self._problem)
        send = self.add_button(Button(desk.look, words.t("Send"), self._send, icon="truck"))
        self._ask = self.add_button(
            Button(
                desk.look,
                words.t("Make the request"),
                self._request,
                icon="file-text",
                role="primary",
                key="F9",
            )
        )
        why_not = desk.why_not(Right.MOVE_STOCK)
        for button in (send, self._ask):
            button.allow(not why_not, why_not)

    def _item(self, name: str, item: str, lines: list[Carried], plan_of: PlanOf) -> QVBoxLayout:
        look, words, rows = self._desk.look, self._desk.look.words, QVBoxLayout()
        rows.setSpacing(Size.XS)
        total = sum(line.quantity for line in lines)
        rows.addWidget(label(look, load_said(total, name, words), "heading", wrap=True))
        for line in lines:
            rows.addWidget(label(look, line_said(line, words), wrap=True))
        for centre, change in ((self._trip.source, -total), (self._trip.target, total)):
            plan = plan_of(centre, item)
            if plan is not None:
                rows.addWidget(label(look, after_said(plan, change, words), "small", wrap=True))
        return rows

    def _send(self) -> None:
        """The form, with all that the trip carries in it."""
        self.done()
        load = {item: sum(one.quantity for one in lines) for item, lines in _by_item(self._trip)}
        going = Going(self._trip.source, self._trip.target, load)
        self._desk.open(SendSheet(self._desk, going))

    def _request(self) -> None:
        self._ask.setEnabled(False)
        make_requests(self._desk, (self._trip,), self, self._made, self._tell)

    def _made(self, numbers: list[str]) -> None:
        self.done()
        say_made(self._desk, numbers)

    def _tell(self, error: Exception) -> None:
        self._ask.setEnabled(True)
        self._problem.say("bad", self._desk.sentence(error))


def make_requests(
    desk: Desk,
    trips: Sequence[Trip],
    owner: QObject,
    made: Callable[[list[str]], object],
    failed: Callable[[Exception], object],
) -> None:
    """A requisition for each of these trips, in one go."""
    person = desk.session.person

    def job(store: "Store") -> list[str]:
        from cpise_inventory.planning.commands import request_trips  # noqa: PLC0415 - SQLAlchemy

        with store.write(person) as work:
            return request_trips(work, trips)

    desk.worker.ask(job, made, failed, owner=owner)


def say_made(desk: Desk, numbers: Sequence[str]) -> None:
    words = desk.look.words
    told = words.join(words.ltr(number) for number in numbers)
    desk.say(words.t("Requests made: {numbers}.", numbers=told))


def trip_said(trip: Trip, names: Mapping[str, str], words: Words) -> str:
    return words.t(
        "From {source} to {target}",
        source=words.isolate(names.get(trip.source, trip.source)),
        target=words.isolate(names.get(trip.target, trip.target)),
    )


def loads_said(trip: Trip, names: Mapping[str, str], words: Words) -> str:
    """`300 × Savon 100 g, 20 × Seau 14 l`."""
    return words.join(
        load_said(sum(line.quantity for line in lines), names.get(item, item), words)
        for item, lines in _by_item(trip)
    )


def load_said(quantity: int, name: str, words: Words) -> str:
    mark = "\u200f" if words.rtl else ""  # both parts are isolated: nothing else says the side
    return f"{mark}{words.ltr(words.number(quantity))} × {words.isolate(name)}"


def line_said(line: Carried, words: Words) -> str:
    """Of which lot how much, and why."""
    number, expiry, _donation = read_lot(line.lot)
    if not number and not expiry:
        return words.t(telling.WHYS[line.wastes])
    return words.t(
        "Lot {lot}, expiry {expiry}: {quantity}, {why}.",
        lot=words.ltr(number) or words.t("without number"),
        expiry=words.ltr(words.expiry(expiry)) or "–",
        quantity=words.ltr(words.number(line.quantity)),
        why=words.t(telling.WHYS[line.wastes]),
    )


def after_said(plan: ItemPlan, change: int, words: Words) -> str:
    """For how long a centre has now, and will have."""
    centre, usable = words.ltr(plan.centre), plan.outlook.usable
    if not plan.pace.monthly:
        return words.t(
            "{centre}: {before} now, {after} then.",
            centre=centre,
            before=telling.amount(usable, words),
            after=telling.amount(usable + change, words),
        )
    return words.t(
        "{centre}: {before} months now, {after} months then.",
        centre=centre,
        before=telling.amount(usable / plan.pace.monthly, words),
        after=telling.amount((usable + change) / plan.pace.monthly, words),
    )


def _by_item(trip: Trip) -> list[tuple[str, list[Carried]]]:
    """Lines of an item stand together."""
    ordered = sorted(trip.lines, key=lambda line: line.item)
    return [(item, list(lines)) for item, lines in groupby(ordered, key=lambda one: one.item)]
