"""`python -m tests.importing.make_examples`: the example delivery as a workbook, out of its CSV.

Written as somebody at an NGO would have it in Excel: numbers as numbers, dates as dates, months
shown as months, identifiers as text. A test proves that both say the same.
"""

import csv
import datetime as dt
import re
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from resources import HERE as RESOURCES

EXAMPLES = RESOURCES / "examples"
SOURCE = EXAMPLES / "livraison-2026-11.csv"
TARGET = EXAMPLES / "livraison-2026-11.xlsx"
TEXT = "@"


def make(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Livraison"
    headings = next(n for n, row in enumerate(rows) if "Centre" in row)
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            if text:
                fill(sheet.cell(number, place), text, rows[headings][place - 1])
    for cell in sheet[headings + 1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"A{headings + 2}"
    book.save(target)


def fill(cell: Cell, text: str, heading: str) -> None:
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        cell.value = dt.datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a calendar day
        cell.number_format = "dd/mm/yyyy"
    elif re.fullmatch(r"\d\d/\d{4}", text):
        cell.value = dt.datetime.strptime(text, "%m/%Y").date()  # noqa: DTZ007 - a month
        cell.number_format = "mm/yyyy"
    elif heading in ("Quantité", "N°") and text.isdecimal():
        cell.value = int(text)
    else:
        cell.value = text
        cell.number_format = TEXT


if __name__ == "__main__":
    make(SOURCE, TARGET)
