"""What stands in for parts of a kit that are short, and how many kits that makes.

A substitute that may stand in for two parts is reckoned once: all of it is allotted at a time, so
that no part takes what another can't do without.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from cpise_inventory.catalogue.queries import Kit
from cpise_inventory.flow import Network
from cpise_inventory.stock.events import Instead

_TO: Final = "to"
"""Where all that is needed ends."""


class Allotted(NamedTuple):
    """What stands in for what, and how much of each part is missing still."""

    instead: tuple[Instead, ...]
    missing: Mapping[str, int]


def allot(kit: Kit, kits: int, there: Mapping[str, int]) -> Allotted:
    """For so many kits, from what is there: a part itself first, then its substitutes in the order
    of the list.
    """
    short = {item: max(each * kits - there.get(item, 0), 0) for item, each in kit.contents}
    network, others = Network(), dict(kit.substitutes)
    for other in dict.fromkeys(one for several in others.values() for one in several):
        network.pipe(("other", other), _TO, max(there.get(other, 0), 0))
    for item in short:
        for other in others.get(item, ()):
            network.pipe(("item", item), ("other", other))
    for item, lacking in short.items():
        network.send(("item", item), lacking, _TO)
    found = [
        Instead(item, other, sent)
        for item in short
        for other in others.get(item, ())
        if (sent := network.sent(("item", item), ("other", other)))
    ]
    for one in found:
        short[one.item] -= one.quantity
    return Allotted(tuple(found), {item: lacking for item, lacking in short.items() if lacking})


def most_kits(kit: Kit, there: Mapping[str, int]) -> int:
    """How many can be made at most, substitutes and all."""
    if kit.is_draft or not kit.contents:
        return 0
    others = dict(kit.substitutes)
    least, beyond = (
        0,
        1
        + min(
            sum(max(there.get(one, 0), 0) for one in (item, *others.get(item, ()))) // each
            for item, each in kit.contents
        ),
    )
    while beyond - least > 1:
        middle = (least + beyond) // 2
        if allot(kit, middle, there).missing:
            beyond = middle
        else:
            least = middle
    return least
