"""Tables of assets and their numbers."""

from sqlalchemy import Index, Table

from db import columns
from db.columns import index_where, projections

_int, _key, _number_key, _text = columns.integer, columns.key, columns.number_key, columns.text_

asset = Table(
    "asset",
    projections,
    _key("tag"),
    # what a search goes through stands first: the server reads a row only as far as it's asked
    _text("status"),
    _text("folded"),  # tag, serial number, make and model, and the first two without gaps
    _text("holder"),  # the custodian, folded
    _text("serial"),
    _text("serial_key"),  # folded: by this one is found, and known twice
    _text("maker"),
    _text("model"),
    _text("category"),
    _int("value"),
    _text("currency"),
    _text("warranty_until"),
    _text("notes"),
    _text("owner"),
    _text("title"),
    _text("consent_until"),
    _text("made"),  # make and model, folded: by this they are sorted
    _text("described"),  # stamps, one for each group of fields that changes on its own
    _text("accessories"),  # a line each
    _text("accessories_stamp"),
    _text("donation"),
    _text("registered"),
    _text("acquired_on"),
    _text("acquired_stamp"),
    _text("centre"),
    _text("centre_stamp"),
    _text("custodian"),
    _text("custodian_kind"),
    _text("due_on"),
    _text("workshop"),
    _text("waybill"),  # the one that it is on the road with
    _text("custody_stamp"),
    _text("settled"),  # until when a person has said what holds of it
    _text("condition"),
    _text("condition_stamp"),
    Index(None, "status", "tag"),
    # what a search goes through, so that it needs a third of the table's pages
    Index(None, "status", "folded", "holder", "centre", "category"),
    # with the status, so that a page far down is found without a look at the rows before it
    *(
        Index(None, column, "tag", "status")
        for column in (
            *("centre", "serial", "category", "made", "holder", "condition"),
            *("acquired_on", "warranty_until", "due_on", "donation"),
        )
    ),
    Index(None, "serial_key"),
    Index(None, "currency", "value", "tag", "status"),
    sqlite_with_rowid=False,
)
asset_event = Table(
    "asset_event",
    projections,
    _key("tag"),
    _number_key("clock"),
    _key("device"),
    _number_key("seq"),
    sqlite_with_rowid=False,
)
asset_claim = Table(  # how many states were said to follow one state: more than one were said apart
    "asset_claim",
    projections,
    _key("tag"),
    _key("after"),
    _int("claims"),
    _text("last"),
    index_where("claims > 1", "tag"),
    sqlite_with_rowid=False,
)
made_claim = Table(  # how often a maker's serial number was said to be an asset's
    "made_claim",
    projections,
    _key("maker"),
    _key("serial"),
    _int("claims"),
    index_where("claims > 1", "maker", "serial"),
    sqlite_with_rowid=False,
)
asset_life = Table(  # years of use, of the categories of which somebody has said it
    "asset_life", projections, _key("category"), _int("years"), _text("stamp")
)
asset_repair = Table(  # its share of what a repair cost; it stands unless the paper is reversed
    "asset_repair",
    projections,
    _key("tag"),
    _key("number"),
    _text("currency"),
    _int("cost"),
    sqlite_with_rowid=False,
)
series = Table(  # the last number that a device gave in a series of its own, such as asset tags
    "series", projections, _key("device"), _key("name"), _int("last")
)
