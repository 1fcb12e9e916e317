#!/usr/bin/env python3
"""Set this checkout up, then run it. Needs Python 3.11 or newer and nothing else.

    python3 installer/run.py                open the desktop program
    python3 installer/run.py demo           the main job on the example delivery, into demo-out/
    python3 installer/run.py test           all tests (what follows goes to pytest)
    python3 installer/run.py setup          only prepare
    python3 installer/run.py help           this text

On Windows: py installer\\run.py ...
What follows `run` or `demo` goes to the program: python3 installer/run.py demo --small --out FOLDER
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import TextIO

if sys.platform != "win32":
    import fcntl

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "ready"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
BIN = VENV / ("Scripts" if WINDOWS else "bin")
SUFFIX = ".exe" if WINDOWS else ""
PYTHON = BIN / f"python{SUFFIX}"
PROGRAM = BIN / f"cpise-inventory{SUFFIX}"
DEMO_OUT = ROOT / "demo-out"
PACKAGES = ("ui", "cpise_inventory", "db", "resources")
MEMORY = pathlib.Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
ROOMY = 4 * 1024**3  # bytes
PATIENCE = 30  # seconds that a screen may take to start
WORKERS = 2
"""Processes that share the tests. Most wait for disks, windows and each other."""

# What must load for Qt's window, and the Debian package that brings it (by ldd over PySide6, then
# tried in a bare Debian 12 and 13). libgthread is what a missing libglib2.0-0 is noticed by.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}


def main(argv: list[str]) -> int:
    """Carry out the job named first; its exit code is ours."""
    if sys.version_info < (3, 11):  # noqa: UP036 - what an older Python runs into first
        return fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    job, *rest = argv or ["run"]
    jobs = {"run": open_window, "demo": demo, "test": test, "setup": setup}
    if job not in jobs:
        print(__doc__)
        return 0 if job in ("help", "-h", "--help") else 2
    try:
        return jobs[job](rest)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def open_window(rest: list[str]) -> int:
    """Open the desktop program. `rest` are its own options, such as --database."""
    if not has_display():
        return fail("There is no screen to open a window on. Run this from a graphical session.")
    return become(PROGRAM, rest) if set_up() else 1


def demo(rest: list[str]) -> int:
    """Run the main job; it needs neither a window nor Qt's libraries."""
    chosen = any(word in ("-h", "--help") or word.startswith("--out") for word in rest)
    if not chosen:  # an earlier one is refused by the program, in the user's language
        rest = [*rest, "--out", str(DEMO_OUT)]
    return become(PROGRAM, ["demo", *rest]) if set_up(window=False) else 1


def test(rest: list[str]) -> int:
    """Run the tests on screens of their own, in a temporary folder that is removed afterwards."""
    needs_screen = wants_own_screen()
    rest = rest or at_once()
    if not set_up(screen=needs_screen):
        return 1
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(
                prefix="cpise-", dir=quick_folder(), ignore_cleanup_errors=True
            )
        )
        screen = stack.enter_context(screens(WORKERS)) if needs_screen else {}
        command = [str(PYTHON), "-m", "pytest", f"--basetemp={folder}/t", *rest]
        surroundings = {**environment(), **screen, "TMPDIR": folder}
        tests = stack.enter_context(subprocess.Popen(command, cwd=ROOT, env=surroundings))
        stack.callback(tests.terminate)  # does nothing to what has ended
        return patiently(tests)


def at_once() -> list[str]:
    """All tests, some at a time: who names some gets them one after the other, in order."""
    return ["-n", str(WORKERS), "--dist", "worksteal"]


def quick_folder() -> str | None:
    """Memory, where there is plenty: no test's books have to survive the end of the tests."""
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return None
    there = os.statvfs(MEMORY)
    runs = not there.f_flag & os.ST_NOEXEC
    return str(MEMORY) if runs and there.f_bavail * there.f_frsize > ROOMY else None


def setup(_rest: list[str]) -> int:
    """Prepare what the desktop program needs."""
    if not set_up():
        return 1
    print(f"Ready. Open the program with: python3 installer/run.py (or {PROGRAM})")
    return 0


