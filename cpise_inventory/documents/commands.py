"""Printing: the first print is the original, each later one a numbered duplicate, and an event."""

from dataclasses import dataclass

from cpise_inventory.documents.events import Printed
from cpise_inventory.documents.queries import Document, document_of, prints
from cpise_inventory.errors import Refusal
from cpise_inventory.people.rights import Right
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

LONGEST_REASON = 200


@dataclass(eq=False)
class UnknownDocumentError(Refusal):
    number: str
    field = "number"


def print_document(work: Work, number: str, language: str, reason: str = "") -> int:
    """Journal that a document goes to paper; which copy it is (0: the original)."""
    work.require(Right.PRINT_DOCUMENTS)
    found = known_document(work, number)
    before = prints(work.connection, found.number)
    copy = max(one.copy for one in before) + 1 if before else 0
    said = checked_text("reason", reason, LONGEST_REASON)
    work.record(Printed(found.number, copy, checked_text("language", language, 3), said))
    return copy


def known_document(work: Work, number: str) -> Document:
    """Raises `UnknownDocumentError`."""
    found = document_of(work.connection, number)
    if found is None:
        raise UnknownDocumentError(number.strip())
    return found
