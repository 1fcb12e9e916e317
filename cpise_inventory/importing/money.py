"""Sums of money in a list. What they are in is never guessed: the cell says it, a column beside it,
or the heading (`Prix unitaire (EUR)`).
"""

import re

from cpise_inventory.errors import Refusal
from cpise_inventory.importing.problems import CellRefused
from cpise_inventory.importing.values import Cell, is_nothing, short_text
from cpise_inventory.language.money import (
    CURRENCIES,
    CurrencyNeededError,
    checked_sum,
    parse_money,
)

_WRITTEN = re.compile(r"([^\W\d]*)(.*?)([^\W\d]*)")


def priced(cell: Cell, currency: str) -> tuple[int, str]:
    """`12,50`, `12,50 MRU`: hundredths, and what they are in. Nothing where the cell says so.

    `currency`: what the column beside it says of this row.
    """
    text = short_text(cell)
    found = None if is_nothing(text) else _WRITTEN.fullmatch(text)
    if found is None:
        return 0, ""
    before, amount, after = found.groups()
    said = before or after or currency or _named(cell.column)
    try:
        value = parse_money(amount or text)
        if value and not said:
            raise CurrencyNeededError(text, CURRENCIES)
        return checked_sum(value, said)
    except Refusal as why:
        raise cell.refused(CellRefused, why=why) from None


def _named(heading: str) -> str:
    """The currency that a heading names."""
    return next((one for one in CURRENCIES if one in re.split(r"\W+", heading.upper())), "")
