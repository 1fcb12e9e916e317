"""Donation lists."""

from pathlib import Path

from cpise_inventory.importing.donations import DonationLine, parse
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.vocabulary import DONATIONS
from tests.importing.lists import REFERENCE, table

HEADINGS = ("Code don", "Donateur", "Bailleur", "Référence", "Date de signature", "Observations")


def donations(folder: Path, *rows: tuple[str, ...]) -> Parsed[DonationLine]:
    return parse(table(folder, [HEADINGS, *rows], DONATIONS), REFERENCE)


def test_a_donation_names_donor_funder_and_agreement(tmp_path: Path) -> None:
    row = ("oim-2026-02", "IOM", "PRM", "MR10/7", "15/09/2026", "sept centres")
    (found,) = donations(tmp_path, row).accepted()
    expected = ("OIM-2026-02", "OIM", "PRM", "MR10/7", "2026-09-15", "sept centres")
    assert found == DonationLine(2, *expected)


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    rows = [
        ("D-1", "", "-", "", "", ""),
        ("D-1", "OIM", "Banque", "1E+12", "09/2026", ""),
        ("", "OIM", "", "", "", ""),
    ]
    assert [(x.row, x.field, x.code) for x in donations(tmp_path, *rows).problems] == [
        (2, "donor", "cell_empty"),
        (3, "code", "code_repeated"),
        (3, "funder", "donor_not_found"),
        (3, "reference", "identifier_damaged"),
        (3, "agreed_on", "date_unreadable"),
        (4, "code", "cell_empty"),
    ]
