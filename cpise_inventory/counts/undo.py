"""Undo a count: the differences that were booked are taken back; its figures stay to be seen."""

import msgspec

from cpise_inventory.counts.results import settled
from cpise_inventory.documents.queries import Document
from cpise_inventory.stock.errors import NotReversibleError
from cpise_inventory.stock.undo import reverse
from cpise_inventory.work import Work


def reverse_count(work: Work, found: Document, reason: str) -> str:
    """The reversing document's number. Raises `NotReversibleError` where nothing was booked: a
    count that is not approved yet is given up instead.
    """
    booked = [event.payload for event in settled(work.connection, work.journal, found.number)]
    lines = tuple(line for said in booked for line in said.lines)  # of two approvals, both
    if not lines:
        raise NotReversibleError(found.number)
    return reverse(work, found, msgspec.structs.replace(booked[0], lines=lines), reason)
