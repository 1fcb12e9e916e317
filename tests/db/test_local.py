from cpise_inventory.store import Store
from db.local import keep_hash, keep_setting, read_setting
from db.schema import credential
from tests.books import ADMIN, rows


def test_a_setting_is_kept_and_changed_in_place(store: Store) -> None:
    with store.engine.begin() as connection:
        assert read_setting(connection, "language") is None
        keep_setting(connection, "language", "fr")
        keep_setting(connection, "language", "ar")
        assert read_setting(connection, "language") == "ar"


def test_a_password_leaves_one_hash(store: Store) -> None:
    with store.engine.begin() as connection:
        before = rows(connection, credential)
        keep_hash(connection, ADMIN, "first", 1)
        keep_hash(connection, ADMIN, "second", 2)
        after = rows(connection, credential)
    assert len(after) == len(before)
    assert (ADMIN, "second", 2) in after
