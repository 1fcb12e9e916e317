"""kit define, list, show, assemble, break."""

import pytest

IN = (
    *("receive", "--centre", "NKC1", "--from", "OIM"),
    *("--line", "SAVON-250=10@L23/2099-06", "--line", "SEAU-14=9"),
)
ONE = ("KIT-HYG", "3", "--centre", "NKC1")


def held(shell):
    told = shell.done("stock")["stock"]
    return {one["item"]: one["quantity"] for one in told}


def test_kits_are_made_and_taken_apart(shell):
    shell.done(*IN)
    number = shell.done("kit", "assemble", *ONE)["document"]
    assert number == "NKC1-A-CK-2026-00001"
    assert held(shell) == {"KIT-HYG": 3, "SAVON-250": 4, "SEAU-14": 6}
    shell.done("kit", "break", "KIT-HYG", "٣", "--centre", "NKC1", "--lot", number)
    assert held(shell) == {"SAVON-250": 10, "SEAU-14": 9}


def test_a_kit_is_described_anew(file_shell):
    told = file_shell.done("kit", "define", "kit-hyg", "--line", "SAVON-250=4")
    assert told == {"kit": "KIT-HYG", "version": 2, "draft": False}


def test_substitutes_go_in_by_name_and_are_reckoned_apart(file_shell):
    file_shell.done(*IN)
    file_shell.done("item", "add", "SAVON-100", "--name-fr", "Savon 100 g")
    small = ("--line", "SAVON-100=8")
    file_shell.done("receive", "--centre", "NKC1", "--from", "OIM", *small)
    contents = ("--line", "SAVON-250=2", "--line", "SEAU-14=1")
    file_shell.done("kit", "define", "KIT-HYG", *contents, "--substitute", "SAVON-250=SAVON-100")
    (found,) = file_shell.done("plan", "kits", "--centre", "NKC1", "--more", "5")["kits"]
    assert (found["possible"], found["with_substitutes"]) == (5, 9)
    soap = found["parts"][0]
    assert soap["substitutes"] == [{"item": "SAVON-100", "usable": 8}]
    assert (soap["missing"], soap["still_missing"]) == (10, 2)
    six = ("kit", "assemble", "KIT-HYG", "6", "--centre", "NKC1")
    assert file_shell.refused(*six)[0]["code"] == "substitutes_offered"
    bad = file_shell.refused(*six, "--substitute", "SAVON-250=SAVON-100")
    assert bad[0]["code"] == "bad_line"
    number = file_shell.done(*six, "--substitute", "savon-250=savon-100:2")["document"]
    assert held(file_shell) == {"KIT-HYG": 6, "SAVON-100": 6, "SEAU-14": 3}
    (kit,) = file_shell.done("donation", "trace", "OIM")["kits"]
    assert kit["lot"] == number
    assert {one["item"]: one["in_place_of"] for one in kit["parts"]} == {
        "SAVON-100": ["SAVON-250"],
        "SAVON-250": [],
        "SEAU-14": [],
    }


def test_a_draft_is_shown_as_one(file_shell):
    told = file_shell.done(
        *("kit", "define", "KIT-HYG", "--line", "SAVON-250=2", "--unknown", "SEAU-14")
    )
    assert told["draft"]
    assert "draft" in file_shell("kit", "list").out
    assert "Draft" in file_shell("kit", "show", "KIT-HYG").out
    (found,) = file_shell.done("plan", "kits", "--centre", "NKC1")["kits"]
    assert (found["draft"], found["unknown"], found["possible"]) == (True, ["SEAU-14"], 0)
    refused = file_shell.refused("kit", "assemble", "KIT-HYG", "1", "--centre", "NKC1")[0]
    assert (refused["code"], refused["field"]) == ("draft_kit", "kit")


def test_what_kits_may_not_be(file_shell):
    file_shell.done(*IN)
    assert file_shell.refused("kit", "assemble", "KIT-HYG", "0", "--centre", "NKC1")[0]["code"] == (
        "quantity_out_of_range"
    )
    short = file_shell.refused("kit", "assemble", "KIT-HYG", "6", "--centre", "NKC1")[0]
    assert (short["code"], short["value"]) == ("not_enough_stock", 12)
    itself = ("kit", "define", "KIT-HYG", "--line", "KIT-HYG=1")
    assert file_shell.refused(*itself)[0]["code"] == "kit_in_itself"
    lot = ("kit", "define", "KIT-HYG", "--line", "SAVON-250=1@L23")
    assert file_shell.refused(*lot)[0]["code"] == "bad_line"
    assert file_shell.refused("kit", "assemble", "SEAU-14", "1", "--centre", "NKC1")[0]["code"] == (
        "unknown_kit"
    )


def test_a_kit_with_a_substitute_and_every_version_of_its_list(shell):
    shell.done("item", "add", "SAVON-100", "--name-fr", "Savon 100 g")
    told = shell.done(
        *("kit", "define", "KIT-HYG", "--line", "SAVON-250=3", "--line", "SEAU-14=1carton"),
        *("--substitute", "savon-250=savon-100"),
    )
    assert told == {"kit": "KIT-HYG", "version": 2, "draft": False}
    shown = shell.done("kit", "show", "KIT-HYG")
    assert shown["kit"] == {
        "kit": "KIT-HYG",
        "version": 2,
        "contents": [
            {"item": "SAVON-250", "quantity": 3},
            {"item": "SEAU-14", "quantity": 12},
        ],
        "unknown": [],
        "draft": False,
        "substitutes": [{"item": "SAVON-250", "substitutes": ["SAVON-100"]}],
    }
    assert [one["version"] for one in shown["versions"]] == [2, 1]
    assert shell.done("kit", "list")["kits"] == [shown["kit"]]
    assert "SAVON-100" in shell("kit", "show", "KIT-HYG").out
    assert "3 × SAVON-250" in shell("kit", "list").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("define", "KIT-HYG", "--line", "KIT-HYG=1"), "kit_in_itself"),
        (("define", "KIT-HYG", "--line", "SEAU-14=1", "--substitute", "X"), "bad_line"),
        (
            ("define", "KIT-HYG", "--line", "SEAU-14=1", "--substitute", "SAVON-250=SEAU-14"),
            "not_a_part",
        ),
        (("show", "SEAU-14"), "unknown_kit"),
    ],
)
def test_what_kits_refuse(file_shell, words, code):
    assert [one["code"] for one in file_shell.refused("kit", *words)] == [code]
