"""What is attached to an asset or a paper. The journal keeps fingerprints, never the bytes."""

from cpise_inventory.journal.event import Count, Payload
from cpise_inventory.journal.gate import EventName, MaybeNumber, MaybeTag, Sha256


class Attached(Payload, frozen=True, kw_only=True, tag="attachment.attached"):
    """To the asset `tag` or the document `paper`. The file's own name is not kept: it may name a
    child.
    """

    media: str
    size: Count
    sha256: Sha256
    tag: MaybeTag = ""
    paper: MaybeNumber = ""
    note: str = ""


class Withdrawn(Payload, frozen=True, kw_only=True, tag="attachment.withdrawn"):
    """Shown no more; the bytes stay."""

    attachment: EventName
    reason: str


class Erased(Payload, frozen=True, kw_only=True, tag="attachment.erased"):
    """The bytes go for good, here and wherever this event comes; that they were here stays."""

    attachment: EventName
    sha256: Sha256
    reason: str
