"""Everything that can be wrong with a file, each with its row, field and value.

A reader collects all problems of a file before anybody is bothered with the first. `importing.
sentences` has their words.
"""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False, kw_only=True)
class Problem(Refusal):
    """One thing wrong in a file. `row` counts from 1, as a spreadsheet does; 0 is all of it."""

    row: int = 0
    field: str = ""  # type: ignore[misc]  # here each refusal has a field of its own
    column: str = ""
    """The heading as it stands in the file; empty where there is none."""
    value: str = ""
    """The cell as it stands in the file, cut where it's long."""

    @property
    def code(self) -> str:
        """A second wording of the same problem (`…Near`, `…Of`) has the code of the first."""
        return super().code.removesuffix("_near").removesuffix("_of")


# Columns ------------------------------------------------------------------------------------------


@dataclass(eq=False, kw_only=True)
class ColumnMissing(Problem):
    """No column for `field`."""


@dataclass(eq=False, kw_only=True)
class ColumnMissingOf(ColumnMissing):
    """No column for `field`, nor for any of `instead`, which would do."""

    instead: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class ColumnDoubled(Problem):
    """The headings `column` and `value` both say that they are `field`."""


@dataclass(eq=False, kw_only=True)
class DateOrderUnknown(Problem):
    """05/06/2027 may be May or June, and no row of the column decides."""

    rows: int
    """How many rows hang on it; `row` is the first."""


@dataclass(eq=False, kw_only=True)
class DateOrderMixed(Problem):
    """`row` has the month where row `other_row` has the day: swapped by a spreadsheet."""

    other_row: int
    other_value: str


@dataclass(eq=False, kw_only=True)
class DatesSwapped(Problem):
    """Dates of a workbook, none after the 12th, beside one in `other_row` that stayed a text."""

    rows: int
    """How many are in doubt; `row` is the first."""
    other_row: int
    other_value: str


# Cells --------------------------------------------------------------------------------------------


class CellEmpty(Problem):
    """A cell that must be filled."""


class CellsTooMany(Problem):
    """More cells than headings: a separator inside a text or a number."""


class CellFormula(Problem):
    """A formula: its result isn't in the file for certain."""


class CellError(Problem):
    """`#N/A`, `#REF!`, `#####`: what a spreadsheet shows when it can't."""


class CellUnprintable(Problem):
    """A character that no keyboard gives."""


class CellLettersLost(Problem):
    """A letter replaced by � in an earlier conversion."""


@dataclass(eq=False, kw_only=True)
class CellTooLong(Problem):
    most: int


class IdentifierDamaged(Problem):
    """`3.01043E+13`, 16 digits ending in zeros, a lot turned into a date: a spreadsheet did it."""


class CodeMalformed(Problem):
    """Codes are capital letters, digits and hyphens, at most 30."""


class QuantityUnreadable(Problem):
    """No number at all."""


class QuantityFractional(Problem):
    """2.5 soaps."""


class QuantityNotPositive(Problem):
    """0 or less."""


class QuantityUnclear(Problem):
    """`1,250`: a thousand or one and a quarter?"""


@dataclass(eq=False, kw_only=True)
class QuantityBeyond(Problem):
    most: int


class DateUnreadable(Problem):
    """Not in any form that is known."""


class DateImpossible(Problem):
    """31/02/2027."""


class YearTooShort(Problem):
    """31/12/27."""


@dataclass(eq=False, kw_only=True)
class YearOutOfRange(Problem):
    first: int
    last: int


class NotYesOrNo(Problem):
    """A yes-or-no cell that says neither."""


class PackMalformed(Problem):
    """A pack is a name and a whole number of units: `Carton=24`."""


@dataclass(eq=False, kw_only=True)
class CellRefused(Problem):
    """A rule of the books says no; `why` has its words and its code."""

    why: Refusal

    @property
    def code(self) -> str:
        return self.why.code


# Rows against what is known -----------------------------------------------------------------------


@dataclass(eq=False, kw_only=True)
class NotFound(Problem):
    """Not among what is known."""


class CentreNotFound(NotFound):
    """No such centre."""


@dataclass(eq=False, kw_only=True)
class CentreNotFoundNear(CentreNotFound):
    nearest: str


class ItemNotFound(NotFound):
    """No such item, by code or by name."""


@dataclass(eq=False, kw_only=True)
class ItemNotFoundNear(ItemNotFound):
    nearest: str


class ItemRetired(Problem):
    """Nothing more comes in of it."""


class DonationNotFound(NotFound):
    """No such donation."""


@dataclass(eq=False, kw_only=True)
class DonationNotFoundNear(DonationNotFound):
    nearest: str


class DonorNotFound(NotFound):
    """No such donor."""


@dataclass(eq=False, kw_only=True)
class DonorNotFoundNear(DonorNotFound):
    nearest: str


class CategoryNotFound(NotFound):
    """No such category."""


@dataclass(eq=False, kw_only=True)
class CategoryNotFoundNear(CategoryNotFound):
    nearest: str


class ConditionNotFound(NotFound):
    """Not one of new, good, fair, poor, broken."""


class MeasureNotFound(NotFound):
    """No such unit of measure."""


@dataclass(eq=False, kw_only=True)
class UnitNotFound(NotFound):
    """Neither the item's unit nor one of its packs."""

    unit: str


@dataclass(eq=False, kw_only=True)
class CellUnclear(Problem):
    """Several go by this name."""

    choices: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class ItemContradicted(Problem):
    """The code says one item and the designation another."""

    by_code: str
    by_name: str


class DonorRetired(Problem):
    """What it agreed to before may come, but nothing new."""


@dataclass(eq=False, kw_only=True)
class DonorContradicted(Problem):
    """The donation is somebody else's."""

    donation: str
    donor: str


@dataclass(eq=False, kw_only=True)
class SerialRepeated(Problem):
    """The same serial number in `row` and `other_row`."""

    other_row: int


@dataclass(eq=False, kw_only=True)
class SerialKnown(Problem):
    """Registered already, as `tag`."""

    tag: str


@dataclass(eq=False, kw_only=True)
class SerialsUnequal(Problem):
    """`quantity` computers and another number of serial numbers."""

    quantity: int
    serials: int


@dataclass(eq=False, kw_only=True)
class ExpiryPast(Problem):
    """Expired on the day of the delivery; only with a reason."""

    on_day: str


class ExpiryUnwanted(Problem):
    """An expiry date for an item that has none."""


@dataclass(eq=False, kw_only=True)
class LotContradicted(Problem):
    """The same item and lot number with another expiry date in row `other_row`."""

    other_row: int
    other_expiry: str


@dataclass(eq=False, kw_only=True)
class LotKnownOtherwise(Problem):
    """The same item and lot number is in stock with another expiry date."""

    known_expiry: str


class DeliveryToCome(Problem):
    """A day of delivery after today."""


@dataclass(eq=False, kw_only=True)
class CodeRepeated(Problem):
    """The same code in `row` and `other_row`."""

    other_row: int
