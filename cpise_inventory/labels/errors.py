"""Why a tag cannot be used, and why labels are not printed."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class TooManyTagsError(Refusal):
    """None at all, or more than are reserved at once."""

    count: int
    most: int
    field = "count"


@dataclass(eq=False)
class TagNotReservedError(Refusal):
    """Nobody reserved it here: misread, or by a workstation that was not heard of since."""

    tag: str
    field = "tag"


@dataclass(eq=False)
class TagTakenError(Refusal):
    """Its label sticks on a computer already."""

    tag: str
    about: str
    field = "tag"


@dataclass(eq=False)
class TagTwiceError(Refusal):
    tag: str
    field = "tag"


@dataclass(eq=False)
class TagOfOtherCentreError(Refusal):
    tag: str
    centre: str
    field = "tag"


@dataclass(eq=False)
class TagVoidError(Refusal):
    """It was declared void for this reason."""

    tag: str
    reason: str
    field = "tag"


@dataclass(eq=False)
class MoreTagsThanAssetsError(Refusal):
    """More tags are named than assets that could bear them."""

    tags: int
    assets: int
    field = "tag"


@dataclass(eq=False)
class NoTagsToVoidError(Refusal):
    """Between these two no tag is left that was reserved and is not used."""

    first: str
    last: str
    field = "tag"


@dataclass(eq=False)
class UnknownReprintReasonError(Refusal):
    reason: str
    known: tuple[str, ...]
    field = "reason"


@dataclass(eq=False)
class NoReprintReasonError(Refusal):
    """Another reason than those known is to be said in words."""

    field = "reason"


@dataclass(eq=False)
class NothingToLabelError(Refusal):
    """There is nothing of the kind here that a label could be printed of."""

    field = "labels"


@dataclass(eq=False)
class UnknownPapersError(Refusal):
    """No kind of document has this code."""

    papers: str
    known: tuple[str, ...]
    field = "papers"


@dataclass(eq=False)
class BadYearError(Refusal):
    """No folder is of that year."""

    year: int
    first: int
    last: int
    field = "year"
