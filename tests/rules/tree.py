"""Where the project's own files are."""

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("ui", "cpise_inventory", "db", "resources")
PYTHON_FOLDERS = (*ROOMS, "installer", "tests")

# what tools leave in a checkout (.gitignore), none of it ours
NOT_OURS = frozenset({"__pycache__", "build", "dist", "demo-out", "node_modules"})


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def files(*suffixes: str, below: Path = ROOT) -> Iterator[Path]:
    """Every file of ours with one of these suffixes, in order."""
    for path in sorted(below.iterdir()):
        hidden = path.name.startswith(".") and path.name != ".ci"
        if hidden or path.name in NOT_OURS:
            continue
        if path.is_dir():
            yield from files(*suffixes, below=path)
        elif path.suffix in suffixes:
            yield path


def copy_rooms(target: Path) -> None:
    """The rooms' code, without data, into an empty folder that has its own pyproject.toml."""
    for room in ROOMS:
        for path in files(".py", below=ROOT / room):
            place = target / path.relative_to(ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    shutil.copyfile(ROOT / "pyproject.toml", target / "pyproject.toml")
