"""Tables of what is attached to assets and papers: the bytes, and what the journal says of them."""

from sqlalchemy import Index, Table

from db import columns
from db.columns import projections, truth

_int, _key, _number_key, _text = columns.integer, columns.key, columns.number_key, columns.text_

content = (
    Table(  # truth: by fingerprint, so that the same bytes are kept once. Erased for good only
        "content", truth, _key("sha256"), _int("size"), columns.bytes_("bytes")
    )
)
attachment = Table(
    "attachment",
    projections,
    _key("device"),
    _number_key("seq"),
    _int("clock"),
    _int("recorded_at"),
    _text("actor"),
    _text("tag"),
    _text("paper"),
    _text("media"),
    _int("size"),
    _text("sha256"),
    _text("note"),
    Index(None, "tag", "clock"),
    Index(None, "paper", "clock"),
    Index(None, "sha256"),
    sqlite_with_rowid=False,
)
withdrawal = Table(  # of an attachment that is shown no more
    "withdrawal",
    projections,
    _key("device"),
    _number_key("seq"),
    _text("withdrawn_by"),
    _text("reason"),
    _text("stamp"),
    sqlite_with_rowid=False,
)
erasure = Table(  # of bytes, whoever attached them and to how many things
    "erasure", projections, _key("sha256"), _text("erased_by"), _text("reason"), _text("stamp")
)
