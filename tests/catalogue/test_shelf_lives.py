"""How many months a lot must have left, as the books say: the nearest word holds, the last one."""

import pytest

from cpise_inventory.catalogue.commands import UnknownItemError, describe_items
from cpise_inventory.catalogue.errors import UnknownItemCategoryError
from cpise_inventory.catalogue.events import Item, LeastLife, Named
from cpise_inventory.catalogue.shelf_lives import Asked, least_lives, set_least_lives
from cpise_inventory.errors import Refusal
from cpise_inventory.language.reading import QuantityOutOfRange
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.stock.errors import ShortDatedError
from cpise_inventory.store import Store
from tests.books import CENTRE, DONOR, LOGISTICS, SOAP, assert_sound, everything, refused

GEL, HYGIENE = "GEL", "Hygiène"


@pytest.fixture
def stocked(store: Store) -> Store:
    """Soap and gel are for hygiene."""
    with store.write(LOGISTICS) as work:
        for code in (SOAP, GEL):
            describe_items(work, [Item(code, Named(code), category=HYGIENE, keeps_expiry=True)])
    return store


def say(store: Store, *lives: LeastLife) -> None:
    with store.write(LOGISTICS) as work:
        set_least_lives(work, lives)


def asked(store: Store, item: str = SOAP, category: str = HYGIENE) -> Asked:
    with store.read() as connection:
        return least_lives(connection).of(item, category)


def test_the_nearest_word_holds_until_it_is_taken_back(stocked: Store) -> None:
    assert asked(stocked) == (3, "nothing")
    say(stocked, LeastLife(4))
    assert asked(stocked) == (4, "all")
    say(stocked, LeastLife(6, category=HYGIENE), LeastLife(9, item=SOAP))
    assert (asked(stocked), asked(stocked, GEL)) == ((9, "item"), (6, "category"))
    assert asked(stocked, "SEAU-14", "") == (4, "all")
    say(stocked, LeastLife(item=SOAP, unset=True))
    assert asked(stocked) == (6, "category")
    say(stocked, LeastLife(0, category=HYGIENE))  # nought is a word, too
    assert asked(stocked) == (0, "category")
    assert_sound(stocked)


def test_each_item_of_a_delivery_is_asked_for_its_own(stocked: Store) -> None:
    say(stocked, LeastLife(12, item=SOAP), LeastLife(1))

    def come(item: str) -> None:
        with stocked.write(LOGISTICS) as work:
            receive(work, Delivery(CENTRE, DONOR, [Incoming(item, 1, "L1", "2027-03")]))

    come(GEL)
    assert refused(stocked, ShortDatedError, lambda: come(SOAP)).months == 12


def test_saying_the_same_again_writes_nothing(stocked: Store) -> None:
    say(stocked, LeastLife(4), LeastLife(6, item=SOAP))
    before = everything(stocked)
    say(stocked, LeastLife(4), LeastLife(6, item=SOAP), LeastLife(item=GEL, unset=True))
    assert everything(stocked) == before


def test_a_category_is_known_by_its_letters(stocked: Store) -> None:
    say(stocked, LeastLife(5, category="hygiene"))
    assert asked(stocked).months == 5


@pytest.mark.parametrize(
    ("life", "why"),
    [
        (LeastLife(61), QuantityOutOfRange),
        (LeastLife(-1), QuantityOutOfRange),
        (LeastLife(3, item="NIX"), UnknownItemError),
        (LeastLife(3, category="Jouets"), UnknownItemCategoryError),
    ],
)
def test_what_makes_no_sense_is_refused(
    stocked: Store, life: LeastLife, why: type[Refusal]
) -> None:
    refused(stocked, why, lambda: say(stocked, LeastLife(4), life))
