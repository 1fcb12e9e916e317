"""backup, self-test."""

import resource

import pytest

from cpise_inventory import config, selftest
from cpise_inventory.selftest import TITLES
from tests.books import BUCKET, assert_sound, bring, stock


def test_a_copy_is_taken_while_the_books_are_open(file_shell, tmp_path):
    target = tmp_path / "copy.sqlite"
    with file_shell.store() as store:
        bring(store, BUCKET, 5)
        told = file_shell.done("backup", str(target))
        attached = {"attachments": 0, "attachment_bytes": 0}
        assert told == {"file": str(target), "bytes": target.stat().st_size, **attached}
        bring(store, BUCKET, 5)
    assert sorted(tmp_path.glob("*copy*")) == [target]
    file_shell.env(config.DATABASE, str(target))
    assert file_shell.done("stock")["stock"][0]["quantity"] == 5
    assert file_shell.done("verify")["sound"]
    # this workstation's key is not in the copy
    refused = file_shell.json("item", "add", "X", "--name-fr", "x")
    assert (refused.code, refused.problems[0]["code"]) == (4, "key_missing")


def test_nothing_is_written_over_and_nothing_half(file_shell, tmp_path):
    target = tmp_path / "copy.sqlite"
    target.write_text("mine")
    assert file_shell.refused("backup", str(target))[0]["code"] == "file_taken"
    assert target.read_text() == "mine"
    none = str(tmp_path / "none" / "copy.sqlite")
    assert file_shell.refused("backup", none)[0]["code"] == "file_not_writable"


def test_a_full_stick_is_called_full(file_shell, tmp_path):
    target = tmp_path / "copy.sqlite"
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, usual[1]))
    try:
        answer = file_shell.json("backup", str(target))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert (answer.code, answer.problems[0]["code"]) == (4, "full_disk")
    assert not list(tmp_path.glob("*copy*"))


def test_a_server_has_its_own_tools(shell, tmp_path):
    answer = shell.json("backup", str(tmp_path / "copy.sqlite"))
    if shell.where.file is None:
        assert (answer.code, answer.problems[0]["code"]) == (1, "server_backs_up")
    else:
        assert answer.code == 0
        with shell.store() as store:
            assert stock(store, BUCKET) == {}
            assert_sound(store)


def test_this_installation_is_sound(file_shell):
    told = file_shell.done("self-test", user="")
    assert told["sound"]
    assert [one["name"] for one in told["checks"]] == list(TITLES)
    assert "NKC1-A" in told["checks"][-1]["detail"]


def test_before_the_first_database_it_is_sound_too(file_shell, tmp_path):
    file_shell.env(config.DATABASE, str(tmp_path / "none.sqlite"))
    assert file_shell.done("self-test", user="")["sound"]
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_what_is_not_sound_is_named_and_the_rest_is_tried(file_shell, monkeypatch, language):
    monkeypatch.setattr(selftest, "LIBRARIES", ("no_such_library_at_all",))
    file_shell.where.file.write_text("no database")
    answer = file_shell("self-test", user="", language=language)
    assert answer.code == 3
    assert "no_such_library_at_all" in answer.out
    assert len([line for line in answer.out.splitlines() if "Ed25519" in line]) == 1
    told = file_shell.json("self-test", user="").told
    assert [one["name"] for one in told["checks"] if not one["ok"]] == ["libraries", "database"]
