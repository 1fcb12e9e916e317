"""Arabic and French in one PDF: letters joined, lines in the order of the eye, measured and fitted.

Reportlab draws glyphs from left to right and knows no more, so a line is given its presentation
forms (arabic-reshaper) and its visual order (python-bidi's pure Python `get_display`: the other
one does not mirror brackets). Wrapping is done in reading order and each line then reordered.
Traps and measurements: documents.md, 1.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import Any

import resources

SMALLEST = 5.0  # points: what is smaller cannot be read
ELLIPSIS = "…"

_LRE, _PDF, _RLM = "\u202a", "\u202c", "\u200f"
_EMBEDDED = re.compile(f"{_LRE}([^{_PDF}]*){_PDF}")
# python-bidi asserts on isolates, which screens use; the older marks do the same inside one line
_ISOLATES = str.maketrans({"\u2066": _LRE, "\u2067": "\u202b", "\u2068": None, "\u2069": _PDF})
_UNSEEN = re.compile("[\u202a-\u202e\u200b-\u200f\u2060-\u206f\ufeff\u061c]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_STRONG = re.compile("[A-Za-z\u00c0-\u058f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_WORDS = re.compile("[^ ]+")
_HALF_POINTS = 2
_NARROWEST = 0.2  # of a letter, at a size of 1; marks have no width, but stand on letters


class Face(Enum):
    """A typeface, and the one that stands in for the letters that it lacks (ɓ, ɗ, ƴ of Pulaar)."""

    TEXT = ("paper/NotoSansArabic_400Regular.ttf", "screen/NotoSans-Regular.ttf")
    BOLD = ("paper/NotoSansArabic_700Bold.ttf", "screen/NotoSans-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text set in a box: its lines in visual order, and the size in points at which they fit."""

    lines: tuple[str, ...]
    size: float
    rtl: bool
    whole: bool  # False if an ellipsis stands for the rest

    @property
    def leading(self) -> float:
        return leading(self.size, rtl=self.rtl)

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)


def ltr(text: str) -> str:
    """Keep a code, date, phone number or quantity in one piece, in its order, inside Arabic."""
    return f"{_LRE}{text.replace(' ', chr(0xA0))}{_PDF}"


def is_rtl(text: str, *, paper_rtl: bool) -> bool:
    """Whether a text runs from the right: by its letters, or by the paper's language if mixed."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    if paper_rtl:
        return True
    first = _STRONG.search(_EMBEDDED.sub("", text.translate(_ISOLATES)))
    return bool(first and _RIGHT_TO_LEFT.match(first.group()))


def leading(size: float, *, rtl: bool) -> float:
    """From one baseline to the next: Arabic goes higher above and deeper below the line."""
    return size * (1.42 if rtl else 1.22)


def rise(size: float, *, rtl: bool) -> float:
    """From the top of a line of that leading down to its baseline."""
    return size * (0.99 if rtl else 0.94)


def clean(text: str) -> str:
    """One form for one text, marks that reportlab and python-bidi understand, no control sign."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).translate(_ISOLATES)
    text = _EMBEDDED.sub(lambda found: ltr(found.group(1)), text)
    return "".join(map(_drawable, text))


def _drawable(c: str) -> str:
    if c != "\n" and unicodedata.category(c) in {"Cc", "Zl", "Zp"}:
        return " "
    return c if unicodedata.bidirectional(c) else "\ufffd"  # python-bidi asserts on unknown ones


@lru_cache(maxsize=16384)  # item names and headings come back on every page
def visual(line: str, *, rtl: bool) -> str:
    """One line in reading order -> its glyphs from left to right."""
    if line.isascii() and not rtl:
        return line
    if not rtl and not _RIGHT_TO_LEFT.search(line):
        return _UNSEEN.sub("", line)
    from bidi.algorithm import get_display  # noqa: PLC0415 - start-up time

    if rtl:  # else a dash between two codes makes one run of them, in the wrong order
        line = line.replace(_LRE, _RLM + _LRE).replace(_PDF, _PDF + _RLM)
    return _UNSEEN.sub("", get_display(_reshaper()(line), base_dir="R" if rtl else "L"))


@lru_cache(maxsize=32768)
def width(glyphs: str, face: Face) -> float:
    """Of glyphs in visual order, at a size of 1."""
    return sum(metrics.width(run) for metrics, run in runs(glyphs, face))


def runs(glyphs: str, face: Face) -> Iterator[tuple["Metrics", str]]:
    """The glyphs in pieces that one font has; what none has goes to the first, as its box."""
    main, other = _metrics(face)
    if main.has.issuperset(glyphs):
        yield main, glyphs
        return
    spare = other()
    for missing, piece in groupby(glyphs, lambda c: c not in main.has and c in spare.has):
        yield (spare if missing else main), "".join(piece)


