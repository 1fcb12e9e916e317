"""The movement register: every line by which goods moved, a page at a time, and what it sums to.

Documents or stock cards are gone through in their order (`finding`), and a filter means one thing:
what `_Sieve.takes` says of a line. Each page ends after so many events looked at, however few of
them were wanted, so that nobody waits for a rare thing: it's asked on from where it stopped.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from cpise_inventory.identity import read_lot
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language.folding import fold
from cpise_inventory.locations import centre_of, is_real
from cpise_inventory.movements.filters import BY_DOCUMENT, CANCELLED, KINDS, STANDING, Filter
from cpise_inventory.movements.finding import (
    BEYOND,
    Found,
    Spot,
    Way,
    by_cards,
    by_day,
    by_document,
    by_lots,
    of_document,
)
from cpise_inventory.stock.events import Distributed, GivenBack, Line, Moving, Received
from cpise_inventory.stock.queries import lots_with_number
from cpise_inventory.transfers.events import Sent
from db import schema

PAGE: Final = 200
LOOKED_AT: Final = 2_500
"""Events, and lines of those that may be wanted, that one page looks at: so long nobody notices."""
FROM_A_CARD: Final = 4
"""As many events gone through in their own order cost what one costs that a card names."""
MOST_CARDS: Final = 150
"""With more of them, all documents are gone through instead; of lots, twice as many are too many
for their own way.
"""
LAST_DAY: Final = "9999-12-31"


class Movement(NamedTuple):
    """A line of the register. `recorded_at`: microseconds since 1970 UTC; `happened_on`: ISO.

    `lot` is its key. `whom`: who gave or got the goods, where a paper names one. `reversed_by`: the
    document that cancels this line's; `reverses`: the one that it cancels.
    """

    device: str
    seq: int
    line: int
    happened_on: str
    recorded_at: int
    document: str
    kind: str
    actor: str
    centre: str
    item: str
    lot: str
    number: str
    expiry: str
    donation: str
    source: str
    target: str
    quantity: int
    whom: str
    recipient_kind: str
    note: str
    reverses: str
    reversed_by: str

    @property
    def state(self) -> str:
        """`standing` or `cancelled`."""
        return CANCELLED if self.reversed_by or self.reverses else STANDING


class Page(NamedTuple):
    """`more`: from where to ask on; None when that was all."""

    lines: list[Movement]
    more: Spot | None


class Tally(NamedTuple):
    """How many lines, what came into what is asked about, and what left it; what was cancelled
    is counted among the lines alone. `more`: as of `Page`.
    """

    lines: int = 0
    came: int = 0
    went: int = 0
    more: Spot | None = None

    def plus(self, other: "Tally") -> "Tally":
        """Both together, as far as the other one went."""
        lines, came, went = (mine + its for mine, its in zip(self[:3], other[:3], strict=True))
        return Tally(lines, came, went, other.more)


@dataclass
class Register:
    """The register as a filter shows it; `today` is what its period is reckoned from."""

    connection: Connection
    journal: Journal
    wanted: Filter
    today: date

    def page(
        self, most: int = PAGE, after: Spot | None = None, *, oldest_first: bool = False
    ) -> Page:
        """The newest first, or the last document. At least `most` lines unless it stopped to take
        breath: an event is never cut in two.
        """
        lines: list[Movement] = []
        enough = self._sieve.looked + LOOKED_AT
        for found in self._found(after, oldest_first=oldest_first):
            lines += self._sieve.lines_of(found)
            if len(lines) >= most or self._sieve.looked >= enough:
                return Page(lines, found.spot)
        return Page(lines, None)

    def lines(self, *, oldest_first: bool = True) -> Iterator[Movement]:
        """All of it."""
        for found in self._found(None, oldest_first=oldest_first):
            yield from self._sieve.lines_of(found)

    def tally(self, after: Spot | None = None) -> Tally:
        """What the lines sum to, as many as a page's breath allows; to be asked on as a page is."""
        lines, more = self.page(LOOKED_AT, after)
        return self.summed(lines)._replace(more=more)

    def summed(self, lines: Iterable[Movement]) -> Tally:
        """What came and went: into and out of the storeroom that is asked about, else the centre,
        else any storeroom.
        """
        count = came = went = 0
        inside = self._sieve.is_inside
        for line in lines:
            count += 1
            into, out = inside(line.target), inside(line.source)
            if line.state == STANDING and into != out:
                came += line.quantity * into
                went += line.quantity * out
        return Tally(count, came, went)

    # --- the way ----------------------------------------------------------------------------------

    def _found(self, after: Spot | None, *, oldest_first: bool) -> Iterator[Found]:
        first, last = self.wanted.days(self.today)
        way = Way(first, last or LAST_DAY, oldest_first)
        if self.wanted.document:
            return self._of_document(way, after)
        if self.wanted.order == BY_DOCUMENT:
            return by_document(self.connection, way, after)
        if lots := self._lots():
            return by_lots(self.connection, way, after, lots)
        cards = self._cards()
        if cards is None:
            return by_day(self.connection, way, after)
        return by_cards(self.connection, way, after, cards)

    def _of_document(self, way: Way, after: Spot | None) -> Iterator[Found]:
        found = of_document(self.connection, self.wanted.document)
        if after is None:  # few: the first page has them all, and `page` may say there are more
            yield from found if way.oldest_first else found[::-1]

    def _cards(self) -> list[tuple[str, str]] | None:
        """(centre, item) whose cards hold all that is wanted; None where there are too many."""
        items = self._items()
        if items is None:
            return None
        c = schema.centre.c.code
        centre = self.wanted.centre or centre_of(self.wanted.place)
        centres = [centre] if centre else list(self.connection.scalars(select(c).order_by(c)))
        cards = [(where, item) for where in (*centres, *BEYOND) for item in items]
        return cards if len(cards) <= MOST_CARDS else None

    def _lots(self) -> list[tuple[str, str]]:
        """(item, key) of the lots that are meant, where few are; empty: any may be."""
        wanted = self.wanted
        if not (wanted.lot or wanted.donation):
            return []
        if wanted.donation:
            lot, kit = schema.lot.c, schema.kit.c  # kits may bear several donations
            given = lot.donation == wanted.donation
            made = lot.item.in_(select(kit.code)) & lot.donation.contains("+")
            known = [
                *self.connection.execute(select(lot.item, lot.lot).where(given)),
                *self.connection.execute(select(lot.item, lot.lot).where(made)),
            ]
        else:
            items = self.connection.scalars(select(schema.item.c.code)).all()
            known = [
                (item, one.lot)
                for item in items
                for one in lots_with_number(self.connection, item, wanted.lot)
            ]
        found = [
            (item, key)
            for item, key in known
            if wanted.item in ("", item) and self._sieve.is_lot(key)
        ]
        return found if len(found) <= MOST_CARDS // 2 else []

    def _items(self) -> list[str] | None:
        """What items can be meant; None: any."""
        wanted = self.wanted
        if wanted.item:
            return [wanted.item]
        if wanted.category:
            return sorted(self._sieve.of_category)
        if wanted.donation:
            lot, kit = schema.lot.c, schema.kit.c  # kits may bear several donations
            given = select(lot.item).where(lot.donation == wanted.donation).distinct()
            made = select(kit.code)
            return sorted({*self.connection.scalars(given), *self.connection.scalars(made)})
        if wanted.lot:
            known = self.connection.scalars(select(schema.item.c.code))
            return [one for one in known if lots_with_number(self.connection, one, wanted.lot)]
        return None

    @cached_property
    def _sieve(self) -> "_Sieve":
        return _Sieve(self.connection, self.journal, self.wanted, self.wanted.days(self.today))


