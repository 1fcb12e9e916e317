"""What the catalogue said when something happened: a paper drawn again shows the names of then.

The tables bear the latest description. Where that is newer than the moment asked for, the one that
held is found in the journal; where there was none yet (another workstation's came late), the
latest stands in.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, bindparam, select

from cpise_inventory.catalogue import events, queries
from cpise_inventory.journal.event import Payload
from cpise_inventory.journal.journal import Journal
from db import schema

T = TypeVar("T")
_NOW = "~"
"""After every stamp: digits and capitals come before it."""
_BODIES = (
    select(schema.event.c.body)
    .join_from(
        schema.event_index,
        schema.event,
        (schema.event.c.device == schema.event_index.c.device)
        & (schema.event.c.seq == schema.event_index.c.seq),
    )
    .where(schema.event_index.c.kind.in_(bindparam("kinds", expanding=True)))
    .where(schema.event_index.c.clock <= bindparam("clock"))
    .order_by(schema.event_index.c.clock.desc(), schema.event_index.c.device.desc())
)


class Then:
    """The catalogue at the moment of a stamp (see `Event.stamp`); by default now."""

    def __init__(self, connection: Connection, journal: Journal, stamp: str = _NOW) -> None:
        self._connection, self._journal, self._stamp = connection, journal, stamp
        self._known: dict[tuple[str, str], Any] = {}

    def item(self, code: str) -> queries.Item | None:
        def past(said: events.ItemsDescribed) -> queries.Item | None:
            found = next((one for one in said.items if one.code == code), None)
            if found is None:
                return None
            about = (found.category, found.unit, found.keeps_expiry, found.packs)
            barcodes = tuple((one.code, one.pack) for one in found.barcodes)
            more = (found.content, found.measure, found.ration, barcodes)
            return queries.Item(
                *(found.code, found.name, *about, *more),
                value=found.value,
                currency=found.currency,
            )

        return self._of(schema.item, code, queries.item, (events.ItemsDescribed,), past)

    def centre(self, code: str) -> queries.Centre | None:
        def past(said: events.CentresDescribed) -> queries.Centre | None:
            found = next((one for one in said.centres if one.code == code), None)
            if found is None:
                return None
            return queries.Centre(found.code, found.name, found.wilaya, found.iso)

        return self._of(schema.centre, code, queries.centre, (events.CentresDescribed,), past)

    def donor(self, code: str) -> queries.Donor | None:
        def past(said: events.DonorsDescribed) -> queries.Donor | None:
            found = next((one for one in said.donors if one.code == code), None)
            return None if found is None else queries.Donor(found.code, found.name)

        return self._of(schema.donor, code, queries.donor, (events.DonorsDescribed,), past)

    def donation(self, code: str) -> queries.Donation | None:
        def now(connection: Connection, code: str) -> queries.Donation | None:
            return next((one for one in queries.donations(connection) if one.code == code), None)

        def past(said: events.DonationDescribed) -> queries.Donation | None:
            if said.code != code:
                return None
            return queries.Donation(*msgspec.structs.astuple(said))

        return self._of(schema.donation, code, now, (events.DonationDescribed,), past)

    def place(self, location: str) -> queries.Place | None:
        """A storeroom by its location, those closed since among them."""

        def now(connection: Connection, location: str) -> queries.Place | None:
            there = queries.places(connection, location.partition("/")[0], closed=True)
            return next((one for one in there if one.code == location), None)

        def past(said: events.PlaceOpened | events.PlaceDescribed) -> queries.Place | None:
            if said.code != location:
                return None
            return queries.Place(said.code, said.code.partition("/")[0], said.type, said.name)

        kinds = (events.PlaceOpened, events.PlaceDescribed)
        return self._of(schema.place, location, now, kinds, past)

    def _of(
        self,
        table: Table,
        code: str,
        now: Callable[[Connection, str], T | None],
        kinds: Sequence[type[Payload]],
        past: Callable[[Any], T | None],
    ) -> T | None:
        key = (table.name, code)
        if key not in self._known:
            stamp = self._connection.execute(
                select(table.c.stamp).where(table.c.code == code)
            ).scalar()
            found = None
            if stamp is not None and stamp > self._stamp:
                found = self._search(kinds, past)
            self._known[key] = now(self._connection, code) if found is None else found
        known: T | None = self._known[key]
        return known

    def _search(self, kinds: Sequence[type[Payload]], past: Callable[[Any], T | None]) -> T | None:
        names = [str(kind.__struct_config__.tag).partition("@")[0] for kind in kinds]
        asked = {"kinds": names, "clock": int(self._stamp[:20])}
        for body in self._connection.scalars(_BODIES, asked):
            event = self._journal.codec.decode(body)
            if event.stamp <= self._stamp and (found := past(event.payload)) is not None:
                return found
        return None
