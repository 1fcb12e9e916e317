"""centre describe, list."""

import pytest

from tests.books import ADMIN, MANAGER


def test_a_centre_gets_another_name_and_keeps_the_rest(shell):
    before = shell.done("centre", "list")["centres"]
    kiffa = next(one for one in before if one["code"] == "KIF")
    shell.done("centre", "describe", "kif", "--name-fr", "CPISE Kiffa (nouveau site)", user=ADMIN)
    after = shell.done("centre", "list")["centres"]
    assert len(after) == len(before)
    assert kiffa | {"name_fr": "CPISE Kiffa (nouveau site)"} in after
    assert "nouveau site" in shell("centre", "list", language="fr").out
    events = len(shell.done("journal", "list")["events"])
    shell.done("centre", "describe", "KIF", "--name-fr", "CPISE Kiffa (nouveau site)", user=ADMIN)
    assert len(shell.done("journal", "list")["events"]) == events


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ZZZ", "--name-fr", "x"), "unknown_centre"),
        (("KIF", "--name-fr", "", "--name-ar", "", "--name-en", ""), "nameless"),
        (("KIF", "--name-fr", "x" * 121), "text_too_long"),
    ],
)
def test_what_a_centre_refuses(file_shell, words, code):
    assert [
        one["code"] for one in file_shell.refused("centre", "describe", *words, user=ADMIN)
    ] == [code]


def test_who_may_not_manage_people_names_no_centre(file_shell):
    words = ("centre", "describe", "KIF", "--name-fr", "x")
    assert file_shell.json(*words, user=MANAGER).problems[0]["code"] == "not_allowed"
