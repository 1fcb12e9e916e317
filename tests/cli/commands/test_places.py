"""stock move: into quarantine and back."""

from tests.books import AUDITOR

IN = ("receive", "--centre", "NKC1", "--from", "OIM", "--donation", "OIM-2026-01")
MOVE = ("stock", "move", "--centre", "NKC1")
APART = ("--from", "MAGASIN", "--to", "quarantaine", "--line", "SAVON-250=40@L23")
OUT = ("distribute", "--centre", "NKC1", "--to", "Accueil", "--to-kind", "unit")


def held(shell):
    return {one["location"]: one["quantity"] for one in shell.done("stock")["stock"]}


def test_goods_are_set_apart_and_offered_to_nobody(shell):
    shell.done(*IN, "--line", "SAVON-250=100@L23/2099-06")
    number = shell.done(*MOVE, *APART, "--reason", "Cartons mouillés")["document"]
    assert number == f"NKC1-A-MI-{number[10:14]}-00001"
    assert held(shell) == {"NKC1/MAGASIN": 60, "NKC1/QUARANTAINE": 40}
    assert shell.refused(*OUT, "--line", "SAVON-250=61")[0]["code"] == "rest_in_quarantine"
    from_there = (*OUT, "--storeroom", "QUARANTAINE", "--line", "SAVON-250=1")
    assert shell.refused(*from_there)[0]["code"] == "quarantined"
    card = shell.done("stock", "card", "SAVON-250", "--centre", "NKC1")["card"]
    assert [(one["received"], one["issued"], one["balance"]) for one in card[-2:]] == [
        *((0, 40, 60), (40, 0, 100)),
    ]
    shell.done("undo", number, "--reason", "Contenu intact")
    assert held(shell) == {"NKC1/MAGASIN": 100}


def test_what_is_wrong_is_told_with_its_field(file_shell):
    file_shell.done(*IN, "--line", "SAVON-250=100@L23/2099-06")
    for words, user, problem in (
        ((*MOVE, *APART), "aicha", ("no_reason", "reason")),
        ((*MOVE, *APART, "--to", "MAGASIN"), "aicha", ("same_spot", "to")),
        ((*MOVE, *APART, "--to", "CAVE"), "aicha", ("unknown_place", "storeroom")),
        ((*MOVE, *APART, "--reason", "x"), AUDITOR, ("not_allowed", "user")),
    ):
        found = file_shell.refused(*words, user=user)[0]
        assert (found["code"], found["field"]) == problem
