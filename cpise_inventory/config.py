"""Where this machine keeps a user's data, and what it was told to use: asked anew each time."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import platformdirs

from cpise_inventory.language.words import LANGUAGES, choose, system_language

PROGRAM: Final = "cpise-inventory"
DATABASE: Final = "CPISE_INVENTORY_DATABASE"
LANGUAGE: Final = "CPISE_INVENTORY_LANGUAGE"
USER: Final = "CPISE_INVENTORY_USER"
PASSWORD: Final = "CPISE_INVENTORY_PASSWORD"  # noqa: S105 - the name of a variable
NEW_PASSWORD: Final = "CPISE_INVENTORY_NEW_PASSWORD"  # noqa: S105 - as above
VARIABLES: Final = (DATABASE, LANGUAGE, USER, PASSWORD, NEW_PASSWORD)

PORTABLE: Final = "cpise-inventory-data"
"""A folder of this name beside the program's makes it portable: all data stays in there."""
STORE: Final = "inventory.sqlite"
_CHOSEN: Final = "language"


def data_folder(program: Path | None = None) -> Path:
    """Where databases, keys and reports lie. It may not be there yet.

    On a USB stick that is the folder beside the program's own; else the user's data folder.
    """
    beside = (program or Path(sys.prefix)).parent / PORTABLE
    if beside.is_dir():
        return beside
    return platformdirs.user_data_path(PROGRAM, appauthor=False)


def report_folder() -> Path:
    """Where reports of the program's own faults go."""
    return data_folder() / "reports"


def database(wish: str = "", environ: Mapping[str, str] = os.environ) -> str:
    """The wish, else the environment's, else the file in the data folder."""
    return wish or environ.get(DATABASE, "") or str(data_folder() / STORE)


def language(wish: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """The wish, else the environment's, else what the user chose, else the system's, else `fr`."""
    return choose(wish, environ.get(LANGUAGE), chosen_language(), system_language(environ))


def chosen_language() -> str | None:
    """What the user chose in the window, the last time."""
    try:
        text = (data_folder() / _CHOSEN).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return text if text in LANGUAGES else None


def keep_language(code: str) -> None:
    """Remember the user's choice; a stick or a folder that can't be written on forgets it."""
    with suppress(OSError):
        data_folder().mkdir(parents=True, exist_ok=True)
        (data_folder() / _CHOSEN).write_text(code, encoding="ascii")


def version() -> str:
    """The program's, as installed; in a checkout that isn't, as pyproject.toml has it."""
    from importlib import metadata  # noqa: PLC0415 - start-up time

    try:
        return metadata.version(PROGRAM)
    except metadata.PackageNotFoundError:
        import tomllib  # noqa: PLC0415 - as above

        text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
        return str(tomllib.loads(text)["project"]["version"])
