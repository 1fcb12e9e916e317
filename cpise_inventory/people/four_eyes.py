"""Two persons for one decision: who did a thing doesn't approve it while somebody else can."""

from collections.abc import Collection

from sqlalchemy import Connection

from cpise_inventory.people.queries import Person, persons
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


def who_may(connection: Connection, right: Right, doers: Collection[str]) -> list[Person]:
    """Those who may decide: who did not do it, or, where nobody else has the right, who did."""
    able = [one for one in persons(connection) if one.may(right)]
    return [one for one in able if one.name not in doers] or able
