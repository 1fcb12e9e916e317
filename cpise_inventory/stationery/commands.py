"""Keep label sheets of one's own, and take them out of use."""

from dataclasses import dataclass

from cpise_inventory.catalogue.item_rules import LONGEST_NAME
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import checked_code
from cpise_inventory.paper import sheets as shipped
from cpise_inventory.paper.sheets import Sheet
from cpise_inventory.people.rights import Right
from cpise_inventory.stationery import queries
from cpise_inventory.stationery.events import SheetDescribed, SheetRemoved
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work


@dataclass(eq=False)
class ShippedSheetError(Refusal):
    """A sheet of the program's own table: as its maker says, whatever a ruler says here."""

    sheet: str
    field = "sheet"


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
