"""What Today tells of a document of the three workstations, and how they undo it apart."""

from cpise_inventory import today
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from tests.books import SOAP, START, stock
from tests.journal.apart import RECEIPT, Act, doing, exchange

OURS, THEIRS = "NKC1-A-RD-2026-00002", "KIF-A-RD-2026-00001"
"""What each undoes the receipt by."""


def undoing(number: str) -> Act:
    return lambda work: undo(work, number, "seen twice")


def undone_by_two(stores: dict[str, Store], number: str = RECEIPT) -> list[str]:
    """By both before they met; the numbers of the reversing documents."""
    here, there, _ = stores.values()
    made = doing(here, undoing(number)) + doing(there, undoing(number))
    exchange(stores)
    return list(map(str, made))


def soaps(store: Store) -> int:
    return sum(stock(store, SOAP).values())


def tasks(store: Store, number: str = RECEIPT) -> list[today.Task]:
    with store.read() as connection:
        found = today.tasks(connection, START.date())
    return [one for one in found if one.target == number]


def kinds(store: Store, number: str = RECEIPT) -> list[str]:
    return [one.kind for one in tasks(store, number)]
