"""Printing journals before it draws: no paper leaves without its line in the journal."""

from dataclasses import dataclass

from cpise_inventory.documents import commands
from cpise_inventory.printing.papers import draw
from cpise_inventory.store import Store


@dataclass(frozen=True)
class Printed:
    """One print: `copy` 0 is the original, n the duplicate n, which says so on its face."""

    number: str
    copy: int
    pdf: bytes


def print_document(
    store: Store, person: str, number: str, language: str, reason: str = ""
) -> Printed:
    """Journal that a document goes to paper, and draw it; both or neither.

    Raises `UnknownDocumentError`, `NotAllowedError`, the `StoreError` that fits.
    """
    with store.write(person) as work:
        found = commands.known_document(work, number)
        copy = commands.print_document(work, found.number, language, reason)
        pdf = draw(work.connection, store.journal, found.number, language, copy)
    return Printed(found.number, copy, pdf)
