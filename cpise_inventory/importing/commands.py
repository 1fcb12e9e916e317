"""A file into the books: the whole of it, in one transaction, or nothing and every reason why.

A delivery list makes one goods received note for each centre, donation and paper of the donor's;
nothing else is made on the way: unknown centres, items or donations are problems, not new ones.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import structs
from sqlalchemy import Connection

from cpise_inventory.assets.commands import Newcomer, Registration, Title, register
from cpise_inventory.assets.queries import by_all_serials
from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.commands import define_kit, describe_donation, describe_items
from cpise_inventory.catalogue.donors import describe_donors
from cpise_inventory.catalogue.events import DonationDescribed, Donor, Item, Named
from cpise_inventory.catalogue.item_rules import as_said
from cpise_inventory.importing import assets, deliveries, donations, donors, items, kits
from cpise_inventory.importing.columns import Layout
from cpise_inventory.importing.computers import ComputerLine
from cpise_inventory.importing.deliveries import GoodsLine
from cpise_inventory.importing.grid import Choices
from cpise_inventory.importing.lookups import Origin
from cpise_inventory.importing.notices import Notice
from cpise_inventory.importing.reference import KnownDonation, KnownItem, Reference
from cpise_inventory.importing.reference import Named as Known
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.tables import Table, read_table
from cpise_inventory.importing.vocabulary import ASSETS, DELIVERY, DONATIONS, DONORS, ITEMS, KITS
from cpise_inventory.stock.commands import LONGEST_REMARKS, Delivery, Incoming, receive
from cpise_inventory.stock.queries import all_lots
from cpise_inventory.work import Work

Key = tuple[str, Origin, Title]


@dataclass(frozen=True)
class Imported:
    """What came of it: rows read, documents issued, tags given, and what is to be said besides."""

    rows: int
    documents: tuple[str, ...]
    tags: tuple[str, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of list: its headings, its reader, and what is done with its rows."""

    layout: Layout
    parse: Callable[[Table, Reference], Parsed[Any]]
    write: Callable[[Work, tuple[Any, ...]], tuple[str, ...]]


def read_file(path: Path, kind: str, choices: Choices | None = None) -> Table:
    """The table in a file; before any transaction, since it may take a while.

    Raises a `FileProblem`.
    """
    return read_table(path, KINDS[kind].layout, choices)


def look(connection: Connection, table: Table, kind: str, today: date) -> Parsed[Any]:
    """What an import would read, or every problem; writes nothing."""
    return KINDS[kind].parse(table, reference(connection, today))


def write(work: Work, table: Table, kind: str) -> Imported:
    """Put a whole file into the books. Raises `Refusals` with all problems."""
    parsed = look(work.connection, table, kind, work.today)
    rows = parsed.accepted()
    before = len(work.issued)
    tags = KINDS[kind].write(work, rows)
    return Imported(len(rows), tuple(work.issued[before:]), tags, parsed.notices)


def reference(connection: Connection, today: date) -> Reference:
    """What there is already, for a list to be read against."""
    givers = catalogue.donors(connection)
    return Reference(
        day=today,
        centres=tuple(Known(c.code, _names(c.name)) for c in catalogue.centres(connection)),
        items=tuple(
            KnownItem(
                *(i.code, _names(i.name), i.unit, dict(i.packs), i.keeps_expiry),
                barcodes=tuple(code for code, _ in i.barcodes),
                measure=i.measure,
                retired=bool(i.retired_on),
            )
            for i in catalogue.items(connection)
        ),
        donors=tuple(Known(d.code, _names(d.name)) for d in givers),
        retired_donors=frozenset(d.code for d in givers if d.retired_on),
        donations=tuple(
            KnownDonation(d.code, (d.reference,) if d.reference else (), d.donor)
            for d in catalogue.donations(connection)
        ),
        serials=by_all_serials(connection),
        lots=all_lots(connection),
    )


def _names(name: Named) -> tuple[str, ...]:
    return tuple(one for one in (name.fr, name.ar, name.en) if one)


def _grouped(rows: tuple[GoodsLine | ComputerLine, ...]) -> Iterator[tuple[Key, list[Any]]]:
    """The lines of one paper of the donor's for one centre; goods apart from computers."""
    groups: dict[tuple[Key, type], list[Any]] = {}
    for row in rows:
        key = (row.centre, row.origin, _title(row))
        groups.setdefault((key, type(row)), []).append(row)
    return ((key, lines) for (key, _), lines in groups.items())


def _title(row: GoodsLine | ComputerLine) -> Title:
    """Goods are given away: nobody keeps a title."""
    if isinstance(row, GoodsLine):
        return Title()
    return Title(row.owner, row.title, row.consent_until)


def _write_delivery(work: Work, rows: tuple[GoodsLine | ComputerLine, ...]) -> tuple[str, ...]:
    tags: list[str] = []
    for (centre, origin, title), lines in _grouped(rows):
        if isinstance(lines[0], GoodsLine):
            receive(work, _delivery(centre, origin, lines))
        else:
            tags += register(work, _registration(centre, origin, title, lines))[1]
    return tuple(tags)


