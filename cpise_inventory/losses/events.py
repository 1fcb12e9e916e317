"""What can happen to goods that are lost. The report's number is on every event about it."""

from cpise_inventory.journal.gate import MaybeNumber
from cpise_inventory.stock.events import Line, Moving, Settling


class LossReported(Moving, frozen=True, kw_only=True, tag="loss.reported"):
    """Goods are no good any more, or not there. Nothing is final before somebody else approves.

    `lines` bring them to where they are held meanwhile; `apart` are those that lay there already,
    in quarantine, and don't move (source and target are one place).
    """

    why: str  # expired, damaged, lost, stolen
    apart: tuple[Line, ...] = ()
    police: str = ""
    """Reference of the police report; of what was stolen."""
    waybill: MaybeNumber = ""
    """What the loss stems from, if goods came short or broken off the road."""
    remarks: str = ""

    @property
    def goods(self) -> tuple[Line, ...]:
        """All that the report is about, from where it was to where it's held."""
        return (*self.lines, *self.apart)

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return tuple((line.item, line.quantity) for line in self.goods)

    @property
    def length(self) -> int:
        return len(self.goods)

    @property
    def party(self) -> str:
        return self.waybill


class LossApproved(Settling, frozen=True, kw_only=True, tag="loss.approved"):
    """The goods leave the books for good. `alone`: there was nobody else who could approve."""

    alone: bool = False


class LossRejected(Settling, frozen=True, kw_only=True, tag="loss.rejected"):
    """The goods are back where they were."""

    reason: str
