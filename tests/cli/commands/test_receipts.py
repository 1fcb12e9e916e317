"""receipts export: zip and pdf of papers, csv and xlsx of their register."""

import csv
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.books import AUDITOR, BUCKET, bring, hand_out


@pytest.fixture
def two(file_shell):
    with file_shell.store() as store:
        bring(store, BUCKET, 30)
        return [hand_out(store, BUCKET, 12), hand_out(store, BUCKET, 3)]


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_an_auditor_takes_all_receipts_along(file_shell, two, tmp_path):
    for name in ("receipts.zip", "receipts.csv", "receipts.xlsx", "receipts.pdf"):
        out = tmp_path / name
        told = file_shell.done("receipts", "export", "--out", str(out), user=AUDITOR)
        assert told == {"written": 2, "file": str(out)}
    with ZipFile(tmp_path / "receipts.zip") as parcel:
        assert [f"documents/{number}-en.pdf" for number in two] == parcel.namelist()[:2]
    rows = read(tmp_path / "receipts.csv")
    assert [row[0] for row in rows[1:]] == two
    sheet = load_workbook(tmp_path / "receipts.xlsx").active
    assert [sheet.cell(row, 1).value for row in (2, 3)] == two
    assert (tmp_path / "receipts.pdf").read_bytes().startswith(b"%PDF")
    assert file_shell.done("document", "show", two[0])["prints"] == []


def test_a_row_for_each_line_with_the_tags_of_hxl(file_shell, two, tmp_path):
    out = tmp_path / "lines.csv"
    file_shell.done("receipts", "export", "--by-line", "--hxl", "--out", str(out))
    rows = read(out)
    assert rows[1][0] == "#date+issued"
    assert [row[1] for row in rows[2:]] == two


def test_a_time_and_a_centre(file_shell, two, tmp_path):
    out = str(tmp_path / "none.csv")
    for words in (("--to", "2020-01-01"), ("--from", "2099-01-01"), ("--centre", "ROS")):
        assert file_shell.done("receipts", "export", *words, "--out", out)["written"] == 0


def test_a_file_of_another_kind(file_shell, tmp_path):
    problem = file_shell.refused("receipts", "export", "--out", str(tmp_path / "r.doc"))[0]
    assert (problem["code"], problem["field"]) == ("unknown_ending", "out")
