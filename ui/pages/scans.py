"""What a scan is for, as far as its letters tell."""

from cpise_inventory.identity import read_number, read_tag
from ui.scanning import OURS, Scan


def not_goods(scan: Scan) -> bool:
    """A label of ours or a paper: for the window, which opens it."""
    if scan.read(read_tag) is not None:
        return True
    texts = [text.strip().upper() for text in scan.candidates]
    return any(text.startswith(OURS) or read_number(text) is not None for text in texts)
