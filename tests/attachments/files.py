"""Small files to attach, and some that should not be."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), colour: str = "teal") -> bytes:
    out = io.BytesIO()
    made = Image.new("RGB", size, colour)
    if kind == "JPEG":
        told = Image.Exif()
        told[271] = "Telephone"
        made.save(out, kind, exif=told)
    else:
        made.save(out, kind)
    return out.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """A few hundred kilobytes that say to be a picture of gigabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
