"""The mark of a donor as labels bear it: a picture that is made harmless when it comes in.

An SVG is drawn once, at 40 dots a millimetre of the widest mark there is, and what is kept is a
PNG: no program of another centre, and no later version of this one, draws it otherwise, and nothing
of a strange file ever stands in the books.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cpise_inventory.errors import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE: Final = 2_000_000
"""Bytes of a file that is looked at."""
LARGEST_KEPT: Final = 48_000
MOST_PIXELS: Final = 25_000_000
LEAST_SIDE: Final = 120
"""Pixels of the longer side: a centimetre at 300 dots an inch."""
SIDE: Final = 1200
LONGEST_SHAPE: Final = 20
"""So many times longer than high, or higher than long."""
_PNG = b"\x89PNG\r\n\x1a\n"
_HEADER = re.compile(re.escape(_PNG) + b"....IHDR(.{8})", re.DOTALL)
_SIZES = ((SIDE, 256), (SIDE, 64), (900, 64), (600, 32), (400, 16))
"""Longer side and colours of what is kept: the first that is small enough."""


@dataclass(eq=False)
class NotAMark(Refusal):
    """Neither a PNG nor an SVG, or one that nothing can be made of."""

    field = "mark"
    name: str


@dataclass(eq=False)
class MarkNotOpened(Refusal):
    """There is no such file, or it's a folder, or somebody else's."""

    field = "mark"
    file: str


@dataclass(eq=False)
class MarkTooLarge(Refusal):
    """A file of more than so many kilobytes."""

    field = "mark"
    name: str
    most: int


@dataclass(eq=False)
class MarkTooFine(Refusal):
    """More millions of pixels than a label will ever show."""

    field = "mark"
    name: str
    width: int
    height: int
    most: int


@dataclass(eq=False)
class MarkTooCoarse(Refusal):
    """Fewer pixels than a label shows at 300 dots an inch."""

    field = "mark"
    name: str
    width: int
    height: int
    least: int


@dataclass(eq=False)
class MarkTooLong(Refusal):
    """No label has room for that shape."""

    field = "mark"
    name: str
    most: int


@dataclass(eq=False)
class EmptyMark(Refusal):
    """There is nothing on it but white."""

    field = "mark"
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A PNG without transparency, of so many pixels."""

    png: bytes
    width: int
    height: int


def mark_in(file: Path) -> Mark:
    """As `read_mark`; raises `MarkNotOpened`, too."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise MarkNotOpened(file.name) from error
    return read_mark(data, file.name)


def read_mark(data: bytes, name: str) -> Mark:
    """A file of that name as labels will bear it. Raises a `Refusal`, also of `vectors`."""
    if len(data) > LARGEST_FILE:
        raise MarkTooLarge(name, LARGEST_FILE // 1000)
    if not data.startswith(_PNG):
        from cpise_inventory.paper.vectors import drawn  # noqa: PLC0415 - few ever need it

        data = drawn(data, name, SIDE)
    width, height = _pixels(data)
    if width * height > MOST_PIXELS:
        raise MarkTooFine(name, width, height, MOST_PIXELS // 1_000_000)
    image = _on_white(data)
    if image is None:
        raise NotAMark(name)
    return _kept(_trimmed(image, name), name)


@lru_cache(maxsize=64)
def sound_mark(png: bytes) -> Mark | None:
    """A picture from the books, which may be another program's; None if it's no mark of ours."""
    if len(png) > LARGEST_KEPT or not png.startswith(_PNG):
        return None
    width, height = _pixels(png)
    if not 0 < max(width, height) <= SIDE or _on_white(png) is None:
        return None
    return Mark(png, width, height)


def _pixels(png: bytes) -> tuple[int, int]:
    """As its header says; nought where there is none."""
    found = _HEADER.match(png)
    return struct.unpack(">II", found[1]) if found else (0, 0)


def _on_white(png: bytes) -> "Image | None":
    """Without transparency; None where it can't be read."""
    from PIL import Image  # noqa: PLC0415 - start-up time

    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as opened:
            picture = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError):
        return None
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    return white.convert("RGB")


def _trimmed(image: "Image", name: str) -> "Image":
    """Without white at its edges."""
    from PIL import Image, ImageChops  # noqa: PLC0415 - start-up time

    inside = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    if inside is None:
        raise EmptyMark(name)
    found = image.crop(inside)
    if max(found.size) < LEAST_SIDE:
        raise MarkTooCoarse(name, *found.size, LEAST_SIDE)
    if max(found.size) > LONGEST_SHAPE * min(found.size):
        raise MarkTooLong(name, LONGEST_SHAPE)
    return found


def _kept(image: "Image", name: str) -> Mark:
    for found in _smaller(image):
        out = BytesIO()
        found.save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= LARGEST_KEPT:
            return Mark(out.getvalue(), *found.size)
    raise MarkTooFine(name, *image.size, MOST_PIXELS // 1_000_000)


def _smaller(image: "Image") -> Iterator["Image"]:
    """Ever smaller and in fewer colours."""
    from PIL import Image  # noqa: PLC0415 - start-up time

    for side, colours in _SIZES:
        share = min(1.0, side / max(image.size))
        size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
        resized = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS)
        yield resized.quantize(colours, dither=Image.Dither.NONE)
