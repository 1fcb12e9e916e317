"""What is said of a scan that no page wanted, or that came from a label which is not the last."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from cpise_inventory.language.scan_texts import said_of
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note

if TYPE_CHECKING:
    from cpise_inventory.identity import LabelCode
    from cpise_inventory.scans import Scanned
    from cpise_inventory.store import Store

QUIET = ("known", "unused", "replaced")
"""What it led to says enough; that a label was replaced is said by a toast, on every page."""
WARNED = ("other_centre",)


def say_scanned(note: Note, desk: Desk, scanned: "Scanned") -> str:
    """The answer with its next step, unless what was scanned is shown already; what it says."""
    if scanned.here and scanned.verdict in QUIET:
        return ""
    said = said_of(scanned, desk.look.words)
    tone = "warn" if scanned.here and scanned.verdict in WARNED else "bad"
    note.say(tone, said.what, said.step, list(_ways(desk, scanned)), icon="scan-barcode")
    return said.what


def replaced_said(store: "Store", code: "LabelCode", desk: Desk) -> str:
    """What is said of a label that another one has replaced; empty of one that holds."""
    from cpise_inventory.clock import today  # noqa: PLC0415 - the books' own come with it
    from cpise_inventory.identity import label_text  # noqa: PLC0415 - as above
    from cpise_inventory.scans import Verdict, what_is  # noqa: PLC0415 - as above

    with store.read() as connection:
        text = label_text(code.name, code.generation)
        found = what_is(connection, store.journal, text, today(), desk.session.centre)
    if found.verdict is not Verdict.REPLACED:
        return ""
    return " ".join(said_of(found, desk.look.words))


def _ways(desk: Desk, scanned: "Scanned") -> Iterator[Button]:
    look, words = desk.look, desk.look.words
    if scanned.near and scanned.kind == "tag":
        yield _register(desk, blank=scanned.near)
    elif scanned.near:
        see = partial(desk.go, "assets", tag=scanned.near)
        shown = words.t("See {tag}", tag=words.ltr(scanned.near))
        yield Button(look, shown, see, icon="monitor", role="primary")
    elif scanned.verdict == "foreign":
        yield Button(look, words.t("Print labels"), partial(desk.go, "labels"), icon="tag")
    elif scanned.verdict == "unknown" and not scanned.kind:
        yield _register(desk, serial=scanned.name)


def _register(desk: Desk, **facts: str) -> Button:
    from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

    register = partial(desk.go, "assets", **facts)
    made = Button(desk.look, desk.look.words.t("Register equipment"), register, icon="plus")
    why_not = desk.why_not(Right.MANAGE_ASSETS)
    made.allow(not why_not, why_not)
    return made
