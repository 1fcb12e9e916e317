"""Computers: tagged once, held by one, back where they were when a document is undone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cpise_inventory.assets import errors, queries
from cpise_inventory.assets.commands import (
    Newcomer,
    as_described,
    describe,
    known_asset,
    note_condition,
)
from cpise_inventory.assets.labelling import print_labels
from cpise_inventory.catalogue.commands import (
    UnknownCentreError,
    UnknownDonationError,
    UnknownPlaceError,
)
from cpise_inventory.catalogue.errors import UnknownDonorError
from cpise_inventory.catalogue.events import Centre, CentresDescribed, Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.queries import document_of
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import MistypedTagError, NotATagError, asset_tag, read_tag
from cpise_inventory.quantities import QuantityTooSmallError
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.store import Store
from cpise_inventory.texts import TextTooLongError, UnprintableTextError
from cpise_inventory.work import FutureDateError
from tests.assets.acts import (
    asset,
    handed,
    laptop,
    refused,
    registered,
    returned,
    stands,
    stands_at,
    undone,
)
from tests.books import (
    ADMIN,
    CENTRE,
    DONATION,
    DONOR,
    LOGISTICS,
    MANAGER,
    ROOM,
    START,
    assert_sound,
    tag,
)

TODAY = START.date()


# --- registering ---------------------------------------------------------------------------------


def test_a_delivery_of_computers_gets_tags_in_its_order(store: Store) -> None:
    number, tags = registered(
        store,
        laptop(" 5CG0001 "),
        laptop("5CG0002", category="desktop", condition="good"),
        donation=DONATION,
    )
    assert number == "NKC1-A-BR-2026-00001"
    assert [one.rpartition("-")[0] for one in tags] == ["NKC1-A-00001", "NKC1-A-00002"]
    first, second = (asset(store, one) for one in tags)
    assert first[1:8] == ("5CG0001", "HP", "ProBook 450", "laptop", CENTRE, "in_storage", "new")
    assert (first.donation, first.acquired_on, first.custodian) == (DONATION, "2026-11-24", ROOM)
    assert (second.category, second.condition) == ("desktop", "good")
    assert tag(store, "5CG0003")[0].startswith("NKC1-A-00003-")
    assert_sound(store)


def test_goods_and_computers_share_the_numbers_of_what_came_in(store: Store) -> None:
    number, _ = registered(store, laptop("S1"))
    again, _ = registered(store, laptop("S2"))
    assert (number, again) == ("NKC1-A-BR-2026-00001", "NKC1-A-BR-2026-00002")


@pytest.mark.parametrize(
    ("newcomers", "changed", "refusal"),
    [
        ([], {}, errors.NoAssetsError),
        ([laptop("")], {}, errors.NoSerialError),
        ([laptop(" \u200f ")], {}, errors.NoSerialError),
        ([laptop("S1"), laptop("S1")], {}, errors.SerialTwiceError),
        ([laptop("S1"), laptop(" S1")], {}, errors.SerialTwiceError),
        ([laptop("TAKEN")], {}, errors.SerialTakenError),
        ([laptop("S1"), laptop("TAKEN ")], {}, errors.SerialTakenError),
        ([laptop("S1", category="yacht")], {}, errors.UnknownCategoryError),
        ([laptop("S1", condition="splendid")], {}, errors.UnknownConditionError),
        ([laptop("x" * 81)], {}, TextTooLongError),
        ([laptop("S1", model="a\x00b")], {}, UnprintableTextError),
        ([laptop("S1")], {"centre": "QQQ"}, UnknownCentreError),
        ([laptop("S1")], {"donor": "QQQ"}, UnknownDonorError),
        ([laptop("S1")], {"donation": "QQQ"}, UnknownDonationError),
        ([laptop("S1")], {"happened_on": TODAY + timedelta(2)}, FutureDateError),
        ([laptop("S1")], {"remarks": "x" * 401}, TextTooLongError),
        ([laptop("S1", acquired_on="2026-11-25")], {}, errors.AcquiredLaterError),
        ([laptop("S1", acquired_on="2026-02-30")], {}, errors.BadDayError),
        ([laptop("S1")], {"delivery": "NKC1-A-BR-2026-00077"}, UnknownDocumentError),
        ([laptop("S1")], {"delivery": "NKC1-A-BR-2026-00001"}, errors.NotADeliveryError),
    ],
)
def test_what_cannot_be_registered_is_refused(
    file_store: Store,
    newcomers: list[Newcomer],
    changed: dict[str, object],
    refusal: type[Refusal],
) -> None:
    tag(file_store, "TAKEN")
    refused(file_store, refusal, lambda: registered(file_store, *newcomers, **changed))


def test_what_is_registered_stands_in_the_storeroom_that_was_said(store: Store) -> None:
    with store.write(ADMIN) as work:
        shelf = open_place(work, CENTRE, "MAGASIN/B2", Named("Rayon B2"))
    _, (there,) = registered(store, laptop("S1"), storeroom="MAGASIN/B2")
    assert stands_at(store, there) == ("in_storage", shelf, "place")
    refused(store, UnknownPlaceError, lambda: registered(store, laptop("S2"), storeroom="CAVE"))
    with store.write(ADMIN) as work:  # a centre that has none yet
        work.record(CentresDescribed((Centre("TST", Named("Essai")),)))
    _, (nowhere,) = registered(store, laptop("S3"), centre="TST")
    assert stands_at(store, nowhere) == ("in_storage", "", "")
    assert_sound(store)


def test_computers_stand_with_the_delivery_that_they_came_with(store: Store) -> None:
    with store.write(LOGISTICS) as work:
        goods = receive(work, Delivery(CENTRE, DONOR, [Incoming("SAVON-250", 24, "L1", "2028-06")]))
    _, (one,) = registered(store, laptop("S1"), delivery=f" {goods.lower()} ")
    with store.read() as connection:
        (event,) = queries.history(connection, store.journal, one)
    assert event.payload.delivery == goods

    def again(donor: str) -> object:
        return registered(store, laptop("S2"), donor=donor, delivery=goods)

    other = refused(store, errors.OtherDeliveryError, lambda: again("UNICEF"))
    assert isinstance(other, errors.OtherDeliveryError)
    assert (other.number, other.donor, other.centre) == (goods, DONOR, CENTRE)
    undone(store, goods)
    refused(store, errors.NotADeliveryError, lambda: again(DONOR))
    assert_sound(store)


def test_what_was_acquired_before_it_came_says_so_and_can_be_corrected(store: Store) -> None:
    _, (old, new) = registered(store, laptop("S1", acquired_on="2024-03-01"), laptop("S2"))
    assert [asset(store, one).acquired_on for one in (old, new)] == ["2024-03-01", "2026-11-24"]
    for tag_, day in ((old, "2023-03-01"), (new, "")):
        said = as_described(asset(store, tag_))
        anew = replace(said, asset=replace(said.asset, acquired_on=day))
        with store.write(LOGISTICS) as work:
            describe(work, anew)
    assert [asset(store, one).acquired_on for one in (old, new)] == ["2023-03-01", "2026-11-24"]
    assert_sound(store)


def test_serial_numbers_are_looked_for_in_portions(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine takes only so many values in one question."""
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    serials = [f"S{number}" for number in range(5)]
    tags = tag(store, *serials)
    with store.read() as connection:
        assert queries.by_serial(connection, [*serials, "S9"]) == dict(
            zip(serials, tags, strict=True)
        )


