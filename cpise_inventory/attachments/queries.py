"""What is attached, as screens and commands read it. Never the bytes, but for whoever asks."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, LargeBinary, Select, and_, cast, func, select

from cpise_inventory.identity import read_event_name
from db.schema import attachment, content, erasure, withdrawal

_A, _W, _E, _C = attachment.c, withdrawal.c, erasure.c, content.c


_BYTES = cast(_C.bytes, LargeBinary)
"""As bytes, whatever somebody made of them: SQLite keeps a text where one is put."""


class Attachment(NamedTuple):
    """`recorded_at` microseconds UTC; `withdrawn` and `erased`: why, empty while it stands; `here`:
    whether its bytes are in this database.
    """

    device: str
    seq: int
    tag: str
    paper: str
    media: str
    size: int
    sha256: str
    note: str
    actor: str
    recorded_at: int
    withdrawn: str
    withdrawn_by: str
    erased: str
    erased_by: str
    here: bool

    @property
    def name(self) -> str:
        """What it's known by: the event that attached it, `NKC1-A:512`."""
        return f"{self.device}:{self.seq}"

    @property
    def stands(self) -> bool:
        return not self.withdrawn_by and not self.erased_by


def _empty(column: Any) -> Any:
    return func.coalesce(column, "")


_ALL = (
    select(
        *(_A.device, _A.seq, _A.tag, _A.paper, _A.media, _A.size, _A.sha256, _A.note, _A.actor),
        *(_A.recorded_at, _empty(_W.reason), _empty(_W.withdrawn_by), _empty(_E.reason)),
        *(_empty(_E.erased_by), _C.sha256.is_not(None)),
    )
    .outerjoin_from(attachment, withdrawal, and_(_W.device == _A.device, _W.seq == _A.seq))
    .outerjoin(erasure, _E.sha256 == _A.sha256)
    .outerjoin(content, _C.sha256 == _A.sha256)
    .order_by(_A.clock, _A.device, _A.seq)
)


def attached_to(
    connection: Connection, tag: str = "", paper: str = "", *, all_of_them: bool = False
) -> list[Attachment]:
    """Of an asset or a paper, the oldest first; those taken out of view only on request."""
    wanted = _ALL.where(_A.tag == tag) if tag else _ALL.where(_A.paper == paper)
    found = _read(connection, wanted)
    return [one for one in found if all_of_them or one.stands]


def attachment_named(connection: Connection, name: str) -> Attachment | None:
    """By `NKC1-A:512`, however typed; None where there is none of that name."""
    place = read_event_name(name)
    if place is None:
        return None
    device, seq = place
    found = _read(connection, _ALL.where(_A.device == device, _A.seq == seq))
    return found[0] if found else None


def with_content(connection: Connection, sha256: str) -> list[Attachment]:
    """Whatever these very bytes are attached to."""
    return _read(connection, _ALL.where(_A.sha256 == sha256))


def missing(connection: Connection) -> list[Attachment]:
    """Those that stand, or are only out of view, whose bytes aren't here."""
    wanted = _ALL.where(_C.sha256.is_(None), _E.sha256.is_(None))
    return _read(connection, wanted)


def erased_because(connection: Connection, sha256: str) -> str | None:
    """Why bytes with this fingerprint were erased; None if they weren't."""
    found: str | None = connection.execute(
        select(_E.reason).where(_E.sha256 == sha256)
    ).scalar_one_or_none()
    return found


def is_wanted(connection: Connection, sha256: str) -> bool:
    """Whether something has these bytes attached that aren't erased and aren't here."""
    return any(not one.erased_by and not one.here for one in with_content(connection, sha256))


def stored_bytes(connection: Connection, sha256: str) -> bytes | None:
    wanted = select(_BYTES).where(_C.sha256 == sha256)
    found: bytes | None = connection.execute(wanted).scalar_one_or_none()
    return found


def bytes_here(connection: Connection, device: str, first: int, last: int) -> list[str]:
    """Fingerprints of what that part of a chain attaches and whose bytes are here."""
    attached = select(_A.sha256).where(_A.device == device, _A.seq.between(first, last))
    there = attached.join_from(attachment, content, _C.sha256 == _A.sha256)
    return list(connection.scalars(there.order_by(_A.seq)))


def _read(connection: Connection, wanted: Select[Any]) -> list[Attachment]:
    return [Attachment._make(row) for row in connection.execute(wanted)]
