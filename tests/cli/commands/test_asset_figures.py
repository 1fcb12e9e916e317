"""asset figures, asset life."""

from csv import DictReader

from openpyxl import load_workbook

from tests.cli.commands.test_assets import NEW


def test_figures_are_told_by_each_grouping_and_by_one(file_shell):
    file_shell.done(*NEW, "--serial", "S1", "--value", "1200.50", "--currency", "MRU")
    told = file_shell.done("asset", "figures")["figures"]
    assert told["centre"] == [
        {
            "key": "NKC1",
            "count": 1,
            "values": {"MRU": "1200.50"},
            "repairs": {},
            "conditions": {"new": 1},
            "categories": {"laptop": 1},
        }
    ]
    assert list(file_shell.done("asset", "figures", "--by", "age")["figures"]) == ["age"]
    assert file_shell.done("asset", "figures", "--centre", "ROS")["figures"]["category"] == []
    assert file_shell("asset", "figures", "--by", "colour").code == 1
    for language in ("fr", "ar", "en"):
        assert "MRU" in file_shell("asset", "figures", language=language).out


def test_figures_go_to_a_table_and_a_workbook(file_shell, tmp_path):
    file_shell.done(*NEW, "--serial", "S1", "--value", "1200.50", "--currency", "MRU")
    file_shell.done(*NEW, "--serial", "S2", "--value", "90", "--currency", "EUR")
    table, book = tmp_path / "f.csv", tmp_path / "f.xlsx"
    asked = ("asset", "figures", "--by", "category", "--out")
    assert "1 line written." in file_shell(*asked, str(table), language="en").out
    (row,) = DictReader(table.read_text("utf-8-sig").splitlines())
    assert (row["Quantity"], row["New"], row["Value, MRU"], row["Value, EUR"]) == (
        *("2", "2", "1200.50", "90.00"),
    )
    file_shell("asset", "figures", "--out", str(book), language="ar")
    sheet = load_workbook(book).active
    texts = [cell.value for cells in sheet for cell in cells if isinstance(cell.value, str)]
    assert not [text for text in texts if "\u2066" in text]
    assert file_shell.refused("asset", "figures", "--out", "f.pdf")[0]["code"] == "unknown_ending"


def test_how_long_a_kind_is_used_is_an_assumption_until_it_is_said(file_shell):
    before = file_shell.done("asset", "life", "laptop")["lives"]
    assert before == [{"category": "laptop", "years": 4, "assumed": True}]
    after = file_shell.done("asset", "life", "PC portable", "--years", "6", user="sidi")["lives"]
    assert after == [{"category": "laptop", "years": 6, "assumed": False}]
    assert file_shell("asset", "life", "laptop", "--years", "0", user="sidi").code == 1
