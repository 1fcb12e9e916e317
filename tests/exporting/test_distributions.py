"""Distributions for partners: a row a line, HXL's tags on the second row, nobody counted twice."""

import csv

from cpise_inventory.documents.queries import Filter
from cpise_inventory.exporting import distributions_csv
from cpise_inventory.language.words import words


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def exported(books, path, **options):
    with books.store.read() as connection:
        distributions_csv(connection, books.store.journal, path, words("fr"), **options)
    return read(path)


def test_each_line_of_each_receipt_is_a_row(books, tmp_path):
    heads, *rows = exported(books, tmp_path / "d.csv")
    assert "#date+issued" not in rows[0]
    assert [row[1] for row in rows] == [books.issued["distributed"]] * 4 + [
        books.issued["distributed_unit"]
    ]
    assert [row[heads.index("Quantité")] for row in rows] == ["24", "100", "50", "4", "10"]
    assert [row[-1] for row in rows] == ["émis"] * 4 + ["annulé"]
    assert rows[0][3:6] == ["Nouakchott-Nord", "MR-14", "CPISE Nouakchott – Dar Naïm"]


def test_heads_are_counted_once_a_receipt(books, tmp_path):
    _, tags, *rows = exported(books, tmp_path / "d.csv", hxl=True)
    girls, boys = tags.index("#reached+children+f"), tags.index("#reached+children+m")
    assert [row[girls] for row in rows] == ["22", "", "", "", ""]
    assert [row[boys] for row in rows] == ["2", "", "", "", ""]


def test_every_column_has_its_tag(books, tmp_path):
    heads, tags, *_ = exported(books, tmp_path / "d.csv", hxl=True)
    assert len(tags) == len(heads)
    assert len(set(tags)) == len(tags)
    assert all(tag.startswith("#") for tag in tags)


def test_funder_and_donor_are_told_by_lot(books, tmp_path):
    _, tags, *rows = exported(books, tmp_path / "d.csv", hxl=True)
    at = slice(tags.index("#org+funder"), tags.index("#org+impl") + 1)
    assert [row[at] for row in rows[:3]] == [
        ["PRM + UNICEF", "OIM + UNICEF"],
        ["UNICEF", "UNICEF"],
        ["PRM", "OIM"],
    ]


def test_a_period_and_a_centre_can_be_asked_for(books, tmp_path):
    wanted = Filter(centre="KIF")
    assert len(exported(books, tmp_path / "a.csv", wanted=wanted)) == 1
    wanted = Filter(first="2026-11-24", last="2026-11-24")
    assert len(exported(books, tmp_path / "b.csv", wanted=wanted)) == 6
