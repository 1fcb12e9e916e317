"""The bytes of what is attached, by their fingerprint: kept, given out, taken in, erased."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from cpise_inventory.attachments import queries
from cpise_inventory.attachments.errors import (
    AttachmentElsewhereError,
    AttachmentGoneError,
    ContentAlteredError,
)
from cpise_inventory.attachments.queries import Attachment
from cpise_inventory.journal.replay import Finding
from db.schema import attachment, content, erasure

_C = content.c
_KNOWN = select(attachment.c.sha256).where(attachment.c.sha256 == _C.sha256).exists()
_ERASED = select(erasure.c.sha256).where(erasure.c.sha256 == _C.sha256).exists()
NOTHING = "nothing"


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep(connection: Connection, data: bytes) -> str:
    """Once, however often the same is attached; its fingerprint."""
    sha256 = fingerprint(data)
    there = connection.execute(select(_C.size).where(_C.sha256 == sha256)).one_or_none()
    if there is None:
        row = {"sha256": sha256, "size": len(data), "bytes": data}
        connection.execute(content.insert(), row)
    return sha256


def bytes_of(connection: Connection, wanted: Attachment) -> bytes:
    """What was attached. Raises `AttachmentGoneError` if it was erased, `AttachmentElsewhereError`
    if it hasn't come here, `ContentAlteredError` if it's something else now.
    """
    if wanted.erased_by:
        raise AttachmentGoneError(wanted.name, wanted.erased)
    data = queries.stored_bytes(connection, wanted.sha256)
    if data is None:
        raise AttachmentElsewhereError(wanted.name, wanted.device)
    if fingerprint(data) != wanted.sha256:
        raise ContentAlteredError(wanted.name)
    return data


def erase_what_is_to_go(connection: Connection) -> None:
    """Obey the erasures that the journal knows of: to be done whenever one came in."""
    on_file = connection.dialect.name == "sqlite"
    if on_file:  # nor does the file keep it in a page that is free now
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    connection.execute(content.delete().where(_ERASED))
    if on_file:
        connection.exec_driver_sql("PRAGMA secure_delete=OFF")


# --- from one workstation to another --------------------------------------------------------------


@dataclass
class TakenIn:
    """Fingerprints: kept; altered, as they were said to be; needless: erased, or of nothing."""

    kept: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)


def all_here(connection: Connection) -> list[str]:
    """Fingerprints."""
    return list(connection.scalars(select(_C.sha256).order_by(_C.sha256)))


def give_out(connection: Connection, hashes: Iterable[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Fingerprint and bytes, of these or of all that are here, one at a time."""
    wanted = list(hashes) or all_here(connection)
    for sha256 in wanted:
        data = queries.stored_bytes(connection, sha256)
        if data is not None:
            yield sha256, data


def take_in(connection: Connection, contents: Iterable[tuple[str, bytes]]) -> TakenIn:
    """Keep what is attached here and isn't here yet; events come before their bytes.

    Bytes that don't fit their fingerprint are told, and those that were erased stay erased.
    """
    done = TakenIn()
    for sha256, data in contents:
        if fingerprint(data) != sha256:
            done.altered.append(sha256)
        elif not queries.is_wanted(connection, sha256):
            done.needless.append(sha256)
        else:
            done.kept.append(keep(connection, data))
    return done


# --- the proof ------------------------------------------------------------------------------------


def check_contents(connection: Connection, device: str) -> Iterator[Finding]:
    """All bytes are what was attached; of this workstation's own none lacks; erased is erased.

    Bytes of others that have not come yet are no fault: `queries.missing` tells them.
    """
    yield from _altered(connection)
    for one in queries.missing(connection):
        if one.device == device:
            yield Finding("attachment missing", one.name, one.sha256, NOTHING)
    for (sha256,) in connection.execute(select(_C.sha256).where(_ERASED).order_by(_C.sha256)):
        yield Finding("attachment not erased", sha256, NOTHING, sha256)
    for (sha256,) in connection.execute(select(_C.sha256).where(~_KNOWN).order_by(_C.sha256)):
        yield Finding("attachment unknown", sha256, NOTHING, sha256)


def _altered(connection: Connection) -> Iterator[Finding]:
    hashes = list(connection.scalars(select(_C.sha256).order_by(_C.sha256)))
    for sha256 in hashes:  # one at a time: together they may be more than there is memory
        data = queries.stored_bytes(connection, sha256) or b""
        if (found := fingerprint(data)) != sha256:
            names = [one.name for one in queries.with_content(connection, sha256)]
            yield Finding("attachment altered", " ".join(names) or sha256, sha256, found)


def stored(connection: Connection) -> tuple[int, int]:
    """How many, and how many bytes they are."""
    counted = select(func.count(), func.coalesce(func.sum(_C.size), 0)).select_from(content)
    count, size = connection.execute(counted).one()
    return int(count), int(size)
