"""The year's register as a spreadsheet whose formulas do the sums; no code of the product's.

Usage: reckon.py year.toml sheet.xlsx; then LibreOffice Calc works it out and keeps the values:
    soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir . sheet.xlsx

Read of year.toml are `books` and `papers` (what was written by hand of the register), what the
things are, and what was seen when; what was typed into the program is not. docs/year.md says more.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

DEVICE = "NKC1-A"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STATUSES = (
    *("in_storage", "in_use", "on_loan", "in_transit", "in_repair", "lost", "stolen"),
    *("to_dispose", "disposed", "cancelled"),
)
LEFT = ("disposed", "cancelled")
TO_BE_FOUND = ("in_storage", "in_use", "on_loan", "to_dispose")
CONDITIONS = ("new", "good", "fair", "poor", "broken")
CURRENCIES = ("MRU", "EUR", "USD")
STANDS = ("status", "holder", "due", "workshop", "waybill")
"""What a booking of how things stand says anew, all of it."""
SAID = (*STANDS, "centre", "condition", "accessories")
AGES = ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 10), (10, 99))
SPANS = (
    *(("past", -99999, -1), ("0-30", 0, 30), ("31-90", 31, 90)),
    *(("91-180", 91, 180), ("181-365", 181, 365), ("366-9999", 366, 9999)),
)
THIS_YEAR, YEARS = 2026, 10
BOOKING = re.compile(
    r"(?P<things>[A-Z0-9 ]+)(?:"
    r": (?P<status>\w+)(?: at (?P<centre>\w+))?(?: by (?P<holder>.+?))?(?: until (?P<due>[\d-]+))?"
    r"(?: in (?P<workshop>.+?))?(?: on (?P<waybill>[\w-]+))?"
    r"| is (?P<condition>\w+)| with (?P<accessories>.*)| (?P<labelled>labelled))"
)


class Booking(NamedTuple):
    """From an act on, this holds of a thing."""

    day: date
    act: str
    thing: str
    what: str
    value: str


def bookings(year: Mapping[str, Any]) -> Iterator[Booking]:
    for act in year["act"]:
        for text in act.get("books", ()):
            said = BOOKING.fullmatch(text)
            if said is None:
                raise ValueError(text)
            for thing in said["things"].split():
                for what, value in _told(said):
                    yield Booking(act["on"], act["id"], thing, what, value)


def _told(said: re.Match[str]) -> Iterator[tuple[str, str]]:
    if said["status"]:
        yield from ((what, said[what] or "") for what in STANDS)
    for what in ("centre", "condition", "labelled"):
        if said[what]:
            yield what, said[what]
    if said["accessories"] is not None:
        yield "accessories", said["accessories"].strip()


class Rows:
    """The rows of a sheet, as formulas of the others name its columns."""

    def __init__(self, name: str, columns: Sequence[str], rows: int) -> None:
        self.name, self.columns, self.last = name, columns, rows + 1

    def __getitem__(self, column: str) -> str:
        at = letter(self.columns.index(column) + 1)
        return f"{self.name}!${at}$2:${at}${self.last}"

    def count(self, *criteria: str) -> str:
        return f"COUNTIFS({','.join(criteria)})"

    def sum(self, column: str, *criteria: str) -> str:
        return f"SUMIFS({self[column]},{','.join(criteria)})"


BOOKED = ("day", "act", "thing", "what", "value")
ABOUT = (
    *("thing", "number", "category", "maker", "model", "serial", "value", "currency"),
    *("warranty", "acquired", "donation", "owner", "title", "consent"),
)
REGISTER = (
    *("thing", "tag"),
    *ABOUT[2:],
    *SAID,
    *("labels", "kept", "acquired day", "warranty day", "due day", "replace in"),
)


def write(year: Mapping[str, Any], path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    booked = list(bookings(year))
    at = Rows("Bookings", BOOKED, len(booked))
    things = Rows("Things", ABOUT, len(year["things"]))
    register = Rows("Register", REGISTER, len(year["things"]))
    _bookings(book.create_sheet("Bookings"), booked)
    _things(book.create_sheet("Things"), year)
    _lives(book.create_sheet("Lives"), year)
    _tags(book.create_sheet("Tags"), year)
    _register(book.create_sheet("Register"), at, things)
    _standing(book.create_sheet("Standing"), register)
    _figures(book.create_sheet("Figures"), register, year)
    _papers(book.create_sheet("Papers"), year)
    _walk(book.create_sheet("Walk"), at, register, year)
    book.save(path)


def _bookings(sheet: Worksheet, booked: list[Booking]) -> None:
    sheet.append(BOOKED)
    for one in booked:
        sheet.append([value or None for value in one])


def _things(sheet: Worksheet, year: Mapping[str, Any]) -> None:
    sheet.append(ABOUT)
    for name, (number, kind, serial) in year["things"].items():
        about = {"serial": serial, **year["kinds"][kind]}
        sheet.append((name, number, *(about.get(column) or None for column in ABOUT[2:])))


def _lives(sheet: Worksheet, year: Mapping[str, Any]) -> None:
    sheet.append(("category", "years"))
    for one in year["lives"].items():
        sheet.append(one)


def _tags(sheet: Worksheet, year: Mapping[str, Any]) -> None:
    """Device and number with their check character: ISO 7064 MOD 37,36, a step a character."""
    places = range(1, len(DEVICE) + 5)
    sheet.append(("thing", "number", "text", *places, "check", "tag"))
    numbers = {name: number for name, (number, *_) in year["things"].items()} | year["blank"]
    for row, (name, number) in enumerate(numbers.items(), 2):
        text = f'SUBSTITUTE("{DEVICE}","-","")&TEXT(B{row},"00000")'
        steps = []
        for place in places:
            before = f"{letter(place + 2)}{row}" if place > 1 else "36"
            sign = f'FIND(MID(C{row},{place},1),"{ALPHABET}")-1'
            steps.append(f"=MOD((MOD({before}+{sign}+35,36)+1)*2,37)")
        last, check = (f"{letter(len(places) + n)}{row}" for n in (3, 4))
        sheet.append(
            (
                *(name, number, f"={text}", *steps),
                f'=MID("{ALPHABET}",MOD(37-{last},36)+1,1)',
                f'="{DEVICE}-"&TEXT(B{row},"00000")&"-"&{check}',
            )
        )


def _register(sheet: Worksheet, at: Rows, things: Rows) -> None:
    """What each thing is, and what was booked of it last."""
    sheet.append(REGISTER)
    tag = letter(len(DEVICE) + 4 + 5)
    for row in range(2, things.last + 1):
        about = [f'=Things!${letter(2 + n)}{row}&""' for n in range(1, len(ABOUT) - 1)]
        about[ABOUT.index("value") - 2] = f"=Things!${letter(ABOUT.index('value') + 1)}{row}"
        said = [f"={_last(at, f'$A{row}', what)}" for what in SAID]
        here = {name: f"{letter(n)}{row}" for n, name in enumerate(REGISTER, 1)}
        gone = ",".join(f'{here["status"]}="{one}"' for one in LEFT)
        sheet.append(
            (
                *(f"=Things!$A{row}", f"=Tags!${tag}{row}", *about, *said),
                f"={at.count(at['thing'], f'$A{row}', at['what'], quoted('labelled'))}",
                f"=IF(OR({gone}),0,1)",
                *(_day(here[name]) for name in ("acquired", "warranty", "due")),
                f"=MAX(YEAR({here['acquired day']})+{_life(here['category'])},{THIS_YEAR})",
            )
        )


def _last(at: Rows, thing: str, what: str, until: str = "") -> str:
    """The value of the last booking that says this of a thing; of those until a day."""
    fits = f"({at['thing']}={thing})*({at['what']}={quoted(what)})"
    fits += f"*({at['day']}<={until})" if until else ""
    row = f"SUMPRODUCT(MAX({fits}*ROW({at['thing']})))"
    values = at["value"].replace("$2:", "$1:")
    return f'IF({row}=0,"",INDEX({values},MAX({row},1))&"")'


def _life(category: str) -> str:
    return f"VLOOKUP({category},Lives!$A$2:$B$99,2,0)"


def _day(cell: str) -> str:
    return f'=IF({cell}="","",DATE(LEFT({cell},4),MID({cell},6,2),RIGHT({cell},2)))'


def quoted(text: str) -> str:
    return f'"{text}"'


def _standing(sheet: Worksheet, register: Rows) -> None:
    """How many stand how, those that left among them."""
    sheet.append(("status", "count"))
    for row, status in enumerate(STATUSES, 2):
        sheet.append((status, f"={register.count(register['status'], f'$A{row}')}"))


# --- figures --------------------------------------------------------------------------------------


def _figures(sheet: Worksheet, register: Rows, year: Mapping[str, Any]) -> None:
    """Of what is in the register still: how many, in which condition, worth what."""
    sheet.append(("by", "key", "count", *CONDITIONS, *CURRENCIES))
    for by, key, criteria in _groups(register, year):
        fits = (register["kept"], "1", *criteria)
        each = [(*fits, register["condition"], quoted(one)) for one in CONDITIONS]
        paid = [(*fits, register["currency"], quoted(one)) for one in CURRENCIES]
        counts = [f"={register.count(*one)}" for one in (fits, *each)]
        sums = [f"={register.sum('value', *one)}" for one in paid]
        sheet.append((by, key, *counts, *sums))


def _groups(register: Rows, year: Mapping[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    for by, column, keys in (
        ("centre", "centre", ("NKC1", "KIF", "ROS")),
        ("category", "category", tuple(year["lives"])),
        ("condition", "condition", CONDITIONS),
    ):
        yield from ((by, key, [register[column], quoted(key)]) for key in keys)
    for donation, donor in year["donations"].items():
        yield "donor", donor, [register["donation"], quoted(donation)]
    today = year["last"]
    for least, under in AGES:
        said = f"DATE({today.year}-{{}},{today.month},{today.day})"
        span = [f'"<="&{said.format(least)}', f'">"&{said.format(under)}']
        yield "age", str(least), _each(register["acquired day"], span)
    for number in range(YEARS):
        at = THIS_YEAR + number
        yield "replacement", str(at), [register["replace in"], str(at)]
    said = f"DATE({today.year},{today.month},{today.day})"
    for by, column, more in (
        ("warranty", "warranty day", []),
        ("loans", "due day", [register["status"], quoted("on_loan")]),
    ):
        for key, first, last in SPANS:
            span = [f'">="&({said}{first:+d})', f'"<="&({said}{last:+d})']
            yield by, key, [*more, *_each(register[column], span)]


def _each(column: str, criteria: Sequence[str]) -> list[str]:
    return [said for criterion in criteria for said in (column, criterion)]


# --- papers, and the walk -------------------------------------------------------------------------


def _papers(sheet: Worksheet, year: Mapping[str, Any]) -> None:
    """Each document's number: the next of its kind, year and workstation."""
    sheet.append(("act", "device", "kind", "year", "serial", "number"))
    issued = [(act, kind) for act in year["act"] for kind in act.get("papers", ())]
    for row, (act, kind) in enumerate(issued, 2):
        above = ",".join(f"${one}$2:${one}{row},${one}{row}" for one in "BCD")
        entered = act.get("entered", act["on"])
        sheet.append(
            (
                *(act["id"], f"{act['at']}-A", kind, entered.year, f"=COUNTIFS({above})"),
                f'=B{row}&"-"&C{row}&"-"&D{row}&"-"&TEXT(E{row},"00000")',
            )
        )


