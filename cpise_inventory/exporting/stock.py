"""What is on the shelves, as a table."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.events import Named
from cpise_inventory.exporting.cells import Cell, Column, Csv, hundredths
from cpise_inventory.exporting.files import replacing
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words
from cpise_inventory.stock.queries import OnHand


def stock_csv(connection: Connection, path: Path, w: Words, found: Sequence[OnHand]) -> None:
    """A row for each lot on hand. Raises as `replacing` does."""
    named = {one.code: _name(one.name, w) for one in catalogue.centres(connection)}
    items = {one.code: one for one in catalogue.items(connection)}
    columns = (
        Column(w.t("Centre"), code=True),
        Column(w.t("Centre name")),
        Column(w.t("Storeroom"), code=True),
        Column(w.t("Item code"), code=True),
        Column(w.t("Item")),
        Column(w.t("Lot number"), code=True),
        Column(w.t("Expiry date")),
        Column(w.t("Donation"), code=True),
        Column(w.t("Quantity")),
        Column(w.t("Unit of measure")),
        Column(w.t("Unit value")),
        Column(w.t("Value")),
        Column(w.t("Currency"), code=True),
    )
    with replacing(path) as out:
        table = Csv(out, columns, w)
        for lot in found:
            item = items.get(lot.item)
            table.row(
                (
                    *(lot.centre, named.get(lot.centre, ""), lot.location, lot.item),
                    *(_name(item.name, w) if item else "", lot.number, lot.expiry),
                    *(lot.donation, lot.quantity),
                    terms.term(terms.UNITS, item.unit, w) if item else "",
                    *_worth(item, lot.quantity),
                )
            )
        table.done()


def _worth(item: catalogue.Item | None, quantity: int) -> tuple[Cell, Cell, str]:
    if item is None or not item.value:
        return "", "", ""
    return hundredths(item.value), hundredths(item.value * quantity), item.currency


def _name(name: Named, w: Words) -> str:
    return w.pick(fr=name.fr, ar=name.ar, en=name.en)
