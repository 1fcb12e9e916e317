"""GTINs. Samples of GS1's own: 4006381333931 (EAN-13), 96385074 (EAN-8), 036000291452 (UPC-A)."""

import pytest

from cpise_inventory.catalogue.barcodes import as_kept, as_printed, checked_barcode, is_gtin
from cpise_inventory.catalogue.errors import BadBarcodeError

GTINS = ("4006381333931", "96385074", "036000291452", "10614141000415")


@pytest.mark.parametrize("digits", GTINS)
def test_a_check_digit_that_fits_and_every_slip_that_does_not(digits: str) -> None:
    assert is_gtin(digits)
    assert checked_barcode(f" {digits} ") == digits.zfill(14)
    for place, digit in enumerate(digits):
        for other in set("0123456789") - {digit}:
            assert not is_gtin(digits[:place] + other + digits[place + 1 :])


def test_an_ean_is_the_same_with_and_without_its_nought() -> None:
    assert checked_barcode("4006381333931") == checked_barcode("04006381333931")
    assert as_kept("4006381333931") == checked_barcode("4006381333931")
    assert as_printed(checked_barcode("4006381333931")) == "4006381333931"
    assert as_printed("10614141000415") == "10614141000415"


@pytest.mark.parametrize("text", ["٤٠٠٦٣٨١٣٣٣٩٣١", "123", "", "²34567", "ABC", "-ABCD"])
def test_what_is_no_barcode_is_none(text: str) -> None:
    assert not is_gtin(text)
    with pytest.raises(BadBarcodeError):
        checked_barcode(text)
    assert as_kept(text) == text.upper()
