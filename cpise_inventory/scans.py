"""What any code is that is scanned here: ours or another program's, good or replaced, known or not.

Whoever scans wants one plain answer and the next step; what a page then does with it is its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from cpise_inventory.assets import queries as assets
from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.checking import DAMAGED, NOT_OURS, check_text
from cpise_inventory.documents.queries import document_of
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import (
    PREFIX,
    LabelCode,
    MistypedTagError,
    NotATagError,
    read_label,
    read_lot,
)
from cpise_inventory.journal.journal import Journal
from cpise_inventory.labels.events import Thing
from cpise_inventory.labels.printed import Printed, printed
from cpise_inventory.labels.queries import blank_tags, thing_of
from cpise_inventory.paper.statement import PREFIX as SIGNED
from cpise_inventory.scanned import UnknownGtinError, UnknownScanError, read_box
from cpise_inventory.slips import near_tag
from cpise_inventory.statuses import CANCELLED


class Kind(StrEnum):
    """What it names."""

    ASSET = "asset"
    TAG = "tag"  # that no asset has yet
    PLACE = "place"
    LOT = "lot"
    CARTON = "carton"
    FOLDER = "folder"
    DOCUMENT = "document"
    ITEM = "item"
    NOTHING = ""


class Verdict(StrEnum):
    """How it stands with it; the worst of what can be said."""

    KNOWN = "known"
    OTHER_CENTRE = "other_centre"
    UNUSED = "unused"  # a blank tag that waits for its asset
    REPLACED = "replaced"
    VOID = "void"
    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
    FOREIGN = "foreign"


THINGS: Final = {"P": Kind.PLACE, "L": Kind.LOT, "C": Kind.CARTON, "F": Kind.FOLDER}
LEADS: Final = (Verdict.KNOWN, Verdict.UNUSED, Verdict.REPLACED, Verdict.OTHER_CENTRE)
"""From these one comes to what was scanned."""


@dataclass(frozen=True)
class Scanned:
    """One code's answer. `name`: the tag, location, item, number, or the text itself.

    `centre`: whose it is; `here`: whether these books know it; `replaced_at`: when the label that
    holds was printed, microseconds; `near`: what was meant by a mistyped one; `program`: whose a
    foreign one is; `thing`: what a label of a thing names; `refusal`: why it can't be read; `text`:
    what was scanned.
    """

    kind: Kind
    verdict: Verdict
    name: str
    centre: str = ""
    here: bool = True
    replaced_at: int = 0
    reason: str = ""
    near: str = ""
    program: str = ""
    thing: Thing | None = None
    item: str = ""
    lot: str = ""
    expiry: str = ""
    pack: str = ""
    quantity: int = 0
    refusal: Refusal | None = None
    text: str = ""

    @property
    def leads(self) -> bool:
        """Whether it can be gone to."""
        return self.here and self.verdict in LEADS


def what_is(
    connection: Connection, journal: Journal, text: str, today: date, centre: str = ""
) -> Scanned:
    """What this text of a code is, seen from a centre, or from all. Never raises."""
    plain = text.strip()
    return replace(_told(connection, journal, plain, today, centre), text=plain)


def _told(
    connection: Connection, journal: Journal, plain: str, today: date, centre: str
) -> Scanned:
    code, slip = _label(plain)
    if code is not None and (found := _of_label(connection, code, centre)).here:
        return found
    named = (
        _serial(connection, plain, centre)
        or _document(connection, journal, plain)
        or _goods(connection, plain, today)
    )
    if named is not None:
        return named
    if code is not None:
        return found
    if program := foreign(plain):
        return Scanned(Kind.NOTHING, Verdict.FOREIGN, plain, here=False, program=program)
    near = near_tag(connection, plain)
    if slip is not None or near:
        refusal = near or slip
        meant = near.near if near else ""
        kind = _of_tag(connection, meant).kind if meant else Kind.NOTHING
        return Scanned(kind, Verdict.MISTYPED, plain, here=False, near=meant, refusal=refusal)
    return Scanned(Kind.NOTHING, Verdict.UNKNOWN, plain, here=False)


def best_of(
    connection: Connection, journal: Journal, readings: Sequence[str], today: date, centre: str = ""
) -> Scanned:
    """Of one scan in its readings: the one that is something here, else that which says most."""
    found = [what_is(connection, journal, text, today, centre) for text in readings]
    ranked = sorted(found, key=lambda one: (not one.here, _SAYS_MORE.index(one.verdict)))
    return ranked[0] if ranked else Scanned(Kind.NOTHING, Verdict.UNKNOWN, "", here=False)


_SAYS_MORE: Final = (
    *(Verdict.KNOWN, Verdict.UNUSED, Verdict.REPLACED, Verdict.VOID, Verdict.OTHER_CENTRE),
    *(Verdict.MISTYPED, Verdict.FOREIGN, Verdict.UNKNOWN),
)


# --- our labels -----------------------------------------------------------------------------------


def _label(text: str) -> tuple[LabelCode | None, Refusal | None]:
    """The label's code, or what is wrong with one that can be nothing else, or neither."""
    try:
        return read_label(text), None
    except MistypedTagError as slip:
        return None, slip
    except NotATagError as other:
        return None, other if text.upper().startswith(f"{PREFIX}:") else None


