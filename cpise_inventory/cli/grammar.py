"""What is written in the options of a command: lines, quantities, dates, codes. Read strictly.

A line is ITEM=QUANTITY, ITEM=QUANTITY@LOT or, for goods that come in, also
ITEM=QUANTITY@LOT/EXPIRY. A quantity is of base units, or of packs of the item: 4carton+3. A lot may
hold slashes, equals and at signs: the item ends at the first
equals sign, the quantity at the first at sign after it, and only what looks like a date at the end
is an expiry: 2027-06, 2027-06-30, or as people write it 06/2027, 30/06/2027.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from cpise_inventory.catalogue.events import Earmark
from cpise_inventory.cli.answers import LineFaultsError
from cpise_inventory.cli.refusals import BadLineError, BadMeasuresError, BadSkipError
from cpise_inventory.errors import Refusal
from cpise_inventory.expiry import BadExpiryError, checked_expiry
from cpise_inventory.identity import (
    MistypedTagError,
    NotATagError,
    checked_lot_number,
    read_tag,
)
from cpise_inventory.language.packs import Packs
from cpise_inventory.language.reading import (
    UnreadableExpiry,
    UnreadableMeasure,
    parse_date,
    parse_expiry,
    parse_hundredths,
    parse_quantity,
)
from cpise_inventory.language.terms import BANDS, SEXES
from cpise_inventory.lists.events import Serving, Share
from cpise_inventory.stock.commands import RECIPIENT_KINDS, Incoming
from cpise_inventory.stock.events import Headcount, Instead
from cpise_inventory.stock.taking import Wanted

T = TypeVar("T")
GOODS_IN = "ITEM=QTY[@LOT[/YYYY-MM-DD]]"
GOODS_OUT = "ITEM=QTY[@LOT]"
COUNTED = "ITEM[@LOT]=COUNTED"
PARTS = "ITEM=QTY"
HEADS = "f|m:0-5|6-11|12-17=N"
SERVING = "NAME=KIND[:PEOPLE|SEX:AGES=N,…]"
_SERVING = re.compile(rf"(.+)=\s*({'|'.join(RECIPIENT_KINDS)})\s*(?::(.*))?")
SHARE = "ITEM=QTY[/PERSONS]"
EARMARK = "CENTRE[:ITEM=QTY]"
INSTEAD = "ITEM=OTHER:QTY"
DECIDED = "ITEM[@LOT]=DECISION[:QTY]"
POSITIONS = "3,7-9"
MEASURES = "63.5x38.1"
GRID = "3x7"
TAG_CONDITION = "TAG[=CONDITION]"
TAG_ACCESSORY = "TAG=ACCESSORY"
TAG_DECIDED = "TAG=DECISION"
PacksOf = Callable[[str], Packs]
"""Tells the packs of an item; asked only where a quantity has letters in it."""
MOST_POSITIONS = 1000
_POSITIONS = re.compile(r"\s*(\d{1,4})\s*(?:[-‐‑–]\s*(\d{1,4})\s*)?")
_LETTER = re.compile(r"[^\W\d_xX]|[xX](?!\s*\d)")
_LIKE_A_DATE = re.compile(r"\d+-[\d-]*")
_AS_PEOPLE_WRITE = re.compile(r"(?P<lot>.*?)/(?P<expiry>(?:\d{1,2}/)?\d{1,2}/\d{4})\s*", re.DOTALL)


def no_packs(_item: str) -> Packs:
    return ()


def goods_in(lines: Sequence[str], packs_of: PacksOf = no_packs) -> list[Incoming]:
    """Raises `LineFaultsError` with all that is wrong."""
    return _each(lines, lambda line: _goods_in(line, packs_of))


def goods_out(lines: Sequence[str], packs_of: PacksOf = no_packs) -> list[Wanted]:
    return _each(lines, lambda line: _goods_out(line, packs_of, least=1))


def goods_arrived(lines: Sequence[str], packs_of: PacksOf = no_packs) -> list[Wanted]:
    """As `goods_out`; nought is said of what did not arrive."""
    return _each(lines, lambda line: _goods_out(line, packs_of, least=0))


def counted(lines: Sequence[str], packs_of: PacksOf = no_packs) -> list[Wanted]:
    """ITEM[@LOT]=COUNTED; nought is a figure, too."""
    return _each(lines, lambda line: _counted(line, packs_of))


def parts(lines: Sequence[str], packs_of: PacksOf = no_packs) -> list[tuple[str, int]]:
    """Items and quantities of a kit's contents."""
    return _each(lines, lambda line: _part(line, packs_of))


def earmarks(texts: Sequence[str], packs_of: PacksOf = no_packs) -> list[Earmark]:
    """CENTRE, or CENTRE:ITEM=QTY."""
    return _each(texts, lambda text: _earmark(text, packs_of))


