"""What a refusal looks like to a script, and to a person."""

import json
from dataclasses import dataclass

import pytest

from cpise_inventory.cli.answers import (
    Answers,
    LineFaultsError,
    Problem,
    code_of,
    moment,
    problems_of,
)
from cpise_inventory.cli.refusals import BadLineError, NobodyNamedError
from cpise_inventory.errors import LockedStoreError, Refusals
from cpise_inventory.importing.problems import QuantityFractional
from cpise_inventory.language.words import words
from cpise_inventory.people.commands import UnknownPersonError
from cpise_inventory.stock.errors import NotEnoughStockError

EN = words("en")
TOO_MUCH = NotEnoughStockError("SAVON-250", 50, 3, "NKC1/MAGASIN")


def test_a_refusal_names_field_and_value():
    assert problems_of(TOO_MUCH, EN) == [
        Problem("not_enough_stock", problems_of(TOO_MUCH, EN)[0].message, "quantity", 50, None)
    ]


@pytest.mark.parametrize(
    ("error", "field", "value"),
    [
        (UnknownPersonError("leila"), "user", "leila"),
        (NobodyNamedError(), "user", None),
        (BadLineError("SAVON", "ITEM=QTY"), "line", "SAVON"),
        (LockedStoreError("/data/inventory.sqlite"), "database", "/data/inventory.sqlite"),
    ],
)
def test_the_value_is_found_under_whatever_name_the_error_keeps_it(error, field, value):
    problem = problems_of(error, EN)[0]
    assert (problem.field, problem.value) == (field, value)


def test_an_item_that_stands_in_one_line_names_the_line():
    assert problems_of(TOO_MUCH, EN, ["SEAU-14", "SAVON-250"])[0].row == 2
    assert problems_of(TOO_MUCH, EN, ["SAVON-250", "SAVON-250"])[0].row is None
    assert "2" in problems_of(TOO_MUCH, EN, ["SEAU-14", "SAVON-250"])[0].message


def test_all_lines_that_are_wrong_are_told():
    faults = ((1, BadLineError("A", "ITEM=QTY")), (3, BadLineError("B", "ITEM=QTY")))
    told = problems_of(LineFaultsError(faults), EN)
    assert [(one.row, one.value) for one in told] == [(1, "A"), (3, "B")]


def test_a_problem_of_a_file_keeps_the_row_of_the_file():
    problem = QuantityFractional(row=7, field="quantity", column="Quantité", value="2,5")
    told = problems_of(Refusals((problem,)), EN)[0]
    assert (told.row, told.field, told.value) == (7, "quantity", "2,5")
    assert told.message.count("7") == 1


def test_codes_are_the_classes_names():
    assert code_of(LockedStoreError("x")) == "locked_store"
    assert code_of(TOO_MUCH) == "not_enough_stock"


def test_a_time_is_written_to_the_microsecond():
    assert moment(1_700_000_000_000_042) == "2023-11-14T22:13:20.000042Z"


def test_people_read_sentences_and_scripts_one_json_document(capsys):
    problem = Problem("code", "A sentence.", "field", 1, None)
    Answers(EN, as_json=False).refuse([problem, problem])
    assert capsys.readouterr().err == "A sentence.\nA sentence.\n"
    Answers(EN, as_json=True).refuse([problem])
    assert json.loads(capsys.readouterr().err) == {
        "problems": [
            {"code": "code", "message": "A sentence.", "field": "field", "value": 1, "row": None}
        ]
    }


def test_remarks_are_for_people_only(capsys):
    Answers(EN, as_json=True).remark("By the way")
    Answers(EN, as_json=False).remark("By the way")
    assert capsys.readouterr().err == "By the way\n"


@dataclass
class Terminal:
    encoding: str


@pytest.mark.parametrize(("encoding", "plain"), [("latin-1", True), ("utf-8", False)])
def test_json_survives_a_terminal_without_its_letters(monkeypatch, capsys, encoding, plain):
    written = []
    monkeypatch.setattr(
        "cpise_inventory.cli.terminal.write", lambda text, _stream: written.append(text)
    )
    monkeypatch.setattr("sys.stdout", Terminal(encoding))
    Answers(EN, as_json=True).give({"name": "صابون"}, "")
    assert written[0].isascii() is plain
    assert json.loads(written[0]) == {"name": "صابون"}
