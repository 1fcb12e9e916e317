"""Names of files that commands are given."""

from pathlib import Path

from cpise_inventory.cli.refusals import UnknownEndingError


def ending(path: Path, known: tuple[str, ...]) -> str:
    """`pdf` of `list.PDF`. Raises `UnknownEndingError`."""
    found = path.suffix.lower().removeprefix(".")
    if found not in known:
        raise UnknownEndingError(str(path), known)
    return found