@lru_cache(maxsize=8192)
def wrapped(text: str, face: Face, size: float, room: float, *, rtl: bool) -> tuple[str, ...]:
    """Lines in visual order, each at most `room` points wide; a word too long is broken."""
    lines = [line for part in clean(text).split("\n") for line in _wrap(part, face, size, room)]
    return tuple(visual(line, rtl=rtl) for line in lines)


@lru_cache(maxsize=8192)
def fitted(text: str, face: Face, size: float, room: float, height: float, *, rtl: bool) -> Fitted:
    """The text in the largest size up to `size` at which it fits; cut with an ellipsis at 5 pt.

    On one line if that costs no more than a fifth of the size, else on as many as there is room.
    """
    text = clean(text).replace("\n", " ").strip()
    one = width(visual(text, rtl=rtl), face) * size
    if one <= room:
        return Fitted((visual(text, rtl=rtl),), size, rtl, whole=True)
    squeezed = size * room / one
    if squeezed >= max(SMALLEST, 0.8 * size):
        return Fitted((visual(text, rtl=rtl),), squeezed, rtl, whole=True)
    for half_points in range(int(size * _HALF_POINTS), int(SMALLEST * _HALF_POINTS) - 1, -1):
        at = half_points / _HALF_POINTS
        lines = list(_wrap(text, face, at, room, breaks=at == SMALLEST))
        most = max(1, int(height / leading(at, rtl=rtl) + 1e-6))
        if len(lines) <= most and all(_width(line, face, at) <= room for line in lines):
            return Fitted(tuple(visual(line, rtl=rtl) for line in lines), at, rtl, whole=True)
    lines = lines[:most]
    lines[-1] = shortened(lines[-1] + ELLIPSIS, face, at, room)
    return Fitted(tuple(visual(line, rtl=rtl) for line in lines), at, rtl, whole=False)


def shortened(line: str, face: Face, size: float, room: float) -> str:
    """A line in reading order that ends in an ellipsis, without its last letters if need be."""
    kept = line.removesuffix(ELLIPSIS)
    while kept and _width(kept + ELLIPSIS, face, size) > room:
        kept = kept[:-1].rstrip(" –—-,;:")
    return kept + ELLIPSIS


def _width(line: str, face: Face, size: float) -> float:
    return width(visual(line, rtl=bool(_RIGHT_TO_LEFT.search(line))), face) * size


def _wrap(text: str, face: Face, size: float, room: float, *, breaks: bool = True) -> Iterator[str]:
    """Lines in reading order. Without `breaks`, a word that is too long stays too long."""
    line = ""
    for word in _WORDS.findall(text):
        longer = f"{line} {word}" if line else word
        if _width(longer, face, size) <= room:
            line = longer
            continue
        if line:
            yield line
        *full, line = _pieces(word, face, size, room) if breaks else [word]
        yield from full
    yield line


def _pieces(word: str, face: Face, size: float, room: float) -> list[str]:
    """A word cut where it must be, after a hyphen or slash if one is near; never an empty piece."""
    pieces = []
    most = int(room / (size * _NARROWEST)) + 2  # no more letters can stand on one line
    while len(word) > 1 and (len(word) > most or _width(word, face, size) > room):
        fits = partial(_fits, word, face, size, room)
        end = max(1, bisect_left(range(1, min(len(word), most)), 1, key=lambda n: not fits(n)))
        soft = max(word.rfind(sign, 0, end) for sign in "-/")
        end = soft + 1 if soft >= end // 2 > 0 else end
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def _fits(word: str, face: Face, size: float, room: float, end: int) -> bool:
    return _width(word[:end], face, size) <= room


@dataclass(frozen=True, slots=True)
class Metrics:
    """One font as reportlab knows it, registered under `name`."""

    name: str
    font: Any
    has: frozenset[str]

    def width(self, glyphs: str) -> float:
        widths, missing = self.font.face.charWidths, self.font.face.defaultWidth
        return float(sum(widths.get(ord(c), missing) for c in glyphs)) / 1000


def _metrics(face: Face) -> tuple[Metrics, Callable[[], Metrics]]:
    main, other = face.value
    return _font(main), lambda: _font(other)


def initial_font() -> str:
    """A name for `Canvas(initialFontName=…)`: else every page names Helvetica, not embedded."""
    return _font(Face.TEXT.value[0]).name


@cache
def _font(file: str) -> Metrics:
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415 - start-up time
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 - start-up time

    path = resources.HERE / "fonts" / file
    font = TTFont(path.stem, str(path))
    registerFont(font)
    return Metrics(path.stem, font, frozenset(map(chr, font.face.charToGlyph)))


@cache
def _reshaper() -> Callable[[str], str]:
    from arabic_reshaper import ArabicReshaper  # noqa: PLC0415 - start-up time

    # it would drop the vowel marks silently
    reshape: Callable[[str], str] = ArabicReshaper({"delete_harakat": False}).reshape
    return reshape
