"""What a form answers to a scan or a choice, in the large band, and what it says of a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.look import Look
from ui.pages.goods import Goods, pack_names

if TYPE_CHECKING:
    from cpise_inventory.importing.commands import Imported


def say_added(note: Note, look: Look, goods: Goods, at: int, more: Sequence[str] = ()) -> None:
    """`at` counts from 0."""
    words = look.words
    line = words.ltr(str(at + 1))
    said = words.t("{item} — added, line {line}", item=goods.name, line=line)
    facts = [words.t("Code {code}", code=words.ltr(goods.code)), pack_names(goods, words), *more]
    note.say("good", said, " · ".join(fact for fact in facts if fact))


def say_more(note: Note, look: Look, line: tuple[Goods, int], units: int, quantity: int) -> None:
    """The same code again: one more, or a pack more. `line`: what, and where counted from 0."""
    goods, at = line
    words = look.words
    told = {"item": goods.name, "line": words.ltr(str(at + 1))}
    if units == 1:
        said = words.t("{item} — one more, line {line}", **told)
    else:
        more = words.ltr(words.number(units))
        said = words.t("{item} — {more} more, line {line}", more=more, **told)
    now = words.ltr(words.number(quantity))
    note.say("good", said, words.t("Quantity: {quantity}", quantity=now))


@dataclass(frozen=True)
class Ways:
    """Out of an unknown code: by name, by describing the item, or taking it for the lot's."""

    choose: Callable[[], object]
    create: Callable[[], object] | None = None
    why_not_create: str = ""
    lot: Callable[[], object] | None = None


def say_unknown(note: Note, look: Look, code: str, ways: Ways) -> None:
    words = look.words
    buttons = []
    if ways.lot is not None:
        buttons.append(Button(look, words.t("It is the lot"), ways.lot, icon="layers"))
    if ways.create is not None:
        create = Button(look, words.t("New item"), ways.create, icon="plus")
        create.allow(not ways.why_not_create, ways.why_not_create)
        buttons.append(create)
        text = words.t("Add the item to the catalogue, or choose it by its name.")
    else:
        text = words.t(
            "It is no item of the catalogue. Choose it by its name, or receive it first."
        )
    buttons.append(Button(look, words.t("Choose by name"), ways.choose, icon="search"))
    title = words.t("Unknown code: {code}", code=words.ltr(code))
    note.say("bad", title, text, buttons, icon="scan-barcode")


def of_line(look: Look, at: int, said: str) -> str:
    words = look.words
    return words.t("Line {line}: {problem}", line=words.ltr(str(at + 1)), problem=said)


def say_imported(note: Note, desk: Desk, done: "Imported") -> None:
    """What came of a list, with the ways to its papers and labels."""
    words, look = desk.look.words, desk.look
    ways = []
    if done.tags:
        labels = partial(desk.go, "labels", unlabelled=True)
        ways.append(Button(look, words.t("Print labels"), labels, icon="tag"))
    if done.documents:
        papers = partial(desk.go, "documents")
        ways.append(Button(look, words.t("See the documents"), papers, icon="file-text"))
    facts = [words.join(words.ltr(number) for number in done.documents[:4])]
    if len(done.documents) > len(done.documents[:4]):
        facts = [
            words.n("{count} document issued", "{count} documents issued", len(done.documents))
        ]
    if done.tags:
        facts.append(
            words.n("{count} asset registered", "{count} assets registered", len(done.tags))
        )
    title = words.n("{count} row is in the books.", "{count} rows are in the books.", done.rows)
    note.say("good", title, " · ".join(fact for fact in facts if fact), ways)
