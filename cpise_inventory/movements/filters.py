"""What to show of the movement register.

A filter is kept as JSON, so fields are only ever added.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

import msgspec

BY_DATE, BY_DOCUMENT = "date", "document"
STANDING, CANCELLED = "standing", "cancelled"
THIS_MONTH, LAST_MONTH, THIS_YEAR, LAST_YEAR = "month", "last_month", "year", "last_year"
PERIODS: Final = (THIS_MONTH, LAST_MONTH, THIS_YEAR, LAST_YEAR)
STATES: Final = (STANDING, CANCELLED)
ORDERS: Final = (BY_DATE, BY_DOCUMENT)
KINDS: Final = (
    *("stock.received", "stock.distributed", "stock.returned", "stock.relocated"),
    *("transfer.sent", "transfer.received", "transfer.settled"),
    *("kit.assembled", "kit.opened", "count.finished", "count.approved", "count.taken"),
    *("loss.reported", "loss.approved", "loss.rejected", "stock.reversed"),
)
"""Of events that may move goods, in the order in which a list offers them."""


class Filter(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False, omit_defaults=True
):
    """Empty means all. Dates are ISO, inclusive, of the day on which it happened.

    `period` is one of `PERIODS`, reckoned from today each time, so that a filter that is kept
    stays right; what `first` and `last` say is left aside then.
    """

    period: str = ""
    first: str = ""
    last: str = ""
    centre: str = ""
    place: str = ""
    """A storeroom with its shelves, `NKC1/MAGASIN`, at either end of the movement."""
    item: str = ""
    category: str = ""
    lot: str = ""
    """The number on the pack."""
    donation: str = ""
    kind: str = ""
    """Of the event: `stock.received`."""
    actor: str = ""
    document: str = ""
    recipient_kind: str = ""
    """unit, staff, group."""
    recipient: str = ""
    """Part of its name, whatever the accents."""
    state: str = ""
    """`standing`: neither cancelled nor a cancellation; `cancelled`: one of these."""
    text: str = ""
    order: str = BY_DATE

    def days(self, today: date) -> tuple[str, str]:
        """The first and the last day, ISO; empty where it is open."""
        if self.period not in PERIODS:
            return self.first, self.last
        first, last = _days(self.period, today)
        return first.isoformat(), last.isoformat()


EVERYTHING: Final = Filter()


def _days(period: str, today: date) -> tuple[date, date]:
    if period == THIS_YEAR:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    if period == LAST_YEAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    begin = today.replace(day=1)
    if period == LAST_MONTH:
        begin = (begin - timedelta(days=1)).replace(day=1)
    return begin, begin.replace(day=monthrange(begin.year, begin.month)[1])
