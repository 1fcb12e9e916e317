"""Files as they come: what they are shows in their bytes, where the headings are in their cells."""

from pathlib import Path

import pytest

from cpise_inventory.errors import Refusal
from cpise_inventory.importing.file_problems import (
    FileCut,
    FileEmpty,
    FileNotReadable,
    FileNotThere,
    FileProblem,
    FileTooLarge,
    NoHeadings,
    NoRows,
    NotATable,
    NotAWorkbook,
    WorkbookDamaged,
)
from cpise_inventory.importing.grid import Choices
from cpise_inventory.importing.notices import (
    ColumnIgnored,
    NamedOtherwise,
    NoLastLineEnd,
    SheetsIgnored,
    TitleRowsSkipped,
    TotalRowSkipped,
)
from cpise_inventory.importing.tables import read_table
from cpise_inventory.importing.vocabulary import DELIVERY
from tests.importing.lists import BUCKET, HEADINGS, SOAP, as_csv, as_xlsx, table

ROWS = [HEADINGS, SOAP, BUCKET]
CSV = as_csv(ROWS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_way_of_saving_gives_the_same_rows(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    found = table(tmp_path, as_csv(ROWS, separator).encode(encoding))
    assert [row.cells for row in found.rows] == [SOAP, BUCKET]
    assert found.separator == separator
    assert found.encoding == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    assert found.accented == ("Quantité", "N° de lot", "Péremption")


def test_a_workbook_is_one_whatever_its_name(tmp_path: Path) -> None:
    for name, notices in (("a.xlsx", []), ("a.csv", [NamedOtherwise(value="a.csv")])):
        (tmp_path / name).write_bytes(as_xlsx(ROWS))
        found = read_table(tmp_path / name, DELIVERY)
        assert [row.cells[:3] for row in found.rows] == [SOAP[:3], BUCKET[:3]]
        assert (found.sheet, found.separator, list(found.notices)) == ("Sheet", "", notices)


def test_a_text_named_as_a_workbook_is_read_if_it_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text(CSV)
    found = read_table(tmp_path / "a.xlsx", DELIVERY)
    assert found.notices == (NamedOtherwise(value="a.xlsx"),)
    (tmp_path / "a.xlsx").write_text("This is no workbook.\n")
    with pytest.raises(NotAWorkbook):
        read_table(tmp_path / "a.xlsx", DELIVERY)


def test_titles_blanks_and_totals_are_left_aside_and_said(tmp_path: Path) -> None:
    rows = [["OIM – livraison"], [], ["Nouakchott"], HEADINGS, SOAP, [""], BUCKET]
    totals = [["", "Total", "15"], ["TOTAL GÉNÉRAL", "", "15"], ["المجموع", "", "15"]]
    found = table(tmp_path, as_csv([*rows, *totals]))
    assert [row.number for row in found.rows] == [5, 7]
    assert found.headings.number == 4
    assert found.notices == (
        TitleRowsSkipped(row=3, value="OIM – livraison"),
        TotalRowSkipped(row=8, value="Total"),
        TotalRowSkipped(row=9, value="TOTAL GÉNÉRAL"),
        TotalRowSkipped(row=10, value="المجموع"),
    )


def test_headings_are_looked_for_in_the_first_twenty_rows_only(tmp_path: Path) -> None:
    assert table(tmp_path, as_csv([["titre"]] * 19 + ROWS)).headings.number == 20
    with pytest.raises(NoHeadings) as refused:
        table(tmp_path, as_csv([["titre"]] * 20 + ROWS))
    assert refused.value.wanted == ("centre", "designation", "quantity", "donor")


def test_other_sheets_and_unknown_columns_are_announced(tmp_path: Path) -> None:
    rows = [[*HEADINGS, "Poids"], [*SOAP, "3"]]
    found = table(tmp_path, as_xlsx(rows, Notes=[["Bonjour"]]))
    assert found.notices == (
        SheetsIgnored(value="Notes", sheet="Sheet"),
        ColumnIgnored(row=1, column="Poids"),
    )


def test_a_person_may_overrule_encoding_separator_and_columns(tmp_path: Path) -> None:
    data = "Centre|Cantidad;x\nNKC1|é;y\n".encode("cp1252")
    choices = Choices("cp1256", "|", columns={"Cantidad;x": "quantity"})
    found = table(tmp_path, data, choices=choices)
    assert (found.encoding, found.separator) == ("cp1256", "|")
    assert found.columns.places == {"centre": 0, "quantity": 1}


def test_a_last_row_without_a_line_end_is_worth_a_look(tmp_path: Path) -> None:
    assert table(tmp_path, CSV.rstrip()).notices == (NoLastLineEnd(row=3),)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", FileEmpty),
        (b"\xef\xbb\xbf", FileEmpty),
        (b" \r\n\r\n", FileEmpty),
        (bytes(300), FileEmpty),
        (b"%PDF-1.7\n", NotATable),
        (b"<html><table><tr><td>Centre", NotATable),
        (b"\x89PNG\r\n", NotATable),
        (b"{\\rtf1 Centre}", NotATable),
        (bytes(n * n % 251 for n in range(4_000)), FileProblem),
        (b"Lorem ipsum dolor sit amet\n", NoHeadings),
        (b"Centre;truc;chose\nNKC1;1;2\n", NoHeadings),
        (b"Centre;Lot\n\n;\n", NoRows),
        (CSV.encode()[:-9], FileCut),
        (as_xlsx(ROWS)[:-100], WorkbookDamaged),
    ],
)
def test_what_is_no_list_is_refused_by_the_name_of_the_file(
    tmp_path: Path, content: bytes, problem: type[FileProblem]
) -> None:
    with pytest.raises(problem) as refused:
        table(tmp_path, content)
    assert refused.value.value in {"list.csv", "list.xlsx"}


def test_a_file_of_50_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    path.chmod(0)  # nobody but root could read it anyway
    with pytest.raises(FileTooLarge) as refused:
        read_table(path, DELIVERY)
    assert (refused.value.megabytes, refused.value.most) == (50, 20)


def test_a_file_that_is_not_there_or_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotThere) as refused:
        read_table(tmp_path / "none.csv", DELIVERY)
    assert refused.value.value == "none.csv"
    with pytest.raises(FileNotThere):
        read_table(Path("no\0file"), DELIVERY)
    with pytest.raises(FileNotReadable):
        read_table(tmp_path, DELIVERY)


def test_every_problem_of_a_file_is_a_refusal() -> None:
    assert issubclass(FileProblem, Refusal)
