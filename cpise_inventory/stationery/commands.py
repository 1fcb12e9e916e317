"""Keep label sheets of one's own and marks of donors, and take them out of use."""

from dataclasses import dataclass

from cpise_inventory.catalogue.commands import known_donation
from cpise_inventory.catalogue.donors import known_donor
from cpise_inventory.catalogue.item_rules import LONGEST_NAME
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import checked_code
from cpise_inventory.paper import sheets as shipped
from cpise_inventory.paper.marks import Mark
from cpise_inventory.paper.sheets import Sheet
from cpise_inventory.people.rights import Right
from cpise_inventory.stationery import queries
from cpise_inventory.stationery.events import DonorMarkSet, SheetDescribed, SheetRemoved
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work


@dataclass(eq=False)
class ShippedSheetError(Refusal):
    """A sheet of the program's own table: as its maker says, whatever a ruler says here."""

    sheet: str
    field = "sheet"


@dataclass(eq=False)
class NoMarkError(Refusal):
    """A donor or donation without a mark has none to be taken away."""

    owner: str
    field = "mark"


def describe_sheet(work: Work, sheet: Sheet) -> str:
    """A sheet of one's own from now on, or as it is to be from now on; its code.

    Raises `ShippedSheetError`, `BadCodeError`.
    """
    work.require(Right.PRINT_LABELS)
    code = checked_code(sheet.code)
    if code in shipped.sheets():
        raise ShippedSheetError(code)
    said = SheetDescribed(
        code=code,
        name=checked_text("name", sheet.maker, LONGEST_NAME),
        page_width=_hundredths(sheet.page_w_mm),
        page_height=_hundredths(sheet.page_h_mm),
        label_width=_hundredths(sheet.label_w_mm),
        label_height=_hundredths(sheet.label_h_mm),
        columns=sheet.cols,
        rows=sheet.rows,
        margin_left=_hundredths(sheet.left_mm),
        margin_top=_hundredths(sheet.top_mm),
        pitch_x=_hundredths(sheet.pitch_x_mm),
        pitch_y=_hundredths(sheet.pitch_y_mm),
        corner=_hundredths(sheet.corner_mm),
    )
    work.record(said)
    return code


def remove_sheet(work: Work, code: str) -> str:
    """It's offered no more. Raises `ShippedSheetError`, `UnknownSheet`."""
    work.require(Right.PRINT_LABELS)
    known = queries.known_sheet(work.connection, code).code
    if known in shipped.sheets():
        raise ShippedSheetError(known)
    work.record(SheetRemoved(known))
    return known


def _hundredths(millimetres: float) -> int:
    return round(millimetres * queries.HUNDREDTHS)


def set_mark(work: Work, kind: str, code: str, mark: Mark) -> None:
    """What labels of this donor's or donation's things bear from now on.

    `kind` is one of `OWNERS`. Raises `UnknownDonorError`, `UnknownDonationError`.
    """
    work.require(Right.PRINT_LABELS)
    work.record(DonorMarkSet(code=_owner(work, kind, code), of=kind, picture=mark.png))


def remove_mark(work: Work, kind: str, code: str) -> None:
    """The donor's name stands in its place again. Raises `NoMarkError`."""
    work.require(Right.PRINT_LABELS)
    owner = _owner(work, kind, code)
    if (kind, owner) not in {one[:2] for one in queries.marks(work.connection)}:
        raise NoMarkError(owner)
    work.record(DonorMarkSet(code=owner, of=kind))


def _owner(work: Work, kind: str, code: str) -> str:
    known = known_donation if kind == queries.DONATION else known_donor
    return known(work.connection, checked_code(code)).code
