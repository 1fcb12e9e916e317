"""Marks of donors: kept by the books, borne by the labels of what they gave."""

from io import BytesIO

import pytest
from PIL import Image

from cpise_inventory.catalogue.commands import UnknownDonationError
from cpise_inventory.catalogue.errors import UnknownDonorError
from cpise_inventory.paper.marks import Mark, read_mark
from cpise_inventory.printing.labels import draw_labels, label_contents
from cpise_inventory.stationery.commands import NoMarkError, remove_mark, set_mark
from cpise_inventory.stationery.events import DonorMarkSet
from cpise_inventory.stationery.queries import DONATION, DONOR, Marks, marks
from cpise_inventory.store import Store
from tests.books import DONATION as GIVEN
from tests.books import DONOR as GIVER
from tests.books import MANAGER, assert_sound, refused, tag


def mark(colour: str) -> Mark:
    out = BytesIO()
    Image.new("RGB", (400, 200), colour).save(out, "PNG")
    return read_mark(out.getvalue(), "mark.png")


BLUE, RED = mark("#0033a0"), mark("#c8102e")


def give(store: Store, kind: str, code: str, picture: Mark) -> None:
    with store.write(MANAGER) as work:
        set_mark(work, kind, code, picture)


def of(store: Store, donation: str, donor: str) -> Mark | None:
    with store.read() as connection:
        return Marks(connection).of(donation, donor)


def test_a_donations_own_mark_goes_before_its_donors(store: Store) -> None:
    assert of(store, GIVEN, GIVER) is None
    give(store, DONOR, GIVER.lower(), BLUE)
    assert of(store, GIVEN, GIVER) == of(store, "", GIVER) == BLUE
    give(store, DONATION, GIVEN, RED)
    assert (of(store, GIVEN, GIVER), of(store, "ELSE", GIVER)) == (RED, BLUE)
    with store.read() as connection:
        assert marks(connection) == [(DONOR, GIVER, BLUE), (DONATION, GIVEN, RED)]
    with store.write(MANAGER) as work:
        remove_mark(work, DONATION, GIVEN)
    assert of(store, GIVEN, GIVER) == BLUE
    assert_sound(store)


def test_labels_bear_the_mark_in_the_place_of_the_name(file_store: Store) -> None:
    tags = tag(file_store, "S1")
    give(file_store, DONOR, GIVER, BLUE)
    with file_store.read() as connection:
        (label,) = label_contents(connection, file_store.journal, tags, "fr")
        pdf = draw_labels(connection, file_store.journal, tags, "L7160")
    assert label.mark == BLUE
    assert b"/Subtype /Image" in pdf


def test_nobodys_mark_is_neither_set_nor_removed(file_store: Store) -> None:
    for kind, code, why in (
        (DONOR, "NOBODY", UnknownDonorError),
        (DONATION, "NOTHING", UnknownDonationError),
    ):
        refused(file_store, why, lambda kind=kind, code=code: give(file_store, kind, code, RED))  # type: ignore[misc]  # defaults bind the loop's

    def remove() -> None:
        with file_store.write(MANAGER) as work:
            remove_mark(work, DONOR, GIVER)

    assert refused(file_store, NoMarkError, remove).owner == GIVER


@pytest.mark.parametrize("odd", [b"\x89PNG\r\n\x1a\n", b"<svg onload='x()'/>", bytes(100_000)])
def test_a_picture_from_elsewhere_that_cannot_be_one_is_left_out(
    file_store: Store, odd: bytes
) -> None:
    with file_store.write(MANAGER) as work:
        work.record(DonorMarkSet(code=GIVER, of=DONOR, picture=odd))
    assert of(file_store, "", GIVER) is None
    with file_store.read() as connection:
        assert marks(connection) == []