def _of_label(connection: Connection, code: LabelCode, centre: str) -> Scanned:
    holds = printed(connection, [code.name]).get(code.name, Printed())
    found = _of_thing(connection, code) if code.thing else _of_tag(connection, code.name)
    if not found.here:
        other = centre not in ("", code.centre)
        verdict = Verdict.OTHER_CENTRE if other else Verdict.UNKNOWN
        return replace(found, verdict=verdict, centre=code.centre)
    if found.verdict is Verdict.VOID:
        return found
    if 0 < code.generation < holds.generation:
        at, why = holds.replaced_at, holds.reason
        return replace(found, verdict=Verdict.REPLACED, replaced_at=at, reason=why)
    if centre and found.centre not in ("", centre):
        return replace(found, verdict=Verdict.OTHER_CENTRE)
    return found


def _of_tag(connection: Connection, tag: str) -> Scanned:
    known = assets.asset_of(connection, tag)
    if known is not None and known.status != CANCELLED:
        return Scanned(Kind.ASSET, Verdict.KNOWN, tag, known.centre)
    blank = blank_tags(connection, [tag]).get(tag)
    if blank is not None:
        verdict = Verdict.VOID if blank.void else Verdict.UNUSED
        return Scanned(Kind.TAG, verdict, tag, blank.centre, reason=blank.void)
    if known is not None:
        return Scanned(Kind.ASSET, Verdict.KNOWN, tag, known.centre)
    return Scanned(Kind.ASSET, Verdict.UNKNOWN, tag, here=False)


def _of_thing(connection: Connection, code: LabelCode) -> Scanned:
    kind = THINGS[code.thing]
    thing = thing_of(connection, code.name)
    if thing is None:
        return Scanned(kind, Verdict.UNKNOWN, code.name, here=False)
    if thing.place:
        centre = thing.place.partition("/")[0]
        return Scanned(kind, Verdict.KNOWN, thing.place, centre, thing=thing)
    if thing.item:
        lot = read_lot(thing.lot)
        item = catalogue.item(connection, thing.item)
        return Scanned(
            *(kind, Verdict.KNOWN, thing.item),
            thing=thing,
            item=thing.item,
            lot=lot.number,
            expiry=lot.expiry,
            pack=thing.pack,
            quantity=item.holds(thing.pack) if item else 1,
        )
    name = f"{thing.papers} {thing.year}".strip()
    return Scanned(kind, Verdict.KNOWN, name, thing.centre, thing=thing)


# --- what else has a code -------------------------------------------------------------------------


def _serial(connection: Connection, text: str, centre: str) -> Scanned | None:
    tag = assets.by_serial(connection, [text]).get(text, "")
    return _of_label(connection, LabelCode(tag), centre) if tag else None


def _document(connection: Connection, journal: Journal, text: str) -> Scanned | None:
    """A paper's own code is judged elsewhere, all the more when it's not ours: here it's named."""
    judged = check_text(connection, journal, text)
    if text.startswith(SIGNED):
        verdict = Verdict.KNOWN if judged.genuine else Verdict.UNKNOWN
        verdict = Verdict.MISTYPED if judged.reason == DAMAGED else verdict
        return Scanned(Kind.DOCUMENT, verdict, judged.number or text, reason=judged.reason)
    if judged.reason == NOT_OURS or not judged.number:
        return None
    found = document_of(connection, judged.number)
    return Scanned(Kind.DOCUMENT, Verdict.KNOWN, found.number, found.centre) if found else None


def _goods(connection: Connection, text: str, today: date) -> Scanned | None:
    try:
        box = read_box(connection, text, today)
    except UnknownScanError:
        return None
    except UnknownGtinError as unknown:
        return Scanned(
            *(Kind.ITEM, Verdict.UNKNOWN, unknown.gtin),
            here=False,
            lot=unknown.lot,
            expiry=unknown.expiry,
            refusal=unknown,
        )
    except Refusal as slip:
        return Scanned(Kind.ITEM, Verdict.MISTYPED, text, here=False, refusal=slip)
    return Scanned(
        *(Kind.ITEM, Verdict.KNOWN, box.item.code),
        item=box.item.code,
        lot=box.lot,
        expiry=box.expiry,
        pack=box.pack,
        quantity=box.quantity,
    )


# --- other programs -------------------------------------------------------------------------------

_PROGRAMS: Final = (
    ("Snipe-IT", re.compile(r"https?://[^\s/]+(?:/[^\s]*)?/(?:hardware|ht)/[^\s]+", re.IGNORECASE)),
    ("GLPI", re.compile(r"https?://\S*(?:glpi|\.form\.php)\S*", re.IGNORECASE)),
    ("Homebox", re.compile(r"https?://\S+/(?:a|item|location)/[0-9a-z-]+", re.IGNORECASE)),
    ("InvenTree", re.compile(r"\{\s*\"(?:part|stockitem|stocklocation)\"\s*:.*\}|INV-[A-Z]{2}\d+")),
    ("Wi-Fi", re.compile(r"WIFI:.*", re.IGNORECASE)),
    ("vCard", re.compile(r"(?:BEGIN:VCARD|MECARD:).*", re.IGNORECASE | re.DOTALL)),
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)([^\s/?#]+).*", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,11}):\S.*", re.DOTALL)


def foreign(text: str) -> str:
    """Whose code it is by its form: a program's name, a web address's host, what stands before its
    colon; empty where it may be anybody's.
    """
    for program, form in _PROGRAMS:
        if form.fullmatch(text):
            return program
    if address := _ADDRESS.fullmatch(text):
        return address.group(1).lower()
    if text.startswith("{") and text.endswith("}"):
        return "JSON"
    scheme = _SCHEME.fullmatch(text)
    return scheme.group(1) if scheme and not text.upper().startswith(PREFIX) else ""
