"""The wrong label scanned, or in the wrong room: the scan is taken back by itself."""

import pytest

from cpise_inventory.assets.commands import note_condition
from cpise_inventory.assets.queries import asset_of, history
from cpise_inventory.campaigns import commands, correcting, queries
from cpise_inventory.campaigns.errors import (
    CampaignWaitsError,
    NoScansError,
    NotSeenError,
    SightingReportedError,
)
from cpise_inventory.campaigns.queries import Presence
from cpise_inventory.campaigns.taking_back import Undone, unsee
from cpise_inventory.identity import MistypedTagError
from cpise_inventory.store import Store, rebuild
from cpise_inventory.undo import undo
from tests.books import LOGISTICS, MANAGER, assert_sound, projected, refused
from tests.campaigns.walks import (
    HOLDER,
    STORE,
    closed,
    furnished,
    known,
    opened,
    reported,
    results,
    seen,
)


def taken_back(store: Store, number: str, *tags: str, told: str = "") -> list[Undone]:
    with store.write(LOGISTICS) as work:
        return unsee(work, number, tags, told)


def presence(store: Store, tag: str) -> Presence | None:
    with store.read() as connection:
        return queries.presence(connection, tag)


def condition(store: Store, tag: str) -> str:
    with store.read() as connection:
        found = asset_of(connection, tag)
    assert found is not None
    return found.condition


def last_event(store: Store, tag: str) -> str:
    with store.read() as connection:
        return history(connection, store.journal, tag)[-1].stamp


def test_a_scan_that_is_taken_back_was_none(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, tags[0], tags[1], room=STORE)
    (undone,) = taken_back(store, number, tags[0].lower())
    assert (undone.was.tag, undone.was.room, undone.now) == (tags[0], "NKC1/MAGASIN", None)
    assert known(store, number).seen == 1
    with store.read() as connection:
        assert queries.results(connection, number) == {"here": 1}
        assert tags[0] in [one.tag for one in queries.unseen(connection, number)]
        assert queries.unseen_size(connection, number) == 4
        assert [one.tag for one in queries.sighted(connection, number)] == [tags[1]]
    assert presence(store, tags[0]) is None
    (again,) = seen(store, number, tags[0], room=STORE)
    assert (again.new, again.before, known(store, number).seen) == (True, None, 2)
    assert_sound(store)


def test_of_two_scans_of_a_thing_the_last_is_taken_back_and_then_the_first(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, tags[0], room=STORE)
    seen(store, number, tags[0], room="Bureau 4")
    (undone,) = taken_back(store, number, tags[0])
    assert undone.now is not None
    assert (undone.was.room, undone.now.room, undone.now.result) == (
        *("Bureau 4", "NKC1/MAGASIN"),
        "here",
    )
    with store.read() as connection:
        assert queries.misplaced(connection) == []
    assert known(store, number).seen == 1
    (undone,) = taken_back(store, number, tags[0])
    assert (undone.now, known(store, number).seen) == (None, 0)
    refused(store, NotSeenError, lambda: taken_back(store, number, tags[0]))


def test_one_act_is_taken_back_whatever_was_scanned_since(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, *tags[:3], room="Bureau 4")
    told = last_event(store, tags[0])
    seen(store, number, tags[0], room=STORE)
    undone = taken_back(store, number, *tags[:3], told=told)
    assert [one.now.room if one.now else "" for one in undone] == ["NKC1/MAGASIN", "", ""]
    refused(store, NotSeenError, lambda: taken_back(store, number, *tags[:3], told=told))
    with store.read() as connection:
        assert queries.results(connection, number) == {"here": 1}


def test_what_cannot_be_taken_back_is_said_with_the_reason(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, tags[0])
    fault = refused(store, NotSeenError, lambda: taken_back(store, number, tags[0], tags[1]))
    assert (fault.number, fault.tag) == (number, tags[1])
    refused(store, NoScansError, lambda: taken_back(store, number))
    mistyped = tags[0][:-1] + ("0" if tags[0][-1] != "0" else "1")
    refused(store, MistypedTagError, lambda: taken_back(store, number, mistyped))
    closed(store, number)
    refused(store, CampaignWaitsError, lambda: taken_back(store, number, tags[0]))
    report = reported(store, number)
    signed = refused(store, SightingReportedError, lambda: taken_back(store, number, tags[0]))
    assert (signed.tag, signed.report) == (tags[0], report)
    with store.write(MANAGER) as work:
        undo(work, report, "the wrong label was scanned")
    assert taken_back(store, number, tags[0])[0].now is None
    assert presence(store, tags[0]) is None


def test_what_a_report_missed_is_missing_again_if_it_was_not_it(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, *tags[:4])
    closed(store, number)
    reported(store, number)
    seen(store, number, tags[4], room=HOLDER)
    taken_back(store, number, tags[4])
    with store.read() as connection:
        assert [one.tag for one in queries.missed(connection)] == [tags[4]]
    assert results(seen(store, number, tags[4], room=HOLDER)) == ["here"]


def test_where_a_thing_was_seen_last_is_what_the_verification_before_said(store: Store) -> None:
    tags = furnished(store)
    first = opened(store)
    seen(store, first, tags[3], room=STORE)
    with store.write(LOGISTICS) as work:
        commands.cancel(work, first, "rain")
    second = opened(store)
    before = presence(store, tags[3])
    seen(store, second, tags[3], room=HOLDER)
    assert presence(store, tags[3]) != before
    with store.read() as connection:
        assert queries.misplaced(connection) == []
    taken_back(store, second, tags[3])
    assert presence(store, tags[3]) == before
    with store.read() as connection:
        assert [one.number for one in queries.misplaced(connection)] == [first]
    with store.write(LOGISTICS) as work:
        correcting.correct(work, first)


def test_the_condition_from_before_holds_unless_another_was_said_since(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    for how in ("fair", "broken"):
        seen(store, number, *tags[:2], how=how)
    taken_back(store, number, tags[0])
    assert condition(store, tags[0]) == "fair"
    taken_back(store, number, tags[0])
    assert condition(store, tags[0]) == "new"
    with store.write(LOGISTICS) as work:
        note_condition(work, [tags[1]], "poor")
    taken_back(store, number, tags[1])
    assert condition(store, tags[1]) == "poor"
    before = projected(store)
    with store.engine.begin() as connection:
        rebuild(connection, store.journal)
    assert projected(store) == before


@pytest.mark.parametrize("who", [LOGISTICS, MANAGER])
def test_whoever_took_a_scan_back_went_round_too(store: Store, who: str) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, tags[0])
    with store.write(who) as work:
        unsee(work, number, [tags[0]])
    with store.read() as connection:
        assert queries.walkers(connection, number) == tuple(sorted({LOGISTICS, who}))
