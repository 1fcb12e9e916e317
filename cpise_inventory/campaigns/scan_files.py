"""A telephone's scan file: codes line by line, in whatever columns its program writes."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection

from cpise_inventory.campaigns.commands import Scan
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import MistypedTagError, NotATagError, read_tag
from cpise_inventory.importing.encodings import decode
from cpise_inventory.slips import near_tag

_CELLS: Final = re.compile(r"[,;\t]")
_QUOTES: Final = "\"' "
LONGEST_SHOWN: Final = 60
MOST_LOOKED_UP: Final = 50
"""Lines of one file whose meaning is looked for: of a thousand foreign codes nobody reads it."""


class Unread(NamedTuple):
    """A line that holds no tag of ours. `row` counts from 1."""

    row: int
    text: str
    why: Refusal


class Scanned(NamedTuple):
    scans: tuple[Scan, ...]
    unread: tuple[Unread, ...]


def read_scans(data: bytes, name: str, room: str = "", condition: str = "") -> Scanned:
    """What a file holds; of each line the first cell that is a tag counts. A heading is no fault.

    Raises a `FileProblem` where the bytes are no text.
    """
    text, _ = decode(data, name)
    scans, unread = [], []
    for row, line in _lines(text):
        found = _tag_in(line)
        if isinstance(found, str):
            scans.append(Scan(found, room, condition))
        elif row > 1 or isinstance(found, MistypedTagError):
            unread.append(Unread(row, line.strip()[:LONGEST_SHOWN], found))
    return Scanned(tuple(scans), tuple(unread))


def meant(connection: Connection, unread: Sequence[Unread]) -> list[Unread]:
    """The same, with `NearTagError` where a line holds what is one slip away from a single tag."""
    looked_up = [_meant(connection, one) for one in unread[:MOST_LOOKED_UP]]
    return [*looked_up, *unread[MOST_LOOKED_UP:]]


def _meant(connection: Connection, one: Unread) -> Unread:
    for cell in _CELLS.split(one.text):
        if (near := near_tag(connection, cell.strip(_QUOTES))) is not None:
            return one._replace(why=near)
    return one


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((row, line) for row, line in enumerate(text.splitlines(), 1) if line.strip())


def _tag_in(line: str) -> str | Refusal:
    """The tag, else why there is none; a slip in a tag tells more than that a cell is none."""
    fault: Refusal = NotATagError(line.strip()[:LONGEST_SHOWN])
    for cell in _CELLS.split(line):
        try:
            return read_tag(cell.strip(_QUOTES))
        except MistypedTagError as error:
            fault = error
        except NotATagError:
            continue
    return fault
