"""What can happen to a delivery before it comes: announced, described anew, given up."""

from cpise_inventory.catalogue.events import Promised
from cpise_inventory.journal.event import NOT_FILED, Filed, Payload
from cpise_inventory.journal.gate import Code, PastDay


class DeliveryExpected(Payload, frozen=True, kw_only=True, tag="delivery.expected"):
    """Goods of a donation are to come to a centre, by `due_on` if that is told.

    `paper`, `transport`: the waybill's number and who brings it, as far as they are known.
    """

    code: Code
    donation: Code
    centre: Code
    lines: tuple[Promised, ...]
    due_on: PastDay = ""
    paper: str = ""
    transport: str = ""
    remarks: str = ""

    @property
    def filed(self) -> Filed:
        return _at(self.centre, self.code)


class DeliveryClosed(Payload, frozen=True, kw_only=True, tag="delivery.closed"):
    """What has not come is not waited for any longer."""

    code: Code
    centre: Code
    reason: str

    @property
    def filed(self) -> Filed:
        return _at(self.centre, self.code)


def _at(centre: str, code: str) -> Filed:
    """Issues no document, and is found by its centre and its code."""
    return (*NOT_FILED[:4], centre, code, *NOT_FILED[6:])
