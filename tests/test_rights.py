"""What a role may not do is refused by the command itself, whoever calls it, and leaves nothing."""

import importlib
import inspect
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import cpise_inventory
from cpise_inventory.assets import commands as assets
from cpise_inventory.assets import labelling, life
from cpise_inventory.assets.commands import Correction, Handover, Newcomer, Registration
from cpise_inventory.assets.lives import say_life
from cpise_inventory.assets.places import Placing, put
from cpise_inventory.attachments.commands import attach
from cpise_inventory.campaigns import commands as campaigns
from cpise_inventory.campaigns.commands import Scan, Walk
from cpise_inventory.campaigns.correcting import correct
from cpise_inventory.campaigns.taking_back import unsee
from cpise_inventory.catalogue import commands as catalogue
from cpise_inventory.catalogue import places, shelf_lives
from cpise_inventory.catalogue.events import (
    Centre,
    DonationDescribed,
    Item,
    LeastLife,
    Level,
    Named,
    Promised,
)
from cpise_inventory.documents import commands as documents
from cpise_inventory.donations import commands as donations
from cpise_inventory.exchange.commands import approve_device
from cpise_inventory.identity import asset_tag
from cpise_inventory.labels import commands as tags
from cpise_inventory.labels import things
from cpise_inventory.losses import commands as losses
from cpise_inventory.losses.commands import Loss
from cpise_inventory.people import commands as people
from cpise_inventory.people.rights import GRANTED, Right, Role, may, roles_with
from cpise_inventory.stationery import commands as stationery
from cpise_inventory.stock import commands as stock
from cpise_inventory.stock import kits, receiving, returns
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.returns import GoodsBack
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers import commands as road
from cpise_inventory.transfers import requests
from cpise_inventory.transfers.commands import Arrival, Shipment
from cpise_inventory.transfers.requests import Requisition
from cpise_inventory.transfers.settling import Settlement, settle
from cpise_inventory.undo import foresee, undo
from cpise_inventory.work import NotAllowedError, Work
from tests.attachments import rights as attachments
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    DONATION,
    DONOR,
    KIT,
    LOGISTICS,
    MARK,
    PASSWORD,
    ROLES,
    ROOM,
    SHEET,
    SOAP,
    bring,
    everything,
    hand_out,
    tag,
)
from tests.catalogue import rights as givers
from tests.exchange import rights as exchange
from tests.exchange.sticks import FINGERPRINT

