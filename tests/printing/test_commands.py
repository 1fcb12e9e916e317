"""Printing journals: the original once, then numbered duplicates, by whoever may."""

import pytest

from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.queries import prints
from cpise_inventory.paper.statement import from_text
from cpise_inventory.printing.commands import print_document
from cpise_inventory.printing.papers import draw
from cpise_inventory.proof import verify
from cpise_inventory.stock import commands as stock
from cpise_inventory.work import NotAllowedError
from tests.printing.books import new_store
from tests.printing.reading import codes_of, pages_of


@pytest.fixture
def store(tmp_path, database_url):
    """On both engines; one goods received note in it."""
    with new_store(tmp_path, database_url.replace("postgresql+psycopg", "postgresql")) as store:
        with store.write("aicha") as work:
            stock.receive(
                work,
                stock.Delivery("NKC1", "OIM", [stock.Incoming("SEAU-14L", 12)], "OIM-2026-01"),
            )
        yield store


NUMBER = "NKC1-A-BR-2026-00001"


def test_the_first_print_is_the_original_and_each_later_one_a_numbered_duplicate(store):
    first = print_document(store, "aicha", NUMBER.lower(), "fr")
    second = print_document(store, "sidi", NUMBER, "ar")
    third = print_document(store, "aicha", NUMBER, "fr", "Papier mouillé")
    assert [one.copy for one in (first, second, third)] == [0, 1, 2]
    assert first.number == NUMBER
    assert "DUPLICATA" not in pages_of(first.pdf)[0]
    page = pages_of(third.pdf)[0]
    assert "DUPLICATA 2 — 24/11/2026" in page
    assert "Aïcha Mint Sidi" in page.split("DUPLICATA", 1)[1]
    assert "نسخة" in pages_of(second.pdf)[0]
    with store.read() as connection:
        assert [(one.copy, one.language, one.actor) for one in prints(connection, NUMBER)] == [
            (0, "fr", "aicha"),
            (1, "ar", "sidi"),
            (2, "fr", "aicha"),
        ]
    assert verify(store).sound


def test_a_copy_is_drawn_again_with_the_same_bytes(store):
    printed = [print_document(store, "aicha", NUMBER, "fr") for _ in range(3)]
    with store.read() as connection:
        for one in printed:
            assert draw(connection, store.journal, NUMBER, "fr", one.copy) == one.pdf


def test_all_copies_bear_the_same_signed_code(store):
    codes = {
        code for _ in range(2) for code in codes_of(print_document(store, "sidi", NUMBER, "en").pdf)
    }
    assert len(codes) == 1
    assert from_text(codes.pop()).statement.number == NUMBER


def test_who_may_not_print_leaves_no_line_in_the_journal(store):
    with pytest.raises(NotAllowedError):
        print_document(store, "mariem", NUMBER, "fr")
    with pytest.raises(UnknownDocumentError):
        print_document(store, "aicha", "NKC1-A-BR-2026-00002", "fr")
    with store.read() as connection:
        assert prints(connection, NUMBER) == []


def test_what_cannot_be_drawn_is_not_journaled(store):
    with pytest.raises(KeyError):
        print_document(store, "aicha", NUMBER, "xx")
    with store.read() as connection:
        assert prints(connection, NUMBER) == []
