"""What the command line answers: one JSON document or a text for people, and every refusal."""

import dataclasses
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from cpise_inventory.cli import terminal
from cpise_inventory.errors import Refusal, Refusals, StoreError
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import Words

DONE, REFUSED, WRONG_USE, FALSE, NO_STORE, INTERRUPTED, FAULT = 0, 1, 2, 3, 4, 130, 70
"""Exit codes. All but 130 (the user stopped it) are COMMANDS.md's."""

_ALSO = {
    "code": ("code_text", "text"),
    "database": ("where",),
    "from": ("donor",),
    "happened_on": ("day",),
    "line": ("item", "kit"),
    "number": ("document",),
    "out": ("file",),
    "against": ("file",),
    "quantity": ("wanted",),
    "storeroom": ("place",),
    "to": ("centre",),
    "user": ("name",),
}
"""Where an error keeps the value of the field at fault, if not under the field's own name."""


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing that is wrong, as COMMANDS.md's JSON has it. `row` counts from 1."""

    code: str
    message: str
    field: str = ""
    value: str | int | None = None
    row: int | None = None


@dataclasses.dataclass(eq=False)
class LineFaultsError(Exception):
    """What is wrong with lines of the command line: (which, counted from 1; what)."""

    faults: tuple[tuple[int, Refusal], ...]


@dataclasses.dataclass(eq=False)
class EndedError(Exception):
    """A command that has answered and ends with a code of its own."""

    exit_code: int


class Answers:
    """Standard output and standard error, in the language and form that was asked for."""

    def __init__(self, w: Words, *, as_json: bool) -> None:
        self.w, self.as_json = w, as_json

    def give(self, answer: Mapping[str, Any], text: str) -> None:
        """The answer in JSON, or the text where there is any."""
        if self.as_json:
            terminal.write(_json(answer), sys.stdout)
        elif text:
            terminal.write(text, sys.stdout)

    def remark(self, text: str) -> None:
        """Something beside the answer, for people only."""
        if not self.as_json and text:
            terminal.write(text, sys.stderr)

    def refuse(self, problems: Sequence[Problem]) -> None:
        """One sentence a problem on standard error, or all of them in JSON."""
        if self.as_json:
            told = {"problems": [dataclasses.asdict(problem) for problem in problems]}
            terminal.write(_json(told), sys.stderr)
            return
        for problem in problems:
            terminal.write(problem.message, sys.stderr)


def problems_of(error: Exception, w: Words, items: Sequence[str] = ()) -> list[Problem]:
    """What to say of a refusal or a store that can't be used.

    `items` are those of the command's lines: an error about one of them is about its line.
    """
    match error:
        case LineFaultsError(faults):
            return [_problem(fault, w, row) for row, fault in faults]
        case Refusals(problems):
            return [_problem(problem, w, _row_of(problem, items)) for problem in problems]
    return [_problem(error, w, _row_of(error, items))]


def _problem(error: Exception, w: Words, row: int | None) -> Problem:
    message, own_row = sentence(error, w), getattr(error, "row", None)
    if own_row is not None:  # of a file; its sentence names it
        row = own_row or None
    elif row is not None:
        message = w.t("Line {row}: {problem}", row=w.ltr(str(row)), problem=message)
    if isinstance(error, StoreError):
        return Problem(code_of(error), message, "database", error.where)
    field = error.field if isinstance(error, Refusal) else ""
    return Problem(code_of(error), message, field, _value_of(error, field), row)


def code_of(error: Exception) -> str:
    """`LockedStoreError` -> `locked_store`; stable, for scripts."""
    if isinstance(error, Refusal):
        return error.code
    name = type(error).__name__.removesuffix("Error")
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _value_of(error: Exception, field: str) -> str | int | None:
    told = {one.name: getattr(error, one.name) for one in dataclasses.fields(error)}  # type: ignore[arg-type]  # refusals are dataclasses
    plain = {name: value for name, value in told.items() if isinstance(value, (str, int))}
    for name in ("value", field, *_ALSO.get(field, ()), "text", *plain):
        if name in plain:
            return plain[name]
    return None


def _row_of(error: Exception, items: Sequence[str]) -> int | None:
    """The one line that is about the item that the error names."""
    item = getattr(error, "item", None)
    return items.index(item) + 1 if items.count(item) == 1 else None


def _json(answer: Mapping[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=not terminal.shows_everything(sys.stdout))


def moment(microseconds: int) -> str:
    """A time as JSON bears it: ISO 8601, UTC, `2026-11-24T10:42:00.000000Z`."""
    at = datetime.fromtimestamp(microseconds // 1_000_000, UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{microseconds % 1_000_000:06d}Z"
