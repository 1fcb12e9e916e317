"""Every table: what holds truth, and the projections, which can be dropped and replayed at any
time.

Core tables, not mapped classes: rows are written by prepared statements and read as plain tuples
(an ORM session made a posting seven times slower). Every column is text, a whole number or bytes,
so both engines keep and order the same thing: dates are ISO text, times are microseconds since
1970 in UTC, and text is ordered by its bytes.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    select,
    text,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
}
TEXT = String().with_variant(String(collation="C"), "postgresql")

truth = MetaData(naming_convention=NAMES)
"""Append-only by trigger (journal and checkpoints), or local to this workstation. Alembic's."""
projections = MetaData(naming_convention=NAMES)
"""Views of the journal. No migration touches them."""

PROJECTION_VERSION = 3
"""Raise it whenever a projection's shape or a projector's meaning changes: all is replayed."""


def _key(name: str) -> Column[Any]:
    return Column(name, TEXT, primary_key=True)


def _number_key(name: str) -> Column[Any]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def _text(name: str) -> Column[Any]:
    return Column(name, TEXT, nullable=False, server_default="")


def _int(name: str) -> Column[Any]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _index_where(condition: str, *columns: str, name: str | None = None) -> Index:
    """Of some rows alone; used where a query's condition has these very words in it.

    `engine.create_indexes` tells PostgreSQL the condition: naming it here would load that dialect
    at each start.
    """
    return Index(name, *columns, sqlite_where=text(condition))


def _bytes(name: str) -> Column[Any]:
    return Column(name, LargeBinary, nullable=False)


# --- truth ---------------------------------------------------------------------------------------

event = Table(
    "event",
    truth,
    _key("device"),
    _number_key("seq"),
    _bytes("hash"),
    _bytes("body"),  # the very bytes that were hashed; nothing else in the file is believed
)
checkpoint = Table(
    "checkpoint",
    truth,
    _key("device"),
    _number_key("seq"),
    _key("document"),  # the number of the paper that bears it, or empty
    _bytes("statement"),  # a COSE_Sign1 message, as it stands in the paper's QR code
)
credential = Table(  # of this database alone: a password's hash never leaves it
    "credential", truth, _key("person"), _text("hash"), _int("changed_at")
)
setting = Table("setting", truth, _key("name"), _text("value"))

APPEND_ONLY = (event, checkpoint)

# --- projections ---------------------------------------------------------------------------------

