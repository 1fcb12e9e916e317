"""What went into kits and came out of them, line by line of the documents that say so."""

from collections.abc import Iterator
from typing import NamedTuple

from cpise_inventory.locations import KIT as INSIDE
from cpise_inventory.stock.events import KitsAssembled, KitsOpened, Line, Moving, Reversed


class Put(NamedTuple):
    """So much of a part, into kits of a lot; below nought: out of them."""

    kit: str
    lot: str
    part: str
    part_lot: str
    quantity: int


def moved_inside(said: Moving) -> Iterator[Put]:
    """Nothing for documents that are not about kits."""
    kind = said.of if isinstance(said, Reversed) else said.kind
    if kind not in _KINDS:
        return
    sign, lines = 1, list(said.lines)
    if isinstance(said, Reversed):
        sign, lines = said.sign, list(said.done)
    if kind == _ASSEMBLED:  # all parts, then the kits that they became
        kits = lines.pop()
        yield from (_put(kits, part, sign) for part in lines)
        return
    kits = lines[0]
    for line in lines:  # kits, then the parts that they became; and again for kits of another lot
        if line.target == INSIDE:
            kits = line
        else:
            yield _put(kits, line, -sign)


def _put(kits: Line, part: Line, sign: int) -> Put:
    return Put(kits.item, kits.lot, part.item, part.lot, sign * part.quantity)


_ASSEMBLED = str(KitsAssembled.__struct_config__.tag)
_KINDS = frozenset({_ASSEMBLED, str(KitsOpened.__struct_config__.tag)})
