"""What a file of exchange says of itself, signed by the workstation that wrote it.

Canonical JSON in a COSE_Sign1 message (RFC 9052), as the statements on papers are, so that any COSE
library checks it. It's strictly read: what isn't, byte for byte, what we would write is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from cpise_inventory.paper import cbor, envelope
from cpise_inventory.paper.envelope import ALGORITHM, EDDSA, KID, SIGNATURE

_DOMAIN: Final = b"cpise-bundle-1\0"
_Size = Annotated[int, Meta(ge=0, le=2**63 - 1)]
_Seq = Annotated[int, Meta(ge=0, le=10**12)]
_Device = Annotated[str, Meta(pattern=r"\A[A-Z0-9]{2,6}-[A-Z]\Z")]
_Hex = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
_Short = Annotated[str, Meta(max_length=200)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file: its bytes there and once unpacked, its records, SHA-256 of the former."""

    size: _Size
    unpacked: _Size
    records: _Size
    sha256: _Hex


class Stretch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The events of one chain that are in the file; none where `last` is less than `first`.

    `hash`: of the event `last`.
    """

    device: _Device
    first: _Seq
    last: _Seq
    hash: _Hex

    @property
    def size(self) -> int:
        return self.last - self.first + 1


class Reached(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far the writer of the file knows a chain."""

    device: _Device
    seq: _Seq


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`at`: microseconds UTC; `clock`: the hybrid clock at that moment; `target`: for whom it was
    written, empty for everybody; `program`: the version that wrote it.
    """

    device: _Device
    centre: _Short
    name: _Short
    public_key: _Hex
    program: _Short
    at: _Size
    clock: _Size
    target: Annotated[str, Meta(max_length=8)]
    chains: tuple[Stretch, ...]
    heads: tuple[Reached, ...]
    events: Part
    seals: Part
    contents: Part

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        """In the order in which they stand in the file."""
        return self.events, self.seals, self.contents


@dataclass(eq=False)
class BadManifestError(Exception):
    """Not what we would have written, or not signed by the key that it names."""


def sign(manifest: Manifest, signer: Callable[[bytes], bytes]) -> bytes:
    """The message. `signer` gives the 64 bytes of Ed25519 by the workstation's key."""
    body = _DOMAIN + msgspec.json.encode(manifest)
    begun = envelope.begin(envelope.header(manifest.device), body)
    return envelope.signed(manifest.device, begun, signer)


def read(message: bytes) -> Manifest:
    """What it says, once it's proven that the key which it names signed it. Whether that is the
    key of whom it names is another question. Raises `BadManifestError`.
    """
    from cpise_inventory.paper.statement import verifier  # noqa: PLC0415 - loads cryptography

    try:
        header, body, signature = _opened(message)
        said = msgspec.json.decode(body.removeprefix(_DOMAIN), type=Manifest)
    except (cbor.NotCanonicalError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadManifestError from error
    named = {ALGORITHM: EDDSA, KID: said.device.encode("ascii")}
    if cbor.read(header) != named or _DOMAIN + msgspec.json.encode(said) != body:
        raise BadManifestError
    is_signed = verifier(bytes.fromhex(said.public_key))
    if not is_signed(signature, envelope.to_be_signed(header, body)):
        raise BadManifestError
    return said


def _opened(message: bytes) -> tuple[bytes, bytes, bytes]:
    match cbor.read(message):
        case cbor.Tagged((18, [bytes(header), {}, bytes(body), bytes(signature)])) if (
            len(signature) == SIGNATURE
        ):
            return header, body, signature
    raise BadManifestError
