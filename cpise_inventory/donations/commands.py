"""Announce a delivery, and close it when nobody waits for the rest any longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cpise_inventory.catalogue.commands import (
    checked_promises,
    known_centre,
    known_donation,
)
from cpise_inventory.catalogue.events import Promised
from cpise_inventory.donations.errors import DeliveryWithoutLinesError
from cpise_inventory.donations.events import DeliveryClosed, DeliveryExpected
from cpise_inventory.donations.expected import known_delivery, last_code
from cpise_inventory.people.rights import Right
from cpise_inventory.texts import checked_text, said_reason
from cpise_inventory.work import Work

LONGEST_NAME, LONGEST_REMARKS = 80, 400


@dataclass(frozen=True)
class Announcement:
    """Goods of a donation that are to come. Without lines: all that the donation promises.

    `code`: of a delivery that is described anew; empty is a new one.
    """

    donation: str
    centre: str
    lines: Sequence[Promised] = ()
    due_on: date | None = None
    paper: str = ""
    transport: str = ""
    remarks: str = ""
    code: str = ""


def expect(work: Work, told: Announcement) -> str:
    """The delivery's code."""
    work.require(Right.MOVE_STOCK)
    donation = known_donation(work.connection, told.donation)
    known_centre(work.connection, told.centre)
    lines = checked_promises(work.connection, told.lines or donation.promised)
    if not lines:
        raise DeliveryWithoutLinesError(donation.code)
    work.hold("deliveries")
    if told.code:
        code = known_delivery(work.connection, told.code, still_open=True).code
    else:
        device = work.journal.device
        code = f"{device}-L{last_code(work.connection, device) + 1:05d}"
    work.record(
        DeliveryExpected(
            code=code,
            donation=donation.code,
            centre=told.centre,
            lines=lines,
            due_on=told.due_on.isoformat() if told.due_on else "",
            paper=checked_text("paper", told.paper, LONGEST_NAME),
            transport=checked_text("transport", told.transport, LONGEST_NAME),
            remarks=checked_text("remarks", told.remarks, LONGEST_REMARKS),
        )
    )
    return code


def close(work: Work, code: str, reason: str) -> None:
    """What of it has not come will not come."""
    work.require(Right.MOVE_STOCK)
    code = code.strip().upper()
    work.hold(f"delivery {code}")
    found = known_delivery(work.connection, code, still_open=True)
    reason = said_reason(reason, LONGEST_REMARKS)
    work.record(DeliveryClosed(code=found.code, centre=found.centre, reason=reason))
