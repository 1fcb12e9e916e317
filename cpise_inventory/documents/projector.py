"""The register of documents, their reversals and their prints."""

from typing import Any

from cpise_inventory.documents.events import Printed
from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.identity import split_number
from cpise_inventory.journal.event import Event
from db.schema import document, document_print, reversal
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    said = event.payload
    if isinstance(said, Printed):
        printed = (said.number, event.device, event.seq, said.copy, said.language)
        changes.add(document_print, (*printed, event.actor, event.at))
    elif isinstance(said, Issuing):
        number = split_number(said.number)
        row = (
            *(event.device, event.seq, said.number, number.code, number.year, number.serial),
            *(said.centre, event.clock, event.at, event.happened_on, event.actor, said.kind),
            *(said.party, said.people, len(said.contents), said.reverses),
        )
        changes.add(document, row)
        if said.reverses:
            changes.once(reversal, (said.reverses, said.number))
