"""What is known of a distribution list. Its centre and its name are its key; the latest wins."""

import msgspec

from cpise_inventory.journal.event import Count, Ordinal, Payload
from cpise_inventory.journal.gate import Code


class Serving(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A recipient on the list: a unit, a staff member or a group, and how many persons it is."""

    recipient: str
    kind: str  # unit, staff, group
    people: Count = 0


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """So many base units for so many persons, such as 5 bars for 2.

    Without persons each recipient gets so much, however many they are.
    """

    item: Code
    quantity: Ordinal
    persons: Count = 0

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
