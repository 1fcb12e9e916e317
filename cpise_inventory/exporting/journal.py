"""The journal as JSON lines: the exact bytes of each event, to be read, kept, and compared with.

A line is `{"device":"NKC1-A","event":{…},"hash":"…","seq":1}`; `event` holds the very bytes that
were hashed (SHA-256 over `cpise-event-1`, a zero byte and them), so that the file proves itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection, bindparam, select

from cpise_inventory.errors import Refusal
from cpise_inventory.exporting.files import replacing
from cpise_inventory.journal.event import digest
from cpise_inventory.journal.replay import CHUNK, Finding, Progress, count
from cpise_inventory.paper.reading import FileNotReadable
from db.schema import event

LONGEST_LINE: Final = 16_000_000
"""Bytes. An event is a few hundred; a longer line is no journal."""
_AT_ONCE: Final = 1_000
_ALL = select(event.c.device, event.c.seq, event.c.hash, event.c.body).order_by(
    event.c.device, event.c.seq
)
_HASHES = select(event.c.seq, event.c.body).where(
    event.c.device == bindparam("device"),
    event.c.seq.between(bindparam("first"), bindparam("last")),
)


@dataclass(eq=False)
class NotAJournalFileError(Refusal):
    """A line of the file is no event as we export them; counted from 1."""

    file: str
    line: int
    field = "file"


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the file; `event` is raw, byte by byte."""

    device: str
    event: msgspec.Raw
    hash: str
    seq: int


def journal_jsonl(connection: Connection, path: Path, progress: Progress | None = None) -> int:
    """All events of all devices, each chain in its order; how many. Raises as `replacing` does.

    `progress` is told how many of how many are done, and may raise to stop: nothing is left then.
    """
    total, done = count(connection), 0
    streamed = connection.execute(_ALL, execution_options={"yield_per": CHUNK})
    with streamed as rows, replacing(path) as out:
        for device, seq, fingerprint, body in rows:
            head = b'{"device":"%b","event":' % device.encode()
            out.write(b'%b%b,"hash":"%b","seq":%d}\n' % (head, body, _hex(fingerprint), seq))
            done += 1
            if progress and done % CHUNK == 0:
                progress(done, total)
    if progress:
        progress(done, total)
    return done


def journal_lines(path: Path) -> Iterator[Line]:
    """The events of such a file, one by one. Raises `FileNotReadable`, `NotAJournalFileError`."""
    decoder = msgspec.json.Decoder(Line)
    try:
        with path.open("rb") as file:
            number = 0
            while raw := file.readline(LONGEST_LINE):
                number += 1
                try:
                    yield decoder.decode(raw)
                except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                    raise NotAJournalFileError(path.name, number) from error
    except OSError as error:
        raise FileNotReadable(path.name) from error


def against(connection: Connection, path: Path) -> list[Finding]:
    """What an exported journal proves false of the one here: the first finding of each device.

    What is here and not in the file came later, and is no finding. Raises as `journal_lines` does.
    """
    findings: list[Finding] = []
    for device, lines in groupby(journal_lines(path), key=lambda line: line.device):
        found = next(_unlike(connection, device, lines), None)
        if found is not None:
            findings.append(found)
    return findings


def _unlike(connection: Connection, device: str, lines: Iterable[Line]) -> Iterator[Finding]:
    for some in _batches(lines):
        first, last = min(line.seq for line in some), max(line.seq for line in some)
        asked = {"device": device, "first": first, "last": last}
        here = {seq: digest(body).hex() for seq, body in connection.execute(_HASHES, asked)}
        for line in some:
            where = f"{device}:{line.seq}"
            if (own := digest(bytes(line.event)).hex()) != line.hash:
                yield Finding("file altered", where, line.hash, own)
            elif line.seq not in here:
                yield Finding("event missing", where, line.hash, "nothing")
            elif here[line.seq] != line.hash:
                yield Finding("event differs", where, line.hash, here[line.seq])


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    some: list[Line] = []
    for line in lines:
        some.append(line)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _hex(fingerprint: bytes) -> bytes:
    return fingerprint.hex().encode()
