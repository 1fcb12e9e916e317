"""Three workstations that met once, and what they do while apart."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from cpise_inventory.addresses import Address, address
from cpise_inventory.assets import commands as assets
from cpise_inventory.assets import labelling, life
from cpise_inventory.assets.commands import Handover
from cpise_inventory.assets.lives import say_life
from cpise_inventory.assets.places import Placing, put
from cpise_inventory.catalogue.commands import (
    define_kit,
    describe_centres,
    describe_donation,
    describe_items,
    retire_item,
    revive_item,
    set_levels,
)
from cpise_inventory.catalogue.donors import (
    add_donor,
    describe_donors,
    retire_donor,
    revive_donor,
)
from cpise_inventory.catalogue.events import (
    Centre,
    DonationDescribed,
    Donor,
    Item,
    LeastLife,
    Level,
    Named,
)
from cpise_inventory.catalogue.places import close_place, open_place, rename_place
from cpise_inventory.catalogue.shelf_lives import set_least_lives
from cpise_inventory.documents.commands import print_document
from cpise_inventory.errors import Refusal, Refusals
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.people.commands import add_person, change_role
from cpise_inventory.people.rights import Role
from cpise_inventory.stationery.commands import describe_sheet, remove_sheet, set_mark
from cpise_inventory.stock import kits
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.events import Instead
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, create_schema, open_store
from cpise_inventory.transfers import queries as roads
from cpise_inventory.transfers.asset_rulings import ASSET_DECISIONS, AssetRuling
from cpise_inventory.transfers.carried import Brought
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, close_transfer, send
from cpise_inventory.transfers.settling import Settlement, settle
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from db.engine import open_engine
from db.schema import checkpoint, event
from db.write import insert_rows
from tests.books import (
    ADMIN,
    BUCKET,
    DONATION,
    DONOR,
    ITEMS,
    KIT,
    MARK,
    PASSWORD,
    SHEET,
    SOAP,
    Clock,
    tag,
)
from tests.journal.acts import RECEIPT, WAYBILL, something_more

DEVICES = ("NKC1-A", "KIF-A", "ROS-A")
Chains = dict[str, list[bytes]]
Act = Callable[[Work], object]


def chain_of(store: Store, device: str = "") -> list[bytes]:
    wanted = sa.select(event.c.body).where(event.c.device == (device or store.device))
    with store.read() as connection:
        return list(connection.scalars(wanted.order_by(event.c.seq)))


def take_in(store: Store, bodies: list[bytes]) -> frozenset[str]:
    with store.engine.begin() as connection:
        return store.journal.merge(connection, bodies)


def take_in_seals(store: Store, other: Store) -> None:
    """What the other's papers bear, as an exchange brings it along with the events."""
    with other.read() as connection:
        theirs = [tuple(row) for row in connection.execute(sa.select(checkpoint))]
    with store.engine.begin() as connection:
        ours = {tuple(row[:3]) for row in connection.execute(sa.select(checkpoint))}
        insert_rows(connection, checkpoint, [row for row in theirs if row[:3] not in ours])


def everybodys(stores: dict[str, Store]) -> Chains:
    return {device: chain_of(store) for device, store in stores.items()}


def exchange(stores: dict[str, Store]) -> None:
    """Everybody learns all that everybody knows."""
    chains = everybodys(stores)
    for store in stores.values():
        take_in(store, [body for chain in chains.values() for body in chain])


def doing(store: Store, *acts: Act) -> list[object]:
    """What each act answered; what's refused is left out."""
    answers = []
    for act in acts:
        try:
            with store.write(ADMIN) as work:
                answers.append(act(work))
        except (Refusal, Refusals):
            continue
    return answers


def deliver(item: str, quantity: int, lot: str = "", centre: str = "NKC1") -> Act:
    line = Incoming(item, quantity, lot, "2027-06" if item == SOAP else "")
    return lambda work: receive(work, Delivery(centre, DONOR, [line], donation=DONATION))


def give(item: str, quantity: int, centre: str = "NKC1", people: int = 0) -> Act:
    wanted = Distribution(centre, "Accueil", "unit", [Wanted(item, quantity)], people=people)
    return lambda work: distribute(work, wanted)


def ship(item: str, quantity: int, source: str, target: str) -> Act:
    return lambda work: send(work, Shipment(source, target, [Wanted(item, quantity)]))


