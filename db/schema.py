"""Every table: what holds truth, and the projections, which can be dropped and replayed at any
time.

Core tables, not mapped classes: rows are written by prepared statements and read as plain tuples
(an ORM session made a posting seven times slower). Every column is text, a whole number or bytes,
so both engines keep and order the same thing: dates are ISO text, times are microseconds since
1970 in UTC, and text is ordered by its bytes.
"""

from sqlalchemy import Index, Table

from db import columns
from db.asset_tables import (
    asset,
    asset_claim,
    asset_event,
    asset_life,
    asset_repair,
    made_claim,
    series,
)
from db.attachment_tables import attachment, content, erasure, withdrawal
from db.campaign_tables import (
    asset_presence,
    campaign,
    campaign_line,
    campaign_reason,
    campaign_report,
    campaign_seen,
    campaign_unseen,
    campaign_walker,
)
from db.columns import projections, truth
from db.count_tables import (
    count_again,
    count_booking,
    count_difference,
    count_entry,
    count_last,
    count_line,
    count_reason,
    count_rule,
    count_sheet,
    count_step,
)
from db.donation_tables import delivery_note, expected_delivery
from db.exchange_tables import (
    device_approval,
    device_withdrawal,
    exchange_known,
    exchange_lack,
)
from db.journal_tables import (
    APPEND_ONLY,
    NOT_ONCE,
    TOO_MUCH,
    checkpoint,
    credential,
    device,
    document,
    event,
    event_index,
    head,
    person,
    receipt_back,
    reversal,
    setting,
    taken_back,
    undoing,
)
from db.label_tables import blank_tag, label_print, thing_label
from db.loss_tables import LOSS_WAITS, loss_line, loss_report, road_loss
from db.month_tables import people_served, stock_flow, stock_month, stock_spoiled, stock_year
from db.stationery_tables import donor_mark, label_sheet
from db.transfer_tables import (
    UNEQUAL,
    UNSEEN,
    request,
    request_line,
    request_step,
    transfer,
    transfer_asset,
    transfer_line,
    transfer_step,
)

__all__ = [
    "APPEND_ONLY",
    "LOSS_WAITS",
    "NOT_ONCE",
    "TOO_MUCH",
    "UNEQUAL",
    "UNSEEN",
    "asset",
    "asset_claim",
    "asset_event",
    "asset_life",
    "asset_presence",
    "asset_repair",
    "attachment",
    "blank_tag",
    "campaign",
    "campaign_line",
    "campaign_reason",
    "campaign_report",
    "campaign_seen",
    "campaign_unseen",
    "campaign_walker",
    "checkpoint",
    "content",
    "count_again",
    "count_booking",
    "count_difference",
    "count_entry",
    "count_last",
    "count_line",
    "count_reason",
    "count_rule",
    "count_sheet",
    "count_step",
    "credential",
    "delivery_note",
    "device",
    "device_approval",
    "device_withdrawal",
    "document",
    "donor_mark",
    "erasure",
    "event",
    "event_index",
    "exchange_known",
    "exchange_lack",
    "expected_delivery",
    "head",
    "label_print",
    "label_sheet",
    "loss_line",
    "loss_report",
    "made_claim",
    "people_served",
    "person",
    "projections",
    "receipt_back",
    "request",
    "request_line",
    "request_step",
    "reversal",
    "road_loss",
    "series",
    "setting",
    "stock_flow",
    "stock_month",
    "stock_spoiled",
    "stock_year",
    "taken_back",
    "thing_label",
    "transfer",
    "transfer_asset",
    "transfer_line",
    "transfer_step",
    "truth",
    "undoing",
    "withdrawal",
]
"""Tables that stand in rooms of their own, beside those below."""

_index_where, _int, _key, _number_key, _text = (
    columns.index_where,
    columns.integer,
    columns.key,
    columns.number_key,
    columns.text_,
)

