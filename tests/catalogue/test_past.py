"""The catalogue as it was: descriptions of then, whatever was said since."""

import pytest

from cpise_inventory.catalogue.commands import (
    describe_centres,
    describe_donation,
    describe_items,
)
from cpise_inventory.catalogue.donors import describe_donors
from cpise_inventory.catalogue.events import Centre, DonationDescribed, Donor, Item, Named
from cpise_inventory.catalogue.past import Then
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.documents.queries import document_of, issued_event
from cpise_inventory.stock import commands as stock
from tests.printing.books import new_store


@pytest.fixture
def store(tmp_path, database_url):
    """On both engines."""
    with new_store(tmp_path, database_url.replace("postgresql+psycopg", "postgresql")) as store:
        yield store


def stamp_of_a_delivery(store) -> str:
    with store.write("aicha") as work:
        number = stock.receive(work, stock.Delivery("NKC1", "OIM", [stock.Incoming("SEAU-14L", 1)]))
    with store.read() as connection:
        found = document_of(connection, number)
        return issued_event(connection, store.journal, found).stamp


def describe_all_anew(store, name: str) -> None:
    with store.write("admin") as work:
        describe_items(work, [Item("SEAU-14L", Named(name), "box")])
    with store.write("admin") as work:
        describe_donors(work, [Donor("OIM", Named(name))])
    with store.write("admin") as work:
        describe_centres(work, [Centre("NKC1", Named(name))])
    with store.write("admin") as work:
        describe_donation(work, DonationDescribed("OIM-2026-01", "UNICEF"))


def test_what_was_described_since_does_not_show(store):
    stamp = stamp_of_a_delivery(store)
    describe_all_anew(store, "A")
    describe_all_anew(store, "B")
    with store.read() as connection:
        then, now = Then(connection, store.journal, stamp), Then(connection, store.journal)
        assert then.item("SEAU-14L").name.fr == "Seau avec couvercle 14 l"
        assert then.item("SEAU-14L").unit == "piece"
        assert "(OIM)" in then.donor("OIM").name.fr
        assert then.centre("NKC1").iso == "MR-14"
        assert then.donation("OIM-2026-01").funder == "PRM"
        assert then.place("NKC1/MAGASIN").name.fr == "Magasin"
        assert now.item("SEAU-14L").name.fr == "B"
        assert now.donor("OIM").name.fr == "B"
        assert now.centre("NKC1").name.fr == "B"
        assert now.donation("OIM-2026-01").donor == "UNICEF"


def test_of_two_descriptions_before_the_later_held(store):
    describe_all_anew(store, "A")
    stamp = stamp_of_a_delivery(store)
    describe_all_anew(store, "B")
    with store.read() as connection:
        assert Then(connection, store.journal, stamp).item("SEAU-14L").name.fr == "A"


def test_what_was_described_only_later_is_called_as_it_is_now(store):
    stamp = stamp_of_a_delivery(store)
    with store.write("admin") as work:
        describe_items(work, [Item("NEUF", Named("Neuf"))])
    with store.write("admin") as work:
        location = open_place(work, "NKC1", "CAVE", Named("Cave"))
    with store.read() as connection:
        then = Then(connection, store.journal, stamp)
        assert then.item("NEUF").name.fr == "Neuf"
        assert then.place(location).name.fr == "Cave"


def test_what_nobody_described_is_nothing(store):
    with store.read() as connection:
        then = Then(connection, store.journal)
        asked = (then.item, then.centre, then.donor, then.donation, then.place)
        assert [one("NIX") for one in asked] == [None] * 5
