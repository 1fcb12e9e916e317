"""What the window remembers on this machine, beside the language: form, appearance, place."""

from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from ui.files import write_whole

FILE: Final = "window.json"
LIGHT, DARK, SYSTEM = "light", "dark", "system"


class Verified(msgspec.Struct, frozen=True):
    """The last `verify` here: how many events, when (microseconds since 1970), and if all held."""

    events: int
    at: int
    sound: bool


class Settings(msgspec.Struct):
    """`geometry`: x, y, width, height in logical pixels. `verified`: by database."""

    appearance: str = SYSTEM
    geometry: tuple[int, int, int, int] | None = None
    maximised: bool = False
    person: str = ""
    verified: dict[str, Verified] = {}


def read(folder: Path) -> Settings:
    """A damaged file, or one of another version, is as good as none."""
    with suppress(OSError, msgspec.MsgspecError):
        found = msgspec.json.decode((folder / FILE).read_bytes(), type=Settings)
        if found.appearance in (LIGHT, DARK, SYSTEM):
            return found
    return Settings()


def copy(settings: Settings) -> Settings:
    """As they are now, for another thread to write."""
    return msgspec.structs.replace(settings, verified=dict(settings.verified))


def keep(folder: Path, settings: Settings) -> None:
    """A folder that can't be written on forgets them."""
    with suppress(OSError):
        write_whole(folder / FILE, msgspec.json.encode(settings))