RECEIPT, WAYBILL, TAG = "NKC1-A-RD-2026-00001", "NKC1-A-BE-2026-00001", "NKC1-A-00001-W"
LOSS = "NKC1-A-SI-2026-00001"
REPAIRED, MISSED, OLD = (asset_tag("NKC1-A", number) for number in (2, 3, 4))
PROPOSED = "NKC1-A-DR-2026-00001"
CLOSED, ASKED = "NKC1-A-BE-2026-00002", "NKC1-A-PD-2026-00001"
WALK, WALKED = "NKC1-A-LV-2026-00001", "NKC1-A-LV-2026-00002"
NAME = Named("Nom")
Act = Callable[[Work], object]
COMMANDS: dict[Callable[..., object], tuple[Right, Act]] = {
    receiving.receive: (
        Right.MOVE_STOCK,
        lambda work: receiving.receive(work, Delivery(CENTRE, DONOR, [Incoming(BUCKET, 1)])),
    ),
    stock.distribute: (
        Right.MOVE_STOCK,
        lambda work: stock.distribute(
            work, Distribution(CENTRE, "Accueil", "unit", [Wanted(BUCKET, 1)])
        ),
    ),
    returns.take_goods_back: (
        Right.MOVE_STOCK,
        lambda work: returns.take_goods_back(work, GoodsBack(RECEIPT)),
    ),
    road.send: (
        Right.MOVE_STOCK,
        lambda work: road.send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 1)])),
    ),
    road.arrive: (Right.MOVE_STOCK, lambda work: road.arrive(work, Arrival(WAYBILL))),
    road.close_transfer: (
        Right.MOVE_STOCK,
        lambda work: road.close_transfer(work, WAYBILL, "gone"),
    ),
    settle: (Right.APPROVE, lambda work: settle(work, Settlement(CLOSED, decision="lost"))),
    requests.request: (
        Right.MOVE_STOCK,
        lambda work: requests.request(work, Requisition("ROS", CENTRE, [(SOAP, 1)])),
    ),
    requests.approve_request: (
        Right.APPROVE,
        lambda work: requests.approve_request(work, ASKED),
    ),
    requests.refuse_request: (
        Right.APPROVE,
        lambda work: requests.refuse_request(work, ASKED, "none left"),
    ),
    requests.close_request: (
        Right.MOVE_STOCK,
        lambda work: requests.close_request(work, ASKED, "not needed"),
    ),
    kits.assemble: (Right.MOVE_STOCK, lambda work: kits.assemble(work, CENTRE, KIT, 1)),
    kits.open_lots: (
        Right.MOVE_STOCK,
        lambda work: kits.open_lots(work, CENTRE, KIT, [("", 1)]),
    ),
    kits.open_kits: (Right.MOVE_STOCK, lambda work: kits.open_kits(work, CENTRE, KIT, 1)),
    donations.expect: (
        Right.MOVE_STOCK,
        lambda work: donations.expect(
            work, donations.Announcement(DONATION, CENTRE, [Promised(SOAP, 1)])
        ),
    ),
    donations.close: (
        Right.MOVE_STOCK,
        lambda work: donations.close(work, "NKC1-A-L00001", "never loaded"),
    ),
    relocate: (
        Right.MOVE_STOCK,
        lambda work: relocate(
            work, Relocation(CENTRE, "", "QUARANTAINE", [Wanted(BUCKET, 1)], "to be checked")
        ),
    ),
    losses.report: (
        Right.MOVE_STOCK,
        lambda work: losses.report(work, Loss(CENTRE, "damaged", [Wanted(BUCKET, 1)])),
    ),
    losses.approve: (Right.APPROVE, lambda work: losses.approve(work, LOSS)),
    losses.reject: (Right.APPROVE, lambda work: losses.reject(work, LOSS, "still good")),
    undo: (Right.CANCEL, lambda work: undo(work, RECEIPT, "wrong")),
    foresee: (Right.CANCEL, lambda work: foresee(work, RECEIPT)),
    assets.register: (
        Right.MANAGE_ASSETS,
        lambda work: assets.register(
            work, Registration(CENTRE, DONOR, [Newcomer("S2", "HP", "ProBook", "laptop")])
        ),
    ),
    assets.assign: (
        Right.MANAGE_ASSETS,
        lambda work: assets.assign(work, Handover([TAG], "Mohamed", "staff")),
    ),
    assets.take_back: (Right.MANAGE_ASSETS, lambda work: assets.take_back(work, [TAG])),
    assets.note_condition: (
        Right.MANAGE_ASSETS,
        lambda work: assets.note_condition(work, [TAG], "poor"),
    ),
    say_life: (Right.MANAGE_CATALOGUE, lambda work: say_life(work, "laptop", 6)),
    assets.describe: (
        Right.MANAGE_ASSETS,
        lambda work: assets.describe(
            work, Correction(TAG, Newcomer("S9", "HP", "ProBook", "laptop"))
        ),
    ),
    put: (Right.MANAGE_ASSETS, lambda work: put(work, Placing([TAG], "Salle 3"))),
    life.start_repair: (
        Right.MANAGE_ASSETS,
        lambda work: life.start_repair(work, life.Repair([TAG], "Atelier", "dead")),
    ),
    life.end_repair: (
        Right.MANAGE_ASSETS,
        lambda work: life.end_repair(work, life.Repaired([REPAIRED], "good")),
    ),
    life.declare: (
        Right.MANAGE_ASSETS,
        lambda work: life.declare(work, life.Declaration([TAG], "lost", "in the bus")),
    ),
    life.find: (Right.MANAGE_ASSETS, lambda work: life.find(work, [MISSED], "good")),
    life.propose_disposal: (
        Right.MANAGE_ASSETS,
        lambda work: life.propose_disposal(work, life.Disposal([TAG], "obsolete", "recycled")),
    ),
    life.approve_disposal: (
        Right.APPROVE,
        lambda work: life.approve_disposal(work, life.Approval(PROPOSED, [OLD])),
    ),
    life.reject_disposal: (Right.APPROVE, lambda work: life.reject_disposal(work, PROPOSED, "no")),
    stationery.describe_sheet: (
        Right.PRINT_LABELS,
        lambda work: stationery.describe_sheet(work, SHEET),
    ),
    stationery.remove_sheet: (
        Right.PRINT_LABELS,
        lambda work: stationery.remove_sheet(work, "KEPT"),
    ),
    stationery.set_mark: (
        Right.PRINT_LABELS,
        lambda work: stationery.set_mark(work, "donation", DONATION, MARK),
    ),
    stationery.remove_mark: (
        Right.PRINT_LABELS,
        lambda work: stationery.remove_mark(work, "donor", DONOR),
    ),
    labelling.print_labels: (
        Right.PRINT_LABELS,
        lambda work: labelling.print_labels(work, [TAG], "L7160", 1),
    ),
    tags.reserve: (Right.PRINT_LABELS, lambda work: tags.reserve(work, CENTRE, 2)),
    tags.void: (
        Right.PRINT_LABELS,
        lambda work: tags.void(work, [asset_tag("NKC1-A", 5)], "torn"),
    ),
    things.print_things: (
        Right.PRINT_LABELS,
        lambda work: things.print_things(work, [things.place_label(ROOM)], "L7160", 1),
    ),
    documents.print_document: (
        Right.PRINT_DOCUMENTS,
        lambda work: documents.print_document(work, RECEIPT, "fr"),
    ),
    catalogue.describe_items: (
        Right.MANAGE_CATALOGUE,
        lambda work: catalogue.describe_items(work, [Item("SEL", NAME)]),
    ),
    catalogue.define_kit: (
        Right.MANAGE_CATALOGUE,
        lambda work: catalogue.define_kit(work, KIT, [(SOAP, 1)]),
    ),
    catalogue.describe_donation: (
        Right.MANAGE_CATALOGUE,
        lambda work: catalogue.describe_donation(work, DonationDescribed(DONATION, DONOR)),
    ),
    **givers.COMMANDS,
    catalogue.retire_item: (
        Right.MANAGE_CATALOGUE,
        lambda work: catalogue.retire_item(work, BUCKET, "broken"),
    ),
    catalogue.revive_item: (
        Right.MANAGE_CATALOGUE,
        lambda work: catalogue.revive_item(work, "VIEUX"),
    ),
    catalogue.set_levels: (
        Right.MANAGE_CATALOGUE,
        lambda work: catalogue.set_levels(work, [Level(CENTRE, SOAP, 10, 20)]),
    ),
    shelf_lives.set_least_lives: (
        Right.MANAGE_CATALOGUE,
        lambda work: shelf_lives.set_least_lives(work, [LeastLife(6)]),
    ),
    places.open_place: (
        Right.MANAGE_CATALOGUE,
        lambda work: places.open_place(work, CENTRE, "ANNEXE", NAME),
    ),
    places.rename_place: (
        Right.MANAGE_CATALOGUE,
        lambda work: places.rename_place(work, f"{CENTRE}/MAGASIN", NAME),
    ),
    places.close_place: (
        Right.MANAGE_CATALOGUE,
        lambda work: places.close_place(work, f"{CENTRE}/RESERVE"),
    ),
    catalogue.describe_centres: (
        Right.MANAGE_PEOPLE,
        lambda work: catalogue.describe_centres(work, [Centre(CENTRE, NAME)]),
    ),
    campaigns.open_campaign: (
        Right.MANAGE_ASSETS,
        lambda work: campaigns.open_campaign(work, Walk(CENTRE, "MAGASIN")),
    ),
    campaigns.see: (
        Right.MANAGE_ASSETS,
        lambda work: campaigns.see(work, WALK, [Scan(TAG, "Bureau 4")]),
    ),
    unsee: (Right.MANAGE_ASSETS, lambda work: unsee(work, WALK, [TAG])),
    campaigns.close: (Right.MANAGE_ASSETS, lambda work: campaigns.close(work, WALK)),
    campaigns.resume: (Right.MANAGE_ASSETS, lambda work: campaigns.resume(work, WALKED)),
    campaigns.report: (Right.APPROVE, lambda work: campaigns.report(work, WALKED)),
    campaigns.cancel: (Right.MANAGE_ASSETS, lambda work: campaigns.cancel(work, WALK, "rain")),
    correct: (Right.MANAGE_ASSETS, lambda work: correct(work, WALK)),
    **attachments.COMMANDS,
    **exchange.COMMANDS,
    people.add_person: (
        Right.MANAGE_PEOPLE,
        lambda work: people.add_person(work, "fatma", Role.AUDITOR, PASSWORD),
    ),
    people.change_role: (
        Right.MANAGE_PEOPLE,
        lambda work: people.change_role(work, "aicha", Role.AUDITOR),
    ),
    people.close_person: (
        Right.MANAGE_PEOPLE,
        lambda work: people.close_person(work, "aicha", "left"),
    ),
    people.change_password: (  # somebody else's
        Right.MANAGE_PEOPLE,
        lambda work: people.change_password(work, "nadia", PASSWORD),
    ),
}
INSIDE = {
    *("unused_between", "usable", "taken", "unloaded", "held_transfer", "brought_in"),
    *("check_sendable", "checks_before", "going_along", "rule_assets", "check_not_built_upon"),
    *("known_document", "known_attachment", "known_asset", "known_assets", "held_assets"),
    *("state_before", "state_said", "settle_custody", "reverse_assets", "states_before"),
    *("reverse_report", "check_day", "held_campaign", "back_in_storage"),
    *("reverse_movement", "movements", "check_way_back", "others_who_may"),
    *("restore", "all_left"),
}
"""Take a `Work` too, but are asked by commands, after the right was."""


