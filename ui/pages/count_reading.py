"""What the page of counts reads of the books, in the store's thread, in the words of the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cpise_inventory.clock import today
from cpise_inventory.language.packs import Packs
from cpise_inventory.language.terms import COUNT_SORTS, UNITS, term
from cpise_inventory.language.words import Words
from ui.pages.names import picked
from ui.pages.signing import Signer, only_doers, signers

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Item
    from cpise_inventory.counts.queries import Compared, Sheet
    from cpise_inventory.counts.results import Accuracy, ByReason
    from cpise_inventory.store import Store

Key = tuple[str, str, str]
"""Place, item, lot; an empty lot is the whole item."""
LOOKED_BACK: Final = 365
"""Days of accuracy and reasons."""


@dataclass(frozen=True)
class CountLine:
    """A line of a sheet, as it is called; `place` by its name. `booked` is None on a blind one."""

    key: Key
    place: str
    name: str
    number: str = ""
    expiry: str = ""
    unit: str = ""
    booked: int | None = None
    packs: Packs = ()


@dataclass(frozen=True)
class Counting:
    """One count: its sheet, its lines, the figures that hold, and who may do what."""

    sheet: "Sheet"
    lines: tuple[CountLine, ...]
    found: Mapping[Key, int]
    compared: "tuple[Compared, ...]"
    """Once it is finished: who counts isn't told what the books say."""
    counters: tuple[str, ...]
    """Sign-in names of who entered figures."""
    approvers: tuple[Signer, ...]
    people: Mapping[str, str]
    moment: int
    """Now, by the hybrid clock."""
    booked_twice: bool = False
    not_again: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Item to be counted again -> who has counted it already."""

    @property
    def by_counters(self) -> bool:
        """Nobody but those who counted may approve it."""
        return only_doers(self.approvers, self.counters)


def read_count(store: "Store", number: str, words: Words) -> Counting | None:
    """None where there is no such count."""
    from cpise_inventory.counts import queries, results  # noqa: PLC0415 - brings SQLAlchemy with it
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above

    with store.read() as connection:
        sheet = queries.sheet(connection, number)
        if sheet is None:
            return None
        found = {one.key: one.quantity for one in queries.found(connection, number)}
        keys = list(dict.fromkeys((*queries.scope(connection, number), *found)))
        counters = queries.counters(connection, number)
        everybody = persons(connection, closed=True)
        now = _booked_now(connection, keys) if not sheet.blind and sheet.status == "open" else {}
        booked = [one for one in results.approvals(connection, number) if one.differing]
        again = queries.asked_again(connection, number)
        return Counting(
            sheet=sheet,
            lines=tuple(lines_of(connection, keys, words, now)),
            found=found,
            compared=tuple(queries.compared(connection, number)) if sheet.status != "open" else (),
            counters=tuple(sorted(counters)),
            approvers=signers(connection, counters),
            people={one.name: one.display for one in everybody},
            moment=queries.moment(connection),
            booked_twice=sheet.status != "undone" and len(booked) > 1,
            not_again={
                item: tuple(sorted(queries.counters_before(connection, number, item)))
                for item in again
                if any(key[1] == item and key not in found for key in keys)
            },
        )


def _booked_now(connection: Any, keys: Sequence[Key]) -> dict[Key, int]:
    from cpise_inventory.counts.queries import lots_known  # noqa: PLC0415 - as above

    return {
        (location, item, lot): quantity
        for location, item in dict.fromkeys(key[:2] for key in keys)
        for lot, quantity in lots_known(connection, location, item)
    }


def lines_of(
    connection: Any, keys: Sequence[Key], words: Words, booked: Mapping[Key, int]
) -> list[CountLine]:
    """These lines as the window calls them."""
    from cpise_inventory.catalogue.queries import items, places  # noqa: PLC0415 - as above

    known = {one.code: one for one in items(connection)}
    rooms = picked({one.code: one.name for one in places(connection, closed=True)}, words)
    return [_line(key, known.get(key[1]), rooms, words, booked.get(key)) for key in keys]


def _line(
    key: Key, item: "Item | None", rooms: Mapping[str, str], words: Words, booked: int | None
) -> CountLine:
    from cpise_inventory.identity import read_lot  # noqa: PLC0415 - as above

    location, code, lot = key
    name = words.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en) if item else code
    number, expiry, _ = read_lot(lot) if lot else ("", "", "")
    return CountLine(
        key,
        place=rooms.get(location) or location.partition("/")[2],
        name=name or code,
        number=number,
        expiry=words.expiry(expiry) if expiry else "",
        unit=term(UNITS, item.unit, words) if item else "",
        booked=booked,
        packs=item.packing if item else (),
    )


def lots_there(store: "Store", places: Sequence[str], code: str, words: Words) -> list[CountLine]:
    """The lines of an item that is not on the sheet yet: its lots there, else the item as one."""
    from cpise_inventory.counts.queries import lots_known  # noqa: PLC0415 - as above

    with store.read() as connection:
        keys = [
            (place, code, lot)
            for place in places
            for lot, quantity in lots_known(connection, place, code)
            if quantity
        ]
        return lines_of(connection, keys or [(places[0], code, "")], words, {})


def read_more(store: "Store", keys: Sequence[Key], words: Words) -> list[CountLine]:
    """Lines that were found before and don't stand on the sheet."""
    if not keys:
        return []
    with store.read() as connection:
        return lines_of(connection, keys, words, {})


@dataclass(frozen=True)
class Glance:
    """How counting went in the last year, and how many counts there are of each kind."""

    accuracy: "list[Accuracy]"
    reasons: "list[ByReason]"
    sizes: dict[str, int]
    places: dict[str, str]


def read_glance(store: "Store", words: Words) -> Glance:
    from datetime import timedelta  # noqa: PLC0415 - beside its use

    from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - as above
    from cpise_inventory.counts import queries, results  # noqa: PLC0415 - as above

    since = today() - timedelta(days=LOOKED_BACK)
    with store.read() as connection:
        return Glance(
            accuracy=results.accuracy(connection, since=since),
            reasons=results.by_reason(connection, since=since),
            sizes={
                status: queries.sheets_size(connection, status=status)
                for status in ("", "open", "waits", "done")
            },
            places=picked({one.code: one.name for one in catalogue.centres(connection)}, words),
        )


def what_of(sheet: "Sheet", words: Words) -> str:
    """`Whole storeroom`, `One category: hygiène`."""
    what = term(COUNT_SORTS, sheet.sort, words)
    what = what[:1].upper() + what[1:]
    return f"{what} · {words.isolate(sheet.category)}" if sheet.category else what
