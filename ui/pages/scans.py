"""What a scan is for, as far as its letters tell."""

from typing import TYPE_CHECKING

from cpise_inventory.identity import read_label, read_number
from ui.scanning import OURS, Scan

if TYPE_CHECKING:
    from cpise_inventory.store import Store

GOODS = ("L", "C")
PLACE = "P"


def not_goods(scan: Scan) -> bool:
    """A label of ours or a paper: for the window, which opens it. That of a lot is its goods’."""
    code = scan.read(read_label)
    if code is not None:
        return code.thing not in GOODS
    texts = [text.strip().upper() for text in scan.candidates]
    return any(text.startswith(OURS) or read_number(text) is not None for text in texts)


def place_number(scan: Scan) -> str:
    """Of a label that names a storeroom or a shelf; empty of all else."""
    code = scan.read(read_label)
    return code.name if code is not None and code.thing == PLACE else ""


def place_of(store: "Store", number: str) -> str:
    """The location that the label of this number names; empty where that isn't known here."""
    from cpise_inventory.labels.queries import thing_of  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        thing = thing_of(connection, number)
    return thing.place if thing is not None else ""
