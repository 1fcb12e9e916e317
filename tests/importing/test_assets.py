"""Asset lists."""

from pathlib import Path

import pytest

from cpise_inventory.importing.assets import parse
from cpise_inventory.importing.computers import ComputerLine
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.vocabulary import ASSETS
from tests.importing.lists import REFERENCE, table

HEADINGS = ("Centre", "Type de matériel", "Marque", "Modèle", "S/N", "État", "Don", "Détenteur")
LAPTOP = ("Kiffa", "Laptop", "Dell", "Latitude", "00A1", "bon", "OIM-2026-01", "Secrétariat")


def assets(folder: Path, *rows: tuple[str, ...]) -> Parsed[ComputerLine]:
    return parse(table(folder, [HEADINGS, *rows], ASSETS), REFERENCE)


def test_a_computer_is_read_with_its_donors_name_out_of_the_donation(tmp_path: Path) -> None:
    parsed = assets(tmp_path, LAPTOP)
    (line,) = parsed.accepted()
    assert (line.centre, line.category, line.serial, line.condition) == (
        *("KIF", "laptop", "00A1", "good"),
    )
    assert (line.origin.donor, line.origin.donation) == ("OIM", "OIM-2026-01")
    assert [x.column for x in parsed.notices] == ["Détenteur"]  # nobody is made by the way


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    rows = [("Kiffa", "Vase", "Dell", "", "5CG7001ABC", "ébréché", "", ""), LAPTOP, LAPTOP]
    assert [(x.row, x.field, x.code) for x in assets(tmp_path, *rows).problems] == [
        (2, "category", "category_not_found"),
        (2, "model", "cell_empty"),
        (2, "serial", "serial_known"),
        (2, "condition", "condition_not_found"),
        (2, "donation", "cell_empty"),
        (4, "serial", "serial_repeated"),
    ]


FRENCH = (
    *("Centre", "Catégorie", "Marque", "Modèle", "N° de série", "Quantité", "Don", "Valeur"),
    *("Devise", "Date d'acquisition", "Garantie jusqu'au", "Accessoires", "Propriétaire"),
    *("Condition du titre", "Donateur consulté jusqu'au", "Observations"),
)
ARABIC = (
    *("المركز", "الفئة", "الصانع", "الطراز", "الرقم التسلسلي", "الكمية", "الهبة", "القيمة"),
    *("العملة", "تاريخ الاقتناء", "الضمان حتى", "الملحقات", "المالك"),
    *("شرط الملكية", "موافقة الجهة المانحة حتى", "ملاحظات"),
)
ENGLISH = (
    *("Centre", "Category", "Make", "Model", "Serial number", "Quantity", "Donation", "Unit price"),
    *("Currency", "Purchase date", "Warranty until", "Accessories", "Owner"),
    *("Condition of title", "Donor asked until", "Notes"),
)
WHOLE = (
    *("Kiffa", "Laptop", "Dell", "Latitude", "00A1", "1", "OIM-2026-01", "45 000,50"),
    *("MRU", "15/03/2024", "2027-03-31", "chargeur, شاحن, Sacoche rouge", "PRM"),
    *("Retour au donateur", "31/12/2028", "Touche é usée"),
)


@pytest.mark.parametrize("headings", [FRENCH, ARABIC, ENGLISH], ids=["fr", "ar", "en"])
def test_all_that_is_known_of_a_thing_is_read(tmp_path: Path, headings: tuple[str, ...]) -> None:
    parsed = parse(table(tmp_path, [headings, WHOLE], ASSETS), REFERENCE)
    (line,) = parsed.accepted()
    assert (line.value, line.currency, line.acquired_on) == (4_500_050, "MRU", "2024-03-15")
    assert line.accessories == ("charger", "Sacoche rouge")
    assert (line.warranty, line.consent_until) == ("2027-03-31", "2028-12-31")
    assert (line.owner, line.title) == ("PRM", "Retour au donateur")
    assert (line.notes, line.remarks) == ("Touche é usée", "")
    assert parsed.notices == ()


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        (7, "beaucoup", "unreadable_money"),
        (7, "45 000 XOF", "unknown_currency"),
        (9, "25/12/2026", "acquired_later"),  # after the day on which the list is read
        (9, "31/02/2024", "date_impossible"),
        (10, "bientôt", "date_unreadable"),
        (11, "x" * 81, "cell_too_long"),
        (12, "x" * 81, "cell_too_long"),
        (15, "=1+1", "cell_formula"),
    ],
)
def test_each_wrong_cell_is_named(tmp_path: Path, place: int, text: str, code: str) -> None:
    row = [*WHOLE[:place], text, *WHOLE[place + 1 :]]
    problems = parse(table(tmp_path, [FRENCH, row], ASSETS), REFERENCE).problems
    assert [(x.row, x.column, x.code) for x in problems] == [(2, FRENCH[place], code)]


def test_chairs_come_by_their_number_and_two_makers_may_give_one_serial_number(
    tmp_path: Path,
) -> None:
    chairs = [*WHOLE[:1], "Mobilier", "", "Chaise", "", "12", *WHOLE[6:]]
    other = [*WHOLE[:2], "HP", "ProBook", "5CG7001ABC", *WHOLE[5:]]
    lines = parse(table(tmp_path, [FRENCH, chairs, other], ASSETS), REFERENCE).accepted()
    assert [line.serial for line in lines] == [*[""] * 12, "5CG7001ABC"]
    too_many = [*chairs[:5], "1001", *chairs[6:]]
    (problem,) = parse(table(tmp_path, [FRENCH, too_many], ASSETS), REFERENCE).problems
    assert (problem.field, problem.code) == ("quantity", "quantity_beyond")
    bare = [*WHOLE[:4], "", *WHOLE[5:]]
    (problem,) = parse(table(tmp_path, [FRENCH, bare], ASSETS), REFERENCE).problems
    assert (problem.field, problem.code) == ("serial", "cell_empty")
