"""Work begun and not yet issued, kept on the disk at each field left: a power cut loses nothing.
And what a form proposes again, because it was chosen the last time.

One small JSON file a person and place. What a page gives must be JSON: texts, figures, lists.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from cpise_inventory.clock import now
from ui.files import write_whole

State = Mapping[str, Any]
Do = Callable[[Callable[[], None]], object]
"""Has something done where a disk may be waited for; `Worker.do` with nobody to answer."""


@dataclass(frozen=True)
class Draft:
    """`kept_at` is UTC."""

    kept_at: datetime
    state: State


class Drafts:
    """Those of one person. Reading is quick and done once; writing goes to `do`."""

    def __init__(self, folder: Path, person: str, do: Do) -> None:
        self._folder, self._person, self._do = folder, person, do
        self._drafts = dict(self._read())

    def kept(self, place: str) -> Draft | None:
        return self._drafts.get(place)

    def keep(self, place: str, state: State) -> Draft:
        """On the disk as soon as the worker gets to it."""
        draft = self._drafts[place] = Draft(now(), state)
        content = json.dumps({"kept_at": draft.kept_at.isoformat(), "state": state}).encode()
        path = self._path(place)

        def write() -> None:
            with suppress(OSError):  # a full disk must not stop the work that a draft is kept of
                write_whole(path, content)

        self._do(write)
        return draft

    def forget(self, place: str) -> None:
        if self._drafts.pop(place, None) is None:
            return
        path = self._path(place)

        def remove() -> None:
            with suppress(OSError):
                path.unlink(missing_ok=True)

        self._do(remove)

    def _path(self, place: str) -> Path:
        return self._folder / f"{quote(self._person, safe='')}={quote(place, safe='')}.json"

    def _read(self) -> "list[tuple[str, Draft]]":
        found = []
        with suppress(OSError):
            for path in sorted(self._folder.glob("*.json")):
                person, _, place = path.stem.partition("=")
                if unquote(person) == self._person and (draft := _draft_in(path)) is not None:
                    found.append((unquote(place), draft))
        return found


def _draft_in(path: Path) -> Draft | None:
    """None for what a broken disk or another program left there."""
    try:
        read = json.loads(path.read_bytes())
        kept_at = datetime.fromisoformat(read["kept_at"])
        state = read["state"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(state, dict) or kept_at.tzinfo is None:
        return None
    return Draft(kept_at, state)
