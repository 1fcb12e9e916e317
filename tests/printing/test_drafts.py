"""What is being typed, drawn as far as it goes: no number, no code, nothing journaled."""

import pytest

from cpise_inventory.assets.commands import Handover
from cpise_inventory.journal.queries import entries_size
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.paper.reading import NoCodeFound
from cpise_inventory.printing.drafts import preview
from cpise_inventory.printing.papers import papers, pdf
from cpise_inventory.stock import commands as stock
from cpise_inventory.stock.events import Headcount
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.transfers.commands import Shipment
from tests.printing.books import DAY, NOON, new_store
from tests.printing.reading import codes_of, pages_of

WHOLE = {
    "distribution": stock.Distribution(
        "NKC1",
        "Groupe A",
        "group",
        [Wanted("KIT-HYG", 5), Wanted("SAVON-250", 20, "L2304")],
        heads=[Headcount("f", "6-11", 5)],
        happened_on=DAY,
    ),
    "delivery": stock.Delivery("NKC1", "OIM", [stock.Incoming("SEAU-14L", 5)], "OIM-2026-01"),
    "shipment": Shipment("NKC1", "KIF", [Wanted("SEAU-14L", 5)], driver="Ely"),
    "handover": Handover(["nkc1a00003s"], "Unité B", "unit"),
}
HALF = {
    "nothing": stock.Distribution("NKC1", "", "", []),
    "unknown": stock.Distribution("QQQ", "?", "clan", [Wanted("NIX", -3, "a/b"), Wanted("", 0)]),
    "too much": stock.Distribution("NKC1", "B", "unit", [Wanted("SEAU-14L", 999_999)]),
    "no donor": stock.Delivery("NKC1", "", [stock.Incoming("SAVON-250", 5, "A/1", "06/20")]),
    "no way": Shipment("NKC1", "", [Wanted("SEAU-14L", 5)], storeroom="CAVE"),
    "no tag": Handover(["x", "NKC1-A-00001-X"], "", ""),
    "no assets": Handover([], "", ""),
}


def drafted(books, request_, language="fr"):
    with books.store.read() as connection:
        return preview(connection, books.store.journal, request_, "aicha", NOON, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*WHOLE, *HALF])
def test_a_draft_is_drawn_with_neither_number_nor_code(books, kind, language):
    paper = drafted(books, (WHOLE | HALF)[kind], language)
    assert (paper.number, paper.qr, paper.copy_mark) == ("", "", "")
    assert paper.watermark
    assert len(pages_of(pdf((paper,)))) == 1


def test_a_draft_bears_its_word_across_the_page_and_no_code(books):
    drawn = pdf((drafted(books, WHOLE["distribution"]),))
    with pytest.raises(NoCodeFound):
        codes_of(drawn)


def test_a_draft_shows_the_lots_that_would_leave_and_then_they_do(own_books):
    store = own_books.store
    wanted = WHOLE["distribution"]
    draft = drafted(own_books, wanted)
    with store.write("aicha") as work:
        number = stock.distribute(work, wanted)
    with store.read() as connection:
        (issued,) = papers(connection, store.journal, number, "fr")
    for part in ("title", "facts", "columns", "rows", "donor_line", "signatures", "head"):
        assert getattr(draft, part) == getattr(issued, part), part


def test_what_is_not_on_the_shelf_stands_as_it_was_typed(books):
    rows = drafted(books, HALF["too much"]).rows
    assert [(row[1], row[3], row[-2]) for row in rows] == [("SEAU-14L", "–", "999\u202f999")]


def test_looking_at_a_draft_writes_nothing_and_holds_nobody_up(tmp_path, database_url):
    with new_store(tmp_path, database_url.replace("postgresql+psycopg", "postgresql")) as store:
        with store.write("aicha") as work:
            stock.receive(work, stock.Delivery("NKC1", "OIM", [stock.Incoming("SEAU-14L", 12)]))
        with store.read() as connection:
            before = entries_size(connection)
            asked = stock.Distribution("NKC1", "B", "unit", [Wanted("SEAU-14L", 3)])
            paper = preview(connection, store.journal, asked, "aicha", NOON, "fr")
            with store.write("aicha") as work:  # somebody else is not kept waiting
                stock.distribute(work, asked)
        assert paper.rows[0][1] == "SEAU-14L"
        with store.read() as connection:
            assert entries_size(connection) == before + 1
