"""Label sheets that people measured themselves, and marks of donors. All workstations know them:
the next box of the same sheets may lie in another centre, and the books say on which one a label
was printed.
"""

from cpise_inventory.journal.event import Count, Ordinal, Payload
from cpise_inventory.journal.gate import Code


class SheetDescribed(Payload, frozen=True, kw_only=True, tag="sheet.described"):
    """A label sheet, or one label of a roll; the latest word on its code holds.

    Lengths are in hundredths of a millimetre, from the page's upper left corner.
    """

    code: Code
    name: str = ""
    page_width: Count
    page_height: Count
    label_width: Count
    label_height: Count
    columns: Ordinal
    rows: Ordinal
    margin_left: Count
    margin_top: Count
    pitch_x: Count
    pitch_y: Count
    corner: Count = 0


class SheetRemoved(Payload, frozen=True, tag="sheet.removed"):
    """It's offered no more. Described anew it is there again."""

    code: Code


class DonorMarkSet(Payload, frozen=True, kw_only=True, tag="donor.mark_set"):
    """What labels of a donor's things bear, or of one donation's; a small PNG, empty: no more.

    `of` is "donor" or "donation".
    """

    code: Code
    of: str
    picture: bytes = b""
