"""Which letters a file's bytes are."""

import pytest

from cpise_inventory.importing.encodings import decode, plausibility
from cpise_inventory.importing.file_problems import (
    EncodingUnknown,
    FileCut,
    FileProblem,
    NotATable,
    ZeroBytes,
)

FRENCH = (
    "Désignation;Quantité\nSavon créé à Kiffa;12\n",
    "N° de série;Modèle;Péremption\n",
    "DÉSIGNATION;QUANTITÉ;À UTILISER AVANT\n",
    "Dar Naïm;l’eau de Javel – 1 l;« neuf »;août;forêt\n",
    "Etat;réparé\n",
)
ARABIC = (
    "المركز;الصنف;الكمية\nنواكشوط;صابون;12\n",
    "صابون 250 غ;12\n",
    "Désignation / التسمية;Quantité / الكمية\nSavon;12\n",
)


def can_write(encoding: str, text: str) -> bool:
    """DOS has neither `œ` nor `’`."""
    return text.encode(encoding, errors="ignore").decode(encoding) == text


WRITTEN = [
    (text, encoding)
    for text in FRENCH
    for encoding in ("utf-8", "cp1252", "mac_roman", "cp850")
    if can_write(encoding, text)
]


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_french_letters_are_read_in_what_windows_old_macs_and_dos_write(
    text: str, encoding: str
) -> None:
    assert decode(text.encode(encoding), "list.csv") == (text, encoding)


@pytest.mark.parametrize("text", ARABIC)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_arabic_letters_are_read_alone_and_beside_french(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "list.csv")[0] == text


@pytest.mark.parametrize("text", [*FRENCH, *ARABIC])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "mark"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_unicode_is_read_with_and_without_its_mark(text: str, mark: str, encoding: str) -> None:
    assert decode((mark + text).encode(encoding), "list.csv") == (text, encoding)


def test_windows_1252_is_never_taken_for_cyrillic_or_anything_else() -> None:
    text, encoding = decode("Centre;Ville\nMünchen;Zoé\n".encode("cp1252"), "list.csv")
    assert (text.splitlines()[1], encoding) == ("München;Zoé", "cp1252")


@pytest.mark.parametrize(
    ("data", "problem", "row"),
    [
        ("é;è\nà;ü;Dé".encode()[:-1], FileCut, 2),
        ("a;b\nc;d".encode("utf-16")[:-1], FileCut, 2),
        (b"a;b\nc;d\n" + bytes(100), ZeroBytes, 3),
        ("a;b\nc\0;d\n".encode("utf-16"), ZeroBytes, 2),
        (bytes(range(1, 32)) * 9, NotATable, 0),
        ("Столица;Количество".encode("cp1251"), EncodingUnknown, 0),
    ],
)
def test_what_no_encoding_makes_readable_is_refused(
    data: bytes, problem: type[FileProblem], row: int
) -> None:
    with pytest.raises(problem) as refused:
        decode(data, "list.csv")
    assert (type(refused.value), refused.value.row) == (problem, row)


def test_a_persons_choice_is_taken_or_refused_but_not_overruled() -> None:
    data = "Péremption".encode("cp1252")
    assert decode(data, "list.csv", "cp1256")[1] == "cp1256"
    for wish in ("utf-8", "rot13"):
        with pytest.raises(EncodingUnknown):
            decode(data, "list.csv", wish)


def test_plain_letters_are_plausible_in_any_encoding() -> None:
    assert plausibility("Centre;Lot") == 1.0
