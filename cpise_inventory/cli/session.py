"""One run of the command line: which database, in whose name, and how it is answered."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cpise_inventory import clock, config
from cpise_inventory.cli import terminal
from cpise_inventory.cli.answers import Answers
from cpise_inventory.cli.refusals import (
    NobodyNamedError,
    PasswordNeededError,
    PasswordsDifferError,
)
from cpise_inventory.errors import StoreError
from cpise_inventory.language.words import Words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cpise_inventory.addresses import Address
    from cpise_inventory.journal.lateness import Late
    from cpise_inventory.language.packs import Packs
    from cpise_inventory.people.queries import Person
    from cpise_inventory.people.rights import Right
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work


@dataclass
class Session:
    """What every command gets. `database` and `user` are as given; empty: nothing was said.

    `items` are the items of the command's lines, by which refusals are told apart.
    """

    w: Words
    answers: Answers
    database: str = ""
    user: str = ""
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    items: Sequence[str] = ()
    closing: ExitStack = field(default_factory=ExitStack)

    # The database ---------------------------------------------------------------------------------

    @cached_property
    def address(self) -> "Address":
        from cpise_inventory.addresses import address  # noqa: PLC0415 - as store

        return address(config.database(self.database, self.environ), config.data_folder())

    @cached_property
    def store(self) -> "Store":
        """The open database, brought up to date. Raises the `StoreError` that fits."""
        from cpise_inventory.store import open_store  # noqa: PLC0415 - as above

        with self.progress(self.w.t("Bringing the database up to date")) as say:
            return self.closing.enter_context(open_store(self.address, progress=say))

    @contextmanager
    def reading(self, *, free: bool = False) -> Iterator["Connection"]:
        """One consistent view, for whoever may read: anybody signed in.

        `free`: for anybody at all, as for a proof. So is a database that has no users.
        """
        if not free:
            self.reader()
        with self.store.read() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator["Work"]:
        """One action in the name of whoever signs in; signed as far as the chain then goes."""
        from cpise_inventory.documents.vouching import check_in  # noqa: PLC0415 - as above
        from cpise_inventory.journal.lateness import lateness  # noqa: PLC0415 - as above

        late = None
        with self.store.write(self.signed_in().name) as work:
            yield work
            if work.touched:
                check_in(work.connection, work.journal, work.key)
                late = lateness(work.connection, work.now)
        if late:
            self._warn_of_clock(late)

    def _warn_of_clock(self, late: "Late") -> None:
        w = self.w
        told = w.t(
            "This workstation’s clock shows {now}, but the last operation, on {device}, is of"
            " {latest}. Set the clock right: the order of operations is kept, but their dates will"
            " be wrong.",
            now=w.ltr(w.when(late.now)),
            device=w.ltr(late.device),
            latest=w.ltr(w.when(late.latest)),
        )
        self.answers.remark(told)

    def sign_off(self) -> None:
        """Sign how far the chain has come; if that can't be now, the next to close does it."""
        with suppress(StoreError):
            self.store.check_in()

    @property
    def today(self) -> date:
        """Mauritania keeps UTC all year."""
        return clock.today()

    def packs_of(self, item: str) -> "Packs":
        """How an item may be counted: in its base unit and its packs. For lines of goods."""
        from cpise_inventory.catalogue.commands import known_item  # noqa: PLC0415 - as above

        with self.reading() as connection:
            found = known_item(connection, item)
        return ((found.unit, 1), *found.packs)

    # The person -----------------------------------------------------------------------------------

    def signed_in(self) -> "Person":
        """Who acts. Raises `NobodyNamedError`, or why it isn't believed."""
        if not self.user:
            _ = self.store  # what is wrong with it comes first
            raise NobodyNamedError
        return self.person

    @cached_property
    def person(self) -> "Person":
        """Whoever `--user` names, once the password fits."""
        from cpise_inventory.people.commands import sign_in  # noqa: PLC0415 - as above

        store = self.store  # what is wrong with it is said before anybody types a password
        password = self.password(self.w.t("Password of {name}:", name=self.user))
        with store.read() as connection:
            return sign_in(connection, self.user, password)

    def reader(self) -> "Person | None":
        """Who reads; nobody where there are no users. Raises `NobodyNamedError`."""
        from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above

        if self.user:
            return self.person
        with self.store.read() as connection:
            if persons(connection, closed=True):
                raise NobodyNamedError
        return None

    def reader_name(self) -> str:
        """Empty where there are no users. Raises `NobodyNamedError`."""
        found = self.reader()
        return found.name if found else ""

    def require(self, right: "Right") -> None:
        """For what isn't written, and so not asked for by a command. Raises `NotAllowedError`."""
        from cpise_inventory.people.rights import roles_with  # noqa: PLC0415 - as above
        from cpise_inventory.work import NotAllowedError  # noqa: PLC0415 - as above

        person = self.reader()
        if person and not person.may(right):
            raise NotAllowedError(right, person.role, roles_with(right))

    def password(self, prompt: str, variable: str = config.PASSWORD, *, twice: bool = False) -> str:
        """From the environment, else asked on the terminal. Raises `PasswordNeededError`."""
        if given := self.environ.get(variable, ""):
            return given
        if not terminal.can_ask():
            raise PasswordNeededError(variable)
        typed = terminal.ask_password(prompt)
        if twice and terminal.ask_password(self.w.t("Once more:")) != typed:
            raise PasswordsDifferError
        return typed

    # The answer -----------------------------------------------------------------------------------

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """What to tell of progress to: a line on standard error, if a person is looking."""
        shown = False if self.answers.as_json else None
        with terminal.Progress(what, self.w, shown=shown) as line:
            yield line.say

    def give(self, answer: Mapping[str, Any], text: str = "") -> None:
        self.answers.give(answer, text)

    def issued(self, work: "Work", **more: Any) -> None:
        """The documents that an action issued: the last one is what it was about."""
        numbers = list(work.issued)
        self.give(
            {"document": numbers[-1] if numbers else "", "documents": numbers, **more},
            "\n".join(numbers),
        )
