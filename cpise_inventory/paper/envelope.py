"""The envelope of a signed statement, written: COSE_Sign1 (RFC 9052) with the device's id in the
protected header. Reading it is strict and stands in `statement.py`.
"""

from collections.abc import Callable
from functools import cache

from cpise_inventory.paper import cbor

ALGORITHM, KID, EDDSA = 1, 4, -8
SIGNATURE = 64
_BEFORE_SIGNATURE = b"\x58\x40"
_AFTER_BODY = len(_BEFORE_SIGNATURE) + SIGNATURE


def written(value: object) -> bytes:
    return _writer()(value)  # canonical, since keys are given in their order


@cache
def _writer() -> Callable[[object], bytes]:
    import cbor2  # noqa: PLC0415 - start-up time

    return cbor2.dumps


@cache
def header(device: str) -> bytes:
    return written({ALGORITHM: EDDSA, KID: device.encode("ascii")})


def begin(header: bytes, body: bytes) -> bytes:
    """Tag 18, COSE_Sign1: a list of four. The second is an empty map, the last has 64 bytes."""
    return _before_body(header) + cbor.byte_string(body) + _BEFORE_SIGNATURE


@cache
def _before_body(header: bytes) -> bytes:
    return b"\xd2\x84" + cbor.byte_string(header) + b"\xa0"


def whole(signature: bytes) -> bytes:
    """The signature, which ends the message."""
    if len(signature) != SIGNATURE:
        msg = f"an Ed25519 signature has {SIGNATURE} bytes, this one {len(signature)}"
        raise ValueError(msg)
    return signature


def signed(device: str, begun: bytes, signer: Callable[[bytes], bytes]) -> bytes:
    """The whole message of what `begin` gave for this device."""
    head = header(device)
    body = begun[len(_before_body(head)) : -len(_BEFORE_SIGNATURE)]
    return begun + whole(signer(_over(head, body)))


def to_be_signed(header: bytes, body: bytes) -> bytes:
    return _over(header, cbor.byte_string(body))


def signed_part(device: str, cose: bytes) -> bytes:
    """The same from a message of this device whose form has been proven."""
    head = header(device)
    return _over(head, cose[len(_before_body(head)) : -_AFTER_BODY])


def _over(header: bytes, body: bytes) -> bytes:
    """RFC 9052, 4.4: a list of four, its first a text of ten, its third an empty byte string.

    `body` is as a byte string is written.
    """
    return b"\x84\x6aSignature1" + cbor.byte_string(header) + b"\x40" + body
