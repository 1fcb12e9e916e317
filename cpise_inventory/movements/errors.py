"""Why the register can't be asked so, or a filter not be kept."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class NoFilterNameError(Refusal):
    field = "name"


@dataclass(eq=False)
class NoFilterKeptError(Refusal):
    """This person has kept none at all."""

    field = "filter"


@dataclass(eq=False)
class UnknownFilterError(Refusal):
    """This person has kept none of this name."""

    name: str
    known: tuple[str, ...]
    field = "filter"


@dataclass(eq=False)
class UnknownMovementKindError(Refusal):
    """No goods are moved by such events."""

    kind: str
    known: tuple[str, ...]
    field = "kind"


@dataclass(eq=False)
class UnknownPeriodError(Refusal):
    period: str
    known: tuple[str, ...]
    field = "period"


@dataclass(eq=False)
class UnknownStateError(Refusal):
    state: str
    known: tuple[str, ...]
    field = "state"


@dataclass(eq=False)
class UnknownOrderError(Refusal):
    order: str
    known: tuple[str, ...]
    field = "order"


@dataclass(eq=False)
class UnknownRecipientKindError(Refusal):
    recipient_kind: str
    known: tuple[str, ...]
    field = "recipient_kind"


@dataclass(eq=False)
class PeriodTurnedError(Refusal):
    """It ends before it begins."""

    first_day: str
    last_day: str
    field = "to"
