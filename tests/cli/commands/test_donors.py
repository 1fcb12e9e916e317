"""donor add, describe, list, retire, revive."""

import pytest

NAMES = ("--name-fr", "Croissant-Rouge", "--name-ar", "الهلال الأحمر", "--name-en", "Red Crescent")


def test_a_donor_from_its_first_gift_to_its_last(shell):
    assert shell.done("donor", "add", "crm", *NAMES) == {"donor": "CRM"}
    shell.done("donor", "describe", "CRM", "--name-en", "Mauritanian Red Crescent")
    (found,) = shell.done("donor", "list", "--search", "الهلال الاحمر")["donors"]
    assert found == {
        "code": "CRM",
        "name_fr": "Croissant-Rouge",
        "name_ar": "الهلال الأحمر",
        "name_en": "Mauritanian Red Crescent",
        "retired_on": "",
        "retired_reason": "",
    }
    came = ("receive", "--centre", "NKC1", "--from", "CRM", "--line", "SEAU-14=2")
    shell.done(*came)
    shell.done("donor", "retire", "crm", "--reason", "projet terminé")
    (problem,) = shell.refused(*came)
    assert (problem["code"], problem["field"], problem["value"]) == ("retired_donor", "from", "CRM")
    (retired,) = shell.done("donor", "list", "--retired")["donors"]
    assert (retired["code"], retired["retired_reason"]) == ("CRM", "projet terminé")
    assert "Croissant-Rouge" in shell("donor", "list", language="fr").out
    shell.done("donor", "revive", "CRM")
    shell.done(*came)


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        (("add", "oim", *NAMES), "donor_taken", "code"),
        (("add", "X"), "nameless", "name"),
        (("add", "A B", *NAMES), "bad_code", "code"),
        (("describe", "QQQ", "--name-fr", "x"), "unknown_donor", "from"),
        (
            ("describe", "OIM", "--name-fr", "", "--name-ar", "", "--name-en", ""),
            "nameless",
            "name",
        ),
        (("retire", "OMI"), "unknown_donor", "from"),
        (("revive", "OIM"), "donor_not_retired", "donor"),
    ],
)
def test_what_donors_refuse(file_shell, words, code, field):
    (problem,) = file_shell.refused("donor", *words)
    assert (problem["code"], problem["field"]) == (code, field)


def test_a_code_that_is_taken_says_what_may_be_meant(file_shell):
    (problem,) = file_shell.refused("donor", "add", "oim", *NAMES)
    assert "Did you mean this one?" in problem["message"]
    (problem,) = file_shell.refused("receive", "--centre", "NKC1", "--from", "OMI", "--line", "X=1")
    assert "Did you mean OIM?" in problem["message"]
