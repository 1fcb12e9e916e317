"""donation add, list, trace: what was promised, and what became of it."""

import csv
import io

import openpyxl
import pytest

from tests.books import BUCKET, DONATION, KIT, bring, hand_out, tag
from tests.printing.reading import pages_of

ADD = ("donation", "add", "PRM-2", "--donor", "oim")


def test_a_donation_with_all_that_is_known_of_it(shell):
    said = shell.done(
        *ADD,
        *("--funder", "PRM", "--reference", "MR-78", "--agreed", "15/01/2026"),
        *("--value", "125 000,50", "--currency", "mru", "--title", "CPISE dès la remise"),
        *("--iati", "XM-DAC-47066-MR-78", "--earmark", "nkc1", "--earmark", "ROS:SAVON-250=40"),
        *("--line", "SAVON-250=100", "--line", "SAVON-250=20"),
    )
    assert said == {"donation": "PRM-2"}
    assert shell.done("donation", "list")["donations"][-1] == {
        "code": "PRM-2",
        "donor": "OIM",
        "funder": "PRM",
        "reference": "MR-78",
        "agreed_on": "2026-01-15",
        "remarks": "",
        "value": 12_500_050,
        "currency": "MRU",
        "title": "CPISE dès la remise",
        "iati": "XM-DAC-47066-MR-78",
        "earmarks": [
            {"centre": "NKC1", "item": "", "quantity": 0},
            {"centre": "ROS", "item": "SAVON-250", "quantity": 40},
        ],
        "promised": [{"item": "SAVON-250", "quantity": 120}],
    }
    assert "125 000,50 MRU" in shell("donation", "list", language="fr").out.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("donation", "add", "D-1", "--donor", "ZZZ"), "unknown_donor"),
        (("donation", "add", "D 1", "--donor", "OIM"), "bad_code"),
        ((*ADD, "--agreed", "soon"), "unreadable_date"),
        ((*ADD, "--value", "12.345"), "unreadable_money"),
        ((*ADD, "--value", "-3"), "unreadable_money"),
        ((*ADD, "--value", "3"), "unknown_currency"),
        ((*ADD, "--value", "3", "--currency", "XOF"), "unknown_currency"),
        ((*ADD, "--earmark", "NOWHERE"), "unknown_centre"),
        ((*ADD, "--earmark", "NKC1:"), "bad_line"),
        ((*ADD, "--earmark", "NKC1:NONE=2"), "unknown_item"),
        ((*ADD, "--line", "NONE=2"), "unknown_item"),
        ((*ADD, "--line", "SAVON-250=0"), "quantity_out_of_range"),
        ((*ADD, "--title", "x" * 401), "text_too_long"),
        (("donation", "trace", "NONE"), "unknown_donation"),
        (("donation", "trace", DONATION, "--out", "x.doc"), "unknown_ending"),
    ],
)
def test_what_is_refused(file_shell, words, code):
    assert [one["code"] for one in file_shell.refused(*words)] == [code]


@pytest.fixture
def busy(file_shell):
    with file_shell.store() as store:
        bring(store, KIT, 400, "K1", "2028-06")
        bring(store, BUCKET, 10)
        hand_out(store, KIT, 30)
        tag(store, "S1")
    file_shell.done(
        *("distribute", "--centre", "NKC1", "--to", "Filles 6–11", "--to-kind", "group"),
        *("--people", "24", "--line", "KIT-HYG=24"),
    )
    return file_shell


def test_what_became_of_it_in_one_answer(busy):
    said = busy.done("donation", "trace", DONATION.lower())
    (kit, bucket) = said["items"]
    assert (kit["received"], kit["on_hand"], kit["distributed"]) == (400, 346, 54)
    assert bucket["on_hand"] == 10
    for one in said["items"]:
        gone = set(one) - {"item", "received", "reversed"}
        assert sum(one[fate] for fate in gone) == one["received"] - one["reversed"]
    assert [(one["recipient"], one["quantity"], one["people"]) for one in said["recipients"]] == [
        ("Accueil", 30, 0),
        ("Filles 6–11", 24, 24),
    ]
    assert [one["serial"] for one in said["assets"]] == ["S1"]
    assert "Accueil" in busy("donation", "trace", DONATION).out


def test_the_same_as_a_table_that_adds_up(busy, tmp_path):
    file = tmp_path / "don.csv"
    assert busy("donation", "trace", DONATION, "--out", str(file), language="fr").code == 0
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    quantity, fate, item = (
        rows[0].index(name) for name in ("Quantité", "Ce qu’il en est advenu", "Code article")
    )
    kits = [row for row in rows[1:] if row[item] == KIT]
    came = sum(int(row[quantity]) for row in kits if row[fate] == "reçu")
    assert came == 400 == sum(int(row[quantity]) for row in kits if row[fate] != "reçu")
    book = tmp_path / "don.xlsx"
    assert busy("donation", "trace", DONATION, "--out", str(book)).code == 0
    sheet = openpyxl.load_workbook(book).active
    assert sheet.max_row == len(rows)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_same_on_paper(busy, tmp_path, language):
    file = tmp_path / "don.pdf"
    answer = busy("donation", "trace", DONATION, "--out", str(file), language=language)
    assert answer.code == 0
    read = set(" ".join(pages_of(file.read_bytes())).split())
    assert {"400", DONATION, "Accueil"} <= read


def test_people_read_tables(file_shell):
    assert DONATION in file_shell("donation", "list").out
    assert "Nothing of it has come yet." in file_shell("donation", "trace", DONATION).out
