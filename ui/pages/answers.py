"""What a form answers to a scan or a choice, in the large band, and what it says of a line."""

from collections.abc import Callable, Sequence
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


def say_one_more(note: Note, look: Look, goods: Goods, at: int, quantity: int) -> None:
    words = look.words
    line = words.ltr(str(at + 1))
    said = words.t("{item} — one more, line {line}", item=goods.name, line=line)
    now = words.ltr(words.number(quantity))
    note.say("good", said, words.t("Quantity: {quantity}", quantity=now))


def say_unknown(
    note: Note,
    look: Look,
    code: str,
    choose: Callable[[], object],
    create: Callable[[], object] | None = None,
    why_not: str = "",
) -> None:
    """The next step is to choose by name or, where goods come in, to describe the item."""
    words = look.words
    by_name = Button(look, words.t("Choose by name"), choose, icon="search")
    title = words.t("Unknown code: {code}", code=words.ltr(code))
    if create is None:
        text = words.t(
            "It is no item of the catalogue. Choose it by its name, or receive it first."
        )
        note.say("bad", title, text, (by_name,), icon="scan-barcode")
        return
    new = Button(look, words.t("New item"), create, icon="plus")
    new.allow(not why_not, why_not)
    text = words.t("Add the item to the catalogue, or choose it by its name.")
    note.say("bad", title, text, (new, by_name), icon="scan-barcode")


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
            words.n("{count} computer registered", "{count} computers registered", len(done.tags))
        )
    title = words.n("{count} row is in the books.", "{count} rows are in the books.", done.rows)
    note.say("good", title, " · ".join(fact for fact in facts if fact), ways)
