"""Where goods can be. Stock is double entry: every quantity leaves one location for another.

Real ones are storerooms and shelves, `NKC1/MAGASIN`. Virtual ones begin with `~`.
"""

VIRTUAL = "~"
"""Begins the name of every location that is not a place."""

DONOR = "~donor"
DISTRIBUTED = "~distributed"
CONSUMED = "~consumed"
LOST = "~lost"
EXPIRED = "~expired"
DIFFERENCE = "~difference"
KIT = "~kit"
TRANSIT = "~transit"


def transit(number: str) -> str:
    """The road that a waybill's goods are on."""
    return f"{TRANSIT}/{number}"


def centre_of(location: str) -> str:
    """`NKC1/MAGASIN` -> `NKC1`; a virtual location stands for itself."""
    return location.partition("/")[0]


def is_real(location: str) -> bool:
    return not location.startswith(VIRTUAL)


def has_floor(location: str) -> bool:
    """Whether a balance there may not go below zero: shelves and roads hold only what is there."""
    return is_real(location) or location.startswith(TRANSIT)
