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
DAMAGED = "~damaged"
DIFFERENCE = "~difference"
KIT = "~kit"
TRANSIT = "~transit"
EXCESS = "~excess"
QUARANTINE = "QUARANTAINE"
"""The code of the place where a centre sets goods apart: there, but offered to nobody."""

REPORTED = "SIGNALE"
"""The code of the place for what is reported lost or stolen: on the books, and on no shelf."""
SET_APART = (QUARANTINE, REPORTED)


def quarantine(centre: str) -> str:
    """Where a centre keeps goods that nobody may have until it's decided what becomes of them."""
    return f"{centre}/{QUARANTINE}"


def reported(centre: str) -> str:
    """Where the books keep what is reported lost or stolen until somebody has decided."""
    return f"{centre}/{REPORTED}"


def is_quarantine(location: str) -> bool:
    return is_set_apart(location) and location.endswith(QUARANTINE)


def is_set_apart(location: str) -> bool:
    """Whether goods there are held: a quarantine, or the place of what is reported."""
    return location.partition("/")[2] in SET_APART and is_real(location)


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


def within(centre: str, place: str) -> str:
    """The location of a place of a centre, whether it's written `MAGASIN` or `NKC1/MAGASIN`."""
    return place if place.startswith(f"{centre}/") else f"{centre}/{place}"


def centre_of(location: str) -> str:
    """`NKC1/MAGASIN` -> `NKC1`; a virtual location stands for itself."""
    return location.partition("/")[0]


def room_of(location: str) -> str:
    """The storeroom that a shelf stands in: `NKC1/MAGASIN/A1` -> `NKC1/MAGASIN`; of all else the
    location itself.
    """
    return "/".join(location.split("/")[:2]) if is_real(location) else location


def may_have_shelves(location: str) -> bool:
    """Whether it's a storeroom whose goods may lie on shelves below it."""
    return is_real(location) and location.count("/") == 1 and not is_set_apart(location)


def is_real(location: str) -> bool:
    return not location.startswith(VIRTUAL)


def has_floor(location: str) -> bool:
    """Whether a balance there may not go below zero: shelves and roads hold only what is there."""
    return is_real(location) or location.startswith(TRANSIT)
