"""What to show of the register of assets, in which order and with which columns.

A filter is kept as JSON, so fields are only ever added. Not in `assets`, as with `statuses`.
"""

import re
from typing import Final

import msgspec

TO_FOLLOW: Final = "to_follow"
"""All of `statuses.FOLLOWED`."""
PAST: Final = "past"
COLUMNS: Final = (
    *("tag", "model", "serial", "category", "centre", "custodian", "condition", "status"),
    *("acquired", "warranty", "due", "value", "donation", "owner", "workshop", "repairs"),
    *("labels", "notes"),
)
"""What a list can show of each, in the order in which it offers them."""
USUAL: Final = COLUMNS[:8]
ORDERS: Final = (
    *("tag", "model", "serial", "category", "centre", "custodian", "condition", "status"),
    *("acquired", "warranty", "due", "value", "donation"),
)
"""Columns that a list can be sorted by: each has an index."""
_SPAN: Final = re.compile(rf"{PAST}|(\d{{1,4}}-)?\d{{1,4}}")


class Filter(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False, omit_defaults=True
):
    """Empty means all that is in the register still.

    `due` and `warranty` say when a loan or a guarantee ends: `past`, within so many days from
    today, or between two such numbers, `31-90`. They and the years are reckoned from today each
    time, so that a filter that is kept stays right.
    """

    centre: str = ""
    status: str = ""
    """One of `statuses`, or `TO_FOLLOW`."""
    category: str = ""
    condition: str = ""
    holder: str = ""
    """Part of the name of who has it, whatever the accents."""
    donor: str = ""
    donation: str = ""
    currency: str = ""
    value: int = 0
    """Worth at least so many hundredths of that currency."""
    older: int = 0
    """Received so many years ago, or more."""
    younger: int = 0
    """Received less than so many years ago."""
    warranty: str = ""
    due: str = ""
    replace: int = 0
    """The year in which it's to be replaced; for this year also what is overdue."""
    unlabelled: bool = False
    """No label of it was printed."""
    text: str = ""
    order: str = "tag"
    descending: bool = False
    columns: tuple[str, ...] = ()
    """Empty: the usual ones."""

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        alone = msgspec.structs.replace(self, order="tag", descending=False, columns=())
        return alone != EVERYTHING


EVERYTHING: Final = Filter()


ENDING: Final = {
    "loan_ends": Filter(
        due="7", order="due", columns=("tag", "model", "custodian", "due", "status")
    ),
    "warranty_ends": Filter(
        warranty="30",
        order="warranty",
        columns=("tag", "model", "serial", "custodian", "warranty", "status"),
    ),
}
"""What Today tells beforehand, by the kind of the task, and what it lists then."""


def days_of(span: str) -> tuple[int, int]:
    """The first and the last day, from today: `90` is from 0 to 90."""
    first, dash, last = span.rpartition("-")
    return (int(first), int(last)) if dash else (0, int(last))


def is_span(text: str) -> bool:
    """`past`, a number of days, or two."""
    return bool(_SPAN.fullmatch(text))
