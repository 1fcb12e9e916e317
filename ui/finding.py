"""Finding things from what is typed or scanned at the top of the window. Runs in the worker.

Imported when first needed: it brings the books' own modules with it.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cpise_inventory import clock
from cpise_inventory.asset_filters import Filter as AssetFilter
from cpise_inventory.assets.queries import assets
from cpise_inventory.assets.telling import rooms
from cpise_inventory.campaigns.queries import campaign_of
from cpise_inventory.catalogue.queries import find_items
from cpise_inventory.checking import check_text
from cpise_inventory.counts.queries import sheet
from cpise_inventory.documents.queries import Filter as DocumentFilter
from cpise_inventory.documents.queries import document_of, register_page
from cpise_inventory.language.folding import fold
from cpise_inventory.language.terms import DOCUMENTS as KINDS
from cpise_inventory.language.words import Words
from cpise_inventory.paper.statement import PREFIX
from cpise_inventory.scans import Kind, Scanned, best_of
from cpise_inventory.store import Store
from cpise_inventory.transfers.queries import transfer_of
from ui.hits import DOCUMENTS, THINGS, Hit, Target

FEWEST: Final = 2
"""Letters before the books are asked: one letter is in everything."""
EACH: Final = 4
"""Hits of a kind: the list is for going somewhere, not for reading."""


def find(store: Store, w: Words, text: str) -> list[Hit]:
    """Documents, then items, then equipment that hold the text."""
    if len(fold(text)) < FEWEST:
        return []
    return [*_documents(store, w, text), *_items(store, w, text), *_assets(store, w, text)]


def _documents(store: Store, w: Words, text: str) -> Iterator[Hit]:
    with store.read() as connection:
        hits = register_page(connection, DocumentFilter(text=text.strip()), 0, EACH)
    for found in hits:
        parts = (w.t(KINDS.get(found.code, "")), found.party, w.date(found.happened_on))
        fact = " · ".join(w.isolate(part) for part in parts if part)
        target = Target("documents", {"number": found.number})
        yield Hit(DOCUMENTS, "receipt-text", found.number, fact, target, code=True)


def _items(store: Store, w: Words, text: str) -> Iterator[Hit]:
    with store.read() as connection:
        hits = find_items(connection, fold(text), EACH)
    for found in hits:
        name = w.pick(fr=found.name.fr, ar=found.name.ar, en=found.name.en)
        yield Hit(THINGS, "package", name, w.ltr(found.code), Target("stock", {"item": found.code}))


def _assets(store: Store, w: Words, text: str) -> Iterator[Hit]:
    with store.read() as connection:
        hits = assets(connection, AssetFilter(text=text.strip()), most=EACH)
        called = rooms(connection, w) if hits else {}
    for found in hits:
        holder = called.get(found.custodian, found.custodian)
        fact = f"{found.maker} {found.model} {holder}".strip()
        target = Target("assets", {"tag": found.tag})
        yield Hit(THINGS, "monitor", found.tag, w.isolate(fact), target, code=True)


class Found(NamedTuple):
    """What a scan is, and where that leads; `target` is None where it leads nowhere."""

    scanned: Scanned
    target: Target | None


def answer(store: Store, readings: Sequence[str], centre: str) -> Found:
    """One scan in its readings, at a centre."""
    with store.read() as connection:
        found = best_of(connection, store.journal, readings, clock.today(), centre)
    if found.kind is Kind.DOCUMENT:
        return Found(found, _paper(store, found.text))
    return Found(found, _target(found) if found.leads else None)


def _target(found: Scanned) -> Target:
    match found.kind:
        case Kind.PLACE:
            return Target("stock", {"centre": found.centre, "room": found.name})
        case Kind.FOLDER if found.thing is not None:
            thing = found.thing
            facts = {"centre": thing.centre, "papers": thing.papers, "year": thing.year}
            return Target("documents", facts)
        case Kind.TAG:
            return Target("assets", {"blank": found.name})
        case Kind.ASSET:
            return Target("assets", {"tag": found.name})
    return Target("stock", {"item": found.name})


def _paper(store: Store, text: str) -> Target | None:
    with store.read() as connection:
        verdict = check_text(connection, store.journal, text)
        number = verdict.number
        found = document_of(connection, number) if number else None
        known = found is not None
        counts = known and sheet(connection, number) is not None
        walked = known and campaign_of(connection, number) is not None
    if found is not None and _comes_in(store, found.number, genuine=verdict.genuine):
        return Target("transfers", {"receive": found.number})
    if counts and (verdict.genuine or not text.startswith(PREFIX)):  # a sheet is counted by it
        return Target("count", {"number": number})
    if walked and (verdict.genuine or not text.startswith(PREFIX)):  # and a list is walked by it
        return Target("verification", {"number": number})
    if text.startswith(PREFIX):  # a paper's own code is judged, all the more when it's not ours
        return Target("documents", {"number": number if known else "", "code": text})
    return Target("documents", {"number": number}) if known else None


def _comes_in(store: Store, number: str, *, genuine: bool) -> bool:
    """Whether this is a genuine waybill of which something is still on the road."""
    with store.read() as connection:
        waybill = transfer_of(connection, number) if genuine else None
    return waybill is not None and waybill.is_coming
