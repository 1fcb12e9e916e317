"""Tables of what labels are printed on, and of what stands on them."""

from sqlalchemy import Table

from db import columns
from db.columns import projections

_bytes, _int, _key, _text = columns.bytes_, columns.integer, columns.key, columns.text_

label_sheet = Table(  # made by people; lengths in hundredths of a millimetre
    "label_sheet",
    projections,
    _key("code"),
    _text("name"),
    _int("page_width"),
    _int("page_height"),
    _int("label_width"),
    _int("label_height"),
    _int("columns"),
    _int("rows"),
    _int("margin_left"),
    _int("margin_top"),
    _int("pitch_x"),
    _int("pitch_y"),
    _int("corner"),
    _text("stamp"),
    _text("removed_on"),
    _text("removed_stamp"),
)
donor_mark = Table(
    "donor_mark",
    projections,
    _key("kind"),  # donor, donation
    _key("code"),
    _bytes("picture"),  # a PNG; empty where there is none any more
    _text("stamp"),
)
