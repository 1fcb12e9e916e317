"""Tables of what each month brought: read where every movement would be too many."""

from sqlalchemy import Table

from db import columns
from db.columns import projections

_int, _key = columns.integer, columns.key

people_served = Table(  # as receipts say, in the month of the fact; undone ones among them
    "people_served",
    projections,
    _key("centre"),
    _key("month"),  # 2026-08
    _int("people"),
    sqlite_with_rowid=False,
)
stock_month = Table(  # what each month changed: a past day's balance is found from today's by it
    "stock_month",
    projections,
    _key("location"),  # real ones
    _key("month"),  # of the fact
    _key("item"),
    _key("lot"),
    _int("quantity"),  # signed
    sqlite_with_rowid=False,
)
stock_year = Table(  # the same of each year, for days that are long gone
    "stock_year",
    projections,
    _key("location"),
    _key("year"),
    _key("item"),
    _key("lot"),
    _int("quantity"),
    sqlite_with_rowid=False,
)
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
stock_spoiled = Table(  # what left a centre when its expiry was past: it was lost on its last day
    "stock_spoiled",
    projections,
    _key("centre"),
    _key("expired_on"),
    _key("item"),
    _int("quantity"),
    sqlite_with_rowid=False,
)