def test_a_thousand_computers_are_one_delivery_and_one_undoing(file_store: Store) -> None:
    number, tags = registered(file_store, *(laptop(f"S{n}") for n in range(1_000)))
    assert len(set(tags)) == 1_000
    undone(file_store, number)
    with file_store.read() as connection:
        assert queries.assets_size(connection) == 0
        found = document_of(connection, number)
    assert found is not None
    assert found.lines == 1_000
    assert_sound(file_store)


# --- custody -------------------------------------------------------------------------------------


def test_a_computer_goes_to_somebody_and_comes_back(store: Store) -> None:
    (one,) = tag(store, "S1")
    assert handed(store, one) == "NKC1-A-PR-2026-00001"
    held = asset(store, one)
    assert (held.status, held.custodian, held.custodian_kind) == ("in_use", "Mohamed", "staff")
    assert returned(store, one) == "NKC1-A-RE-2026-00001"
    back = asset(store, one)
    assert (back.status, back.custodian, back.due_on) == ("in_storage", ROOM, "")
    assert back.custodian_kind == "place"
    assert_sound(store)


def test_a_loan_has_a_day_when_it_is_due(store: Store) -> None:
    (one,) = tag(store, "S1")
    handed(store, one, due_on=TODAY)
    assert (asset(store, one).status, asset(store, one).due_on) == ("on_loan", "2026-11-24")


def test_a_tag_may_be_typed_as_it_comes_and_twice(store: Store) -> None:
    first, second = tag(store, "S1", "S2")
    number = handed(store, first.lower().replace("-", " "), f"CPISE:{first}", second)
    with store.read() as connection:
        found = document_of(connection, number)
    assert found is not None
    assert found.lines == 2


def test_what_comes_back_from_several_names_them_all(store: Store) -> None:
    first, second = tag(store, "S1", "S2")
    handed(store, first)
    handed(store, second, to="Fatou")
    with store.read() as connection:
        found = document_of(connection, returned(store, second, first))
        none = document_of(connection, "NKC1-A-RE-2026-00009")
    assert none is None
    assert found is not None
    assert found.party == "Fatou, Mohamed"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"tags": ()}, errors.NoAssetsError),
        ({"tags": ("NKC1-A-00001-A",)}, MistypedTagError),
        ({"tags": ("NKC1",)}, NotATagError),
        ({"tags": ("NKC1-A-00042-Z",)}, MistypedTagError),
        ({"recipient": "  "}, errors.NoCustodianError),
        ({"recipient_kind": "group"}, errors.NoCustodianError),
        ({"due_on": TODAY - timedelta(1)}, errors.DueInThePastError),
        ({"happened_on": TODAY + timedelta(2)}, FutureDateError),
        ({"recipient": "x" * 81}, TextTooLongError),
    ],
)
def test_a_handover_that_cannot_be_is_refused(
    file_store: Store, changed: dict[str, object], refusal: type[Refusal]
) -> None:
    tags = tag(file_store, "S1")
    refused(file_store, refusal, lambda: handed(file_store, *tags, **changed))


