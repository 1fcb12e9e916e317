"""The set-up: what a person types first, on a machine that has nothing yet."""

import ast
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from tests.installer.toy import Checkout
from tests.limits import LONGEST, no_longer
from tests.rules.tree import ROOT

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Windows gets an installer; this is for Linux"
)

SCRIPT = ROOT / "installer" / "run.py"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Set up with nothing but Python and pip."""
    checkout = Checkout(tmp_path_factory.mktemp("pip") / "checkout", with_uv=False)
    done = checkout.run("setup", DISPLAY=":99", PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 0, done.stderr
    assert "Preparing .venv" in done.stdout
    return checkout


@pytest.fixture
def fresh(tmp_path: Path) -> Checkout:
    """Not set up yet, by whatever is there."""
    return Checkout(tmp_path / "checkout", with_uv=True)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script as a module, on a machine that lacks one library and has no programs."""
    spec = importlib.util.spec_from_file_location("run", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "LIBRARIES", {"libnothing.so.9": "libnothing9"})
    monkeypatch.setattr(module, "is_ready", lambda: True)
    monkeypatch.setenv("PATH", str(tmp_path))
    return module


def test_help_says_every_job_and_an_unknown_one_is_wrong() -> None:
    for words, code in ((["help"], 0), (["--help"], 0), (["dance"], 2)):
        done = subprocess.run(
            [sys.executable, SCRIPT, *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
        assert done.returncode == code
        assert all(job in done.stdout for job in ("demo", "test", "setup", "help", "Windows"))


def test_an_older_python_is_told_so(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))  # it gets that far
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "version", "3.9.2 (default)")
    assert script.main(["demo"]) == 1
    assert capsys.readouterr().err == "Python 3.11 or newer is needed; this is 3.9.2.\n"


def test_the_environment_holds_the_locked_packages_the_program_and_bytecode(
    checkout: Checkout,
) -> None:
    assert (checkout.venv / "bin" / "cpise-inventory").exists()
    assert list(checkout.venv.glob("lib/python*/site-packages/__pycache__/pytest*.pyc"))
    assert list(checkout.folder.glob("db/__pycache__/module*.pyc"))


def test_the_second_time_nothing_is_done(checkout: Checkout) -> None:
    done = checkout.run("setup", DISPLAY=":99")
    assert done.returncode == 0
    assert "Preparing" not in done.stdout


def test_the_demo_goes_to_a_folder_of_its_own_and_its_exit_code_comes_back(
    checkout: Checkout,
) -> None:
    place = checkout.folder / "demo-out"
    done = checkout.run("demo", "--small")
    assert done.stdout == f"program: demo --small --out {place}\n"
    assert done.returncode == 7
    assert checkout.run("demo", "--out=x").stdout == "program: demo --out=x\n"


def test_an_earlier_demo_is_left_to_the_program_to_refuse_in_the_users_language(
    checkout: Checkout,
) -> None:
    place = checkout.folder / "demo-out"
    place.mkdir()
    assert checkout.run("demo").stdout == f"program: demo --out {place}\n"
    place.rmdir()


