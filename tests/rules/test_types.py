"""Every line is typed: mypy --strict (pyproject.toml) over the rooms and the installer."""

import subprocess
import sys

from tests.limits import LONGEST
from tests.rules.tree import ROOMS, ROOT


def test_mypy_finds_nothing() -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *ROOMS, "installer"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST
    )
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"