def has_display() -> bool:
    """Whether a window can be opened."""
    ways = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not LINUX or any(map(os.environ.get, ways))


def wants_own_screen() -> bool:
    """Whether the tests get a screen that nobody sees, types into or takes the focus on."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not has_display() or (LINUX and shutil.which("Xvfb") is not None)


def environment() -> dict[str, str]:
    """Our environment, UTF-8, and with bytecode: without it a start takes three times as long."""
    mine = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**mine, "PYTHONUTF8": "1"}


def become(program: pathlib.Path, arguments: list[str]) -> int:
    """Let `program` take this process's place, so that whoever stops us stops it."""
    sys.stdout.flush()
    command = [str(program), *arguments]
    if not WINDOWS:  # there, execve would return to the shell at once
        os.execve(program, command, environment())  # noqa: S606 - no shell is wanted
    return subprocess.call(command, env=environment())


def patiently(child: subprocess.Popen[bytes]) -> int:
    """Wait for `child` through Ctrl-C, which it gets as well and answers in its own way."""
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return child.wait()


# --- the system's libraries -------------------------------------------------------------------


def set_up(*, window: bool = True, screen: bool = False) -> bool:
    """Bring whatever is missing; at once where nothing is. If we may not, say what to do."""
    wanted = missing(window=window, screen=screen)
    return (not wanted or apt_install(wanted)) and prepare()


def missing(*, window: bool, screen: bool) -> dict[str, str]:
    """What this system lacks, with the Debian package that brings it."""
    qt = LIBRARIES if window and LINUX else {}
    wanted = {name: package for name, package in qt.items() if not loads(name)}
    if screen and not shutil.which("Xvfb"):
        wanted["Xvfb"] = "xvfb"
    if not is_ready() and not has_uv() and not has_ensurepip():
        wanted["ensurepip"] = "python3-venv"
    return wanted


def loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def apt_install(wanted: dict[str, str]) -> bool:
    """Have apt bring the packages of `wanted` (what is missing -> package) as root or by sudo."""
    packages = list(wanted.values())
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        return refuse(f"This system lacks: {' '.join(wanted)}. Install them, then try again.")
    by = administrator()
    if by is None:
        return refuse(
            "Some system packages are missing. Ask an administrator to run this line:\n\n"
            f"    sudo apt-get update && sudo {' '.join(install)}\n\n"
            "Then run the same command again. Nothing has been changed."
        )
    print("Installing system packages:", *packages, flush=True)
    by = [*by, "env", "DEBIAN_FRONTEND=noninteractive"]  # sudo drops it from ours
    apt_get([*by, "apt-get", "update", "-q"])  # where it fails, the lists at hand may do
    done = apt_get([*by, *install])
    if done.returncode:
        return refuse(f"apt could not install them:\n{done.stdout[-2000:]}")
    return True


