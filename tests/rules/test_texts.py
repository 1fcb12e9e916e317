"""Texts that people read can be found by the translators' tools."""

import ast

import pytest

from tests.rules.tree import ROOMS, ROOT, files

TRANSLATING = {"t", "n", "p", "N_"}


def hidden(source):
    """Lines with a text inside an f-string, where Babel on Python 3.11 does not look."""
    return [
        call.lineno
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and _name(call.func) in TRANSLATING and _literal(call)
    ]


def _name(function):
    return getattr(function, "attr", getattr(function, "id", ""))


def _literal(call):
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


@pytest.mark.parametrize(
    ("source", "lines"),
    [("x = f\"{w.t('Undo')} Z\"", [1]), ('x = " ".join((w.t("Undo"), y))', [])],
)
def test_a_text_inside_an_f_string_is_seen_here(source, lines):
    assert hidden(source) == lines


def test_no_text_hides_in_an_f_string():
    ours = [path for room in ROOMS for path in files(".py", below=ROOT / room)]
    found = {str(path): hidden(path.read_text(encoding="utf-8")) for path in ours}
    assert {path: lines for path, lines in found.items() if lines} == {}
