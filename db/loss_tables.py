"""Tables of what is lost: reported and decided at a centre, or settled off a road."""

from sqlalchemy import Index, Table

from db.columns import index_where, integer, key, projections, text_

LOSS_WAITS = "status = 'waits'"  # few, and asked for on the first screen
loss_report = Table(
    "loss_report",
    projections,
    key("number"),
    text_("centre"),
    text_("why"),
    text_("police"),
    text_("waybill"),
    text_("reported_on"),
    text_("reporter"),
    integer("clock"),
    text_("described"),
    text_("status"),  # waits, approved, rejected, cancelled
    text_("decided_on"),
    text_("decider"),
    text_("status_stamp"),
    Index(None, "clock"),
    Index(None, "centre", "clock"),
    Index(None, "reported_on"),
    index_where(LOSS_WAITS, "number", name="ix_loss_report_waits"),
)
loss_line = Table(  # what a report is about: from which shelf, and where it's held
    "loss_line",
    projections,
    key("place"),
    key("item"),
    key("lot"),
    key("number"),
    key("source"),
    integer("quantity"),
    Index(None, "number"),
    sqlite_with_rowid=False,
)
road_loss = Table(  # what a settled waybill's difference was decided to be: lost, stolen, damaged
    "road_loss",
    projections,
    key("number"),  # of the document that settled it
    key("item"),
    key("lot"),
    key("why"),
    text_("centre"),
    text_("happened_on"),
    integer("quantity"),
    Index(None, "happened_on"),
    sqlite_with_rowid=False,
)
