"""count: at once as COMMANDS.md says, and step by step."""

from datetime import date, timedelta

from tests.books import AUDITOR, MANAGER

SOAP = ("--from", "OIM", "--line", "SAVON-250=100@L23/2099-06", "--line", "SEAU-14=20")
IN = ("receive", "--centre", "NKC1", *SOAP)
SHEET = "NKC1-A-FI-2026-00001"
COUNT = ("count", "--centre", "NKC1")


def test_a_count_is_booked_once_a_manager_approves(shell):
    shell.done(*IN)
    lines = ("--line", "SAVON-250@L23=97", "--line", "SEAU-14=20")
    told = shell.done(*COUNT, *lines, "--why", "SAVON-250=damaged")
    assert told.items() >= {"document": SHEET, "documents": [SHEET], "status": "waits"}.items()
    assert shell.refused("count", "approve", SHEET)[0]["code"] == "not_allowed"
    told = shell.done("count", "approve", SHEET.lower(), user=MANAGER)
    assert (told["document"], told["status"]) == (SHEET, "approved")
    there = {line["item"]: line["quantity"] for line in shell.done("stock")["stock"]}
    assert there == {"SAVON-250": 97, "SEAU-14": 20}
    card = shell.done("stock", "card", "SAVON-250", "--centre", "NKC1")["card"]
    assert (card[-1]["document"], card[-1]["issued"], card[-1]["balance"]) == (SHEET, 3, 97)
    reasons = shell.done("count", "reasons")["reasons"]
    assert reasons == [{"reason": "damaged", "lines": 1, "over": 0, "short": 3}]
    booked = date.fromisoformat(shell.done("count", "list")["counts"][0]["opened_on"])
    before, after = str(booked - timedelta(days=1)), str(booked + timedelta(days=1))
    within = ("count", "reasons", "--from", str(booked), "--to", str(booked))
    assert shell.done(*within)["reasons"] == reasons
    assert shell.done("count", "reasons", "--from", after)["reasons"] == []
    assert shell.done("count", "reasons", "--to", before)["reasons"] == []
    assert shell.done("count", "accuracy")["accuracy"][0]["percent"] == 50
    assert shell.done("verify")["sound"]


def test_the_handful_says_how_it_was_chosen_and_not_how_much_is_there(file_shell):
    file_shell.done(*IN)
    file_shell.done("item", "add", "SEAU-14", "--value", "85")
    due = file_shell.done("count", "due", "--centre", "NKC1")["due"]
    assert [(one["item"], one["currency"], one["share"]) for one in due] == [
        ("SAVON-250", None, 1.0),
        ("SEAU-14", "MRU", 1.0),
    ]
    assert not {"units", "quantity", "worth"} & due[0].keys()
    assert not due[0]["is_due"]  # it came today: next, but not yet
    assert "MRU" in file_shell("count", "due", "--centre", "NKC1", "--storeroom", "MAGASIN").out
    assert file_shell.refused("count", "due", "--centre", "ZZZ")[0]["code"] == "unknown_centre"


def test_who_counts_is_not_told_what_is_booked(file_shell):
    file_shell.done(*IN)
    file_shell.done("count", "open", "--centre", "NKC1")
    file_shell.done("count", "enter", SHEET, "--line", "SEAU-14=19")
    shown = file_shell.done("count", "show", SHEET)
    assert {line["booked"] for line in shown["lines"]} == {None}
    problem = file_shell.refused("count", "finish", SHEET)[0]
    assert problem["code"] == "count_not_finished"
    file_shell.done("count", "enter", SHEET, "--line", "SAVON-250=100")
    assert file_shell.done("count", "finish", SHEET)["status"] == "waits"
    shown = file_shell.done("count", "show", SHEET)
    assert [line["difference"] for line in shown["lines"]] == [0, -1]
    assert file_shell.refused("count", "enter", SHEET, "--line", "SEAU-14=20")[0]["code"] == (
        "count_waits"
    )


