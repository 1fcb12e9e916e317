"""The month's stock cards as a spreadsheet whose formulas do the sums; no code of the product's.

Usage: reckon.py month.toml sheet.xlsx; then LibreOffice Calc works it out and keeps the values:
    soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir . sheet.xlsx

Read of month.toml are `books` (what was written by hand on the cards), `counted` and [lots]; what
was typed into the program is not. docs/month.md says more.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

CENTRES = ("NKC1", "NKC2", "NKC3", "NDB", "KIF", "ALE", "ROS")
LOSSES = ("lost", "stolen", "damaged", "expired")
PERIOD = (date(2026, 8, 1), date(2026, 10, 31))
"""The three whole months before the day on which it is looked at."""
MONTHS = 3
DAYS = (PERIOD[1] - PERIOD[0]).days + 1
FATES = {
    "on hand": (*CENTRES, "*/A1"),
    "quarantined": ("*/Q", "*/S"),
    "on the road": ("road:*", "over:*"),
    "in kits": ("kit",),
    "distributed": ("given",),
    "lost": LOSSES,
    "difference": ("difference",),
}
"""Where goods of a donation are or went -> the places, as patterns of the spreadsheet."""


class Booking(NamedTuple):
    """From one place to another, as the cards have it."""

    day: date
    act: str
    source: str
    target: str
    lot: str
    quantity: int


def bookings(month: Mapping[str, Any]) -> Iterator[Booking]:
    for act in month["act"]:
        for text in act.get("books", ()):
            source, _, target, lot, quantity = text.split()
            yield Booking(act["on"], act["id"], source, target, lot, int(quantity))


def centre_of(place: str) -> str:
    """Empty for what is no place of a centre."""
    centre = place.partition("/")[0]
    return centre if centre in CENTRES else ""


def for_use(place: str) -> str:
    """The centre that gives goods out from there; none does from quarantine or what is reported."""
    return "" if place.endswith(("/Q", "/S")) else centre_of(place)


COLUMNS = (
    "day",
    "act",
    "source",
    "target",
    "lot",
    "quantity",
    "item",
    "donation",
    "gives",
    "takes",
)
"""Of the sheet of bookings; the last two are the centre that may give it out, before and after."""


class Bookings:
    """The sheet of bookings, as formulas of the other sheets name it."""

    def __init__(self, rows: int) -> None:
        self._last = rows + 1

    def sum(self, **criteria: str) -> str:
        """Units of the bookings that fit: `sum(target="$A2")` as a formula, without its sign."""
        asked = (f"{self._range(name)},{criterion}" for name, criterion in criteria.items())
        return f"SUMIFS({self._range('quantity')},{','.join(asked)})"

    def _range(self, name: str) -> str:
        letter = get_column_letter(COLUMNS.index(name) + 1)
        return f"Bookings!${letter}$2:${letter}${self._last}"


def quoted(text: str) -> str:
    return f'"{text}"'


def write(month: Mapping[str, Any], path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    lots, booked = month["lots"], list(bookings(month))
    at = Bookings(len(booked))
    _bookings(book.create_sheet("Bookings"), booked, lots)
    _cards(book.create_sheet("Cards"), at, booked, lots, month)
    pairs = sorted({(centre, lots[one.lot][0]) for one in booked for centre in _centres(one)})
    _items(book.create_sheet("Items"), pairs)
    _days(book.create_sheet("Days"), at, pairs)
    _pace(book.create_sheet("Consumption"), at, pairs)
    _losses(book.create_sheet("Losses"), at)
    _donations(book.create_sheet("Donations"), at, booked, lots)
    _counts(book.create_sheet("Counts"), month)
    book.save(path)


def _centres(one: Booking) -> set[str]:
    return {centre_of(one.source), centre_of(one.target)} - {""}


def _bookings(sheet: Worksheet, booked: list[Booking], lots: Mapping[str, Any]) -> None:
    sheet.append(COLUMNS)
    for one in booked:
        item, _, _, donation = lots[one.lot]
        sheet.append((*one, item, donation, for_use(one.source), for_use(one.target)))


def _cards(
    sheet: Worksheet,
    at: Bookings,
    booked: list[Booking],
    lots: Mapping[str, Any],
    month: Mapping[str, Any],
) -> None:
    """Opening, in, out, closing of each lot at each place: the stock card's own form."""
    sheet.append(
        (
            *("centre", "place", "lot", "item", "number", "expiry", "donation"),
            *("opening", "in", "out", "closing"),
        )
    )
    known = {(place, one.lot) for one in booked for place in (one.source, one.target)}
    held = [key for key in sorted(known) if centre_of(key[0]) or key[0].startswith("road:")]
    first = f"DATE({month['first'].year},{month['first'].month},{month['first'].day})"
    for row, (place, lot) in enumerate(held, 2):
        came, went = {"target": f"$B{row}"}, {"source": f"$B{row}"}
        before = {"lot": f"$C{row}", "day": f'"<"&{first}'}
        since = {"lot": f"$C{row}", "day": f'">="&{first}'}
        sheet.append(
            (
                *(centre_of(place), place, lot, *lots[lot]),
                f"={at.sum(**came, **before)}-{at.sum(**went, **before)}",
                f"={at.sum(**came, **since)}",
                f"={at.sum(**went, **since)}",
                f"=H{row}+I{row}-J{row}",
            )
        )


