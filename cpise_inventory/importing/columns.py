"""Which column is which: headings in French, Arabic and English, written in any usual way.

Accents, case, punctuation, articles and plural endings don't count; what stands in brackets or
after a stroke is tried apart (`Quantité / الكمية`, `Péremption (jj/mm/aaaa)`). A column that
nobody knows is announced, one that lacks or stands twice is a problem: none is dropped in silence.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cpise_inventory.importing.notices import ColumnIgnored, Notice
from cpise_inventory.importing.problems import (
    ColumnDoubled,
    ColumnMissing,
    ColumnMissingOf,
    Problem,
)
from cpise_inventory.language.folding import fold

_TINY = {"de", "du", "des", "d", "l", "la", "le", "les", "the", "of"} | {
    *("n", "no", "num", "numero", "nr", "nro", "nbr"),
}
_BRACKETS = re.compile(r"[(\[].*?[)\]]", re.DOTALL)
_PARTS = re.compile(r"[/|\n•–—]| - ")
_WORD = re.compile(r"[^\W_]+")
_DAY_FIRST = re.compile(r"(?:jj|dd|يوم)\s*[/.-]\s*(?:mm|شهر)", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"mm\s*[/.-]\s*(?:jj|dd)", re.IGNORECASE)
_ARTICLE = "ال"
_SHORT_WORD = 3


@dataclass(frozen=True)
class Heads:
    """The headings of one field: those that mean it, and those that mean it if no other does.

    `names` mean it as surely, but may stand beside the code that they're the name of.
    """

    sure: tuple[str, ...]
    loose: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Layout:
    """What a kind of list may hold: its fields with their headings, and which must be there."""

    heads: Mapping[str, Heads]
    needed: tuple[tuple[str, ...], ...]
    """Each a choice: at least one of these fields."""

    def field_of(self, heading: str) -> str:
        """The field that a heading means, if only loosely; empty if none."""
        return self.sure(heading) or self.named(heading) or self.loose(heading)

    def sure(self, heading: str) -> str:
        return _look_up(heading, _keys(self)[0])

    def named(self, heading: str) -> str:
        return _look_up(heading, _keys(self)[1])

    def loose(self, heading: str) -> str:
        return _look_up(heading, _keys(self)[2])


@dataclass(frozen=True)
class Columns:
    """Where each field stands, from 0, and what its heading says."""

    places: Mapping[str, int]
    headings: Mapping[str, str]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]
    date_orders: Mapping[str, str]
    """`dmy` or `mdy` of the fields whose heading says so."""


def map_columns(
    headings: Sequence[str], layout: Layout, row: int = 1, chosen: Mapping[str, str] | None = None
) -> Columns:
    """Field by field; `row` is that of the headings, where problems are said to be.

    `chosen` is what a person decided: heading -> field, an empty one to leave a column out.
    """
    texts = [" ".join(heading.split()) for heading in headings]
    wishes = {" ".join(heading.split()): name for heading, name in (chosen or {}).items()}
    free = ["" if text in wishes else text for text in texts]
    places: dict[str, int] = {}
    doubled: list[Problem] = []
    _place(texts, lambda text: wishes.get(text, ""), places, doubled, row)
    for meaning in (layout.sure, layout.named, layout.loose):
        _place(free, meaning, places, doubled, row)
    ignored = [
        ColumnIgnored(row=row, column=text)
        for place, text in enumerate(texts)
        if text and place not in places.values() and text not in {x.value for x in doubled}
    ]
    found = {name: texts[place] for name, place in places.items()}
    orders = {name: order for name, text in found.items() if (order := _date_order(text))}
    problems = (*doubled, *_missing(layout, places, row))
    return Columns(places, found, problems, tuple(ignored), orders)


def _place(
    headings: Sequence[str],
    meaning: Callable[[str], str],
    places: dict[str, int],
    doubled: list[Problem],
    row: int,
) -> None:
    """Give each field its column; a second one that is as sure is a problem."""
    earlier = set(places)
    for place, heading in enumerate(headings):
        name = meaning(heading)
        if not name or name in earlier or place in places.values():
            continue
        if name in places:
            first, second = (" ".join(headings[x].split()) for x in (places[name], place))
            doubled.append(ColumnDoubled(row=row, field=name, column=first, value=second))
        else:
            places[name] = place


def _missing(layout: Layout, places: Mapping[str, int], row: int) -> list[Problem]:
    return [
        ColumnMissingOf(row=row, field=choice[0], instead=choice[1:])
        if len(choice) > 1
        else ColumnMissing(row=row, field=choice[0])
        for choice in layout.needed
        if not any(name in places for name in choice)
    ]


def _date_order(heading: str) -> str:
    if _DAY_FIRST.search(heading):
        return "dmy"
    return "mdy" if _MONTH_FIRST.search(heading) else ""


def _look_up(heading: str, known: Mapping[str, str]) -> str:
    for reading in (heading, _BRACKETS.sub(" ", heading)):
        if found := known.get(_key(reading)):
            return found
    parts = {known[key] for part in _PARTS.split(heading) if (key := _key(part)) in known}
    return parts.pop() if len(parts) == 1 else ""  # parts that disagree say nothing


def _key(heading: str) -> str:
    words = [_bare(word) for word in _WORD.findall(fold(heading))]
    return " ".join(word for word in words if word not in _TINY) or " ".join(words)


def _bare(word: str) -> str:
    """Without the Arabic article and the plural's ending, on both sides of a comparison."""
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1:
        return word[len(_ARTICLE) :]
    if word.isascii() and word.endswith("s") and len(word) > _SHORT_WORD:
        return word[:-1]
    return word


@cache
def _keys(layout: Layout) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    sure, named, loose = dict[str, str](), dict[str, str](), dict[str, str]()
    for name, heads in layout.heads.items():
        for keys, said in ((sure, heads.sure), (named, heads.names), (loose, heads.loose)):
            keys.update((_key(head), name) for head in said)
    return sure, named, loose
