"""Whatever bytes somebody sends: a table, problems or a refusal, and never anything else."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cpise_inventory.importing import assets, deliveries, donations, items, kits, vocabulary
from cpise_inventory.importing.file_problems import FileProblem
from cpise_inventory.importing.grid import Choices
from cpise_inventory.importing.tables import table_of
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import words
from tests.importing.lists import BUCKET, HEADINGS, REFERENCE, SOAP, as_csv, as_xlsx

READERS = (
    (vocabulary.DELIVERY, deliveries.parse),
    (vocabulary.ASSETS, assets.parse),
    (vocabulary.ITEMS, items.parse),
    (vocabulary.KITS, kits.parse),
    (vocabulary.DONATIONS, donations.parse),
)
CSV = as_csv([HEADINGS, SOAP, BUCKET]).encode("cp1252")
WORKBOOK = as_xlsx([HEADINGS, SOAP, BUCKET])


def try_all(data: bytes) -> None:
    """Read it as every kind of list; all that is said of it can be said in words."""
    for layout, parse in READERS:
        try:
            parsed = parse(table_of(data, "list", layout, Choices()), REFERENCE)
        except FileProblem as problem:
            sentence(problem, words("fr"))
        else:
            for said in (*parsed.problems, *parsed.notices):
                sentence(said, words("ar"))


@given(st.binary(max_size=300))
@example(b"")
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\x00a")
@example(b'"')
@example(b"sep=")
@example(b"sep=;\n")
def test_any_bytes(data: bytes) -> None:
    try_all(data)


HEADS = st.sampled_from(
    [head for layout, _ in READERS for heads in layout.heads.values() for head in heads.sure]
)
CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["NKC1", "SAVON-250", "12", "-3", "2,5", "31/12/2027", "=A1", "OIM", "Laptop"]),
)


@given(
    st.lists(HEADS, min_size=2, max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=4),
    st.sampled_from(["utf-8", "utf-16", "cp1252", "cp1256"]),
    st.sampled_from(";,\t"),
)
def test_any_cells_under_known_headings(
    heads: list[str], rows: list[list[str]], encoding: str, separator: str
) -> None:
    text = as_csv([heads, *rows], separator)
    try_all(text.encode(encoding, errors="replace" if encoding.startswith("cp") else "ignore"))


@given(st.integers(0, len(CSV) - 1), st.binary(min_size=1, max_size=3))
def test_any_damage_to_a_text(place: int, damage: bytes) -> None:
    try_all(CSV[:place] + damage + CSV[place + len(damage) :])
    try_all(CSV[:place])


@settings(max_examples=60)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=40))
def test_any_damage_to_a_workbook(place: int, damage: bytes) -> None:
    try_all(WORKBOOK[:place] + damage + WORKBOOK[place + len(damage) :])
