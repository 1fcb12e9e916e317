"""Why something is not attached, shown or erased."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class AttachmentUnreadableError(Refusal):
    """No such file, a folder, or nobody may read it."""

    file: str
    field = "file"


@dataclass(eq=False)
class AttachmentEmptyError(Refusal):
    file: str
    field = "file"


@dataclass(eq=False)
class AttachmentTooBigError(Refusal):
    """It isn't read any further; a picture can be scaled down."""

    file: str
    megabytes: int
    most: int
    field = "file"


@dataclass(eq=False)
class AttachmentKindError(Refusal):
    """What is in it is neither a PDF nor a JPEG or PNG picture."""

    file: str
    field = "file"


@dataclass(eq=False)
class AttachmentDamagedError(Refusal):
    """It begins like one, and is none."""

    file: str
    field = "file"


@dataclass(eq=False)
class PictureTooLargeError(Refusal):
    """A small file may unpack to more than this machine's memory."""

    file: str
    width: int
    height: int
    most: int
    field = "file"


@dataclass(eq=False)
class AttachedTwiceError(Refusal):
    """The same bytes are there already, as `attachment`."""

    attachment: str
    field = "file"


@dataclass(eq=False)
class ContentErasedError(Refusal):
    """These very bytes were erased, for `reason`."""

    reason: str
    field = "file"


@dataclass(eq=False)
class UnknownAttachmentError(Refusal):
    attachment: str
    field = "attachment"


@dataclass(eq=False)
class AttachmentGoneError(Refusal):
    """It was taken out of view, or its bytes were erased."""

    attachment: str
    reason: str
    field = "attachment"


@dataclass(eq=False)
class AttachmentElsewhereError(Refusal):
    """Its bytes have not come here; `device` attached it."""

    attachment: str
    device: str
    field = "attachment"


@dataclass(eq=False)
class ContentAlteredError(Refusal):
    """The bytes are not those that were attached."""

    attachment: str
    field = "attachment"
