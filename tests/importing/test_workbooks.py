"""XLSX files, each a real one: made by openpyxl, or broken by hand."""

import datetime as dt
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from cpise_inventory.importing.file_problems import (
    FileProblem,
    NoHeadings,
    NoSuchSheet,
    NotATable,
    NotAWorkbook,
    TooManyColumns,
    TooManyRows,
    WorkbookBloated,
    WorkbookDamaged,
    WorkbookLocked,
    WorkbookOld,
)
from cpise_inventory.importing.vocabulary import DELIVERY
from cpise_inventory.importing.workbooks import OLE, Sheet, read_workbook
from tests.importing.lists import BUCKET, HEADINGS, SOAP, as_xlsx, saved

HEADED = ["Centre", "Quantité"]
SHEET = "xl/worksheets/sheet1.xml"


def read(data: bytes, wish: str = "") -> Sheet:
    return read_workbook(data, "list.xlsx", DELIVERY.field_of, wish)


def cell(value: object, number_format: str = "General") -> tuple[str, str]:
    """(text, kind) of a cell, written to a real workbook and read back."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(HEADED)
    sheet["B2"] = value
    sheet["B2"].number_format = number_format
    row = read(saved(book)).rows[1]
    return row.cells[1], row.kinds[1]


def edited(data: bytes, part: str, change: tuple[bytes, bytes]) -> bytes:
    """A workbook with some bytes of one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                assert change[0] in content
                content = content.replace(*change)
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "text", "kind"),
    [
        ("Écran", "@", "Écran", "t"),
        ("00123", "@", "00123", "t"),
        (12, "General", "12", "n"),
        (12.0, "General", "12", "n"),
        (2.5, "General", "2.5", "n"),
        (0.1, "General", "0.1", "n"),
        (1e-7, "General", "0.0000001", "n"),
        (10**12, "General", "1000000000000", "n"),
        (30104312345678, "0.00E+00", "30104312345678", "n"),
        (3.5e18, "General", "3500000000000000000", "n"),
        (123, "00000", "00123", "n"),
        (dt.date(2027, 12, 31), "dd/mm/yyyy", "2027-12-31", "d"),
        (dt.datetime(2027, 12, 31, 23, 59), "d mmm yy h:mm", "2027-12-31", "d"),  # noqa: DTZ001 - a cell has no zone
        (dt.date(2027, 6, 1), "mm/yyyy", "2027-06", "d"),
        (dt.date(2027, 6, 1), "mmm-yy", "2027-06", "d"),
        (dt.date(2027, 6, 1), '[$-40C]mmm-yy;@"jour"', "2027-06", "d"),
        (46752, "General", "46752", "n"),
        (True, "General", "TRUE", "t"),
        (dt.time(10, 30), "hh:mm", "10:30:00", "t"),
        ("=6+6", "General", "=6+6", "t"),
        (ArrayFormula("B2:B2", "=SUM(A1:A2)"), "General", "=SUM(A1:A2)", "t"),
        ("#N/A", "General", "#N/A", "t"),
    ],
)
def test_a_cell_is_the_text_that_a_person_sees(
    value: object, number_format: str, text: str, kind: str
) -> None:
    assert cell(value, number_format) == (text, kind)


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers() -> None:
    rows = [["Titre"], [], HEADED, [None, " "], ["NKC1", 12, None, ""], [], ["KIF", 3]]
    found = read(as_xlsx(rows)).rows
    assert [(row.number, row.cells) for row in found] == [
        (1, ("Titre",)),
        (3, ("Centre", "Quantité")),
        (5, ("NKC1", "12")),
        (7, ("KIF", "3")),
    ]


def test_the_first_sheet_with_known_headings_is_read_and_the_others_are_named() -> None:
    data = as_xlsx([["Bonjour"]], Liste=[HEADED, ["NKC1", 1]], Vide=[], Autre=[HEADED, ["KIF", 2]])
    sheet = read(data)
    assert (sheet.name, sheet.rows[1].cells) == ("Liste", ("NKC1", "1"))
    assert sheet.ignored == ("Sheet", "Autre")
    assert read(data, "Autre").rows[1].cells == ("KIF", "2")
    with pytest.raises(NoSuchSheet) as refused:
        read(data, "Divers")
    assert refused.value.sheets == "Sheet, Liste, Vide, Autre"


