"""A command line on furnished books, in this process, on both engines."""

import gettext
import json
import shutil
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from cpise_inventory import config
from cpise_inventory.__main__ import main
from cpise_inventory.addresses import Address, address
from cpise_inventory.store import Store, open_store
from tests.books import LOGISTICS, PASSWORD


class Answer(NamedTuple):
    """What one command line answered."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """The JSON document on standard output."""
        return json.loads(self.out)

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What a refusal says on standard error."""
        found: list[dict[str, Any]] = json.loads(self.err)["problems"]
        return found


class Shell:
    """`shell("stock")` runs it for people in English; `shell.json("stock")` for a script."""

    def __init__(
        self, where: Address, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.where, self._capsys, self._patch = where, capsys, patch

    def __call__(self, *words: str, user: str = LOGISTICS, language: str = "en") -> Answer:
        who = ["--user", user] if user else []
        return self.run("--language", language, *who, *words)

    def json(self, *words: str, user: str = LOGISTICS) -> Answer:
        return self("--json", *words, user=user)

    def done(self, *words: str, user: str = LOGISTICS) -> Any:
        """The answer of what must succeed."""
        answer = self.json(*words, user=user)
        assert answer.code == 0, answer.err
        return answer.told

    def refused(self, *words: str, user: str = LOGISTICS) -> list[dict[str, Any]]:
        """The problems of what must be refused, with nothing on standard output."""
        answer = self.json(*words, user=user)
        assert answer.code == 1, answer
        assert answer.out == ""
        return answer.problems

    def run(self, *words: str) -> Answer:
        """Exactly these words."""
        self._capsys.readouterr()
        code = main(words)
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        return Answer(code, out, err)

    def env(self, name: str, value: str) -> None:
        self._patch.setenv(name, value)

    def store(self) -> Store:
        """The same books, opened beside. To be closed."""
        return open_store(self.where)


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the command line tells the whole process about its language is taken back."""
    monkeypatch.setenv("LANGUAGE", "")
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)


@pytest.fixture
def shell_on(
    calm: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Address], Shell]:
    def on(where: Address) -> Shell:
        database = str(where.file) if where.file else where.url
        monkeypatch.setenv(config.DATABASE, database)
        monkeypatch.setenv(config.PASSWORD, PASSWORD)
        return Shell(where, capsys, monkeypatch)

    return on


@pytest.fixture
def shell(books_address: Address, shell_on: Callable[[Address], Shell]) -> Shell:
    """On furnished books of both engines."""
    if books_address.file is not None:
        return shell_on(books_address)
    here = address(books_address.url, config.data_folder())
    shutil.copytree(books_address.keys, here.keys)
    return shell_on(here)


@pytest.fixture
def file_shell(books_file: Address, shell_on: Callable[[Address], Shell]) -> Shell:
    """On SQLite alone, for what has nothing to do with the engine."""
    return shell_on(books_file)
