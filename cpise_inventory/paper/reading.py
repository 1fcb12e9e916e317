"""QR codes out of pictures and PDFs that come from outside: photos, scans, our own papers.

Files are judged by their first bytes, not by their names, and bounded before they are unpacked.
"""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from cpise_inventory.errors import Refusal
from cpise_inventory.paper.preview import PDFIUM, opened

MOST_MEGABYTES = 40
MOST_MEGAPIXELS = 80
MOST_PAGES = 200
PDF_DPI = 200
READ_SIDE = 4096  # pixels: a larger photo is read at half or a quarter of its size
SMALL_SIDE = 1000  # a smaller picture without a code is looked at again, enlarged
_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")
_OURS = ("QRCode",)
_EVERY = (*_OURS, "Code128", "DataMatrix", "EAN13", "EAN8", "UPCA", "UPCE")
_PDF = b"%PDF-"
_PDF_BEGINS_WITHIN = 1024


@dataclass(eq=False)
class FileNotReadable(Refusal):
    """No such file, or no right to read it."""

    field = "file"
    name: str


@dataclass(eq=False)
class FileTooBig(Refusal):
    """At least so many megabytes, megapixels or pages, and no more than `most` are read."""

    field = "file"
    name: str
    size: int
    most: int
    unit: str  # "MB", "MP" or "pages"


@dataclass(eq=False)
class NotAPicture(Refusal):
    """Neither a picture nor a PDF, or one that is damaged or locked."""

    field = "file"
    name: str


@dataclass(eq=False)
class NoCodeFound(Refusal):
    """A picture or PDF, but no QR code is seen in it."""

    field = "file"
    name: str


def codes_in(source: Path | bytes, name: str = "", *, every: bool = False) -> list[str]:
    """The texts of all QR codes seen, each once, in page order. Raises the refusals above.

    `name` is what to call the source in a refusal, if it is no file. `every` kind of code is looked
    for where it's not one of our papers: bars on boxes and on labels.
    """
    name = source.name if isinstance(source, Path) else name
    data = _bytes(source, name)
    pictures = _pages if _PDF in data[:_PDF_BEGINS_WITHIN] else _picture
    texts = dict.fromkeys(
        text for image in pictures(data, name) for text in _codes(image, every=every)
    )
    if not texts:
        raise NoCodeFound(name)
    return list(texts)


def _bytes(source: Path | bytes, name: str) -> bytes:
    try:
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if size > MOST_MEGABYTES * 1_000_000:
            raise FileTooBig(name, size // 1_000_000, MOST_MEGABYTES, "MB")
        return source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        raise FileNotReadable(name) from error


def _picture(data: bytes, name: str) -> Iterator[Any]:
    from PIL import Image  # noqa: PLC0415 - start-up time

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Pillow's about strange files: read or refused
        try:
            image: Any = Image.open(BytesIO(data), formats=_FORMATS)
            megapixels = image.width * image.height // 1_000_000
            if megapixels <= MOST_MEGAPIXELS:
                image.draft("L", (READ_SIDE, READ_SIDE))
                image = image.convert("L")
        except Image.DecompressionBombError as error:
            known = 2 * (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
            raise FileTooBig(name, known, MOST_MEGAPIXELS, "MP") from error
        except Exception as error:  # decoders raise whatever they come across
            raise NotAPicture(name) from error
    if megapixels > MOST_MEGAPIXELS:
        raise FileTooBig(name, megapixels, MOST_MEGAPIXELS, "MP")
    yield image


def _pages(data: bytes, name: str) -> Iterator[Any]:
    """Each page drawn in greys. pdfium is held for one page at a time."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - start-up time

    def held(work: Callable[[Any], Any]) -> Any:
        with PDFIUM:
            document = opened(data)
            try:
                return work(document)
            finally:
                document.close()

    try:
        pages = held(len)
        if pages > MOST_PAGES:
            raise FileTooBig(name, pages, MOST_PAGES, "pages")
        for number in range(pages):
            yield held(partial(_drawn, number=number))
    except PdfiumError as error:
        raise NotAPicture(name) from error


def _drawn(document: Any, number: int) -> Any:
    page = document[number]
    width, height = page.get_size()
    most = (MOST_MEGAPIXELS * 1_000_000 / max(1.0, width * height)) ** 0.5
    return page.render(scale=min(PDF_DPI / 72, most), grayscale=True).to_pil().convert("L")


def _codes(image: Any, *, every: bool) -> list[str]:
    """Codes in a grey picture; a small one is tried once more at twice its size."""
    import zxingcpp  # noqa: PLC0415 - start-up time

    kinds = _EVERY if every else _OURS
    formats = zxingcpp.BarcodeFormats([getattr(zxingcpp.BarcodeFormat, one) for one in kinds])

    def read(picture: Any) -> list[str]:
        found = zxingcpp.read_barcodes(picture, formats=formats, text_mode=zxingcpp.TextMode.Plain)
        return [_text(code) for code in found if code.valid]

    texts = read(image)
    if not texts and max(image.size) <= SMALL_SIDE:
        texts = read(image.resize((2 * image.width, 2 * image.height)))
    return texts


def _text(code: Any) -> str:
    """As a scanner would type it: GS1's strings with the mark that says so."""
    from zxingcpp import ContentType  # noqa: PLC0415 - start-up time

    mark = code.symbology_identifier if code.content_type == ContentType.GS1 else ""
    return f"{mark}{code.text}"
