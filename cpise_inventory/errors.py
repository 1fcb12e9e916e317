"""The two kinds of trouble that are not ours: what a person may not do, and a store that can't be
used.

Exceptions carry facts; `cpise_inventory.language.sentences` finds the words in three languages, and
a test proves that every one of them has words.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - not an error: the program did its duty
    """A rule says no and nothing was written.

    `code` is stable, for scripts; `field` is at fault.
    """

    field: ClassVar[str] = ""

    @property
    def code(self) -> str:
        """`NotEnoughStockError` -> `not_enough_stock`: what COMMANDS.md's JSON bears."""
        name = type(self).__name__.removesuffix("Error")
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


@dataclass(eq=False)
class Refusals(Exception):  # noqa: N818 - as above
    """Several refusals found in one go, each of which is to be said."""

    problems: tuple[Refusal, ...]


@dataclass(eq=False)
class StoreError(Exception):
    """The database cannot be used (exit code 4). Subclasses say why."""

    where: str


class DamagedStoreError(StoreError):
    """A database, but its pages can't be read."""


class NotAStoreError(StoreError):
    """A file, but no database of ours."""


class NewerStoreError(StoreError):
    """Written by a later version of the program."""


class LockedStoreError(StoreError):
    """Another program holds it and doesn't let go."""


class ReadOnlyStoreError(StoreError):
    """No right to write there."""


class FullDiskError(StoreError):
    """No room left for the next page."""


class MissingStoreError(StoreError):
    """There is no database there yet."""


class UnreachableStoreError(StoreError):
    """The server doesn't answer, or refuses this user."""


class KeyMissingError(StoreError):
    """The database is there, but this workstation's private key is not: it can be read only."""