def apt_get(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, "-o", "DPkg::Lock::Timeout=300"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def administrator() -> list[str] | None:
    """What to put before a command to run it as root without being asked; None if we may not."""
    if WINDOWS or os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") and succeeds([*sudo, "true"], quietly=True) else None


# --- the environment --------------------------------------------------------------------------


def prepare() -> bool:
    """Make .venv hold exactly what the lock names, and the project; at once if it does already."""
    if is_ready():
        return True
    with alone():
        return is_ready() or build()


def is_ready() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == fingerprint()


def fingerprint() -> str:
    """Changes with anything that the environment is made from; nor can an environment be moved."""
    mark = hashlib.sha256(f"{sys.version}\0{ROOT}".encode())
    for made_from in (LOCK, ROOT / "pyproject.toml"):
        mark.update(made_from.read_bytes())
    return mark.hexdigest()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let a set-up started meanwhile by somebody else finish first."""
    with LOCK.open("rb") as lock:
        if sys.platform != "win32":  # there removing an environment in use fails by itself
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build() -> bool:
    """Make the environment anew. The stamp comes last: what was interrupted is done again."""
    print("Preparing .venv (the first time some 180 MB are downloaded) ...", flush=True)
    try:
        STAMP.unlink(missing_ok=True)
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError as error:
        return refuse(f"The old .venv can't be removed: {error}\nClose the program and try again.")
    if not ((has_uv() and all(map(succeeds, by_uv()))) or all(map(succeeds, by_pip()))):
        return refuse("The set-up is not complete. Run the same command again; it begins anew.")
    compile_bytecode()
    STAMP.write_text(fingerprint(), encoding="utf-8")
    return True


def by_uv() -> list[list[str]]:
    """The steps with uv, which is faster on a slow disk and not required."""
    into = ["--python", str(PYTHON)]
    return [
        ["uv", "venv", "-q", "--clear", "--no-project", "--python", interpreter(), str(VENV)],
        ["uv", "pip", "sync", "-q", "--require-hashes", "--no-build", *into, str(LOCK)],
        ["uv", "pip", "install", "-q", "--no-build-isolation", "--no-deps", *into, "-e", str(ROOT)],
    ]


def by_pip() -> list[list[str]]:
    """The steps with nothing but Python: first the locked wheels, checked, then the project.

    Two calls, because pip refuses a folder, which has no hash, in one that checks hashes.
    """
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    pip += ["--no-deps", "--no-compile"]
    return [
        [interpreter(), "-m", "venv", "--clear", str(VENV)],
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)],
        [*pip, "--no-build-isolation", "-e", str(ROOT)],
    ]


def compile_bytecode() -> None:
    """Compile the libraries and the project now, not at each start of a user who can't write."""
    trees = [VENV / ("Lib" if WINDOWS else "lib"), *(ROOT / package for package in PACKAGES)]
    # some libraries hold templates that are no Python, so whether all compiled says nothing
    succeeds([str(PYTHON), "-m", "compileall", "-qq", "-j", "0", *map(str, trees)])


def interpreter() -> str:
    """The Python to build on: not that of the environment which is about to be replaced."""
    return str(getattr(sys, "_base_executable", sys.executable))


def has_ensurepip() -> bool:
    """Debian keeps it in a package of its own."""
    return succeeds([interpreter(), "-c", "import ensurepip"], quietly=True)


def has_uv() -> bool:
    """Whether uv is there and runs (it may be a launcher without the program behind it)."""
    return bool(shutil.which("uv")) and succeeds(["uv", "--version"], quietly=True)


def succeeds(command: list[str], *, quietly: bool = False) -> bool:
    """Run `command`; only what it says of failures is shown."""
    nothing = subprocess.DEVNULL
    said = nothing if quietly else None
    code = subprocess.call(
        command, cwd=ROOT, env=environment(), stdin=nothing, stdout=nothing, stderr=said
    )
    return code == 0


# --- a screen for the tests -------------------------------------------------------------------


@contextlib.contextmanager
def screens(number: int) -> Iterator[dict[str, str]]:
    """Start so many; yields the environment that leads to the first and names them all.

    Each process of the tests needs its own: on one screen only one window has the keyboard.
    """
    with contextlib.ExitStack() as stack:
        names = [stack.enter_context(a_screen()) for _ in range(number)]
        yield {"DISPLAY": names[0], "TEST_SCREENS": " ".join(names), "QT_QPA_PLATFORM": "xcb"}


@contextlib.contextmanager
def a_screen() -> Iterator[str]:
    """Start a screen that nobody sees; yields its name."""
    read, write = os.pipe()
    size = ["-screen", "0", "1366x768x24"]
    command = ["Xvfb", "-displayfd", str(write), *size, "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read, encoding="ascii") as display:
                yield f":{number_of(display)}"
        finally:
            server.terminate()


def number_of(display: TextIO) -> str:
    """What a screen that has started says of itself; ends the program where it doesn't start."""
    started, _, _ = select.select([display], [], [], PATIENCE)
    number = display.readline().strip() if started else ""
    if not number:
        sys.exit("Xvfb does not start: there is no screen for the tests.")
    return number


def fail(message: str) -> int:
    print(message, file=sys.stderr, flush=True)
    return 1


def refuse(message: str) -> bool:
    return fail(message) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
