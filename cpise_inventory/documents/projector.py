"""Prints. That a document was issued, and what it reverses, stands in the index of events."""

from typing import Any

from cpise_inventory.documents.events import Printed
from cpise_inventory.journal.event import Event
from db.schema import document_print
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    said: Printed = event.payload
    printed = (said.number, event.device, event.seq, said.copy, said.language)
    changes.add(document_print, (*printed, event.actor, event.at))
