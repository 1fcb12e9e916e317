"""Asset labels: what stands on them, and that no sheet leaves without its line in the journal."""

import pytest

from cpise_inventory.assets.errors import UnknownAssetError
from cpise_inventory.assets.queries import asset_of
from cpise_inventory.identity import label_text
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.paper.label_pdf import Printing, StartPastEnd
from cpise_inventory.paper.sheets import UnknownSheet
from cpise_inventory.printing.labels import draw_labels, label_contents, label_sheet
from cpise_inventory.work import NotAllowedError
from tests.printing.reading import codes_of, pages_of

TAGS = ["NKC1-A-00001-W", "NKC1-A-00002-U", "NKC1-A-00003-S"]


def labels_of(books, tag):
    with books.store.read() as connection:
        return asset_of(connection, tag).labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_of_labels_bears_each_tag_once_and_in_clear(own_books, language):
    pdf = label_sheet(own_books.store, "sidi", TAGS, "L7160", 5, language)
    assert sorted(codes_of(pdf)) == [label_text(tag) for tag in TAGS]
    (page,) = pages_of(pdf)
    assert all(tag in page for tag in TAGS)
    assert [labels_of(own_books, tag) for tag in TAGS] == [1, 1, 1]


def test_a_label_says_what_it_is_whose_and_from_whom(books):
    with books.store.read() as connection:
        (label,) = label_contents(connection, books.store.journal, ["nkc1 a 00003 s"], "fr")
    assert label.tag == TAGS[2]
    assert tuple(line.replace("\xa0", " ") for line in label.lines) == (
        "Epson EcoTank L3250",
        "N° série 00731",
        "Imprimante",
    )
    assert label.centre == "CPISE Nouakchott – Dar Naïm"
    assert label.donor.endswith("OIM / PRM")


def test_copies_are_journaled_as_many_as_they_are(own_books):
    label_sheet(own_books.store, "sidi", TAGS[:1], "L7160", options=Printing(copies=3))
    assert labels_of(own_books, TAGS[0]) == 3


@pytest.mark.parametrize(
    ("person", "tags", "sheet", "first", "refused"),
    [
        ("aicha", TAGS, "L7160", 1, NotAllowedError),
        ("sidi", TAGS, "L9999", 1, UnknownSheet),
        ("sidi", TAGS, "L7160", 22, StartPastEnd),
        ("sidi", ["NKC1-A-00009-G"], "L7160", 1, UnknownAssetError),
    ],
)
def test_what_cannot_be_printed_is_not_journaled(books, person, tags, sheet, first, refused):
    with pytest.raises(refused):
        label_sheet(books.store, person, tags, sheet, first)
    assert labels_of(books, TAGS[0]) == 0


def test_labels_can_be_looked_at_without_a_line_in_the_journal(books):
    with books.store.read() as connection:
        pdf = draw_labels(connection, books.store.journal, TAGS, "L7160")
    assert len(codes_of(pdf)) == 3
    assert labels_of(books, TAGS[0]) == 0
