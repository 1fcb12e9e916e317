"""How far each workstation is known here, how far each is known to know the others."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, exists, func, select

from cpise_inventory.catalogue.queries import devices
from cpise_inventory.exchange.fingerprints import fingerprint
from cpise_inventory.journal.event import time_of
from db.schema import (
    attachment,
    content,
    device_approval,
    device_withdrawal,
    erasure,
    event_index,
    exchange_known,
    exchange_lack,
    head,
)

SILENT_DAYS = 30
"""A centre that nothing was heard of for longer is asked for a file."""
DAY = 86_400_000_000
_K, _I, _H, _A = exchange_known.c, event_index.c, head.c, attachment.c


class Partner(NamedTuple):
    """A workstation as it's known here. Times are microseconds since 1970 UTC, 0: never.

    `seq` and `last_at`: its last operation that is known; `heard_at`: when a file last brought
    something of it; `has_ours`: how far it is known to know this workstation; `missing`: what it
    attached and whose bytes aren't here.
    """

    device: str
    centre: str
    name: str
    fingerprint: str
    seq: int
    last_at: int
    heard_at: int
    has_ours: int
    missing: int


def known_by(connection: Connection, knower: str) -> dict[str, int]:
    """Chain -> how far a workstation said that it knows it."""
    return _pairs(connection, select(_K.device, _K.seq).where(_K.knower == knower))


def lacked_by(connection: Connection, knower: str) -> tuple[str, ...]:
    """Fingerprints of the attached bytes that a workstation said it lacks."""
    c = exchange_lack.c
    said = connection.execute(select(c.lacking).where(c.knower == knower)).scalar()
    return msgspec.json.decode(said, type=tuple[str, ...]) if said else ()


def approvals(connection: Connection) -> list[tuple[str, str, str]]:
    """Workstation, fingerprint of its key, and the workstation at which somebody approved it and
    nobody took that back since.
    """
    c, w = device_approval.c, device_withdrawal.c
    since = (w.device == c.device) & (w.by_device == c.by_device) & (w.by_seq > c.by_seq)
    standing = select(c.device, c.fingerprint, c.by_device).where(~exists().where(since))
    return [tuple(row) for row in connection.execute(standing)]


def withdrawn(connection: Connection, own: str) -> frozenset[str]:
    """Workstations whose approval was taken back at this one and not given again."""
    c, w = device_approval.c, device_withdrawal.c
    since = (c.device == w.device) & (c.by_device == w.by_device) & (c.by_seq > w.by_seq)
    standing = select(w.device).where(w.by_device == own, ~exists().where(since))
    return frozenset(connection.execute(standing).scalars())


def own(connection: Connection, device: str) -> Partner | None:
    """This workstation itself, as others should know it; None where it isn't one."""
    found = [one for one in _all(connection, device) if one.device == device]
    return found[0] if found else None


def partners(connection: Connection, own: str) -> list[Partner]:
    """All workstations but this one, by centre."""
    return [one for one in _all(connection, own) if one.device != own]


def _all(connection: Connection, own: str) -> list[Partner]:
    heads = {device: (seq, at or 0) for device, seq, at in connection.execute(_LAST)}
    heard = _pairs(connection, select(_K.device, _K.heard).where(_K.knower == own))
    ours = _pairs(connection, select(_K.knower, _K.seq).where(_K.device == own))
    missing = _pairs(connection, _MISSING)
    return [
        Partner(
            *(one.device, one.centre, one.name),
            fingerprint(one.device, bytes.fromhex(one.public_key)),
            *heads.get(one.device, (0, 0)),
            time_of(heard.get(one.device, 0)),
            ours.get(one.device, 0),
            missing.get(one.device, 0),
        )
        for one in sorted(devices(connection), key=lambda one: (one.centre, one.device))
    ]


def silent(connection: Connection, before: int) -> list[tuple[str, int]]:
    """Centres whose last operation that is known is older (microseconds UTC), and when that was."""
    latest = dict[str, int]()
    heads = {device: at or 0 for device, _, at in connection.execute(_LAST)}
    for one in devices(connection):
        latest[one.centre] = max(latest.get(one.centre, 0), heads.get(one.device, 0))
    return [(centre, at) for centre, at in sorted(latest.items()) if at < before]


def _pairs(connection: Connection, wanted: Select[Any]) -> dict[str, int]:
    return dict(tuple(row) for row in connection.execute(wanted))


_LAST = select(_H.device, _H.seq, _I.recorded_at).outerjoin_from(
    head, event_index, (_I.device == _H.device) & (_I.seq == _H.seq)
)
_MISSING = (
    select(_A.device, func.count())
    .outerjoin_from(attachment, content, content.c.sha256 == _A.sha256)
    .outerjoin(erasure, erasure.c.sha256 == _A.sha256)
    .where(content.c.sha256.is_(None), erasure.c.sha256.is_(None))
    .group_by(_A.device)
)
