"""What a document says, as the bytes that are signed; key by key see `statement.py`."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from cpise_inventory.paper import envelope

_DOCUMENT = 1
CUT = 11


class Told(NamedTuple):
    """What a `Statement` says, as its message has it: days are counted since 1970."""

    number: str
    seq: int
    event_hash: bytes
    issued: int
    happened: int
    centre: str
    party: str
    people: int
    lines: Sequence[tuple[str, int]]
    reverses: str
    cut: tuple[int, int] | None = None


def content_of(told: Told) -> bytes:
    """In the order of the keys, without what can be left out."""
    number, seq, event_hash, issued, happened, centre, party, people, lines, reverses, cut = told
    content: dict[int, object] = {0: _DOCUMENT, 1: number, 2: seq, 3: event_hash, 4: issued}
    if happened != issued:
        content[5] = happened
    if centre != centre_of(number):
        content[6] = centre
    if party:
        content[7] = party
    if people:
        content[8] = people
    if lines:
        content[9] = [*chain.from_iterable(lines)]
    if reverses:
        content[10] = reverses
    if cut is not None:
        content[CUT], content[12] = cut
    return envelope.written(content)


def centre_of(number: str) -> str:
    """The centre that issued the document of this number."""
    return number.split("-", 1)[0]