head = Table(  # how far each device's chain is known here
    "head",
    projections,
    _key("device"),
    _int("seq"),
    Column("hash", LargeBinary, nullable=False),
    _int("clock"),
)
event_index = Table(  # for finding events and papers; the event itself is its bytes
    "event_index",
    projections,
    _key("device"),
    _number_key("seq"),
    _int("clock"),
    _int("recorded_at"),
    _text("happened_on"),
    _text("actor"),
    _text("kind"),
    _text("document"),  # the number of the paper that it issued; with it, what follows
    _text("code"),
    _int("year"),
    _int("serial"),
    _text("centre"),
    _text("party"),
    _int("people"),
    _int("lines"),
    _text("reverses"),
    # with the code, so that lines and papers are counted off without a look at the rows
    Index(None, "clock", "device", "seq", "code"),
    Index(None, "centre", "clock", "device", "seq", "code"),
    Index(None, "code", "clock"),
    Index(None, "kind", "clock"),
    Index(None, "actor", "clock"),
    Index(None, "device", "code", "year", "serial"),
    Index(None, "document"),
    _index_where("reverses <> ''", "reverses"),
    sqlite_with_rowid=False,
)
_E = event_index.c
document = (  # the register: events that issued a paper. To be read like a table
    select(
        *(_E.device, _E.seq, _E.document.label("number"), _E.code, _E.year, _E.serial, _E.centre),
        *(_E.clock, _E.recorded_at.label("issued_at"), _E.happened_on, _E.actor, _E.kind),
        *(_E.party, _E.people, _E.lines, _E.reverses),
    )
    .where(text("event_index.code <> ''"))
    .subquery("document")
)
reversal = (  # two workstations may reverse one document while apart, and both show
    select(_E.reverses.label("document"), _E.document.label("reversed_by"))
    .where(text("event_index.reverses <> ''"))
    .subquery("reversal")
)
device = Table(
    "device",
    projections,
    _key("device"),
    _text("centre"),
    _text("name"),
    _text("public_key"),
    _text("stamp"),
)
person = Table(
    "person",
    projections,
    _key("name"),
    _text("display"),
    _text("described"),
    _text("role"),
    _text("role_stamp"),
    _text("closed_on"),
    _text("closed_stamp"),
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
place = Table(  # storerooms and shelves: NKC1/MAGASIN
    "place",
    projections,
    _key("code"),
    _text("centre"),
    _text("kind"),
    _text("name_fr"),
    _text("name_ar"),
    _text("name_en"),
    _text("closed_on"),
    _text("stamp"),
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
    _text("retired_on"),
    _text("folded"),
    _text("stamp"),
)
kit = Table(  # an item that is made of items; the latest list of contents
    "kit",
    projections,
    _key("code"),
    _int("version"),
    _text("contents"),  # canonical JSON: [["SAVON-250", 2]]
    _text("stamp"),
)
recipient = Table(  # units, staff and groups that were served or charged before, to choose again
    "recipient",
    projections,
    _key("centre"),
    _key("kind"),
    _key("name"),
    _int("clock"),  # when last
)
lot = Table(  # each row is a function of its key: who writes it first doesn't matter
    "lot",
    projections,
    _key("item"),
    _key("lot"),
    _text("number"),
    _text("expiry"),
    _text("expires_on"),
    _text("donation"),
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
entry = Table(  # what came to and left each real place, clustered in the order of the stock card
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
transfer = Table(
    "transfer",
    projections,
    _key("number"),
    _text("source"),
    _text("target"),
    _text("sent_on"),
    _int("clock"),
    _text("stamp"),
)
transfer_line = Table(
    "transfer_line",
    projections,
    _key("number"),
    _key("item"),
    _key("lot"),
    _int("sent"),
    _int("received"),
    _index_where("sent <> received", "number"),
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
asset = Table(
    "asset",
    projections,
    _key("tag"),
    _text("serial"),
    _text("maker"),
    _text("model"),
    _text("category"),
    _text("donation"),
    _text("acquired_on"),
    _text("folded"),
    _text("described"),  # stamps, one for each group of fields that changes on its own
    _text("centre"),
    _text("centre_stamp"),
    _text("status"),
    _text("custodian"),
    _text("custodian_kind"),
    _text("due_on"),
    _text("custody_stamp"),
    _text("condition"),
    _text("condition_stamp"),
    Index(None, "status", "tag"),
    Index(None, "donation", "tag"),
    # with the status, so that a page far down is found without a look at the rows before it
    *(
        Index(None, column, "tag", "status")
        for column in ("centre", "serial", "category", "model", "custodian", "condition")
    ),
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
label_print = Table("label_print", projections, _key("tag"), _int("copies"))
series = Table(  # the last number that a device gave in a series of its own, such as asset tags
    "series", projections, _key("device"), _key("name"), _int("last")
)

# --- counts --------------------------------------------------------------------------------------

count_sheet = Table(
    "count_sheet",
    projections,
    _key("number"),
    _text("centre"),
    _text("sort"),
    _text("category"),
    _int("blind"),
    _text("opened_on"),
    _int("clock"),
    _text("actor"),
    Index(None, "centre", "clock"),
)
count_line = Table(  # what stands on a sheet
    "count_line",
    projections,
    _key("number"),
    _key("location"),
    _key("item"),
    _key("lot"),
    sqlite_with_rowid=False,
)
count_entry = Table(  # every figure that was entered; of a line's the latest holds
    "count_entry",
    projections,
    _key("number"),
    _key("location"),
    _key("item"),
    _key("lot"),
    _number_key("clock"),
    _key("device"),
    _number_key("seq"),
    _int("quantity"),
    _text("actor"),
    _text("counted_on"),
    _int("counted_clock"),
    Index(None, "location", "item", "clock"),  # when an item was counted last
    sqlite_with_rowid=False,
)
count_again = Table(  # items whose figures don't hold any more
    "count_again",
    projections,
    _key("number"),
    _key("item"),
    _number_key("clock"),
    _key("device"),
    _number_key("seq"),
    sqlite_with_rowid=False,
)
count_step = Table(  # what became of a sheet; the latest says how it stands
    "count_step",
    projections,
    _key("number"),
    _number_key("clock"),
    _key("device"),
    _number_key("seq"),
    _text("centre"),
    _text("step"),  # opened, waits, settled, recount, approved, cancelled
    _text("actor"),
    _text("happened_on"),
    _int("lines"),
    _int("differing"),
    _int("over"),
    _int("short"),
    Index(None, "centre", "step", "clock"),
    sqlite_with_rowid=False,
)

# --- planning ------------------------------------------------------------------------------------

stock_flow = Table(  # in the order in which a plan reads it: a centre's last months
    "stock_flow",
    projections,
    _key("centre"),
    _key("month"),  # of the fact: 2026-08
    _key("item"),
    _key("flow"),  # came, left, used, back
    _int("quantity"),
    sqlite_with_rowid=False,
)

# --- donations -----------------------------------------------------------------------------------

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
