"""Finding things from what is typed or scanned at the top of the window. Runs in the worker.

Imported when first needed: it brings the books' own modules with it.
"""

from collections.abc import Iterator
from typing import Final

from cpise_inventory.asset_filters import Filter as AssetFilter
from cpise_inventory.assets.queries import asset_of, assets, by_serial
from cpise_inventory.campaigns.queries import campaign_of
from cpise_inventory.catalogue.queries import find_items, item
from cpise_inventory.checking import check_text
from cpise_inventory.counts.queries import sheet
from cpise_inventory.documents.queries import Filter as DocumentFilter
from cpise_inventory.documents.queries import document_of, register_page
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import read_tag
from cpise_inventory.language.folding import fold
from cpise_inventory.language.terms import DOCUMENTS as KINDS
from cpise_inventory.language.words import Words
from cpise_inventory.paper.statement import PREFIX
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
    for found in hits:
        fact = f"{found.maker} {found.model} {found.custodian}".strip()
        target = Target("assets", {"tag": found.tag})
        yield Hit(THINGS, "monitor", found.tag, w.isolate(fact), target, code=True)


def resolve(store: Store, text: str) -> Target | None:
    """What one reading of a scan names here; None if it's no code of anything in the books."""
    return _asset(store, text) or _paper(store, text) or _item(store, text)


def _asset(store: Store, text: str) -> Target | None:
    with store.read() as connection:
        try:
            tag = read_tag(text)
        except Refusal:
            tag = by_serial(connection, [text.strip()]).get(text.strip(), "")
        known = bool(tag) and asset_of(connection, tag) is not None
    return Target("assets", {"tag": tag}) if known else None


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


def _item(store: Store, text: str) -> Target | None:
    code = text.strip().upper()
    with store.read() as connection:
        known = item(connection, code) is not None
    return Target("stock", {"item": code}) if known else None
