"""Tables of what labels are printed on."""

from sqlalchemy import Table

from db import columns
from db.columns import projections

_int, _key, _text = columns.integer, columns.key, columns.text_

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
