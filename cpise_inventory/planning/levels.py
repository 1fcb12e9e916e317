"""What the catalogue knows that planning needs: levels of items at centres, standard rations."""

from fractions import Fraction
from typing import NamedTuple


class Level(NamedTuple):
    """Base units that a centre should never be below, and those it's filled up to; 0: not set."""

    minimum: int = 0
    target: int = 0


class Ration(NamedTuple):
    """What one person needs in a month: `amount` of `unit`, of which a base unit holds `content`.

    250 g of soap in bars of 100 g are two and a half bars. Without `content` the amount is in base
    units.
    """

    amount: int
    content: int = 0
    unit: str = ""
    source: str = ""

    @property
    def units(self) -> Fraction:
        """Base units for one person and month."""
        return Fraction(self.amount, self.content or 1)


NO_LEVEL = Level()
Levels = dict[tuple[str, str], Level]
"""By centre and item."""
Rations = dict[str, Ration]
"""By item."""
