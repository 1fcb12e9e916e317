"""Asset lists."""

from pathlib import Path

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
    rows = [("Kiffa", "Vase", "", "", "5CG7001ABC", "ébréché", "", ""), LAPTOP, LAPTOP]
    assert [(x.row, x.field, x.code) for x in assets(tmp_path, *rows).problems] == [
        (2, "category", "category_not_found"),
        (2, "model", "cell_empty"),
        (2, "serial", "serial_known"),
        (2, "condition", "condition_not_found"),
        (2, "donation", "cell_empty"),
        (4, "serial", "serial_repeated"),
    ]
