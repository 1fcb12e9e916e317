"""What planning does: it asks for the goods of the trips that it found."""

from collections import defaultdict
from collections.abc import Iterable

from cpise_inventory.planning.moving import Trip
from cpise_inventory.transfers.requests import Requisition, request
from cpise_inventory.work import Work


def request_trips(work: Work, trips: Iterable[Trip]) -> list[str]:
    """A requisition for each: the centre that is to receive asks the one that has too much.

    Each is a paper of its own between two centres, and so an event of its own; all of them are
    written in the transaction of `work`, or none is.

    Lots are chosen when it's sent, first expired first. Raises as `request` does.
    """
    return [
        request(work, Requisition(trip.target, trip.source, tuple(_units(trip).items())))
        for trip in trips
    ]


def _units(trip: Trip) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for line in trip.lines:
        found[line.item] += line.quantity
    return found
