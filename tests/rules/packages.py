"""What pyproject.toml asks for, what the lock holds, and what is installed says of itself."""

from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.rules.tree import ROOT, project

LOCK = ROOT / "requirements.lock"


def entries(lock: Path) -> dict[str, Requirement]:
    """Name -> "name==version; marker" of a lock file."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    heads = [line.removesuffix("\\") for line in lines if line[:1] not in ("#", " ", "")]
    return {canonicalize_name(entry.name): entry for entry in map(Requirement, heads)}


def version(entry: Requirement) -> str:
    """The one version that an entry of the lock allows."""
    (pin,) = entry.specifier
    assert pin.operator == "=="
    return pin.version


def needed_to_run() -> list[Requirement]:
    return [Requirement(line) for line in project()["project"]["dependencies"]]


def needed_to_develop() -> list[Requirement]:
    told = project()
    return [Requirement(line) for line in told["dependency-groups"]["dev"]]


@cache
def distribution(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def applies(marker: Marker | None, system: dict[str, str], extra: str = "") -> bool:
    here = {key: str(value) for key, value in default_environment().items()}
    return marker is None or marker.evaluate({**here, **system, "extra": extra})


def closure(asked_for: list[Requirement], system: dict[str, str]) -> dict[str, list[Requirement]]:
    """Name -> everything asked of it, here or by a package that this leads to on such a system."""
    asked: dict[str, list[Requirement]] = {}
    waiting = [need for need in asked_for if applies(need.marker, system)]
    while waiting:
        need = waiting.pop()
        name = canonicalize_name(need.name)
        if need not in asked.setdefault(name, []):
            asked[name].append(need)
            waiting.extend(_required_by(name, need.extras, system))
    return asked


def _required_by(name: str, extras: set[str], system: dict[str, str]) -> Iterator[Requirement]:
    installed = distribution(name)
    for line in (installed.requires or []) if installed else []:
        need = Requirement(line)
        if any(applies(need.marker, system, extra) for extra in extras | {""}):
            yield need
