"""What is known of each kind of asset: which fields it has, and how long it is used."""

from dataclasses import dataclass
from typing import Final

MOST_AT_ONCE: Final = 1_000
"""Things without a serial number in one delivery: more is a slip of the finger."""
SERIAL, WARRANTY, ACCESSORIES = "serial", "warranty", "accessories"
_OF_A_DEVICE: Final = frozenset({SERIAL, WARRANTY, ACCESSORIES})
_OF_A_PIECE: Final = frozenset[str]()


@dataclass(frozen=True)
class Category:
    """`life`: years after which a replacement is planned; no rule, a centre's own habit.

    `serial`: it bears a maker's serial number, so that one is asked for; `disk`: what is stored in
    it is wiped before it leaves; `accessories`: codes of what usually belongs with it; `fields`:
    what is asked of it beside what is asked of all. What isn't asked isn't refused either: a file
    of somebody else's may know more.
    """

    code: str
    life: int
    serial: bool = True
    disk: bool = False
    accessories: tuple[str, ...] = ()
    fields: frozenset[str] = _OF_A_DEVICE

    def has(self, field: str) -> bool:
        return field in self.fields


_ALL: Final = (
    Category("laptop", 4, disk=True, accessories=("charger", "bag", "mouse")),
    Category("desktop", 5, disk=True, accessories=("keyboard", "mouse", "power_cable")),
    Category("screen", 6, accessories=("power_cable", "video_cable")),
    Category("printer", 5, accessories=("power_cable", "usb_cable")),
    Category("ups", 4, accessories=("power_cable",)),
    Category("router", 5, accessories=("charger",)),
    Category("phone", 3, disk=True, accessories=("charger",)),
    Category("scanner", 5, accessories=("usb_cable",)),
    Category("projector", 5, accessories=("power_cable", "remote_control", "video_cable")),
    Category("furniture", 10, serial=False, fields=_OF_A_PIECE),
    Category("other", 5, serial=False),
)
CATEGORIES: Final = {one.code: one for one in _ALL}
CODES: Final = tuple(CATEGORIES)


def with_disk(code: str) -> bool:
    found = CATEGORIES.get(code)
    return found is not None and found.disk
