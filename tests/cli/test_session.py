"""Which database, in whose name: who must say so, and how a password is asked."""

from datetime import timedelta

import pytest

from cpise_inventory import clock, config
from cpise_inventory.cli import terminal
from cpise_inventory.language.words import words
from tests.books import ADMIN, LOGISTICS, PASSWORD, START, Clock, tamper

FREE = (("verify",), ("device", "show"), ("document", "check", "CR1:X"), ("self-test",))
READING = (
    *(("stock",), ("stock", "card", "SAVON-250", "--centre", "NKC1"), ("asset", "list")),
    *(("document", "list"), ("journal", "list"), ("transfer", "list"), ("item", "list")),
    *(("user", "list"), ("donation", "list"), ("journal", "export", "--out", "x")),
)


@pytest.mark.parametrize("line", READING, ids=" ".join)
def test_who_reads_books_that_have_users_says_who(file_shell, line):
    assert [one["code"] for one in file_shell.refused(*line, user="")] == ["nobody_named"]


@pytest.mark.parametrize("line", FREE, ids=" ".join)
def test_what_is_proven_is_proven_to_anybody(file_shell, line):
    file_shell.env(config.PASSWORD, "")
    assert file_shell(*line, user="").code in (0, 3)
    file_shell.env(config.USER, LOGISTICS)  # named, but not needed
    assert file_shell(*line, user="").code in (0, 3)


def test_books_without_users_are_read_by_anybody(file_shell):
    with file_shell.store() as store:
        tamper(store, "DELETE FROM person")
    assert file_shell.done("stock", user="")["stock"] == []


def test_who_writes_says_who(file_shell):
    words_ = ("item", "add", "X", "--name-fr", "x")
    assert file_shell.refused(*words_, user="")[0]["code"] == "nobody_named"
    file_shell.env(config.USER, LOGISTICS)
    assert file_shell.json(*words_, user="").code == 0


@pytest.mark.parametrize("name", ["nobody", LOGISTICS])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(file_shell, name):
    file_shell.env(config.PASSWORD, "wrong password")
    problem = file_shell.refused("stock", user=name)[0]
    assert (problem["code"], problem["field"]) == ("wrong_password", "password")


def test_capitals_in_a_name_do_not_matter(file_shell):
    assert file_shell.done("stock", user="AICHA")["stock"] == []


def test_without_a_terminal_nobody_is_asked(file_shell):
    file_shell.env(config.PASSWORD, "")
    problem = file_shell.refused("stock")[0]
    assert (problem["code"], problem["value"]) == ("password_needed", config.PASSWORD)


class Keyboard:
    """Somebody at a terminal who types these words, one after the other."""

    def __init__(self, monkeypatch, *typed):
        self.asked, self._typed = [], list(typed)
        monkeypatch.setattr(terminal, "can_ask", lambda: True)
        monkeypatch.setattr(terminal, "ask_password", self.ask)

    def ask(self, prompt):
        self.asked.append(prompt)
        return self._typed.pop(0)


def test_on_a_terminal_the_password_is_asked_once(file_shell, monkeypatch):
    file_shell.env(config.PASSWORD, "")
    keyboard = Keyboard(monkeypatch, PASSWORD)
    assert file_shell.done("item", "add", "X", "--name-fr", "x") == {"item": "X"}
    assert keyboard.asked == [words("en").t("Password of {name}:", name=LOGISTICS)]


def test_a_new_password_is_typed_twice(file_shell, monkeypatch):
    Keyboard(monkeypatch, "nouvelle phrase", "nouvele phrase")
    add = ("user", "add", "leila", "--role", "manager")
    assert file_shell.refused(*add, user=ADMIN)[0]["code"] == "passwords_differ"
    Keyboard(monkeypatch, "nouvelle phrase", "nouvelle phrase")
    assert file_shell.done(*add, user=ADMIN) == {"user": "leila", "role": "manager"}


def test_what_was_done_is_signed_at_once(shell):
    shell.done("item", "add", "X", "--name-fr", "x")
    last = shell.done("journal", "list", "--last", "1")["events"][0]["seq"]
    assert shell.done("journal", "show", f"NKC1-A:{last}")["sealed_at"] == last


def test_looking_adds_nothing_to_the_journal(shell):
    before = shell.done("device", "show")["events"]
    for line in READING[:-1]:
        shell.done(*line)
    shell.done("verify")
    assert shell.done("device", "show")["events"] == before


def test_a_clock_set_back_a_year_is_told_after_whatever_is_written(shell, monkeypatch):
    bring = ("receive", "--centre", "NKC1", "--from", "OIM", "--line", "SEAU-14=5")
    monkeypatch.setattr(clock, "time_ns", Clock(START - timedelta(days=365)).time_ns)
    told = {language: shell(*bring, language=language) for language in ("en", "fr", "ar")}
    assert {one.code for one in told.values()} == {0}
    assert "shows 24/11/2025 08:00, but the last operation, on NKC1-A, is of" in told["en"].err
    assert "24/11/2026 08:00. Set the clock right" in told["en"].err
    assert "Réglez l’horloge" in told["fr"].err
    assert "اضبط الساعة" in told["ar"].err
    assert shell("stock").err == ""
    assert shell.json(*bring).err == ""
    monkeypatch.setattr(clock, "time_ns", Clock(START + timedelta(days=1)).time_ns)
    assert shell(*bring).err == ""
