"""Lists to rows, and which receipts were issued by them."""

from typing import Any

import msgspec

from cpise_inventory.journal.event import Event
from cpise_inventory.lists.events import ListClosed, ListDescribed
from cpise_inventory.stock.events import Distributed
from db import schema
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    said = event.payload
    if isinstance(said, Distributed):
        if said.by_list:
            whom = (said.by_list, event.happened_on, event.device, event.seq)
            row = (said.centre, *whom, said.recipient, said.number)
            changes.add(schema.list_receipt, row)
        return
    key = {"centre": said.centre, "name": said.name}
    if isinstance(said, ListDescribed):
        about = {
            "servings": msgspec.json.encode(said.servings).decode(),
            "shares": msgspec.json.encode(said.shares).decode(),
            "remarks": said.remarks,
        }
        changes.latest(schema.distribution_list, key, **about, stamp=event.stamp)
    closed_on = event.happened_on if isinstance(said, ListClosed) else ""
    closed = {"closed_on": closed_on, "closed_stamp": event.stamp}
    changes.latest(schema.distribution_list, key, **closed)
