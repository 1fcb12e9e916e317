"""Kit lists."""

from pathlib import Path

from cpise_inventory.importing.kits import KitLine, parse
from cpise_inventory.importing.notices import KitDraft
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.vocabulary import KITS
from tests.importing.lists import REFERENCE, table


def kits(folder: Path, *rows: tuple[str, ...]) -> Parsed[KitLine]:
    return parse(table(folder, [("Kit", "Composant", "Quantité"), *rows], KITS), REFERENCE)


def test_the_rows_of_a_kit_make_its_contents(tmp_path: Path) -> None:
    rows = [("SEAU-14", "SAVON-250", "5"), ("", "", ""), ("seau-14", "Bucket with lid 14 l", "1")]
    (kit,) = kits(tmp_path, *rows).accepted()
    assert kit == KitLine(2, "SEAU-14", (("SAVON-250", 5), ("SEAU-14", 1)))


def test_a_column_names_what_may_stand_in(tmp_path: Path) -> None:
    heads = ("Kit", "Composant", "Quantité", "Article de remplacement")
    rows = [("SEAU-14", "SAVON-250", "5", "seau-14; RIZ"), ("SEAU-14", "SEAU-14", "1", "-")]
    parsed = parse(table(tmp_path, [heads, *rows], KITS), REFERENCE)
    assert [(x.row, x.field, x.code) for x in parsed.problems] == [
        (2, "substitute", "item_not_found")
    ]
    rows[0] = ("SEAU-14", "SAVON-250", "5", "Bucket with lid 14 l")
    (kit,) = parse(table(tmp_path, [heads, rows[0]], KITS), REFERENCE).accepted()
    assert kit.substitutes == (("SAVON-250", "SEAU-14"),)
    assert kit.tells_substitutes


def test_a_kit_without_all_its_quantities_is_a_draft(tmp_path: Path) -> None:
    rows = [("SEAU-14", "SAVON-250", "?"), ("SEAU-14", "SEAU-14", "1")]
    parsed = kits(tmp_path, *rows)
    (kit,) = parsed.accepted()
    assert (kit.contents, kit.unknown) == ((("SEAU-14", 1),), ("SAVON-250",))
    assert parsed.notices == (KitDraft(row=2, value="SAVON-250", kit="SEAU-14"),)


def test_unknown_and_repeated_parts_and_half_pieces_are_refused(tmp_path: Path) -> None:
    soap = ("SEAU-14", "SAVON-250", "1")
    rows = [("KIT-9", "RIZ", "0,5"), soap, soap, ("", "SAVON-250", "1")]
    found = kits(tmp_path, *rows).problems
    assert [(x.row, x.field, x.value, x.code) for x in found] == [
        (2, "kit", "KIT-9", "item_not_found"),
        (2, "item", "RIZ", "item_not_found"),
        (2, "quantity", "0,5", "quantity_fractional"),
        (4, "item", "SAVON-250", "code_repeated"),
        (5, "kit", "", "cell_empty"),
    ]


def test_missing_columns_are_named_once_and_the_rest_is_read(tmp_path: Path) -> None:
    parsed = parse(table(tmp_path, [("Kit", "Note"), ("KIT-9", "x")], KITS), REFERENCE)
    assert [(x.row, x.field, x.code) for x in parsed.problems] == [
        (1, "item", "column_missing"),
        (1, "quantity", "column_missing"),
        (2, "kit", "item_not_found"),
    ]
