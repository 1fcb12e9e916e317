"""Tables of what workstations know of one another: who is approved, who knows how much."""

from sqlalchemy import Table

from db import columns
from db.columns import projections

_int, _key, _number_key, _text = columns.integer, columns.key, columns.number_key, columns.text_

device_approval = Table(  # a workstation whose key somebody compared; two may approve the same one
    "device_approval",
    projections,
    _key("device"),
    _key("fingerprint"),
    _key("by_device"),
    _number_key("by_seq"),
    _text("actor"),
    sqlite_with_rowid=False,
)
device_withdrawal = Table(  # it holds against what the same workstation has approved before
    "device_withdrawal",
    projections,
    _key("device"),
    _key("by_device"),
    _number_key("by_seq"),
    _text("actor"),
    sqlite_with_rowid=False,
)
exchange_known = Table(  # how far one workstation knows the chain of another, by what it said
    "exchange_known",
    projections,
    _key("knower"),
    _key("device"),
    _int("seq"),
    _text("stamp"),
    _int("heard"),  # hybrid clock: when a file last brought it something of that chain
    sqlite_with_rowid=False,
)
exchange_lack = Table(  # the attached bytes that a workstation lacks, by what it said last
    "exchange_lack",
    projections,
    _key("knower"),
    _text("lacking"),  # canonical JSON: ["sha256" …]
    _text("stamp"),
)
