"""One person's action: a transaction that ends in events, or in nothing at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from cpise_inventory.documents.issuing import Issuing, next_number
from cpise_inventory.documents.seals import seal
from cpise_inventory.errors import Refusal
from cpise_inventory.journal.event import Event, Payload
from cpise_inventory.journal.journal import Journal
from cpise_inventory.journal.keys import DeviceKey
from cpise_inventory.people.queries import Person
from cpise_inventory.people.rights import Right, Role, roles_with
from db.run import hold

EARLIEST = date(2015, 1, 1)
"""Before this no CPISE received anything; an earlier date is a slip."""

ONE_BY_ONE = frozenset(
    {
        Right.MANAGE_ASSETS,
        Right.MANAGE_CATALOGUE,
        Right.MANAGE_PEOPLE,
        Right.PRINT_DOCUMENTS,
    }
)
"""Rights used seldom enough that one may wait for another. Stock is held by storeroom instead."""


@dataclass(eq=False)
class NotAllowedError(Refusal):
    """This role may not; `allowed` may."""

    right: Right
    role: Role
    allowed: tuple[Role, ...]
    field = "user"


@dataclass(eq=False)
class FutureDateError(Refusal):
    """Nothing happened yet on that date."""

    happened_on: str
    field = "happened_on"


@dataclass(eq=False)
class TooEarlyDateError(Refusal):
    happened_on: str
    earliest: str
    field = "happened_on"


@dataclass
class Work:
    """What a command needs: the transaction, the journal, and in whose name it acts.

    Whoever made it owns the transaction and commits. `touched` gathers the tables changed.
    """

    connection: Connection
    journal: Journal
    person: Person
    key: DeviceKey
    now: int
    touched: set[str] = field(default_factory=set)
    issued: list[str] = field(default_factory=list)

    @cached_property
    def today(self) -> date:
        """Mauritania keeps UTC all year."""
        return datetime.fromtimestamp(self.now / 1_000_000, UTC).date()

    def require(self, right: Right) -> None:
        """Raises `NotAllowedError`."""
        if not self.person.may(right):
            raise NotAllowedError(right, self.person.role, roles_with(right))
        if right in ONE_BY_ONE:
            self.hold(right)

    def hold(self, *subjects: str) -> None:
        """Let nobody else decide on these until this action ends: on a server several write at
        once. To be asked before reading what the decision rests on.

        Documents come before rights and rights before stock, or two could wait crosswise.
        """
        hold(self.connection, *subjects)

    def date_of_fact(self, happened_on: date | None) -> date:
        """The date given, else today. Raises `FutureDateError` or `TooEarlyDateError`."""
        day = happened_on or self.today
        if day > self.today + timedelta(days=1):  # a day's grace: clocks differ
            raise FutureDateError(day.isoformat())
        if day < EARLIEST:
            raise TooEarlyDateError(day.isoformat(), EARLIEST.isoformat())
        return day

    def record(self, payload: Payload, happened_on: date | None = None) -> Event[Any]:
        """Append an event that issues no document."""
        day = happened_on.isoformat() if happened_on else ""
        event, _, touched = self.journal.append(self.connection, self.person.name, payload, day)
        self.touched |= touched
        return event

    def issue(
        self, code: str, make: Callable[[str], Issuing], happened_on: date | None = None
    ) -> str:
        """Append an event that issues a document: numbered, sealed with the device's key.

        `code` is the kind in the number (glossary.md), `make` gets the number. Answers the number.
        """
        number = next_number(self.connection, self.journal.device, code, self.today.year)
        payload = make(number)
        day = happened_on.isoformat() if happened_on else ""
        event, fingerprint, touched = self.journal.append(
            self.connection, self.person.name, payload, day
        )
        seal(self.connection, self.key, event, fingerprint)
        self.touched |= touched | {"checkpoint"}
        self.issued.append(number)
        return number
