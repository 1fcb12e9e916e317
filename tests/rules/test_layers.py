"""Who may import whom (pyproject.toml, import-linter): kept, and each rule fires when broken."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.limits import LONGEST
from tests.rules.tree import ROOT, copy_rooms, project

CONTRACTS: list[dict[str, Any]] = project()["tool"]["importlinter"]["contracts"]


def lint(folder: Path) -> tuple[dict[str, str], str]:
    """Contract's name -> KEPT or BROKEN, and all that import-linter said."""
    start = "import importlinter.cli; importlinter.cli.lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", start, "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "400", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    said = done.stdout + done.stderr
    verdicts = re.findall(r"^(.+) (KEPT|BROKEN)\b", said, re.MULTILINE)
    assert verdicts, said
    return dict(verdicts), said


def breaches(contract: dict[str, Any]) -> list[tuple[str, str]]:
    """Every (package, what it must not import) of a contract."""
    if contract["type"] == "layers":
        layers: list[str] = contract["layers"]
        return [(low, high) for i, low in enumerate(layers) for high in layers[:i]]
    assert contract["type"] == "forbidden", "a new type of contract needs its proof here"
    return [
        (source, forbidden)
        for source in contract["source_modules"]
        for forbidden in contract["forbidden_modules"]
    ]


def test_the_rooms_import_only_what_they_may() -> None:
    verdicts, said = lint(ROOT)
    assert verdicts == {contract["name"]: "KEPT" for contract in CONTRACTS}, said


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])
def test_each_rule_fires_when_it_is_broken(contract: dict[str, Any], tmp_path: Path) -> None:
    copy_rooms(tmp_path)
    for package, forbidden in breaches(contract):
        planted = tmp_path / package.replace(".", "/") / "planted.py"
        with planted.open("a", encoding="utf-8") as module:
            module.write(f"import {forbidden}\n")
    verdicts, said = lint(tmp_path)
    assert verdicts[contract["name"]] == "BROKEN", said
    for package, forbidden in breaches(contract):
        assert re.search(rf"\b{package}\.planted ->\s+{forbidden}\b", said), (package, forbidden)
