"""receive, distribute, return, undo: the numbers that they print, and what they refuse."""

import pytest

from cpise_inventory.undo import undo
from tests.books import AUDITOR, MANAGER, SOAP, assert_sound, stock
from tests.stock.pairs import both_do

IN = ("receive", "--centre", "NKC1", "--from", "OIM", "--donation", "OIM-2026-01")
OUT = ("distribute", "--centre", "NKC1", "--to", "Accueil", "--to-kind", "unit")
DELIVERED = ("--line", "SAVON-250=100@L23/2099-06", "--line", "SEAU-14=30")


def test_goods_come_in_go_out_and_come_back(shell):
    assert shell.done(*IN, *DELIVERED) == {
        "document": "NKC1-A-BR-2026-00001",
        "documents": ["NKC1-A-BR-2026-00001"],
    }
    assert shell.done(*OUT, "--line", "SAVON-250=40@L23")["document"] == "NKC1-A-RD-2026-00001"
    number = shell.done("undo", "nkc1-a-rd-2026-00001", "--reason", "wrong unit")["document"]
    assert number == "NKC1-A-RD-2026-00002"
    with shell.store() as store:
        assert stock(store, SOAP) == {"L23": 100}
        assert_sound(store)


def test_people_get_the_number_alone(file_shell):
    answer = file_shell(*IN, *DELIVERED)
    assert answer == (0, "NKC1-A-BR-2026-00001\n", "")


def test_a_group_is_counted(file_shell):
    file_shell.done(*IN, *DELIVERED)
    group = (
        *("distribute", "--centre", "NKC1", "--to", "Group 1", "--to-kind", "group"),
        *("--line", "SEAU-14=2"),
    )
    assert [one["code"] for one in file_shell.refused(*group)] == ["empty_group"]
    assert file_shell.refused(*group, "--people", "0")[0]["code"] == "empty_group"
    assert file_shell.refused(*group, "--people", "-1")[0]["code"] == "quantity_out_of_range"
    assert file_shell.refused(*group, "--people", "9" * 30)[0]["code"] == "quantity_out_of_range"
    number = file_shell.done(*group, "--people", "٢٤")["document"]
    assert file_shell.done("document", "show", number)["people"] == 24
    girls = ("--heads", "f:6-11=12", "--heads", "m:12-17=3")
    number = file_shell.done(*group, *girls)["document"]
    assert file_shell.done("document", "show", number)["people"] == 15


def test_goods_are_taken_from_the_shelves_too_and_the_paper_says_from_which(file_shell):
    here = ("--centre", "NKC1")
    file_shell.done("place", "open", "MAGASIN/A1", *here, "--name-fr", "Étagère")
    file_shell.done(*IN, *DELIVERED)
    places = ("--from", "MAGASIN", "--to", "MAGASIN/A1")
    moving = ("stock", "move", *here, *places, "--line", "SAVON-250=60")
    file_shell.done(*moving)
    number = file_shell.done(*OUT, "--line", "SAVON-250=70")["document"]
    lines = file_shell.done("document", "show", number)["lines"]
    assert [(one["from"], one["quantity"]) for one in lines] == [
        ("NKC1/MAGASIN", 40),
        ("NKC1/MAGASIN/A1", 30),
    ]
    assert "NKC1/MAGASIN/A1" in file_shell("document", "show", number).out
    shelf = file_shell.refused(*OUT, "--line", "SAVON-250=31", "--storeroom", "MAGASIN/A1")[0]
    assert (shelf["code"], shelf["value"]) == ("not_enough_stock", 31)


def test_more_than_there_is_says_what_there_is(shell):
    shell.done(*IN, *DELIVERED)
    lines = ("--line", "SEAU-14=1", "--line", "SAVON-250=101")
    problem = shell.refused(*OUT, *lines)[0]
    assert (problem["code"], problem["field"], problem["value"], problem["row"]) == (
        *("not_enough_stock", "quantity", 101, 2),
    )
    assert "100" in problem["message"]
    said = shell(*OUT, *lines)
    assert said.code == 1
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert [one["kind"] for one in shell.done("document", "list")["documents"]] == [
        "stock.received"
    ]


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        (("--centre", "ZZZ", "--from", "OIM"), "unknown_centre", "centre"),
        (("--centre", "NKC1", "--from", "ZZZ"), "unknown_donor", "from"),
        (("--centre", "NKC1", "--from", "OIM", "--donation", "X"), "unknown_donation", "donation"),
        (("--centre", "NKC1", "--from", "OIM", "--storeroom", "X"), "unknown_place", "storeroom"),
        (("--centre", "NKC1", "--from", "OIM", "--date", "1999-01-01"), "unreadable_date", "date"),
        (
            ("--centre", "NKC1", "--from", "OIM", "--date", "2001-01-01"),
            "too_early_date",
            "happened_on",
        ),
        (
            ("--centre", "NKC1", "--from", "OIM", "--date", "2098-01-01"),
            "future_date",
            "happened_on",
        ),
        (
            ("--centre", "NKC1", "--from", "OIM", "--remarks", "x" * 500),
            "text_too_long",
            "",
        ),
    ],
)
def test_what_a_delivery_may_not_say(file_shell, words, code, field):
    problem = file_shell.refused("receive", *words, "--line", "SEAU-14=1")[0]
    assert (problem["code"], problem["field"]) == (code, field)


