"""Goods between centres: what is on the road and how long, what differs, who asks for what."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.field import line_edit
from ui.kit.table import Table
from ui.page import Page
from ui.pages.arrival import ArrivalSheet
from ui.pages.combo import Combo
from ui.pages.layouts import first_in_use
from ui.pages.request import RequestSheet
from ui.pages.send import Going, SendSheet
from ui.pages.transfer_panel import TransferPanel
from ui.pages.transfer_rows import (
    ALL,
    ASKED,
    OPEN,
    SETTLE,
    Row,
    TransferSource,
    load_of,
    short,
    state_of,
)
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.people.rights import Right
    from cpise_inventory.store import Store

CTRL_F: Final = "  (Ctrl+F)"
WHOLE_ROUTE: Final = 330
"""Both ends are read whole, in any language; the panel tells the units."""
NARROW: Final = ("number", "route", "days", "state")


class TransfersPage(Page):
    """`opened` understands number= (a waybill or a requisition) and receive= (its form)."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            *("transfer", "transfer_line", "transfer_asset", "transfer_step"),
            *("request", "request_line", "centre"),
        }
    )

    def __init__(self, desk: Desk) -> None:
        words, look = desk.look.words, desk.look
        super().__init__(desk, words.t("Transfers"))
        self._wanted = ""
        self._source = TransferSource(words, "")
        self._chips = Choices(
            look,
            words.t("Show"),
            (
                Choice(OPEN, words.t("On the road"), "truck"),
                Choice(SETTLE, words.t("To settle"), "scale"),
                Choice(ASKED, words.t("Requisitions"), "clipboard-list"),
                Choice(ALL, words.t("All waybills")),
            ),
        )
        self._centre = Combo()
        self._centre.setAccessibleName(words.t("Centre"))
        self._centre.setMinimumWidth(260)
        self._text = line_edit(look, hint=words.t("Filter") + CTRL_F)
        self._text.setAccessibleName(words.t("Filter"))
        self._text.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(self._centre)
        row.addWidget(self._text, 1)
        self.table = Table(
            look,
            desk.worker,
            self._source,
            _columns(words, self._named),
            name=words.t("Transfers"),
            key=lambda one: one.number,
        )
        text = words.t("What is sent to another centre is seen here until it has come in.")
        self.table.set_empty(EmptyState(look, words.t("Nothing on the road"), text))
        self.body.addLayout(row)
        self.body.addWidget(self._chips)
        self.body.addWidget(self.table, 1)
        self.first = self.table
        self.panel = TransferPanel(desk, self._named, lambda: self._here)
        self.set_side(self.panel)
        self._add_buttons()
        self.table.current_changed.connect(self.panel.show_row)
        self.panel.follow_rows(self.table)
        self.table.opened.connect(lambda _row: self.open_side())
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.tell)
        first_in_use(self.table)
        self._chips.picked.connect(lambda kind: self.table.filter(kind=kind))
        self._text.textChanged.connect(lambda text: self.table.filter(text=text))
        self._centre.currentIndexChanged.connect(self._centre_chosen)

    @override
    def opened(self, **facts: Any) -> None:
        here = self._here  # before the filter that might tell it is gone
        receive, number = str(facts.get("receive", "")), str(facts.get("number", ""))
        self._wanted = receive or number
        if self._wanted:
            self._show_all_of(self._wanted)
        self.ask(_read_centres, self._fill, only_latest="centres")
        if receive and not self.desk.why_not(_moving()):
            self.desk.open(ArrivalSheet(self.desk, receive, here))

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        self.table.refresh()

    @override
    def form_changed(self) -> None:
        keys = [column.key for column in _columns(self.look.words, self._named)]
        self.table.show_columns(NARROW if self.narrow else keys)

    @override
    def state(self) -> dict[str, Any]:
        return {
            "centre": self._source.centre,
            "text": self._text.text(),
            "kind": self._chips.chosen,
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self._source.centre = str(state.get("centre", ""))
        self._text.setText(str(state.get("text", "")))
        self._chips.choose(str(state.get("kind", OPEN)))
        self.table.filter(kind=self._chips.chosen)

    @override
    def focus_filter(self) -> bool:
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()
        return True

    # Inside ---------------------------------------------------------------------------------------

    def _add_buttons(self) -> None:
        words, look = self.look.words, self.look
        why_not = self.desk.why_not(_moving())
        ask = Button(look, words.t("Ask for goods"), self._ask, icon="clipboard-list")
        send = Button(look, words.t("Send"), self._send, icon="truck", role="primary", key="F9")
        for button in (ask, send):
            button.allow(not why_not, why_not)
            self.add_action(button)

    def _ask(self) -> None:
        self.desk.open(RequestSheet(self.desk, self._here))

    def _send(self) -> None:
        self.desk.open(SendSheet(self.desk, Going(self._here)))

    @property
    def _here(self) -> str:
        """The centre that one works for here: the one that is shown, else the workstation's."""
        return self._source.centre or self.desk.session.centre

    def _named(self, code: str) -> str:
        return self._source.names.get(code, code)

    def _fill(self, centres: "list[tuple[str, str, str, str]]") -> None:
        words = self.look.words
        named = [(code, words.pick(fr=fr, ar=ar, en=en)) for code, fr, ar, en in centres]
        self._centre.fill([("", words.t("All centres")), *named], self._source.centre)
        self.table.filter(kind=self._chips.chosen)
        self.table.refresh()

    def _centre_chosen(self, _at: int) -> None:
        self._source.centre = self._centre.code
        self.table.refresh()

    def _show_all_of(self, number: str) -> None:
        """Somebody was sent here for one of them: no filter of before may hide it."""
        kind = ASKED if "-PD-" in number else ALL
        self._chips.choose(kind)
        self._source.centre = ""
        self._text.blockSignals(True)
        self._text.setText(number)
        self._text.blockSignals(False)
        self.table.filter(text=number, kind=kind)

    def _counted(self, count: int) -> None:
        words, counts = self.look.words, self._source.counts
        self._chips.count({kind: counts.get(kind, 0) for kind in (OPEN, SETTLE, ASKED)})
        self.say_fact(words.n("{count} line", "{count} lines", count))
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""


def _moving() -> "Right":
    from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

    return Right.MOVE_STOCK


def _columns(words: Words, named: Any) -> tuple[Column[Row], ...]:
    arrow = "←" if words.rtl else "→"

    def route(row: Row) -> str:
        ends = (words.isolate(short(named(row.source))), words.isolate(short(named(row.target))))
        return f" {arrow} ".join(ends)

    return (
        Column("number", words.t("Number"), lambda r: r.number, width=182, mono=True, ltr=True),
        Column("route", words.t("Route"), route, stretch=True, least=WHOLE_ROUTE),
        Column(
            "days",
            words.t("Days"),
            lambda r: "" if r.days is None else words.number(r.days),
            width=64,
            end=True,
            bold=True,
            ltr=True,
            ink=lambda r: r.ink,
        ),
        Column(
            "units", words.t("Units"), lambda r: load_of(r, words), width=104, end=True, spare=True
        ),
        Column(
            "state",
            words.t("State"),
            lambda r: state_of(r, words).text,
            width=206,
            pill=lambda r: state_of(r, words),
        ),
    )


def _read_centres(store: "Store") -> "list[tuple[str, str, str, str]]":
    from cpise_inventory.catalogue.queries import centres  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return [(one.code, one.name.fr, one.name.ar, one.name.en) for one in centres(connection)]
