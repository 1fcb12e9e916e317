"""Accounts: the latest word wins, field by field group."""

from typing import Any

from cpise_inventory.journal.event import Event
from cpise_inventory.people.events import PersonAdded, PersonClosed, RoleChanged
from db.schema import person
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    match event.payload:
        case PersonAdded(name, display, role):
            changes.latest(person, {"name": name}, display=display, described=event.stamp)
            changes.latest(person, {"name": name}, role=role, role_stamp=event.stamp)
        case RoleChanged(name, role):
            changes.latest(person, {"name": name}, role=role, role_stamp=event.stamp)
        case PersonClosed(name):
            day = event.happened_on
            changes.latest(person, {"name": name}, closed_on=day, closed_stamp=event.stamp)