def test_what_somebody_holds_is_not_given_to_another(store: Store) -> None:
    first, second = tag(store, "S1", "S2")
    handed(store, first)
    said = refused(store, errors.AlreadyHeldError, lambda: handed(store, second, first, to="Fatou"))
    assert (said.tag, said.custodian) == (first, "Mohamed")  # type: ignore[attr-defined]  # its own
    assert asset(store, second).custodian == ROOM


def test_what_nobody_holds_does_not_come_back(store: Store) -> None:
    first, second = tag(store, "S1", "S2")
    handed(store, first)
    refused(store, errors.NotHeldError, lambda: returned(store, first, second))
    refused(store, errors.NoAssetsError, lambda: returned(store))


def test_a_tag_of_ours_that_was_never_given_is_unknown(store: Store) -> None:
    with pytest.raises(errors.UnknownAssetError), store.write(LOGISTICS) as work:
        known_asset(work, asset_tag("NKC1-A", 7))


# --- condition and labels ------------------------------------------------------------------------


def test_conditions_are_noted_for_several(store: Store) -> None:
    tags = tag(store, "S1", "S2")
    with store.write(LOGISTICS) as work:
        note_condition(work, [*tags, tags[0]], "broken", "fell from the table")
    assert [asset(store, one).condition for one in tags] == ["broken", "broken"]

    def splendid() -> None:
        with store.write(LOGISTICS) as work:
            note_condition(work, tags, "splendid")

    refused(store, errors.UnknownConditionError, splendid)
    assert_sound(store)


def test_labels_are_counted(store: Store) -> None:
    first, second = tag(store, "S1", "S2")
    with store.write(MANAGER) as work:
        print_labels(work, [first, second], "L7160", 1)
        print_labels(work, [first, first], "L7160", 3, copies=2)
    assert (asset(store, first).labels, asset(store, second).labels) == (3, 1)
    assert_sound(store)


@pytest.mark.parametrize(
    ("tags", "first", "copies", "refusal"),
    [
        ([], 1, 1, errors.NoAssetsError),
        (["S1"], 0, 1, QuantityTooSmallError),
        (["S1"], 1, 0, QuantityTooSmallError),
        (["S1"], 1, -2, QuantityTooSmallError),
    ],
)
def test_labels_that_cannot_be_are_refused(
    file_store: Store, tags: list[str], first: int, copies: int, refusal: type[Refusal]
) -> None:
    made = tag(file_store, *tags) if tags else []

    def printed() -> None:
        with file_store.write(MANAGER) as work:
            print_labels(work, made, "L7160", first, copies)

    refused(file_store, refusal, printed)


# --- undoing -------------------------------------------------------------------------------------


def test_an_undone_handover_leaves_it_where_it_was(store: Store) -> None:
    first, second = tag(store, "S1", "S2")
    handed(store, first, to="Fatou")
    returned(store, first)
    before = (stands(store, first), stands(store, second))
    number = undone(store, handed(store, first, second, due_on=TODAY))
    assert number == "NKC1-A-PR-2026-00003"
    assert (stands(store, first), stands(store, second)) == before
    handed(store, first)
    assert_sound(store)


def test_an_undone_return_gives_it_back_to_who_had_it(store: Store) -> None:
    (one,) = tag(store, "S1")
    handed(store, one, to="Fatou", due_on=TODAY)
    before = stands(store, one)
    undone(store, returned(store, one))
    assert stands(store, one) == before


def test_an_undone_delivery_takes_its_tags_with_it(store: Store) -> None:
    number, tags = registered(store, laptop("S1"))
    undone(store, number)
    with store.read() as connection:
        assert queries.assets(connection) == []
        assert queries.by_serial(connection, ["S1"]) == {}
    refused(store, errors.NotHeldError, lambda: handed(store, *tags))
    again = tag(store, "S1")[0]
    assert again.startswith("NKC1-A-00002-")
    assert read_tag(tags[0]) != again


def test_only_the_last_document_about_it_is_undone(store: Store) -> None:
    number, tags = registered(store, laptop("S1"), laptop("S2"))
    handover = handed(store, tags[0])
    said = refused(store, errors.AssetMovedOnError, lambda: undone(store, number))
    assert said.tag == tags[0]  # type: ignore[attr-defined]  # its own
    undone(store, handover)
    undone(store, number)
    assert asset(store, tags[0]).status == "cancelled"


def test_what_was_noted_since_stands_in_no_ones_way(store: Store) -> None:
    number, tags = registered(store, laptop("S1"))
    with store.write(MANAGER) as work:
        note_condition(work, tags, "poor")
        print_labels(work, tags, "L7160", 1)
    undone(store, number)
    assert asset(store, tags[0]).status == "cancelled"
