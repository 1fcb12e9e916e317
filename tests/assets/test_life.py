"""Repaired, missed and found again, disposed of; and two workstations that said two things."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from cpise_inventory.assets import errors, life, queries
from cpise_inventory.assets.commands import (
    Correction,
    Newcomer,
    Title,
    describe,
)
from cpise_inventory.errors import Refusal
from cpise_inventory.language.money import UnknownCurrencyError, UnreadableMoney
from cpise_inventory.store import Store
from cpise_inventory.texts import NoReasonError
from cpise_inventory.transfers.commands import Shipment, send
from cpise_inventory.work import NotAllowedError, TooEarlyDateError, Work
from tests.assets.acts import asset, handed, laptop, refused, registered, returned, undone
from tests.books import CENTRE, DONOR, LOGISTICS, MANAGER, ROOM, START, assert_sound

TODAY = START.date()
REPAIR = life.Repair((), "Atelier Sahel", "does not start")
LOST = life.Declaration((), "lost", "not in the cupboard")
OLD = life.Disposal((), "obsolete", "recycled")


def did(store: Store, act: Callable[[Work], object], person: str = LOGISTICS) -> str:
    with store.write(person) as work:
        return str(act(work))


def repaired(store: Store, *tags: str, **changed: object) -> str:
    return did(store, lambda work: life.start_repair(work, replace(REPAIR, tags=tags, **changed)))  # type: ignore[arg-type]  # of several types


def back(store: Store, *tags: str, **changed: object) -> str:
    done = replace(life.Repaired(tags, "good"), **changed)  # type: ignore[arg-type]  # as above
    return did(store, lambda work: life.end_repair(work, done))


def missed(store: Store, *tags: str, **changed: object) -> str:
    return did(store, lambda work: life.declare(work, replace(LOST, tags=tags, **changed)))  # type: ignore[arg-type]  # as above


def found(store: Store, *tags: str, condition: str = "fair") -> str:
    return did(store, lambda work: life.find(work, tags, condition))


def proposed(store: Store, *tags: str, **changed: object) -> str:
    return did(store, lambda work: life.propose_disposal(work, replace(OLD, tags=tags, **changed)))  # type: ignore[arg-type]  # as above


def approved(store: Store, number: str, person: str = MANAGER, **said: object) -> str:
    wanted = life.Approval(number, **said)  # type: ignore[arg-type]  # as above
    return did(store, lambda work: life.approve_disposal(work, wanted), person)


def status(store: Store, tag: str) -> tuple[str, str]:
    one = asset(store, tag)
    return one.status, one.custodian


# --- repair --------------------------------------------------------------------------------------


def test_a_repaired_computer_is_back_with_whoever_had_it(store: Store) -> None:
    _, (tag, other) = registered(store, laptop("S1"), laptop("S2"))
    handed(store, tag, due_on=TODAY + timedelta(90))
    out = repaired(store, tag, other, expected_on=TODAY + timedelta(7))
    assert out == "NKC1-A-PR-2026-00002"
    away = asset(store, tag)
    assert (away.status, away.custodian, away.workshop) == ("in_repair", "Mohamed", "Atelier Sahel")
    assert away.due_on == (TODAY + timedelta(7)).isoformat()
    assert back(store, tag, other, cost=250_00, currency="mru") == "NKC1-A-RE-2026-00001"
    again = asset(store, tag)
    assert (again.status, again.custodian, again.workshop) == ("on_loan", "Mohamed", "")
    assert again.due_on == (TODAY + timedelta(90)).isoformat()
    assert (again.condition, status(store, other)) == ("good", ("in_storage", ROOM))
    assert_sound(store)


def test_what_a_repair_cost_is_shared_and_goes_with_its_paper(store: Store) -> None:
    _, tags = registered(store, *(laptop(f"S{n}") for n in range(3)))
    repaired(store, *tags)
    back(store, *tags, cost=100_00, currency="MRU")
    assert [dict(asset(store, tag).repairs)["MRU"] for tag in tags] == [33_34, 33_33, 33_33]
    repaired(store, tags[0])
    back(store, tags[0], cost=5_00, currency="EUR")
    assert asset(store, tags[0]).repairs == (("EUR", 5_00), ("MRU", 33_34))
    repaired(store, tags[1])
    again = back(store, tags[1], cost=1_00, currency="MRU")
    undone(store, again)
    assert asset(store, tags[1]).repairs == (("MRU", 33_33),)
    assert_sound(store)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"workshop": " "}, errors.NoWorkshopError),
        ({"fault": ""}, errors.NoFaultError),
        ({"expected_on": TODAY - timedelta(1)}, errors.DueInThePastError),
        ({"tags": ()}, errors.NoAssetsError),
    ],
)
def test_a_repair_says_where_and_what(
    store: Store, changed: dict[str, object], refusal: type[Refusal]
) -> None:
    _, (tag,) = registered(store, laptop("S1"))
    wanted = {"tags": (tag,)} | changed
    refused(
        store,
        refusal,
        lambda: did(store, lambda work: life.start_repair(work, replace(REPAIR, **wanted))),  # type: ignore[arg-type]  # as above
    )


def test_what_is_not_out_does_not_come_back_from_repair(store: Store) -> None:
    _, (tag,) = registered(store, laptop("S1"))
    refused(store, errors.NotHeldError, lambda: back(store, tag))
    repaired(store, tag)
    refused(store, errors.NotHeldError, lambda: repaired(store, tag))
    refused(store, errors.NotHeldError, lambda: handed(store, tag))
    refused(store, errors.UnknownConditionError, lambda: back(store, tag, condition="splendid"))
    refused(store, UnknownCurrencyError, lambda: back(store, tag, cost=1, currency="QQQ"))
    refused(store, UnreadableMoney, lambda: back(store, tag, cost=-1))


# --- lost, stolen, found -------------------------------------------------------------------------


def test_what_is_missed_still_names_its_last_holder_and_may_be_found(store: Store) -> None:
    _, (tag,) = registered(store, laptop("S1"))
    handed(store, tag)
    assert missed(store, tag) == "NKC1-A-RP-2026-00001"
    assert status(store, tag) == ("lost", "Mohamed")
    refused(store, errors.NotHeldError, lambda: handed(store, tag, to="Fatou"))
    refused(store, errors.NotHeldError, lambda: repaired(store, tag))
    found(store, tag)
    assert status(store, tag) == ("in_storage", ROOM)
    assert asset(store, tag).condition == "fair"
    refused(store, errors.NotHeldError, lambda: found(store, tag))
    assert_sound(store)


def test_what_was_stolen_has_a_police_report(store: Store) -> None:
    _, (tag,) = registered(store, laptop("S1"))
    refused(store, errors.NoAssetPoliceError, lambda: missed(store, tag, why="stolen"))
    refused(store, errors.NoCircumstancesError, lambda: missed(store, tag, circumstances=" "))
    refused(store, errors.UnknownDisposalReasonError, lambda: missed(store, tag, why="sold"))
    missed(store, tag, why="stolen", police="PV 12/2026")
    assert status(store, tag) == ("stolen", ROOM)


# --- disposal ------------------------------------------------------------------------------------


def test_a_disposal_is_approved_by_somebody_else_once_the_disk_is_wiped(store: Store) -> None:
    _, tags = registered(store, laptop("S1"), laptop("S2", category="screen"))
    number = proposed(store, *tags)
    assert number == "NKC1-A-DR-2026-00001"
    assert status(store, tags[0]) == ("to_dispose", "")
    said = refused(store, errors.NotWipedError, lambda: approved(store, number))
    assert vars(said) == {"tag": tags[0]}
    with pytest.raises(NotAllowedError):
        approved(store, number, LOGISTICS)
    assert approved(store, number, wiped=[tags[0]], recipient="Ferrailleur") == (
        "NKC1-A-PF-2026-00001"
    )
    assert [status(store, tag) for tag in tags] == [("disposed", "")] * 2
    refused(store, errors.ProposalDecidedError, lambda: approved(store, number, wiped=tags))
    refused(store, errors.NotHeldError, lambda: handed(store, tags[0]))
    assert_sound(store)


def test_who_proposed_does_not_approve_while_another_can(store: Store) -> None:
    _, (tag,) = registered(store, laptop("S1"))
    number = did(
        store, lambda work: life.propose_disposal(work, replace(OLD, tags=(tag,))), MANAGER
    )
    said = refused(
        store, errors.OwnProposalError, lambda: approved(store, number, MANAGER, wiped=[tag])
    )
    assert vars(said)["others"] == ("admin",)
    approved(store, number, "admin", wiped=[tag])


def test_a_rejected_disposal_leaves_things_as_they_were(store: Store) -> None:
    _, (tag,) = registered(store, laptop("S1"))
    missed(store, tag)
    number = proposed(store, tag, why="lost", means="not_there")
    refused(
        store,
        NoReasonError,
        lambda: did(store, lambda work: life.reject_disposal(work, number, " "), MANAGER),
    )
    did(store, lambda work: life.reject_disposal(work, number, "search again"), MANAGER)
    assert status(store, tag) == ("lost", ROOM)
    refused(store, errors.ProposalDecidedError, lambda: approved(store, number))
    assert_sound(store)


def test_nothing_happens_to_a_thing_before_it_came(store: Store) -> None:
    _, (tag,) = registered(store, laptop("S1"))
    early = TODAY - timedelta(days=1)
    said = refused(store, TooEarlyDateError, lambda: missed(store, tag, happened_on=early))
    assert vars(said)["earliest"] == TODAY.isoformat()
    missed(store, tag, happened_on=TODAY)


def test_nothing_is_earlier_than_what_holds_of_it_now(store: Store) -> None:
    came, gave, today = (TODAY - timedelta(days=n) for n in (9, 3, 0))
    _, (tag,) = registered(store, laptop("S1"), happened_on=came)
    handover = handed(store, tag, happened_on=gave)
    too_early = gave - timedelta(days=1)
    said = refused(store, errors.BeforeLastActError, lambda: returned(store, tag, on=too_early))
    assert vars(said) == {
        "tag": tag,
        "happened_on": too_early.isoformat(),
        "document": handover,
        "since_day": gave.isoformat(),
    }
    undone(store, handover)  # entered wrongly: what is undone holds nothing up
    handed(store, tag, happened_on=too_early)
    returned(store, tag, on=too_early)
    repaired(store, tag, happened_on=gave)
    refused(store, errors.BeforeLastActError, lambda: back(store, tag, happened_on=too_early))
    back(store, tag, happened_on=gave)
    with store.write(LOGISTICS) as work, pytest.raises(errors.BeforeLastActError):
        send(work, Shipment(CENTRE, "ROS", [], assets=[tag], happened_on=too_early))
    missed(store, tag, happened_on=today)
    with store.write(LOGISTICS) as work, pytest.raises(errors.BeforeLastActError):
        life.find(work, [tag], "good", happened_on=gave)
    assert_sound(store)


def test_what_was_lost_since_holds_up_no_disposal_of_the_others(store: Store) -> None:
    _, tags = registered(store, *(laptop(f"S{n}", category="screen") for n in range(4)))
    first, second = proposed(store, *tags[:2]), proposed(store, *tags[2:])
    missed(store, tags[0])
    missed(store, tags[2])
    approved(store, first)
    did(store, lambda work: life.reject_disposal(work, second, "still of use"), MANAGER)
    found(store, tags[2])
    again = proposed(store, tags[2], tags[3])
    refused(store, errors.ProposalDecidedError, lambda: approved(store, second))
    assert [status(store, tag)[0] for tag in tags] == ["lost", "disposed", *["to_dispose"] * 2]
    approved(store, again)
    assert_sound(store)


def test_what_is_lent_lost_or_elsewhere_is_not_disposed_of(store: Store) -> None:
    _, (tag, other) = registered(store, laptop("S1"), laptop("S2"))
    handed(store, tag)
    refused(store, errors.AlreadyHeldError, lambda: proposed(store, tag))
    elsewhere = {"why": "lost", "means": "not_there"}
    refused(store, errors.NotHeldError, lambda: proposed(store, other, **elsewhere))
    refused(store, errors.UnknownDisposalReasonError, lambda: proposed(store, other, why="ugly"))
    refused(store, errors.UnknownMeansError, lambda: proposed(store, other, means="eaten"))
    refused(store, errors.UnknownMeansError, lambda: proposed(store, other, means="not_there"))
    receipt = repaired(store, other)
    refused(store, errors.NotAProposalError, lambda: approved(store, receipt))


def test_the_donor_is_asked_as_long_as_the_title_says(store: Store) -> None:
    title = Title("PRM", "use in the programme", (TODAY + timedelta(300)).isoformat())
    _, (tag,) = registered(store, laptop("S1", category="screen"), title=title)
    number = proposed(store, tag)
    said = refused(store, errors.NoConsentError, lambda: approved(store, number))
    assert vars(said) == {"tag": tag, "until": title.consent_until}
    approved(store, number, consent="PRM/2026/55")
    assert asset(store, tag).owner == "PRM"


# --- two workstations ----------------------------------------------------------------------------


def test_a_document_settles_nothing_where_nothing_is_to_be_settled(store: Store) -> None:
    _, (tag,) = registered(store, laptop("S1"))
    handed(store, tag)
    returned(store, tag)
    with store.read() as connection:
        assert queries.said_apart(connection) == []
    state = life.State(tag, "in_storage")
    refused(
        store,
        errors.NoConflictError,
        lambda: did(store, lambda work: life.settle_custody(work, tag, state), MANAGER),
    )


# --- undone, described ---------------------------------------------------------------------------


def test_each_of_these_papers_is_undone_by_its_reverse(store: Store) -> None:
    _, (tag,) = registered(store, laptop("S1"))
    handed(store, tag)
    held = status(store, tag)
    for paper in (repaired, missed):
        number = paper(store, tag)
        assert status(store, tag) != held
        undone(store, number)
        assert status(store, tag) == held
    assert_sound(store)


def test_an_asset_is_described_anew_as_a_whole(store: Store) -> None:
    _, (tag, other) = registered(store, laptop("S1"), laptop("S2"))
    better = Newcomer(
        *("S9", "Dell", "Latitude", "laptop"),
        value=45_000_00,
        currency="mru",
        warranty_until="2028-01-31",
        accessories=("charger", "sacoche rouge"),
        notes="Touche é usée",
    )
    did(store, lambda work: describe(work, Correction(tag, better, Title("CPISE"))))
    one = asset(store, tag)
    assert (one.serial, one.maker, one.value, one.currency) == ("S9", "Dell", 45_000_00, "MRU")
    assert (one.accessories, one.owner) == ("charger\nsacoche rouge", "CPISE")
    assert (one.donation, one.status) == (DONOR, "in_storage")
    again = replace(better, maker="HP", serial="S2")
    refused(
        store,
        errors.SerialTakenError,
        lambda: did(store, lambda work: describe(work, Correction(tag, again))),
    )
    did(store, lambda work: describe(work, Correction(tag, replace(again, maker="Dell"))))
    with pytest.raises(errors.BadDayError):
        did(
            store,
            lambda work: describe(work, Correction(other, replace(better, warranty_until="2028"))),
        )
    assert_sound(store)


def test_furniture_needs_no_serial_number_and_two_makers_may_give_the_same(store: Store) -> None:
    _, tags = registered(
        store,
        laptop("", category="furniture"),
        laptop("", category="furniture"),
        laptop("S1"),
        laptop("S1", maker="Dell"),
    )
    assert len(set(tags)) == 4
    with store.read() as connection:
        assert queries.by_made(connection, ["S1"]) == {
            ("hp", "s1"): tags[2],
            ("dell", "s1"): tags[3],
        }
        assert queries.by_serial(connection, ["s1"])["s1"] in tags[2:]
    said = refused(
        store, errors.SerialTakenError, lambda: registered(store, laptop("s1", maker="DELL"))
    )
    assert vars(said) == {"serial": "s1", "tag": tags[3]}
    refused(store, errors.SerialTwiceError, lambda: registered(store, laptop("T1"), laptop("t1")))