@pytest.fixture
def busy(store: Store) -> Store:
    """Books in which each of the commands could be carried out."""
    bring(store, BUCKET, 20)
    bring(store, SOAP, 20, "L1", "2027-06")
    hand_out(store, SOAP, 1, person=ADMIN)
    for serial in ("S1", "S3", "S4", "S5"):
        tag(store, serial)
    with store.write("aicha") as work:
        life.start_repair(work, life.Repair([REPAIRED], "Atelier", "dead"))
        life.declare(work, life.Declaration([MISSED], "lost", "in the bus"))
        life.propose_disposal(work, life.Disposal([OLD], "obsolete", "recycled"))
    with store.write(ADMIN) as work:
        approve_device(work, "ALE-A", FINGERPRINT)
        road.send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 1)]))
        road.send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 1)]))
        road.close_transfer(work, CLOSED, "gone")
        kits.assemble(work, CENTRE, KIT, 1)
        donations.expect(work, donations.Announcement(DONATION, CENTRE, [Promised(SOAP, 1)]))
        people.add_person(work, "nadia", Role.AUDITOR, PASSWORD)
        catalogue.describe_items(work, [Item("VIEUX", NAME)])
        catalogue.retire_item(work, "VIEUX")
        givers.prepare(work)
        places.open_place(work, CENTRE, "RESERVE", NAME)
        stationery.describe_sheet(work, replace(SHEET, code="KEPT"))
        tags.reserve(work, CENTRE, 1)
        stationery.set_mark(work, "donor", DONOR, MARK)
    with store.write("aicha") as work:
        losses.report(work, Loss(CENTRE, "damaged", [Wanted(BUCKET, 1)]))
        campaigns.open_campaign(work, Walk(CENTRE))
        campaigns.open_campaign(work, Walk(CENTRE, category="laptop"))
        for number in (WALKED, WALK):
            campaigns.see(work, number, [Scan(TAG, "Bureau 9")])
        campaigns.close(work, WALKED)
        attach(work, TAG, attachments.PAPER)
    with store.write(LOGISTICS) as work:
        requests.request(work, Requisition("ROS", CENTRE, [(SOAP, 1)]))
    return store


