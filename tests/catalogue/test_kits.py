"""Lists of contents: versions, substitutes, and no kit in itself."""

import pytest

from cpise_inventory.catalogue import errors, queries
from cpise_inventory.catalogue.commands import (
    EmptyKitError,
    KitInItselfError,
    UnknownItemError,
    complete_kit,
    define_kit,
    describe_items,
    retire_item,
)
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.errors import Refusal
from cpise_inventory.store import Store
from tests.books import ADMIN, BUCKET, KIT, LOGISTICS, SOAP, assert_sound, everything

SMALL, CASE = "SAVON-100", "MALLE"


@pytest.fixture
def store(store: Store) -> Store:
    """With a smaller soap and a case that holds kits."""
    with store.write(LOGISTICS) as work:
        name = Named("Autre")
        describe_items(work, [Item(SMALL, name), Item(CASE, name), Item("VIEUX", name)])
        retire_item(work, "VIEUX")
        define_kit(work, CASE, [(KIT, 2)])
    return store


def test_every_version_of_a_list_stays_to_be_seen(store: Store) -> None:
    with store.write(ADMIN) as work:
        assert define_kit(work, KIT, [(SOAP, 3)], [(SOAP, SMALL), (SOAP, SMALL)]) == 2
    with store.read() as connection:
        newest, first = queries.kit_versions(connection, KIT)
        assert queries.kit(connection, KIT) == newest.kit
    assert newest.kit == queries.Kit(KIT, 2, ((SOAP, 3),), ((SOAP, (SMALL,)),))
    assert first.kit == queries.Kit(KIT, 1, ((SOAP, 2), (BUCKET, 1)))
    assert (newest.happened_on, newest.actor) == ("2026-11-24", ADMIN)
    assert_sound(store)


def test_a_draft_is_completed_by_a_new_version(store: Store) -> None:
    with store.write(ADMIN) as work:
        assert define_kit(work, KIT, [(SOAP, 2)], [(BUCKET, SMALL)], [BUCKET, BUCKET]) == 2
        assert define_kit(work, KIT, [(SOAP, 2)], [(BUCKET, SMALL)], [BUCKET]) == 2
    with store.read() as connection, pytest.raises(errors.DraftKitError) as refused:
        complete_kit(connection, KIT)
    assert refused.value.items == (BUCKET,)
    with store.write(ADMIN) as work:
        assert define_kit(work, KIT, [(SOAP, 2), (BUCKET, 1)], [], [BUCKET]) == 3
    with store.read() as connection:
        assert not complete_kit(connection, KIT).is_draft
        assert [one.kit.is_draft for one in queries.kit_versions(connection, KIT)] == [
            *(False, True, False)
        ]
    assert_sound(store)


@pytest.mark.parametrize(
    ("kit", "contents", "substitutes", "why"),
    [
        (KIT, [(KIT, 1)], [], KitInItselfError),
        (KIT, [(SOAP, 1), (CASE, 1)], [], KitInItselfError),
        (KIT, [(SOAP, 1)], [(SOAP, CASE)], KitInItselfError),
        (KIT, [(SOAP, 1)], [(SOAP, KIT)], KitInItselfError),
        (KIT, [(SOAP, 1)], [(BUCKET, SMALL)], errors.NotAPartError),
        (KIT, [(SOAP, 1)], [(SOAP, SOAP)], errors.SubstituteIsPartError),
        (KIT, [(SOAP, 1), (BUCKET, 1)], [(SOAP, BUCKET)], errors.SubstituteIsPartError),
        (KIT, [(SOAP, 1)], [(SOAP, "VIEUX")], errors.RetiredItemError),
        (KIT, [("VIEUX", 1)], [], errors.RetiredItemError),
        ("VIEUX", [(SOAP, 1)], [], errors.RetiredItemError),
        (KIT, [], [], EmptyKitError),
        (KIT, [("NIX", 1)], [], UnknownItemError),
    ],
)
def test_a_list_that_makes_no_kit_is_refused(
    store: Store,
    kit: str,
    contents: list[tuple[str, int]],
    substitutes: list[tuple[str, str]],
    why: type[Refusal],
) -> None:
    before = everything(store)
    with pytest.raises(why), store.write(LOGISTICS) as work:
        define_kit(work, kit, contents, substitutes)
    assert everything(store) == before
