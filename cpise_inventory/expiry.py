"""An expiry is a calendar date, never a moment: `2027-06` (its last day) or `2027-06-30`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from cpise_inventory.errors import Refusal

_MONTH = re.compile(r"\d{4}-\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = range(2000, 2100)


@dataclass(eq=False)
class BadExpiryError(Refusal):
    """Neither a month (2027-06) nor a day (2027-06-30) of the calendar."""

    expiry: str
    field = "expiry"


def checked_expiry(text: str) -> str:
    """The expiry as it's kept. Raises `BadExpiryError`."""
    text = text.strip()
    if not text:
        return ""
    whole = f"{text}-01" if _MONTH.fullmatch(text) else text
    try:
        day = date.fromisoformat(whole) if _DAY.fullmatch(whole) else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise BadExpiryError(text)
    return text


def months_after(day: date, months: int) -> str:
    """The same day so many months later, ISO; the month's last where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last)).isoformat()
