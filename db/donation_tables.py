"""Tables of what donations bring: what is to come, and what came of it."""

from sqlalchemy import Index, Table

from db import columns
from db.columns import projections

_int, _key, _number_key, _text = columns.integer, columns.key, columns.number_key, columns.text_

expected_delivery = Table(
    "expected_delivery",
    projections,
    _key("code"),
    _text("donation"),
    _text("centre"),
    _text("due_on"),
    _text("paper"),
    _text("transport"),
    _text("remarks"),
    _text("lines"),  # canonical JSON: [{"item": "SAVON-250", "quantity": 2}]
    _text("described"),
    _text("closed_on"),
    _text("closed_by"),
    _text("reason"),
    _text("closed_stamp"),
    Index(None, "closed_on", "due_on"),
)
delivery_note = Table(  # what came of an expected delivery, by each goods received note
    "delivery_note",
    projections,
    _key("delivery"),
    _key("item"),
    _key("device"),
    _number_key("seq"),
    _text("document"),
    _int("arrived"),
    _int("damaged"),  # of what arrived
    _int("missing"),
    _int("over"),  # of what arrived
    sqlite_with_rowid=False,
)
