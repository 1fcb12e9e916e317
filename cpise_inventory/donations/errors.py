"""Why a delivery may not be announced or closed so."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class UnknownDeliveryError(Refusal):
    delivery: str
    field = "delivery"


@dataclass(eq=False)
class AllArrivedError(Refusal):
    """All that was announced has come: more is received of it only if somebody says so."""

    delivery: str
    field = "delivery"


@dataclass(eq=False)
class DeliveryClosedError(Refusal):
    """Nobody waits for the rest."""

    delivery: str
    closed_on: str
    field = "delivery"


@dataclass(eq=False)
class DeliveryWithoutLinesError(Refusal):
    """Neither lines nor goods that the donation promises."""

    donation: str
    field = "line"