@pytest.mark.parametrize("name", [name for name in ROLES if name != ADMIN])
def test_what_a_role_may_not_do_is_refused_and_leaves_nothing(busy: Store, name: str) -> None:
    role = ROLES[name]
    before = everything(busy)
    tried = 0
    for command, (right, act) in COMMANDS.items():
        if may(role, right):
            continue
        with pytest.raises(NotAllowedError) as refused, busy.write(name) as work:
            act(work)
        assert (refused.value.right, refused.value.role) == (right, role), command
        assert refused.value.allowed == roles_with(right)
        tried += 1
    assert tried > 0
    assert everything(busy) == before


@pytest.mark.parametrize("name", list(ROLES))
def test_what_a_role_may_do_is_done(busy: Store, name: str) -> None:
    """Each on its own, and taken back: the same books for each command."""
    for right, act in COMMANDS.values():
        if not may(ROLES[name], right) or act is COMMANDS[assets.take_back][1]:
            continue
        with pytest.raises(ZeroDivisionError), busy.write(name) as work:
            done_then_broken(act, work)


def done_then_broken(act: Act, work: Work) -> None:
    act(work)
    raise ZeroDivisionError


def test_every_command_is_tried() -> None:
    """Whatever takes a `Work` and isn't private stands in the table above."""
    found = {
        thing
        for module in modules()
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
        and thing.__module__ == module.__name__
        and not name.startswith("_")
        and name not in INSIDE
        and list(inspect.signature(thing).parameters)[:1] == ["work"]
    }
    assert {one.__qualname__ for one in found} == {one.__qualname__ for one in COMMANDS}  # type: ignore[attr-defined]  # functions


def modules() -> list[object]:
    rooms = (
        *("stock", "losses", "transfers", "assets", "catalogue"),
        *("people", "documents", "donations", "movements", "stationery", "campaigns", "labels"),
        *("attachments", "exchange"),
    )
    root = Path(cpise_inventory.__file__).parent
    names = [
        f"cpise_inventory.{room}.{path.stem}"
        for room in rooms
        for path in (root / room).glob("*.py")
        if path.stem != "__init__"
    ]
    return [importlib.import_module(name) for name in [*names, "cpise_inventory.undo"]]


def test_auditors_only_read() -> None:
    assert GRANTED[Role.AUDITOR] == {Right.READ, Right.VERIFY, Right.EXPORT}


def test_every_right_is_somebodys_and_administrators_have_them_all() -> None:
    for right in Right:
        assert roles_with(right)
        assert may(Role.ADMINISTRATOR, right)
    assert GRANTED[Role.LOGISTICS] < GRANTED[Role.MANAGER] < GRANTED[Role.ADMINISTRATOR]
    assert not may(Role.LOGISTICS, Right.CANCEL)
    assert not may(Role.LOGISTICS, Right.PRINT_LABELS)
    assert not may(Role.MANAGER, Right.MANAGE_PEOPLE)
