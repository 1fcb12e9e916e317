"""Small files of the window's own: written as a whole or not at all."""

import os
from pathlib import Path

from cpise_inventory.language.words import Words


def write_whole(path: Path, content: bytes) -> None:
    """A power cut leaves either the old content or the new. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)


def saved_text(path: str | Path, words: Words) -> str:
    """A path begins at its left in Arabic, too."""
    return words.t("Saved: {path}", path=words.ltr(str(path)))
