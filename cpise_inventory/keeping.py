"""Filters of a list that somebody has kept under a name, and the one that they used last.

No event: they change nothing in the books, and each person has their own. They stay with the
database, and so with its workstation, or with all that share a server.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import msgspec
from sqlalchemy import Connection

from cpise_inventory.errors import Refusal
from cpise_inventory.language.folding import fold
from cpise_inventory.people.rights import Right
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work
from db.local import forget_setting, keep_setting, read_setting, settings_below

LONGEST_NAME: Final = 40
LAST: Final = ""
"""The name, which nobody can give, of the one that was used last."""
F = TypeVar("F", bound=msgspec.Struct)


@dataclass(eq=False)
class NoFilterNameError(Refusal):
    field = "name"


@dataclass(eq=False)
class NoFilterKeptError(Refusal):
    """This person has kept none at all."""

    field = "filter"


@dataclass(eq=False)
class UnknownFilterError(Refusal):
    """This person has kept none of this name."""

    name: str
    known: tuple[str, ...]
    field = "filter"


@dataclass(eq=False)
class UnknownOrderError(Refusal):
    order: str
    known: tuple[str, ...]
    field = "order"


def over(kept: F, said: F, nothing: F) -> F:
    """What was kept, but for the fields in which something else is said than nothing."""
    told = {name: getattr(said, name) for name in said.__struct_fields__}
    more = {name: value for name, value in told.items() if value != getattr(nothing, name)}
    return msgspec.structs.replace(kept, **more)


@dataclass(frozen=True)
class Shelf(Generic[F]):
    """Where the filters of one list lie: `name` begins their settings, `all_of_it` asks for all.

    `checked` gives a filter back, if all that it names is known, or raises what is wrong with it.
    """

    name: str
    all_of_it: F
    checked: Callable[[Connection, F], F]

    def filters(self, connection: Connection, who: str) -> dict[str, F]:
        """By name, in the order of the names; `who` is a sign-in name."""
        begin = self._setting(who, "")
        found = settings_below(connection, begin)
        read = {name.removeprefix(begin): self._read(said) for name, said in found.items()}
        return {name: one for name, one in sorted(read.items()) if one is not None and name != LAST}

    def named(self, connection: Connection, who: str, name: str) -> F:
        """However its accents and capitals are typed. Raises `UnknownFilterError`."""
        kept = self.filters(connection, who)
        if not kept:
            raise NoFilterKeptError
        same = [one for called, one in kept.items() if fold(called) == fold(name)]
        if name not in kept and not same:
            raise UnknownFilterError(name, tuple(kept))
        return kept.get(name) or same[0]

    def last(self, connection: Connection, who: str) -> F:
        """What this person looked at last; everything as long as there is nothing."""
        said = read_setting(connection, self._setting(who, LAST)) or ""
        return self._read(said) or self.all_of_it

    def keep(self, work: Work, name: str, wanted: F) -> str:
        """Under this name for whoever acts, in the place of one that was called so; the name.

        Raises `NoFilterNameError`, and what `checked` raises.
        """
        work.require(Right.READ)
        called = checked_text("name", name, LONGEST_NAME)
        if not called:
            raise NoFilterNameError
        self._keep(work, called, self.checked(work.connection, wanted))
        return called

    def forget(self, work: Work, name: str) -> None:
        """Raises `UnknownFilterError`."""
        work.require(Right.READ)
        who = work.person.name
        self.named(work.connection, who, name)
        for called in self.filters(work.connection, who):
            if fold(called) == fold(name):
                forget_setting(work.connection, self._setting(who, called))

    def remember(self, work: Work, wanted: F) -> None:
        """What whoever acts looks at now, for the next time."""
        work.require(Right.READ)
        self._keep(work, LAST, wanted)

    def _keep(self, work: Work, name: str, wanted: F) -> None:
        said = msgspec.json.encode(wanted).decode()
        keep_setting(work.connection, self._setting(work.person.name, name), said)

    def _read(self, said: str) -> F | None:
        """None of what a later version of the program, or nobody, has written."""
        try:
            return msgspec.json.decode(said, type=type(self.all_of_it))
        except msgspec.MsgspecError:
            return None

    def _setting(self, who: str, name: str) -> str:
        return f"{self.name}/{who}/{name}"
