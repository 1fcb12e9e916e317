"""Where each line is taken from stands on the paper, where the head can't say it for all."""

import pytest

from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.printing.papers import draw
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.stock.kits import assemble
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.commands import Shipment, send
from tests.books import ADMIN, BUCKET, CENTRE, KIT, LOGISTICS, SOAP, bring, hand_out
from tests.printing.reading import pages_of

HEADS = {"fr": "Pris dans", "ar": "أُخذ من", "en": "Taken from"}
SHELF = Named("Étagère A1", "الرف A1", "Shelf A1")


@pytest.fixture
def shelved(file_store: Store) -> Store:
    """Soap in the storeroom and on a shelf, buckets in the storeroom alone."""
    with file_store.write(ADMIN) as work:
        open_place(work, CENTRE, "MAGASIN/A1", SHELF)
    bring(file_store, SOAP, 60, "L1", "2027-06")
    bring(file_store, BUCKET, 40)
    with file_store.write(ADMIN) as work:
        relocate(work, Relocation(CENTRE, "", "MAGASIN/A1", [Wanted(SOAP, 55)]))
    return file_store


def text_of(store: Store, number: str, language: str) -> str:
    with store.read() as connection:
        return " ".join(pages_of(draw(connection, store.journal, number, language)))


@pytest.mark.parametrize("language", HEADS)
def test_a_receipt_says_where_each_line_is_taken_from(shelved: Store, language: str) -> None:
    from_both = text_of(shelved, hand_out(shelved, SOAP, 10), language)
    assert HEADS[language] in from_both
    assert getattr(SHELF, language).split()[0] in from_both
    from_one = text_of(shelved, hand_out(shelved, BUCKET, 10), language)
    assert HEADS[language] not in from_one


def test_so_do_waybills_and_kits(shelved: Store) -> None:
    """Be the waybill as wide as it may be, with packs and two donations."""
    with shelved.write(LOGISTICS) as work:
        came = [Incoming(SOAP, 5, "L0", "2027-05")]
        receive(work, Delivery(CENTRE, "UNICEF", came, remarks="accepted"))
        sent = send(work, Shipment(CENTRE, "ROS", [Wanted(SOAP, 15), Wanted(BUCKET, 13)]))
        made = assemble(work, CENTRE, KIT, 20)
    for number in (sent, made):
        assert HEADS["fr"] in text_of(shelved, number, "fr")