def test_a_hidden_sheet_is_not_read() -> None:
    book = Workbook()
    hidden, shown = book.active, book.create_sheet("Liste")
    assert isinstance(hidden, Worksheet)
    for sheet in (hidden, shown):
        sheet.append(HEADED)
        sheet.append([sheet.title, 1])
    hidden.sheet_state = "hidden"
    book.active = shown
    sheet = read(saved(book))
    assert (sheet.name, sheet.ignored) == ("Liste", ())


def test_a_workbook_of_an_old_mac_says_so() -> None:
    book = Workbook()
    book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - as openpyxl has it
    assert isinstance(book.active, Worksheet)
    book.active.append(HEADED)
    book.active.append(["NKC1", dt.date(2027, 12, 31)])
    sheet = read(saved(book))
    assert (sheet.since_1904, sheet.rows[1].cells[1]) == (True, "2027-12-31")


def test_the_size_that_a_sheet_claims_is_not_believed() -> None:
    data = as_xlsx([HEADED, ["NKC1", 12]])
    for claim in (b'ref="A1:A1"', b'ref="A1:XFD1048576"'):
        lying = edited(data, SHEET, (b'ref="A1:B2"', claim))
        assert read(lying).rows[1].cells == ("NKC1", "12")


def test_a_row_number_beyond_any_sheet_ends_the_reading() -> None:
    data = as_xlsx([HEADED, ["NKC1", 12]])
    far = edited(data, SHEET, (b'r="2"', b'r="99999999999"'))
    assert [row.cells for row in read(far).rows] == [tuple(HEADED)]


def with_parts(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


LOST_TEXT = b't="s"><v>9999</v>'
GOOD = as_xlsx([HEADINGS, SOAP, BUCKET])
FAR = [HEADED, ["NKC1", 1, *[None] * 260, "x"]]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (GOOD[:-200], WorkbookDamaged),
        (GOOD[:300], WorkbookDamaged),
        (b"PK\x03\x04" + bytes(500), WorkbookDamaged),
        (edited(GOOD, "xl/workbook.xml", (b"<workbook", b"<workbook<")), WorkbookDamaged),
        (edited(GOOD, SHEET, (b"</row>", b"</raw>")), WorkbookDamaged),
        (edited(GOOD, SHEET, (b't="inlineStr"><is><t>NKC1</t></is>', LOST_TEXT)), WorkbookDamaged),
        (with_parts({"word/document.xml": b"<w/>"}), NotAWorkbook),
        (with_parts({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), NotAWorkbook),
        (with_parts({"xl/workbook.bin": b"\0"}), NotATable),
        (OLE + bytes(600), WorkbookOld),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), WorkbookLocked),
        (as_xlsx([["a", "b"], ["c", "d"]]), NoHeadings),
        (as_xlsx(FAR), TooManyColumns),
    ],
)
def test_a_file_that_is_no_usable_workbook_is_refused(
    data: bytes, problem: type[FileProblem]
) -> None:
    with pytest.raises(FileProblem) as refused:
        read(data)
    assert (type(refused.value), refused.value.value) == (problem, "list.xlsx")


@pytest.mark.parametrize(
    "parts",
    [
        lambda: {"xl/workbook.xml": bytes(200_000_000)},
        lambda: {f"xl/{n}": b"" for n in range(5_001)},
    ],
    ids=["bytes", "parts"],
)
def test_a_package_that_unpacks_to_too_much_is_refused(
    parts: Callable[[], dict[str, bytes]],
) -> None:
    with pytest.raises(WorkbookBloated):
        read(with_parts(parts()))


def test_too_many_rows_are_refused_before_all_are_read() -> None:
    rows = b"<row><c><v>1</v></c></row>" * 100_001
    end = b"</sheetData>"
    with pytest.raises(TooManyRows):
        read(edited(as_xlsx([HEADED]), SHEET, (end, rows + end)))


def test_an_entity_that_grows_without_end_is_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 40) for letter in b"bcdefgh"
    )
    bomb = edited(GOOD, SHEET, (b"<worksheet ", laughs + b"]><worksheet "))
    bomb = edited(bomb, SHEET, (b"<t>Centre</t>", b"<t>&h;</t>"))
    with pytest.raises(WorkbookDamaged):
        read(bomb)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
ROWS = st.lists(st.tuples(TEXTS, st.integers(-(10**14), 10**14)), max_size=5)


@settings(max_examples=25)
@given(ROWS)
def test_any_table_comes_back_from_a_workbook(rows: list[tuple[str, int]]) -> None:
    texts = [(text, number) for text, number in rows if not text.startswith(("=", "#"))]
    found = read(as_xlsx([HEADED, *texts])).rows[1:]
    assert [row.cells for row in found] == [(text, str(number)) for text, number in texts]
