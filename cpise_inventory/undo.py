"""Undo any document by its reversing document: one place, whatever the document is about."""

from cpise_inventory.assets.commands import reverse_assets
from cpise_inventory.assets.events import AboutAssets
from cpise_inventory.counts.events import CountOpened
from cpise_inventory.counts.undo import reverse_count
from cpise_inventory.documents.commands import known_document
from cpise_inventory.documents.queries import Document, issued_event
from cpise_inventory.people.rights import Right
from cpise_inventory.stock.errors import (
    AlreadyReversedError,
    NoReasonError,
    NotReversibleError,
    ReversalOfReversalError,
)
from cpise_inventory.stock.events import Moving
from cpise_inventory.stock.undo import reverse_movement
from cpise_inventory.texts import checked_text
from cpise_inventory.transfers.undo import check_not_built_upon
from cpise_inventory.work import Work

LONGEST_REASON = 200


def undo(work: Work, number: str, reason: str) -> str:
    """The reversing document's number.

    Who issued a document may undo it on the same day; later, or another's, needs the right to
    cancel. Raises why it can't be undone.
    """
    work.hold(f"document {number.strip().upper()}")
    found = known_document(work, number)
    reason = checked_text("reason", reason, LONGEST_REASON)
    work.require(Right.MOVE_STOCK if _own_and_fresh(work, found) else Right.CANCEL)
    if not reason:
        raise NoReasonError
    if found.reverses:
        raise ReversalOfReversalError(found.number)
    if found.reversed_by:
        raise AlreadyReversedError(found.number, found.reversed_by)
    said = issued_event(work.connection, work.journal, found).payload
    if isinstance(said, Moving):
        check_not_built_upon(work, said)
        return reverse_movement(work, found, reason)
    if isinstance(said, CountOpened):
        return reverse_count(work, found, reason)
    if isinstance(said, AboutAssets):
        return reverse_assets(work, found, reason)
    raise NotReversibleError(found.number)


def _own_and_fresh(work: Work, found: Document) -> bool:
    day = 24 * 3600 * 1_000_000
    return found.actor == work.person.name and found.issued_at // day == work.now // day
