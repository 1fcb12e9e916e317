"""What is printed on packs: GTINs (GS1 General Specifications, 7.9) and codes of our own.

A GTIN of 8, 12 or 13 digits is one of 14 with noughts before it; so it is kept, and so compared.
"""

import re

from cpise_inventory.catalogue.errors import BadBarcodeError, FalseGtinError
from cpise_inventory.identity import CODE

DIGITS = 14
_LENGTHS = frozenset((8, 12, 13, 14))
_SHORTEST_OF_OURS = 4
"""What is shorter no scanner's burst is told from typing by."""


def checked_barcode(text: str) -> str:
    """A GTIN in 14 digits, or a code of ours in capitals. Raises what is wrong with it."""
    plain = re.sub(r"[\s\u2066-\u2069]", "", text).upper()
    if plain.isascii() and plain.isdecimal():
        if len(plain) not in _LENGTHS:
            raise BadBarcodeError(text.strip())
        if not is_gtin(plain):
            raise FalseGtinError(text.strip())
        return plain.zfill(DIGITS)
    if len(plain) < _SHORTEST_OF_OURS or not CODE.fullmatch(plain):
        raise BadBarcodeError(text.strip())
    return plain


def is_gtin(digits: str) -> bool:
    """Whether the check digit fits: threes and ones in turn from the right make a whole ten."""
    if len(digits) not in _LENGTHS or not (digits.isascii() and digits.isdecimal()):
        return False
    turned = [int(one) for one in reversed(digits)]
    return (sum(turned[::2]) + 3 * sum(turned[1::2])) % 10 == 0


def as_kept(text: str) -> str:
    """How a scanned text would be kept, whether or not it's any code: for looking it up."""
    plain = text.strip().upper()
    return plain.zfill(DIGITS) if is_gtin(plain) else plain


def as_printed(barcode: str) -> str:
    """As it stands on the pack: an EAN-13 without the nought that fills it up."""
    return barcode[1:] if len(barcode) == DIGITS and barcode.startswith("0") else barcode
