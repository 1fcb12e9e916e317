"""Accounts: open, change, close. Nobody is deleted, and there's always an administrator left."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection

from cpise_inventory.errors import Refusal
from cpise_inventory.people.events import PasswordChanged, PersonAdded, PersonClosed, RoleChanged
from cpise_inventory.people.passwords import SHORTEST, fits, hash_password
from cpise_inventory.people.queries import Person, password_hash, person, persons
from cpise_inventory.people.rights import Right, Role
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work
from db.local import keep_hash

NAME = re.compile(r"[^\W_][\w.-]{0,39}")
LONGEST_DISPLAY, LONGEST_REASON = 80, 200


@dataclass(eq=False)
class WrongPasswordError(Refusal):
    """Name or password: which of the two isn't said."""

    name: str
    field = "password"


@dataclass(eq=False)
class ClosedPersonError(Refusal):
    name: str
    closed_on: str
    field = "user"


@dataclass(eq=False)
class UnknownPersonError(Refusal):
    name: str
    field = "user"


@dataclass(eq=False)
class PersonExistsError(Refusal):
    name: str
    field = "name"


@dataclass(eq=False)
class BadPersonNameError(Refusal):
    name: str
    field = "name"


@dataclass(eq=False)
class ShortPasswordError(Refusal):
    least: int
    field = "password"


@dataclass(eq=False)
class LastAdministratorError(Refusal):
    name: str
    field = "role"


def sign_in(connection: Connection, name: str, password: str) -> Person:
    """Who this is. Raises `WrongPasswordError` or `ClosedPersonError`."""
    found = person(connection, sign_in_name(name))
    hashed = password_hash(connection, found.name) if found else None
    if found is None or hashed is None or not fits(hashed, password):
        raise WrongPasswordError(name)
    if found.closed_on:
        raise ClosedPersonError(found.name, found.closed_on)
    return found


def sign_in_name(text: str) -> str:
    return text.strip().lower()


def add_person(work: Work, name: str, role: Role, password: str, display: str = "") -> None:
    work.require(Right.MANAGE_PEOPLE)
    name = checked_name(name)
    if person(work.connection, name):
        raise PersonExistsError(name)
    check_password(password)
    shown = checked_text("display", display, LONGEST_DISPLAY) or name
    work.record(PersonAdded(name, shown, role))
    keep_hash(work.connection, name, hash_password(password), work.now)


def change_role(work: Work, name: str, role: Role) -> None:
    work.require(Right.MANAGE_PEOPLE)
    found = _known(work, name)
    if found.role == role:
        return
    _spare_the_last(work, found)
    work.record(RoleChanged(found.name, role))


def change_password(work: Work, name: str, password: str) -> None:
    """One's own, or as administrator anybody's."""
    found = _known(work, name)
    if found.name != work.person.name:
        work.require(Right.MANAGE_PEOPLE)
    check_password(password)
    work.record(PasswordChanged(found.name))
    keep_hash(work.connection, found.name, hash_password(password), work.now)


def close_person(work: Work, name: str, reason: str) -> None:
    work.require(Right.MANAGE_PEOPLE)
    found = _known(work, name)
    if found.closed_on:
        raise ClosedPersonError(found.name, found.closed_on)
    _spare_the_last(work, found)
    work.record(PersonClosed(found.name, checked_text("reason", reason, LONGEST_REASON)))


def checked_name(text: str) -> str:
    name = sign_in_name(text)
    if not NAME.fullmatch(name):
        raise BadPersonNameError(text.strip())
    return name


def check_password(password: str) -> None:
    if len(password) < SHORTEST:
        raise ShortPasswordError(SHORTEST)


def _known(work: Work, name: str) -> Person:
    found = person(work.connection, sign_in_name(name))
    if found is None:
        raise UnknownPersonError(name)
    return found


def _spare_the_last(work: Work, found: Person) -> None:
    others = [p for p in persons(work.connection) if p.name != found.name]
    if found.role is Role.ADMINISTRATOR and Role.ADMINISTRATOR not in {p.role for p in others}:
        raise LastAdministratorError(found.name)
