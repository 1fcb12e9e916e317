"""Why the catalogue may not say so."""

from dataclasses import dataclass

from typing_extensions import override

from cpise_inventory.errors import Refusal

# --- items ---------------------------------------------------------------------------------------


@dataclass(eq=False)
class RetiredItemError(Refusal):
    """What is left of it may leave; nothing more comes in."""

    item: str
    field = "item"


@dataclass(eq=False)
class NotRetiredError(Refusal):
    item: str
    field = "item"


@dataclass(eq=False)
class DatedLotsInStockError(Refusal):
    """Without expiry nobody would watch these any more."""

    item: str
    lot: str
    expiry: str
    location: str
    field = "expiry_kept"


# --- packs and codes -----------------------------------------------------------------------------


@dataclass(eq=False)
class PackTooSmallError(Refusal):
    """A pack holds at least two base units."""

    pack: str
    size: int
    field = "pack"


@dataclass(eq=False)
class PackTwiceError(Refusal):
    pack: str
    field = "pack"


@dataclass(eq=False)
class PackIsUnitError(Refusal):
    """A pack that goes by the name of the base unit: which of them is meant by ten?"""

    pack: str
    field = "pack"


@dataclass(eq=False)
class PacksDontDivideError(Refusal):
    """A larger pack holds whole smaller ones."""

    pack: str
    size: int
    inner: str
    inner_size: int
    field = "pack"


@dataclass(eq=False)
class UnknownPackError(Refusal):
    """A code is given to a pack that the item hasn't."""

    item: str
    pack: str
    known: tuple[str, ...]
    field = "pack"


@dataclass(eq=False)
class BadBarcodeError(Refusal):
    """Neither a GTIN nor letters, digits and hyphens."""

    text: str
    field = "barcode"


@dataclass(eq=False)
class FalseGtinError(Refusal):
    """The last digit of a GTIN follows from the others, and this one doesn't."""

    text: str
    field = "barcode"


@dataclass(eq=False)
class BarcodeTakenError(Refusal):
    barcode: str
    item: str
    field = "barcode"


@dataclass(eq=False)
class BarcodeTwiceError(Refusal):
    barcode: str
    field = "barcode"


# --- rations and levels --------------------------------------------------------------------------


@dataclass(eq=False)
class BadContentError(Refusal):
    """Not a whole number of grams, kilograms, millilitres or litres."""

    text: str
    field = "content"


@dataclass(eq=False)
class UnknownMeasureError(Refusal):
    measure: str
    known: tuple[str, ...]
    field = "content"


@dataclass(eq=False)
class ContentNeededError(Refusal):
    """A ration in grams says nothing of bars whose weight nobody told."""

    item: str
    unit: str
    field = "content"


@dataclass(eq=False)
class SourceNeededError(Refusal):
    """A figure without its source is nobody's standard."""

    item: str
    field = "source"


@dataclass(eq=False)
class UnknownStandardError(Refusal):
    standard: str
    known: tuple[str, ...]
    field = "standard"


@dataclass(eq=False)
class LevelOutOfRangeError(Refusal):
    item: str
    level: int
    most: int
    field = "level"


@dataclass(eq=False)
class TargetBelowMinimumError(Refusal):
    item: str
    minimum: int
    target: int
    field = "target"


# --- kits ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotAPartError(Refusal):
    """A substitute stands in for something that is in the kit."""

    kit: str
    item: str
    field = "substitute"


@dataclass(eq=False)
class SubstituteIsPartError(Refusal):
    """It is in the kit itself, or stands in for itself."""

    kit: str
    item: str
    field = "substitute"


@dataclass(eq=False)
class DraftKitError(Refusal):
    """Nobody knows yet how many of these one kit holds."""

    kit: str
    items: tuple[str, ...]
    field = "kit"


# --- places --------------------------------------------------------------------------------------


@dataclass(eq=False)
class ClosedPlaceError(Refusal):
    place: str
    field = "storeroom"


@dataclass(eq=False)
class PlaceInUseError(Refusal):
    """What is there has to leave first."""

    place: str
    units: int
    field = "storeroom"


@dataclass(eq=False)
class ShelvesOpenError(Refusal):
    """A storeroom closes after its shelves."""

    place: str
    shelves: tuple[str, ...]
    field = "storeroom"


@dataclass(eq=False)
class LastStoreroomError(Refusal):
    """A centre without any could receive nothing."""

    centre: str
    field = "storeroom"


@dataclass(eq=False)
class UnknownItemCategoryError(Refusal):
    """No item is of this category."""

    category: str
    known: tuple[str, ...]
    field = "category"


# --- donors --------------------------------------------------------------------------------------


@dataclass(eq=False)
class UnknownDonorError(Refusal):
    """`known`: those that give."""

    donor: str
    known: tuple[str, ...]
    field = "from"


@dataclass(eq=False)
class NearDonorError(UnknownDonorError):
    """The same, and one donor has a code much like it, or is called so: `near`."""

    near: str

    @property
    @override
    def code(self) -> str:
        return UnknownDonorError(self.donor, self.known).code


@dataclass(eq=False)
class DonorTakenError(Refusal):
    """A new donor needs a code of its own."""

    donor: str
    field = "code"


@dataclass(eq=False)
class DonorNameTakenError(Refusal):
    """The same donor under two codes would have its gifts in two places."""

    name: str
    donor: str
    field = "name"


@dataclass(eq=False)
class RetiredDonorError(Refusal):
    """Nothing new is agreed with it; what it gave stays as it is."""

    donor: str
    field = "from"


@dataclass(eq=False)
class DonorNotRetiredError(Refusal):
    donor: str
    field = "donor"
