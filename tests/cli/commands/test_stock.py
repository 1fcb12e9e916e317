"""stock, stock card."""

import pytest

IN = ("receive", "--centre", "NKC1", "--from", "OIM", "--donation", "OIM-2026-01")
OUT = ("distribute", "--centre", "NKC1", "--to", "Accueil", "--to-kind", "unit")


@pytest.fixture
def full(shell):
    shell.done(*IN, "--line", "SAVON-250=50@L24/2099-12-31", "--date", "2026-01-10")
    shell.done(*IN, "--line", "SAVON-250=100@L23/2099-06", "--line", "SEAU-14=30")
    shell.done(*OUT, "--line", "SAVON-250=60")
    return shell


def test_on_hand_by_item_lot_and_storeroom(full):
    assert full.done("stock")["stock"] == [
        {
            "centre": "NKC1",
            "location": "NKC1/MAGASIN",
            "item": "SAVON-250",
            "lot": "L23",
            "expiry": "2099-06",
            "donation": "OIM-2026-01",
            "quantity": 40,
        },
        {
            "centre": "NKC1",
            "location": "NKC1/MAGASIN",
            "item": "SAVON-250",
            "lot": "L24",
            "expiry": "2099-12-31",
            "donation": "OIM-2026-01",
            "quantity": 50,
        },
        {
            "centre": "NKC1",
            "location": "NKC1/MAGASIN",
            "item": "SEAU-14",
            "lot": "",
            "expiry": "",
            "donation": "OIM-2026-01",
            "quantity": 30,
        },
    ]
    assert len(full.done("stock", "--item", "seau-14")["stock"]) == 1
    assert full.done("stock", "--centre", "ROS")["stock"] == []


def test_what_is_on_hand_leaves_as_a_list(full, tmp_path):
    out = tmp_path / "stock.csv"
    assert full.done("stock", "--item", "SEAU-14", "--out", str(out)) == {
        "written": 1,
        "file": str(out),
    }
    assert out.read_text(encoding="utf-8-sig").count("SEAU-14") == 1
    assert full.refused("stock", "--out", "stock.odt")[0]["code"] == "unknown_ending"


def test_as_it_was_on_a_day(full):
    then = full.done("stock", "--at", "2026-01-31")["stock"]
    assert [(one["lot"], one["quantity"]) for one in then] == [("L24", 50)]
    assert full.done("stock", "--at", "09/01/2026")["stock"] == []


def test_the_card_runs_from_the_oldest_line(full):
    card = full.done("stock", "card", "SAVON-250", "--centre", "NKC1")["card"]
    assert [(one["kind"], one["received"], one["issued"], one["balance"]) for one in card] == [
        ("stock.received", 50, 0, 50),
        ("stock.received", 100, 0, 150),
        ("stock.distributed", 0, 60, 90),
    ]
    assert card[0]["happened_on"] == "2026-01-10"
    assert {"recorded_at", "document"} <= card[0].keys()
    last = full.done("stock", "card", "SAVON-250", "--centre", "NKC1", "--last", "1")["card"]
    assert last == card[-1:]


def test_the_card_of_any_length_is_whole(file_shell, monkeypatch):
    monkeypatch.setattr("cpise_inventory.stock.card.PAGE", 2)
    for _ in range(5):
        file_shell.done(*IN, "--line", "SEAU-14=3")
    card = file_shell.done("stock", "card", "SEAU-14", "--centre", "NKC1")["card"]
    assert [one["balance"] for one in card] == [3, 6, 9, 12, 15]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("stock", "--centre", "ZZZ"), "unknown_centre"),
        (("stock", "--item", "ZZZ"), "unknown_item"),
        (("stock", "--at", "yesterday"), "unreadable_date"),
        (("stock", "card", "ZZZ", "--centre", "NKC1"), "unknown_item"),
        (("stock", "card", "SAVON-250", "--centre", "ZZZ"), "unknown_centre"),
    ],
)
def test_what_is_not_known_is_said(file_shell, words, code):
    assert [one["code"] for one in file_shell.refused(*words)] == [code]


def test_who_looks_up_an_item_that_is_not_there_is_not_told_to_add_it(file_shell):
    for words in (("stock",), ("stock", "movements")):
        assert file_shell(*words, "--item", "NIX").err == "There is no item NIX.\n"
    assert "add it first" in file_shell(*IN, "--line", "NIX=5").err


def test_people_read_a_table_in_three_languages(file_shell):
    assert file_shell("stock").out.count("\n") == 1
    file_shell.done(*IN, "--line", "SAVON-250=1204@L23/2099-06")
    for language, name in (("fr", "Savon 250 g"), ("ar", "صابون 250 غ"), ("en", "Soap 250 g")):
        said = file_shell("stock", language=language).out
        assert name in said
        assert "1\u202f204" in said
        assert "06/2099" in said
        card = file_shell("stock", "card", "SAVON-250", "--centre", "NKC1", language=language).out
        assert card.count("1\u202f204") == 4  # the line and the closing: received, balance