def test_the_tests_get_a_folder_that_goes_and_their_exit_code_comes_back(
    checkout: Checkout,
) -> None:
    done = checkout.run("test", "-k", "something", PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 5, done.stderr
    said = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    folder, words = said["tests"].split(maxsplit=1)
    assert words == "-k something"
    assert not Path(folder.partition("=")[2]).parent.exists()
    assert said["bytecode"] == "True"


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is what is tried")
def test_the_tests_get_screens_of_their_own_that_go_with_them(checkout: Checkout) -> None:
    done = checkout.run("test", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    said = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    first, platform = said["display"].split()
    assert platform == "xcb"
    screens = said["screens"].split()
    assert first in screens
    assert f"-n {len(set(screens))} " in said["tests"]
    for screen in screens:
        assert not Path(f"/tmp/.X11-unix/X{screen[1:]}").exists()  # noqa: S108 - where X puts it


def test_no_window_opens_where_there_is_no_screen(checkout: Checkout) -> None:
    done = checkout.run("run", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 1
    assert "no screen" in done.stderr
    assert checkout.run(DISPLAY=":99").stdout == "program:\n"


def test_a_package_that_is_not_what_was_locked_is_refused(fresh: Checkout) -> None:
    fresh.lock("0" * 64)
    done = fresh.run("setup", DISPLAY=":99")
    assert done.returncode == 1
    assert "hash" in done.stderr.lower()
    assert "Run the same command again" in done.stderr
    assert not fresh.stamp.exists()


def test_a_set_up_that_was_cut_short_is_done_again(fresh: Checkout) -> None:
    cut = subprocess.Popen(
        fresh.command("setup"),
        env=fresh.environment(DISPLAY=":99"),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    with no_longer(cut.pid):
        while not (fresh.venv / "pyvenv.cfg").exists() and cut.poll() is None:
            time.sleep(0.005)
    os.killpg(cut.pid, signal.SIGKILL)
    assert cut.wait(LONGEST) == -signal.SIGKILL
    assert not fresh.stamp.exists()
    (fresh.venv / "half").touch()
    assert fresh.run("setup", DISPLAY=":99").returncode == 0
    assert fresh.run("demo").returncode == 7
    assert not (fresh.venv / "half").exists()


def test_of_two_set_ups_at_once_the_second_waits(fresh: Checkout) -> None:
    both = [
        subprocess.Popen(
            fresh.command("setup"), env=fresh.environment(DISPLAY=":99"), stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    said = [one.communicate(timeout=LONGEST)[0] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert sum(b"Preparing" in text for text in said) == 1


def test_whatever_the_environment_is_made_from_makes_it_anew(fresh: Checkout) -> None:
    assert fresh.run("demo").returncode == 7
    with (fresh.folder / "pyproject.toml").open("a", encoding="utf-8") as told:
        told.write("# changed\n")
    assert "Preparing" in fresh.run("demo").stdout
    moved = fresh.folder.rename(fresh.folder.with_name("moved"))
    again = fresh.run("demo", "--help")
    assert again.returncode == 2, "there is no checkout any more"
    done = subprocess.run(
        [sys.executable, moved / "installer" / "run.py", "demo", "--help"],
        env=fresh.environment(UV_FIND_LINKS=f"{moved}/wheels", PIP_FIND_LINKS=f"{moved}/wheels"),
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    assert done.returncode == 7, done.stderr
    assert "Preparing" in done.stdout


def apt_get(folder: Path, code: int) -> Path:
    """A program of that name which notes how it is called."""
    program = folder / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$*" >>{folder}/calls\necho broken\nexit {code}\n')
    program.chmod(0o755)
    (folder / "env").symlink_to("/usr/bin/env")
    return folder / "calls"


def test_root_has_what_is_missing_installed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    calls = apt_get(tmp_path, code=0)
    assert script.set_up(screen=True)
    update, install = calls.read_text().splitlines()
    assert update.startswith("update ")
    assert install.startswith("install -y -q --no-install-recommends libnothing9 xvfb ")


def test_what_apt_says_when_it_fails_is_shown(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    apt_get(tmp_path, code=100)
    assert not script.set_up()
    assert "broken" in capsys.readouterr().err


def test_others_are_given_one_line_for_an_administrator(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    calls = apt_get(tmp_path, code=0)
    assert script.main(["setup"]) == 1
    said = capsys.readouterr().err
    assert "    sudo apt-get update && sudo apt-get install" in said
    assert "libnothing9" in said
    assert "Nothing has been changed" in said
    assert not calls.exists()


def test_a_system_without_apt_is_told_what_it_lacks(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not script.set_up()
    assert "libnothing.so.9" in capsys.readouterr().err


def test_the_demo_asks_for_no_library_of_the_window(script: ModuleType) -> None:
    assert script.set_up(window=False)
