"""The count sheet and the report of a count, read back from their PDF."""

import pytest

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.counts import commands, queries
from cpise_inventory.counts.commands import Sheeting, Sort
from cpise_inventory.counts.events import LineReason
from cpise_inventory.counts.placing import Figure
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.paper.paper import Paper
from cpise_inventory.printing.commands import print_document
from cpise_inventory.printing.papers import draw, papers
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.printing.books import new_store
from tests.printing.reading import codes_of, pages_of

SHELF = "NKC1/MAGASIN/A1"
WRITTEN = ("Compté", "Recompté", "Observations")


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as opened:
        with opened.write("aicha") as work:
            open_place(work, "NKC1", "MAGASIN/A1", Named("Étagère A1", "رف أ1", "Shelf A1"))
        for room, lines in (
            ("", [Incoming("SAVON-250", 90, "L2304", "2027-06"), Incoming("SEAU-14L", 12)]),
            ("MAGASIN/A1", [Incoming("BROSSE", 64)]),
        ):
            with opened.write("aicha") as work:
                receive(work, Delivery("NKC1", "OIM", lines, storeroom=room))
        yield opened


def sheet(store: Store, sort: Sort = "whole", *, blind: bool = True) -> str:
    with store.write("aicha") as work:
        return commands.open_count(work, Sheeting("NKC1", sort, blind=blind))


def told(store: Store, number: str, language: str = "fr") -> tuple[Paper, ...]:
    with store.read() as connection:
        return papers(connection, store.journal, number, language)


def counted(store: Store, number: str, **more: int) -> None:
    """Everything as booked, but for so many units more or less of an item."""
    with store.write("aicha") as work:
        for location, item, lot in queries.scope(work.connection, number):
            booked = dict(queries.lots_known(work.connection, location, item))[lot]
            found = booked + more.get(item.partition("-")[0], 0)
            commands.enter(work, number, [Figure(item, found, lot, location)])
        commands.finish(work, number)


def cells(paper: Paper, heading: str) -> list[str]:
    at = [column.heading for column in paper.columns].index(heading)
    return [row[at] for row in paper.rows if len(row) > 1]


def test_a_blind_sheet_goes_along_the_shelves_with_boxes_to_write_in(store: Store) -> None:
    (paper,) = told(store, sheet(store))
    headings = [row[0] for row in paper.rows if len(row) == 1]
    assert headings == ["Magasin", "Étagère A1", "Trouvé sur place, mais absent de la feuille"]
    assert cells(paper, "Code")[:3] == ["SAVON-250", "SEAU-14L", "BROSSE"]
    assert {cell for heading in WRITTEN for cell in cells(paper, heading)} == {""}
    assert paper.row_height_mm >= 8
    assert not {"90", "12", "64"} & {cell for row in paper.rows for cell in row}
    assert [box.title for box in paper.signatures] == ["Compté par", "Compté avec", "Saisi par"]


def test_a_sheet_that_is_not_blind_says_what_was_booked_then(store: Store) -> None:
    number = sheet(store, blind=False)
    with store.write("aicha") as work:
        wanted = [Wanted("SEAU-14L", 5)]
        distribute(work, Distribution("NKC1", "Cuisine", "unit", wanted))
    assert cells(told(store, number)[0], "Théorique")[:3] == ["90", "12", "64"]


def test_what_was_counted_in_one_stroke_has_its_report(store: Store) -> None:
    with store.write("sidi") as work:
        commands.set_rule(work, "NKC1", 9_999, 100)
    with store.write("aicha") as work:
        number, _ = commands.take(work, Sheeting("NKC1"), [Figure("SEAU-14L", 1)])
    report, paper = told(store, number)
    assert any("SEAU-14L" in row for row in report.rows)
    assert paper.rows


