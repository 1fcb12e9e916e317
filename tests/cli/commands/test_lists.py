"""distribution-list: kept, looked at, worked through, printed."""

import pypdfium2

IN = ("receive", "--centre", "NKC1", "--from", "OIM")
NAME = ("Savon du mois", "--centre", "NKC1")
DEFINE = (
    *("distribution-list", "define", *NAME, "--goods", "SAVON-250=5/2", "--goods", "SEAU-14=1"),
    *("--recipient", "Filles, unité B=group:7", "--recipient", "Accueil = unit : 3"),
)


def test_a_list_is_worked_through(shell):
    shell.done(*IN, "--line", "SAVON-250=30@L1/2099-06", "--line", "SEAU-14=2")
    assert shell.done(*DEFINE) == {"list": NAME[0], "centre": "NKC1"}
    told = shell.done("distribution-list", "show", *NAME)
    assert told["turns"] == [
        {"recipient": "Filles, unité B", "kind": "group", "people": 7, "document": ""},
        {"recipient": "Accueil", "kind": "unit", "people": 3, "document": ""},
    ]
    assert [(one["item"], one["wanted"], one["missing"]) for one in told["needs"]] == [
        ("SAVON-250", 26, 0),
        ("SEAU-14", 2, 0),
    ]
    first = shell.done("distribution-list", "serve", *NAME, "--to", "Accueil")
    assert first["documents"] == ["NKC1-A-RD-2026-00001"]
    again = ("distribution-list", "serve", *NAME, "--to", "Accueil")
    assert shell.refused(*again)[0]["code"] == "served_already"
    rest = shell.done("distribution-list", "serve", *NAME)
    assert rest["documents"] == ["NKC1-A-RD-2026-00002"]
    assert shell.refused("distribution-list", "serve", *NAME)[0]["code"] == "all_served"
    shell.done("distribution-list", "close", *NAME)
    assert shell.done("distribution-list", "list") == {"lists": []}
    assert shell.refused("distribution-list", "show", *NAME)[0]["code"] == "closed_list"


def test_what_is_short_is_said_before_anything_is_given(file_shell):
    file_shell.done(*IN, "--line", "SAVON-250=25@L1/2099-06", "--line", "SEAU-14=2")
    file_shell.done(*DEFINE)
    problem = file_shell.refused("distribution-list", "serve", *NAME)[0]
    assert (problem["code"], problem["field"]) == ("list_short", "list")
    assert file_shell.done("document", "list", "--kind", "RD")["documents"] == []
    assert "26" in file_shell("distribution-list", "show", *NAME).out


def test_a_group_is_counted_by_sex_and_age_on_its_list_and_on_the_day(file_shell):
    file_shell.done(*IN, "--line", "SAVON-250=30@L1/2099-06", "--line", "SEAU-14=2")
    group = ("--recipient", "Unité=B=group:f:6-11=4, m:12-17=3")
    file_shell.done("distribution-list", "define", *NAME, "--goods", "SAVON-250=5/2", *group)
    (found,) = file_shell.done("distribution-list", "list")["lists"]
    (told,) = found["recipients"]
    assert told == {
        "recipient": "Unité=B",
        "kind": "group",
        "people": 7,
        "heads": [
            {"sex": "f", "ages": "6-11", "people": 4},
            {"sex": "m", "ages": "12-17", "people": 3},
        ],
    }
    serve = ("distribution-list", "serve", *NAME)
    assert file_shell("--json", *serve, "--heads", "f:6-11=2").code == 2
    fewer = ("--heads", "f:6-11=2", "--heads", "m:12-17=2")
    number = file_shell.done(*serve, "--to", "Unité=B", *fewer)["document"]
    shown = file_shell.done("document", "show", number)
    assert [line["quantity"] for line in shown["lines"]] == [10]  # for four who came, not seven


def test_bad_lines_are_named(file_shell):
    bad = ("--recipient", "nobody", "--recipient", "X=child:2")
    problems = file_shell.refused("distribution-list", "define", *NAME, *bad, "--goods", "A=1")
    assert [(one["code"], one["row"]) for one in problems] == [("bad_line", 1), ("bad_line", 2)]


def test_the_sheet_to_sign_says_who_gets_what(file_shell, tmp_path):
    file_shell.done(*IN, "--line", "SAVON-250=30@L1/2099-06", "--line", "SEAU-14=2")
    file_shell.done(*DEFINE)
    file_shell.done("distribution-list", "serve", *NAME, "--to", "Accueil")
    for language in ("fr", "ar", "en"):
        out = tmp_path / f"{language}.pdf"
        answer = file_shell(
            "distribution-list", "print", *NAME, "--out", str(out), language=language
        )
        assert answer.code == 0, answer.err
        page = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_bounded()
        assert "NKC1-A-RD-2026-00001" in page
        assert "18" in page
