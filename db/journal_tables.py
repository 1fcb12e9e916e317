"""Tables of the journal: its truth, how events and papers are found, devices and people."""

from sqlalchemy import Column, Index, LargeBinary, Table, exists, select, text

from db import columns
from db.columns import projections, truth

_bytes, _index_where, _int, _key, _number_key, _text = (
    columns.bytes_,
    columns.index_where,
    columns.integer,
    columns.key,
    columns.number_key,
    columns.text_,
)

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
    _text("document"),  # the number of the paper that it issued (with it, what follows) or printed
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
    Index(None, "happened_on", "clock", "device", "seq"),  # the movement register
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
NOT_ONCE = "times <> 1"  # few, and asked for on the first screen
undoing = Table(  # of papers that moved goods and were reversed
    "undoing",
    projections,
    _key("document"),
    # how often, less the reversals of it that were taken back: what isn't 1 is for a person
    _int("times"),
    _index_where(NOT_ONCE, "document"),
    sqlite_with_rowid=False,
)
taken_back = Table(  # reversals that another document took back, since there were two of them
    "taken_back", projections, _key("document"), sqlite_with_rowid=False
)
TOO_MUCH = "given > 0 AND back > given"  # few, too
receipt_back = Table(  # of a receipt's lots: what came back on notes, and all where it was reversed
    "receipt_back",
    projections,
    _key("receipt"),
    _key("item"),
    _key("lot"),
    _int("given"),
    _int("back"),
    _index_where(TOO_MUCH, "receipt"),
    sqlite_with_rowid=False,
)
reversal = (  # that holds; two workstations may reverse one document while apart, and both show
    select(_E.reverses.label("document"), _E.document.label("reversed_by"))
    .where(
        text("event_index.reverses <> ''"),
        ~exists().where(undoing.c.document == _E.reverses, undoing.c.times < 1),
        ~exists().where(taken_back.c.document == _E.document),
    )
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
