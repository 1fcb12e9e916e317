"""A count in few words: open, enter, finish, approve, and what became of it."""

from collections.abc import Sequence
from datetime import date

from cpise_inventory.counts import commands, queries
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.counts.events import LineReason, Reason
from cpise_inventory.counts.placing import Figure
from cpise_inventory.counts.queries import Compared
from cpise_inventory.stock.commands import Distribution, distribute
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import BUCKET, CENTRE, LOGISTICS, MANAGER, SOAP, bring


def opened(store: Store, **about: object) -> str:
    with store.write(LOGISTICS) as work:
        return commands.open_count(work, Sheeting(CENTRE, **about))  # type: ignore[arg-type]  # of several types


def entered(store: Store, number: str, *figures: Figure, who: str = LOGISTICS) -> None:
    with store.write(who) as work:
        commands.enter(work, number, figures)


def finished(store: Store, number: str, *reasons: Reason) -> str:
    with store.write(LOGISTICS) as work:
        return commands.finish(work, number, reasons)


def approved(store: Store, number: str, who: str = MANAGER) -> None:
    with store.write(who) as work:
        commands.approve(work, number)


def status(store: Store, number: str) -> str:
    with store.read() as connection:
        found = queries.sheet(connection, number)
    assert found is not None
    return found.status


def gave(store: Store, item: str, quantity: int, when: date | None = None) -> None:
    wanted = Distribution(CENTRE, "Cuisine", "unit", [Wanted(item, quantity)], happened_on=when)
    with store.write(LOGISTICS) as work:
        distribute(work, wanted)


def stocked(store: Store) -> None:
    bring(store, SOAP, 100, "L1", "2027-06")
    bring(store, SOAP, 50, "L2", "2028-01")
    bring(store, BUCKET, 20)


def explained(store: Store, number: str, *reasons: LineReason, who: str = LOGISTICS) -> None:
    with store.write(who) as work:
        commands.explain(work, number, reasons)


def again(store: Store, number: str, *items: str, who: str = LOGISTICS) -> None:
    with store.write(who) as work:
        commands.ask_recount(work, number, items)


def ruled(store: Store, units: int, percent: int) -> None:
    with store.write(MANAGER) as work:
        commands.set_rule(work, CENTRE, units, percent)


def compared(store: Store, number: str) -> Sequence[Compared]:
    with store.read() as connection:
        return queries.compared(connection, number)
