"""Sums of money, in hundredths of a currency; no float anywhere."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from cpise_inventory.errors import Refusal
from cpise_inventory.language.words import Words

CURRENCIES = ("MRU", "EUR", "USD")
"""In which values are told (ISO 4217), the country's own first."""
MOST = 999_999_999_999
"""Hundredths: nobody gives more."""
_MONEY = re.compile(r"(\d{1,10})(?:[.,٫](\d{1,2}))?")


@dataclass(eq=False)
class UnreadableMoney(Refusal):
    """Not a sum with at most two decimals."""

    text: str
    field: ClassVar[str] = "value"


@dataclass(eq=False)
class UnknownCurrencyError(Refusal):
    currency: str
    known: tuple[str, ...]
    field: ClassVar[str] = "currency"


@dataclass(eq=False)
class CurrencyNeededError(Refusal):
    """A sum of which nobody says what it's in."""

    text: str
    known: tuple[str, ...]
    field: ClassVar[str] = "currency"


def checked_sum(value: int, currency: str) -> tuple[int, str]:
    """As it's kept: with its currency, without one where no value is told (0).

    Raises `UnreadableMoney`, `UnknownCurrencyError`.
    """
    if not 0 <= value <= MOST:
        raise UnreadableMoney(str(value))
    if not value:
        return 0, ""
    known = currency.strip().upper()
    if known not in CURRENCIES:
        raise UnknownCurrencyError(currency, CURRENCIES)
    return value, known


class Worth(NamedTuple):
    """What goods come to: a sum in each currency, and units of which no value is known."""

    sums: tuple[tuple[str, int], ...] = ()
    unvalued: int = 0


def added_up(goods: Iterable[tuple[int, int, str]]) -> Worth:
    """Of (units, value of one, currency): no rate of exchange is ours to invent. What is below
    nought is worth nothing.
    """
    sums, unvalued = Counter[str](), 0
    for units, value, currency in goods:
        if units > 0 and value:
            sums[currency] += units * value
        elif units > 0:
            unvalued += units
    return Worth(tuple(sorted(sums.items())), unvalued)


def parse_money(text: str) -> int:
    """`125 000,50` -> 12500050. Raises `UnreadableMoney`."""
    plain = "".join(text.split())
    found = _MONEY.fullmatch(plain)
    if not found:
        raise UnreadableMoney(text.strip())
    whole, cents = found.group(1), (found.group(2) or "").ljust(2, "0")
    return int(whole) * 100 + int(cents)


def typed(value: int) -> str:
    """`12500050` -> `125000.50`, which `parse_money` reads in any language; empty for nothing."""
    whole, cents = divmod(value, 100)
    if not value:
        return ""
    return f"{whole}.{cents:02d}" if cents else str(whole)


def hundredths(value: int) -> str:
    """`12500050` -> `125000.50`, as programs read it."""
    return f"{value // 100}.{value % 100:02d}"


def written(value: int, w: Words) -> str:
    """`12500050` -> `125 000,50`; without decimals where there are none."""
    whole, cents = divmod(value, 100)
    mark = "." if w.code == "en" else ","
    return f"{w.number(whole)}{mark}{cents:02d}" if cents else w.number(whole)


def money(value: int, currency: str, w: Words) -> str:
    """With its currency; empty where no value is told."""
    return w.ltr(f"{written(value, w)} {currency}") if value else ""


def sums_said(sums: Iterable[tuple[str, int]], w: Words) -> str:
    """`12 000 MRU · 900 EUR`, of hundredths by currency."""
    return " · ".join(money(value, code, w) for code, value in sums)


def worth_said(worth: Worth, w: Words) -> str:
    """`1 500 MRU · 20 units without a value`; empty where no value is known at all."""
    if not worth.sums:
        return ""
    parts = [money(value, currency, w) for currency, value in worth.sums]
    if worth.unvalued:
        parts.append(
            w.n("{count} unit without a value", "{count} units without a value", worth.unvalued)
        )
    return " · ".join(parts)
