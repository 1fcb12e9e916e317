import inspect

from argon2 import PasswordHasher

from cpise_inventory.people import passwords
from cpise_inventory.people.passwords import SHORTEST, fits, hash_password


def test_the_programs_own_cost_is_what_the_standard_recommends() -> None:
    """RFC 9106, 4: 64 MiB, three passes, four lanes; tests use less."""
    source = inspect.getsource(passwords)
    assert "return PasswordHasher()" in source
    usual = PasswordHasher()
    assert (usual.memory_cost, usual.time_cost, usual.parallelism) == (65536, 3, 4)
    assert SHORTEST >= 8


def test_each_hash_has_a_salt_of_its_own() -> None:
    first, second = hash_password("magasin-2026"), hash_password("magasin-2026")
    assert first != second
    assert fits(first, "magasin-2026")
    assert fits(second, "magasin-2026")


def test_what_is_no_hash_fits_nothing() -> None:
    for rubbish in ("", "x", "$argon2id$v=19$", "magasin-2026"):
        assert not fits(rubbish, "magasin-2026")