@dataclass
class _Sieve:
    """What a filter lets through."""

    connection: Connection
    journal: Journal
    wanted: Filter
    days: tuple[str, str]
    looked: int = 0
    """At so many events and lines until now."""

    def lines_of(self, found: Found) -> Iterator[Movement]:
        """The lines of an event that are wanted. It's read only where it may have some."""
        self.looked += FROM_A_CARD if found.only else 1
        if not self._may_have_some(found):
            return
        said = self.journal.codec.decode(found.body).payload
        for number, line in enumerate(said.lines, 1):
            if found.only and number not in found.only:
                continue
            self.looked += 1
            movement = _movement(found, said, number, line)
            if self.takes(movement):
                yield movement

    def _may_have_some(self, found: Found) -> bool:
        wanted, (first, last) = self.wanted, self.days
        return (
            found.kind in KINDS
            and wanted.kind in ("", found.kind)
            and wanted.centre in ("", found.centre)
            and wanted.actor in ("", found.actor)
            and first <= found.happened_on <= (last or LAST_DAY)
            and (not found.lots or any(map(self.is_lot, found.lots)))
        )

    def is_lot(self, key: str) -> bool:
        wanted = self.wanted
        if not (wanted.lot or wanted.donation):
            return True
        number, _, donation = read_lot(key)
        return wanted.lot in ("", number) and (
            not wanted.donation or wanted.donation in donation.split("+")
        )

    def takes(self, line: Movement) -> bool:
        wanted = self.wanted
        return (
            wanted.item in ("", line.item)
            and (not wanted.category or line.item in self.of_category)
            and self.is_lot(line.lot)
            and (not wanted.place or self.is_inside(line.source) or self.is_inside(line.target))
            and wanted.recipient_kind in ("", line.recipient_kind)
            and wanted.state in ("", line.state)
            and (not wanted.recipient or self._recipient in fold(line.whom))
            and (not wanted.text or self._says(line))
        )

    def is_inside(self, location: str) -> bool:
        """Whether it's a place of what is asked about."""
        if self.wanted.place:
            return location == self.wanted.place or location.startswith(f"{self.wanted.place}/")
        return is_real(location) and self.wanted.centre in ("", centre_of(location))

    def _says(self, line: Movement) -> bool:
        told = (line.document, line.number, line.donation, line.whom, line.note)
        said = f"{self._names.get(line.item, '')} {fold(' '.join((line.item, *told)))}"
        return all(word in said for word in self._words)

    @cached_property
    def _words(self) -> Sequence[str]:
        return fold(self.wanted.text).split()

    @cached_property
    def _recipient(self) -> str:
        return fold(self.wanted.recipient)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Item -> its code and names in all languages, folded."""
        c = schema.item.c
        return dict(self.connection.execute(select(c.code, c.folded)).all())

    @cached_property
    def of_category(self) -> frozenset[str]:
        c = schema.item.c
        wanted = select(c.code).where(c.category == self.wanted.category)
        return frozenset(self.connection.scalars(wanted))


def _movement(found: Found, said: Any, number: int, line: Line) -> Movement:
    lot = read_lot(line.lot)
    whom, kind = _whom(said)
    return Movement(
        device=found.spot.device,
        seq=found.spot.seq,
        line=number,
        happened_on=found.happened_on,
        recorded_at=found.recorded_at,
        document=found.document,
        kind=found.kind,
        actor=found.actor,
        centre=found.centre,
        item=line.item,
        lot=line.lot,
        number=lot.number,
        expiry=lot.expiry,
        donation=lot.donation,
        source=line.source,
        target=line.target,
        quantity=line.quantity,
        whom=whom,
        recipient_kind=kind,
        note=_note(said),
        reverses=found.reverses,
        reversed_by=found.reversed_by,
    )


def _whom(said: Moving) -> tuple[str, str]:
    """Who gave or got the goods, and what sort of recipient that is."""
    match said:
        case Distributed(recipient=recipient, recipient_kind=kind):
            return recipient, kind
        case GivenBack(recipient=recipient):
            return recipient, ""
        case Received(donor=donor):
            return donor, ""
        case Sent(target=target):
            return target, ""
    return "", ""


def _note(said: Any) -> str:
    """What somebody wrote about it: why it was, or what else there is to say."""
    told = (getattr(said, name, "") for name in ("reason", "remarks"))
    return " · ".join(text for text in told if text)
