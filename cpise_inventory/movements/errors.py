"""Why the register can't be asked so."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


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
