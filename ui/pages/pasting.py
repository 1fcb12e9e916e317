"""Rows copied from a spreadsheet become lines; what can't be read is said, the rest is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.folding import fold
from cpise_inventory.language.words import Words
from ui.kit.note import Note
from ui.look import Look
from ui.pages.goods import Goods, goods_of
from ui.pages.host import Host

if TYPE_CHECKING:
    from cpise_inventory.store import Store

MOST: Final = 200
"""Rows at a time: longer lists come in as files, where each problem has its row."""
SHOWN: Final = 5
IN: Final = {
    1: ("item",),
    2: ("item", "quantity"),
    3: ("item", "lot", "quantity"),
    4: ("item", "lot", "expiry", "quantity"),
}
"""What the cells of a delivery are, by how many there are; more than four are left aside."""
OUT: Final = {1: ("item",), 2: ("item", "quantity")}


@dataclass(frozen=True)
class Pasted:
    """`lines`: an item with the texts of its cells; `unknown`: what names no item."""

    lines: tuple[tuple[Goods, dict[str, str]], ...]
    unknown: tuple[str, ...]


def paste(
    page: Host,
    rows: Sequence[Sequence[str]],
    cells: dict[int, tuple[str, ...]],
    done: Callable[[Pasted], object],
) -> None:
    """Looks the items up, by code or by a name that is only theirs."""
    words = page.look.words
    read = [_named(row, cells) for row in rows[:MOST] if any(cell.strip() for cell in row)]
    page.ask(lambda store: _look_up(store, read, words), done)


def say_unknown_rows(note: Note, look: Look, pasted: Pasted) -> None:
    """Those that are no items, so that nothing is left out in silence."""
    words, unknown = look.words, pasted.unknown
    if not unknown:
        return
    named = words.join(words.isolate(text) for text in unknown[:SHOWN])
    title = words.n(
        "{count} row pasted names no item: {rows}",
        "{count} rows pasted name no item: {rows}",
        len(unknown),
        rows=named if len(unknown) <= SHOWN else f"{named} …",
    )
    note.say("warn", title, words.t("The other rows are in the lines below."))


def _named(row: Sequence[str], cells: dict[int, tuple[str, ...]]) -> dict[str, str]:
    names = cells[min(len(row), max(cells))]
    return {name: " ".join(text.split()) for name, text in zip(names, row, strict=False)}


def _look_up(store: "Store", rows: Sequence[dict[str, str]], words: Words) -> Pasted:
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - brings SQLAlchemy with it

    with store.read() as connection:
        items = queries.items(connection)
    by_name: dict[str, list[queries.Item]] = {}
    for item in items:
        name = item.name
        for text in {fold(one) for one in (item.code, name.fr, name.ar, name.en) if one}:
            by_name.setdefault(text, []).append(item)
    lines, unknown = [], []
    for row in rows:
        found = by_name.get(fold(row["item"]), [])
        if len(found) == 1:
            texts = {key: text for key, text in row.items() if key != "item"}
            lines.append((goods_of(found[0], words), texts))
        else:
            unknown.append(row["item"] or "–")
    return Pasted(tuple(lines), tuple(unknown))