def test_a_sheet_may_be_of_a_day_that_is_gone(file_shell):
    file_shell.done(*IN, "--date", "2026-11-20")
    file_shell.done("receive", "--centre", "NKC1", "--from", "OIM", "--line", "SEAU-14=5")
    open_it = ("count", "open", "--centre", "NKC1", "--date")
    assert file_shell.refused(*open_it, "31/02/2026")[0]["code"] == "unreadable_date"
    file_shell.done(*open_it, "2026-11-21")
    file_shell.done(
        *("count", "enter", SHEET, "--from-sheet", "--line", "SAVON-250=100"),
        *("--line", "SEAU-14=20"),
    )
    assert file_shell.done("count", "finish", SHEET)["status"] == "settled"
    there = {line["item"]: line["quantity"] for line in file_shell.done("stock")["stock"]}
    assert there == {"SAVON-250": 100, "SEAU-14": 25}


def test_differences_are_explained_and_counted_again_by_another(file_shell):
    file_shell.done(*IN)
    file_shell.done("count", "open", "--centre", "NKC1")
    file_shell.done("count", "enter", SHEET, "--line", "SEAU-14=19", "--line", "SAVON-250=100")
    file_shell.done("count", "finish", SHEET)
    file_shell.done("count", "explain", SHEET, "--why", "SEAU-14=lost")
    shown = file_shell.done("count", "show", SHEET)
    assert [line["reason"] for line in shown["lines"]] == [None, "lost"]
    assert file_shell.done("count", "recount", SHEET, "--item", "SEAU-14")["status"] == "open"
    again = ("count", "enter", SHEET, "--line", "SEAU-14=20")
    assert file_shell.refused(*again)[0]["code"] == "same_counter"
    file_shell.done(*again, user=MANAGER)
    assert file_shell.done("count", "finish", SHEET)["status"] == "settled"


def test_a_manager_says_what_needs_no_second_person(file_shell):
    file_shell.done(*IN)
    rule = ("count", "rule", "--centre", "NKC1")
    nothing = {"rule": {"centre": "NKC1", "units": 0, "percent": 0}}
    assert file_shell.done(*rule, user=AUDITOR) == nothing
    assert file_shell.refused(*rule, "--units", "2")[0]["code"] == "not_allowed"
    file_shell.done(*rule, "--units", "2", "--percent", "10", user=MANAGER)
    told = file_shell.done(*rule, "--units", "3", user=MANAGER)
    assert told == {"rule": {"centre": "NKC1", "units": 3, "percent": 10}}
    assert "at most 3 units" in file_shell(*rule).out
    assert file_shell.done(*COUNT, "--line", "SEAU-14=18")["status"] == "settled"
    assert file_shell.done("stock", "--item", "SEAU-14")["stock"][0]["quantity"] == 18


def test_an_approved_count_is_undone_by_its_reversal(file_shell):
    file_shell.done(*IN)
    file_shell.done(*COUNT, "--line", "SEAU-14=23")
    problem = file_shell.refused("undo", SHEET, "--reason", "faux", user=MANAGER)[0]
    assert problem["code"] == "not_reversible"
    file_shell.done("count", "approve", SHEET, user=MANAGER)
    file_shell.done("undo", SHEET, "--reason", "faux", user=MANAGER)
    assert file_shell.done("stock", "--item", "SEAU-14")["stock"][0]["quantity"] == 20
    assert file_shell.done("count", "show", SHEET)["status"] == "undone"
    assert file_shell.refused("undo", SHEET, "--reason", "faux", user=MANAGER)[0]["code"] == (
        "already_reversed"
    )


def test_bad_lines_are_named(file_shell):
    file_shell.done(*IN)
    for line, code in (
        ("SEAU-14=x", "unreadable_quantity"),
        ("SEAU-14=", "bad_line"),
        ("NIX=3", "unknown_item"),
        ("SAVON-250@L9=3", "unknown_lot"),
        ("KIT-HYG=3", "never_here"),
    ):
        assert file_shell.refused(*COUNT, "--line", line)[0]["code"] == code, line
    bad = file_shell.refused(*COUNT, "--line", "SEAU-14=1", "--why", "SEAU-14=magic")
    assert bad[0]["code"] == "unknown_reason"
    assert file_shell.done("count", "list") == {"counts": []}