def _delivery(centre: str, origin: Origin, lines: list[GoodsLine]) -> Delivery:
    notes = dict.fromkeys(note for line in lines for note in (line.reason, line.remarks) if note)
    return Delivery(
        centre=centre,
        donor=origin.donor,
        donation=origin.donation,
        paper=origin.waybill,
        remarks=_joined(notes),
        lines=[Incoming(line.item, line.quantity, line.lot, line.expiry) for line in lines],
        happened_on=_day(origin),
    )


def _registration(
    centre: str, origin: Origin, title: Title, lines: list[ComputerLine]
) -> Registration:
    return Registration(
        centre=centre,
        donor=origin.donor,
        donation=origin.donation,
        paper=origin.waybill,
        remarks=_joined(dict.fromkeys(line.remarks for line in lines if line.remarks)),
        assets=[_newcomer(line) for line in lines],
        title=title,
        happened_on=_day(origin),
    )


def _newcomer(line: ComputerLine) -> Newcomer:
    return Newcomer(
        *(line.serial, line.maker, line.model, line.category, line.condition, line.value),
        *(line.currency, line.warranty, line.accessories, line.notes, line.acquired_on),
    )


def _joined(notes: Iterable[str]) -> str:
    """The remarks of all lines on one paper, as many as it has room for."""
    joined = " · ".join(notes)
    return joined if len(joined) <= LONGEST_REMARKS else joined[: LONGEST_REMARKS - 1] + "…"


def _day(origin: Origin) -> date | None:
    return date.fromisoformat(origin.delivered_on) if origin.delivered_on else None


def _write_items(work: Work, rows: tuple[items.ItemLine, ...]) -> tuple[str, ...]:
    describe_items(work, [_described(work.connection, row) for row in rows])
    return ()


def _described(connection: Connection, row: items.ItemLine) -> Item:
    """What the list has no column for stays as it is known."""
    known = catalogue.item(connection, row.code)
    before = as_said(known) if known else Item(row.code, Named())
    names = {"name_fr": row.name_fr, "name_ar": row.name_ar, "name_en": row.name_en}
    said = {field.removeprefix("name_"): text for field, text in names.items() if field in row.told}
    facts: dict[str, dict[str, Any]] = {
        "unit": {"unit": row.unit or "piece"},
        "category": {"category": row.category},
        "expiry_kept": {"keeps_expiry": row.keeps_expiry},
        "pack": {"packs": row.packs},
        "barcode": {"barcodes": row.barcodes},
        "content": {"content": row.content[0], "measure": row.content[1]},
        "ration": {"ration": row.ration},
        "value": {"value": row.worth[0], "currency": row.worth[1]},
    }
    told = {name: value for field in row.told for name, value in facts.get(field, {}).items()}
    return structs.replace(before, name=structs.replace(before.name, **said), **told)


def _write_donors(work: Work, rows: tuple[donors.DonorLine, ...]) -> tuple[str, ...]:
    known = {one.code: one.name for one in catalogue.donors(work.connection)}
    described = []
    for row in rows:
        names = {"fr": row.name_fr, "ar": row.name_ar, "en": row.name_en}
        said = {code: name for code, name in names.items() if f"name_{code}" in row.told}
        before = known.get(row.code, Named())
        described.append(Donor(row.code, structs.replace(before, **said)))
    describe_donors(work, described)
    return ()


def _write_kits(work: Work, rows: tuple[kits.KitLine, ...]) -> tuple[str, ...]:
    for row in rows:
        instead = row.substitutes if row.tells_substitutes else _known_substitutes(work, row)
        define_kit(work, row.code, row.contents, instead, row.unknown)
    return ()


def _known_substitutes(work: Work, row: kits.KitLine) -> list[tuple[str, str]]:
    """Of what is in the kit still: a list that has no column for them leaves them as they are."""
    known = catalogue.kit(work.connection, row.code)
    return [
        (part, other)
        for part, others in (known.substitutes if known else ())
        for other in others
        if part in row.parts and other not in row.parts
    ]


def _write_donations(work: Work, rows: tuple[donations.DonationLine, ...]) -> tuple[str, ...]:
    for row in rows:
        told = (row.code, row.donor, row.funder, row.reference, row.agreed_on, row.remarks)
        describe_donation(work, DonationDescribed(*told))
    return ()


KINDS: dict[str, Kind] = {
    "items": Kind(ITEMS, items.parse, _write_items),
    "stock": Kind(DELIVERY, deliveries.parse, _write_delivery),
    "assets": Kind(ASSETS, assets.parse, _write_delivery),
    "kits": Kind(KITS, kits.parse, _write_kits),
    "donors": Kind(DONORS, donors.parse, _write_donors),
    "donations": Kind(DONATIONS, donations.parse, _write_donations),
}
