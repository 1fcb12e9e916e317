"""What can be labelled, row by row: computers, blank tags, places, lots, cartons, folders."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cpise_inventory.language.terms import DOCUMENTS, UNITS, term
from cpise_inventory.language.words import N_, Words
from ui.pages.names import picked

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.labels.events import Thing
    from cpise_inventory.labels.queries import BlankTag
    from cpise_inventory.store import Store

ASSETS, BLANK = "assets", "blank"
PLACES, LOTS, CARTONS, FOLDERS = "places", "lots", "cartons", "folders"
WHATS: Final = {
    ASSETS: N_("Equipment"),
    BLANK: N_("Blank tags"),
    PLACES: N_("Storerooms and shelves"),
    LOTS: N_("Lots"),
    CARTONS: N_("Cartons"),
    FOLDERS: N_("Folders of documents"),
}
OF_LETTERS: Final = {"P": PLACES, "L": LOTS, "C": CARTONS, "F": FOLDERS}


@dataclass(frozen=True)
class LabelRow:
    """`key`: the tag, or the thing as JSON; `code` and `about` are what its label says."""

    key: str
    code: str
    about: str


def has_tags(what: str) -> bool:
    return what in (ASSETS, BLANK)


def asset_row(asset: "Asset") -> LabelRow:
    return LabelRow(asset.tag, asset.tag, f"{asset.maker} {asset.model}".strip())


def blank_row(blank: "BlankTag", words: Words) -> LabelRow:
    day = words.ltr(words.when(blank.reserved_at).split()[0])
    return LabelRow(blank.tag, blank.tag, words.t("reserved on {day}", day=day))


def thing_key(thing: "Thing") -> str:
    """The thing itself, without the number that its labels have."""
    import msgspec  # noqa: PLC0415 - with the books' own

    return msgspec.json.encode(msgspec.structs.replace(thing, number="")).decode()


def thing_of_key(key: str) -> "Thing":
    import msgspec  # noqa: PLC0415 - as above

    from cpise_inventory.labels.events import Thing  # noqa: PLC0415 - SQLAlchemy

    return msgspec.json.decode(key, type=Thing)


def key_said(key: str) -> str:
    """What a key names, for somebody to read: the tag, or the thing by its code."""
    if not key.startswith("{"):
        return key
    thing = thing_of_key(key)
    lot = thing.lot.rsplit("/", 2)[0]
    goods = " ".join(filter(None, (thing.item, lot, thing.pack)))
    return thing.place or goods or f"{thing.centre} {thing.papers} {thing.year}"


def key_of_number(store: "Store", number: str) -> str:
    """Of the thing whose label bears this number; empty where it isn't known here."""
    from cpise_inventory.labels.queries import thing_of  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        thing = thing_of(connection, number)
    return thing_key(thing) if thing is not None else ""


def things_of(store: "Store", what: str, centre: str, *, unlabelled: bool) -> "list[Thing]":
    """Those of a centre, or of all; perhaps only those that never had a label."""
    from cpise_inventory.catalogue.queries import centres  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.labels import choosing  # noqa: PLC0415 - as above
    from cpise_inventory.labels.queries import numbers  # noqa: PLC0415 - as above
    from ui.pages.form_sheet import today  # noqa: PLC0415 - as above

    with store.read() as connection:
        codes = [centre] if centre else [one.code for one in centres(connection)]
        found: list[Thing] = []
        for code in codes:
            if what == PLACES:
                found += choosing.places_of(connection, code)
            elif what == FOLDERS:
                found += choosing.folders_of(connection, code, today().year)
            else:
                found += choosing.lots_of(connection, code, pack="*" if what == CARTONS else "")
        known = numbers(connection) if unlabelled else {}
    every = list(dict.fromkeys(found))
    return [one for one in every if not known.get(one)] if unlabelled else every


def thing_rows(store: "Store", things: "Sequence[Thing]", words: Words) -> list[LabelRow]:
    """With the names that the books have for them now."""
    from cpise_inventory.catalogue.queries import centres, names  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.catalogue.queries import places as places_in  # noqa: PLC0415 - as above

    with store.read() as connection:
        named: dict[str, Any] = dict(names(connection))
        named |= {one.code: one.name for one in centres(connection)}
        named |= {one.code: one.name for one in places_in(connection)}
    called = picked(named, words)
    return [_row(thing, called, words) for thing in things]


def _row(thing: "Thing", called: dict[str, str], words: Words) -> LabelRow:
    key = thing_key(thing)
    if thing.place:
        return LabelRow(key, thing.place, called.get(thing.place, ""))
    if not thing.item:
        kind = term(DOCUMENTS, thing.papers, words) if thing.papers else words.t("All documents")
        code = f"{thing.papers} {thing.year}".strip()
        return LabelRow(key, code, f"{kind} · {called.get(thing.centre, thing.centre)}")
    number, expiry, _donation = thing.lot.rsplit("/", 2)
    parts = [called.get(thing.item, ""), words.ltr(number)]
    parts += [words.ltr(words.expiry(expiry))] if expiry else []
    parts += [term(UNITS, thing.pack, words)] if thing.pack else []
    return LabelRow(key, thing.item, " · ".join(filter(None, parts)))
