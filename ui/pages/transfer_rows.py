"""The rows of the list of transfers: waybills and requisitions, as the page tells them alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.terms import REQUESTS, TRANSFERS, term
from cpise_inventory.language.words import Words
from ui.kit.pages import View
from ui.kit.pill import State
from ui.pages.form_sheet import capital, today
from ui.pages.names import picked

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.queries import Request, Transfer

OPEN: Final = "open"
SETTLE: Final = "settle"
ASKED: Final = "asked"
ALL: Final = "all"
MOST_ASKED: Final = 500
COMMON: Final = "CPISE "
"""What every centre's name begins with, in French and English."""
LATE: Final = 7
"""Days on the road after which the age is shown in amber; twice as many, in red."""
STATES: Final = {
    "sent": ("info", "truck"),
    "partly_received": ("warn", "truck"),
    "to_settle": ("bad", "scale"),
    "settled": ("good", "circle-check"),
    "received": ("good", "package-check"),
    "cancelled": ("", "circle-x"),
    "asked": ("info", "clipboard-list"),
    "approved": ("warn", "clipboard-check"),
    "partly_sent": ("warn", "truck"),
    "refused": ("", "circle-x"),
    "closed": ("", "lock"),
    "all sent": ("good", "circle-check"),
}


@dataclass(frozen=True)
class Row:
    """A waybill or a requisition; `days` is the age of what is still open, else None.

    `units`: on the road or in excess; of a requisition, still to be sent. `assets`: how many of
    them are on the road.
    """

    number: str
    source: str
    target: str
    day: str
    units: int
    status: str
    days: int | None = None
    assets: int = 0
    transfer: "Transfer | None" = None
    request: "Request | None" = None

    @property
    def ink(self) -> str:
        if self.days is None or self.days <= LATE:
            return "text"
        return "bad" if self.days > 2 * LATE else "warn"


@dataclass
class TransferSource:
    """What is wanted, by chip; `centre` is one of its two ends, or empty for all."""

    words: Words
    centre: str
    names: dict[str, str] = field(default_factory=dict)
    """Of centres and items, as they are called now."""
    counts: dict[str, int] = field(default_factory=dict)
    """Behind the chips: what is open, to settle, asked for."""
    _rows: list[Row] = field(default_factory=list)

    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.transfers import queries  # noqa: PLC0415 - as above

        with store.read() as connection:
            named = catalogue.names(connection)
            named |= {one.code: one.name for one in catalogue.centres(connection)}
            self.names = picked(named, self.words)
            under_way = queries.under_way(connection, self.centre)
            waiting = self._mine(queries.requests(connection, open_only=True))
            differing = [one for one in under_way if one.status == "to_settle"]
            self.counts = {
                OPEN: len(under_way),
                SETTLE: len(differing),
                ASKED: len(waiting),
            }
            if view.kind == ALL:
                wanted = queries.Filter(self.centre, view.text.strip())
                return queries.transfers_size(connection, wanted)
            latest = queries.requests(connection, most=MOST_ASKED) if view.kind == ASKED else []
        if view.kind == ASKED:
            open_ones = {one.number for one in waiting}
            over = [one for one in self._mine(latest) if one.number not in open_ones]
            rows = [_of_request(one) for one in (*waiting, *over)]
        else:
            rows = [_of_transfer(one) for one in (differing if view.kind == SETTLE else under_way)]
        text = view.text.strip().upper()
        self._rows = [row for row in rows if text in row.number]
        return len(self._rows)

    def _mine(self, asked: "list[Request]") -> "list[Request]":
        return [one for one in asked if self.centre in ("", one.centre, one.supplier)]

    def page(self, store: "Store", view: View, offset: int, size: int) -> Sequence[Row]:
        from cpise_inventory.transfers import queries  # noqa: PLC0415 - SQLAlchemy

        if view.kind != ALL:
            return self._rows[offset : offset + size]
        wanted = queries.Filter(self.centre, view.text.strip())
        with store.read() as connection:
            found = queries.transfers_page(connection, wanted, offset, size)
        return [_of_transfer(one) for one in found]


def _of_transfer(one: "Transfer") -> Row:
    units = one.on_the_road + sum(line.excess for line in one.lines)
    is_open = one.is_coming or one.status == "to_settle"
    days = one.days(today()) if is_open else None
    return Row(
        *(one.number, one.source, one.target, one.sent_on, units, one.status, days),
        transfer=one,
        assets=len(one.assets_on_the_road),
    )


def _of_request(one: "Request") -> Row:
    status = "all sent" if one.status == "sent" else one.status
    waits = one.status in ("asked", "approved", "partly_sent")
    days = max((today() - date.fromisoformat(one.asked_on)).days, 0) if waits else None
    units = one.left if one.decided == "approved" else sum(line.asked for line in one.lines)
    return Row(
        *(one.number, one.supplier, one.centre, one.asked_on, units, status, days), request=one
    )


def short(name: str) -> str:
    """A centre's name without what all of them have in common."""
    return name.removeprefix(COMMON)


def load_of(row: Row, words: Words) -> str:
    """`40 + 2 assets`, without what there is none of."""
    parts = [words.ltr(words.number(row.units))] if row.units else []
    if row.assets:
        parts.append(words.n("{count} asset", "{count} assets", row.assets))
    return " + ".join(parts)


def state_of(row: Row, words: Words) -> State:
    tone, icon = STATES[row.status]
    group, status = (REQUESTS, row.status) if row.request else (TRANSFERS, row.status)
    said = term(group, "sent" if status == "all sent" else status, words)
    return State(tone, icon, capital(said))
