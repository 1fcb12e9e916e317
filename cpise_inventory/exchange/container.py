"""The form of a file of exchange: a beginning, three parts, a signed manifest, an end.

====================  ==========================================================================
bytes                 what
====================  ==========================================================================
16                    `MAGIC`; its last bytes show what a transfer as text would do to the file
1                     the version of this form
as the manifest says  events, then seals, then attached bytes: each part one zlib stream of
                      records, and a record is its length in 4 bytes and then its bytes
what remains          the manifest
4                     its length
10                    `END`: a file that a stick lost half of hasn't got it
====================  ==========================================================================

Neither writing nor reading holds more than a record and a little in memory.
"""

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from cpise_inventory.exchange.manifest import Part

MAGIC: Final = b"\x89CPISE-XCHG\r\n\x1a\n\0"
VERSION: Final = 1
END: Final = b"CPISE-END\n"
LENGTH: Final = 4
START: Final = len(MAGIC) + 1
"""Where the first part begins."""
AT_ONCE: Final = 1 << 16
LONGEST: Final = 16_000_000
"""Bytes of a record. An event has some hundreds, an attached file five million at most."""
LONGEST_MANIFEST: Final = 1 << 16


class BadPartError(Exception):
    """A part that can't be unpacked, or holds other records than it says."""


def write_part(out: BinaryIO, records: Iterable[bytes], level: int) -> Part:
    """Write what the records give, one after the other; `level`: of zlib, 0 to 9."""
    packer, sha256 = zlib.compressobj(level), hashlib.sha256()
    size = unpacked = count = 0
    for record in records:
        packed = packer.compress(len(record).to_bytes(LENGTH, "big"))
        packed += packer.compress(record)
        size, unpacked, count = size + len(packed), unpacked + LENGTH + len(record), count + 1
        sha256.update(packed)
        out.write(packed)
    packed = packer.flush()
    sha256.update(packed)
    out.write(packed)
    return Part(size + len(packed), unpacked, count, sha256.hexdigest())


def write_end(out: BinaryIO, manifest: bytes) -> None:
    out.write(manifest + len(manifest).to_bytes(LENGTH, "big") + END)


def read_records(file: BinaryIO, start: int, part: Part) -> Iterator[bytes]:
    """The records of a part that begins there. Raises `BadPartError`, `OSError`."""
    held, unpacked, count = bytearray(), 0, 0
    for some in _unpacked(file, start, part.size):
        unpacked += len(some)
        if unpacked > part.unpacked:
            raise BadPartError
        held += some
        at = 0
        while len(held) - at >= LENGTH:
            end = at + LENGTH + int.from_bytes(held[at : at + LENGTH], "big")
            if end - at > LENGTH + LONGEST:
                raise BadPartError
            if end > len(held):
                break
            count += 1
            yield bytes(held[at + LENGTH : end])
            at = end
        del held[:at]
    if held or unpacked != part.unpacked or count != part.records:
        raise BadPartError


def _unpacked(file: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    """At most `AT_ONCE` bytes at a time, however far the packed ones may swell."""
    unpacker = zlib.decompressobj()
    try:
        for packed in read_piece(file, start, size):
            if unpacker.eof:
                raise BadPartError
            waiting = packed
            while waiting and not unpacker.eof:
                yield unpacker.decompress(waiting, AT_ONCE)
                waiting = unpacker.unconsumed_tail
        while not unpacker.eof and (some := unpacker.decompress(b"", AT_ONCE)):
            yield some
    except zlib.error as error:
        raise BadPartError from error
    if not unpacker.eof or unpacker.unused_data:
        raise BadPartError


def read_piece(file: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    """So many bytes from there, some at a time. Raises `BadPartError` where the file is shorter.

    Another piece may be read meanwhile.
    """
    at, end = start, start + size
    while at < end:
        file.seek(at, os.SEEK_SET)
        some = file.read(min(AT_ONCE, end - at))
        if not some:
            raise BadPartError
        at += len(some)
        yield some
