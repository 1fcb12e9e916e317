"""`sentence(error, w)`: one plain sentence for each refusal and each store that can't be used.

Errors carry facts, never texts. Here their fields are written as people of that language write
them and put into the sentence of `refusal_texts` (or of `importing.texts`, for what is wrong with a
file): what is wrong, and what would be right.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import PurePath
from typing import Final

from cpise_inventory.errors import Refusal, Refusals
from cpise_inventory.importing.texts import FIELDS, NOTICES, PROBLEMS
from cpise_inventory.language.refusal_texts import FAULT_OF_OURS, TEXTS
from cpise_inventory.language.terms import TERMS, term
from cpise_inventory.language.terms import place as location
from cpise_inventory.language.words import Words

IDENTIFYING: Final = frozenset(
    {
        *("row", "other_row", "line", "other_line", "seq", "copy", "version", "year"),
        *("first", "last"),
    }
)
"""Integers that name a thing rather than count: `1204`, not `1 204`."""
DATES: Final = frozenset(
    {
        *("LotContradictionError.known", "LotDatedTwiceError.known", "LotOfAnotherError.known"),
        *("TooEarlyDateError.earliest", "NoConsentError.until"),
    }
)
"""Fields that bear an ISO date, beside those whose name ends in `_on`, `date`, `day`, `expiry`."""

NOTHING: Final = "–"
"""In place of a fact that is empty, or of a list in which there is nothing."""


def sentence(said: object, w: Words) -> str:
    """What to tell the person about an error or a notice; `Refusals` give one line each.

    Any other exception is a fault of ours, and all of these have the same words.
    """
    if isinstance(said, Refusals):
        return "\n".join(sentence(problem, w) for problem in said.problems)
    return w.t(text_of(type(said)), **facts(said, w))


def text_of(kind: type) -> str:
    """The msgid of an error's class, else of the nearest class above it."""
    for ancestor in kind.__mro__:
        for name in names_of(ancestor):
            for texts in (TEXTS, PROBLEMS, NOTICES):
                if name in texts:
                    return texts[name]
    return FAULT_OF_OURS


def names_of(kind: type) -> tuple[str, str]:
    """`paper.reading.FileNotReadable`, for two rooms may have a class of one name; and the name."""
    room = kind.__module__.partition(".")[2]
    return f"{room}.{kind.__name__}", kind.__name__


def facts(said: object, w: Words) -> dict[str, object]:
    """The fields of an error by name, each written in the language."""
    if not is_dataclass(said):
        return {}
    given = {one.name: getattr(said, one.name) for one in fields(said)}
    if "column" in given and not given["column"]:
        # a cell without heading: its field says where it is
        given["column"] = w.t(FIELDS.get(given.get("field", ""), ""))
    kind = type(said).__name__
    return {name: _written(f"{kind}.{name}", value, w) for name, value in given.items()}


def _written(place: str, value: object, w: Words) -> str:
    if isinstance(value, Enum):
        place, value = type(value).__name__.lower(), value.value
    match value:
        case None | "":
            return NOTHING
        case int() | float():
            return w.ltr(_figure(place, value, w))
        case date():
            return w.ltr(w.when(value) if isinstance(value, datetime) else w.date(value))
        case str() | PurePath():
            return _text(place, str(value), w)
        case Iterable():
            return w.join(_written(place, one, w) for one in value) or NOTHING
    # one refusal may give another as its reason
    return sentence(value, w) if isinstance(value, Refusal) else w.isolate(str(value))


def _figure(place: str, value: float, w: Words) -> str:
    if isinstance(value, float):
        return w.decimal(value, 2).rstrip("0").rstrip(".,")
    return str(value) if place.rpartition(".")[2] in IDENTIFYING else w.number(value)


def _text(place: str, text: str, w: Words) -> str:
    name = place.rpartition(".")[2]
    if group := TERMS.get(place) or TERMS.get(name):
        return term(group, text, w)
    if name == "month":
        return w.isolate(w.month(text))
    if name == "location":
        return location(text, w)
    if place in DATES or name.endswith(("expiry", "_on", "day", "date")):
        return w.ltr(_day(text, w))
    return w.isolate(text)


def _day(text: str, w: Words) -> str:
    try:
        return w.expiry(text)
    except ValueError:  # what the person typed, shown as it was
        return text
