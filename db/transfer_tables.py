"""Tables of what goes between centres: waybills and what became of them, requisitions."""

from sqlalchemy import Index, Table

from db import columns
from db.columns import projections

_index_where, _int, _key, _number_key, _text = (
    columns.index_where,
    columns.integer,
    columns.key,
    columns.number_key,
    columns.text_,
)

transfer = Table(  # a waybill
    "transfer",
    projections,
    _key("number"),
    _text("source"),
    _text("target"),
    _text("sent_on"),
    _text("request"),  # the requisition that it was sent for
    _int("clock"),
    _text("stamp"),
    Index(None, "clock", "number"),
    Index(None, "source", "clock"),
    Index(None, "target", "clock"),
    _index_where("request <> ''", "request"),
)
UNEQUAL = "sent <> received + back + lost OR over <> cleared"  # few, and on the first screen
transfer_line = Table(
    "transfer_line",
    projections,
    _key("number"),
    _key("item"),
    _key("lot"),
    _int("sent"),
    _int("received"),  # off the road at the other end, damaged or not
    _int("damaged"),  # of these
    _int("back"),  # settled: into the sender's books again
    _int("lost"),  # settled: lost, stolen, damaged on the road
    _int("over"),  # came in beyond what was sent
    _int("cleared"),  # of these, settled
    _index_where(UNEQUAL, "number", name="ix_transfer_line_open"),
    sqlite_with_rowid=False,
)
UNSEEN = "sent > received + settled OR short > cleared"
"""Below nought where two workstations received it while apart: that is settled at the asset."""
transfer_asset = Table(  # an asset on a waybill
    "transfer_asset",
    projections,
    _key("number"),
    _key("tag"),
    _int("sent"),
    _int("received"),
    _int("settled"),  # of what didn't come in: somebody decided what became of it
    _int("short"),  # came in without some of its accessories
    _int("cleared"),  # of these, settled
    _text("lacks"),  # which accessories, a line each
    _text("lacks_stamp"),
    _index_where(UNSEEN, "number", name="ix_transfer_asset_open"),
    sqlite_with_rowid=False,
)
transfer_step = Table(  # what was done about a waybill
    "transfer_step",
    projections,
    _key("number"),
    _number_key("clock"),
    _key("device"),
    _number_key("seq"),
    _text("step"),  # sent, received, last (no more will come), closed, settled, undone
    _text("document"),
    _text("actor"),
    _text("happened_on"),
    _int("units"),
    _int("assets"),
    sqlite_with_rowid=False,
)
request = Table(  # a requisition
    "request",
    projections,
    _key("number"),
    _text("centre"),
    _text("supplier"),
    _text("asked_on"),
    _text("wanted_on"),
    _text("actor"),
    _int("clock"),
    _text("described"),
    _text("status"),  # asked, approved, refused, closed
    _text("status_stamp"),
    Index(None, "clock", "number"),
    _index_where("status = 'asked'", "number", name="ix_request_asked"),
)
request_line = Table(
    "request_line",
    projections,
    _key("number"),
    _key("item"),
    _int("asked"),
    _int("approved"),
    _text("approved_stamp"),
    _int("sent"),
    _index_where("approved > sent", "number", name="ix_request_line_open"),
    sqlite_with_rowid=False,
)
request_step = Table(
    "request_step",
    projections,
    _key("number"),
    _number_key("clock"),
    _key("device"),
    _number_key("seq"),
    _text("step"),  # asked, approved, refused, closed
    _text("actor"),
    _text("happened_on"),
    _text("remarks"),
    sqlite_with_rowid=False,
)
