"""What can happen to a person's account. Passwords are never told: their hashes stay local."""

from cpise_inventory.journal.event import Payload
from cpise_inventory.people.rights import Role


class PersonAdded(Payload, frozen=True, tag="person.added"):
    name: str  # the sign-in name: lower case, no spaces
    display: str
    role: Role


class RoleChanged(Payload, frozen=True, tag="person.role_changed"):
    name: str
    role: Role


class PasswordChanged(Payload, frozen=True, tag="person.password_changed"):
    name: str


class PersonClosed(Payload, frozen=True, tag="person.closed"):
    name: str
    reason: str
