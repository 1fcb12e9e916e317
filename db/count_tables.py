"""Tables of counts: sheets, what was found, what became of it, and what was booked."""

from sqlalchemy import Index, Table

from db.columns import index_where, integer, key, number_key, projections, text_

count_sheet = Table(  # a sheet, and how it stands
    "count_sheet",
    projections,
    key("number"),
    text_("centre"),
    text_("sort"),
    text_("category"),
    text_("places"),  # with a space between them, which no code holds
    integer("blind"),
    text_("opened_on"),
    integer("past"),  # of a day before the one on which it was opened
    integer("clock"),
    text_("actor"),
    text_("opened"),  # stamps: of the sheet, and of how it stands
    text_("step"),
    text_("step_stamp"),
    Index(None, "centre", "clock"),
    index_where("step IN ('opened', 'recount', 'waits')", "clock"),
)
count_line = Table(  # what stands on a sheet
    "count_line",
    projections,
    key("number"),
    key("location"),
    key("item"),
    key("lot"),
    sqlite_with_rowid=False,
)
count_entry = Table(  # every figure that was entered; of a line's the latest holds
    "count_entry",
    projections,
    key("number"),
    key("location"),
    key("item"),
    key("lot"),
    number_key("clock"),
    key("device"),
    number_key("seq"),
    integer("quantity"),
    text_("actor"),
    text_("counted_on"),
    integer("counted_clock"),
    integer("past"),
    sqlite_with_rowid=False,
)
count_again = Table(  # items whose figures don't hold any more
    "count_again",
    projections,
    key("number"),
    key("item"),
    number_key("clock"),
    key("device"),
    number_key("seq"),
    sqlite_with_rowid=False,
)
count_step = Table(  # what became of a sheet; the latest says how it stands
    "count_step",
    projections,
    key("number"),
    number_key("clock"),
    key("device"),
    number_key("seq"),
    text_("centre"),
    text_("step"),  # opened, waits, settled, recount, approved, cancelled
    text_("actor"),
    text_("happened_on"),
    integer("lines"),
    integer("differing"),
    integer("over"),
    integer("short"),
    Index(None, "centre", "step", "clock"),
    Index(None, "step", "clock"),
    sqlite_with_rowid=False,
)
count_reason = Table(  # why a line differs; without a place and a lot, of all lines of the item
    "count_reason",
    projections,
    key("number"),
    key("location"),
    key("item"),
    key("lot"),
    text_("why"),
    text_("remarks"),
    text_("stamp"),
    sqlite_with_rowid=False,
)
count_difference = Table(  # what was booked because of a count
    "count_difference",
    projections,
    key("number"),
    key("location"),
    key("item"),
    key("lot"),
    key("device"),
    number_key("seq"),
    number_key("clock"),
    text_("centre"),
    integer("quantity"),  # signed: more there than booked is positive
    Index(None, "centre", "clock"),
    Index(None, "clock"),
    sqlite_with_rowid=False,
)
count_booking = Table(  # how often its differences were booked: more than once is too often
    "count_booking",
    projections,
    key("number"),
    integer("times"),
    index_where("times > 1", "number"),
)
count_last = Table(  # when an item was counted last at a place
    "count_last",
    projections,
    key("location"),
    key("item"),
    text_("counted_on"),
    text_("stamp"),
    sqlite_with_rowid=False,
)
count_rule = Table(  # how large a difference is booked without a second person
    "count_rule", projections, key("centre"), integer("units"), integer("percent"), text_("stamp")
)
