"""A print queue of CUPS's own, in a folder: what is printed on it comes out as PDF.

Needs `cups`, `cups-client`, `cups-filters` and `printer-driver-cups-pdf`, and root, for that is who
a scheduler starts as; on other machines nothing of this is tried.
"""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
NAME = "Etiquettes"
SECONDS = 30.0

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
    programs = [one for one in ("cupsd", "lp", "lpadmin") if not shutil.which(one)]
    return ", ".join(programs) or ("" if DRIVER.exists() else "printer-driver-cups-pdf")


class Queue:
    """What `lp` and Qt print on, once `environment` says where the scheduler listens."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {"CUPS_SERVER": str(folder / "socket")}
        self._out = Path(pwd.getpwuid(os.geteuid()).pw_dir) / "PDF"  # where its driver leaves them
        self._before = self._all()

    def print_file(self, pdf: Path, media: str = "A4") -> None:
        options = ["-o", "print-scaling=none", "-o", f"media={media}"]
        self.run("lp", "-d", NAME, "-t", pdf.stem, *options, str(pdf))

    def run(self, *words: str) -> None:
        subprocess.run(words, env={**os.environ, **self.environment}, check=True, timeout=SECONDS)

    def printed(self) -> Path:
        """The next that came out, once it is whole."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            fresh = self._all() - self._before
            if fresh and self._idle():
                self._before = self._all()
                return max(fresh)[1]
            time.sleep(0.05)
        raise TimeoutError((self.folder / "log" / "error").read_text(errors="replace")[-3000:])

    def _all(self) -> set[tuple[int, Path]]:
        """When each was written, and where: one of an earlier run may have the same name."""
        return {(one.stat().st_mtime_ns, one) for one in self._out.glob("*.pdf")}

    def _idle(self) -> bool:
        asked = ["lpstat", "-W", "not-completed", "-o"]
        environment = {**os.environ, **self.environment}
        return not subprocess.run(
            asked, env=environment, check=True, capture_output=True, timeout=SECONDS
        ).stdout


@contextmanager
def queue() -> Iterator[Queue]:
    """A scheduler with one queue to PDF, ended with the block."""
    # its filters run as another, who must get there
    with TemporaryDirectory(dir="/tmp") as folder:
        yield from _queue(Path(folder))


def _queue(folder: Path) -> Iterator[Queue]:
    for name in ("root", "spool", "cache", "state", "temp", "log"):
        (folder / name).mkdir(parents=True)
    scheduler, files = folder / "cupsd.conf", folder / "cups-files.conf"
    scheduler.write_text(_SCHEDULER.format(folder=folder))
    files.write_text(_FILES.format(folder=folder))
    for one in (folder, *folder.iterdir()):
        shutil.chown(one, group="lp")
        one.chmod(0o770)
    work = subprocess.Popen(
        ["cupsd", "-f", "-c", str(scheduler), "-s", str(files)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        found = Queue(folder)
        _wait_for(folder / "socket", work)
        never_stop = ("-o", "printer-error-policy=abort-job")
        found.run("lpadmin", "-p", NAME, "-E", "-v", "cups-pdf:/", "-P", str(DRIVER), *never_stop)
        yield found
    finally:
        work.terminate()
        work.wait(10)


def _wait_for(socket: Path, work: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while not socket.exists():
        if work.poll() is not None or time.monotonic() > until:
            raise TimeoutError("the scheduler did not start")
        time.sleep(0.05)
