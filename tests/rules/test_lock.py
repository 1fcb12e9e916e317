"""requirements.lock is what pyproject.toml asks for: complete, checked by hashes, without a host.

All but the last test need no network: what is installed says itself what it requires.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.rules.tree import ROOT, project

LOCK = ROOT / "requirements.lock"
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
ANYWHERE = re.compile(r"://|index-url|find-links|trusted-host|^-", re.MULTILINE)

HASH = re.compile(r" +--hash=sha256:[0-9a-f]{64}")


def entries(lock: Path) -> dict[str, Requirement]:
    """Name -> "name==version; marker" of a lock file."""
    text = lock.read_text(encoding="utf-8")
    heads = [
        line.removesuffix("\\") for line in text.splitlines() if line[:1] not in ("#", " ", "")
    ]
    return {canonicalize_name(entry.name): entry for entry in map(Requirement, heads)}


def version(entry: Requirement) -> str:
    (pin,) = entry.specifier
    assert pin.operator == "=="
    return pin.version


def asked_for() -> list[Requirement]:
    """What pyproject.toml names, for running, for developing and for building."""
    told = project()
    names = [*told["project"]["dependencies"], *told["dependency-groups"]["dev"]]
    return [Requirement(name) for name in [*names, *told["build-system"]["requires"]]]


@cache
def distribution(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def applies(marker: Marker | None, system: dict[str, str], extra: str = "") -> bool:
    here = {key: str(value) for key, value in default_environment().items()}
    return marker is None or marker.evaluate({**here, **system, "extra": extra})


def required_by(name: str, extras: set[str], system: dict[str, str]) -> Iterator[Requirement]:
    """What an installed package says it needs on such a system."""
    installed = distribution(name)
    for line in (installed.requires or []) if installed else []:
        need = Requirement(line)
        if any(applies(need.marker, system, extra) for extra in extras | {""}):
            yield need


def closure(system: dict[str, str]) -> dict[str, list[Requirement]]:
    """Name -> everything asked of it, by pyproject.toml or by a package that it leads to."""
    asked: dict[str, list[Requirement]] = {}
    waiting = [need for need in asked_for() if applies(need.marker, system)]
    while waiting:
        need = waiting.pop()
        name = canonicalize_name(need.name)
        if need in asked.setdefault(name, []):
            continue
        asked[name].append(need)
        waiting.extend(required_by(name, need.extras, system))
    return asked


@pytest.mark.parametrize("system", [LINUX, WINDOWS], ids=["linux", "windows"])
def test_the_lock_holds_all_that_is_needed_and_nothing_else(system: dict[str, str]) -> None:
    asked = closure(system)
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
        command, cwd=ROOT, env=as_started, capture_output=True, text=True, check=False
    )
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"the registry cannot be asked: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    assert entries(again) == entries(LOCK)
