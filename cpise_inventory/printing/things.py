"""Labels of storerooms, lots, cartons, folders: what stands on each, and the sheet, journaled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final

from sqlalchemy import Connection

from cpise_inventory.catalogue.past import Then
from cpise_inventory.identity import label_text, read_lot
from cpise_inventory.journal.journal import Journal
from cpise_inventory.labels.events import Thing
from cpise_inventory.labels.printed import ANOTHER, Reprint, printed
from cpise_inventory.labels.things import numbered, print_things
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words, words
from cpise_inventory.paper.label_layout import Label
from cpise_inventory.paper.label_pdf import Printing, placements
from cpise_inventory.paper.label_pdf import draw as drawn
from cpise_inventory.people.rights import Right
from cpise_inventory.printing.labels import centre_name, donor_said, mark_of
from cpise_inventory.stationery.queries import Marks, known_sheet
from cpise_inventory.store import Store

NOBODY: Final = "ZZ-Z"
"""In place of a workstation, where the books can only be read."""


def thing_sheet(  # noqa: PLR0913 - what goes to paper, in whose name, and why again
    store: Store,
    person: str,
    things: Sequence[Thing],
    sheet_code: str,
    first: int = 1,
    language: str = "fr",
    options: Printing | None = None,
    *,
    reprint: Reprint = ANOTHER,
) -> bytes:
    """As `label_sheet`, of things; what has no number yet gets one."""
    options = options or Printing()
    with store.write(person) as work:
        work.require(Right.PRINT_LABELS)
        chosen = known_sheet(work.connection, sheet_code)
        placing = replace(options, start=first - 1)
        tuple(placements(len(things), chosen, placing))
        known, got = print_things(work, things, chosen.code, first, options.copies, reprint)
        out = BytesIO()
        labels = thing_contents(work.connection, store.journal, known, language, got)
        drawn(labels, chosen, out, placing)
    return out.getvalue()


def draw_things(
    connection: Connection,
    journal: Journal,
    things: Sequence[Thing],
    sheet_code: str,
    language: str = "fr",
    options: Printing | None = None,
    *,
    device: str,
) -> bytes:
    """The same as PDF without a line in the journal; what has no number yet bears the next ones of
    this device.
    """
    out = BytesIO()
    known = numbered(connection, device or NOBODY, things)
    labels = thing_contents(connection, journal, known, language)
    drawn(labels, known_sheet(connection, sheet_code), out, options or Printing())
    return out.getvalue()


def thing_contents(
    connection: Connection,
    journal: Journal,
    things: Sequence[Thing],
    language: str,
    generations: Mapping[str, int] | None = None,
) -> list[Label]:
    """What stands on the labels of these things, all of which have their numbers."""
    if generations is None:
        holding = printed(connection, [thing.number for thing in things])
        generations = {number: known.generation for number, known in holding.items()}
    w, now, marks = words(language), Then(connection, journal), Marks(connection)
    return [
        replace(
            _content(thing, now, marks, w),
            said=label_text(thing.number, generations.get(thing.number, 1)),
        )
        for thing in things
    ]


def _content(thing: Thing, now: Then, marks: Marks, w: Words) -> Label:
    if thing.place:
        return _place(thing, now, w)
    return _goods(thing, now, marks, w) if thing.item else _folder(thing, now, w)


def _place(thing: Thing, now: Then, w: Words) -> Label:
    centre, _, code = thing.place.partition("/")
    place = now.place(thing.place)
    name = w.pick(fr=place.name.fr, ar=place.name.ar, en=place.name.en) if place else ""
    lines = tuple(filter(None, (name, w.ltr(thing.number))))
    return Label(code, lines, centre=centre_name(centre, now, w), said=label_text(thing.number))


def _goods(thing: Thing, now: Then, marks: Marks, w: Words) -> Label:
    lot, item = read_lot(thing.lot), now.item(thing.item)
    name = w.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en) if item else ""
    number = w.t("Lot {lot}", lot=w.ltr(lot.number)) if lot.number else ""
    until = w.t("Exp. {expiry}", expiry=w.ltr(w.expiry(lot.expiry))) if lot.expiry else ""
    pack = _pack(thing, dict(item.packs), w) if item and thing.pack else ""
    about = " · ".join(filter(None, (number, until)))
    lines = (name, about, pack, w.ltr(thing.number))
    return Label(
        thing.item,
        tuple(filter(None, lines)),
        donor=donor_said(lot.donation, now, w),
        mark=mark_of(lot.donation, now, marks),
        said=label_text(thing.number),
    )


def _pack(thing: Thing, packs: Mapping[str, int], w: Words) -> str:
    name = terms.term(terms.UNITS, thing.pack, w)
    holds = packs.get(thing.pack, 0)
    return w.t("{pack} of {count}", pack=name[:1].upper() + name[1:], count=w.number(holds))


def _folder(thing: Thing, now: Then, w: Words) -> Label:
    kind = terms.term(terms.DOCUMENTS, thing.papers, w) if thing.papers else w.t("All documents")
    title = f"{thing.papers} {thing.year}".strip()
    lines = (f"{kind[:1].upper()}{kind[1:]}", w.ltr(thing.number))
    centre = centre_name(thing.centre, now, w)
    return Label(title, lines, centre=centre, said=label_text(thing.number))
