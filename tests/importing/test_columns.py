"""Headings in three languages, however they are written."""

import pytest

from cpise_inventory.importing.columns import map_columns
from cpise_inventory.importing.notices import ColumnIgnored
from cpise_inventory.importing.problems import ColumnDoubled, ColumnMissing, ColumnMissingOf
from cpise_inventory.importing.vocabulary import DELIVERY

ENOUGH = ["Centre", "Code article", "Quantité", "Donateur"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Quantité", "quantity"),
        ("QUANTITE", "quantity"),
        (" Qté. ", "quantity"),
        ("Quantity", "quantity"),
        ("الكمية", "quantity"),
        ("كمية", "quantity"),
        ("Quantité / الكمية", "quantity"),
        ("Quantité\n(unités)", "quantity"),
        ("N° de série", "serial"),
        ("No. de serie", "serial"),
        ("Nº série", "serial"),
        ("S/N", "serial"),
        ("Numéros de série", "serial"),
        ("N° de lot", "lot"),
        ("Lot n°", "lot"),
        ("Lots", "lot"),
        ("Date de péremption (jj/mm/aaaa)", "expiry"),
        ("Date d’expiration", "expiry"),
        ("تاريخ انتهاء الصلاحية", "expiry"),
        ("ANTENNE", "centre"),
        ("Bailleur", "funder"),
        ("État", "condition"),
        ("Marque", "maker"),
        ("Modele", "model"),
        ("Cantidad", ""),
        ("Quantité / Lot", ""),
        ("", ""),
        ("#", ""),
        ("°", ""),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, field: str) -> None:
    assert DELIVERY.field_of(heading) == field


def test_each_field_finds_its_column() -> None:
    columns = map_columns(["Centre", "", "Code article", "Qté", "Donateur"], DELIVERY, 4)
    assert columns.places == {"centre": 0, "item": 2, "quantity": 3, "donor": 4}
    assert columns.headings["quantity"] == "Qté"
    assert columns.problems == columns.notices == ()


def test_a_column_that_nobody_knows_is_announced() -> None:
    columns = map_columns([*ENOUGH, "Poids (kg)"], DELIVERY, 4)
    assert columns.notices == (ColumnIgnored(row=4, column="Poids (kg)"),)


def test_a_column_that_lacks_is_named_with_what_would_do_instead() -> None:
    centre, item, donor = map_columns(["Quantité"], DELIVERY, 4).problems
    assert isinstance(centre, ColumnMissing)
    assert (centre.field, centre.row, centre.code) == ("centre", 4, "column_missing")
    assert isinstance(item, ColumnMissingOf)
    assert (item.field, item.instead, item.code) == (
        *("designation", ("item", "model")),
        "column_missing",
    )
    assert donor.field == "donor"


def test_a_doubled_column_is_a_problem_that_names_both() -> None:
    (problem,) = map_columns([*ENOUGH, "Qté"], DELIVERY).problems
    assert isinstance(problem, ColumnDoubled)
    assert (problem.field, problem.column, problem.value) == ("quantity", "Quantité", "Qté")


def test_a_vague_heading_gives_way_to_a_certain_one() -> None:
    columns = map_columns([*ENOUGH, "Localité", "Partenaire"], DELIVERY)
    assert (columns.places["centre"], columns.places["donor"]) == (0, 3)
    assert [x.column for x in columns.notices] == ["Localité", "Partenaire"]
    assert not columns.problems


def test_a_name_stands_beside_its_code_and_is_taken_where_there_is_none() -> None:
    """As in the stock list that the program writes itself."""
    columns = map_columns([*ENOUGH, "Nom du centre"], DELIVERY)
    assert (columns.places["centre"], columns.problems) == (0, ())
    without = map_columns(["Nom du centre", *ENOUGH[1:], "Localité"], DELIVERY)
    assert (without.places["centre"], without.problems) == (0, ())


def test_a_vague_heading_is_taken_where_there_is_no_other() -> None:
    headings = ["Localité", "Article", "Nombre", "Partenaire"]
    places = map_columns(headings, DELIVERY).places
    assert places == {"centre": 0, "designation": 1, "quantity": 2, "donor": 3}


def test_a_person_may_say_what_a_column_is_and_leave_one_out() -> None:
    chosen = {"Cantidad": "quantity", "Qté": ""}
    headings = ["Centre", "Code article", "Qté", "Cantidad", "Donateur"]
    columns = map_columns(headings, DELIVERY, 1, chosen)
    assert columns.places["quantity"] == 3
    assert [x.column for x in columns.notices] == ["Qté"]


@pytest.mark.parametrize(
    ("heading", "order"),
    [
        ("Péremption (jj/mm/aaaa)", "dmy"),
        ("Expiry date (MM/DD/YYYY)", "mdy"),
        ("Expiry [dd-mm-yyyy]", "dmy"),
        ("Péremption", ""),
    ],
)
def test_a_heading_may_say_the_order_of_day_and_month(heading: str, order: str) -> None:
    assert map_columns([*ENOUGH, heading], DELIVERY).date_orders.get("expiry", "") == order
