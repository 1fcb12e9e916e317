"""Whose word is taken: of workstations whose keys somebody compared, here or at one of these."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from cpise_inventory.catalogue.events import DeviceRegistered
from cpise_inventory.documents.seals import device_keys
from cpise_inventory.exchange import queries
from cpise_inventory.exchange.errors import (
    BundleKeyError,
    ChainFalseError,
    DeviceNotApprovedError,
    DeviceWithdrawnError,
)
from cpise_inventory.exchange.fingerprints import fingerprint, grouped
from cpise_inventory.exchange.manifest import Manifest
from cpise_inventory.exchange.namesakes import namesake
from cpise_inventory.journal.journal import Journal
from cpise_inventory.journal.queries import event_at

Keys = Mapping[str, bytes]
"""Workstation -> its public key."""


def check_exporter(connection: Connection, journal: Journal, said: Manifest, file: str) -> None:
    """The key that signed a file is the one that is known of whoever it names, or was approved.

    Raises `NamesakeError`, `BundleKeyError`, `DeviceNotApprovedError`, `DeviceWithdrawnError`.
    """
    key = bytes.fromhex(said.public_key)
    known, shown = device_keys(connection).get(said.device), fingerprint(said.device, key)
    if said.device in queries.withdrawn(connection, journal.device):
        raise DeviceWithdrawnError(said.device, grouped(shown))
    if known == key:
        return
    if known:
        there = max((one.last for one in said.chains if one.device == said.device), default=0)
        raise namesake(connection, journal, said.device, key, there)
    told = {one for device, one, _ in queries.approvals(connection) if device == said.device}
    if told and shown not in told:
        raise BundleKeyError(file, said.device, grouped(shown), grouped(min(told)))
    if shown not in told:
        raise DeviceNotApprovedError(said.device, grouped(shown))


def check_chains(
    connection: Connection, journal: Journal, before: Keys, chains: Collection[str]
) -> None:
    """After events came in: nobody got another key, and whoever is new was approved by somebody
    whose word was taken already. `before`: the keys as they were; `chains`: what came.

    Raises `ChainFalseError`, `DeviceNotApprovedError`.
    """
    after = device_keys(connection)
    for device, key in after.items():
        if before.get(device, key) != key or (device not in before and device not in chains):
            raise ChainFalseError(device, device)
    for device in chains:
        first = event_at(connection, journal, device, 1)
        said = first.payload if first else None
        if not isinstance(said, DeviceRegistered) or said.device != device:
            raise ChainFalseError(device, f"{device}:1")
        if after.get(device, b"").hex() != said.public_key:
            raise ChainFalseError(device, device)
    trusted = set(before) - queries.withdrawn(connection, journal.device)
    _check_approved(connection, trusted, {one: after[one] for one in chains if one not in before})


def _check_approved(connection: Connection, trusted: set[str], came: Keys) -> None:
    """Of those who are new: each approved by somebody whose word is taken, or by one of these."""
    shown = {device: fingerprint(device, key) for device, key in came.items()}
    told = queries.approvals(connection)
    while more := {
        device
        for device, compared, by_device in told
        if device not in trusted and by_device in trusted and shown.get(device) == compared
    }:
        trusted |= more
    for device in sorted(set(came) - trusted):
        raise DeviceNotApprovedError(device, grouped(shown[device]))
