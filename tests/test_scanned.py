"""What was scanned on a box tells item, lot, expiry and quantity; what nobody knows is learnt."""

import pytest

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.errors import BarcodeTakenError, UnknownPackError
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.catalogue.queries import item
from cpise_inventory.gs1 import Gs1CheckDigitError
from cpise_inventory.scanned import (
    NoGtinError,
    UnknownGtinError,
    UnknownScanError,
    know_barcode,
    read_box,
)
from tests.books import BUCKET, LOGISTICS, SOAP, START

GTIN, CARTON = "09521234543213", "19521234543210"
TODAY = START.date()


def box(store, text):
    with store.read() as connection:
        return read_box(connection, text, TODAY)


def know(store, code, text, pack=""):
    with store.write(LOGISTICS) as work:
        return know_barcode(work, code, text, pack)


def test_a_gs1_code_fills_item_lot_expiry_and_quantity(store):
    assert know(store, SOAP, f"]C101{GTIN}10ANY") == GTIN
    found = box(store, f"]C101{GTIN}1728063010L7\x1d30144")
    assert (found.item.code, found.lot, found.expiry, found.quantity) == (
        *(SOAP, "L7", "2028-06-30"),
        144,
    )


def test_a_carton_s_code_counts_what_the_carton_holds(store):
    know(store, BUCKET, CARTON, "carton")
    found = box(store, f"(01){CARTON}(17)280600(10)L1")
    assert (found.item.code, found.pack, found.quantity) == (BUCKET, "carton", 12)
    assert found.expiry == ""  # buckets keep none
    assert box(store, CARTON).quantity == 12  # the bare code, as from an older printer
    assert box(store, BUCKET).quantity == 1


def test_an_unknown_gtin_is_told_with_all_that_the_code_says(store):
    with pytest.raises(UnknownGtinError) as said:
        box(store, f"01{GTIN}17280630" + "10L7")
    assert (said.value.gtin, said.value.lot, said.value.expiry) == (GTIN[1:], "L7", "2028-06-30")


def test_one_code_stands_on_one_item(store):
    know(store, SOAP, GTIN)
    with pytest.raises(BarcodeTakenError):
        know(store, BUCKET, GTIN)
    with pytest.raises(UnknownPackError):
        know(store, SOAP, CARTON, "carton")
    with store.read() as connection:
        assert item(connection, SOAP).barcodes == ((GTIN, ""),)


def test_a_code_is_learnt_without_forgetting_what_else_is_known(store):
    with store.write(LOGISTICS) as work:
        told = Item("GEL", Named("Gel"), "bottle", "hygiene", keeps_expiry=True)
        describe_items(work, [told])
    know(store, "GEL", GTIN)
    with store.read() as connection:
        found = item(connection, "GEL")
    assert (found.unit, found.category, found.keeps_expiry) == ("bottle", "hygiene", True)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("NOTHING", UnknownScanError),
        ("]C110L7", NoGtinError),
        (f"]C101{GTIN[:-1]}4", Gs1CheckDigitError),
        (f"01{GTIN[:-1]}4", Gs1CheckDigitError),
    ],
)
def test_what_says_nothing_is_refused(store, text, error):
    with pytest.raises(error):
        box(store, text)
