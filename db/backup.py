"""A whole copy of the SQLite file while others read and write it: one moment of it, in one file."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

PAGES_AT_ONCE = 1_024
"""Between two steps whoever writes gets a turn; what they write is then copied, too."""
SOUND = "ok"


class SpoiltCopyError(Exception):
    """What was written down is not what was read: the stick or the disk is at fault."""


def copy_whole(
    source: Path, target: Path, progress: Callable[[int, int], None] | None = None
) -> int:
    """Copy, check and put in place; nothing is there before it's whole. Answers its bytes.

    `progress` is told pages done and all pages. Raises `OSError`, `sqlite3.Error`,
    `SpoiltCopyError`.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        _copy(source, part, progress)
        size = part.stat().st_size
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return size


def _copy(source: Path, part: Path, progress: Callable[[int, int], None] | None) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        if progress:
            progress(total - remaining, total)

    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(part)) as copy:
        origin.execute("PRAGMA query_only=ON")
        origin.backup(copy, pages=PAGES_AT_ONCE, progress=told)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != SOUND:
            raise SpoiltCopyError
