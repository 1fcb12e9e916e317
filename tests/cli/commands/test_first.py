"""init, demo."""

import json
import shutil
from functools import partial

import pytest

from cpise_inventory import config
from cpise_inventory.addresses import Address, address
from cpise_inventory.journal.keys import read_key
from tests.books import ADMIN, LOGISTICS


@pytest.fixture
def fresh(file_shell, tmp_path):
    file_shell.env(config.DATABASE, str(tmp_path / "new" / "inventory.sqlite"))
    file_shell.env(config.PASSWORD, "une phrase assez longue")
    return file_shell


def test_a_new_database_with_its_first_administrator(fresh, tmp_path):
    told = fresh.done("init", "--centre", "ros", "--user", "Leila", user="")
    path = tmp_path / "new" / "inventory.sqlite"
    assert told == {
        "device": "ROS-A",
        "centre": "ROS",
        "user": "leila",
        "database": str(path),
    }
    assert read_key(address(str(path), tmp_path).keys).device == "ROS-A"
    assert fresh.done("user", "list", user="leila")["users"][0]["role"] == "administrator"
    again = fresh.refused("init", "--centre", "ROS", "--user", "leila", user="")
    assert [one["code"] for one in again] == ["store_exists"]
    assert fresh.done("verify", user="")["sound"]


def test_a_new_database_on_each_engine(calm, database_url, capsys, monkeypatch):
    from cpise_inventory.__main__ import main

    monkeypatch.setenv(config.DATABASE, database_url)
    monkeypatch.setenv(config.PASSWORD, "une phrase assez longue")
    assert main(["--json", "--user", "leila", "init", "--centre", "KIF"]) == 0
    assert json.loads(capsys.readouterr().out)["device"] == "KIF-A"
    assert main(["--json", "verify"]) == 0


def test_a_second_workstation_of_a_centre_gives_numbers_of_its_own(
    shell_on, database_url, tmp_path
):
    """On both engines."""
    run = partial(shell_on(Address(database_url, tmp_path / "keys")).done, user="leila")
    told = run("init", "--centre", "NKC1", "--user", "leila", "--letter", "b")
    assert told["device"] == "NKC1-B"
    run("donation", "add", "OIM-2026-01", "--donor", "OIM")
    run("item", "add", "SAVON-250", "--name-fr", "Savon", "--unit", "piece")
    received = ("--centre", "NKC1", "--from", "OIM", "--donation", "OIM-2026-01")
    assert run("receive", *received, "--line", "SAVON-250=5")["document"] == "NKC1-B-BR-2026-00001"
    of = (
        "--category",
        "laptop",
        "--maker",
        "HP",
        "--model",
        "ProBook",
        "--donation",
        "OIM-2026-01",
    )
    (tag,) = run("asset", "register", "--centre", "NKC1", *of, "--serial", "S1")["assets"]
    assert tag.startswith("NKC1-B-00001-")
    assert run("asset", "show", tag.replace("-", "").lower())["tag"] == tag
    assert run("verify")["sound"]


def test_one_more_workstation_joins_books_that_several_share(books_address, shell_on, tmp_path):
    """On both engines: of a file only where its key is lost."""
    shell = shell_on(Address(books_address.url, tmp_path / "other keys"))
    shell.env("XDG_DATA_HOME", str(tmp_path / "other"))
    if books_address.file is not None:
        shutil.rmtree(books_address.keys)
    told = shell.json("place", "open", "SALLE", "--centre", "NKC1", user=ADMIN)
    assert (told.code, told.problems[0]["code"]) == (4, "key_missing")
    for words, user, code in (
        (("--centre", "NKC1"), LOGISTICS, "not_allowed"),
        (("--centre", "ZZZ"), ADMIN, "unknown_centre"),
        (("--centre", "NKC1", "--letter", "a"), ADMIN, "device_taken"),
        (("--centre", "NKC1", "--letter", "?"), ADMIN, "bad_letter"),
    ):
        assert shell.refused("device", "join", *words, user=user)[0]["code"] == code
    assert shell.done("device", "join", "--centre", "NKC1", user=ADMIN) == {"device": "NKC1-B"}
    again = shell.refused("device", "join", "--centre", "NKC1", user=ADMIN)
    assert [one["code"] for one in again] == ["joined_already"]
    received = ("receive", "--centre", "NKC1", "--from", "OIM", "--donation", "OIM-2026-01")
    assert shell.done(*received, "--line", "SEAU-14=5")["document"] == "NKC1-B-BR-2026-00001"
    assert shell.done("device", "show")["devices"] == ["NKC1-A", "NKC1-B"]
    assert shell.done("verify")["sound"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--centre", "ROS", "--user", "leila", "--letter", "7"), "bad_letter"),
        (("--centre", "ZZZ", "--user", "leila"), "unknown_centre"),
        (("--centre", "ROS", "--user", "a b"), "bad_person_name"),
    ],
)
def test_what_a_first_run_refuses(fresh, tmp_path, words, code):
    assert [one["code"] for one in fresh.refused("init", *words, user="")] == [code]
    assert not (tmp_path / "new").exists()


def test_a_password_and_a_name_are_needed(fresh, tmp_path):
    fresh.env(config.PASSWORD, "court")
    assert fresh.refused("init", "--centre", "ROS", "--user", "leila", user="")[0]["code"] == (
        "short_password"
    )
    fresh.env(config.PASSWORD, "")
    assert fresh.refused("init", "--centre", "ROS", "--user", "leila", user="")[0]["code"] == (
        "password_needed"
    )
    assert fresh("init", "--centre", "ROS", user="").code == 2
    assert not (tmp_path / "new").exists()


def test_the_demonstration_leaves_proven_books_and_papers(fresh, tmp_path):
    out = tmp_path / "demo"
    told = fresh.done("demo", "--small", "--out", str(out), user="")
    assert told["sound"]
    assert told["password"] == ""
    assert {"inventory.sqlite", "stock.csv", "journal.jsonl"} <= set(told["files"])
    assert [name for name in told["files"] if name.startswith("labels-")]
    assert [name for name in told["files"] if name.endswith("-ar.pdf")]
    assert any(step["document"] for step in told["steps"])
    refused = fresh.refused("demo", "--small", "--out", str(out), user="")
    assert [one["code"] for one in refused] == ["folder_in_use"]
    fresh.env(config.DATABASE, str(out / "inventory.sqlite"))
    against = ("verify", "--against", str(out / "journal.jsonl"))
    assert fresh.done(*against, user="")["events"] == told["events"]
    for name in ("admin", "aicha", "sidi", "mariem"):
        assert fresh.json("stock", user=name).code == 0


def test_the_demonstrations_password_is_drawn_and_said(fresh, tmp_path):
    fresh.env(config.PASSWORD, "")
    answer = fresh("demo", "--small", "--out", str(tmp_path / "demo"), user="")
    assert answer.code == 0
    drawn = next(line for line in answer.out.splitlines() if "password" in line).split()[-1]
    fresh.env(config.PASSWORD, drawn)
    fresh.env(config.DATABASE, str(tmp_path / "demo" / "inventory.sqlite"))
    assert fresh.json("stock", user="aicha").code == 0
