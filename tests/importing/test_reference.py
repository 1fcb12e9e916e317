"""How a cell names what is known."""

import pytest

from cpise_inventory.importing.problems import (
    CellUnclear,
    CentreNotFound,
    CentreNotFoundNear,
    ItemNotFoundNear,
)
from cpise_inventory.importing.reference import KnownItem, made_key
from cpise_inventory.importing.values import Cell
from tests.importing.lists import REFERENCE


def cell(text: str) -> Cell:
    return Cell(4, "centre", "Centre", text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NKC1", "NKC1"),
        ("nkc 1", "NKC1"),
        ("NKC-1", "NKC1"),
        ("CPISE Nouakchott – Dar Naïm", "NKC1"),
        ("dar naim", "NKC1"),
        ("Nouakchott Dar Naim", "NKC1"),
        ("Centre CPISE de Kiffa", "KIF"),
        ("KIFFA", "KIF"),
        ("كيفة", "KIF"),
        ("دار النعيم", "NKC1"),
    ],
)
def test_a_centre_is_known_by_code_name_or_part_of_its_name(text: str, code: str) -> None:
    assert REFERENCE.centre_index.find(cell(text), text) == code


def test_a_name_that_several_share_is_unclear_and_they_are_named() -> None:
    with pytest.raises(CellUnclear) as refused:
        REFERENCE.centre_index.find(cell("Nouakchott"), "Nouakchott")
    assert refused.value.choices == ("NKC1", "NKC2")


def test_what_is_unknown_comes_with_the_nearest_known() -> None:
    with pytest.raises(CentreNotFoundNear) as refused:
        REFERENCE.centre_index.find(cell("Kifa"), "CPISE Kifa")
    assert refused.value.nearest == "KIF (CPISE Kiffa)"
    assert refused.value.code == "centre_not_found"
    with pytest.raises(ItemNotFoundNear) as item:
        REFERENCE.item_index.find(cell("SAVON-520"), "SAVON-520")
    assert item.value.nearest == "SAVON-250"


@pytest.mark.parametrize("text", ["Tombouctou", "CPISE", "Centre", "?"])
def test_what_is_like_nothing_known_has_no_suggestion(text: str) -> None:
    with pytest.raises(CentreNotFound) as refused:
        REFERENCE.centre_index.find(cell(text), text)
    assert type(refused.value) is CentreNotFound


@pytest.mark.parametrize("text", ["OIM", "IOM", "oim", "المنظمة الدولية للهجرة"])
def test_a_donor_is_known_by_its_initials_in_brackets(text: str) -> None:
    assert REFERENCE.donor_index.find(cell(text), text) == "OIM"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ordinateur portable", "laptop"),
        ("PC portable", "laptop"),
        ("Laptop", "laptop"),
        ("حاسوب محمول", "laptop"),
        ("Onduleur", "ups"),
        ("IMPRIMANTE", "printer"),
    ],
)
def test_kinds_of_computers_are_known_in_three_languages(text: str, code: str) -> None:
    assert REFERENCE.category_index.find(cell(text), text) == code


def test_an_items_units_are_its_base_unit_and_its_packs() -> None:
    soap = KnownItem("SAVON", (), "bar", {"carton": 36, "Grande boîte": 12})
    assert [soap.holds(x) for x in ("bar", "pain", "Pains", "قطعة", "Carton", "cartons")] == [
        *(1, 1, 1, 1, 36, 36)
    ]
    assert soap.holds("grande boite") == 12
    assert soap.holds("kg") == soap.holds("boîte") == 0


def test_serial_numbers_of_a_maker_are_compared_without_spaces_and_capitals() -> None:
    assert made_key("hp", " 5cg 7001abc") == made_key("HP", "5CG7001ABC")
    assert made_key("HP", "5CG-7001") == made_key("HP", "5cg 7001")
    assert made_key("HP", "5CG7001") != made_key("Dell", "5CG7001")
