"""Small lists to try things on, as files, and what is known beside them."""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cpise_inventory.importing.columns import Layout
from cpise_inventory.importing.deliveries import DeliveryLine, parse
from cpise_inventory.importing.grid import Choices
from cpise_inventory.importing.reference import KnownDonation, KnownItem, Named, Reference
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.tables import Table, read_table
from cpise_inventory.importing.vocabulary import DELIVERY

TODAY = date(2026, 11, 24)
HEADINGS = ("Centre", "Code article", "Quantité", "N° de lot", "Péremption", "Donateur")
SOAP = ("NKC1", "SAVON-250", "12", "L23", "31/12/2027", "OIM")
BUCKET = ("KIF", "SEAU-14", "3", "", "", "UNICEF")

REFERENCE = Reference(
    day=TODAY,
    centres=(
        Named("NKC1", ("CPISE Nouakchott – Dar Naïm", "نواكشوط – دار النعيم")),
        Named("NKC2", ("CPISE Nouakchott – El Mina", "نواكشوط – الميناء")),
        Named("KIF", ("CPISE Kiffa", "كيفه")),
    ),
    items=(
        KnownItem(
            "SAVON-250",
            ("Savon de toilette 250 g", "صابون الاستحمام 250 غ", "Bathing soap 250 g"),
            unit="bar",
            packs={"carton": 36},
            expiry_kept=True,
        ),
        KnownItem(
            "SEAU-14", ("Seau avec couvercle 14 l", "دلو بغطاء 14 ل", "Bucket with lid 14 l")
        ),
    ),
    donors=(
        Named(
            "OIM",
            (
                "Organisation internationale pour les migrations (OIM)",
                "International Organization for Migration (IOM)",
                "المنظمة الدولية للهجرة",
            ),
        ),
        Named("UNICEF", ("Fonds des Nations Unies pour l’enfance (UNICEF)",)),
        Named("PRM", ("Bureau de la population, des réfugiés et des migrations (PRM)",)),
    ),
    donations=(
        KnownDonation("OIM-2026-01", (), "OIM"),
        KnownDonation("UNICEF-2026-03", (), "UNICEF"),
    ),
    serials={("Dell", "5CG7001ABC"): "NKC1-A-00042-K"},
    lots={("SAVON-250", "OLD-1", "OIM"): "2027-06"},
)


def as_csv(rows: Sequence[Sequence[str]], separator: str = ";") -> str:
    out = StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def as_xlsx(rows: Sequence[Sequence[object]], **sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet, and of others by their names."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    for row in rows:
        first.append(row)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def table(
    folder: Path,
    content: str | bytes | Sequence[Sequence[str]],
    layout: Layout = DELIVERY,
    choices: Choices | None = None,
) -> Table:
    """The table of a real file with this content."""
    if not isinstance(content, str | bytes):
        content = as_csv(content)
    data = content if isinstance(content, bytes) else content.encode()
    path = folder / ("list.xlsx" if data.startswith(b"PK") else "list.csv")
    path.write_bytes(data)
    return read_table(path, layout, choices)


def delivery(
    folder: Path,
    content: str | bytes | Sequence[Sequence[str]],
    choices: Choices | None = None,
    reference: Reference = REFERENCE,
) -> Parsed[DeliveryLine]:
    return parse(table(folder, content, DELIVERY, choices), reference)


def said(parsed: Parsed[DeliveryLine]) -> list[tuple[int, str, str, str]]:
    """(row, field, value, code) of every problem."""
    return [(x.row, x.field, x.value, x.code) for x in parsed.problems]
