"""Packs on papers: as the item was packed then, beside the base units that are always there."""

import os
from pathlib import Path

import pytest

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.printing.papers import draw
from cpise_inventory.store import Store
from tests.books import BUCKET, LOGISTICS, SOAP, bring, hand_out
from tests.printing.reading import pages_of

PICTURES = os.environ.get("CATALOGUE_PICTURES", "")


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "4 cartons + 3 pièces"), ("ar", "كراتين"), ("en", "4 cartons")]
)
def test_a_paper_says_packs_and_base_units(file_store: Store, language: str, said: str) -> None:
    bring(file_store, BUCKET, 51)
    number = hand_out(file_store, BUCKET, 51)
    with file_store.write(LOGISTICS) as work:
        describe_items(work, [Item(BUCKET, Named("Seau 14 l"), packs=(("carton", 10),))])
    with file_store.read() as connection:
        pdf = draw(connection, file_store.journal, number, language)
    if PICTURES:
        (Path(PICTURES) / f"receipt-{language}.pdf").write_bytes(pdf)
    text = " ".join(pages_of(pdf))
    assert said in text
    assert "51" in text


def test_what_comes_in_no_pack_has_no_column_for_them(file_store: Store) -> None:
    number = bring(file_store, SOAP, 40, "L1", "2027-06")
    with file_store.read() as connection:
        pdf = draw(connection, file_store.journal, number, "fr")
    assert "Conditionnements" not in " ".join(pages_of(pdf))
