"""Label sheets to rows."""

from typing import Any

import msgspec

from cpise_inventory.journal.event import Event
from cpise_inventory.stationery.events import SheetDescribed
from db import schema
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    """What a sheet is, and whether it's offered, are told apart: each has its own latest word."""
    said = event.payload
    key = {"code": said.code}
    if isinstance(said, SheetDescribed):
        about = msgspec.structs.asdict(said)
        del about["code"]
        changes.latest(schema.label_sheet, key, **about, stamp=event.stamp)
    removed_on = "" if isinstance(said, SheetDescribed) else event.happened_on
    changes.latest(schema.label_sheet, key, removed_on=removed_on, removed_stamp=event.stamp)
