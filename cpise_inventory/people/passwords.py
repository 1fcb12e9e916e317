"""Passwords are kept as argon2id hashes (RFC 9106), in this database only."""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 8
"""NIST SP 800-63B, 5.1.1.2: at least eight characters, no rules of composition."""


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - only who signs in pays for it

    return PasswordHasher()


def hash_password(password: str) -> str:
    return _hasher().hash(_typed(password))


def _typed(password: str) -> bytes:
    """The same from any keyboard: an accent typed with its letter or after it."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def fits(hashed: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - as above

    try:
        return _hasher().verify(hashed, _typed(password))
    except (VerificationError, InvalidHashError):
        return False
