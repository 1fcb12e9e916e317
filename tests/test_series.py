"""A workstation's numbers run without a gap or a double, and are its own."""

import pytest

from cpise_inventory.documents.seals import seal
from cpise_inventory.journal.replay import Finding
from cpise_inventory.proof import verify
from cpise_inventory.stock.events import Distributed
from cpise_inventory.store import Store
from tests.books import ADMIN, CENTRE, SOAP, assert_sound, bring, hand_out


@pytest.fixture
def books(store: Store) -> Store:
    """Three receipts."""
    bring(store, SOAP, 100, "L1", "2027-06")
    for _ in range(3):
        hand_out(store, SOAP, 5)
    return store


def issue(store: Store, number: str) -> int:
    """By a program of one's own, which signs and chains as ours does; its sequence number."""
    paper = Distributed(
        number=number, centre=CENTRE, recipient="Accueil", recipient_kind="unit", lines=()
    )
    with store.write(ADMIN) as work:
        event, fingerprint, _ = store.journal.append(work.connection, ADMIN, paper)
        seal(work.connection, work.key, event, fingerprint)
        return event.seq


@pytest.mark.parametrize(
    ("numbers", "found", "expected"),
    [
        (["NKC1-A-RD-2026-00005"], "NKC1-A-RD-2026-00005", "NKC1-A-RD-2026-00004"),
        (["NKC1-A-RD-2026-00003"], "NKC1-A-RD-2026-00003", "NKC1-A-RD-2026-00004"),
        (  # so many as the last one says
            ["NKC1-A-RD-2026-00003", "NKC1-A-RD-2026-00005"],
            *("NKC1-A-RD-2026-00003", "NKC1-A-RD-2026-00004"),
        ),
        (["NKC1-A-RD-2025-00002"], "NKC1-A-RD-2025-00002", "NKC1-A-RD-2025-00001"),
        (["KIF-A-RD-2026-00004"], "KIF-A-RD-2026-00004", "NKC1-A-RD-2026-00004"),
    ],
    ids=["gap", "double", "both", "begin", "anothers"],
)
def test_the_first_number_that_is_not_due_is_named(
    books: Store, numbers: list[str], found: str, expected: str
) -> None:
    first, *_ = (issue(books, number) for number in numbers)
    assert verify(books).findings == (Finding("series", f"NKC1-A:{first}", expected, found),)


def test_numbers_of_our_own_making_are_sound(books: Store) -> None:
    issue(books, "NKC1-A-RD-2026-00004")
    issue(books, "NKC1-A-RD-2027-00001")
    assert_sound(books)
