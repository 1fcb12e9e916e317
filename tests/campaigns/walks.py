"""A physical verification in few words: open, scan, close, report."""

from cpise_inventory.assets.commands import Handover, assign
from cpise_inventory.campaigns import commands, queries
from cpise_inventory.campaigns.commands import Answer, Scan, Walk
from cpise_inventory.campaigns.events import Reason
from cpise_inventory.campaigns.queries import Campaign
from cpise_inventory.store import Store
from tests.books import CENTRE, LOGISTICS, MANAGER, tag

HOLDER = "Unité B"
STORE = "MAGASIN"


def furnished(store: Store) -> list[str]:
    """Five laptops of a centre, the last two with a unit; their tags."""
    tags = tag(store, *(f"S{number}" for number in range(1, 6)))
    with store.write(LOGISTICS) as work:
        assign(work, Handover(tags[3:], HOLDER, "unit"))
    return tags


def opened(store: Store, **about: object) -> str:
    with store.write(LOGISTICS) as work:
        return commands.open_campaign(work, Walk(CENTRE, **about))  # type: ignore[arg-type]  # of several types


def seen(store: Store, number: str, *tags: str, room: str = "", how: str = "") -> list[Answer]:
    with store.write(LOGISTICS) as work:
        return commands.see(work, number, [Scan(one, room, how) for one in tags])


def results(answers: list[Answer]) -> list[str]:
    return [one.sighting.result for one in answers]


def closed(store: Store, number: str, *reasons: Reason) -> None:
    with store.write(LOGISTICS) as work:
        commands.close(work, number, reasons)


def reported(store: Store, number: str, who: str = MANAGER) -> str:
    with store.write(who) as work:
        return commands.report(work, number)


def known(store: Store, number: str) -> Campaign:
    with store.read() as connection:
        found = queries.campaign_of(connection, number)
    assert found is not None
    return found
