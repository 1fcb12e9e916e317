"""The register and the papers, for whoever takes them along."""

import csv
from io import StringIO
from zipfile import ZipFile

import openpyxl
import pytest

from cpise_inventory.documents.queries import Filter, prints, register_size
from cpise_inventory.exporting import receipts_pdf, receipts_zip, register_csv, register_xlsx
from cpise_inventory.language.words import LANGUAGES, words
from tests.printing.books import NOON
from tests.printing.reading import codes_of, pages_of

RECEIPTS = Filter(code="RD")


def read(text, delimiter=";"):
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter))


def test_the_register_lists_all_documents_the_oldest_first(books, tmp_path):
    with books.store.read() as connection:
        assert register_csv(connection, tmp_path / "r.csv", words("fr")) == len(books.issued)
    rows = read((tmp_path / "r.csv").read_text(encoding="utf-8-sig"))
    w = words("fr")
    assert [row[w.t("Number")] for row in rows] == list(books.issued.values())
    undone = next(row for row in rows if row[w.t("Number")] == books.issued["distributed_unit"])
    assert undone[w.t("Cancelled by")] == books.issued["undone"]
    assert undone[w.t("Status")] == "annulé"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_says_the_same(books, tmp_path, language):
    w = words(language)
    with books.store.read() as connection:
        assert register_xlsx(connection, tmp_path / "r.xlsx", w, RECEIPTS) == 3
    heads, *rows = openpyxl.load_workbook(tmp_path / "r.xlsx").active.iter_rows()
    assert heads[0].value == w.t("Number")
    assert len(rows) == 3
    assert {row[0].number_format for row in rows} == {"@"}
    assert {type(row[7].value) for row in rows} == {int}


def test_the_parcel_holds_every_paper_and_their_register(books, tmp_path):
    told = []
    with books.store.read() as connection:
        journal = books.store.journal
        done = receipts_zip(
            *(connection, journal, tmp_path / "r.zip", words("ar"), "mariem", NOON, RECEIPTS),
            progress=lambda *counts: told.append(counts),
        )
        assert done == register_size(connection, RECEIPTS) == 3
        assert prints(connection, books.issued["distributed"]) == []  # auditors change nothing
    assert told[-1] == (3, 3)
    with ZipFile(tmp_path / "r.zip") as parcel:
        assert parcel.testzip() is None
        names = parcel.namelist()
        assert names[-1] == "register.csv"
        assert len(read(parcel.read("register.csv").decode("utf-8-sig"))) == 3
        assert f"documents/{books.issued['distributed']}-ar.pdf" in names
        for name in names[:-1]:
            pdf = parcel.read(name)
            assert len(codes_of(pdf)) == 1
            assert "Mariem" in pages_of(pdf)[0]


def test_the_same_papers_can_be_one_pdf(books, tmp_path):
    with books.store.read() as connection:
        journal, w = books.store.journal, words("fr")
        path = tmp_path / "r.pdf"
        assert receipts_pdf(connection, journal, path, w, "mariem", NOON, RECEIPTS) == 3
        none = Filter(code="RD", centre="KIF")
        assert receipts_pdf(connection, journal, tmp_path / "0.pdf", w, "mariem", NOON, none) == 0
    pages = pages_of(path.read_bytes())
    assert len(pages) == 3
    assert not (tmp_path / "0.pdf").exists()
    assert all("24/11/2026" in page and "Mariem" in page for page in pages)
