"""A fault of ours, written down for whoever mends it: what happened and where in the program.

No values of variables, no password, nothing of a statement's parameters: the books stay at home.
"""

import platform
import re
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Final

from cpise_inventory import clock, config

_PARAMETERS: Final = re.compile(r"^\[parameters: .*$", re.MULTILINE)
"""What SQLAlchemy adds to an error: rows of the books."""
KEPT: Final = 50
"""Reports; older ones go."""
_PASSWORD: Final = re.compile(r"(://[^:/@\s]*):[^@\s]*@")


def report_text(error: BaseException, doing: str = "") -> str:
    """What the report says. `doing`: a command or a page, in words of the program's own."""
    told = [
        f"{config.PROGRAM} {config.version()}",
        f"{clock.now():%Y-%m-%dT%H:%M:%SZ}",
        f"Python {sys.version.split()[0]} · {platform.platform()}",
        *([doing] if doing else []),
        "",
        "".join(traceback.format_exception(error)),
    ]
    return without_secrets("\n".join(told))


def write_report(error: BaseException, doing: str = "") -> Path | None:
    """The file that was written, in the data folder; None where nothing can be written."""
    folder = config.report_folder()
    name = f"fault-{clock.now():%Y%m%dT%H%M%S%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_text(report_text(error, doing), encoding="utf-8", errors="replace")
    except OSError:
        return None
    _forget_old(folder)
    return path


def without_secrets(text: str) -> str:
    """Passwords in addresses and parameters of statements become dots, the home folder a tilde."""
    text = _PARAMETERS.sub("[parameters: …]", text)
    return _PASSWORD.sub(r"\1:…@", text).replace(str(Path.home()), "~")


def _forget_old(folder: Path) -> None:
    with suppress(OSError):
        for old in sorted(folder.glob("fault-*.txt"))[:-KEPT]:
            old.unlink()
