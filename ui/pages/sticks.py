"""USB sticks that are plugged in, and the exchange files that lie on them."""

import sys
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QStorageInfo

from ui.intake import BUNDLE

_PLUGGED_IN: Final = ("/media/", "/run/media/", "/Volumes/")
"""Where systems with one tree of files put what is plugged in."""
_REMOVABLE: Final = 2  # DRIVE_REMOVABLE of GetDriveTypeW, Windows


class Stick(NamedTuple):
    """`files`: the exchange files at its top that others have written, the newest first."""

    name: str
    folder: Path
    files: tuple[Path, ...] = ()


def file_name(device: str, day: str) -> str:
    """`CPISE-NKC1-A-2026-11-29.cpise`."""
    return f"CPISE-{device}-{day}{BUNDLE}"


def found_sticks(own: str) -> list[Stick]:
    """Those that can be written on. To be asked in a thread that may wait for a disk."""
    return [
        Stick(
            volume.displayName(), Path(volume.rootPath()), files_of_others(volume.rootPath(), own)
        )
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady() and _is_removable(volume.rootPath())
    ]


def files_of_others(folder: str, own: str) -> tuple[Path, ...]:
    """The newest first; none where the stick went meanwhile."""
    try:
        found = [
            (path.stat().st_mtime_ns, path)
            for path in Path(folder).glob(f"*{BUNDLE}")
            if not path.name.startswith(f"CPISE-{own}-")
        ]
    except OSError:
        return ()
    return tuple(path for _, path in sorted(found, reverse=True))


def _is_removable(root: str) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there alone

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE)
    return root.startswith(_PLUGGED_IN)
