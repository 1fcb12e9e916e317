"""The little of CBOR (RFC 8949) that a statement uses, read so that bytes have one meaning.

Whole numbers, byte and text strings, lists, maps by whole numbers, and one tag. Everything else,
any longer way to write the same, keys out of order, and anything after the end is refused: what
is read here, written again canonically, gives the same bytes. Writing is `cbor2`'s, but for the
envelope round what was written already.
"""

from typing import Any

DEEPEST = 5  # tag, list, map, list of lines, and one to spare
_UINT, _NEGATIVE, _BYTES, _TEXT, _LIST, _MAP, _TAG = range(7)
_SMALLEST_OF_WIDTH = {1: 24, 2: 1 << 8, 4: 1 << 16, 8: 1 << 32}


class NotCanonicalError(ValueError):
    """Not the bytes that we would have written; the argument says what is wrong, for developers."""


class Tagged(tuple[int, Any]):
    """A tag's number and what it holds."""

    __slots__ = ()


def read(data: bytes) -> Any:
    """The one value in `data`. Raises `NotCanonicalError`."""
    value, end = _value(data, 0, DEEPEST)
    if end != len(data):
        raise NotCanonicalError("bytes after the end")
    return value


def byte_string(data: bytes) -> bytes:
    """How a byte string of less than 64 KiB is written: an envelope is little else."""
    length = len(data)
    if length < 24:  # noqa: PLR2004 - RFC 8949, 3: the argument itself
        return bytes((0x40 | length,)) + data
    if length < 1 << 8:
        return bytes((0x58, length)) + data
    return b"\x59" + length.to_bytes(2, "big") + data


def _value(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    if depth == 0:
        raise NotCanonicalError("too deep")
    major, number, at = _head(data, at)
    if major == _UINT:
        return number, at
    if major == _NEGATIVE:
        return -1 - number, at
    if major in {_BYTES, _TEXT}:
        return _string(data, at, number, major)
    if number > len(data):  # each element takes a byte at least
        raise NotCanonicalError("a list longer than the data")
    if major == _LIST:
        return _list(data, at, number, depth)
    if major == _MAP:
        return _map(data, at, number, depth)
    if major == _TAG:
        value, at = _value(data, at, depth - 1)
        return Tagged((number, value)), at
    raise NotCanonicalError("a kind of value that no statement has")


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Major type, argument, and where the rest begins."""
    if at >= len(data):
        raise NotCanonicalError("cut short")
    major, number = data[at] >> 5, data[at] & 31
    at += 1
    if number < 24:  # noqa: PLR2004 - RFC 8949, 3: the argument itself
        return major, number, at
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(number)
    if width is None or at + width > len(data):
        raise NotCanonicalError("no length of ours, or cut short")
    number = int.from_bytes(data[at : at + width], "big")
    if number < _SMALLEST_OF_WIDTH[width]:
        raise NotCanonicalError("a number written longer than it is")
    return major, number, at + width


def _string(data: bytes, at: int, length: int, major: int) -> tuple[bytes | str, int]:
    end = at + length
    if end > len(data):
        raise NotCanonicalError("cut short")
    raw = data[at:end]
    if major == _BYTES:
        return raw, end
    try:
        return raw.decode("utf-8"), end
    except UnicodeDecodeError as error:
        raise NotCanonicalError("text that is not UTF-8") from error


def _list(data: bytes, at: int, length: int, depth: int) -> tuple[list[Any], int]:
    values: list[Any] = []
    for _ in range(length):
        value, at = _value(data, at, depth - 1)
        values.append(value)
    return values, at


def _map(data: bytes, at: int, length: int, depth: int) -> tuple[dict[int, Any], int]:
    values: dict[int, Any] = {}
    before = b""
    for _ in range(length):
        start = at
        key, at = _value(data, at, depth - 1)
        if type(key) is not int or data[start:at] <= before:
            raise NotCanonicalError("a key that is no number, twice there, or out of order")
        before = data[start:at]
        values[key], at = _value(data, at, depth - 1)
    return values, at
