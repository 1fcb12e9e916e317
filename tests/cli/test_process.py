"""The command line as a program of its own: what a shell, a script or a cut of power sees of it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from cpise_inventory.store import open_store
from tests.books import BUCKET, LOGISTICS, PASSWORD, assert_sound, bring, stock
from tests.limits import LONGEST, no_longer
from tests.rules.tree import ROOT

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and file rights of POSIX")
ONE_IN = ("receive", "--centre", "NKC1", "--from", "OIM", "--line", "SEAU-14=1")


def environment(database, **more):
    ours = {
        "PYTHONPATH": str(ROOT),
        "CPISE_INVENTORY_DATABASE": str(database),
        "CPISE_INVENTORY_USER": LOGISTICS,
        "CPISE_INVENTORY_PASSWORD": PASSWORD,
        "CPISE_INVENTORY_LANGUAGE": "fr",
    }
    return {**os.environ, **ours, **more}


def command(*words):
    return [sys.executable, "-m", "cpise_inventory", *words]


def run(database, *words, **more):
    done = subprocess.run(
        command(*words),
        env=environment(database, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert b"Traceback" not in done.stderr
    return done


@pytest.fixture
def file(books_file) -> Path:
    return books_file.file


def test_done_is_nought_and_a_refusal_is_one(file):
    done = run(file, *ONE_IN)
    assert (done.returncode, done.stdout) == (0, b"NKC1-A-BR-2026-00001\n")
    done = run(file, "--json", *ONE_IN, "--line", "SEAU-14=0")
    assert (done.returncode, done.stdout) == (1, b"")
    assert json.loads(done.stderr)["problems"][0]["row"] == 2
    assert run(file, "nonsense").returncode == 2


def damaged(file):
    content = bytearray(file.read_bytes())
    content[4096:] = bytes(range(256)) * (len(content) // 256 - 16)
    file.write_bytes(content)


def newer(file):
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()


def no_database(file):
    file.write_text("Cher journal…")


def missing(file):
    file.unlink()


def foreign(file):
    file.unlink()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")
        raw.commit()


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (damaged, {"damaged_store"}),
        (newer, {"newer_store"}),
        (no_database, {"not_a_store"}),
        (foreign, {"not_a_store", "missing_store"}),
        (missing, {"missing_store"}),
    ],
)
def test_a_database_that_cannot_be_used_is_four_with_its_reason(file, spoil, codes):
    spoil(file)
    done = run(file, "--json", "stock")
    assert (done.returncode, done.stdout) == (4, b"")
    problem = json.loads(done.stderr)["problems"][0]
    assert problem["code"] in codes
    assert problem["value"] == str(file)
    assert len(run(file, *ONE_IN).stderr.splitlines()) == 1


def test_a_missing_folder_is_made_by_init_alone(tmp_path):
    path = tmp_path / "none" / "inventory.sqlite"
    assert run(path, "stock").returncode == 4
    assert not path.parent.exists()
    assert run(path, "init", "--centre", "NKC1", "--user", "leila").returncode == 0
    assert path.exists()


def test_init_writes_over_nothing(file):
    no_database(file)
    done = run(file, "init", "--centre", "NKC1", "--user", "leila")
    assert done.returncode == 4
    assert file.read_text() == "Cher journal…"


def test_a_server_that_is_not_there(tmp_path):
    done = run("postgresql://nobody:secret@/none?host=/nowhere", "--json", "stock")
    assert done.returncode == 4
    assert json.loads(done.stderr)["problems"][0]["code"] == "unreachable_store"
    assert b"secret" not in done.stderr


def test_another_program_that_does_not_let_go(file):
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run(file, "stock").returncode == 0  # reading goes on
        done = run(file, "--json", *ONE_IN)
        other.execute("ROLLBACK")
    assert done.returncode == 4
    assert json.loads(done.stderr)["problems"][0]["code"] == "locked_store"


@POSIX
def test_a_reader_that_goes_away_gets_no_complaint(books_file):
    with open_store(books_file) as store:
        for _ in range(60):
            bring(store, BUCKET, 1)
    with (
        subprocess.Popen(
            command("--json", "journal", "list"),
            env=environment(books_file.file),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as writing,
        no_longer(writing.pid),
    ):
        writing.stdout.close()
        assert writing.stderr.read() == b""
        assert writing.wait() == 141


@pytest.mark.parametrize(("encoding", "language"), [("ascii", "fr"), ("cp1252", "ar")])
def test_a_terminal_without_our_letters(file, encoding, language):
    terminal = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = run(file, "item", "list", CPISE_INVENTORY_LANGUAGE=language, **terminal)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"SAVON-250" in done.stdout
    done = run(file, "--json", "item", "list", **terminal)
    names = [one["name_ar"] for one in json.loads(done.stdout.decode(encoding))["items"]]
    assert "صابون 250 غ" in names


@POSIX
def test_a_word_that_is_no_text_is_refused(file):
    done = subprocess.run(
        [os.fsencode(word) for word in command("stock", "--centre")] + [b"NKC1\xff"],
        env=environment(file),
        capture_output=True,
        check=False,
        timeout=LONGEST,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def once_it_is_read(pipe):
    """A handle that keeps whoever reads the pipe waiting."""
    for _ in range(300):
        with suppress(OSError):  # nobody reads it yet
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.05)
    raise AssertionError("nobody reads it")


@POSIX
def test_whoever_stops_a_command_gets_no_complaint(file, tmp_path):
    picture = tmp_path / "picture.png"
    os.mkfifo(picture)
    with subprocess.Popen(
        command("document", "check", str(picture)),
        env=environment(file),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as reading:
        with no_longer(reading.pid):
            hold = once_it_is_read(picture)
            reading.send_signal(signal.SIGINT)
            assert reading.communicate() == (b"", b"")
        os.close(hold)
    assert reading.returncode == 130


@POSIX
def test_a_cut_of_power_in_the_middle_leaves_whole_documents(books_file):
    """Killed at any moment from start to end: each document is there as a whole, or not at all."""
    ended = []
    for tenths in range(2, 9):
        with subprocess.Popen(
            command(*ONE_IN),
            env=environment(books_file.file),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as writing:
            time.sleep(tenths / 10)
            writing.kill()
            ended.append(writing.communicate()[0].decode().strip())
    with open_store(books_file) as store:
        assert_sound(store)
        held = stock(store, BUCKET).get("", 0)
    numbers = [number for number in ended if number]
    assert len(numbers) <= held <= 7  # what was told is there; what is there may not be told yet