def _items(sheet: Worksheet, pairs: list[tuple[str, str]]) -> None:
    """The cards of an item at a centre, all its places and lots together."""
    sheet.append(("centre", "item", "opening", "in", "out", "closing"))
    for row, pair in enumerate(pairs, 2):
        of = f"Cards!$A$2:$A$999,$A{row},Cards!$D$2:$D$999,$B{row}"
        sheet.append((*pair, *(f"=SUMIFS(Cards!{one}$2:{one}$999,{of})" for one in "HIJK")))


def _days(sheet: Worksheet, at: Bookings, pairs: list[tuple[str, str]]) -> None:
    """1 on each day of the period on which there was something to give: in the evening, or some
    went out. One column for each item at each centre.
    """
    sheet.append(("centre", *(centre for centre, _ in pairs)))
    sheet.append(("item", *(item for _, item in pairs)))
    for number in range(DAYS):
        row, cells = number + 3, []
        for column in map(get_column_letter, range(2, len(pairs) + 2)):
            item, centre, until = f"{column}$2", f"{column}$1", f'"<="&$A{row}'
            came = at.sum(item=item, takes=centre, day=until)
            gone = at.sum(item=item, gives=centre, day=until)
            today = at.sum(item=item, gives=centre, day=f"$A{row}")
            cells.append(f"=IF(OR({came}-{gone}>0,{today}>0),1,0)")
        sheet.append((PERIOD[0] + timedelta(days=number), *cells))


def _pace(sheet: Worksheet, at: Bookings, pairs: list[tuple[str, str]]) -> None:
    """Used is what was given out and what went into kits, less what came back of either; with stock
    on so many days, that makes so much in an average month of the period.
    """
    sheet.append(
        (
            *("centre", "item", "given", "into kits", "back", "out of own kits", "used"),
            *("days with stock", "average month", "usable", "months of stock"),
        )
    )
    for row, pair in enumerate(pairs, 2):
        gives = {"item": f"$B{row}", "gives": f"$A{row}"}
        takes = {"item": f"$B{row}", "takes": f"$A{row}"}
        column = get_column_letter(row)
        sheet.append(
            (
                *pair,
                f"={at.sum(**gives, target=quoted('given'))}",
                f"={at.sum(**gives, target=quoted('kit'), act=quoted('assemble*'))}",
                f"={at.sum(**takes, source=quoted('given'))}",
                f"={at.sum(**takes, source=quoted('kit'), act=quoted('break'))}",
                f"=C{row}+D{row}-E{row}-F{row}",
                f"=SUM(Days!{column}$3:{column}${DAYS + 2})",
                f"=IF(H{row}=0,0,G{row}/H{row}*{DAYS}/{MONTHS})",
                f"={at.sum(**takes)}-{at.sum(**gives)}",
                f"=IF(I{row}=0,{quoted('')},J{row}/I{row})",
            )
        )


def _losses(sheet: Worksheet, at: Bookings) -> None:
    sheet.append(("reason", "units"))
    for row, reason in enumerate(LOSSES, 2):
        sheet.append((reason, f"={at.sum(target=f'$A{row}')}"))


def _donations(
    sheet: Worksheet, at: Bookings, booked: list[Booking], lots: Mapping[str, Any]
) -> None:
    """What came of each item of a donation, and where it is: these add up to what came."""
    sheet.append(("donation", "item", "received", *FATES, "sum"))
    last = get_column_letter(len(FATES) + 3)
    known = sorted({(lots[one.lot][3], lots[one.lot][0]) for one in booked})
    for row, pair in enumerate(known, 2):
        this = {"donation": f"$A{row}", "item": f"$B{row}"}

        def net(*places: str, this: Mapping[str, str] = this) -> str:
            return "+".join(
                f"{at.sum(**this, target=quoted(one))}-{at.sum(**this, source=quoted(one))}"
                for one in places
            )

        fates = (f"={net(*places)}" for places in FATES.values())
        sheet.append((*pair, f"=-({net('donor')})", *fates, f"=SUM(D{row}:{last}{row})"))


def _counts(sheet: Worksheet, month: Mapping[str, Any]) -> None:
    sheet.append(("act", "lines", "as booked", "share"))
    counted = [(act["id"], act["counted"]) for act in month["act"] if "counted" in act]
    for name, found in counted:
        sheet.append((name, found["lines"], found["right"]))
    end = len(counted) + 1
    sheet.append(("all", f"=SUM(B2:B{end})", f"=SUM(C2:C{end})", f"=C{end + 1}/B{end + 1}"))


if __name__ == "__main__":
    write(tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
