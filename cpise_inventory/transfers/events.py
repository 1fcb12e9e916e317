"""What can happen between centres.

Of a waybill (BE): sent, received (AR) as often as something comes in, closed when nothing more will
come, and each difference settled (RP, or RE where goods only go back into the sender's books).
Of a requisition (PD): issued, approved or refused by the supplying side, closed.
"""

from typing import Final

import msgspec

from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.journal.event import Filed, Ordinal, Payload, beside
from cpise_inventory.journal.gate import (
    Code,
    DocumentNumber,
    LotKey,
    MaybeNumber,
    PastDay,
    Tag,
)
from cpise_inventory.locations import DAMAGED, LOST
from cpise_inventory.stock.events import Carrying


class Sent(Carrying, frozen=True, kw_only=True, tag="transfer.sent"):
    """Goods on the road to another centre; the document is the waybill.

    `request`: the requisition that they are sent for.
    """

    target: Code
    driver: str = ""
    vehicle: str = ""
    remarks: str = ""
    trailer: str = ""
    phone: str = ""
    request: MaybeNumber = ""

    @property
    def party(self) -> str:
        return self.target

    @property
    def answers(self) -> str:
        return self.request


class Arrived(Carrying, frozen=True, kw_only=True, tag="transfer.received"):
    """Goods in from the road. Damaged ones go to quarantine; more than was sent comes from the
    waybill's excess. What the waybill says and is not here stays on the road, to be settled.

    `last`: nothing more of this waybill will come.
    """

    waybill: DocumentNumber
    remarks: str = ""
    last: bool = False

    @property
    def party(self) -> str:
        return self.waybill


class TransferClosed(Payload, frozen=True, kw_only=True, tag="transfer.closed"):
    """Nothing more of this waybill will come; what lacks is to be settled."""

    number: DocumentNumber
    centre: Code
    reason: str

    @property
    def document(self) -> str:
        return self.number

    @property
    def filed(self) -> Filed:
        return beside(self.number, self.centre)


class Ruled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So much of a lot was short or over, and what was decided about it: a word of `DECISIONS`."""

    item: Code
    lot: LotKey
    quantity: Ordinal
    decision: str


LOSSES: Final = {"lost": LOST, "stolen": LOST, "damaged": DAMAGED}
"""Decisions about goods that nobody will see again, or that are of no use; where they are then."""


class AssetRuled(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was decided about an asset that did not come in, or about accessories that were
    `lacking`: a word of `DECISIONS`.
    """

    tag: Tag
    decision: str
    lacking: tuple[str, ...] = ()


class Settled(Carrying, frozen=True, kw_only=True, tag="transfer.settled"):
    """What became of a waybill's differences. `police`: the reference of the report of a theft."""

    waybill: DocumentNumber
    decisions: tuple[Ruled, ...]
    asset_decisions: tuple[AssetRuled, ...] = ()
    police: str = ""
    remarks: str = ""

    @property
    def party(self) -> str:
        return self.waybill


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    item: Code
    quantity: Ordinal


class Requested(Issuing, frozen=True, kw_only=True, tag="request.issued"):
    """A requisition: `centre` asks `supplier` for goods, until a day or whenever."""

    supplier: Code
    lines: tuple[Asked, ...]
    wanted_on: PastDay = ""
    remarks: str = ""

    @property
    def party(self) -> str:
        return self.supplier

    @property
    def contents(self) -> tuple[tuple[str, int], ...]:
        return tuple((line.item, line.quantity) for line in self.lines)


class _AboutRequest(Payload, frozen=True, kw_only=True):
    """Stands beside a requisition in the journal, under its number."""

    number: DocumentNumber
    centre: Code

    @property
    def document(self) -> str:
        return self.number

    @property
    def filed(self) -> Filed:
        return beside(self.number, self.centre)


class RequestApproved(_AboutRequest, frozen=True, kw_only=True, tag="request.approved"):
    """So much may be sent. `alone`: there was nobody else who could have approved it."""

    lines: tuple[Asked, ...]
    remarks: str = ""
    alone: bool = False


class RequestRefused(_AboutRequest, frozen=True, kw_only=True, tag="request.refused"):
    reason: str


class RequestClosed(_AboutRequest, frozen=True, kw_only=True, tag="request.closed"):
    """No more will be sent for it."""

    reason: str
