"""What every test gets: an empty home, a foreign clock, no thread left over, both engines.

Fixtures of the books themselves (a store, people, stock) live in tests/books.py.
"""

import gc
import itertools
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QSettings

from tests import postgres, threads

pytest_plugins = ("tests.books",)

# openpyxl loads numpy where there is one (here for OpenCV), which would start threads of its own
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# the same examples every time, however busy the machine is, and no file of them in the tree
settings.register_profile("cpise", derandomize=True, deadline=None, database=None)
settings.load_profile("cpise")

# A quarter of an hour off every full hour, and ahead of Nouakchott: what asks the machine for its
# zone where it should not shows at once. Spelled out, for it must not need a zone database.
ODD_ZONE = "<+0545>-05:45"
OURS = "CPISE_INVENTORY_"


def pytest_configure() -> None:
    _take_a_screen()
    # numpy, which openpyxl loads where it finds it, would start threads of its own and keep them
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    # whoever starts the tests in the background had this one ignored, and children inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform != "win32":  # who ends the tests finds the server of theirs ended, too
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Tests and modules stay to the end: the collector of garbage looks at them no more."""
    gc.freeze()


def _take_a_screen() -> None:
    """Each of several processes works on a screen of its own (installer/run.py starts them)."""
    screens = os.environ.get("TEST_SCREENS", "").split()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    if screens:
        os.environ["DISPLAY"] = screens[int(worker) % len(screens)]


@pytest.fixture(scope="session")
def as_started() -> dict[str, str]:
    """The environment that the test run was started in, for tools that need its settings."""
    return AS_STARTED


AS_STARTED = dict(os.environ)


@pytest.fixture(scope="session", autouse=True)
def _nobodys_machine() -> Iterator[None]:
    """Neither the zone, the language nor the settings of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith((OURS, "LC_")) or name in ("LANG", "LANGUAGE", "PYTHONPATH"):
                patch.delenv(name)
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("TZ", ODD_ZONE)
        _tell_the_clock()
        yield
    _tell_the_clock()


def _tell_the_clock() -> None:
    if sys.platform != "win32":
        time.tzset()


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count(1))


@pytest.fixture(autouse=True)
def home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, the only place where a program finds or leaves anything of a user."""
    folder = next(_homes)
    places = {
        "HOME": folder,
        "USERPROFILE": folder,
        "APPDATA": folder / "AppData" / "Roaming",
        "LOCALAPPDATA": folder / "AppData" / "Local",
        "XDG_CONFIG_HOME": folder / ".config",
        "XDG_DATA_HOME": folder / ".local" / "share",
        "XDG_STATE_HOME": folder / ".local" / "state",
        "XDG_CACHE_HOME": folder / ".cache",
        "XDG_RUNTIME_DIR": folder / "run",
    }
    for name, place in places.items():
        monkeypatch.setenv(name, str(place))
    folder.mkdir()
    (folder / "run").mkdir(mode=0o700)  # Qt believes in no other
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        # Qt asks for the home once in a process and keeps the answer
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(places["XDG_CONFIG_HOME"]))
    return folder


@pytest.fixture(autouse=True)
def _no_thread_is_left(home: Path) -> Iterator[None]:
    """A test ends what it starts: a thread that outlives its window crashes some later test."""
    before = threads.running()
    yield
    if left := threads.left_behind(before):
        pytest.fail(f"threads left behind: {', '.join(left)}")


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server, started when the first test asks for it."""
    with postgres.start() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a new, empty database, once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'inventory.sqlite'}"
        return
    with request.getfixturevalue("server").database() as url:
        yield url
