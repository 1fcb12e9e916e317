"""A seal is compared with what its event says, to the last bit; one that differs is read."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.journal.event import digest
from cpise_inventory.paper.statement import Statement, from_cose, sign
from cpise_inventory.proof import verify
from cpise_inventory.store import Store
from db.schema import checkpoint
from tests.books import ADMIN, CENTRE, SOAP, assert_sound, bring, hand_out, tamper

RECEIPT = "NKC1-A-RD-2026-00001"


@pytest.fixture
def books(store: Store) -> Store:
    """A receipt's seal, and a plain one after it."""
    bring(store, SOAP, 100, "L1", "2027-06")
    hand_out(store, SOAP, 40)
    with store.write(ADMIN) as work:
        open_place(work, CENTRE, "RAYON-A", Named("Rayon A"))
    store.check_in()
    return store


def sealed(store: Store, document: str) -> tuple[int, bytes]:
    """Its sequence number and its bytes."""
    c = checkpoint.c
    with store.read() as connection:
        found = connection.execute(sa.select(c.seq, c.statement).where(c.document == document))
        return tuple(found.one())


def put(store: Store, document: str, seal: bytes) -> None:
    there = seal.hex()
    written = f"x'{there}'" if store.engine.dialect.name == "sqlite" else f"'\\x{there}'"
    tamper(store, f"UPDATE checkpoint SET statement = {written} WHERE document = '{document}'")


@pytest.mark.parametrize("with_key", [True, False])
@pytest.mark.parametrize("document", [RECEIPT, ""])
@pytest.mark.parametrize(
    ("place", "what"), [(-1, "seal not genuine"), (-70, "seal not genuine"), (1, "seal unreadable")]
)
def test_one_bit_is_found_with_the_key_and_without(
    books: Store, place: int, what: str, document: str, *, with_key: bool
) -> None:
    """Of its signature, of what it says, of its form."""
    seq, there = sealed(books, document)
    changed = bytearray(there)
    changed[place] ^= 1
    put(books, document, bytes(changed))
    found = verify(books if with_key else Store(books.engine, books.address, None)).findings
    assert [(one.what, one.where) for one in found] == [(what, f"NKC1-A:{seq} {document}".rstrip())]


def test_a_form_that_is_no_longer_written_is_read(books: Store) -> None:
    """Its lines left out, as if there had been no room for them: genuine, and true of its event."""
    assert books.key is not None
    seq, there = sealed(books, RECEIPT)
    said = from_cose(there).statement
    assert isinstance(said, Statement)
    with books.read() as connection:
        body = books.journal.stored(connection, "NKC1-A", seq)
    bare = replace(said, lines=(), cut=(1, 40), event_hash=digest(body))
    put(books, RECEIPT, sign(bare, books.key.sign))
    assert_sound(books)
