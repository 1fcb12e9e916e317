"""Tags that are printed before their computers are there, and labels of things that have none."""

from typing import Annotated

import msgspec

from cpise_inventory.journal.event import Count, Ordinal, Payload
from cpise_inventory.journal.gate import Code, LabelNumber, MaybeCode, MaybeLot, MaybePlace, Tag

MOST_RESERVED = 1_000
"""Tags at once: a box of fifty sheets."""
_Serial = Annotated[int, msgspec.Meta(ge=1, le=9_999_999 - MOST_RESERVED)]
_Reserved = Annotated[int, msgspec.Meta(ge=1, le=MOST_RESERVED)]


class TagsReserved(Payload, frozen=True, kw_only=True, tag="tag.reserved"):
    """The next `count` tags of this workstation, from number `first` on, are a centre's: they can
    be printed and stuck on before anybody registers what they stick on.
    """

    centre: Code
    first: _Serial
    count: _Reserved
    remarks: str = ""


class TagsVoided(Payload, frozen=True, kw_only=True, tag="tag.voided"):
    """Reserved tags that nobody is to use any more: spoiled, lost, reserved by mistake."""

    tags: tuple[Tag, ...]
    reason: str


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a label names that is no asset's, by its own number.

    A storeroom or a shelf: `place`. A lot: `item`, `lot`; a carton of it: `pack`, too. A folder of
    documents: `centre`, `year`, and the code of their kind in `papers`, or all kinds.
    """

    number: LabelNumber
    place: MaybePlace = ""
    item: MaybeCode = ""
    lot: MaybeLot = ""
    pack: str = ""
    centre: MaybeCode = ""
    papers: MaybeCode = ""
    year: Count = 0

    @property
    def letter(self) -> str:
        """Which of `identity.THINGS` it is."""
        return self.number[-2]


class ThingLabelsPrinted(Payload, frozen=True, kw_only=True, tag="label.things_printed"):
    """As `LabelsPrinted`, for things. `generations`: of each label, beside `things`."""

    things: tuple[Thing, ...]
    generations: tuple[Ordinal, ...]
    sheet: str
    first: Ordinal
    copies: Ordinal = 1
    reason: str = ""
    remarks: str = ""
