"""What can happen to a person's account. Passwords are never told: their hashes stay local."""

from cpise_inventory.journal.event import Payload


class PersonAdded(Payload, frozen=True, tag="person.added"):
    name: str  # the sign-in name: lower case, no spaces
    display: str
    role: str


class RoleChanged(Payload, frozen=True, tag="person.role_changed"):
    name: str
    role: str


class PasswordChanged(Payload, frozen=True, tag="person.password_changed"):
    name: str


class PersonClosed(Payload, frozen=True, tag="person.closed"):
    name: str
    reason: str
