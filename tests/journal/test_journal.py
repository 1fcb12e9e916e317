"""The one door: each event in its place, its rows in its transaction, whatever the clock says."""

import itertools
import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import sqlalchemy as sa

from cpise_inventory.capabilities import CAPABILITIES
from cpise_inventory.journal.event import FIRST, digest
from cpise_inventory.journal.journal import BrokenChainError, Journal
from cpise_inventory.people.events import PasswordChanged, PersonClosed
from cpise_inventory.store import Store
from db.schema import event, event_index, head
from tests.books import ADMIN, BUCKET, START, Clock, assert_sound, bring, everything, rows


def stored(store: Store) -> list[tuple[str, int, bytes, bytes]]:
    with store.read() as connection:
        return [tuple(row) for row in rows(connection, event)]  # type: ignore[misc]  # as the table is


def test_events_are_numbered_without_a_gap_and_chained_from_nought(store: Store) -> None:
    for _ in range(3):
        bring(store, BUCKET, 1)
    lines = stored(store)
    assert [seq for _, seq, _, _ in lines] == list(range(1, len(lines) + 1))
    assert {device for device, _, _, _ in lines} == {"NKC1-A"}
    before = FIRST
    for device, seq, fingerprint, body in lines:
        told = json.loads(body)
        assert (told["device"], told["seq"], told["prev"]) == (device, seq, before.hex())
        assert fingerprint == digest(body)
        before = fingerprint
    with store.read() as connection:
        known = store.journal.known(connection, "NKC1-A")
    assert (known.seq, known.hash) == (len(lines), before)


def test_an_event_says_who_when_and_what(store: Store, clock: Clock) -> None:
    clock.set(datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC))
    with store.engine.begin() as connection:
        made, fingerprint, touched = store.journal.append(
            connection, "aicha", PasswordChanged("aicha")
        )
    assert made.actor == "aicha"
    assert made.happened_on == "2026-12-31"
    assert made.recorded_at.replace(microsecond=0) == clock.when
    assert stored(store)[-1][2] == fingerprint
    assert touched == {"event_index", "head"}


def test_the_date_of_the_fact_is_kept_beside_the_time_of_recording(store: Store) -> None:
    with store.engine.begin() as connection:
        said = PersonClosed("sidi", "moved")
        made, _, _ = store.journal.append(connection, ADMIN, said, "2026-11-01")
    assert (made.happened_on, made.recorded_at.date()) == ("2026-11-01", START.date())


def clocks(store: Store) -> list[int]:
    return [store.journal.codec.decode(body).clock for *_, body in stored(store)]


@pytest.mark.parametrize(
    "jump", [timedelta(0), timedelta(-1), timedelta(-400), timedelta(400), timedelta(hours=-1)]
)
def test_a_clock_that_jumps_does_not_turn_the_order(
    store: Store, clock: Clock, jump: timedelta
) -> None:
    bring(store, BUCKET, 1)
    clock.set(START + jump)
    bring(store, BUCKET, 1)
    clock.set(START)
    bring(store, BUCKET, 1)
    ticks = clocks(store)
    assert ticks == sorted(set(ticks))
    assert_sound(store)


def test_a_clock_that_stands_still_does_not_either(store: Store) -> None:
    store.journal._now = lambda: int(START.timestamp()) * 1_000_000
    for _ in range(3):
        bring(store, BUCKET, 1)
    ticks = clocks(store)
    assert ticks == sorted(set(ticks))
    assert all(after == before + 1 for before, after in itertools.pairwise(ticks[-3:]))


def test_the_hybrid_clock_is_milliseconds_then_a_counter(store: Store, clock: Clock) -> None:
    clock.set(START + timedelta(minutes=1))
    bring(store, BUCKET, 1)
    told = store.journal.codec.decode(stored(store)[-1][3])
    assert told.clock >> 16 == told.at // 1_000
    assert told.clock & 0xFFFF == 0


def test_the_clock_goes_on_from_the_latest_of_all_devices(store: Store) -> None:
    ahead = int((START + timedelta(30)).timestamp()) * 1_000_000
    other = Journal("KIF-A", CAPABILITIES, lambda: ahead)
    with store.engine.begin() as connection:
        other.append(connection, ADMIN, PasswordChanged("aicha"))
        made, _, _ = store.journal.append(connection, ADMIN, PasswordChanged("aicha"))
    assert made.clock == (ahead // 1_000 << 16) + 1
    assert made.at < ahead


def test_events_are_found_without_being_read(store: Store) -> None:
    number = bring(store, BUCKET, 1)
    with store.read() as connection:
        found = sa.select(event_index).where(event_index.c.document == number)
        line = connection.execute(found).one()._mapping
        last = rows(connection, head)
    told = store.journal.codec.decode(stored(store)[-1][3])
    assert (line["device"], line["seq"], line["clock"]) == (told.device, told.seq, told.clock)
    assert (line["kind"], line["actor"]) == ("stock.received", told.actor)
    assert (line["recorded_at"], line["happened_on"]) == (told.at, told.happened_on)
    assert last == [("NKC1-A", told.seq, digest(stored(store)[-1][3]), told.clock)]


@pytest.mark.parametrize(
    ("payload", "day"),
    [
        (PersonClosed("sidi", "a\0b"), "2026-11-24"),
        (PersonClosed("sidi", "moved"), "2026-02-30"),
        (PersonClosed("sidi", "moved"), "yesterday"),
        (PersonClosed("sidi", "\ud800"), "2026-11-24"),
    ],
)
def test_what_could_not_be_read_again_is_not_written(
    store: Store, payload: PersonClosed, day: str
) -> None:
    """A fault of ours, not of whoever sits there: it must not spoil the chain."""
    before = everything(store)
    with (
        pytest.raises((BrokenChainError, msgspec.MsgspecError, UnicodeError)),
        store.engine.begin() as connection,
    ):
        store.journal.append(connection, ADMIN, payload, day)
    assert everything(store) == before


def test_a_journal_knows_no_chain_that_it_never_saw(store: Store) -> None:
    with store.read() as connection:
        known = store.journal.known(connection, "QQQ-Q")
    assert (known.seq, known.hash, known.clock) == (0, FIRST, 0)
