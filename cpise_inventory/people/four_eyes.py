"""Two persons for one decision: who did a thing doesn't approve it while somebody else can."""

from collections.abc import Collection

from cpise_inventory.people.queries import persons
from cpise_inventory.people.rights import Right
from cpise_inventory.work import Work


def others_who_may(work: Work, right: Right, doers: Collection[str]) -> tuple[str, ...]:
    """Those who may decide in the place of whoever asks.

    Empty where this person did not do it himself, or there's nobody else who may.
    """
    if work.person.name not in doers:
        return ()
    able = (one.name for one in persons(work.connection) if one.may(right))
    return tuple(name for name in able if name not in doers)
