"""Each kind of document that moves goods, and all that its undoing has to bring back."""

from collections.abc import Callable

import sqlalchemy as sa

from cpise_inventory.assets.commands import (
    Newcomer,
    Registration,
    register,
)
from cpise_inventory.counts import commands as counts
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.counts.placing import Figure
from cpise_inventory.donations.trace import trace
from cpise_inventory.losses import commands as losses
from cpise_inventory.losses.commands import Loss
from cpise_inventory.stock import kits
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.returns import Back, GoodsBack, take_goods_back
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.carried import Brought
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, close_transfer, send
from cpise_inventory.transfers.queries import transfer_of
from cpise_inventory.transfers.requests import Requisition, approve_request, request
from cpise_inventory.transfers.settling import Settlement, settle
from cpise_inventory.work import Work
from db.schema import (
    balance,
    kit_content,
    loss_report,
    request_line,
    stock_flow,
    transfer_asset,
    transfer_line,
)
from tests.books import (
    BUCKET,
    DONATION,
    DONOR,
    KIT,
    SOAP,
)
from tests.journal.apart import (
    KITS,
    RECEIPT,
    WAYBILL,
    deliver,
    give,
)

SUMS = {
    balance: "quantity",
    stock_flow: "quantity",
    kit_content: "quantity",
    request_line: "sent",
    loss_report: "status",
}


def sums(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that goods, roads and plans add up to; what is nought says nothing."""
    with store.read() as connection:
        found = {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    sa.select(*table.primary_key, table.c[column]).order_by(*table.primary_key)
                )
                if row[-1]
            ]
            for table, column in SUMS.items()
        }
        for road in (transfer_line, transfer_asset):
            rows = connection.execute(sa.select(road).order_by(*road.primary_key))
            found[road.name] = [tuple(row) for row in rows]
        told = trace(connection, DONATION)
        found["trace"] = [(told.accounts, told.receipts, told.given, told.written, told.kits)]
    return found


def loaded(work: Work) -> str:
    """Goods for a requisition and a computer on one waybill."""
    bagged = Newcomer("S9", "HP", "250", "laptop", accessories=("bag",))
    _, made = register(work, Registration("NKC1", DONOR, [bagged]))
    asked = request(work, Requisition("ROS", "NKC1", [(BUCKET, 2)]))
    approve_request(work, asked)
    goods = [Wanted(BUCKET, 2)]
    return send(work, Shipment("NKC1", "ROS", goods, request=asked, assets=made))


def incomplete(work: Work) -> str:
    """A computer comes in without its bag, and one bucket of two."""
    number = loaded(work)
    found = transfer_of(work.connection, number)
    assert found is not None
    brought = [Brought(found.assets[0].tag, "poor", ["bag"])]
    return arrive(work, Arrival(number, [Wanted(BUCKET, 1)], assets=brought))


def settled(work: Work) -> str:
    close_transfer(work, WAYBILL, "the lorry is back")
    return settle(work, Settlement(WAYBILL, decision="lost"))


def written_off(work: Work) -> str:
    number = losses.report(work, Loss("NKC1", "damaged", [Wanted(BUCKET, 2)]))
    losses.approve(work, number)
    return number


def counted(work: Work) -> str:
    number = counts.open_count(work, Sheeting("NKC1", "free"))
    counts.enter(work, number, [Figure(BUCKET, 3)])
    counts.finish(work, number)
    counts.approve(work, number)
    return number


DONE: dict[str, Callable[[Work], object]] = {
    "receipt": deliver(SOAP, 10, "L9"),
    "distribution": give(SOAP, 5, people=12),
    "goods back": lambda work: take_goods_back(work, GoodsBack(RECEIPT, [Back(SOAP, 2)])),
    "move": lambda work: relocate(
        work, Relocation("NKC1", "", "NKC1/QUARANTAINE", [Wanted(SOAP, 1)], "wet")
    ),
    "kits": lambda _work: KITS,
    "kits opened": lambda work: kits.open_kits(work, "NKC1", KIT, 1),
    "waybill": loaded,
    "arrival": lambda work: arrive(work, Arrival(WAYBILL)),
    "incomplete arrival": incomplete,
    "decision": settled,
    "loss": lambda work: losses.report(work, Loss("NKC1", "lost", [Wanted(BUCKET, 2)])),
    "write-off": written_off,
    "count": counted,
}
