"""A print queue of CUPS's own, in a folder: what is printed on it comes out as PDF.

Needs `cups`, `cups-client`, `cups-filters` and `printer-driver-cups-pdf`, and root, for that is who
a scheduler starts as; on other machines nothing of this is tried. Nothing here waits for ever.
"""

import os
import pwd
import shutil
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import AF_UNIX, socket
from tempfile import TemporaryDirectory

DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
NAME = "Etiquettes"
SECONDS = 120.0
"""The longest that any step may take: on a machine with nothing else to do it takes three."""
TO_END = 10.0

_SCHEDULER = """
Listen {folder}/socket
LogLevel debug
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/temp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
SystemGroup root
"""


def missing() -> str:
    """What lacks for a queue; empty where all is there."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "root"
    programs = [one for one in ("cupsd", "lp", "lpadmin", "lpstat", "gs") if not shutil.which(one)]
    return ", ".join(programs) or ("" if DRIVER.exists() else "printer-driver-cups-pdf")


def unheard_of() -> str:
    """A title that no other print has, of this run or of another."""
    return uuid.uuid4().hex


class Queue:
    """What `lp` and Qt print on, once `environment` says where the scheduler listens."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {"CUPS_SERVER": str(folder / "socket")}
        self._out = Path(pwd.getpwuid(os.geteuid()).pw_dir) / "PDF"  # where its driver leaves them

    def add(self, name: str) -> None:
        """One more printer to PDF."""
        once = ("-o", "printer-error-policy=abort-job")
        self.run("lpadmin", "-p", name, "-E", "-v", "cups-pdf:/", "-P", str(DRIVER), *once)

    def print_file(self, pdf: Path, media: str = "A4") -> None:
        """Printed under the title that the file's name gives."""
        options = ["-o", "print-scaling=none", "-o", f"media={media}"]
        self.run("lp", "-d", NAME, "-t", pdf.stem, *options, str(pdf))

    def run(self, *words: str) -> bytes:
        """Have a program print, or say what the queue holds; what it said."""
        surroundings = {**os.environ, **self.environment}
        done = subprocess.run(
            words, env=surroundings, check=True, stdout=subprocess.PIPE, timeout=SECONDS
        )
        return done.stdout

    def printed(self, title: str) -> bytes:
        """What came out under this title of `unheard_of`, which a program has handed over whole.

        The driver takes away what lies under a file's name before it begins to write there, and
        makes names of its own from titles: so nothing is looked for until the queue has ended.
        """
        wait_until(self._idle, self._log)
        # every user of this machine prints into the same folder
        found = list(self._out.glob(f"*{title}*.pdf"))
        if len(found) != 1:
            raise FileNotFoundError(f"{title}: {found}\n{self._log()}")
        whole = found[0].read_bytes()
        found[0].unlink()
        return whole

    def _idle(self) -> bool:
        return not self.run("lpstat", "-W", "not-completed", "-o")

    def _log(self) -> str:
        return (self.folder / "log" / "error").read_text(errors="replace")[-3000:]


@contextmanager
def queue() -> Iterator[Queue]:
    """A scheduler with one queue to PDF, ended with the block."""
    # its filters run as another, who must get there, and may write still while they are ended
    with TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with _scheduler(folder):
            found = Queue(folder)
            wait_until(lambda: _answers(folder / "socket"), lambda: "the scheduler did not start")
            found.add(NAME)
            yield found


@contextmanager
def _scheduler(folder: Path) -> Iterator[None]:
    for name in ("root", "spool", "cache", "state", "temp", "log"):
        (folder / name).mkdir()
    scheduler, files = folder / "cupsd.conf", folder / "cups-files.conf"
    scheduler.write_text(_SCHEDULER.format(folder=folder))
    files.write_text(_FILES.format(folder=folder))
    for one in (folder, *folder.iterdir()):
        shutil.chown(one, group="lp")
        one.chmod(0o770)
    work = subprocess.Popen(
        ["cupsd", "-f", "-c", str(scheduler), "-s", str(files)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        _end(work)


def _end(work: subprocess.Popen[bytes]) -> None:
    work.terminate()
    try:
        work.wait(TO_END)
    except subprocess.TimeoutExpired:  # it waits for a filter that does not end
        work.kill()
        work.wait(TO_END)


def _answers(door: Path) -> bool:
    with socket(AF_UNIX) as line:
        line.settimeout(1)
        return line.connect_ex(str(door)) == 0


def wait_until(happened: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Raises TimeoutError with what `otherwise` says."""
    until = time.monotonic() + SECONDS
    while not happened():
        if time.monotonic() > until:
            raise TimeoutError(otherwise())
        time.sleep(0.05)