def test_codes_are_read_however_they_are_typed(file_shell):
    words = ("receive", "--centre", "nkc1", "--from", "oim", "--line", "seau-14=3")
    assert file_shell.done(*words)["document"] == "NKC1-A-BR-2026-00001"


def test_all_lines_that_are_wrong_are_told_and_nothing_is_written(shell):
    lines = ("SAVON-250=0", "SEAU-14=5", "SEAU-14=2.5", "KIT-HYG", "SAVON-250=5@L/2027-02-30")
    words = [word for line in lines for word in ("--line", line)]
    problems = shell.refused(*IN, *words)
    assert [(one["row"], one["code"]) for one in problems] == [
        (1, "quantity_out_of_range"),
        (3, "quantity_not_whole"),
        (4, "bad_line"),
        (5, "bad_expiry"),
    ]
    assert shell.done("document", "list") == {"documents": []}


def test_the_domain_names_the_line_of_its_item(file_shell):
    problem = file_shell.refused(*IN, "--line", "SEAU-14=1", "--line", "NOTHING=1")[0]
    assert (problem["code"], problem["row"], problem["value"]) == ("unknown_item", 2, "NOTHING")


def test_roles_are_kept(file_shell):
    problem = file_shell.refused(*IN, "--line", "SEAU-14=1", user=AUDITOR)[0]
    assert (problem["code"], problem["field"]) == ("not_allowed", "user")


def test_somebody_elses_document_is_cancelled_by_a_manager(file_shell):
    number = file_shell.done(*IN, *DELIVERED)["document"]
    file_shell.done("undo", number, "--reason", "counted twice", user=MANAGER)
    assert file_shell.refused("undo", number, "--reason", "again")[0]["code"] in (
        "already_reversed",
        "not_allowed",
    )


def test_what_two_workstations_cancelled_is_settled_by_cancelling_one_of_both(file_shell, tmp_path):
    file_shell.done(*IN, *DELIVERED)
    number = file_shell.done(*OUT, "--line", "SAVON-250=40@L23")["document"]
    both_do(file_shell.where, tmp_path / "others", lambda work: undo(work, number, "wrong unit"))
    assert file_shell.done("document", "show", number)["status"] == "cancelled_twice"
    ours, theirs = "NKC1-A-RD-2026-00002", "NKC1-B-RD-2026-00001"
    again = ("undo", theirs, "--reason", "one too many")
    foreseen = file_shell.done(*again, "--dry-run", user=MANAGER)["lines"]
    assert [(one["to"], one["quantity"]) for one in foreseen] == [("~distributed", 40)]
    assert file_shell.refused(*again, user=AUDITOR)[0]["code"] == "not_allowed"
    file_shell.done(*again, user=MANAGER)
    assert file_shell.done("document", "show", number)["reversed_by"] == ours
    said = file_shell.refused("undo", ours, "--reason", "again", user=MANAGER)[0]
    assert (said["code"], said["field"]) == ("no_longer_twice", "number")
    with file_shell.store() as store:
        assert stock(store, SOAP) == {"L23": 100}
        assert_sound(store)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("undo", "NKC1-A-RD-2026-99999", "--reason", "x"), "unknown_document"),
        (("undo", "nonsense", "--reason", "x"), "unknown_document"),
    ],
)
def test_what_is_not_there_cannot_be_cancelled(file_shell, words, code):
    assert file_shell.refused(*words)[0]["code"] == code


def test_a_cancellation_needs_a_reason(file_shell):
    number = file_shell.done(*IN, *DELIVERED)["document"]
    assert file_shell.refused("undo", number, "--reason", " ")[0]["code"] == "no_reason"


def test_goods_come_back_in_packs(file_shell):
    file_shell.done(*IN, "--line", "SEAU-14=30")
    receipt = file_shell.done(*OUT, "--line", "SEAU-14=2carton+3")["document"]
    file_shell.done(
        "return", receipt, "--line", "SEAU-14=1carton+1", "--damaged", "SEAU-14=1carton"
    )
    there = {one["location"]: one["quantity"] for one in file_shell.done("stock")["stock"]}
    assert there == {"NKC1/MAGASIN": 3 + 13, "NKC1/QUARANTAINE": 12}
    more = file_shell.refused("return", receipt, "--line", "SEAU-14=1carton")[0]
    assert (more["code"], more["field"]) == ("more_than_given", "quantity")


def test_goods_come_back_against_their_receipt(shell):
    shell.done(*IN, *DELIVERED)
    receipt = shell.done(*OUT, "--line", "SAVON-250=40", "--line", "SEAU-14=3")["document"]
    some = ("--line", "SAVON-250=10", "--damaged", "SAVON-250=2@L23")
    assert shell.done("return", receipt.lower(), *some)["document"] == "NKC1-A-RE-2026-00001"
    with shell.store() as store:
        assert stock(store, SOAP)["L23"] in (2, 70)  # in the storeroom, and set apart
    more = shell.refused("return", receipt, "--line", "SEAU-14=1", "--line", "SAVON-250=29")[0]
    assert (more["code"], more["field"], more["row"]) == ("more_than_given", "quantity", 2)
    shell.done("return", receipt)
    assert shell.refused("return", receipt)[0]["code"] == "all_back"
    with shell.store() as store:
        assert_sound(store)
