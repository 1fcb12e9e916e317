"""The register of assets as a table: a row for each that a filter shows, as it shows them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from cpise_inventory.asset_filters import USUAL, Filter
from cpise_inventory.assets.finding import Pages
from cpise_inventory.assets.queries import Asset
from cpise_inventory.assets.telling import CODES, Field, fields, ranks, rooms
from cpise_inventory.exporting.cells import Cell, Column
from cpise_inventory.exporting.lists import Counted, write_list
from cpise_inventory.journal.journal import Journal
from cpise_inventory.journal.replay import Progress
from cpise_inventory.language.money import hundredths
from cpise_inventory.language.words import Words

if TYPE_CHECKING:
    from cpise_inventory.paper.paper import Paper

WIDTHS = {"tag": 18, "model": 30, "serial": 22, "custodian": 26, "category": 22, "notes": 34}


@dataclass(frozen=True)
class Listing:
    """What is listed of these books on a day. `centre` stands at the head of the paper and `who`, a
    sign-in name, under it; `now` is in microseconds since 1970 UTC.
    """

    connection: Connection
    journal: Journal
    wanted: Filter
    today: date
    centre: str
    who: str
    now: int


def write_assets(listed: Listing, path: Path, w: Words, progress: Progress | None = None) -> int:
    """As the path's ending, one of `lists.ENDINGS`, says; how many rows.

    Raises as `files.replacing` does, and `TooWideListError`.
    """
    wanted, connection = listed.wanted, listed.connection
    found = Counted(Pages(wanted, listed.today, ranks(w)).all(connection), progress)

    def paper() -> "Paper":
        from cpise_inventory.printing.asset_list import AssetListPaper  # noqa: PLC0415 - start-up time

        made_by = (listed.centre, listed.who, listed.now)
        made = AssetListPaper(connection, listed.journal, wanted, found, *made_by)
        return made.paper(w.code)

    shown = wanted.columns or USUAL
    rows = _rows(found, fields(shown, w, rooms(connection, w)))
    write_list(path, w.t("Equipment"), list(_columns(shown, w)), rows, w, paper)
    return found.count


def _columns(shown: Sequence[str], w: Words) -> Iterator[Column]:
    """A value has its currency in a column of its own, so that a workbook can add what is alike."""
    for one in fields(shown, w):
        yield Column(one.title, code=one.key in CODES, width=WIDTHS.get(one.key, 16))
        if one.key == "value":
            yield Column(w.t("Currency"), width=10)


def _rows(found: Iterable[Asset], texts: Sequence[Field]) -> Iterator[list[Cell]]:
    for asset in found:
        cells: list[Cell] = []
        for one in texts:
            cells += _cells(one.key, asset) or (one.text(asset),)
        yield cells


def _cells(key: str, asset: Asset) -> tuple[Cell, ...]:
    """Days ISO and figures as figures; empty of what is text."""
    match key:
        case "acquired":
            return (asset.acquired_on,)
        case "warranty":
            return (asset.warranty_until,)
        case "due":
            return (asset.due_on,)
        case "labels":
            return (asset.labels,)
        case "value":
            return (hundredths(asset.value) if asset.value else "", asset.currency)
    return ()
