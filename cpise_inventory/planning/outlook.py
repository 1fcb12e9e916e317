"""How long the stock of an item at a centre will do, first expired first out, at a given pace."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

NEVER = "9999-12-31"
"""How a lot without expiry is kept."""
FARTHEST = 366 * 20
"""Days. What lasts longer doesn't run out, as far as anybody plans."""


class Held(NamedTuple):
    """What a centre has of one lot. `expires_on`: the last day of use; `seniority`: greater, the
    longer ago it first came in.
    """

    lot: str
    expires_on: str
    quantity: int
    seniority: int = 0

    @property
    def turn(self) -> tuple[str, int, str]:
        """First expired, first out; of those that expire together, what came first."""
        return self.expires_on, -self.seniority, self.lot


class LotOutlook(NamedTuple):
    """What will become of a lot: so much is `used` in time, the rest is `left` at its expiry.

    `ends_on` is the day in whose evening nothing usable of it is there any more.
    """

    held: Held
    used: int
    left: int
    ends_on: date | None


class Outlook(NamedTuple):
    """`on_hand` is all there is, `usable` what may still be given; of both the books' sum.

    `runs_out_on` None: not as far as can be seen, or the pace isn't known.
    """

    on_hand: int
    usable: int
    lots: tuple[LotOutlook, ...]
    runs_out_on: date | None

    @property
    def expired(self) -> int:
        """What there is and may not be given."""
        return max(self.on_hand - self.usable, 0)

    @property
    def at_risk(self) -> int:
        """What will be left over of lots when they expire; never more than is usable."""
        return sum(lot.left for lot in self.lots)


def outlook(held: Iterable[Held], daily: Fraction | None, today: date) -> Outlook:
    """At a pace of so many base units a day; None where it isn't known."""
    there = list(held)
    usable = usable_lots(there, today)
    lots = tuple(_lots(usable, daily, today))
    ends = [lot.ends_on for lot in lots if lot.held.quantity]
    lasting = daily is None or None in ends
    known = [day for day in ends if day is not None]
    return Outlook(
        on_hand=max(sum(lot.quantity for lot in there), 0),
        usable=sum(lot.quantity for lot in usable),
        lots=lots,
        runs_out_on=None if lasting or not known else max(known),
    )


def usable_lots(held: Sequence[Held], today: date) -> list[Held]:
    """Lots that may still be given, first expired first.

    A lot below nought was given out twice by workstations apart: some other lot has less than the
    books say. It is taken off those that may be given, so that no plan builds on it.
    """
    there = (lot for lot in held if lot.quantity > 0)
    in_order = sorted(there, key=lambda lot: lot.turn)
    short = -sum(lot.quantity for lot in held if lot.quantity < 0)
    found = []
    for lot in in_order:
        if lot.expires_on < today.isoformat():
            continue
        taken = min(short, lot.quantity)
        short -= taken
        if lot.quantity > taken:
            found.append(lot._replace(quantity=lot.quantity - taken))
    return found


def used_by(daily: Fraction, days: int) -> int:
    """Whole units: a fraction's own arithmetic takes ten times as long."""
    return daily.numerator * days // daily.denominator


def usable_days(expires_on: str, today: date) -> int:
    """How many days are left to use it, today included."""
    return max((date.fromisoformat(expires_on) - today).days + 1, 0)


def _lots(usable: Sequence[Held], daily: Fraction | None, today: date) -> Iterable[LotOutlook]:
    before = 0
    for lot in usable:
        never = lot.expires_on == NEVER
        if daily is None:
            yield LotOutlook(lot, 0, 0, None)
            continue
        room = (
            lot.quantity if never else used_by(daily, usable_days(lot.expires_on, today)) - before
        )
        used = min(lot.quantity, max(room, 0))
        before += used
        left = lot.quantity - used
        yield LotOutlook(lot, used, left, _ends_on(lot, left, before, daily, today))


def _ends_on(lot: Held, left: int, used: int, daily: Fraction, today: date) -> date | None:
    if left:
        return date.fromisoformat(lot.expires_on)
    days = -(-used * daily.denominator // daily.numerator) if daily else FARTHEST
    return None if days >= FARTHEST else today + timedelta(days=days - 1)


def used_within(held: Sequence[Held], daily: Fraction, today: date, days: int) -> list[Held]:
    """What is used of each usable lot in so many days from today, first expired first."""
    before, found = 0, []
    for lot in held:
        most = used_by(daily, min(days, usable_days(lot.expires_on, today))) - before
        used = min(lot.quantity, max(most, 0))
        before += used
        found.append(lot._replace(quantity=used))
    return found
