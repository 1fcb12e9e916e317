"""requirements.lock is what pyproject.toml asks for: complete, checked by hashes, without a host.

All but the last test need no network: what is installed says itself what it requires.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.limits import LONGEST
from tests.rules.packages import (
    LOCK,
    applies,
    closure,
    distribution,
    entries,
    needed_to_develop,
    needed_to_run,
    version,
)
from tests.rules.tree import ROOT, project

LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
ANYWHERE = re.compile(r"://|index-url|find-links|trusted-host|^-", re.MULTILINE)

HASH = re.compile(r" +--hash=sha256:[0-9a-f]{64}")


@pytest.mark.parametrize("system", [LINUX, WINDOWS], ids=["linux", "windows"])
def test_the_lock_holds_all_that_is_needed_and_nothing_else(system: dict[str, str]) -> None:
    to_build = map(Requirement, project()["build-system"]["requires"])
    asked = closure([*needed_to_run(), *needed_to_develop(), *to_build], system)
    held = {name: entry for name, entry in entries(LOCK).items() if applies(entry.marker, system)}
    assert held.keys() == asked.keys()
    wrong = [
        f"{need} is asked for, the lock has {version(held[name])}"
        for name, needs in asked.items()
        for need in needs
        if not need.specifier.contains(version(held[name]), prereleases=True)
    ]
    assert wrong == []


def test_what_is_installed_is_what_is_locked() -> None:
    held = {name: version(e) for name, e in entries(LOCK).items() if applies(e.marker, {})}
    installed = {name: found.version for name in held if (found := distribution(name))}
    assert installed == held


def test_every_entry_is_a_version_with_hashes_and_no_host_is_named() -> None:
    text = LOCK.read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert not ANYWHERE.search(body)
    assert "://" not in text
    for entry in re.split(r"\n(?=\S)", body.strip()):
        head, *hashes = entry.split(" \\\n")
        assert version(Requirement(head))
        assert hashes, head
        assert [line for line in hashes if not HASH.fullmatch(line.rstrip())] == [], head


def test_compiling_anew_changes_nothing(tmp_path: Path, as_started: dict[str, str]) -> None:
    """Needs uv and the registry: where developers lock. On CI both are a must if uv is there."""
    if not shutil.which("uv"):
        pytest.skip("uv is not installed; the tests above compare lock and pyproject.toml without")
    again = tmp_path / LOCK.name
    shutil.copyfile(LOCK, again)  # what it holds is kept as long as it fits
    command = ["uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header"]
    command += ["--group", "dev", "pyproject.toml", "-o", str(again)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=as_started,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"the registry cannot be asked: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    assert entries(again) == entries(LOCK)
