"""Stock card and bin card: every movement with its balance, and room to go on by hand."""

from datetime import timedelta

import pytest

from cpise_inventory.catalogue.commands import UnknownCentreError, UnknownItemError
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.locations import quarantine
from cpise_inventory.movements.errors import PeriodTurnedError
from cpise_inventory.printing.cards import BLANK_LINES, Card
from cpise_inventory.printing.papers import pdf
from cpise_inventory.stock.queries import stock_card, totals
from tests.printing.books import DAY, NOON
from tests.printing.reading import pages_of


def card(books, connection, item="SAVON-250", centre="NKC1") -> Card:
    return Card(connection, books.store.journal, centre, item, NOON)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_ends_with_what_is_on_the_shelf(books, language):
    with books.store.read() as connection:
        paper = card(books, connection).stock(language)
        there = totals(connection, ["NKC1/MAGASIN", quarantine("NKC1")])["SAVON-250"]
        moved = len(stock_card(connection, "NKC1", "SAVON-250"))
    assert len(paper.rows) == moved + 2  # what it opens with, and what it closes with
    assert paper.rows[-1][-1].replace("\u202f", "") == str(there)
    assert paper.rows[1][1] == books.issued["received"]
    assert len(pages_of(pdf((paper,)))) == 1


def test_each_balance_follows_from_the_one_before(books):
    with books.store.read() as connection:
        rows = card(books, connection).stock("fr").rows
    figures = [
        [int(cell.replace("\u202f", "") or 0) for cell in (row[4], row[5], row[6])] for row in rows
    ]
    came, went, closing = figures.pop()
    assert (came, went) == tuple(sum(row[at] for row in figures) for at in (0, 1))
    assert figures[-1][-1] == closing
    balance = 0
    for received, issued, after in figures:
        balance += received - issued
        assert balance == after


def test_a_cancellation_is_called_one(books):
    with books.store.read() as connection:
        rows = card(books, connection).stock("fr").rows
    kinds = {row[1]: row[2] for row in rows}
    assert kinds[books.issued["undone"]].startswith("Annulation")


def test_what_was_cancelled_says_by_which_document(books):
    with books.store.read() as connection:
        made = card(books, connection)
        whole = {row[1]: row[2] for row in made.stock("fr").rows}
        beside = [row[1] for row in made.bin("fr").rows]
    undone, by = books.issued["distributed_unit"], books.issued["undone"]
    assert by in whole[undone]
    assert not any("ANNULÉ" in kind for number, kind in whole.items() if number != undone)
    assert f"{undone} (annulé)" in beside


def test_a_card_that_is_full_begins_with_the_balance_brought_forward(books):
    with books.store.read() as connection:
        whole = card(books, connection).stock("fr").rows
        short = card(books, connection).stock("fr", most=2).rows
    assert short[1:-1] == whole[-3:-1]
    assert short[0][-1] == whole[-4][-1]
    assert short[-1][-1] == whole[-1][-1]
    assert short[0][0] == ""


def test_a_card_of_some_days_opens_with_what_there_was_before(books):
    with books.store.read() as connection:
        made = card(books, connection)
        whole = made.stock("fr").rows
        before = made.stock("fr", last=DAY - timedelta(days=1)).rows
        since = made.stock("fr", first=DAY)
        later = made.stock("fr", first=DAY + timedelta(days=1)).rows
        with pytest.raises(PeriodTurnedError):
            made.stock("fr", first=DAY, last=DAY - timedelta(days=1))
    assert (before[0][-1], since.rows[0][-1]) == ("0", before[-1][-1])
    assert before[-1][-1] != "0"
    assert (*before[:-1], *since.rows[1:-1]) == whole[:-1]
    assert [row[-1] for row in later] == [whole[-1][-1]] * 2
    assert ("Période", "depuis le 24/11/2026") in since.facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bin_card_has_lines_to_go_on_with(books, language):
    with books.store.read() as connection:
        paper = card(books, connection, "SEAU-14L", "ROS").bin(language)
    assert [row for row in paper.rows if not any(row)] == [("",) * 7] * BLANK_LINES
    assert paper.rows[0][1] == books.issued["arrived"]
    assert len(pages_of(pdf((paper,)))) == 1


def test_what_is_unknown_is_refused(books):
    with books.store.read() as connection:
        with pytest.raises(UnknownItemError):
            card(books, connection, "NIX").stock("fr")
        with pytest.raises(UnknownCentreError):
            card(books, connection, centre="QQQ").bin("fr")
