"""A telephone's scan file: codes line by line, in whatever columns its program writes."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cpise_inventory.campaigns.commands import Scan
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import MistypedTagError, NotATagError, read_tag
from cpise_inventory.importing.encodings import decode

_CELLS: Final = re.compile(r"[,;\t]")
_QUOTES: Final = "\"' "
LONGEST_SHOWN: Final = 60


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
