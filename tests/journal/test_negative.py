"""Stock that two gave out while apart: told with both documents, and settled by a count."""

from pathlib import Path

from cpise_inventory.counts import commands as counts
from cpise_inventory.counts.commands import Figure, Sheeting
from cpise_inventory.stock.queries import negative_balances
from cpise_inventory.store import Store
from cpise_inventory.today import Task, tasks
from tests.books import BUCKET, START, assert_sound
from tests.journal.acts import last
from tests.journal.apart import apart, doing, exchange, give


def negatives(store: Store) -> list[Task]:
    with store.read() as connection:
        return [one for one in tasks(connection, START.date()) if one.kind == "negative"]


def test_a_negative_balance_names_both_documents_and_a_count_settles_it(
    three: dict[str, Path],
) -> None:
    with apart(three) as stores:
        nkc, kif, _ = stores.values()
        with nkc.read() as connection:
            assert negative_balances(connection) == []
        given = [*doing(nkc, give(BUCKET, 3)), *doing(kif, give(BUCKET, 3))]
        assert len(given) == 2
        exchange(stores)
        found = negatives(nkc)
        assert [one.target for one in found] == [BUCKET]
        assert set(found[0].facts["documents"]) == set(given)
        assert negatives(kif)[0].facts == found[0].facts
        doing(
            nkc,
            lambda work: counts.open_count(work, Sheeting("NKC1", "free")),
            lambda work: counts.enter(work, last(work, "FI"), [Figure(BUCKET, 0)]),
            lambda work: counts.finish(work, last(work, "FI")),
            lambda work: counts.approve(work, last(work, "FI")),
        )
        assert negatives(nkc) == []
        assert_sound(nkc)
