"""The whole tree is clean by ruff's rules and in ruff's form (pyproject.toml)."""

import subprocess
import sys

import pytest

from tests.limits import LONGEST
from tests.rules.tree import ROOT


@pytest.mark.parametrize(
    "job", [("check",), ("format", "--check", "--diff")], ids=["rules", "form"]
)
def test_ruff_finds_nothing(job: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "ruff", *job, "--quiet", "."]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST
    )
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"