def decisions(
    lines: Sequence[str], packs_of: PacksOf = no_packs
) -> list[tuple[str, str, int, str]]:
    """Item, decision, quantity (0 is all) and lot."""
    return _each(lines, lambda line: _decided(line, packs_of))


def tags_with(texts: Sequence[str], form: str = TAG_CONDITION) -> list[tuple[str, str]]:
    """TAG[=WORD]: tags however typed, and what is said of each, if anything."""
    return _each(texts, lambda text: _tag_with(text, form))


def tag(text: str) -> str:
    """As it's written; one that can't be read as typed: the command says what may be meant."""
    try:
        return read_tag(text)
    except (NotATagError, MistypedTagError):
        return text.strip()


def tag_decisions(texts: Sequence[str]) -> list[tuple[str, str]]:
    """TAG=DECISION."""
    return [(tag, word.lower()) for tag, word in tags_with(texts, TAG_DECIDED)]


def instead(texts: Sequence[str], packs_of: PacksOf = no_packs) -> list[Instead]:
    """ITEM=OTHER:QTY, such as SAVON-250=SAVON-100:12."""
    return _each(texts, lambda text: _instead(text, packs_of))


def servings(texts: Sequence[str]) -> list[Serving]:
    """NAME=KIND[:PEOPLE], such as "Unité B=group:24", or "Unité B=group:f:6-11=12,m:6-11=12"."""
    return _each(texts, _serving)


def heads(texts: Sequence[str]) -> list[Headcount]:
    """SEX:AGES=N, such as f:6-11=12."""
    return _each(texts, _head)


def shares(texts: Sequence[str], packs_of: PacksOf = no_packs) -> list[Share]:
    """ITEM=QTY[/PERSONS], such as SAVON-250=5/2."""
    return _each(texts, lambda text: _share(text, packs_of))


def code(text: str) -> str:
    """Codes of items, centres, donors are in capitals, however they are typed."""
    return text.strip().upper()


def day(text: str | None) -> date | None:
    """`2026-11-24`, or as people write it: `24/11/2026`. Raises `UnreadableDate`."""
    return parse_date(text) if text else None


def iso_day(text: str | None) -> str:
    """The same as ISO text; empty where nothing is said."""
    found = day(text)
    return found.isoformat() if found else ""


def quantity(text: str, least: int = 1) -> int:
    """Whole base units, in Western or Arabic-Indic digits."""
    return parse_quantity(text, least=least)


def level(text: str, item: str, packs_of: PacksOf) -> int:
    """How much there should be of an item: base units or packs, from nought on."""
    return _amount(text, item, packs_of, least=0)


def positions(text: str) -> list[int]:
    """`3,7-9` -> 3, 7, 8, 9: labels of a sheet, from 1. Raises `BadSkipError`."""
    found: set[int] = set()
    for part in filter(str.strip, re.split("[,;،]", text)):
        span = _POSITIONS.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 1 <= first <= last <= MOST_POSITIONS:
            raise BadSkipError(part.strip(), POSITIONS)
        found.update(range(first, last + 1))
    return sorted(found)


def millimetres(text: str) -> tuple[float, float]:
    """`63.5x38.1`: across and down. Raises `BadMeasuresError`."""
    try:
        across, down = (parse_hundredths(part) / 100 for part in re.split("[xX×*]", text))
    except (ValueError, UnreadableMeasure) as error:
        raise BadMeasuresError(text, MEASURES) from error
    return across, down


def grid(text: str) -> tuple[int, int]:
    """`3x7`: columns and rows. Raises `BadMeasuresError`."""
    columns, cross, rows = re.sub("[X×*]", "x", text).partition("x")
    if not (cross and columns.strip().isdecimal() and rows.strip().isdecimal()):
        raise BadMeasuresError(text, GRID)
    return int(columns[:5]), int(rows[:5])


def _each(lines: Sequence[str], read: Callable[[str], T]) -> list[T]:
    found, faults = [], []
    for row, line in enumerate(lines, 1):
        try:
            found.append(read(line))
        except Refusal as error:
            faults.append((row, error))
    if faults:
        raise LineFaultsError(tuple(faults))
    return found


def _amount(figure: str, item: str, packs_of: PacksOf, least: int = 1) -> int:
    packs = packs_of(item) if _LETTER.search(figure) else ()
    return parse_quantity(figure, least=least, packs=packs)


def _goods_in(line: str, packs_of: PacksOf) -> Incoming:
    item, figure, lot = _split(line, GOODS_IN)
    amount = _amount(figure, item, packs_of)
    if lot is None:
        return Incoming(item, amount)
    number, expiry = _lot_and_expiry(lot)
    if not (number or expiry):
        raise BadLineError(line, GOODS_IN)
    return Incoming(item, amount, checked_lot_number(number), expiry)


