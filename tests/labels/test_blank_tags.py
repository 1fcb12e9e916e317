"""Tags that are printed before their computers are there."""

import pytest

from cpise_inventory.assets import queries as assets
from cpise_inventory.assets.labelling import print_labels
from cpise_inventory.catalogue.commands import UnknownCentreError
from cpise_inventory.errors import Refusal, Refusals
from cpise_inventory.identity import asset_tag
from cpise_inventory.labels import errors, queries
from cpise_inventory.labels.commands import reserve, unused_between, void
from cpise_inventory.store import Store
from cpise_inventory.texts import NoReasonError
from cpise_inventory.work import NotAllowedError
from tests.assets.acts import asset, laptop, refused, registered, undone
from tests.books import CENTRE, LOGISTICS, MANAGER, assert_sound, tag


def reserved(store: Store, count: int, centre: str = CENTRE, person: str = MANAGER) -> list[str]:
    with store.write(person) as work:
        return reserve(work, centre, count, "dotation 2027")


def voided(store: Store, *tags: str, reason: str = "spoiled by the printer") -> list[str]:
    with store.write(MANAGER) as work:
        return void(work, tags, reason)


def unused(store: Store, centre: str = "", *, unprinted: bool = False) -> list[str]:
    with store.read() as connection:
        found = queries.unused_tags(connection, centre, unprinted=unprinted)
        assert queries.unused_size(connection, centre, unprinted=unprinted) == len(found)
    return [one.tag for one in found]


def test_reserved_tags_are_the_next_of_the_series_and_are_given_to_nobody_else(
    store: Store,
) -> None:
    (before,) = tag(store, "S1")
    blank = reserved(store, 3)
    (after,) = tag(store, "S2")
    assert [before, *blank, after] == [asset_tag("NKC1-A", n) for n in range(1, 6)]
    assert unused(store) == blank
    with store.read() as connection:
        one = queries.blank_tags(connection, blank)[blank[0]]
    assert (one.centre, one.reserved_by, one.void, one.used) == (CENTRE, MANAGER, "", False)
    assert_sound(store)


def test_a_computer_is_registered_under_the_tag_that_sticks_on_it(store: Store) -> None:
    blank = reserved(store, 3)
    _, tags = registered(
        store, laptop("S1"), laptop("S2"), laptop("S3"), tags=[blank[1].lower(), blank[0]]
    )
    assert tags == [blank[1], blank[0], asset_tag("NKC1-A", 4)]
    assert asset(store, blank[1]).serial == "S1"
    assert unused(store) == [blank[2]]
    assert_sound(store)


def test_what_is_printed_blank_needs_no_label_once_it_is_registered(store: Store) -> None:
    blank = reserved(store, 2)
    with store.write(MANAGER) as work:
        print_labels(work, blank[:1], "L7160", 1)
    assert unused(store, unprinted=True) == [blank[1]]
    registered(store, laptop("S1"), tags=blank[:1])
    assert asset(store, blank[0]).labels == 1


@pytest.mark.parametrize(
    ("which", "refusal"),
    [
        ("used", errors.TagTakenError),
        ("numbered", errors.TagTakenError),
        ("unknown", errors.TagNotReservedError),
        ("elsewhere", errors.TagOfOtherCentreError),
        ("void", errors.TagVoidError),
    ],
)
def test_a_tag_that_cannot_be_stuck_on_it_is_refused(
    store: Store, which: str, refusal: type[Refusal]
) -> None:
    (numbered,) = tag(store, "S0")
    used, spoiled = reserved(store, 2)
    (elsewhere,) = reserved(store, 1, "KIF")
    registered(store, laptop("S1"), tags=[used])
    voided(store, spoiled)
    wanted = {
        "used": used,
        "numbered": numbered,
        "unknown": asset_tag("NKC1-A", 900),
        "elsewhere": elsewhere,
        "void": spoiled,
    }[which]
    refused(store, refusal, lambda: registered(store, laptop("S9"), tags=[wanted]))


def test_all_that_is_wrong_with_the_tags_is_said_at_once(file_store: Store) -> None:
    stranger, spoiled = asset_tag("KIF-A", 3), reserved(file_store, 1)[0]
    voided(file_store, spoiled)
    with pytest.raises(Refusals) as found:
        registered(file_store, laptop("S1"), laptop("S2"), tags=[stranger, spoiled])
    assert [type(one) for one in found.value.problems] == [
        errors.TagNotReservedError,
        errors.TagVoidError,
    ]


def test_more_tags_than_computers_are_refused(store: Store) -> None:
    blank = reserved(store, 2)
    said = refused(
        store,
        errors.MoreTagsThanAssetsError,
        lambda: registered(store, laptop("S1"), tags=blank),
    )
    assert (said.tags, said.assets) == (2, 1)  # type: ignore[attr-defined]  # its own


def test_the_tag_of_a_registration_that_was_undone_sticks_on_it_still(store: Store) -> None:
    blank = reserved(store, 1)
    number, _ = registered(store, laptop("S1"), tags=blank)
    undone(store, number)
    assert unused(store) == blank
    registered(store, laptop("S2"), tags=blank)
    assert (asset(store, blank[0]).serial, unused(store)) == ("S2", [])
    with store.read() as connection:
        assert assets.said_apart(connection) == []
    assert_sound(store)


def test_a_spoiled_range_is_void_with_its_reason_and_its_numbers_are_not_given_again(
    store: Store,
) -> None:
    blank = reserved(store, 5)
    registered(store, laptop("S1"), tags=[blank[2]])
    with store.write(MANAGER) as work:
        between = unused_between(work, blank[3], blank[1])
    assert between == [blank[1], blank[3]]
    voided(store, *between)
    assert unused(store) == [blank[0], blank[4]]
    assert tag(store, "S2") == [asset_tag("NKC1-A", 6)]
    with store.read() as connection:
        assert queries.blank_tags(connection, blank)[blank[1]].void == "spoiled by the printer"
    refused(store, errors.TagVoidError, lambda: voided(store, blank[1]))
    refused(store, errors.TagTakenError, lambda: voided(store, blank[2]))
    refused(store, NoReasonError, lambda: voided(store, blank[0], reason=" "))
    assert_sound(store)


@pytest.mark.parametrize(
    ("count", "centre", "person", "refusal"),
    [
        (0, CENTRE, MANAGER, errors.TooManyTagsError),
        (1_001, CENTRE, MANAGER, errors.TooManyTagsError),
        (1, "QQQ", MANAGER, UnknownCentreError),
        (1, CENTRE, LOGISTICS, NotAllowedError),
    ],
)
def test_what_is_not_reserved(
    file_store: Store, count: int, centre: str, person: str, refusal: type[Refusal]
) -> None:
    refused(file_store, refusal, lambda: reserved(file_store, count, centre, person))
