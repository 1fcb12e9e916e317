"""A file that leaves the program is there as a whole, or what was there before is."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cpise_inventory.errors import FullDiskError, ReadOnlyStoreError
from cpise_inventory.exporting.files import (
    FileNotWritableError,
    FolderNotThereError,
    replacing,
    write_file,
)


def left_in(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_written_over(tmp_path):
    path = tmp_path / "liste d’été.csv"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert left_in(tmp_path) == [path.name]


def test_a_file_is_as_open_as_any_new_file(tmp_path):
    (tmp_path / "plain").touch()
    write_file(tmp_path / "ours", b"")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "ours")}
    assert len(modes) == 1


def test_a_name_as_long_as_they_come_is_no_trouble(tmp_path):
    write_file(tmp_path / ("a" * 240 + ".csv"), b"x")
    assert len(left_in(tmp_path)) == 1


def test_what_is_broken_off_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "stock.csv"
    path.write_bytes(b"old")
    with pytest.raises(KeyError), replacing(path) as out:  # noqa: PT012 - the write comes first
        out.write(b"half")
        raise KeyError
    assert path.read_bytes() == b"old"
    assert left_in(tmp_path) == ["stock.csv"]


def test_a_process_killed_on_the_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "stock.csv"
    path.write_bytes(b"old")
    program = (
        "import os, pathlib, sys\n"
        "from cpise_inventory.exporting.files import replacing\n"
        "with replacing(pathlib.Path(sys.argv[1])) as out:\n"
        "    out.write(b'half'); out.flush(); os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False, timeout=60)
    assert done.returncode == -9
    assert path.read_bytes() == b"old"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(FolderNotThereError) as refused:
        write_file(tmp_path / "no" / "x.csv", b"")
    assert refused.value.folder == str(tmp_path / "no")
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotThereError):
        write_file(tmp_path / "file" / "x.csv", b"")


def test_a_folder_of_that_name_is_left_alone(tmp_path):
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(FileNotWritableError):
        write_file(tmp_path / "x.csv", b"")
    assert left_in(tmp_path) == ["x.csv"]


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        (errno.ENOSPC, FullDiskError),
        (errno.EACCES, ReadOnlyStoreError),
        (errno.EROFS, ReadOnlyStoreError),
        (errno.EIO, FileNotWritableError),
    ],
)
def test_what_the_disk_refuses_is_said_and_nothing_is_left(tmp_path, monkeypatch, code, refused):
    """The disk's own answer, at the last moment: when all is to be on it."""

    def answer(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", answer)
    with pytest.raises(refused):
        write_file(tmp_path / "x.csv", b"x")
    assert left_in(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_told_as_it_comes_from_the_system(tmp_path, monkeypatch):
    opened = os.open
    monkeypatch.setattr(os, "open", lambda _path, *_rest: opened("/dev/full", os.O_RDWR))
    with pytest.raises(FullDiskError):
        write_file(tmp_path / "x.csv", b"x" * 100_000)
    monkeypatch.undo()
    assert left_in(tmp_path) == []
