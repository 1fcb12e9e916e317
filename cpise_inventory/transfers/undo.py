"""What has to be cancelled before a waybill or an acknowledgement of receipt can be."""

from cpise_inventory.stock.events import Moving
from cpise_inventory.transfers import queries
from cpise_inventory.transfers.commands import held_transfer
from cpise_inventory.transfers.errors import BuiltUponError
from cpise_inventory.transfers.events import Arrived, Sent
from cpise_inventory.work import Work


def check_not_built_upon(work: Work, said: Moving) -> None:
    """A waybill that came in, or that was settled, stands; so does what came in, once the rest is
    settled: that was decided by it. Raises `BuiltUponError` with the documents in question.
    """
    rests_on_it: tuple[str, ...] = ("settled",)
    if isinstance(said, Sent):
        waybill, rests_on_it = said.number, queries.OFF_THE_ROAD
    elif isinstance(said, Arrived):
        waybill = said.waybill
    else:
        return
    held_transfer(work, waybill)
    later = tuple(one.document for one in queries.standing(work.connection, waybill, *rests_on_it))
    if later:
        raise BuiltUponError(said.number, later)
