"""What leaves the program as files: stock, journal, register, papers, distributions."""

from cpise_inventory.exporting.asking import ask_csv, ask_xlsx
from cpise_inventory.exporting.distributions import distributions_csv
from cpise_inventory.exporting.files import replacing, write_file
from cpise_inventory.exporting.journal import against, journal_jsonl, journal_lines
from cpise_inventory.exporting.register import (
    receipts_pdf,
    receipts_zip,
    register_csv,
    register_xlsx,
)
from cpise_inventory.exporting.stock import stock_csv

__all__ = [
    "against",
    "ask_csv",
    "ask_xlsx",
    "distributions_csv",
    "journal_jsonl",
    "journal_lines",
    "receipts_pdf",
    "receipts_zip",
    "register_csv",
    "register_xlsx",
    "replacing",
    "stock_csv",
    "write_file",
]
