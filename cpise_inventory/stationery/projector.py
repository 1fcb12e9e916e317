"""Label sheets and marks to rows."""

from typing import Any

import msgspec

from cpise_inventory.journal.event import Event
from cpise_inventory.stationery.events import DonorMarkSet, SheetDescribed
from db import schema
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    """What a sheet is, and whether it's offered, are told apart: each has its own latest word."""
    said = event.payload
    if isinstance(said, DonorMarkSet):
        owner = {"kind": said.of, "code": said.code}
        changes.latest(schema.donor_mark, owner, picture=said.picture, stamp=event.stamp)
        return
    key = {"code": said.code}
    if isinstance(said, SheetDescribed):
        about = msgspec.structs.asdict(said)
        del about["code"]
        changes.latest(schema.label_sheet, key, **about, stamp=event.stamp)
    removed_on = "" if isinstance(said, SheetDescribed) else event.happened_on
    changes.latest(schema.label_sheet, key, removed_on=removed_on, removed_stamp=event.stamp)
