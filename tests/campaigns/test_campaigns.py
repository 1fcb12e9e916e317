"""Physical verification: walk and scan, go on after an interruption, report, put right."""

import pytest

from cpise_inventory.assets import life
from cpise_inventory.assets.commands import Handover, assign, note_condition, take_back
from cpise_inventory.assets.places import Placing, put
from cpise_inventory.assets.queries import asset_of
from cpise_inventory.campaigns import commands, correcting, queries
from cpise_inventory.campaigns.errors import (
    CampaignNotClosedError,
    CampaignOverError,
    CampaignUnderWayError,
    NothingElsewhereError,
    NothingSeenError,
    NothingToVerifyError,
    NotMissingError,
    OwnCampaignError,
    UnknownCampaignError,
)
from cpise_inventory.campaigns.events import Reason
from cpise_inventory.catalogue.commands import UnknownPlaceError
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.identity import MistypedTagError, NotATagError, asset_tag, label_text
from cpise_inventory.labels import commands as labels
from cpise_inventory.labels.things import place_label, print_things
from cpise_inventory.language.sightings import answer_text
from cpise_inventory.language.words import words
from cpise_inventory.stock.errors import AlreadyReversedError
from cpise_inventory.store import Store
from cpise_inventory.texts import NoReasonError
from cpise_inventory.today import tasks
from cpise_inventory.undo import undo
from db import schema
from tests.books import ADMIN, CENTRE, LOGISTICS, MANAGER, START, assert_sound, refused, rows, tag
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


def events(store: Store) -> int:
    with store.read() as connection:
        return len(rows(connection, schema.event))


def missed(store: Store, number: str = "") -> list[str]:
    with store.read() as connection:
        return [one.tag for one in queries.missed(connection, number=number)]


def kinds(store: Store) -> dict[str, dict[str, object]]:
    with store.read() as connection:
        found = tasks(connection, START.date(), CENTRE)
    return {one.kind: one.facts for one in found if one.kind.startswith(("campaign", "assets_"))}