@contextmanager
def apart(three: dict[str, Path]) -> Iterator[dict[str, Store]]:
    """The three on their own, ready to do what they like."""
    with TemporaryDirectory(prefix="cpise-apart-") as folder, ExitStack() as stack:
        stores = {}
        for number, (device, path) in enumerate(three.items()):
            copied = Path(folder) / path.name
            shutil.copy(path, copied)
            shutil.copytree(path.with_suffix(".keys"), copied.with_suffix(".keys"))
            clock = Clock(asked=10**7 + number // 2)  # two of them go alike
            stores[device] = stack.enter_context(open_store(address(str(copied), copied), clock))
        yield stores


KITS = "NKC1-A-CK-2026-00001"
PROPOSED = "NKC1-A-DR-2026-00001"


def tags(store: Store) -> list[str]:
    with store.read() as connection:
        wanted = sa.text("SELECT tag FROM asset ORDER BY tag")
        return list(connection.execute(wanted).scalars())


def something(chance: Random, store: Store) -> Act:
    """Anything that one can do, of which much concerns what the others do too."""
    centre = chance.choice(["NKC1", "KIF", "ROS"])
    item, some = chance.choice([SOAP, BUCKET, KIT]), chance.randint(1, 6)
    asset = [chance.choice(tags(store))]
    name = Named(f"Nom {chance.randint(1, 99)}")
    role = chance.choice(list(Role))
    if chance.random() < 0.4:
        return something_more(chance, item, some, centre)
    return chance.choice(
        [
            deliver(item, some, f"L{some}", centre) if item != KIT else deliver(BUCKET, some),
            give(item, some, centre),
            give(SOAP, 9),
            ship(item, some, centre, chance.choice(["ALE", "KIF", "ROS"])),
            lambda work: arrive(work, Arrival(WAYBILL)),
            lambda work: arrive(work, Arrival(WAYBILL, [Wanted(BUCKET, some)])),
            lambda work: arrive(work, Arrival(f"{store.device}-BE-2026-00001")),
            lambda work: send(work, Shipment("NKC1", chance.choice(["KIF", "ROS"]), assets=asset)),
            lambda work: put(work, Placing(asset, chance.choice(["MAGASIN", "Salle 3"]))),
            *_about_the_road(chance, store, asset),
            lambda work: undo(work, RECEIPT, "seen twice"),
            lambda work: undo(work, WAYBILL, "never left"),
            lambda work: undo(work, KITS, "not wanted"),
            lambda work: undo(work, f"{store.device}-PR-2026-00001", "wrong person"),
            lambda work: kits.assemble(work, "NKC1", KIT, 1),
            lambda work: kits.assemble(
                *(work, "NKC1", KIT, 1), instead=[Instead(SOAP, BUCKET, min(some, 2))]
            ),
            lambda work: kits.open_kits(work, "NKC1", KIT, 1),
            lambda work: assets.assign(work, Handover(asset, f"Unit {some}", "unit")),
            lambda work: assets.take_back(work, asset),
            lambda work: assets.note_condition(work, asset, chance.choice(assets.CONDITIONS)),
            lambda work: say_life(work, "laptop", some),
            lambda work: life.start_repair(work, life.Repair(asset, "Atelier", "dead")),
            lambda work: life.end_repair(work, life.Repaired(asset, "fair", some, "MRU")),
            lambda work: life.declare(work, life.Declaration(asset, "lost", "in the bus")),
            lambda work: life.find(work, asset, "poor"),
            lambda work: life.propose_disposal(work, life.Disposal(asset, "surplus", "given")),
            lambda work: life.approve_disposal(work, life.Approval(PROPOSED, asset)),
            lambda work: life.reject_disposal(work, PROPOSED, "no"),
            lambda work: labelling.print_labels(work, asset, "L7160", 1, some),
            lambda work: print_document(work, RECEIPT, "fr"),
            lambda work: describe_sheet(work, replace(SHEET, maker=f"Roll {some}")),
            lambda work: remove_sheet(work, SHEET.code),
            lambda work: set_mark(work, "donor", DONOR, MARK),
            lambda work: describe_items(work, [Item(item, name, keeps_expiry=item != BUCKET)]),
            lambda work: describe_donors(work, [Donor(DONOR, name)]),
            lambda work: add_donor(work, Donor(f"D{some}", name)),
            lambda work: retire_donor(work, chance.choice(["UNICEF", f"D{some}"]), "no more"),
            lambda work: revive_donor(work, chance.choice(["UNICEF", f"D{some}"])),
            lambda work: describe_centres(work, [Centre(centre, name)]),
            lambda work: define_kit(work, KIT, [(SOAP, some)], [(SOAP, BUCKET)]),
            lambda work: define_kit(work, KIT, [(SOAP, some)], unknown=[BUCKET]),
            lambda work: open_place(work, centre, f"R{some}", name),
            lambda work: rename_place(work, f"{centre}/R{some}", name),
            lambda work: close_place(work, f"{centre}/R{some}"),
            lambda work: set_levels(work, [Level(centre, item, some, 2 * some)]),
            lambda work: set_least_lives(work, [LeastLife(some, item), LeastLife(some)]),
            lambda work: set_least_lives(work, [LeastLife(item=item, unset=True)]),
            lambda work: retire_item(work, BUCKET),
            lambda work: revive_item(work, BUCKET),
            lambda work: change_role(work, "aicha", role),
            lambda work: add_person(work, f"p{some}", role, PASSWORD),
        ]
    )


def _about_the_road(chance: Random, store: Store, asset: list[str]) -> list[Act]:
    """What may be done about a waybill that assets are on; nothing where there is none."""
    with store.read() as connection:
        known = [one for one in roads.transfers(connection) if one.assets]
    if not known:
        return []
    waybill = chance.choice(known)
    number = waybill.number
    tags = [one.tag for one in waybill.assets] or asset
    brought = [Brought(chance.choice(tags), "poor", (), chance.choice([[], ["bag"]]))]
    ruling = AssetRuling(chance.choice(tags), chance.choice(ASSET_DECISIONS))
    return [
        lambda work: arrive(work, Arrival(number)),
        lambda work: arrive(work, Arrival(number, assets=brought, last=chance.random() < 0.5)),
        lambda work: close_transfer(work, number, "nothing more"),
        lambda work: settle(work, Settlement(number, assets=[ruling], police="PV 7")),
        lambda work: undo(work, number, "never left"),
    ]


def interleaved(chance: Random, chains: Chains) -> list[bytes]:
    """Each chain in its order, all of them mixed, parts of them more than once."""
    queues = [list(chain) for chain in chains.values()]
    mixed: list[bytes] = []
    while queues := [queue for queue in queues if queue]:
        queue = chance.choice(queues)
        mixed.append(queue.pop(0))
        if chance.random() < 0.2:
            mixed += [body for body in mixed if chance.random() < 0.3][:5]
    return mixed


def learn(store: Store, known: Chains, chance: Random) -> None:
    """In any order and in portions of any size."""
    mixed = interleaved(chance, known)
    while mixed:
        size = chance.randint(1, len(mixed))
        take_in(store, mixed[:size])
        mixed = mixed[size:]


@contextmanager
def headquarters(url: str, keys: Path) -> Iterator[Store]:
    """Books without a workstation, to take in those of others."""
    store = Store(open_engine(url), Address(url, keys), None)
    with store.engine.begin() as connection:
        create_schema(connection)
    with store:
        yield store


def three_that_met(folder: Path) -> dict[str, Path]:
    """Three workstations that have met: goods, a receipt, a waybill, computers known to all."""
    with ExitStack() as stack:
        stores = {}
        for number, device in enumerate(DEVICES):
            where = address(str(folder / f"{device}.sqlite"), folder)
            first = FirstRun(device.partition("-")[0], ADMIN, PASSWORD)
            clock = Clock(asked=number * 10**6)
            stores[device] = stack.enter_context(create_store(where, first, clock))
        doing(
            stores["NKC1-A"],
            lambda work: describe_items(work, ITEMS),
            lambda work: define_kit(work, KIT, [(SOAP, 2), (BUCKET, 1)]),
            lambda work: describe_donation(work, DonationDescribed(DONATION, DONOR)),
            lambda work: add_person(work, "aicha", Role.LOGISTICS, PASSWORD),
            deliver(SOAP, 10, "L1"),
            deliver(SOAP, 10, "L2"),
            deliver(BUCKET, 12),
            give(SOAP, 3),
            ship(BUCKET, 4, "NKC1", "ROS"),
            lambda work: kits.assemble(work, "NKC1", KIT, 3),
        )
        tag(stores["NKC1-A"], "S1", "S2", "S3")
        exchange(stores)
    return {device: folder / f"{device}.sqlite" for device in DEVICES}
