"""Item lists."""

from pathlib import Path

import pytest

from cpise_inventory.importing.items import ItemLine, parse
from cpise_inventory.importing.notices import ItemKnown
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.vocabulary import ITEMS
from tests.importing.lists import REFERENCE, table

HEADINGS = ("Code article", "Nom français", "Nom arabe", "Unité", "Périssable", "Conditionnement")
TOWEL = ("SERVIETTE", "Serviette de toilette", "منشفة", "pièce", "non", "Paquet=6; Carton de 48")


def items(folder: Path, *rows: tuple[str, ...]) -> Parsed[ItemLine]:
    return parse(table(folder, [HEADINGS, *rows], ITEMS), REFERENCE)


def test_an_item_has_names_a_unit_and_packs(tmp_path: Path) -> None:
    (towel,) = items(tmp_path, TOWEL).accepted()
    assert towel == ItemLine(
        row=2,
        code="SERVIETTE",
        name_fr="Serviette de toilette",
        name_ar="منشفة",
        name_en="",
        unit="piece",
        category="",
        keeps_expiry=False,
        packs=(("pack", 6), ("carton", 48)),
    )


@pytest.mark.parametrize(
    ("text", "packs"),
    [
        ("", ()),
        ("-", ()),
        ("carton=24", (("carton", 24),)),
        ("Carton : 24", (("carton", 24),)),
        ("Carton (24)", (("carton", 24),)),
        ("carton x 24", (("carton", 24),)),
        ("Cartons of 24", (("carton", 24),)),
        ("Palette 1200", (("palette", 1200),)),
        ("كرتون=24", (("carton", 24),)),
    ],
)
def test_a_pack_is_a_name_and_a_size(
    tmp_path: Path, text: str, packs: tuple[tuple[str, int], ...]
) -> None:
    (towel,) = items(tmp_path, (*TOWEL[:5], text)).accepted()
    assert towel.packs == packs


@pytest.mark.parametrize(
    ("place", "text", "field", "code"),
    [
        (0, "SERVIETTE DE BAIN", "code", "code_malformed"),
        (0, "", "code", "cell_empty"),
        (1, "S" * 81, "name_fr", "cell_too_long"),
        (3, "toise", "unit", "measure_not_found"),
        (3, "", "unit", "cell_empty"),
        (4, "parfois", "expiry_kept", "not_yes_or_no"),
        (5, "Carton", "pack", "pack_malformed"),
        (5, "Carton=0", "pack", "pack_malformed"),
        (5, "24", "pack", "pack_malformed"),
        (5, "=24", "pack", "cell_formula"),
    ],
)
def test_a_wrong_cell_is_named(
    tmp_path: Path, place: int, text: str, field: str, code: str
) -> None:
    row = (*TOWEL[:place], text, *TOWEL[place + 1 :])
    assert [(x.row, x.field, x.code) for x in items(tmp_path, row).problems] == [(2, field, code)]


def test_an_item_without_any_name_or_with_the_code_of_another_is_refused(tmp_path: Path) -> None:
    nameless = ("PEIGNE", "", "", *TOWEL[3:])
    found = items(tmp_path, TOWEL, nameless, TOWEL).problems
    assert [(x.row, x.field, x.code) for x in found] == [
        (3, "name_fr", "cell_empty"),
        (4, "code", "code_repeated"),
    ]


def test_an_item_that_is_known_is_announced_as_described_anew(tmp_path: Path) -> None:
    parsed = items(tmp_path, ("SEAU-14", *TOWEL[1:]))
    assert parsed.notices == (ItemKnown(row=2, value="SEAU-14"),)
    assert parsed.accepted()
