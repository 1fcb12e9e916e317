"""stock movements, stock filters."""

import csv

import pytest

from tests.books import AUDITOR, MANAGER
from tests.printing.reading import pages_of

IN = ("receive", "--centre", "NKC1", "--from", "OIM", "--donation", "OIM-2026-01")
OUT = ("distribute", "--centre", "NKC1", "--to", "Accueil", "--to-kind", "unit")
SHOW = ("stock", "movements")


@pytest.fixture
def full(file_shell):
    """Both engines read the register in its own tests."""
    shell = file_shell
    shell.done(*IN, "--line", "SAVON-250=50@L24/2099-12-31", "--date", "2026-01-10")
    shell.done(*IN, "--line", "SAVON-250=100@L23/2099-06", "--line", "SEAU-14=30")
    number = shell.done(*OUT, "--line", "SAVON-250=60")["document"]
    shell.done("undo", number, "--reason", "twice", user=MANAGER)
    shell.done(*OUT, "--line", "SAVON-250=20")
    return shell


def test_each_line_says_what_moved_from_where_to_whom_and_what_was_cancelled(full):
    answer = full.done(*SHOW, "--item", "savon-250")
    assert answer["totals"] == {"lines": 5, "received": 150, "issued": 20}
    first, *_, last = answer["movements"]
    assert (first["happened_on"], first["lot"], first["quantity"]) == ("2026-01-10", "L24", 50)
    about = ("from", "to", "recipient", "recipient_kind", "actor")
    said = ("NKC1/MAGASIN", "~distributed", "Accueil", "unit", "aicha")
    assert tuple(last[name] for name in about) == said
    (cancelled, *_), (undoing, *_) = (
        [one for one in answer["movements"] if one[name]] for name in ("reversed_by", "reverses")
    )
    assert cancelled["reversed_by"] == undoing["document"]
    assert undoing["note"] == "twice"
    shown = full(*SHOW, "--item", "SAVON-250")
    assert f"Cancelled by {undoing['document']}" in shown.out
    assert "Received: 150. Issued: 20." in shown.err


def test_options_narrow_it_and_the_newest_can_be_had(full):
    assert full.done(*SHOW, "--to", "2026-01-31")["totals"] == {"lines": 1}
    assert len(full.done(*SHOW, "--recipient", "ACCUEIL")["movements"]) == 2
    assert full.done(*SHOW, "--centre", "ROS")["movements"] == []
    papers = [one["document"] for one in full.done(*SHOW, "--order", "document")["movements"]]
    assert papers == sorted(papers)
    newest = full(*SHOW, "--last", "2").out
    assert newest.count("Goods distributed") == 1
    assert "There is no movement like this." in full(*SHOW, "--lot", "L99").out


def test_a_filter_is_kept_and_used_by_its_name(full):
    full.done(*SHOW, "--item", "SAVON-250", "--period", "year", "--keep-as", "Savon")
    kept = full.done("stock", "filters")["filters"]
    assert kept == [{"name": "Savon", "item": "SAVON-250", "period": "year"}]
    assert "Item: Soap 250 g" in full("stock", "filters").out
    french = full("--language", "fr", "stock", "filters").out
    assert "Article\N{NO-BREAK SPACE}: " in french
    assert full.done(*SHOW, "--filter", "SAVON")["totals"]["lines"] == 5
    assert full.done(*SHOW, "--filter", "savon", "--to", "2026-01-31")["totals"]["lines"] == 1
    assert full.refused(*SHOW, "--filter", "Savon", user=AUDITOR)[0]["field"] == "filter"
    full.done("stock", "filters", "--forget", "savon")
    assert "No filter is kept." in full("stock", "filters").out
    assert full.refused("stock", "filters", "--forget", "savon")[0]["code"] == "no_filter_kept"


def test_what_is_seen_goes_into_a_file_of_each_form(full, tmp_path):
    for name in ("r.csv", "r.xlsx", "r.pdf"):
        answer = full.done(*SHOW, "--text", "savon", "--out", str(tmp_path / name))
        assert answer == {"written": 5, "file": str(tmp_path / name)}
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == 6
    assert "Movement register" in pages_of((tmp_path / "r.pdf").read_bytes())[0]
    assert full.refused(*SHOW, "--out", str(tmp_path / "r.doc"))[0]["field"] == "out"


def test_a_storeroom_is_named_with_its_centre_or_beside_it(full):
    whole = full.done(*SHOW, "--storeroom", "NKC1/MAGASIN")
    assert whole["movements"]
    beside = ("--centre", "NKC1", "--storeroom", "magasin")
    assert full.done(*SHOW, *beside) == full.done(
        *SHOW, "--centre", "NKC1", *("--storeroom", "NKC1/MAGASIN")
    )
    assert full.refused(*SHOW, "--storeroom", "MAGASIN")[0]["code"] == "unknown_place"


def test_what_is_not_known_is_refused_by_its_field(full):
    for option, value, field in (
        ("--kind", "asset.assigned", "kind"),
        ("--item", "NIX", "item"),
        ("--storeroom", "NKC1/CAVE", "storeroom"),
        ("--period", "week", "period"),
    ):
        (problem,) = full.refused(*SHOW, option, value)
        assert (problem["field"], problem["value"]) == (field, value)
