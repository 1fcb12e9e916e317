"""A workstation's key as people compare it over the telephone: six groups of four digits.

Digits are read alike in every language. Some 80 bits: nobody finds another key that has the same.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Final

from cpise_inventory.errors import Refusal

DIGITS: Final = 24
GROUP: Final = 4
_GAP: Final = "\u00a0"  # no line ends within a number
_DOMAIN: Final = b"cpise-fingerprint-1\0"


@dataclass(eq=False)
class BadFingerprintError(Refusal):
    """Not so many digits."""

    fingerprint: str
    digits: int = DIGITS
    field = "fingerprint"


def fingerprint(device: str, public_key: bytes) -> str:
    """Of this workstation's key, 32 bytes."""
    hashed = hashlib.sha256(_DOMAIN + device.encode("ascii") + b"\0" + public_key).digest()
    return f"{int.from_bytes(hashed, 'big') % 10**DIGITS:0{DIGITS}d}"


def grouped(digits: str) -> str:
    """`0123 4567 …`, as it's read out."""
    return _GAP.join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def read_fingerprint(text: str) -> str:
    """However it was grouped, in the digits of any script. Raises `BadFingerprintError`."""
    bare = "".join(one for one in text if one.isalnum())
    if len(bare) != DIGITS or not bare.isdecimal():
        raise BadFingerprintError(text.strip())
    return "".join(str(unicodedata.decimal(one)) for one in bare)
