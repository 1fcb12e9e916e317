"""What can't be planned."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class PeriodNotOfferedError(Refusal):
    """Averages are taken over a quarter, half a year or a year."""

    months: int
    offered: tuple[int, ...]
    field = "months"


@dataclass(eq=False)
class TooFarAheadError(Refusal):
    months: int
    most: int
    field = "months"


@dataclass(eq=False)
class NobodyServedError(Refusal):
    """No receipt of these months says for how many people it was: the number has to be typed."""

    months: int
    field = "persons"