def _goods_out(line: str, packs_of: PacksOf, least: int) -> Wanted:
    item, figure, lot = _split(line, GOODS_OUT)
    if lot is not None and not lot.strip():
        raise BadLineError(line, GOODS_OUT)
    amount = _amount(figure, item, packs_of, least)
    return Wanted(item, amount, (lot or "").strip())


def _counted(line: str, packs_of: PacksOf) -> Wanted:
    """The lot stands before the equals sign here; it may itself hold equals signs."""
    what, equals, figure = line.rpartition("=")
    item, at, lot = what.partition("@")
    if not (equals and item.strip() and figure.strip()) or (at and not lot.strip()):
        raise BadLineError(line, COUNTED)
    amount = _amount(figure, code(item), packs_of, 0)
    return Wanted(code(item), amount, lot.strip())


def _decided(line: str, packs_of: PacksOf) -> tuple[str, str, int, str]:
    """As with what was counted, the lot stands before the last equals sign."""
    what, equals, said = line.rpartition("=")
    item, at, lot = what.partition("@")
    decision, colon, figure = said.partition(":")
    if not (equals and item.strip() and decision.strip()) or (at and not lot.strip()):
        raise BadLineError(line, DECIDED)
    amount = _amount(figure, code(item), packs_of) if colon else 0
    return code(item), decision.strip().lower(), amount, lot.strip()


def _tag_with(text: str, form: str) -> tuple[str, str]:
    what, equals, word = text.partition("=")
    optional = form == TAG_CONDITION and not equals
    if not what.strip() or not (word.strip() or optional):
        raise BadLineError(text, form)
    return tag(what), word.strip()


def _part(line: str, packs_of: PacksOf) -> tuple[str, int]:
    item, figure, lot = _split(line, PARTS)
    if lot is not None:
        raise BadLineError(line, PARTS)
    return item, _amount(figure, item, packs_of)


def _serving(text: str) -> Serving:
    found = _SERVING.fullmatch(text.strip())
    if found is None or not found[1].strip():
        raise BadLineError(text, SERVING)
    name, kind, people = found[1].strip(), found[2], found[3]
    if people is not None and "=" in people:
        return Serving(name, kind, heads=tuple(map(_head, people.split(","))))
    return Serving(name, kind, 0 if people is None else parse_quantity(people, least=0))


def _head(text: str) -> Headcount:
    who, equals, people = text.rpartition("=")
    sex, _, ages = who.strip().lower().partition(":")
    if not equals or sex not in SEXES or ages not in BANDS:
        raise BadLineError(text, HEADS)
    return Headcount(sex, ages, parse_quantity(people))


def _share(text: str, packs_of: PacksOf) -> Share:
    what, slash, persons = text.partition("/")
    item, quantity = _part(what, packs_of)
    return Share(item, quantity, parse_quantity(persons) if slash else 0)


def _instead(text: str, packs_of: PacksOf) -> Instead:
    pair, colon, figure = text.rpartition(":")
    item, equals, other = pair.partition("=")
    if not (colon and equals and item.strip() and other.strip() and figure.strip()):
        raise BadLineError(text, INSTEAD)
    return Instead(code(item), code(other), _amount(figure, code(other), packs_of))


def _earmark(text: str, packs_of: PacksOf) -> Earmark:
    centre, colon, goods = text.partition(":")
    if not centre.strip():
        raise BadLineError(text, EARMARK)
    return Earmark(code(centre), *(_part(goods, packs_of) if colon else ()))


def _split(line: str, form: str) -> tuple[str, str, str | None]:
    item, equals, rest = line.partition("=")
    if not (equals and item.strip()):
        raise BadLineError(line, form)
    figure, at, lot = rest.partition("@")
    if not figure.strip():
        raise BadLineError(line, form)
    return code(item), figure, lot if at else None


def _lot_and_expiry(text: str) -> tuple[str, str]:
    if written := _AS_PEOPLE_WRITE.fullmatch(text):
        return written["lot"], _written_expiry(written["expiry"])
    number, slash, last = text.rpartition("/")
    if not slash:
        return text, ""
    if not last.strip() or _LIKE_A_DATE.fullmatch(last.strip()):
        return number, _needed_expiry(last)
    return text, ""


def _needed_expiry(text: str) -> str:
    """A slash that nothing follows is a slip, and no goods without expiry. `BadExpiryError`."""
    found = checked_expiry(_western(text))
    if not found:
        raise BadExpiryError(text)
    return found


def _written_expiry(text: str) -> str:
    """Raises `BadExpiryError` where there is no such day."""
    try:
        return checked_expiry(parse_expiry(text))
    except UnreadableExpiry as error:
        raise BadExpiryError(text) from error


def _western(text: str) -> str:
    """Figures of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
