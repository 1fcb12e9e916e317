"""Tables of what donations bring: what is to come, what came, and what became of it."""

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
donation_use = Table(  # what documents did with a donation's goods, where they left the shelves
    "donation_use",
    projections,
    _key("donation"),
    _key("beyond"),  # the virtual location: ~donor, ~distributed, ~kit …
    _key("document"),  # of a reversal: the one that it undoes
    _key("item"),
    _key("lot"),
    _number_key("undone"),  # 1: by the reversal
    _int("came"),  # from there to a shelf
    _int("went"),
    sqlite_with_rowid=False,
)
