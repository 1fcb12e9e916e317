"""What a reader did that is no problem but is to be said: nothing happens to a file in silence."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Said in the preview and by `--dry-run`. `row` 0 is the whole file."""

    row: int = 0
    column: str = ""
    value: str = ""

    @property
    def code(self) -> str:
        """`ColumnIgnored` -> `column_ignored`."""
        name = type(self).__name__
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class ColumnIgnored(Notice):
    """A column that no heading is known for: its cells are not read."""


class CellIgnored(Notice):
    """A lot number or expiry date of a computer."""


class CellsBesideTable(Notice):
    """Something right of the headings, in a workbook. The first such row."""


class TitleRowsSkipped(Notice):
    """Lines above the headings, up to `row`; `value` is the first of them."""


class TotalRowSkipped(Notice):
    """A line of totals is no delivery."""


@dataclass(frozen=True, kw_only=True)
class SheetsIgnored(Notice):
    """`value` names the sheets that were not read."""

    sheet: str


class NamedOtherwise(Notice):
    """Named .xlsx and a text, or the other way about; read as what it is."""


class NoLastLineEnd(Notice):
    """The text ends without a line end: is row `row` whole?"""


class NumbersAsIdentifiers(Notice):
    """Serial numbers kept as numbers: zeros in front may have been lost before. First at `row`."""


class DonorKnown(Notice):
    """A donor of this code is there already; what the list calls it holds from now on."""


class ItemKnown(Notice):
    """An item of this code is there already; what the list says of it holds from now on."""


@dataclass(frozen=True, kw_only=True)
class KitDraft(Notice):
    """How many of the item `value` one kit holds isn't known yet."""

    kit: str


class SameRowTwice(Notice):
    """`row` says the same as an earlier one, `value`."""


@dataclass(frozen=True, kw_only=True)
class PacksCounted(Notice):
    """`value` packs were read as `units` base units."""

    units: int
