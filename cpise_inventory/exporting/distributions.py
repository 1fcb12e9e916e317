"""Distributions for the partners' information management: a row a line, with HXL's tags if asked.

Tags and their order: practice.md, 5. Heads stand with the first line of each receipt only, or sums
over the column would count a child once for each line.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from cpise_inventory.catalogue.past import Then
from cpise_inventory.documents.issuing import DISTRIBUTED
from cpise_inventory.documents.queries import Document, Filter, issued_event, register_lines
from cpise_inventory.exporting.cells import Cell, Column, Csv
from cpise_inventory.exporting.files import replacing
from cpise_inventory.identity import read_lot
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words
from cpise_inventory.stock.events import Distributed, Line

COUNTRY: Final = "MRT"
CLUSTERS: Final = {"hygiene": "WASH"}
"""Of the humanitarian system, by an item's category."""


def distributions_csv(
    connection: Connection,
    journal: Journal,
    path: Path,
    w: Words,
    wanted: Filter | None = None,
    *,
    hxl: bool = False,
) -> int:
    """Distribution receipts, those cancelled among them, a row a line; how many rows.

    Raises as `replacing` does.
    """
    wanted = (wanted or Filter())._replace(code=DISTRIBUTED)
    with replacing(path) as out:
        table, rows = Csv(out, columns(w), w), 0
        if hxl:
            table.tags()
        for one in register_lines(connection, wanted):
            if one.reverses:
                continue
            for cells in _rows(connection, journal, w, one):
                table.row(cells)
                rows += 1
        table.done()
    return rows


def columns(w: Words) -> tuple[Column, ...]:
    return (
        Column(w.t("Date"), tag="#date+issued"),
        Column(w.t("Receipt"), code=True, tag="#meta+receipt"),
        Column(w.t("Country"), code=True, tag="#country+code"),
        Column(w.t("Wilaya"), tag="#adm1+name"),
        Column(w.t("Wilaya code (ISO 3166-2)"), code=True, tag="#adm1+code+v_iso"),
        Column(w.t("Centre"), tag="#loc+name+centre"),
        Column(w.t("Funder"), tag="#org+funder"),
        Column(w.t("Donor"), tag="#org+impl"),
        Column(w.t("Sector"), tag="#sector+cluster"),
        Column(w.t("Item"), tag="#item+name"),
        Column(w.t("Item code"), code=True, tag="#item+code"),
        Column(w.t("Quantity"), tag="#indicator+num+quantity"),
        Column(w.t("Unit of measure"), tag="#meta+unit"),
        Column(w.t("Headcount"), tag="#reached"),
        Column(w.t("Girls"), tag="#reached+children+f"),
        Column(w.t("Boys"), tag="#reached+children+m"),
        Column(w.t("Status"), tag="#status"),
    )


def _rows(
    connection: Connection, journal: Journal, w: Words, found: Document
) -> Iterator[Sequence[Cell]]:
    event = issued_event(connection, journal, found)
    said: Distributed = event.payload
    then = Then(connection, journal, event.stamp)
    centre = then.centre(said.centre)
    where = (
        w.pick(fr=centre.wilaya.fr, ar=centre.wilaya.ar, en=centre.wilaya.en) if centre else "",
        centre.iso if centre else "",
        w.pick(fr=centre.name.fr, ar=centre.name.ar, en=centre.name.en) if centre else said.centre,
    )
    status = w.t("cancelled") if found.reversed_by else w.t("issued")
    for number, line in enumerate(said.lines):
        heads = _heads(said) if number == 0 else ("", "", "")
        yield (
            *(event.happened_on, said.number, COUNTRY, *where, *_givers(then, line)),
            *(*_goods(then, line, w), *heads, status),
        )


def _goods(then: Then, line: Line, w: Words) -> tuple[Cell, ...]:
    item = then.item(line.item)
    if item is None:
        return ("", "", line.item, line.quantity, "")
    name = w.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en)
    unit = terms.term(terms.UNITS, item.unit, w)
    return (CLUSTERS.get(item.category, ""), name, line.item, line.quantity, unit)


def _givers(then: Then, line: Line) -> tuple[str, str]:
    """Whose money, and who brought the goods: by code, so that one has one spelling."""
    donations = [then.donation(code) for code in read_lot(line.lot).donation.split("+")]
    known = [one for one in donations if one is not None]
    if not known:
        code = read_lot(line.lot).donation
        return code, code
    funders = dict.fromkeys(one.funder or one.donor for one in known)
    donors = dict.fromkeys(one.donor for one in known)
    return " + ".join(funders), " + ".join(donors)


def _heads(said: Distributed) -> tuple[Cell, Cell, Cell]:
    """All, girls, boys; empty where they were not counted."""
    by_sex: dict[str, int] = {}
    for head in said.heads:
        by_sex[head.sex] = by_sex.get(head.sex, 0) + head.people
    return (said.served or "", by_sex.get("f", ""), by_sex.get("m", ""))
