"""The movement register on paper: what was asked for, the lines, the sums, who signs."""

from datetime import date

import pytest

from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.movements.filters import EVERYTHING, Filter
from cpise_inventory.movements.queries import Register
from cpise_inventory.printing import movements
from cpise_inventory.printing.movements import RegisterPaper
from cpise_inventory.printing.papers import pdf
from tests.printing.books import NOON
from tests.printing.reading import pages_of


def paper(books, connection, language, wanted=EVERYTHING):
    register = Register(connection, books.store.journal, wanted, date(2026, 11, 24))
    return RegisterPaper(register, register.lines(), "NKC1", "mariem", NOON).paper(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_drawn_in_each_language_with_head_and_signatures(books, language):
    w = words(language)
    with books.store.read() as connection:
        made = paper(books, connection, language)
    assert made.landscape
    assert made.title == w.t("Movement register")
    assert [box.title for box in made.signatures] == [w.t("Drawn up by"), w.t("Checked by")]
    pages = pages_of(pdf((made,)))
    assert books.issued["received"] in pages[0]


def test_what_the_filter_says_stands_above_and_has_no_column(books):
    w = words("fr")
    wanted = Filter(item="SAVON-250", centre="NKC1", period="month")
    with books.store.read() as connection:
        made = paper(books, connection, "fr", wanted)
        register = Register(connection, books.store.journal, wanted, date(2026, 11, 24))
        tally = register.summed(register.lines())
    facts = dict(made.facts)
    assert facts[w.t("Item")] == "Savon de toilette 250 g"
    assert facts[w.t("Period")] == "du 01/11/2026 au 30/11/2026"
    assert facts[w.t("Received")] == w.number(tally.came)
    assert facts[w.p("goods", "Issued")] == w.number(tally.went)
    assert w.t("Item") not in [column.heading for column in made.columns]
    cells = [cell for row in made.rows for cell in row]
    assert "Magasin" in cells
    undone, by = books.issued["distributed_unit"], books.issued["undone"]
    marks = {row[1]: row[-1] for row in made.rows}
    assert by in marks[undone]
    assert undone in marks[by]


def test_a_long_register_shows_its_newest_lines_and_says_so(books, monkeypatch):
    monkeypatch.setattr(movements, "MOST_LINES", 3)
    with books.store.read() as connection:
        made = paper(books, connection, "en", Filter(item="SAVON-250"))
        whole = Register(
            connection, books.store.journal, Filter(item="SAVON-250"), date(2026, 11, 24)
        )
        count = sum(1 for _ in whole.lines())
    assert len(made.rows) == 3
    assert dict(made.facts)["Lines"] == f"{count}, of which the last 3"
    assert "Received" not in dict(made.facts)
