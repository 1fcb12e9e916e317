"""A checkout with everything that the set-up looks at, and nothing that needs a network.

Its lock names one package, which lies beside it and stands in for pytest; its program tells how
it was called. The set-up script is the real one.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.limits import LONGEST
from tests.rules.tree import ROOMS, ROOT

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""

BACKEND = """
import pathlib, zipfile
HERE = str(pathlib.Path(__file__).parent)
INFO = "cpise_inventory-1.dist-info"
FILES = {
    "toy.pth": HERE,
    f"{INFO}/METADATA": "Metadata-Version: 2.1\\nName: cpise-inventory\\nVersion: 1\\n",
    f"{INFO}/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    f"{INFO}/entry_points.txt": "[console_scripts]\\ncpise-inventory = program:main\\n",
    f"{INFO}/RECORD": "",
}
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "cpise_inventory-1-py3-none-any.whl"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        for path, text in FILES.items():
            wheel.writestr(path, text)
    return name
"""

PROGRAM = """
import sys
def main():
    print("program:", *sys.argv[1:])
    return 7
"""

TESTS = """
import os, pathlib, sys
base = next(word for word in sys.argv if word.startswith("--basetemp="))
print("tests:", *sys.argv[1:])
print("display:", os.environ.get("DISPLAY"), os.environ.get("QT_QPA_PLATFORM"))
print("screens:", os.environ.get("TEST_SCREENS"))
print("bytecode:", not sys.dont_write_bytecode)
pathlib.Path(base.partition("=")[2]).mkdir()
sys.exit(5)
"""


class Checkout:
    """A toy in `folder`, and a way to run its set-up as a person would."""

    def __init__(self, folder: Path, *, with_uv: bool) -> None:
        self.folder = folder
        self.venv = folder / ".venv"
        self.stamp = self.venv / "ready"
        self._with_uv = with_uv
        (folder / "installer").mkdir(parents=True)
        shutil.copyfile(ROOT / "installer" / "run.py", folder / "installer" / "run.py")
        for room in ROOMS:
            (folder / room).mkdir()
            (folder / room / "module.py").touch()
        for name, text in {
            "pyproject.toml": PYPROJECT,
            "backend.py": BACKEND,
            "program.py": PROGRAM,
        }.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.lock(_wheel(folder / "wheels"))

    def lock(self, digest: str) -> None:
        line = f"pytest==1.0 \\\n    --hash=sha256:{digest}\n"
        (self.folder / "requirements.lock").write_text(line, encoding="utf-8")

    def environment(self, **more: str) -> dict[str, str]:
        """Whatever installs, it has this folder's wheels only. Without uv: the system's path."""
        offline = {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1", "UV_NO_INDEX": "1"}
        wheels = str(self.folder / "wheels")
        path = os.environ["PATH"] if self._with_uv else _path_without("uv")
        return {
            **{key: value for key, value in os.environ.items() if not key.startswith("PIP_")},
            **offline,
            "PIP_FIND_LINKS": wheels,
            "UV_FIND_LINKS": wheels,
            "PATH": path,
            **more,
        }

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(self.folder / "installer" / "run.py"), *words]

    def run(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.command(*words),
            env=self.environment(**environment),
            cwd=self.folder.parent,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )


def _path_without(program: str) -> str:
    folders = os.environ["PATH"].split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if not (Path(folder) / program).exists())


def _wheel(folder: Path) -> str:
    """Put the stand-in for pytest there; its hash."""
    folder.mkdir()
    path = folder / "pytest-1.0-py3-none-any.whl"
    info = "pytest-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("pytest.py", TESTS)
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: pytest\nVersion: 1.0\n")
        tag = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{info}/WHEEL", tag)
        wheel.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()
