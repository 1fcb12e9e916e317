"""What starting costs and asks for: no network with SQLite, no library before it is used."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import LONGEST
from tests.rules.tree import ROOT

REFUSED = 97

# Ends the process at the first socket that leads anywhere. Qt and libpq, which Python can't watch
# at this, are found among the loaded packages instead.
WATCH = f"""
import json, os, sys
TABOO = {{"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "socket.sendmsg"}}
def refuse(event, facts):
    if event in TABOO:
        print(event, facts, file=sys.stderr, flush=True)
        os._exit({REFUSED})
sys.addaudithook(refuse)
"""

# The command line as its script runs it; its first argument is where to tell what was loaded.
PROGRAM = """
report = sys.argv.pop(1)
from cpise_inventory.__main__ import main
try:
    sys.exit(main())
finally:
    with open(report, "w") as file:
        json.dump(sorted(sys.modules), file)
"""

HEAVY = {"alembic", "reportlab", "qrcode", "PIL", "pypdfium2", "zxingcpp", "openpyxl", "psycopg"}
PASSWORD = "une phrase assez longue"
FOREIGN = {"PySide6", "hypothesis", "pytest"}


def python(code: str, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )


def loaded_by(report: Path, *words: str, **environment: str) -> set[str]:
    """Run the command line without a network; the packages that it has loaded at its end."""
    done = python(WATCH + PROGRAM, str(report), *words, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return {name.partition(".")[0] for name in json.loads(report.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be read only: all tests here share them."""
    folder = tmp_path_factory.mktemp("books")
    path = folder / "inventory.sqlite"
    words = ["--database", str(path), "init", "--centre", "NKC1", "--user", "admin"]
    loaded_by(folder / "report", *words, CPISE_INVENTORY_PASSWORD=PASSWORD)
    return path


def test_the_watch_sees_a_socket() -> None:
    done = python(WATCH + "import socket\nsocket.create_connection(('127.0.0.1', 9))")
    assert done.returncode == REFUSED
    assert done.stderr.startswith("socket.")


def test_help_loads_no_database_either(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path / "report", "--help")
    assert not loaded & (HEAVY | FOREIGN | {"cryptography", "sqlalchemy"})


def test_books_on_this_machine_are_made_and_read_without_a_socket(
    books: Path, tmp_path: Path
) -> None:
    words = ["--database", str(books), "--user", "admin", "stock"]
    loaded = loaded_by(tmp_path / "report", *words, CPISE_INVENTORY_PASSWORD=PASSWORD)
    assert not loaded & (HEAVY | FOREIGN)


def test_the_main_job_needs_no_network(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path / "report", "demo", "--small", "--out", str(tmp_path / "out"))
    assert not loaded & (FOREIGN | {"psycopg"})


# Asks who may sign in as the window does; tells how many there are and what was loaded.
SIGN_IN = """
import sys
from pathlib import Path
import ui.main_window
from ui.books import Books
seen = Books(sys.argv[1], Path()).glance()
print(len(seen.people), "sqlalchemy" in sys.modules)
"""


def test_who_may_sign_in_is_shown_before_sqlalchemy_is_loaded(books: Path) -> None:
    done = python(SIGN_IN, str(books))
    assert (done.stdout.split(), done.stderr) == (["1", "False"], "")


# Signs in as somebody does who waits till all is loaded; tells what of ours was loaded after that.
ENTER = """
import sys
from pathlib import Path
from ui.app import opened
from ui.sign_in import SignIn
from ui.timing import until

app, window = opened(sys.argv[1], Path(sys.argv[2]), "fr")
ready = []
window.ready.connect(lambda: ready.append(True))
until(lambda: bool(ready))
before = set(sys.modules)
gate = window.findChildren(SignIn)[0]
gate.password.setText(sys.argv[3])
gate.submit()
until(lambda: window.shell is not None and window.shell.page is not None)
shown = []
window.worker.do(bool, shown.append)
until(lambda: bool(shown))
print(*(name for name in sys.modules if name not in before and name.startswith(("ui", "cpise"))))
window.close()
"""


def test_who_signs_in_waits_for_nothing_to_be_loaded(books: Path, tmp_path: Path) -> None:
    done = python(ENTER, str(books), str(tmp_path / "data"), PASSWORD, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