def test_what_is_seen_is_found_and_what_is_not_is_missing(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    assert number == "NKC1-A-LV-2026-00001"
    assert results(seen(store, number, *tags[:3])) == ["here"] * 3
    assert (known(store, number).seen, known(store, number).expected) == (3, 5)
    closed(store, number, Reason(tags[3], "en mission à Kiffa"))
    report = reported(store, number)
    assert report == "NKC1-A-VP-2026-00001"
    assert (known(store, number).status, known(store, number).report) == ("reported", report)
    assert missed(store) == tags[3:]
    with store.read() as connection:
        (told,) = queries.reports(connection, CENTRE)
    assert (told.expected, told.found, told.missing, told.percent) == (5, 3, 2, 60)
    assert_sound(store)


def test_a_scan_says_plainly_how_a_thing_is_booked(store: Store) -> None:
    tags = furnished(store)
    (foreign,) = tag(store, "K1", centre="KIF")
    with store.write(LOGISTICS) as work:
        life.declare(work, life.Declaration(tags[:1], "lost", "in the bus"))
    with store.write(LOGISTICS) as work:
        proposal = life.propose_disposal(work, life.Disposal(tags[1:2], "surplus", "given"))
    with store.write(MANAGER) as work:
        life.approve_disposal(work, life.Approval(proposal, tags[1:2]))
    number = opened(store)
    stranger = asset_tag("KIF-A", 77)
    asked = [tags[2], tags[3], foreign, tags[0], tags[1], stranger]
    answers = seen(store, number, *asked, room=STORE)
    told = ["here", "elsewhere", "other_centre", "gone", "retired", "unknown"]
    assert results(answers) == told
    assert answers[1].sighting.held == HOLDER
    assert answers[2].sighting.centre == "KIF"
    assert known(store, number).seen == 2
    with store.read() as connection:
        assert queries.results(connection, number) == dict.fromkeys(told, 1)


def test_a_blank_tag_and_one_declared_void_are_named_as_such(store: Store) -> None:
    furnished(store)
    number = opened(store)
    with store.write(MANAGER) as work:
        blank, spoiled = labels.reserve(work, CENTRE, 2)
        labels.void(work, [spoiled], "torn")
    first, second = seen(store, number, blank, spoiled)
    campaign, w = known(store, number), words("en")
    assert "reserved for NKC1 and not used yet" in answer_text(first, campaign, w)
    assert "was declared void: torn" in answer_text(second, campaign, w)
    assert known(store, number).seen == 0


def test_a_room_is_a_place_its_label_its_name_or_who_has_things(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    for place in ("magasin", "NKC1/MAGASIN", "CPISE:NKC1MAGASIN", "Magasin"):
        (answer,) = seen(store, number, tags[0], room=place)
        assert (answer.sighting.room, answer.sighting.result) == ("NKC1/MAGASIN", "here")
    (answer,) = seen(store, number, tags[3], room="unite b")
    assert (answer.sighting.room, answer.sighting.result) == (HOLDER, "here")
    (answer,) = seen(store, number, tags[4], room="Bureau 4")
    assert (answer.sighting.room, answer.sighting.result) == ("Bureau 4", "elsewhere")


def test_a_storeroom_is_told_from_another_and_from_its_shelves(store: Store) -> None:
    tags = furnished(store)
    with store.write(ADMIN) as work:
        for code in ("RESERVE", "MAGASIN/A1"):
            open_place(work, CENTRE, code, Named(code.title()))
    with store.write(LOGISTICS) as work:
        put(work, Placing(tags[:1], "RESERVE"))
        put(work, Placing(tags[1:2], "NKC1/MAGASIN/A1"))
    assert known(store, opened(store, place="RESERVE")).expected == 1
    assert known(store, opened(store, place=STORE)).expected == 2
    number = opened(store)
    assert results(seen(store, number, *tags[:3], room=STORE)) == ["elsewhere", "here", "here"]
    assert results(seen(store, number, *tags[:3], room="MAGASIN/A1")) == [
        "elsewhere",
        "here",
        "here",
    ]
    with store.write(MANAGER) as work:
        (label,), _ = print_things(work, [place_label("NKC1/RESERVE")], "L7160", 1)
    answers = seen(store, number, *tags[:2], room=label_text(label.number))
    assert [one.sighting.room for one in answers] == ["NKC1/RESERVE"] * 2
    assert results(answers) == ["here", "elsewhere"]


def test_what_comes_back_is_expected_where_it_was_put(store: Store) -> None:
    tags = furnished(store)
    with store.write(ADMIN) as work:
        open_place(work, CENTRE, "RESERVE", Named("Réserve"))
    with store.write(LOGISTICS) as work:
        take_back(work, tags[3:4], storeroom="RESERVE")
        life.declare(work, life.Declaration(tags[4:], "lost", "in the bus"))
        life.find(work, tags[4:], "poor", storeroom="NKC1/RESERVE")
    number = opened(store, place="RESERVE")
    with store.read() as connection:
        assert [one.tag for one in queries.unseen(connection, number)] == tags[3:]
    with store.write(LOGISTICS) as work:
        assign(work, Handover(tags[3:4], HOLDER, "unit"))
    refused(store, UnknownPlaceError, lambda: given_back(store, tags[3], "CAVE"))
    given_back(store, tags[3])
    assert known(store, opened(store, place=STORE)).expected == 4
    assert_sound(store)


def given_back(store: Store, tag: str, storeroom: str = "") -> None:
    with store.write(LOGISTICS) as work:
        take_back(work, [tag], storeroom=storeroom)


def test_a_thing_seen_again_leaves_no_event_unless_it_says_something_new(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, tags[0], room=STORE)
    before = events(store)
    (again,) = seen(store, number, tags[0], room=STORE)
    assert (again.new, again.before.room if again.before else "") == (False, "NKC1/MAGASIN")
    assert not seen(store, number, tags[0])[0].new
    assert events(store) == before
    (moved,) = seen(store, number, tags[0], room=HOLDER)
    assert (moved.new, moved.sighting.result) == (True, "elsewhere")
    (looked,) = seen(store, number, tags[0], how="poor")
    assert (looked.new, looked.sighting.room) == (True, HOLDER)
    assert events(store) == before + 2
    with store.read() as connection:
        asset = asset_of(connection, tags[0])
    assert asset is not None
    assert asset.condition == "poor"


def test_a_file_of_scans_is_one_event_and_all_or_nothing(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    before = events(store)
    assert [one.new for one in seen(store, number, *tags, tags[0])] == [True] * 5 + [False]
    assert events(store) == before + 1
    for wrong, kind in (
        ("https://example.org", NotATagError),
        (tags[0][:-1] + "0", MistypedTagError),
    ):
        refused(store, kind, lambda wrong=wrong: seen(store, number, tags[0], wrong, room=HOLDER))


def test_a_campaign_may_be_of_one_place_or_one_category(store: Store) -> None:
    tags = furnished(store)
    assert known(store, opened(store, place=STORE)).expected == 3
    assert known(store, opened(store, place="unité b")).expected == 2
    number = opened(store, category="laptop")
    assert known(store, number).expected == 5
    refused(store, NothingToVerifyError, lambda: opened(store, category="printer"))
    taken = refused(store, CampaignUnderWayError, lambda: opened(store, category="laptop"))
    assert taken.number == number
    assert results(seen(store, number, tags[0])) == ["here"]


def test_it_is_told_until_it_is_done(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, *tags[:2], tags[3], room=STORE)
    told = kinds(store)["campaign_open"]
    assert (told["seen"], told["expected"]) == (3, 5)
    closed(store, number)
    assert list(kinds(store)) == ["campaign_waits"]
    reported(store, number)
    found = kinds(store)
    assert {kind: facts["count"] for kind, facts in found.items()} == {
        "assets_missing": 2,
        "assets_elsewhere": 1,
    }
    with store.write(LOGISTICS) as work:
        life.declare(work, life.Declaration(tags[2:3], "lost", "not found"))
    assert missed(store) == tags[4:]
    seen(store, number, tags[4])
    with store.write(LOGISTICS) as work:
        correcting.correct(work, number)
    assert kinds(store) == {}
    assert_sound(store)


def test_what_a_report_missed_may_still_be_seen_and_nothing_else(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, *tags[:4])
    closed(store, number)
    refused(store, CampaignOverError, lambda: seen(store, number, tags[4]))
    reported(store, number)
    assert results(seen(store, number, tags[4], room=HOLDER)) == ["here"]
    assert missed(store) == []
    refused(store, CampaignOverError, lambda: seen(store, number, tags[0], room=HOLDER))


def test_what_is_elsewhere_is_booked_there_in_one_act_that_can_be_undone(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, tags[0], room="Bureau 4")
    seen(store, number, tags[3], room=STORE)
    before = events(store)
    with store.write(LOGISTICS) as work:
        paper = correcting.correct(work, number)
    assert events(store) == before + 1
    with store.read() as connection:
        now = [asset_of(connection, tags[at]) for at in (0, 3)]
        assert queries.misplaced(connection) == []
    assert [(one.status, one.custodian) for one in now if one] == [
        ("in_use", "Bureau 4"),
        ("in_storage", "NKC1/MAGASIN"),
    ]
    refused(store, NothingElsewhereError, lambda: corrected(store, number))
    with store.write(MANAGER) as work:
        undo(work, paper, "wrong room")
    with store.read() as connection:
        back = asset_of(connection, tags[3])
    assert back is not None
    assert (back.status, back.custodian) == ("in_use", HOLDER)
    assert_sound(store)


def corrected(store: Store, number: str, *tags: str) -> str:
    with store.write(LOGISTICS) as work:
        return correcting.correct(work, number, tags)


def test_who_scanned_does_not_approve(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    with store.write(MANAGER) as work:
        commands.see(work, number, [commands.Scan(tags[0])])
    closed(store, number)
    error = refused(store, OwnCampaignError, lambda: reported(store, number))
    assert error.others == ("admin",)
    reported(store, number, "admin")


def test_it_goes_on_when_somebody_asks_for_it(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    refused(store, NothingSeenError, lambda: closed(store, number))
    seen(store, number, tags[0])
    refused(store, CampaignNotClosedError, lambda: reported(store, number))
    refused(store, NotMissingError, lambda: closed(store, number, Reason(tags[0], "?")))
    closed(store, number)
    with store.write(MANAGER) as work:
        commands.resume(work, number, "la réserve aussi")
    assert known(store, number).status == "open"
    seen(store, number, *tags[1:])
    closed(store, number)
    reported(store, number)
    assert missed(store) == []


def test_a_report_that_is_undone_misses_nothing(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, tags[0])
    closed(store, number)
    report = reported(store, number)
    assert missed(store) == tags[1:]
    with store.write(MANAGER) as work:
        paper = undo(work, report, "la réserve était fermée")
    assert paper == "NKC1-A-VP-2026-00002"
    assert (missed(store), known(store, number).status) == ([], "undone")
    with store.read() as connection:
        assert queries.reports(connection) == []
    refused(store, CampaignOverError, lambda: seen(store, number, tags[1]))
    refused(store, AlreadyReversedError, lambda: undone(store, report))
    assert_sound(store)


def undone(store: Store, number: str) -> None:
    with store.write(MANAGER) as work:
        undo(work, number, "again")


def test_what_left_meanwhile_is_not_missing(store: Store) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, *tags[1:])
    with store.write(LOGISTICS) as work:
        life.start_repair(work, life.Repair(tags[:1], "Atelier", "dead"))
    closed(store, number)
    reported(store, number)
    with store.read() as connection:
        (told,) = queries.reports(connection)
    assert (missed(store), told.expected, told.percent) == ([], 4, 100)


def test_a_campaign_is_given_up_with_a_reason(store: Store) -> None:
    furnished(store)
    number = opened(store)
    refused(store, NoReasonError, lambda: given_up(store, number, " "))
    given_up(store, number, "wrong centre")
    assert known(store, number).status == "cancelled"
    refused(store, CampaignOverError, lambda: given_up(store, number, "again"))
    refused(store, UnknownCampaignError, lambda: given_up(store, "NKC1-A-LV-2026-00009", "?"))
    opened(store)


def given_up(store: Store, number: str, reason: str) -> None:
    with store.write(LOGISTICS) as work:
        commands.cancel(work, number, reason)


@pytest.mark.parametrize("condition", ["good", "broken"])
def test_the_condition_noted_on_the_way_is_the_latest_word(store: Store, condition: str) -> None:
    tags = furnished(store)
    number = opened(store)
    seen(store, number, tags[0], how=condition)
    with store.read() as connection:
        assert asset_of(connection, tags[0]).condition == condition  # type: ignore[union-attr]  # it's there
    with store.write(LOGISTICS) as work:
        note_condition(work, tags[:1], "fair")
    with store.read() as connection:
        assert asset_of(connection, tags[0]).condition == "fair"  # type: ignore[union-attr]  # it's there
