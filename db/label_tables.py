"""Tables of labels: what was printed of each, blank tags, and labels of what has no tag."""

from sqlalchemy import Index, Table

from db import columns
from db.columns import projections

_int, _key, _text = columns.integer, columns.key, columns.text_

label_print = Table(  # by a tag, or by the number of a thing's label
    "label_print",
    projections,
    _key("tag"),
    _int("copies"),
    _int("generation"),  # 0 as long as it was never replaced
    _int("replaced_at"),
    _text("reason"),
    # the generation first: the highest wins, whenever it was said; then whether it was new by it
    _text("generation_stamp"),
    _text("printed"),  # stamp of the last print
)
blank_tag = Table(  # reserved before its computer was there
    "blank_tag",
    projections,
    _key("tag"),
    _text("centre"),
    _text("reserved_by"),
    _int("reserved_at"),
    _text("reserved"),  # stamps
    _text("reason"),  # why it's void
    _text("voided"),
    Index(None, "centre", "tag"),
    sqlite_with_rowid=False,
)
thing_label = Table(
    "thing_label",
    projections,
    _key("number"),
    _text("place"),
    _text("item"),
    _text("lot"),
    _text("pack"),
    _text("centre"),
    _text("papers"),
    _int("year"),
    Index(None, "place"),
    Index(None, "item", "lot"),
    Index(None, "centre", "year"),
    sqlite_with_rowid=False,
)
