"""What is known of a distribution list. Its centre and its name are its key; the latest wins."""

from math import gcd

import msgspec

from cpise_inventory.journal.event import Count, Ordinal, Payload
from cpise_inventory.journal.gate import Code
from cpise_inventory.stock.events import Headcount


class Serving(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A recipient on the list: a unit, a staff member or a group, and how many persons it is.

    `heads`: of a group, how many of each sex and age band, where that is known.
    """

    recipient: str
    kind: str  # unit, staff, group
    people: Count = 0
    heads: tuple[Headcount, ...] = ()


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """So many base units for so many persons, such as 5 bars for 2.

    Without persons each recipient gets so much, however many they are.
    """

    item: Code
    quantity: Ordinal
    persons: Count = 0

    @classmethod
    def by_heads(cls, item: str, quantity: int, people: int) -> "Share":
        """60 bars for 24 persons are 5 for 2; without persons, so much for each recipient."""
        common = gcd(quantity, people) if people else 1
        return cls(item, quantity // common, people // common)

    def of(self, people: int) -> int:
        """What so many persons get: never less than their share, so upwards to a whole unit."""
        return -(-people * self.quantity // self.persons) if self.persons else self.quantity


class ListDescribed(Payload, frozen=True, kw_only=True, tag="list.described"):
    """Described anew, a closed list is open again."""

    centre: Code
    name: str
    servings: tuple[Serving, ...]
    shares: tuple[Share, ...]
    remarks: str = ""


class ListClosed(Payload, frozen=True, kw_only=True, tag="list.closed"):
    centre: Code
    name: str
