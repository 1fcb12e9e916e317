"""A replay writes what has gathered whenever it is much, and the tables are the same."""

import pytest

from cpise_inventory.journal import replay
from cpise_inventory.store import Store
from tests.books import BUCKET, SOAP, assert_sound, bring, hand_out


@pytest.mark.parametrize("held", [0, 3])
@pytest.mark.parametrize(("chunk", "gathered"), [(1, 1), (2, 3), (500, 10)])
def test_in_whatever_portions_it_writes_the_tables_are_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch, held: int, chunk: int, gathered: int
) -> None:
    for name, value in (("HELD", held), ("CHUNK", chunk), ("GATHERED", gathered)):
        monkeypatch.setattr(replay, name, value)
    bring(store, SOAP, 100, "L1", "2027-06")
    bring(store, BUCKET, 10)
    hand_out(store, SOAP, 40)
    hand_out(store, SOAP, 5)
    assert_sound(store)
