"""How an asset can stand. Not in `assets`, so that a window which shows it loads no database."""

from typing import Final

IN_STORAGE, IN_USE, ON_LOAN = "in_storage", "in_use", "on_loan"
IN_TRANSIT = "in_transit"
IN_REPAIR, LOST, STOLEN = "in_repair", "lost", "stolen"
TO_DISPOSE, DISPOSED, CANCELLED = "to_dispose", "disposed", "cancelled"

STATUSES: Final = (
    *(IN_STORAGE, IN_USE, ON_LOAN, IN_TRANSIT, IN_REPAIR, LOST, STOLEN),
    *(TO_DISPOSE, DISPOSED, CANCELLED),
)
HELD: Final = (IN_USE, ON_LOAN)
"""Somebody has it, or it stands in a room."""
PLACE: Final = "place"
"""A kind of custodian: a room, and no person answers for what stands there."""
HERE: Final = (IN_STORAGE, *HELD)
"""It works and it's known where it is."""
GONE: Final = (LOST, STOLEN)
"""Nobody knows where it is."""
LEFT: Final = (CANCELLED, DISPOSED)
"""No more in the register, but for whoever asks for them."""
FOLLOWED: Final = (IN_TRANSIT, IN_REPAIR, *GONE, TO_DISPOSE)
"""Somebody has still to do something about it."""


def is_free(status: str, custodian_kind: str) -> bool:
    """Whether it may go elsewhere at once: it's in storage, or in a room."""
    return status == IN_STORAGE or (status in HELD and custodian_kind == PLACE)
