"""Papers of assets on the road: what stands on them, alone and beside goods, in three languages."""

import pytest

from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.printing.papers import papers
from tests.printing.test_papers import cells, drawn, the_paper

CARRIED = ("sent_assets", "arrived_assets", "settled_assets", "settled_assets_undone", "sent_both")
CARRIED += ("arrived_both", "arrived_both_undone", "placed", "placed_undone")


def test_a_waybill_of_assets_lists_what_the_receiver_compares(books):
    paper = the_paper(books, "sent_assets")
    assert cells(paper, "Numéro de série") == ["5CG4417QX", "5CG4418QX", "5CD1234XYW"]
    assert cells(paper, "Marque et modèle")[0].strip("\u2068\u2069") == "Lenovo ThinkPad L14"
    assert cells(paper, "État") == ["Neuf"] * 3
    assert cells(paper, "Accessoires") == ["chargeur, sacoche", "chargeur, sacoche", "–"]
    assert set(cells(paper, "Accessoires manquants")) == {""}
    with books.store.read() as connection:
        number = books.issued["sent_assets"]
        four = papers(connection, books.store.journal, number, "fr")
    assert len({one.exemplar for one in four}) == 4


def test_goods_and_assets_stand_on_one_waybill(books):
    paper = the_paper(books, "sent_both")
    goods, asset = cells(paper, "Article")
    assert goods.startswith("Seau")
    assert "ThinkPad" in asset
    assert "5CG4418QX" in asset
    assert cells(paper, "Expédié") == ["2", "1"]


def test_an_arrival_tells_how_each_asset_came_and_as_it_was_sent(books):
    paper = the_paper(books, "arrived_assets")
    assert cells(paper, "Reçu") == ["Reçu", "Manquant", "Reçu"]
    assert cells(paper, "État") == ["Neuf"] * 3
    assert cells(paper, "État actuel") == ["Hors service", "–", "–"]
    assert "chargeur" in cells(paper, "Écarts")[0]
    assert "1 bien est arrivé endommagé." in dict(paper.remarks)["Écarts"]


def test_each_decision_about_an_asset_stands_on_paper(books):
    paper = the_paper(books, "settled_assets")
    assert cells(paper, "Accessoires manquants") == ["chargeur", "–"]
    assert cells(paper, "Décision") == ["Erreur sur le bordereau", "Perdu en route"]
    undone = the_paper(books, "settled_assets_undone")
    assert cells(undone, "À") == ["en transit", "–"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_of_the_road_are_whole_in_each_language(books, language):
    for kind in CARRIED:
        paper = the_paper(books, kind, language)
        assert all(len(row) == len(paper.columns) for row in paper.rows)
        assert drawn(books, kind, language).startswith(b"%PDF")
