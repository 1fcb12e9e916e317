"""Tags for computers that are to come: reserve them, use them, declare those void that are spoiled.

Numbers are never given twice: of a void tag a gap remains, whose reason is in the journal.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from cpise_inventory.assets import queries as assets
from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.errors import Refusal, Refusals
from cpise_inventory.identity import asset_tag
from cpise_inventory.labels import queries
from cpise_inventory.labels.errors import (
    NoTagsToVoidError,
    TagNotReservedError,
    TagOfOtherCentreError,
    TagTakenError,
    TagTwiceError,
    TagVoidError,
    TooManyTagsError,
)
from cpise_inventory.labels.events import MOST_RESERVED, TagsReserved, TagsVoided
from cpise_inventory.labels.queries import BlankTag
from cpise_inventory.people.rights import Right
from cpise_inventory.slips import known_tag
from cpise_inventory.texts import checked_text, said_reason
from cpise_inventory.work import Work

LONGEST_REMARKS = 200


def reserve(work: Work, centre: str, count: int, remarks: str = "") -> list[str]:
    """The next tags of this workstation, for a centre; in order."""
    work.require(Right.PRINT_LABELS)
    work.hold(Right.MANAGE_ASSETS)  # who registers takes tags of the same series
    known_centre(work.connection, centre)
    if not 0 < count <= MOST_RESERVED:
        raise TooManyTagsError(count, MOST_RESERVED)
    first = assets.last_tag(work.connection, work.journal.device) + 1
    note = checked_text("remarks", remarks, LONGEST_REMARKS)
    work.record(TagsReserved(centre=centre, first=first, count=count, remarks=note))
    return [asset_tag(work.journal.device, first + n) for n in range(count)]


def void(work: Work, tags: Sequence[str], reason: str) -> list[str]:
    """Nobody is to use these any more; those that are."""
    work.require(Right.PRINT_LABELS)
    work.hold(Right.MANAGE_ASSETS)
    said = said_reason(reason, LONGEST_REMARKS)
    found = usable(work, tags)
    wanted = [one.tag for one in found]
    work.record(TagsVoided(tags=tuple(wanted), reason=said))
    return wanted


def unused_between(work: Work, first: str, last: str) -> list[str]:
    """The unused tags from one to another. Raises `NoTagsToVoidError`."""
    begin, end = sorted(known_tag(work.connection, one) for one in (first, last))
    there = queries.unused_tags(work.connection)
    found = [one.tag for one in there if begin <= one.tag <= end]
    if not found:
        raise NoTagsToVoidError(begin, end)
    return found


def usable(work: Work, tags: Sequence[str], centre: str = "") -> list[BlankTag]:
    """Reserved tags as typed, that can be stuck on a computer of this centre, or of any.

    Raises `TagTwiceError`, `TagNotReservedError`, `TagTakenError`, `TagVoidError`,
    `TagOfOtherCentreError`, or several of them at once.
    """
    read = [known_tag(work.connection, tag) for tag in tags]
    known = queries.blank_tags(work.connection, read)
    problems: list[Refusal] = []
    for at, tag in enumerate(read):
        if tag in read[:at]:
            problems.append(TagTwiceError(tag))
        elif (problem := why_not_usable(work.connection, tag, centre)) is not None:
            problems.append(problem)
    if problems:
        raise problems[0] if len(problems) == 1 else Refusals(tuple(problems))
    return [known[tag] for tag in read]


def why_not_usable(connection: Connection, tag: str, centre: str = "") -> Refusal | None:
    """What keeps a tag from being stuck on a computer of this centre, or of any."""
    blank = queries.blank_tags(connection, [tag]).get(tag)
    if blank is None:  # it was given to an asset at once, or these books know nothing of it
        found = assets.asset_of(connection, tag)
        about = f"{found.maker} {found.model}".strip() if found else ""
        return TagTakenError(tag, about) if found else TagNotReservedError(tag)
    if blank.used:
        return TagTakenError(tag, blank.about)
    if blank.void:
        return TagVoidError(tag, blank.void)
    if centre not in ("", blank.centre):
        return TagOfOtherCentreError(tag, blank.centre)
    return None
