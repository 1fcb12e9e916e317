"""What neither ruff nor mypy asks of the tree."""

import re
import tokenize
from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from tests.rules.tree import PYTHON_FOLDERS, ROOT, files

MOST_LINES = 450
TEXTS = (".py", ".md", ".toml", ".qss", ".po", ".pot", ".csv", ".sql", ".svg", ".txt", "")
WORDS = [("TO", "DO"), ("FIX", "ME"), ("X", "XX")]  # in halves, so as not to be found here
LEFT_OPEN = re.compile("|".join(rf"\b{start}{end}\b" for start, end in WORDS))

OPT_OUT = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b.*", re.IGNORECASE)
RULES = r"# (?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[a-z, -]+\])"
REASONED = re.compile(rf"{RULES}(?: - |  # )\S+.*")
WHOLE_FILE = re.compile(r"#\s*(?:ruff:\s*noqa|mypy:|pyright:|fmt:\s*off|pragma:\s*no cover)")


def python_files() -> Iterator[Path]:
    for folder in PYTHON_FOLDERS:
        yield from files(".py", below=ROOT / folder)


def comments(code: str) -> Iterator[tuple[int, str]]:
    """(line, comment), and nothing that only looks like one inside a text."""
    if "#" in code:
        for token in tokenize.generate_tokens(StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def unreasoned(comment: str) -> bool:
    opted_out = OPT_OUT.search(comment)
    return bool(opted_out and not REASONED.fullmatch(opted_out.group()))


@cache
def all_comments() -> list[tuple[str, str]]:
    """(`file:line`, comment) of every one in the tree."""
    return [
        (f"{path.relative_to(ROOT)}:{line}", text)
        for path in python_files()
        for line, text in comments(path.read_text(encoding="utf-8"))
    ]


def comments_that(are_wrong: Callable[[str], object]) -> list[str]:
    """`file:line: comment` of every wrong one in the tree."""
    return [f"{place}: {text}" for place, text in all_comments() if are_wrong(text)]


def test_no_module_is_so_long_that_a_name_must_be_missing() -> None:
    sizes = {path: len(path.read_bytes().splitlines()) for path in python_files()}
    long = {str(path.relative_to(ROOT)): size for path, size in sizes.items() if size > MOST_LINES}
    migrations = {name for name in long if name.startswith("db/migrations/versions/")}
    assert long.keys() == migrations, long


def test_nothing_is_left_for_later() -> None:
    left = [path for path in files(*TEXTS) if LEFT_OPEN.search(path.read_text(encoding="utf-8"))]
    assert left == []


def test_every_opt_out_names_its_rule_and_its_reason() -> None:
    wrong = comments_that(unreasoned)
    assert not wrong, "\n".join(wrong)


def test_no_file_opts_out_as_a_whole() -> None:
    wrong = comments_that(WHOLE_FILE.search)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("import x  # noqa: PLC0415 - start-up time counts", False),
        ("import x  # noqa: PLC0415, S101 - start-up time counts", False),
        ("f(a)  # type: ignore[misc, call-arg]  # the stubs lack it", False),
        ("f(a)  # type: ignore[misc] - the stubs lack it", False),
        ("import x  # noqa: PLC0415", True),
        ("import x  # noqa", True),
        ("import x  # noqa - start-up time counts", True),
        ("f(a)  # type: ignore", True),
        ("f(a)  # type: ignore[misc]", True),
        ("f('# noqa')  # nobody cares", False),
    ],
)
def test_an_opt_out_without_a_rule_or_a_reason_is_found(code: str, wrong: bool) -> None:
    assert any(unreasoned(text) for _, text in comments(code)) is wrong
