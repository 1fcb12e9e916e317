"""Quantities are whole base units. There is no float anywhere."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal

MOST = 9_999_999
"""More of one thing in one line is a slip, not a delivery."""


@dataclass(eq=False)
class QuantityTooSmallError(Refusal):
    item: str
    quantity: int
    field = "quantity"


@dataclass(eq=False)
class QuantityTooLargeError(Refusal):
    item: str
    quantity: int
    most: int
    field = "quantity"


def checked_quantity(quantity: int, item: str) -> int:
    """At least one, at most `MOST`."""
    if quantity < 1:
        raise QuantityTooSmallError(item, quantity)
    if quantity > MOST:
        raise QuantityTooLargeError(item, quantity, MOST)
    return quantity
