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
EXCESS = "~excess"
QUARANTINE = "QUARANTAINE"
"""The code of the place where a centre sets goods apart: there, but offered to nobody."""


def quarantine(centre: str) -> str:
    """Where a centre keeps goods that nobody may have until it's decided what becomes of them."""
    return f"{centre}/{QUARANTINE}"


def is_quarantine(location: str) -> bool:
    return location.endswith(f"/{QUARANTINE}") and is_real(location)


def is_for_use(location: str) -> bool:
    """Whether what goes there is used, now or later: only goods that are fit to be given."""
    return location in (DISTRIBUTED, CONSUMED, KIT) or location.startswith(TRANSIT)


def transit(number: str) -> str:
    """The road that a waybill's goods are on."""
    return f"{TRANSIT}/{number}"


def excess(number: str) -> str:
    """Where what came in beyond a waybill comes from, until it's settled: below zero by that much.

    No floor holds it: the goods are there, and that nobody had written them down is seen here.
    """
    return f"{EXCESS}/{number}"


def centre_of(location: str) -> str:
    """`NKC1/MAGASIN` -> `NKC1`; a virtual location stands for itself."""
    return location.partition("/")[0]


def is_real(location: str) -> bool:
    return not location.startswith(VIRTUAL)


def has_floor(location: str) -> bool:
    """Whether a balance there may not go below zero: shelves and roads hold only what is there."""
    return is_real(location) or location.startswith(TRANSIT)