centre = Table(
    "centre",
    projections,
    _key("code"),
    _text("name_fr"),
    _text("name_ar"),
    _text("name_en"),
    _text("wilaya_fr"),
    _text("wilaya_ar"),
    _text("iso"),
    _text("stamp"),
)
place = Table(  # storerooms and shelves: NKC1/MAGASIN, NKC1/MAGASIN/A1
    "place",
    projections,
    _key("code"),
    _text("centre"),
    _text("kind"),
    _text("name_fr"),
    _text("name_ar"),
    _text("name_en"),
    _text("stamp"),
    _text("closed_on"),
    _text("closed_stamp"),
    Index(None, "centre"),
)
donor = Table(
    "donor",
    projections,
    _key("code"),
    _text("name_fr"),
    _text("name_ar"),
    _text("name_en"),
    _text("stamp"),
    _text("retired_on"),
    _text("retired_reason"),
    _text("retired_stamp"),
)
donation = Table(
    "donation",
    projections,
    _key("code"),
    _text("donor"),
    _text("funder"),
    _text("reference"),
    _text("agreed_on"),
    _text("remarks"),
    _int("value"),  # hundredths of the currency
    _text("currency"),
    _text("title"),
    _text("iati"),
    _text("earmarks"),  # canonical JSON: [{"centre": "NKC1"}]
    _text("promised"),  # canonical JSON: [{"item": "SAVON-250", "quantity": 2}]
    _text("stamp"),
)
item = Table(
    "item",
    projections,
    _key("code"),
    _text("name_fr"),
    _text("name_ar"),
    _text("name_en"),
    _text("category"),
    _text("unit"),
    _int("keeps_expiry"),
    _text("packs"),  # canonical JSON: [["carton", 24]]
    _int("content"),
    _text("measure"),
    _text("ration"),  # canonical JSON, or empty
    _text("barcodes"),  # canonical JSON: [["04006381333931", "carton"]]
    _int("value"),  # of a base unit, hundredths of the currency
    _text("currency"),
    _text("folded"),
    _text("stamp"),
    _text("retired_on"),
    _text("retired_reason"),
    _text("retired_stamp"),
)
level = Table(  # what a centre should have of an item
    "level",
    projections,
    _key("centre"),
    _key("item"),
    _int("minimum"),
    _int("target"),
    _text("stamp"),
    sqlite_with_rowid=False,
)
least_life = Table(  # months that a lot must have left: of an item, of a category, else of all
    "least_life",
    projections,
    _key("item"),
    _key("category"),
    _int("months"),
    _int("unset"),  # 1: said no more
    _text("stamp"),
    sqlite_with_rowid=False,
)
kit = Table(  # an item that is made of items; the latest list of contents
    "kit",
    projections,
    _key("code"),
    _int("version"),
    _text("contents"),  # canonical JSON: [["SAVON-250", 2]]
    _text("substitutes"),  # canonical JSON: [["SAVON-250", ["SAVON-200"]]]
    _text("unknown"),  # canonical JSON: ["SEAU-14"], of which nobody knows yet how many
    _text("stamp"),
)
kit_version = Table(  # every list there was: two workstations may have given one number to two
    "kit_version",
    projections,
    _key("code"),
    _number_key("clock"),
    _key("device"),
    _number_key("seq"),
    _int("version"),
    _text("contents"),
    _text("substitutes"),
    _text("unknown"),
    _text("happened_on"),
    _text("actor"),
    sqlite_with_rowid=False,
)
recipient = Table(  # units, staff and groups that were served or charged before, to choose again
    "recipient",
    projections,
    _key("centre"),
    _key("kind"),
    _key("name"),
    _int("clock"),  # when last
)
lot = Table(  # save how long it has been here, each row is a function of its key
    "lot",
    projections,
    _key("item"),
    _key("lot"),
    _text("number"),
    _text("expiry"),
    _text("expires_on"),
    _text("donation"),
    _int("seniority"),  # the longer here, the greater: minus the day on which it first came in
    Index(None, "donation", "item", "lot"),
    sqlite_with_rowid=False,
)
SHORT = "quantity < 0 AND location < '~'"  # hardly any, and on the first screen
balance = Table(
    "balance",
    projections,
    _key("location"),
    _key("item"),
    _key("lot"),
    _int("quantity"),
    _index_where(SHORT, "location", name="ix_balance_short"),
    Index(None, "item", "lot"),  # where else a lot is
    sqlite_with_rowid=False,
)
BEYOND = "other >= '~'"  # the other end is no place: a donor, who got it, the road …
WITHIN = "other < '~'"  # from shelf to shelf: seldom
_OF_A_LOT = ("item", "lot", "happened_on", "clock", "device", "seq", "line")
# what came to and left each real place, clustered in the order of the stock card; and, at both
# ends, what went from one virtual location to another, as from the road to the lost
entry = Table(
    "entry",
    projections,
    _key("centre"),
    _key("item"),
    _key("happened_on"),
    _number_key("clock"),
    _key("device"),
    _number_key("seq"),
    _number_key("line"),  # negative for what leaves
    _text("location"),
    _text("other"),
    _text("lot"),
    _int("quantity"),  # signed
    # no row is larger for being in the order of the days: these columns are the rest of the key
    _index_where(BEYOND, *_OF_A_LOT, "other", "quantity", name="ix_entry_beyond"),
    _index_where(WITHIN, *_OF_A_LOT, name="ix_entry_within"),
    sqlite_with_rowid=False,
)
kit_content = Table(  # the parts that are in kits of a lot: put in, less what came out
    "kit_content",
    projections,
    _key("kit"),
    _key("lot"),
    _key("part"),
    _key("part_lot"),
    _int("quantity"),
    Index(None, "part", "part_lot"),  # which kits hold them
    sqlite_with_rowid=False,
)
kit_instead = Table(  # so much of a part stands in kits of a lot for what the list names
    "kit_instead",
    projections,
    _key("kit"),
    _key("lot"),
    _key("item"),
    _key("part"),
    _int("quantity"),
    sqlite_with_rowid=False,
)
document_print = Table(
    "document_print",
    projections,
    _key("document"),
    _key("device"),
    _number_key("seq"),
    _int("copy"),
    _text("language"),
    _text("actor"),
    _int("printed_at"),
)

# --- distribution lists --------------------------------------------------------------------------

distribution_list = Table(
    "distribution_list",
    projections,
    _key("centre"),
    _key("name"),
    _text("servings"),  # canonical JSON, as the event has them
    _text("shares"),
    _text("remarks"),
    _text("stamp"),
    _text("closed_on"),
    _text("closed_stamp"),
)
list_receipt = Table(  # in the order in which a month of a list is read
    "list_receipt",
    projections,
    _key("centre"),
    _key("name"),
    _key("happened_on"),
    _key("device"),
    _number_key("seq"),
    _text("recipient"),
    _text("document"),
    sqlite_with_rowid=False,
)