def test_a_free_sheet_is_empty_lines(store: Store) -> None:
    (paper,) = told(store, sheet(store, sort="free"))
    assert len(paper.rows) == 20
    assert {cell for row in paper.rows for cell in row} == {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_sheet_has_its_head_and_headings_on_each_page(store: Store, language: str) -> None:
    names = [f"ARTICLE-{n:02d}" for n in range(40)]
    with store.write("admin") as work:
        describe_items(work, [Item(one, Named(f"Article {one}")) for one in names])
    with store.write("aicha") as work:
        receive(work, Delivery("NKC1", "OIM", [Incoming(one, 5) for one in names]))
    number = sheet(store)
    with store.read() as connection:
        pdf = draw(connection, store.journal, number, language)
        code = qr_text(connection, number)
    pages = pages_of(pdf)
    assert len(pages) > 1
    assert all(page.count(number) >= 2 for page in pages)
    continued = words(language).t("continued")
    if language != "ar":  # joined letters come back apart
        assert all(continued in page for page in pages[1:])
        assert all(words(language).t("Counted again") in page for page in pages[:-1])
    assert codes_of(pdf) == [code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_says_what_differs_why_and_who_agreed(store: Store, language: str) -> None:
    number, w = sheet(store), words(language)
    counted(store, number, SAVON=-3, BROSSE=2)
    with store.read() as connection:
        keys = queries.scope(connection, number)
    soap = next(key for key in keys if key[1] == "SAVON-250")
    with store.write("aicha") as work:
        commands.explain(work, number, [LineReason(*soap, "damaged", "trois pains mouillés")])
    assert len(told(store, number)) == 1  # nothing is booked: it's a sheet still
    with store.write("sidi") as work:
        commands.approve(work, number)
    report, again = told(store, number, language)
    assert report.title == w.t("Count report")
    assert again.title != report.title
    facts = dict(report.facts)
    assert "Aïcha Mint Sidi" in facts[w.t("Counted by")]
    assert "Sidi" in facts[w.t("Approved by")]
    assert "1 (33" in facts[w.t("As booked")]
    assert cells(report, w.t("Code")) == ["SAVON-250", "BROSSE", "SEAU-14L"]
    assert [one.strip("\u2066\u2069") for one in cells(report, w.t("Difference"))] == [
        "−3",
        "+2",
        "0",
    ]
    assert cells(report, w.t("Booked")) == ["90", "64", "12"]
    assert cells(report, w.t("Counted")) == ["87", "66", "12"]
    assert "trois pains mouillés" in cells(report, w.t("Reason"))[0]
    assert "Sidi" in report.signatures[1].name
    assert report.number == again.number == number


def test_who_approved_alone_is_told_and_so_is_that_nothing_differs(store: Store) -> None:
    number = sheet(store)
    counted(store, number)
    report, _ = told(store, number)
    assert report.remarks[0][1] == "Aucun : tout a été trouvé comme inscrit.".replace(" :", "\xa0:")
    with store.write("sidi") as work:
        commands.set_rule(work, "NKC1", 5, 50)
    number = sheet(store)
    counted(store, number, SEAU=-1)
    report, _ = told(store, number)
    assert "limite" in report.remarks[0][1]


def test_the_first_print_of_the_report_is_no_duplicate(store: Store) -> None:
    number = sheet(store)
    first = print_document(store, "aicha", number, "fr")
    counted(store, number, SEAU=-1)
    with store.write("sidi") as work:
        commands.approve(work, number)
    second = print_document(store, "aicha", number, "fr")
    third = print_document(store, "aicha", number, "fr")
    assert (first.copy, second.copy, third.copy) == (0, 1, 2)
    report, sheet_again = pages_of(second.pdf)[0], pages_of(second.pdf)[-1]
    assert "DUPLICATA" not in report
    assert "DUPLICATA 1" in sheet_again
    assert "DUPLICATA 1" in pages_of(third.pdf)[0]
    with store.read() as connection:  # drawn again, each copy is what it was
        assert draw(connection, store.journal, number, "fr") == first.pdf
        assert draw(connection, store.journal, number, "fr", 1) == second.pdf
