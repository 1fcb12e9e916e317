"""Packs in words, in three languages; what doesn't fill one is said in the next smaller."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.language.packs import counted, in_packs, letters_of, packed
from cpise_inventory.language.terms import UNITS
from cpise_inventory.language.words import LANGUAGES, words

PACKS = (("box", 6), ("carton", 24))


@pytest.mark.parametrize(
    ("quantity", "french"),
    [
        (99, "4 cartons + 3 pièces"),
        (24, "1 carton"),
        (31, "1 carton + 1 boîte + 1 pièce"),
        (5, ""),
        (0, ""),
        (-24, ""),
    ],
)
def test_a_quantity_is_said_in_its_largest_packs(quantity, french):
    assert packed(quantity, "piece", PACKS, words("fr")) == french


def test_arabic_has_its_own_plurals():
    said = packed(99, "piece", (("carton", 24),), words("ar"))
    assert "4 كراتين" in said
    assert "3 قطع" in said
    assert "كرتونان" in packed(48, "piece", (("carton", 24),), words("ar"))


def test_a_pack_of_the_centres_own_name_keeps_it():
    assert packed(21, "piece", (("palette", 10),), words("fr")) == "2 × palette + 1 pièce"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_can_be_counted(language):
    for unit in UNITS:
        assert "×" not in counted(unit, 2, words(language)), unit


@given(st.integers(0, 10**7), st.lists(st.integers(2, 50), min_size=1, max_size=3))
def test_nothing_is_ever_rounded(quantity, factors):
    packs, size = [], 1
    for number, factor in enumerate(factors):
        size *= factor
        packs.append((f"pack{number}", size))
    sizes = {**dict(packs), "": 1}
    assert sum(sizes[name] * many for name, many in in_packs(quantity, packs)) == quantity


def test_a_field_takes_the_letters_of_its_packs_in_every_language():
    assert set("cartonCARTONboîteboite") <= letters_of(PACKS)
    assert set("كرتون") <= letters_of(PACKS)
