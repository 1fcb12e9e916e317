"""place open, rename, close, list."""

import pytest


def test_a_storeroom_and_its_shelf_from_opening_to_closing(shell):
    here = ("--centre", "NKC1")
    assert shell.done("place", "open", "cave", *here, "--name-fr", "Cave") == {"place": "NKC1/CAVE"}
    shell.done("place", "open", "cave/a1", *here, "--name-fr", "Étagère 1", "--name-ar", "رف 1")
    shell.done("place", "rename", "CAVE/A1", *here, "--name-fr", "Étagère du fond")
    found = shell.done("place", "list", *here)["places"]
    assert [(one["code"], one["type"], one["name_fr"]) for one in found] == [
        ("NKC1/CAVE", "storeroom", "Cave"),
        ("NKC1/CAVE/A1", "shelf", "Étagère du fond"),
        ("NKC1/MAGASIN", "storeroom", "Magasin"),
    ]
    donor = ("receive", *here, "--from", "OIM", "--storeroom")
    shell.done(*donor, "CAVE/A1", "--line", "SEAU-14=2")
    (problem,) = shell.refused("place", "close", "CAVE/A1", *here)
    assert (problem["code"], problem["value"]) == ("place_in_use", "NKC1/CAVE/A1")
    shell.done(
        *("stock", "move", *here, "--from", "CAVE/A1", "--to", "MAGASIN", "--line", "SEAU-14=2")
    )
    shell.done("place", "close", "CAVE/A1", *here)
    (problem,) = shell.refused(*donor, "CAVE/A1", "--line", "SEAU-14=2")
    assert problem["code"] == "closed_place"
    assert len(shell.done("place", "list", *here)["places"]) == 2
    closed = shell.done("place", "list", *here, "--closed")["places"][1]
    assert closed["closed_on"]
    assert "shelf" in shell("place", "list", "--closed").out


def test_a_place_is_taken_as_it_is_written_in_lists(shell):
    here = ("--centre", "nkc1")
    shell.done("place", "open", "NKC1/DEPOT2", *here, "--name-fr", "Dépôt 2")
    opened = shell.done("place", "open", "nkc1/depot2/a1", *here, "--name-fr", "Étagère 1")
    assert opened == {"place": "NKC1/DEPOT2/A1"}
    shell.done("place", "rename", "NKC1/DEPOT2", *here, "--name-fr", "Dépôt du fond")
    donor = ("receive", *here, "--from", "OIM", "--line", "SEAU-14=2")
    shell.done(*donor, "--storeroom", "NKC1/DEPOT2/A1")
    goods = ("--line", "SEAU-14=2")
    shell.done("stock", "move", *here, "--from", "NKC1/DEPOT2/A1", "--to", "NKC1/DEPOT2", *goods)
    shell.done("place", "close", "NKC1/DEPOT2/A1", *here)
    told = [(one["code"], one["name_fr"]) for one in shell.done("place", "list", *here)["places"]]
    assert told == [("NKC1/DEPOT2", "Dépôt du fond"), ("NKC1/MAGASIN", "Magasin")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("open", "MAGASIN", "--centre", "NKC1", "--name-fr", "x"), "place_exists"),
        (("open", "X", "--centre", "NKC1"), "nameless"),
        (("open", "X", "--centre", "ZZZ", "--name-fr", "x"), "unknown_centre"),
        (("close", "X", "--centre", "NKC1"), "unknown_place"),
        (("close", "MAGASIN", "--centre", "KIF"), "last_storeroom"),
        (("rename", "X", "--centre", "ZZZ", "--name-fr", "x"), "unknown_centre"),
        (("list", "--centre", "ZZZ"), "unknown_centre"),
    ],
)
def test_what_places_refuse(file_shell, words, code):
    assert [one["code"] for one in file_shell.refused("place", *words)] == [code]