def _walk(sheet: Worksheet, at: Rows, register: Rows, year: Mapping[str, Any]) -> None:
    """How each thing was booked on the evening before the walk, where it was seen, what that is."""
    opened = next(act for act in year["act"] if act["do"] == "walk")
    seen = {
        thing: room
        for act in year["act"]
        if act["do"] == "scan"
        for room, things in act["rooms"].items()
        for thing in things
    }
    eve = f"DATE({opened['on'].year},{opened['on'].month},{opened['on'].day})"
    sheet.append(("thing", "status", "centre", "booked", "listed", "seen", "result", "total", "is"))
    for row, name in enumerate(year["things"], 2):
        thing = f"$A{row}"
        booked = (_last(at, thing, one, eve) for one in ("status", "centre", "holder"))
        status, centre, holder = booked
        here = ",".join(f'B{row}="{one}"' for one in TO_BE_FOUND)
        stored = f'OR(B{row}="in_storage",B{row}="to_dispose")'
        result = f'IF(E{row}=0,"",IF(F{row}="","missing",IF(F{row}=D{row},"here","elsewhere")))'
        sheet.append(
            (
                *(name, f"={status}", f"={centre}", f'=IF({stored},"MAGASIN",{holder})'),
                f'=IF(AND(C{row}="{opened["at"]}",OR({here})),1,0)',
                *(seen.get(name), f"={result}"),
            )
        )
    last = register.last
    totals = [
        ("expected", f"=SUM(E2:E{last})"),
        ("found", f'=COUNTIF(G2:G{last},"here")+COUNTIF(G2:G{last},"elsewhere")'),
        *((one, f'=COUNTIF(G2:G{last},"{one}")') for one in ("elsewhere", "missing")),
        ("percent", "=INT(I3*100/I2)"),
    ]
    for row, pair in enumerate(totals, 2):
        for column, value in zip("HI", pair, strict=True):
            sheet[f"{column}{row}"] = value


if __name__ == "__main__":
    write(tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
