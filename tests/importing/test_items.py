"""Item lists."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cpise_inventory.catalogue.commands import retire_item
from cpise_inventory.catalogue.events import Barcode, Ration
from cpise_inventory.catalogue.queries import item
from cpise_inventory.importing.commands import look, write
from cpise_inventory.importing.items import ItemLine, parse
from cpise_inventory.importing.notices import ItemKnown
from cpise_inventory.importing.reference import KnownItem
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.vocabulary import DELIVERY, ITEMS, KITS
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import words
from cpise_inventory.store import Store
from tests.books import LOGISTICS
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


MORE = (*HEADINGS, "Code-barres", "Contenance", "Ration mensuelle", "Source de la ration")
SOAP = ("SAVON-100", "Savon 100 g", "", "pain", "oui", "Carton=72")
EAN, CARTON = "4006381333931", "14006381333938"


def more(folder: Path, *cells: tuple[str, ...]) -> Parsed[ItemLine]:
    return parse(table(folder, [MORE, *((*SOAP, *one) for one in cells)], ITEMS), REFERENCE)


def test_barcodes_content_and_ration_come_with_the_item(tmp_path: Path) -> None:
    said = (f"{EAN}; Carton={CARTON}", "100 g", "250 g", "Sphere 2011")
    (soap,) = more(tmp_path, said).accepted()
    assert soap.barcodes == (Barcode(f"0{EAN}"), Barcode(CARTON, "carton"))
    assert soap.content == (100, "g")
    assert soap.ration == Ration(250, "g", "Sphere 2011")
    (plain,) = more(tmp_path, ("", "-", "2", "MASEF")).accepted()
    assert (plain.barcodes, plain.content, plain.ration) == ((), (0, ""), Ration(2, "", "MASEF"))


WORTH = {
    ("Valeur unitaire", "Devise"): (("12,50", "mru"), (1250, "MRU")),
    ("Unit price", "Currency"): (("1 200", "USD"), (120_000, "USD")),
    ("سعر الوحدة", "العملة"): (("١٢٫٥", "EUR"), (1250, "EUR")),
    ("P.U. (EUR)", "Remarques"): (("3", ""), (300, "EUR")),
    ("Coût unitaire", "Remarques"): (("MRU 7,5", ""), (750, "MRU")),
    ("Prix", "Devise"): (("-", ""), (0, "")),
}


def worth(folder: Path, headings: tuple[str, str], cells: tuple[str, str]) -> Parsed[ItemLine]:
    rows = [(*HEADINGS, *headings), (*TOWEL, *cells)]
    return parse(table(folder, rows, ITEMS), REFERENCE)


@pytest.mark.parametrize("headings", WORTH)
def test_a_value_is_told_with_what_it_is_in(tmp_path: Path, headings: tuple[str, str]) -> None:
    cells, value = WORTH[headings]
    (towel,) = worth(tmp_path, headings, cells).accepted()
    assert towel.worth == value


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("12,50", ""), "currency_needed"),
        (("12,50", "XOF"), "unknown_currency"),
        (("12,345", "MRU"), "unreadable_money"),
        (("-3", "MRU"), "unreadable_money"),
        (("cher", "MRU"), "unreadable_money"),
    ],
)
def test_a_value_that_nobody_can_read_or_place_is_refused(
    tmp_path: Path, cells: tuple[str, str], code: str
) -> None:
    (problem,) = worth(tmp_path, ("Valeur unitaire", "Devise"), cells).problems
    assert (problem.row, problem.field, problem.code) == (2, "value", code)
    assert any(cell and cell in sentence(problem, words("fr")) for cell in cells)


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        (("4006381333930", "", "", ""), "barcode", "false_gtin"),
        (("12345", "", "", ""), "barcode", "bad_barcode"),
        ((f"Boîte={CARTON}", "", "", ""), "barcode", "unknown_pack"),
        ((f"{EAN}; 0{EAN}", "", "", ""), "barcode", "barcode_twice"),
        (("", "100 m", "", ""), "content", "bad_content"),
        (("", "", "250 g", "Sphere"), "ration", "content_needed"),
        (("", "100 g", "250 g", ""), "ration", "source_needed"),
        (("", "100 g", "beaucoup", "Sphere"), "ration", "bad_content"),
    ],
)
def test_the_rules_of_the_books_are_told_at_the_cell(
    tmp_path: Path, cells: tuple[str, ...], field: str, code: str
) -> None:
    (problem,) = more(tmp_path, cells).problems
    assert (problem.row, problem.field, problem.code) == (2, field, code)
    assert "Savon" not in sentence(problem, words("fr"))
    assert sentence(problem, words("fr")).startswith("Ligne 2")


@pytest.mark.parametrize(
    ("packs", "code"),
    [
        ("Carton=24; Boîte=10", "packs_dont_divide"),
        ("Carton=24; Cartons de 48", "pack_twice"),
        ("Carton=1", "pack_too_small"),
        ("Pain=6", "pack_is_unit"),
    ],
)
def test_packs_that_make_no_sense_are_told_at_the_cell(
    tmp_path: Path, packs: str, code: str
) -> None:
    row = (*SOAP[:5], packs)
    (problem,) = parse(table(tmp_path, [HEADINGS, row], ITEMS), REFERENCE).problems
    assert (problem.field, problem.code) == ("pack", code)


def test_a_barcode_is_of_one_item_in_the_list_and_in_the_books(tmp_path: Path) -> None:
    rows = [(*SOAP, EAN, "", "", ""), ("AUTRE", *SOAP[1:], EAN, "", "", "")]
    (problem,) = parse(table(tmp_path, [MORE, *rows], ITEMS), REFERENCE).problems
    assert (problem.row, problem.code) == (3, "barcode_taken")
    owner = KnownItem("VIEUX", barcodes=(f"0{EAN}",))
    known = replace(REFERENCE, items=(*REFERENCE.items, owner))
    (problem,) = parse(table(tmp_path, [MORE, rows[0]], ITEMS), known).problems
    assert "VIEUX" in sentence(problem, words("fr"))
    gone = replace(known, items=(*REFERENCE.items, replace(owner, retired=True)))
    assert parse(table(tmp_path, [MORE, rows[0]], ITEMS), gone).accepted()


def test_a_list_without_a_column_leaves_what_is_known(file_store: Store, tmp_path: Path) -> None:
    heads = ("Code article", "Nom anglais", "Unité")
    made = table(tmp_path, [heads, ("SEAU-14", "Bucket, 14 l", "pièce")], ITEMS)
    with file_store.write(LOGISTICS) as work:
        write(work, made, "items")
    with file_store.read() as connection:
        bucket = item(connection, "SEAU-14")
    assert bucket is not None
    assert (bucket.name.fr, bucket.name.en) == ("Seau 14 l", "Bucket, 14 l")
    assert bucket.packs == (("carton", 12),)


def test_a_retired_item_is_in_no_delivery_and_no_kit(file_store: Store, tmp_path: Path) -> None:
    with file_store.write(LOGISTICS) as work:
        retire_item(work, "SEAU-14")
    lists = (
        (
            "stock",
            DELIVERY,
            ("Centre", "Code article", "Quantité", "Donateur"),
            "NKC1;SEAU-14;2;OIM",
        ),
        ("kits", KITS, ("Code kit", "Composant", "Quantité"), "KIT-HYG;SEAU-14;2"),
    )
    for kind, layout, heads, row in lists:
        made = table(tmp_path, [heads, tuple(row.split(";"))], layout)
        with file_store.read() as connection:
            (problem,) = look(connection, made, kind, date(2026, 11, 24)).problems
        assert (problem.row, problem.field, problem.code) == (2, "item", "item_retired")
