"""What is known of each kind of asset: which fields it has, and how long it is used."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Category:
    """`life`: years after which a replacement is planned; no rule, a centre's own habit.

    `serial`: it bears a maker's serial number; `disk`: what is stored in it is wiped before it
    leaves; `accessories`: codes of what usually belongs with it.
    """

    code: str
    life: int
    serial: bool = True
    disk: bool = False
    accessories: tuple[str, ...] = ()


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
    Category("furniture", 10, serial=False),
    Category("other", 5, serial=False),
)
CATEGORIES: Final = {one.code: one for one in _ALL}
CODES: Final = tuple(CATEGORIES)


def with_disk(code: str) -> bool:
    found = CATEGORIES.get(code)
    return found is not None and found.disk
