"""What workstations learn of one another: whose key was compared, and what a file brought."""

import msgspec

from cpise_inventory.journal.event import Count, Moment, Payload
from cpise_inventory.journal.gate import Device, Fingerprint, Sha256


class DeviceApproved(Payload, frozen=True, kw_only=True, tag="device.approved"):
    """Somebody has compared the fingerprint of this workstation's key with whoever holds it."""

    device: Device
    fingerprint: Fingerprint


class DeviceWithdrawn(Payload, frozen=True, kw_only=True, tag="device.withdrawn"):
    """Whatever of this workstation comes from now on is not to be read at the one that says so,
    until somebody approves it there again. `fingerprint`: of its key, as known or approved there.
    """

    device: Device
    fingerprint: Fingerprint


class Reach(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How far a chain is known; `fresh` of its events came just now."""

    device: Device
    seq: Count
    fresh: Count = 0


class Received(Payload, frozen=True, kw_only=True, tag="exchange.received"):
    """A file of `exporter` was read. `told`: how far that one knew each chain at `clock`, when it
    wrote the file; `known`: how far whoever read it knows them now.

    `lacking`: attached bytes, by fingerprint, that haven't come; the first so many.
    """

    exporter: Device
    bundle: Sha256
    clock: Moment
    told: tuple[Reach, ...]
    known: tuple[Reach, ...]
    attachments: Count = 0
    lacking: tuple[Sha256, ...] = ()
