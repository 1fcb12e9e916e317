"""`sentence(error, w)`: one plain sentence for each refusal and each store that can't be used.

Errors carry facts, never texts. Here their fields are written as people of that language write
them and put into the sentence of `refusal_texts`: what is wrong, and what would be right.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import PurePath
from typing import Final

from cpise_inventory.errors import Refusals
from cpise_inventory.language.refusal_texts import FAULT_OF_OURS, TEXTS
from cpise_inventory.language.terms import TERMS, term
from cpise_inventory.language.words import Words

IDENTIFYING: Final = frozenset({"row", "line", "seq", "copy", "version", "year", "serial"})
"""Integers that name a thing rather than count: `1204`, not `1 204`."""
DATES: Final = frozenset({"earliest", "latest", "since", "until"})
"""Fields that bear an ISO date, beside those whose name ends in `_on`, `date`, `day`, `expiry`."""


def sentence(error: BaseException, w: Words) -> str:
    """What to tell the person; `Refusals` give one line each, a fault of ours the same for all."""
    if isinstance(error, Refusals):
        return "\n".join(sentence(problem, w) for problem in error.problems)
    return w.t(text_of(type(error)), **facts(error, w))


def text_of(kind: type[BaseException]) -> str:
    """The msgid of an error's class, else of the nearest class above it."""
    for ancestor in kind.__mro__:
        if text := TEXTS.get(ancestor.__name__.removesuffix("Error")):
            return text
    return FAULT_OF_OURS


def facts(error: BaseException, w: Words) -> dict[str, object]:
    """The error's fields by name, each written in the language."""
    if not is_dataclass(error):
        return {}
    return {one.name: _written(one.name, getattr(error, one.name), w) for one in fields(error)}


def _written(name: str, value: object, w: Words) -> str:
    if isinstance(value, Enum):
        name, value = type(value).__name__.lower(), value.value
    match value:
        case None | "":
            return "–"
        case int() | float():
            return w.ltr(_figure(name, value, w))
        case date():
            return w.ltr(w.when(value) if isinstance(value, datetime) else w.date(value))
        case str() | PurePath():
            return _text(name, str(value), w)
        case Iterable():
            return w.join(_written(name, one, w) for one in value)
    return w.isolate(str(value))


def _figure(name: str, value: float, w: Words) -> str:
    if isinstance(value, float):
        return w.decimal(value, 2).rstrip("0").rstrip(".,")
    return str(value) if name in IDENTIFYING else w.number(value)


def _text(name: str, text: str, w: Words) -> str:
    if name in TERMS:
        return term(TERMS[name], text, w)
    if name in DATES or name.endswith(("expiry", "_on", "day", "date")):
        return w.ltr(_day(text, w))
    return w.isolate(text)


def _day(text: str, w: Words) -> str:
    try:
        return w.expiry(text)
    except ValueError:  # what the person typed, shown as it was
        return text
