"""Half a year at several centres, as somebody catches up on it: what planning has to go by."""

from datetime import UTC, date, datetime, timedelta

from cpise_inventory.catalogue.queries import items
from cpise_inventory.planning.periods import add_months, whole_months
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import ADMIN, DONOR

TODAY = datetime.now(UTC).date()
MONTHS = whole_months(TODAY, 6)
LATE = (TODAY + timedelta(days=900)).isoformat()
SOON = (TODAY + timedelta(days=120)).isoformat()
# centre: item: (brought, given out a month, expiry)
LIVES = {
    "NKC1": {
        "SAVON-250": (900, 100, LATE),
        "BROSSE-DENTS": (640, 100, ""),
        "DENTIFRICE-75": (90, 0, SOON),
    },
    "KIF": {
        "SAVON-250": (2_000, 30, LATE),
        "BROSSE-DENTS": (300, 10, ""),
        "DENTIFRICE-75": (600, 20, SOON),
    },
    "ALE": {
        "SAVON-250": (330, 54, LATE),
        "BROSSE-DENTS": (120, 20, ""),
        "DENTIFRICE-75": (200, 33, SOON),
    },
    "ROS": {"SAVON-250": (500, 60, LATE), "DENTIFRICE-75": (420, 60, SOON)},
    "NDB": {"BROSSE-DENTS": (90, 15, "")},
}
PEOPLE = 62


def live(store: Store) -> None:
    """All of it, in the order in which it happened."""
    with store.read() as connection:
        known = {one.code: one for one in items(connection)}
    for centre, goods in LIVES.items():
        for item, (brought, monthly, expiry) in goods.items():
            lot = ("L1", expiry) if known[item].keeps_expiry else ("", "")
            _bring(store, centre, Incoming(item, brought, *lot))
            for at in range(6 if monthly else 0):
                _give(store, centre, Wanted(item, monthly), add_months(MONTHS.first, at))


def _bring(store: Store, centre: str, line: Incoming) -> None:
    with store.write(ADMIN) as work:
        receive(work, Delivery(centre, DONOR, [line], happened_on=MONTHS.first))


def _give(store: Store, centre: str, wanted: Wanted, day: date) -> None:
    with store.write(ADMIN) as work:
        distribute(
            work,
            Distribution(
                *(centre, "Groupe du matin", "group", [wanted], PEOPLE),
                happened_on=day + timedelta(days=9),
            ),
        )
