"""Bytes to text: which of the encodings that spreadsheets write gives words.

A byte-order mark or strict UTF-8 decides for certain. Else the candidates are read and weighed by
what French and Arabic words look like; a file that none of them makes readable is refused.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from cpise_inventory.importing.file_problems import EncodingUnknown, FileCut, NotATable, ZeroBytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("cp1252", "cp1256", "mac_roman", "cp850")  # the earlier wins where two are as good
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", *_CANDIDATES)
"""What a person may choose from in the preview."""
_FOREIGN_RUN = re.compile(r"[A-Za-z]?[^\x00-\x7f]+[A-Za-z]?")
_ENOUGH_RUNS = 4_000
_FRENCH = frozenset("àâæçèéêëîïôœùûüÿÀÂÆÇÈÉÊËÎÏÔŒÙÛÜŸ")
_SIGNS = frozenset("°«»’‘“”–—…€²³\u00a0\u202f№·×½")
_LONGEST_ACCENTED_RUN = 2  # as in `créée`
_GOOD = 0.6
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROLS_OF_A_TEXT = 0.002
_BINARY_CONTROLS = 3


def decode(data: bytes, name: str, wish: str = "") -> tuple[str, str]:
    """The text without its mark, and the encoding's name. Raises `FileProblem`s.

    `wish` is what a person chose; `name` is the file's, for the refusal.
    """
    mark, encoding = _marked(data)
    encoding = wish or encoding or _wide(data)
    if wish and wish not in ENCODINGS:
        raise EncodingUnknown(value=name)
    if encoding:
        text = _strictly(data.removeprefix(mark), encoding, name)
    elif 0 in data:
        raise ZeroBytes(row=_row_of(data, data.index(0)), value=name)
    else:
        text, encoding = _narrow(data, name)
    if (zero := text.find("\0")) >= 0:
        raise ZeroBytes(row=text.count("\n", 0, zero) + 1, value=name)
    controls = len(_CONTROL.findall(text))
    if controls > max(_BINARY_CONTROLS, len(text) * _CONTROLS_OF_A_TEXT):
        raise NotATable(value=name)
    return text, encoding


def _marked(data: bytes) -> tuple[bytes, str]:
    """UTF-32's mark begins as UTF-16's does, so a row of cells full of zeros is left to UTF-16."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (not encoding.startswith("utf-32") or len(data) % 4 == 0):
            return mark, encoding
    return b"", ""


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: separators, digits and line ends have their zeros on one side."""
    if not data or 0 not in data:
        return ""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < len(data) / 20 or min(even, odd) > max(even, odd) / 20:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        if fault.end >= len(data) and encoding.startswith("utf"):
            raise FileCut(row=_row_of_text(data[: fault.start], encoding), value=name) from None
        raise EncodingUnknown(value=name) from None


def _narrow(data: bytes, name: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        if _is_cut_utf8(data, fault):
            raise FileCut(row=_row_of(data, fault.start), value=name) from None
    readings = [(text, encoding) for encoding in _CANDIDATES if (text := _try(data, encoding))]
    best = max(readings, key=lambda reading: plausibility(reading[0]))
    if plausibility(best[0]) < _GOOD:
        raise EncodingUnknown(value=name)
    return best


def _try(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_cut_utf8(data: bytes, fault: UnicodeDecodeError) -> bool:
    """Right to its last letter, and that one of several bytes lacks some."""
    return fault.reason == "unexpected end of data" and any(x > 0x7F for x in data[: fault.start])  # noqa: PLR2004 - the last of ASCII


def _row_of(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _row_of_text(data: bytes, encoding: str) -> int:
    return data.decode(encoding, errors="replace").count("\n") + 1


# What words look like -----------------------------------------------------------------------------


def plausibility(text: str) -> float:
    """From 0 to 1: the share of letters beyond ASCII that stand as in French or Arabic words."""
    weights = [weight for run in _runs(text) for weight in _weights(run)]
    return max(0.0, sum(weights) / len(weights)) if weights else 1.0


def _runs(text: str) -> Iterator[str]:
    found = (match.group() for match in _FOREIGN_RUN.finditer(text))
    return islice(found, _ENOUGH_RUNS)


def _weights(run: str) -> Iterator[float]:
    letters = [char for char in run if char.isalpha() and not char.isascii()]
    arabic = sum(map(_is_arabic, letters))
    mixed = 0 < arabic < len(letters) or (arabic and any(char.isascii() for char in run))
    crowded = not arabic and len(letters) > _LONGEST_ACCENTED_RUN
    for place, char in enumerate(run):
        if char.isascii():
            continue
        if mixed or (crowded and char.isalpha()):
            yield -1.0
        elif _is_arabic(char):
            yield 1.0 if arabic > 1 else 0.5
        else:
            yield _latin(char, run[place - 1 : place], run[place + 1 : place + 2])


def _latin(char: str, before: str, after: str) -> float:
    if char in _SIGNS:
        return 0.7
    if not char.isalpha():
        return -0.5
    if char.isupper() and before.islower():
        return -1.0  # a capital inside a word: `matÇriel`
    if char.islower() and before.isupper() and after.isupper():
        return -1.0  # `PêREMPTION`
    return 1.0 if char in _FRENCH else 0.3


def _is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff" and unicodedata.category(char) in {"Lo", "Lm", "Mn"}
