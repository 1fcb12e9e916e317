"""What a filter of the register asks of each asset, as conditions of its row.

What is looked for in texts is looked for everywhere, word by word: tag, serial number, make, model
and holder as the projector folded them, the centre and the category by their names in all three
languages. 100,000 rows are gone through in 10 ms on SQLite, along an index that holds no more, and
in 25 on PostgreSQL; an index of trigrams takes as much room again, and isn't to be had on every
server.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, exists, false, or_, select

from cpise_inventory.asset_filters import PAST, TO_FOLLOW, Filter, days_of
from cpise_inventory.assets.lives import lives
from cpise_inventory.catalogue.queries import centres
from cpise_inventory.importing.kinds import category_names
from cpise_inventory.language.folding import fold
from cpise_inventory.statuses import FOLLOWED, LEFT, ON_LOAN
from db.schema import asset, donation, label_print

TELLING: Final = 3
"""Letters of a name that are enough to mean the centre or the category of this name."""
_A = asset.c
PLAIN: Final = ("centre", "category", "condition", "donation", "currency")
"""Columns that a filter names with their values."""
LABELLED: Final = (
    exists().where(label_print.c.tag == _A.tag, label_print.c.copies > 0).correlate(asset)
)
"""Whatever else is read beside the asset, its labels among them."""


def conditions(
    connection: Connection, wanted: Filter, today: date | None, loosely: Collection[str] = ()
) -> list[ColumnElement[bool]]:
    """All of them hold of what is wanted. `today` is needed where the filter reckons from it.

    Columns in `loosely` are asked so that no index of theirs tempts the engine away from another.
    """

    def value(name: str) -> ColumnElement[Any]:
        return _A[name] + "" if name in loosely else _A[name]

    lent = wanted.due and not wanted.status  # a workshop's date is another matter
    found = [_standing(ON_LOAN if lent else wanted.status, value("status"))]
    found += [value(name) == getattr(wanted, name) for name in PLAIN if getattr(wanted, name)]
    if wanted.holder:
        found.append(_A.holder.contains(fold(wanted.holder), autoescape=True))
    if wanted.value:
        found.append(_A.value >= wanted.value)
    if wanted.donor:
        given = select(donation.c.code).where(donation.c.donor == wanted.donor)
        found.append(or_(value("donation") == wanted.donor, value("donation").in_(given)))
    if wanted.unlabelled:
        found.append(~LABELLED)
    found += _of_dates(wanted, today, value)
    if wanted.replace and today:
        found.append(to_replace(lives(connection), wanted.replace, today))
    found += said(connection, wanted.text)
    return found


def _standing(status: str, column: ColumnElement[Any]) -> ColumnElement[bool]:
    if not status:
        return column.not_in(LEFT)
    return column.in_(FOLLOWED) if status == TO_FOLLOW else column == status


# --- days ----------------------------------------------------------------------------------------


def _of_dates(wanted: Filter, today: date | None, value: Any) -> Iterator[ColumnElement[bool]]:
    reckoned = wanted.older or wanted.younger or wanted.warranty or wanted.due
    if not (reckoned or wanted.replace):
        return
    if today is None:
        raise ValueError(wanted)
    if wanted.older:
        yield value("acquired_on") <= years_before(today, wanted.older).isoformat()
        yield value("acquired_on") > ""
    if wanted.younger:
        yield value("acquired_on") > years_before(today, wanted.younger).isoformat()
    for name, span in (("warranty_until", wanted.warranty), ("due_on", wanted.due)):
        if span:
            yield _within(span, today, value(name))


def to_replace(years_of: Mapping[str, int], year: int, today: date) -> ColumnElement[bool]:
    """Whose years of use end in that year; or in one before, where it's the present one."""
    first = "0001" if year <= today.year else ""
    return or_(
        *(
            and_(
                _A.category == category,
                _A.acquired_on >= (first or f"{year - life:04d}"),
                _A.acquired_on < f"{year - life + 1:04d}",
            )
            for category, life in years_of.items()
        )
    )


def _within(span: str, today: date, column: ColumnElement[Any]) -> ColumnElement[bool]:
    if span == PAST:
        return and_(column > "", column < today.isoformat())
    first, last = (today + timedelta(days=days) for days in days_of(span))
    return and_(column >= first.isoformat(), column <= last.isoformat())


def years_before(today: date, years: int) -> date:
    """The same day so many years ago; of the 29 of February the 28."""
    year = max(today.year - years, 1)
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=year, day=day)


# --- texts ---------------------------------------------------------------------------------------


def said(connection: Connection, text: str) -> list[ColumnElement[bool]]:
    """Each word is somewhere."""
    words = sorted(set(fold(text).split()), key=lambda word: (-len(word), word))  # rarest first
    if not words:
        return []
    named = {
        one.code: (one.code, one.name.fr, one.name.ar, one.name.en) for one in centres(connection)
    }
    return [_somewhere(word, named) for word in words]


def _somewhere(word: str, named: Mapping[str, tuple[str, ...]]) -> ColumnElement[bool]:
    there = [_A.folded.contains(word, autoescape=True), _A.holder.contains(word, autoescape=True)]
    for column, names in ((_A.centre, named), (_A.category, category_names())):
        codes = [code for code, called in names.items() if _means(word, called)]
        if codes:
            there.append(column.in_(codes))
    return or_(false(), *there)


def _means(word: str, names: tuple[str, ...]) -> bool:
    if len(word) < TELLING:
        return False
    return any(part.startswith(word) for name in names for part in fold(name).split())
