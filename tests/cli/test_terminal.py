"""Standard error as a terminal, the keyboard, and streams that are none."""

import getpass
import io
import sys

import pytest

from cpise_inventory.cli import terminal
from cpise_inventory.language.words import words


class Screen(io.StringIO):
    """A terminal; what it would show is what stands after the last return to the line's start."""

    def isatty(self):
        return True

    @property
    def shown(self):
        line = ""
        for part in self.getvalue().split("\r"):
            line = part + line[len(part) :]
        return line.rstrip()


def looking_at(monkeypatch):
    """Not a fixture: pytest takes standard error back between set-up and test."""
    found = Screen()
    monkeypatch.setattr(sys, "stderr", found)
    return found


def test_progress_is_drawn_on_one_line_and_taken_away(monkeypatch):
    screen = looking_at(monkeypatch)
    with terminal.Progress("Verifying", words("en")) as progress:
        progress.say(1, 4)
        assert screen.shown == "Verifying  25 %  1 / 4"
        progress.say(2, 4)  # within a tenth of a second: not drawn
        assert screen.shown == "Verifying  25 %  1 / 4"
        progress.say(4, 4)
        assert screen.shown == "Verifying  100 %  4 / 4"
    assert screen.shown == ""
    assert "\n" not in screen.getvalue()


def test_nought_of_nought_is_no_fault(monkeypatch):
    screen = looking_at(monkeypatch)
    with terminal.Progress("Verifying", words("fr")) as progress:
        progress.say(0, 0)
    assert screen.shown == ""


def test_what_is_no_terminal_gets_no_progress(monkeypatch):
    kept = io.StringIO()
    monkeypatch.setattr(sys, "stderr", kept)
    with terminal.Progress("Verifying", words("en")) as progress:
        progress.say(1, 4)
    assert kept.getvalue() == ""
    kept.close()
    with terminal.Progress("Verifying", words("en")) as progress:
        progress.say(1, 4)


def test_a_question_needs_somebody_at_the_terminal(monkeypatch):
    looking_at(monkeypatch)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert not terminal.can_ask()
    monkeypatch.setattr(sys, "stdin", Screen())
    assert terminal.can_ask()
    monkeypatch.setattr(sys, "stdin", None)
    assert not terminal.can_ask()
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stdin", closed)
    assert not terminal.can_ask()


def test_who_ends_the_input_at_a_password_stops_the_command(monkeypatch):
    def ended(*_words, **_more):
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", ended)
    with pytest.raises(KeyboardInterrupt):
        terminal.ask_password("Password:")


def test_a_password_is_typed_unseen(monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda prompt, **_more: f"{prompt}|typed")
    assert terminal.ask_password("Password:") == "Password: |typed"


def test_a_program_without_a_terminal_says_it_to_nobody():
    terminal.write("text", None)


@pytest.mark.parametrize(("name", "whole"), [("UTF-8", True), ("utf8", True), ("cp1252", False)])
def test_which_streams_take_every_letter(name, whole):
    with io.TextIOWrapper(io.BytesIO(), encoding=name) as stream:
        assert terminal.shows_everything(stream) is whole
