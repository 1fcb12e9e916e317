"""A serial number is the same however it's written: one rule wherever it's asked for."""

from dataclasses import replace

import pytest

from cpise_inventory.assets import errors, queries
from cpise_inventory.assets.commands import as_described, describe
from cpise_inventory.scans import Kind, what_is
from cpise_inventory.store import Store
from tests.assets.acts import asset, laptop, refused, registered, undone
from tests.books import LOGISTICS, START, assert_sound


@pytest.mark.parametrize("typed", ["ABC12", "abc12", "aBc-12", " ab c 12 ", "ABC\u201112"])
def test_however_a_serial_number_is_typed_it_is_known(store: Store, typed: str) -> None:
    number, (tag,) = registered(store, laptop("abC12"))
    said = refused(
        store, errors.SerialTakenError, lambda: registered(store, laptop(typed, maker="hp"))
    )
    assert vars(said)["tag"] == tag
    with store.read() as connection:
        scanned = what_is(connection, store.journal, typed, START.date())
    assert (scanned.kind, scanned.name) == (Kind.ASSET, tag)
    registered(store, laptop(typed, maker="Dell"))  # another maker's is another
    undone(store, number)
    registered(store, laptop(typed, maker="hp"))


@pytest.mark.parametrize("maker", ["H.P.", "h p", "H-P", "hp "])
def test_however_its_maker_is_written_a_serial_number_is_known(store: Store, maker: str) -> None:
    _, (tag,) = registered(store, laptop("abC12"))
    again = laptop("ABC-12", maker=maker)
    said = refused(store, errors.SerialTakenError, lambda: registered(store, again))
    assert vars(said)["tag"] == tag
    registered(store, laptop("ABC-12", maker="HPE"))


def test_a_correction_is_refused_only_a_number_that_another_has(store: Store) -> None:
    _, (first, second) = registered(store, laptop("abC12"), laptop("ABC13"))
    said = as_described(asset(store, second))
    again = replace(said, asset=replace(said.asset, serial="abc-12"))

    def correct() -> None:
        with store.write(LOGISTICS) as work:
            describe(work, again)

    assert vars(refused(store, errors.SerialTakenError, correct))["tag"] == first
    with store.write(LOGISTICS) as work:  # its own, written otherwise
        describe(work, replace(said, asset=replace(said.asset, serial="abc 13")))
    with store.read() as connection:
        assert queries.by_made(connection, ["ABC13"]) == {("hp", "abc13"): second}
        assert queries.serials_twice(connection) == []
    assert_sound(store)


def test_what_has_neither_letters_nor_digits_is_no_lack_of_a_number(store: Store) -> None:
    registered(store, laptop("", category="furniture"))
    registered(store, laptop("?"))
    refused(store, errors.SerialTakenError, lambda: registered(store, laptop("?")))
    registered(store, laptop("-"))
