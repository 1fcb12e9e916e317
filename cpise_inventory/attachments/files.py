"""What may be attached: PDF, JPEG and PNG, by what is in the file and not by its name."""

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from cpise_inventory.attachments.errors import (
    AttachmentDamagedError,
    AttachmentEmptyError,
    AttachmentKindError,
    AttachmentTooBigError,
    AttachmentUnreadableError,
    PictureTooLargeError,
)

MEGABYTE: Final = 1 << 20
MOST: Final = 5 * MEGABYTE
MOST_TO_SCALE: Final = 40 * MEGABYTE
"""Of a picture as a camera makes it, which is kept smaller."""
MOST_PIXELS: Final = 60_000_000
"""Decoded, four bytes each: what the smallest machine can still show."""
SIDE: Final = 1_600
"""Pixels of the longer side of a picture that was scaled down: a page can still be read."""
QUALITY: Final = 85
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
MEDIA: Final = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
"""What is attached, and the ending that its file gets when it leaves."""
_FORMATS: Final = {"JPEG": JPEG, "PNG": PNG}
_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_LOOKED_AT: Final = 1_024
_OVERLONG: Final = 3_000
"""Pixels: a picture with a longer side is worth scaling down."""


@dataclass(frozen=True)
class Content:
    """`data` is what is kept; `media` one of `MEDIA`. Of a picture its size in pixels."""

    data: bytes
    media: str
    width: int = 0
    height: int = 0

    @property
    def is_picture(self) -> bool:
        return self.media != PDF


def read_file(path: Path, *, scaled: bool = False) -> Content:
    """The file, checked. `scaled`: a picture is made smaller, and loses what its camera wrote.

    Nothing is read of a file that is too big. Raises the refusals of `errors`.
    """
    name = path.name
    data = _read(path, MOST_TO_SCALE if scaled else MOST)
    if data.startswith(_STARTS):
        return _picture(name, data, scaled=scaled)
    if b"%PDF-" not in data[:_LOOKED_AT]:
        raise AttachmentKindError(name)
    if len(data) > MOST:  # only pictures are made smaller
        raise AttachmentTooBigError(name, len(data) // MEGABYTE, MOST // MEGABYTE)
    if b"%%EOF" not in data[-_LOOKED_AT:]:
        raise AttachmentDamagedError(name)
    return Content(data, PDF)


def worth_scaling(path: Path) -> bool:
    """Whether it's a picture that would be much smaller; False for what can't be read."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
        if not start.startswith(_STARTS):
            return False
        with _opened(path) as picture:
            return size > MEGABYTE or max(picture.size) > _OVERLONG
    except (OSError, ValueError, Image.DecompressionBombError):
        return False


def _read(path: Path, most: int) -> bytes:
    try:
        if not path.is_file():  # a pipe would never end
            raise AttachmentUnreadableError(path.name)
        size = path.stat().st_size
        if size > most:
            raise AttachmentTooBigError(path.name, size // MEGABYTE, MOST // MEGABYTE)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise AttachmentUnreadableError(path.name) from error
    if len(data) > most:  # it grew meanwhile
        raise AttachmentTooBigError(path.name, len(data) // MEGABYTE, MOST // MEGABYTE)
    if not data:
        raise AttachmentEmptyError(path.name)
    return data


def _picture(name: str, data: bytes, *, scaled: bool) -> Content:
    """Its size is asked before anything of it is unpacked."""
    try:
        with _opened(io.BytesIO(data)) as picture:
            media, (width, height) = _FORMATS[str(picture.format)], picture.size
            if width * height > MOST_PIXELS:
                raise PictureTooLargeError(name, width, height, MOST_PIXELS // 1_000_000)
            picture.load()
            if scaled:
                return _smaller(picture)
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError(name, 0, 0, MOST_PIXELS // 1_000_000) from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow says of a spoilt file
        raise AttachmentDamagedError(name) from error
    return Content(data, media, width, height)


def _smaller(picture: Image.Image) -> Content:
    """Upright, without the place and the time that a telephone writes into it."""
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((SIDE, SIDE))
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A") if "A" in upright.getbands() else None)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Content(out.getvalue(), JPEG, *plain.size)


def _opened(source: Path | io.BytesIO) -> Image.Image:
    """Its head alone is read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # asked for by `_picture`
        return Image.open(source, formats=tuple(_FORMATS))
