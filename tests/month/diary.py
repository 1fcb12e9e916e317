"""The month as it is written down: month.toml, and the sheet that was reckoned of it beforehand."""

import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tests.diary import Diary, Reckoned

HERE = Path(__file__).parent
MONTH, SHEET = HERE / "month.toml", HERE / "sheet.xlsx"
SHELF = {"Q": "QUARANTAINE", "S": "SIGNALE"}


class Lot(NamedTuple):
    """What the cards call a lot. The number of kits that were made is that of their document."""

    item: str
    number: str
    expiry: str
    donation: str


class Cell(NamedTuple):
    """A line of the stock: as `stock --json` has it."""

    location: str
    item: str
    lot: str
    expiry: str
    donation: str


class Month(Diary):
    @cached_property
    def lots(self) -> dict[str, Lot]:
        return {name: Lot(*one) for name, one in self.told["lots"].items()}


def month() -> Month:
    return Month(tomllib.loads(MONTH.read_text(encoding="utf-8")))


# --- what was reckoned ----------------------------------------------------------------------------


class Sheet(Reckoned):
    def __init__(self, path: Path = SHEET) -> None:
        super().__init__(path)

    def closing(self, of: Month) -> dict[Cell, int]:
        """Every place and lot with something there at the end of the month."""
        held = (row for row in self.rows("Cards") if row["closing"] and row["centre"])
        return {_cell(row, of): row["closing"] for row in held}


def _cell(row: Mapping[str, Any], of: Month) -> Cell:
    number = of.number(row["number"])
    return Cell(location(row["place"]), row["item"], number, row["expiry"], row["donation"])


def location(place: str) -> str:
    """`NKC1/Q` -> `NKC1/QUARANTAINE`, as the books call it."""
    centre, _, below = place.partition("/")
    if not below:
        return f"{centre}/MAGASIN"
    return f"{centre}/{SHELF[below]}" if below in SHELF else f"{centre}/MAGASIN/{below}"
