"""user add, list, role, password, disable; device show."""

import pytest

from cpise_inventory import config
from tests.books import ADMIN, LOGISTICS, MANAGER

NEW = "une autre phrase"


def test_an_account_from_its_opening_to_its_end(shell):
    shell.env(config.NEW_PASSWORD, NEW)
    told = shell.done("user", "add", "Leila", "--role", "logistics", user=ADMIN)
    assert told == {"user": "leila", "role": "logistics"}
    shell.env(config.PASSWORD, NEW)
    assert shell.json("stock", user="leila").code == 0
    shell.env(config.NEW_PASSWORD, "encore une phrase")
    shell.done("user", "password", user="leila")
    assert shell.refused("stock", user="leila")[0]["code"] == "wrong_password"
    shell.env(config.PASSWORD, "encore une phrase")
    assert shell.json("stock", user="leila").code == 0


def test_roles_change_and_accounts_close(shell):
    assert shell.done("user", "role", MANAGER, "auditor", user=ADMIN)["role"] == "auditor"
    assert shell.done("user", "role", MANAGER, "--role", "manager", user=ADMIN)["role"] == "manager"
    shell.done("user", "disable", LOGISTICS, "--reason", "left", user=ADMIN)
    assert shell.refused("stock", user=LOGISTICS)[0]["code"] == "closed_person"
    told = {one["name"]: one for one in shell.done("user", "list", user=ADMIN)["users"]}
    assert told[MANAGER] == {
        "name": MANAGER,
        "display": "Sidi",
        "role": "manager",
        "closed_on": "",
    }
    assert told[LOGISTICS]["closed_on"] != ""


def test_a_password_that_nobody_gives_is_drawn_and_said_once(file_shell):
    told = file_shell.done("user", "add", "leila", "--role", "auditor", user=ADMIN)
    file_shell.env(config.PASSWORD, told["password"])
    assert file_shell.json("stock", user="leila").code == 0
    assert told["password"] not in file_shell("journal", "list", user="leila").out
    said = file_shell("user", "password", user="leila").out.strip()
    assert len(said) == len(told["password"])
    assert said != told["password"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("user", "add", "aicha", "--role", "manager"), "person_exists"),
        (("user", "add", "a b", "--role", "manager"), "bad_person_name"),
        (("user", "role", "nobody", "manager"), "unknown_person"),
        (("user", "role", "admin", "manager"), "last_administrator"),
        (("user", "disable", "admin"), "last_administrator"),
        (("user", "disable", "nobody"), "unknown_person"),
    ],
)
def test_what_is_refused(file_shell, words, code):
    assert [one["code"] for one in file_shell.refused(*words, user=ADMIN)] == [code]


def test_a_password_has_eight_characters(file_shell):
    file_shell.env(config.NEW_PASSWORD, "court")
    words = ("user", "add", "leila", "--role", "manager")
    assert file_shell.refused(*words, user=ADMIN)[0]["code"] == "short_password"


def test_only_administrators_open_accounts(file_shell):
    words = ("user", "add", "leila", "--role", "manager")
    assert file_shell.refused(*words, user=MANAGER)[0]["code"] == "not_allowed"


def test_a_role_is_needed(file_shell):
    assert file_shell("user", "role", MANAGER, user=ADMIN).code == 2


def test_the_workstation_is_shown_to_anybody(shell):
    told = shell.done("device", "show", user="")
    assert (told["device"], told["centre"], told["devices"]) == ("NKC1-A", "NKC1", ["NKC1-A"])
    assert len(bytes.fromhex(told["public_key"])) == 32
    for language in ("fr", "ar", "en"):
        assert told["public_key"] in shell("device", "show", user="", language=language).out
    assert "admin" in shell("user", "list", user=ADMIN).out
