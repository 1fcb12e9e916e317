"""Delivery lists: every wrong row is named in one go, what is certain is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cpise_inventory.errors import Refusals
from cpise_inventory.importing import problems
from cpise_inventory.importing.computers import ComputerLine
from cpise_inventory.importing.deliveries import GoodsLine
from cpise_inventory.importing.grid import Choices
from cpise_inventory.importing.lookups import Origin
from cpise_inventory.importing.notices import (
    CellIgnored,
    CellsBesideTable,
    NumbersAsIdentifiers,
    PacksCounted,
    SameRowTwice,
)
from tests.importing.lists import BUCKET, HEADINGS, REFERENCE, SOAP, as_xlsx, delivery, said

EXPIRY = HEADINGS.index("Péremption")
QUANTITY = HEADINGS.index("Quantité")
COMPUTERS = ("Centre", "Désignation", "Marque", "Modèle", "N° de série", "Quantité", "Donateur")
LAPTOP = ("NKC1", "PC portable", "Dell", "Latitude 3540", "00A1", "1", "OIM")


def changed(row: Sequence[str], place: int, text: str) -> list[str]:
    return [*row[:place], text, *row[place + 1 :]]


def with_column(heading: str, *cells: str) -> list[list[str]]:
    rows = (HEADINGS, SOAP, BUCKET)
    return [[*row, cell] for row, cell in zip(rows, (heading, *cells), strict=False)]


def test_goods_become_lines_with_known_codes(tmp_path: Path) -> None:
    parsed = delivery(tmp_path, [HEADINGS, SOAP, BUCKET])
    assert parsed.accepted() == (
        GoodsLine(2, "NKC1", "SAVON-250", 12, "L23", "2027-12-31", Origin("OIM"), "", ""),
        GoodsLine(3, "KIF", "SEAU-14", 3, "", "", Origin("UNICEF"), "", ""),
    )
    assert parsed.notices == ()


def test_headings_and_names_in_arabic_say_the_same(tmp_path: Path) -> None:
    headings = ("المركز", "اسم الصنف", "الكمية", "رقم الدفعة", "تاريخ انتهاء الصلاحية", "المانح")
    soap = (
        "دار النعيم",
        "صابون الاستحمام 250 غ",
        "١٢",
        "L23",
        "٣١/١٢/٢٠٢٧",
        "المنظمة الدولية للهجرة",
    )
    expected = delivery(tmp_path, [HEADINGS, SOAP]).rows
    assert delivery(tmp_path, [headings, soap]).accepted() == expected


def test_headings_in_english_say_the_same(tmp_path: Path) -> None:
    headings = ("Centre", "Item name", "Qty", "Batch no.", "Expiry date", "Donor")
    soap = ("nkc1", "bathing soap 250 g", "12", "L23", "2027-12-31", "IOM")
    expected = delivery(tmp_path, [HEADINGS, SOAP]).rows
    assert delivery(tmp_path, [headings, soap]).accepted() == expected


@pytest.mark.parametrize(
    ("place", "text", "field", "code"),
    [
        (0, "Atar", "centre", "centre_not_found"),
        (0, "", "centre", "cell_empty"),
        (0, "Nouakchott", "centre", "cell_unclear"),
        (1, "SAVON-251", "item", "item_not_found"),
        (1, "", "item", "cell_empty"),
        (1, "=A2", "item", "cell_formula"),
        (2, "0", "quantity", "quantity_not_positive"),
        (2, "-3", "quantity", "quantity_not_positive"),
        (2, "2.5", "quantity", "quantity_fractional"),
        (2, "2,5", "quantity", "quantity_fractional"),
        (2, "1000000000000", "quantity", "quantity_beyond"),
        (2, "=2+3", "quantity", "cell_formula"),
        (2, "", "quantity", "cell_empty"),
        (3, "3.01043E+13", "lot", "identifier_damaged"),
        (3, "L" * 41, "lot", "cell_too_long"),
        (4, "31/02/2027", "expiry", "date_impossible"),
        (4, "30/06/2026", "expiry", "expiry_past"),
        (4, "10/2026", "expiry", "expiry_past"),
        (4, "31/12/27", "expiry", "year_too_short"),
        (4, "", "expiry", "cell_empty"),
        (5, "Croix-Rouge", "donor", "donor_not_found"),
        (5, "", "donor", "cell_empty"),
    ],
)
def test_a_wrong_cell_is_named_by_row_field_and_value(
    tmp_path: Path, place: int, text: str, field: str, code: str
) -> None:
    parsed = delivery(tmp_path, [HEADINGS, BUCKET, changed(SOAP, place, text)])
    (problem,) = parsed.problems
    assert (problem.row, problem.field, problem.code) == (3, field, code)
    assert problem.value in {text, f"{text[:60]}…"}
    assert problem.column == HEADINGS[place]
    with pytest.raises(Refusals) as refused:
        parsed.accepted()
    assert refused.value.problems == parsed.problems


def test_all_problems_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ("Atar", "SAVON-250", "0", "L1", "31/12/2027", "OIM"),
        SOAP,
        ("NKC1", "RIZ", "2,5", "L1", "31/02/2027", "OIM"),
        ("NKC1", "SEAU-14", "10^12", "", "31/12/2027", "?"),
    ]
    assert said(delivery(tmp_path, rows)) == [
        (2, "centre", "Atar", "centre_not_found"),
        (2, "quantity", "0", "quantity_not_positive"),
        (4, "item", "RIZ", "item_not_found"),
        (4, "quantity", "2,5", "quantity_fractional"),
        (4, "expiry", "31/02/2027", "date_impossible"),
        (5, "quantity", "10^12", "quantity_unreadable"),
        (5, "expiry", "31/12/2027", "expiry_unwanted"),
        (5, "donor", "?", "donor_not_found"),
    ]


def test_missing_and_doubled_columns_come_with_the_problems_of_the_rows(tmp_path: Path) -> None:
    rows = [("Code article", "Quantité", "Qté", "Péremption"), ("RIZ", "0", "1", "31/12/2027")]
    assert said(delivery(tmp_path, rows)) == [
        (1, "centre", "", "column_missing"),
        (1, "donor", "", "column_missing"),
        (1, "quantity", "Qté", "column_doubled"),
        (2, "item", "RIZ", "item_not_found"),
        (2, "quantity", "0", "quantity_not_positive"),
    ]


def test_a_row_with_a_separator_too_many_is_refused_as_shifted(tmp_path: Path) -> None:
    text = "Centre,Code article,Quantité,Donateur\nNKC1,SEAU-14,2,5,OIM\n"
    assert (2, "", "OIM", "cells_too_many") in said(delivery(tmp_path, text))


def test_a_note_beside_the_table_of_a_workbook_is_announced(tmp_path: Path) -> None:
    rows = [HEADINGS, [*SOAP, "", "à vérifier"], BUCKET]
    parsed = delivery(tmp_path, as_xlsx(rows))
    assert CellsBesideTable(row=2, value="à vérifier") in parsed.notices
    assert not parsed.problems


# Dates --------------------------------------------------------------------------------------------


def test_dates_of_a_workbook_are_read_as_dates_months_and_day_numbers(tmp_path: Path) -> None:
    rows = [HEADINGS, *(changed(SOAP, EXPIRY, "") for _ in range(2))]
    for row, value in zip(rows[1:], (date(2027, 12, 31), 46752), strict=True):
        row[EXPIRY] = value  # type: ignore[call-overload]  # a workbook's cells are not all texts
    expiries = {x.expiry for x in delivery(tmp_path, as_xlsx(rows)).accepted() if is_goods(x)}
    assert expiries == {"2027-12-31"}


def is_goods(line: object) -> bool:
    return isinstance(line, GoodsLine)


def test_a_whole_column_decides_the_order_of_day_and_month(tmp_path: Path) -> None:
    first = changed(SOAP, EXPIRY, "05/06/2027")
    second = changed(changed(SOAP, EXPIRY, "12/31/2027"), 3, "L24")
    lines = delivery(tmp_path, [HEADINGS, first, second]).accepted()
    assert [x.expiry for x in lines if isinstance(x, GoodsLine)] == ["2027-05-06", "2027-12-31"]


def test_a_column_that_decides_nothing_is_asked_about_until_somebody_says(tmp_path: Path) -> None:
    rows = [HEADINGS, changed(SOAP, EXPIRY, "05/06/2027")]
    assert said(delivery(tmp_path, rows)) == [(2, "expiry", "05/06/2027", "date_order_unknown")]
    for order, expiry in (("dmy", "2027-06-05"), ("mdy", "2027-05-06")):
        (line,) = delivery(tmp_path, rows, Choices(date_order=order)).accepted()
        assert isinstance(line, GoodsLine)
        assert line.expiry == expiry
    rows[0] = changed(HEADINGS, EXPIRY, "Péremption (jj/mm/aaaa)")
    assert not delivery(tmp_path, rows).problems


def test_another_column_of_dates_may_decide_for_it(tmp_path: Path) -> None:
    rows = [[*HEADINGS, "Date de livraison"], [*changed(SOAP, EXPIRY, "05/06/2027"), "23/11/2026"]]
    (line,) = delivery(tmp_path, rows).accepted()
    assert isinstance(line, GoodsLine)
    assert (line.expiry, line.origin.delivered_on) == ("2027-06-05", "2026-11-23")


def test_a_delivery_still_to_come_is_refused(tmp_path: Path) -> None:
    rows = with_column("Date de livraison", "25/11/2026", "24/11/2026")
    assert said(delivery(tmp_path, rows)) == [(2, "delivered_on", "25/11/2026", "delivery_to_come")]


def test_an_expiry_date_is_judged_by_the_day_of_the_delivery(tmp_path: Path) -> None:
    rows = with_column("Date de livraison", "15/06/2026", "")
    rows[1][EXPIRY] = "30/06/2026"
    assert not delivery(tmp_path, rows).problems


def test_goods_past_their_expiry_are_taken_with_a_reason(tmp_path: Path) -> None:
    rows = with_column("Motif", "accepté par le responsable", "")
    rows[1][EXPIRY] = "30/06/2026"
    line = delivery(tmp_path, rows).accepted()[0]
    assert isinstance(line, GoodsLine)
    assert (line.expiry, line.reason) == ("2026-06-30", "accepté par le responsable")


# Items, units, lots -------------------------------------------------------------------------------


def test_a_designation_that_contradicts_the_code_is_refused(tmp_path: Path) -> None:
    rows = with_column("Désignation", "Seau avec couvercle 14 L", "Seau")
    (problem,) = delivery(tmp_path, rows).problems
    assert isinstance(problem, problems.ItemContradicted)
    assert (problem.by_code, problem.by_name) == ("SAVON-250", "SEAU-14")


def test_packs_are_counted_as_units_and_said(tmp_path: Path) -> None:
    parsed = delivery(tmp_path, with_column("Unité", "Cartons", "pièce"))
    assert [x.quantity for x in parsed.accepted() if isinstance(x, GoodsLine)] == [432, 3]
    assert parsed.notices == (
        PacksCounted(row=2, column="Quantité", value="12 × Cartons", units=432),
    )


def test_a_unit_that_is_not_the_items_is_refused(tmp_path: Path) -> None:
    rows = with_column("Unité", "kg", "carton")
    assert said(delivery(tmp_path, rows)) == [
        (2, "unit", "kg", "unit_not_found"),
        (3, "unit", "carton", "unit_not_found"),
    ]
    rows = with_column("Unité", "carton", "")
    rows[1][QUANTITY] = "9999999"
    assert said(delivery(tmp_path, rows)) == [(2, "quantity", "9999999", "quantity_beyond")]


def test_one_lot_with_two_expiry_dates_is_refused_with_both_rows(tmp_path: Path) -> None:
    other = changed(SOAP, EXPIRY, "30/12/2027")
    (problem,) = delivery(tmp_path, [HEADINGS, SOAP, other]).problems
    assert isinstance(problem, problems.LotContradicted)
    assert (problem.row, problem.other_row, problem.other_expiry) == (3, 2, "2027-12-31")
    same = changed(SOAP, EXPIRY, "12/2027")
    assert not delivery(tmp_path, [HEADINGS, SOAP, same]).problems


def test_a_lot_in_stock_with_another_expiry_date_is_refused(tmp_path: Path) -> None:
    old = changed(changed(SOAP, 3, "OLD-1"), EXPIRY, "31/07/2027")
    (problem,) = delivery(tmp_path, [HEADINGS, old]).problems
    assert isinstance(problem, problems.LotKnownOtherwise)
    assert problem.known_expiry == "2027-06"


def test_a_row_that_says_the_same_again_is_announced(tmp_path: Path) -> None:
    parsed = delivery(tmp_path, [HEADINGS, SOAP, BUCKET, SOAP])
    assert parsed.notices == (SameRowTwice(row=4, value="2"),)
    assert len(parsed.accepted()) == 3


# Donations ----------------------------------------------------------------------------------------


def test_a_donation_names_its_donor_and_is_never_guessed(tmp_path: Path) -> None:
    rows = with_column("Convention", "OIM-2026-01", "")
    first, second = delivery(tmp_path, rows).accepted()
    assert (first.origin, second.origin) == (Origin("OIM", "OIM-2026-01"), Origin("UNICEF"))
    without = [[*row[:5], row[6]] for row in rows[:2]]
    assert delivery(tmp_path, without).accepted()[0].origin == Origin("OIM", "OIM-2026-01")


def test_a_donation_of_somebody_else_or_of_nobody_is_refused(tmp_path: Path) -> None:
    rows = with_column("Convention", "UNICEF-2026-03", "UNICEF-2026-04")
    assert said(delivery(tmp_path, rows)) == [
        (2, "donor", "OIM", "donor_contradicted"),
        (3, "donation", "UNICEF-2026-04", "donation_not_found"),
    ]


# Computers ----------------------------------------------------------------------------------------


def test_computers_stand_among_goods(tmp_path: Path) -> None:
    headings = (*COMPUTERS, "Lot", "Péremption", "État", "Bordereau")
    rows = [
        headings,
        (*LAPTOP, "", "", "", "BL-7"),
        ("KIF", "Bathing soap 250 g", "", "", "", "12", "OIM", "L1", "31/12/2027", "", "BL-7"),
        ("KIF", "Imprimante", "HP", "M110", "0042, 0043", "2", "OIM", "", "", "bon état", "BL-7"),
    ]
    origin = Origin("OIM", waybill="BL-7")
    laptop, soap, *printers = delivery(tmp_path, rows).accepted()
    assert laptop == ComputerLine(
        *(2, "NKC1", "laptop", "Dell", "Latitude 3540", "00A1", "new"), origin=origin, remarks=""
    )
    assert isinstance(soap, GoodsLine)
    assert [(x.row, x.serial, x.condition) for x in printers if isinstance(x, ComputerLine)] == [
        (4, "0042", "good"),
        (4, "0043", "good"),
    ]


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        (1, "Machin", ("designation", "Machin", "category_not_found")),
        (1, "", ("designation", "", "cell_empty")),
        (3, "", ("model", "", "cell_empty")),
        (4, "", ("serial", "", "cell_empty")),
        (4, "5cg7001abc", ("serial", "5cg7001abc", "serial_known")),
        (4, "1.5E+12", ("serial", "1.5E+12", "identifier_damaged")),
        (4, "A1;A2", ("serial", "A1;A2", "serials_unequal")),
        (5, "0", ("quantity", "0", "quantity_not_positive")),
        (2, "D" * 81, ("maker", "D" * 60 + "…", "cell_too_long")),
    ],
)
def test_a_wrong_cell_of_a_computer_is_named(
    tmp_path: Path, place: int, text: str, expected: tuple[str, str, str]
) -> None:
    parsed = delivery(tmp_path, [COMPUTERS, changed(LAPTOP, place, text)])
    assert said(parsed) == [(2, *expected)]


def test_a_serial_number_twice_is_named_with_both_rows(tmp_path: Path) -> None:
    rows = [COMPUTERS, LAPTOP, changed(LAPTOP, 4, "B1"), changed(LAPTOP, 4, "00a1")]
    (problem,) = delivery(tmp_path, rows).problems
    assert isinstance(problem, problems.SerialRepeated)
    assert (problem.row, problem.value, problem.other_row) == (4, "00a1", 2)
    (problem,) = delivery(
        tmp_path, [COMPUTERS, changed(changed(LAPTOP, 4, "A,A"), 5, "2")]
    ).problems
    assert (problem.row, problem.code) == (2, "serial_repeated")


def test_a_column_that_only_computers_need_is_missed_once(tmp_path: Path) -> None:
    rows = [("Centre", "Désignation", "Quantité", "Donateur"), *[("KIF", "Laptop", "1", "OIM")] * 2]
    assert said(delivery(tmp_path, rows)) == [
        (1, "model", "", "column_missing"),
        (1, "serial", "", "column_missing"),
    ]


def test_serial_numbers_kept_as_numbers_are_worth_a_look(tmp_path: Path) -> None:
    rows = [COMPUTERS, (*LAPTOP[:4], 123456, 1, "OIM"), (*LAPTOP[:4], 123457, 1, "OIM")]
    parsed = delivery(tmp_path, as_xlsx(rows))
    assert parsed.notices == (NumbersAsIdentifiers(row=2, column="N° de série", value="123456"),)
    assert len(parsed.accepted()) == 2


def test_an_expiry_date_of_a_computer_is_announced_as_not_read(tmp_path: Path) -> None:
    rows = [(*COMPUTERS, "Péremption"), (*LAPTOP, "31/12/2029")]
    parsed = delivery(tmp_path, rows)
    assert parsed.notices == (CellIgnored(row=2, column="Péremption", value="31/12/2029"),)
    assert len(parsed.accepted()) == 1


def test_nothing_known_means_that_everything_is_refused_and_nothing_made(tmp_path: Path) -> None:
    nothing = replace(REFERENCE, centres=(), items=(), donors=(), donations=())
    parsed = delivery(tmp_path, [HEADINGS, SOAP], reference=nothing)
    assert [code for *_, code in said(parsed)] == [
        "centre_not_found",
        "item_not_found",
        "donor_not_found",
    ]
    assert parsed.rows == ()
