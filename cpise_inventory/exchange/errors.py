"""Why a file of another workstation isn't written or taken in."""

from dataclasses import dataclass

from typing_extensions import override

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class BundleUnreadableError(Refusal):
    """No such file, a folder, no right to read it, or the stick is gone."""

    file: str
    field = "file"


@dataclass(eq=False)
class BundleEmptyError(Refusal):
    file: str
    field = "file"


@dataclass(eq=False)
class NotABundleError(Refusal):
    """Some other kind of file."""

    file: str
    field = "file"


@dataclass(eq=False)
class BundleNewerError(Refusal):
    """Written by a later version of the program, in a form that this one can't read."""

    file: str
    program: str
    field = "file"


@dataclass(eq=False)
class BundleCutError(Refusal):
    """It begins well and has no end: the stick was pulled out too early."""

    file: str
    field = "file"


@dataclass(eq=False)
class BundleAlteredError(Refusal):
    """It isn't what was signed."""

    file: str
    field = "file"


@dataclass(eq=False)
class BundleKeyError(Refusal):
    """It's signed with another key than the one that was approved for `device`: `known`."""

    file: str
    device: str
    fingerprint: str
    known: str
    field = "file"


@dataclass(eq=False)
class NamesakeError(Refusal):
    """Two workstations with keys of their own are called `device`: the one known here, with so many
    operations, and another. `free`: a letter that none at its centre is known to have.
    """

    device: str
    fingerprint: str
    known: str
    here: int
    there: int
    free: str
    field = "device"


@dataclass(eq=False)
class OwnNamesakeError(NamesakeError):
    """The same, and the one known here is this workstation itself."""

    @property
    @override
    def code(self) -> str:
        return "namesake"


@dataclass(eq=False)
class DeviceNotApprovedError(Refusal):
    """Nobody has compared the key of a workstation whose operations the file brings."""

    device: str
    fingerprint: str
    field = "device"


@dataclass(eq=False)
class DeviceWithdrawnError(DeviceNotApprovedError):
    """Its approval was taken back at this workstation."""


@dataclass(eq=False)
class ChainForkError(Refusal):
    """Two different operations bear one number: a key was copied, or a backup was put back."""

    device: str
    seq: int
    field = "file"


@dataclass(eq=False)
class ChainGapError(Refusal):
    """What comes before the file's first operation of `device` isn't here."""

    device: str
    first: int
    last: int
    exporter: str
    field = "file"


@dataclass(eq=False)
class ChainFalseError(Refusal):
    """What the file says of `device` can't be so, or its signature is missing or not its own."""

    device: str
    place: str
    field = "file"


@dataclass(eq=False)
class TargetTakenError(Refusal):
    """There is another kind of file of that name: it isn't written over."""

    file: str
    field = "out"


@dataclass(eq=False)
class UnknownPartnerError(Refusal):
    """No other workstation of that name is known here."""

    device: str
    known: tuple[str, ...]
    field = "for"


@dataclass(eq=False)
class OwnDeviceError(Refusal):
    """It's this workstation itself."""

    device: str
    field = "device"


@dataclass(eq=False)
class FingerprintDiffersError(Refusal):
    """The key of `device` that is here has another fingerprint: `known`."""

    device: str
    fingerprint: str
    known: str
    field = "fingerprint"
