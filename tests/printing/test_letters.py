"""A letter that asks a donor for goods: the list, and how each of its figures came about."""

import pytest

from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.paper.paper import Paper
from cpise_inventory.planning import telling
from cpise_inventory.printing.letters import Letter
from cpise_inventory.printing.papers import pdf
from tests.planning.lists import SOURCE, ask_list
from tests.printing.books import NOON
from tests.printing.reading import pages_of


def letter(books, language: str, donor: str = "OIM", **asked: bool) -> Paper:
    found = ask_list(books.store, **asked)
    with books.store.read() as connection:
        return Letter(connection, books.store.journal, found, donor, NOON).paper(language, "Aïcha")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_asked_for_and_reckoned(books, language):
    w, found = words(language), ask_list(books.store)
    made = letter(books, language)
    assert [row[1] for row in made.rows] == [one.item for one in found.missing]
    assert [row[6] for row in made.rows] == [w.number(one.missing) for one in found.missing]
    told = dict(made.remarks)
    for row, need in zip(made.rows, found.missing, strict=True):
        assert told[row[2]] == " ".join(telling.how_asked(need, found, w))
    assert SOURCE in " ".join(told.values())
    assert made.signatures[0].name == "Aïcha"
    assert len(pages_of(pdf((made,)))) == 1


def test_the_donor_is_named_or_nobody_is(books):
    assert dict(letter(books, "en").facts)["To"].startswith("International Organization")
    assert "To" not in dict(letter(books, "en", donor="").facts)


def test_the_figures_are_those_of_the_list(books):
    """62 × 250 g × 12 ÷ 100 g = 1860 (bc), of which what is there is used in a year."""
    made = letter(books, "en", counted=False)
    soap = next(row for row in made.rows if row[1] == "SAVON-250")
    needed, there, road, missing = (int(cell.replace("\u202f", "")) for cell in soap[3:7])
    assert needed == 1860
    assert missing == needed - there - road > 0
    said = dict(made.remarks)[soap[2]]
    assert "62 persons × 250\u00a0g × 12 months ÷ 100\u00a0g each = 1\u202f860" in said


def test_several_centres_ask_as_one_establishment(books):
    found = ask_list(books.store)._replace(centres=("NKC1", "ROS"))
    with books.store.read() as connection:
        made = Letter(connection, books.store.journal, found, "", NOON).paper("en")
    alone = letter(books, "en")
    assert made.head == alone.head[:-1]
    assert dict(made.facts)["Centres"].count(",") == 1
