"""Donor lists."""

from pathlib import Path

import pytest

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.donors import retire_donor
from cpise_inventory.catalogue.events import Named
from cpise_inventory.errors import Refusals
from cpise_inventory.importing.commands import look, read_file, write
from cpise_inventory.importing.donors import DonorLine, parse
from cpise_inventory.importing.notices import DonorKnown
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.vocabulary import DONORS
from cpise_inventory.store import Store
from tests.books import DONOR, MANAGER, everything
from tests.importing.lists import REFERENCE, TODAY, as_csv, table

HEADINGS = ("Sigle", "Nom français", "Nom arabe", "Nom anglais")
CROSS = ("crm", "Croissant-Rouge mauritanien", "الهلال الأحمر", "Mauritanian Red Crescent")


def donors(
    folder: Path, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADINGS
) -> Parsed[DonorLine]:
    return parse(table(folder, [heads, *rows], DONORS), REFERENCE)


@pytest.mark.parametrize(
    "heads",
    [
        HEADINGS,
        ("Code", "Donateur", "الجهة المانحة", "Donor"),
        ("رمز الجهة المانحة", "الاسم بالفرنسية", "الاسم بالعربية", "الاسم بالإنجليزية"),
    ],
)
def test_a_donor_has_a_code_and_names(tmp_path: Path, heads: tuple[str, ...]) -> None:
    (found,) = donors(tmp_path, CROSS, heads=heads).accepted()
    assert found == DonorLine(2, "CRM", *CROSS[1:])


def test_a_donor_that_is_known_is_announced_as_described_anew(tmp_path: Path) -> None:
    parsed = donors(tmp_path, ("oim", "OIM Mauritanie", "", ""))
    assert parsed.notices == (DonorKnown(row=2, value="OIM"),)
    assert parsed.accepted()


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    rows = [
        CROSS,
        ("C R", "Croix", "", ""),
        ("", "Croix", "", ""),
        ("MSF", "", "", ""),
        ("CRM", "Encore", "", ""),
        ("HILAL", "", "", "mauritanian red crescent"),
        ("IOM", "", "المنظمة الدولية للهجره", ""),
        ("ACF", "A" * 81, "", ""),
    ]
    assert [(x.row, x.field, x.code) for x in donors(tmp_path, *rows).problems] == [
        (3, "code", "code_malformed"),
        (4, "code", "cell_empty"),
        (5, "name_fr", "cell_empty"),
        (6, "code", "code_repeated"),
        (7, "name_en", "donor_name_taken"),
        (8, "name_ar", "donor_name_taken"),
        (9, "name_fr", "cell_too_long"),
    ]


def listed(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "liste.csv"
    path.write_text(as_csv(rows), encoding="utf-8-sig")
    return path


def test_a_list_is_written_whole_and_leaves_what_it_has_no_column_for(
    store: Store, tmp_path: Path
) -> None:
    path = listed(tmp_path, ("Code", "Nom anglais"), ("OIM", "IOM"), ("CRM", "Red Crescent"))
    with store.read() as connection:
        before = queries.donor(connection, DONOR)
    assert before is not None
    with store.write(MANAGER) as work:
        assert write(work, read_file(path, "donors"), "donors").rows == 2
    with store.read() as connection:
        after = queries.donor(connection, DONOR)
        assert queries.donor(connection, "CRM") == queries.Donor("CRM", Named(en="Red Crescent"))
    assert after is not None
    assert after.name == Named(before.name.fr, before.name.ar, "IOM")


def test_a_retired_donor_promises_and_delivers_nothing_new(store: Store, tmp_path: Path) -> None:
    with store.write(MANAGER) as work:
        retire_donor(work, DONOR)
    before = everything(store)
    gifts = listed(tmp_path, ("Code don", "Donateur"), ("OIM-2026-01", "OIM"), ("D-9", "OIM"))
    with store.read() as connection:
        found = look(connection, read_file(gifts, "donations"), "donations", TODAY).problems
    assert [(x.row, x.field, x.code) for x in found] == [(3, "donor", "donor_retired")]
    goods = listed(
        tmp_path,
        ("Centre", "Code article", "Quantité", "Donateur", "Don"),
        ("NKC1", "SEAU-14", "3", "OIM", "OIM-2026-01"),
        ("NKC1", "SEAU-14", "3", "OIM", ""),
    )
    with pytest.raises(Refusals) as refused, store.write(MANAGER) as work:
        write(work, read_file(goods, "stock"), "stock")
    assert [(x.row, x.code) for x in refused.value.problems] == [(3, "donor_retired")]
    assert everything(store) == before
