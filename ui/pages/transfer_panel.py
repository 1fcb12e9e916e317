"""One waybill or requisition: its lines, what was done about it, and what can be done next."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QLabel

from cpise_inventory.language.terms import ACCESSORIES, REQUESTS, term
from cpise_inventory.language.words import N_, Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.side import SidePanel
from ui.kit.text import Elided, label
from ui.kit.timeline import Moment, Timeline
from ui.pages.approve import ApproveSheet
from ui.pages.arrival import ArrivalSheet
from ui.pages.asset_finding import line
from ui.pages.form_sheet import capital
from ui.pages.layouts import clear
from ui.pages.reason_sheet import ReasonSheet
from ui.pages.send import Going, SendSheet
from ui.pages.settle import SettleSheet
from ui.pages.transfer_rows import Row
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.people.rights import Right
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.queries import Request, RoadAsset, Step, Transfer, Turn
    from cpise_inventory.work import Work

STEPS: Final = {
    "sent": ("truck", "info", N_("Put on the road")),
    "received": ("package-check", "good", N_("Came in")),
    "last": ("package-check", "good", N_("Received, nothing more will come")),
    "closed": ("lock", "warn", N_("Closed")),
    "settled": ("scale", "good", N_("Differences settled")),
    "undone": ("undo-2", "warn", N_("Cancelled")),
    "restored": ("undo-2", "warn", N_("One of two cancellations cancelled")),
}
TURNS: Final = {
    "asked": ("clipboard-list", "info"),
    "approved": ("clipboard-check", "good"),
    "refused": ("circle-x", "bad"),
    "closed": ("lock", "warn"),
}
Told = tuple[list[Moment], dict[str, str]]
"""What was done about it, and what its assets are called, by their tags."""


class TransferPanel(SidePanel):
    """Follows the row in use."""

    def __init__(self, desk: Desk, named: Callable[[str], str], here: Callable[[], str]) -> None:
        """`named` tells how a centre or an item is called; `here`: for which centre one works."""
        words, look = desk.look.words, desk.look
        super().__init__(look, words.t("Choose a waybill"))
        self._desk, self._named, self._here = desk, named, here
        self._row: Row | None = None
        self._called: dict[str, QLabel] = {}
        """By its tag, where an asset is named."""
        self._facts = QGridLayout()
        self._facts.setVerticalSpacing(Size.XS)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(Size.S)
        self._lines.setColumnStretch(0, 1)
        self._assets = QGridLayout()
        self._assets.setHorizontalSpacing(Size.S)
        self._assets.setVerticalSpacing(Size.XS)
        self._assets.setColumnStretch(0, 1)
        self.moments = Timeline(look, words.t("History"))
        for part in (self._facts, self._lines, self._assets):
            self.body.addLayout(part)
        self.body.addWidget(self.moments)
        self.body.addStretch(1)

    def show_row(self, row: Row | None) -> None:
        self._row = row
        if row is None:
            return
        look, words = self._desk.look, self._desk.look.words
        self.title.setText(words.ltr(row.number))
        clear(self._facts)
        clear(self._lines)
        clear(self._assets)
        route = _route(row, self._named, words)
        self._facts.addWidget(label(look, route, "strong", wrap=True), 0, 0)
        if said := age_of(row, self._named, words):
            self._facts.addWidget(label(look, said, row_role(row), wrap=True), 1, 0)
        if row.transfer is not None:
            found = row.transfer
            self._show_assets(found.assets)
            coming = found.is_coming and not found.closed  # what lacks is no difference yet
            self._show_lines(
                (
                    *(words.t("Sent"), words.t("Received")),
                    words.t("On the road") if coming else words.t("Difference"),
                ),
                [
                    (
                        *(line.item, line.number, line.sent, line.received + line.over),
                        line.missing if coming else line.excess - line.missing,
                    )
                    for line in found.lines
                ],
                differences=not coming,
            )
        elif row.request is not None:
            self._show_lines(
                (words.t("Asked for"), words.t("Approved"), words.t("Sent")),
                [
                    (line.item, "", line.asked, line.approved, line.sent)
                    for line in row.request.lines
                ],
            )
        self._show_buttons(row)
        number, is_request = row.number, row.request is not None
        self._desk.worker.ask(
            lambda store: _read(store, number, words, is_request=is_request),
            self._show_read,
            owner=self,
            only_latest=id(self),
        )

    # Inside ---------------------------------------------------------------------------------------

    def _show_assets(self, assets: "Sequence[RoadAsset]") -> None:
        """Each with what became of it; the models come as soon as they are read."""
        look, words = self._desk.look, self._desk.look.words
        self._called = {}
        if not assets:
            return
        self._assets.addWidget(label(look, words.t("Equipment"), "small"), 0, 0, 1, 2)
        for at, one in enumerate(assets, 1):
            named = self._called[one.tag] = label(look, words.ltr(one.tag), wrap=True)
            said, role = _became_of(one, words)
            self._assets.addWidget(named, at, 0)
            self._assets.addWidget(label(look, said, role), at, 1)

    def _show_read(self, told: Told) -> None:
        moments, called = told
        self.moments.show_moments(moments)
        for tag, named in self._called.items():
            if tag in called:
                named.setText(called[tag])

    def _show_lines(
        self,
        heads: tuple[str, ...],
        lines: "list[tuple[str, str, int, int, int]]",
        *,
        differences: bool = False,
    ) -> None:
        """`differences`: so are the last figures, and all but nought is told in red."""
        look, words = self._desk.look, self._desk.look.words
        for column, text in enumerate(heads, 1):
            self._lines.addWidget(label(look, text, "small"), 0, column)
        for row, (item, lot, *figures) in enumerate(lines, 1):
            name = self._named(item)
            text = f"{name} · {words.ltr(lot)}" if lot else name
            self._lines.addWidget(Elided(look, text), row, 0)
            for column, figure in enumerate(figures, 1):
                last = differences and column == len(figures)
                sign = "+" if last and figure > 0 else ""
                role = "bad" if last and figure else ""
                shown = "" if last and not figure else f"{sign}{words.number(figure)}"
                self._lines.addWidget(label(look, words.ltr(shown), role), row, column)

    def _show_buttons(self, row: Row) -> None:
        clear(self.foot)
        if row.transfer is not None:
            self._transfer_buttons(row.transfer)
        elif row.request is not None:
            self._request_buttons(row.request)
        words, number = self._desk.look.words, row.number
        self._button(words.t("See the document"), "file-text", self._see(number), "read")

    def _transfer_buttons(self, found: "Transfer") -> None:
        words = self._desk.look.words
        if found.is_coming:
            receive = partial(self._open_arrival, found.number)
            first = found.target == self._here() and not found.closed
            self._button(words.t("Receive"), "package-check", receive, "move_stock", first=first)
            if not found.closed:
                close = partial(self._open_close, found.number)
                self._button(words.t("Nothing more will come"), "lock", close, "move_stock")
        if found.status == "to_settle":
            settle = partial(self._open_settle, found)
            self._button(words.t("Settle the differences"), "scale", settle, "approve")

    def _request_buttons(self, found: "Request") -> None:
        words = self._desk.look.words
        if found.status == "asked":
            approve = partial(self._open_approve, found)
            self._button(
                words.t("Approve or refuse"), "clipboard-check", approve, "approve", first=True
            )
        if found.left:
            send = partial(self._open_send, found)
            self._button(words.t("Send"), "truck", send, "move_stock", first=True)
        if found.status in ("asked", "approved", "partly_sent"):
            close = partial(self._open_close_request, found.number)
            self._button(words.t("Close the requisition"), "lock", close, "move_stock")

    def _button(
        self,
        text: str,
        icon: str,
        press: Callable[[], object],
        right: "Right | str",
        *,
        first: bool = False,
    ) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        role = "primary" if first else ""
        button = Button(self._desk.look, text, press, icon=icon, role=role)
        why_not = self._desk.why_not(Right(right))
        button.allow(not why_not, why_not)
        self.foot.addWidget(button)

    def _see(self, number: str) -> Callable[[], object]:
        return lambda: self._desk.go("documents", number=number)

    def _open_arrival(self, number: str) -> None:
        self._desk.open(ArrivalSheet(self._desk, number, self._here()))

    def _open_settle(self, found: "Transfer") -> None:
        names = {line.item: self._named(line.item) for line in found.lines}
        self._desk.open(SettleSheet(self._desk, found, names))

    def _open_approve(self, found: "Request") -> None:
        if self._row is not None:
            route = _route(self._row, self._named, self._desk.look.words)
            self._desk.open(ApproveSheet(self._desk, found, route))

    def _open_send(self, found: "Request") -> None:
        left = {line.item: line.left for line in found.lines if line.left}
        going = Going(found.supplier, found.centre, left, found.number)
        self._desk.open(SendSheet(self._desk, going))

    def _open_close(self, number: str) -> None:
        words = self._desk.look.words

        def act(work: "Work", reason: str) -> None:
            from cpise_inventory.transfers.commands import close_transfer  # noqa: PLC0415 - as above

            close_transfer(work, number, reason)

        shown = words.ltr(number)
        self._desk.open(
            ReasonSheet(
                self._desk,
                words.t("Close waybill {number}", number=shown),
                words.t("Nothing more of it will come: what lacks waits for a manager’s decision."),
                words.t("Close the waybill"),
                act,
                words.t("{number} is closed.", number=shown),
            )
        )

    def _open_close_request(self, number: str) -> None:
        words = self._desk.look.words

        def act(work: "Work", reason: str) -> None:
            from cpise_inventory.transfers.requests import close_request  # noqa: PLC0415 - as above

            close_request(work, number, reason)

        shown = words.ltr(number)
        self._desk.open(
            ReasonSheet(
                self._desk,
                words.t("Close requisition {number}", number=shown),
                words.t("No more will be sent for it."),
                words.t("Close the requisition"),
                act,
                words.t("{number} is closed.", number=shown),
            )
        )


def age_of(row: Row, named: Callable[[str], str], words: Words) -> str:
    """How long it is open: `On the road for 8 days: not seen by CPISE Kiffa since 12/03/2026.`"""
    if row.days is None:
        return ""
    if not row.days:
        return words.t("Since today.")
    told = {"centre": words.isolate(named(row.target)), "day": words.ltr(words.date(row.day))}
    if row.transfer is not None and row.transfer.status == "sent":
        return words.n(
            "On the road for {count} day: not seen by {centre} since {day}.",
            "On the road for {count} days: not seen by {centre} since {day}.",
            row.days,
            **told,
        )
    return words.n(
        "Open for {count} day, since {day}.",
        "Open for {count} days, since {day}.",
        row.days,
        day=told["day"],
    )


def row_role(row: Row) -> str:
    return row.ink if row.ink != "text" else "muted"


def _route(row: Row, named: Callable[[str], str], words: Words) -> str:
    ends = {"source": words.isolate(named(row.source)), "target": words.isolate(named(row.target))}
    return words.t("From {source} to {target}", **ends)


def _became_of(one: "RoadAsset", words: Words) -> tuple[str, str]:
    """What became of an asset, and in which role that is told."""
    if one.lacking:
        names = words.join(term(ACCESSORIES, code, words) for code in one.lacking)
        return words.t("without: {accessories}", accessories=names), "bad"
    if one.missing:
        return words.t("On the road"), ""
    said = {"received": words.t("Received"), "settled": words.t("Settled")}
    return said.get(one.status, words.t("Cancelled")), "muted"


def _read(store: "Store", number: str, words: Words, *, is_request: bool) -> Told:
    from cpise_inventory.assets.queries import some_assets  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above
    from cpise_inventory.transfers import queries  # noqa: PLC0415 - as above

    with store.read() as connection:
        people = {one.name: one.display for one in persons(connection, closed=True)}
        if is_request:
            turns = queries.turns(connection, number)
            sent = queries.sent_for(connection, number)
            moments = [_turn(one, people, words) for one in turns]
            return [_waybill(one, words) for one in sent] + moments[::-1], {}
        steps = queries.steps(connection, number)
        found = queries.transfer_of(connection, number)
        tags = [one.tag for one in found.assets] if found else []
        called = {one.tag: line(one, words.ltr) for one in some_assets(connection, tags)}
        return [_step(one, people, words) for one in reversed(steps)], called


def _step(one: "Step", people: dict[str, str], words: Words) -> Moment:
    icon, tone, text = STEPS[one.step]
    said = words.t(text)
    if one.undone:
        said, tone = words.t("{what} (cancelled since)", what=said), ""
    figures = [words.ltr(words.number(one.units))] if one.units else []
    if one.assets:
        figures.append(words.n("{count} asset", "{count} assets", one.assets))
    units = f"  {' + '.join(figures)}" if figures else ""
    who = words.isolate(people.get(one.actor, one.actor))
    fact = " · ".join(part for part in (words.ltr(one.document), who) if part)
    return Moment(icon, f"{said}{units}", fact, words.date(one.happened_on)[:5], tone)


def _turn(one: "Turn", people: dict[str, str], words: Words) -> Moment:
    icon, tone = TURNS[one.step]
    said = (
        words.t("Requisition issued")
        if one.step == "asked"
        else capital(term(REQUESTS, one.step, words))
    )
    who = words.isolate(people.get(one.actor, one.actor))
    fact = " · ".join((who, words.isolate(one.remarks))) if one.remarks else who
    return Moment(icon, said, fact, words.date(one.happened_on)[:5], tone)


def _waybill(one: "Transfer", words: Words) -> Moment:
    units = words.ltr(words.number(sum(goods.sent for goods in one.lines)))
    sent = words.t("Put on the road")
    said = f"{sent}  {units}"
    return Moment("truck", said, words.ltr(one.number), words.date(one.sent_on)[:5], "info")
