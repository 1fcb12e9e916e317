"""Computers between centres at the real window: sent, received as they came, settled."""

import os
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.assets.commands import Newcomer, Registration, register
from cpise_inventory.assets.queries import asset_of
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.transfers.carried import Brought
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.transfers.queries import transfer_of
from cpise_inventory.transfers.receiving import Came
from tests.books import BUCKET, CENTRE, DONATION, DONOR, LOGISTICS, MANAGER, tag
from tests.ui.pages.computers import _history
from tests.ui.pages.computers import page_of as assets_of
from tests.ui.pages.forms import enter, everywhere, looked_at
from tests.ui.pages.transferring import RECEIPT, WAYBILL, page_of
from tests.ui.real import SIZES, Hand
from ui.pages.arrival import ArrivalSheet
from ui.pages.asset_acts import ACTS
from ui.pages.issued import IssuedSheet
from ui.pages.send import Going, SendSheet
from ui.pages.settle import SettleSheet

Kind = TypeVar("Kind")
pytest_plugins = ("tests.ui.sitting", "tests.ui.pages.road_books")


@pytest.fixture
def books(road_stock):
    return road_stock


@pytest.fixture
def at(at_transfers):
    return at_transfers


def registered(store) -> list[str]:
    """Two laptops with charger and bag."""
    with store.write(LOGISTICS) as work:
        newcomers = [
            Newcomer(serial, "HP", "ProBook 450", "laptop", accessories=("charger", "bag"))
            for serial in ("S1", "S2")
        ]
        return register(work, Registration(CENTRE, DONOR, newcomers, donation=DONATION))[1]


def standing(books, tag: str) -> tuple[str, str]:
    with books() as store, store.read() as connection:
        one = asset_of(connection, tag)
    assert one is not None
    return one.status, one.centre


def test_computers_travel_with_goods_and_what_did_not_come_is_settled(at, books):
    with books() as store:
        first, second = registered(store)
    hand = at(MANAGER)
    hand.go("assets")
    put_into_a_room(hand)
    assert standing(books, first) == ("in_use", CENTRE)
    send_two(hand, first, second)
    assert standing(books, first) == ("in_transit", CENTRE)
    side = assets_of(hand).side
    assert "En route vers" in hand.said(side)
    assert "Envoyé à" in _history(hand)
    hand.press("Voir le bordereau", side)
    hand.rest()
    receive_one(hand)
    assert standing(books, first) == ("in_storage", "KIF")
    assert standing(books, second) == ("in_transit", CENTRE)
    assert "sans : chargeur" in plain(hand.said(page_of(hand).panel))
    settle_both(hand)
    assert standing(books, second) == ("stolen", CENTRE)


def put_into_a_room(hand: Hand) -> None:
    """The first: for which no person answers then, so that it's still free to go."""
    page = assets_of(hand)
    page.table.choose(page.table.model.row(0).tag)
    place = next(one for one in ACTS if one.key == "place")
    page._act(place, [page.table.model.row(0)])
    enter(hand, "Salle 3")
    issue(hand, "NKC1-A-MI-2026-00001")
    assert "Salle 3" in hand.said(page.side)


def send_two(hand: Hand, first: str, second: str) -> None:
    """The first from the register, the second by its serial number; five buckets with them."""
    page = assets_of(hand)
    page._send([page.table.model.row(0)])
    sheet = sheet_of(hand, SendSheet)
    assert sheet.along.tags == [first]
    sheet.to.choose("KIF")
    sheet.along.search.setFocus()
    enter(hand, "S2")
    hand.rest()
    assert sheet.along.tags == [first, second]
    enter(hand, second)
    hand.rest()
    assert "déjà" in sheet.along.field.problem.text()
    sheet.what.search.setFocus()
    enter(hand, "seau", "5")
    hand.rest()
    issue(hand, WAYBILL)


def receive_one(hand: Hand) -> None:
    """Broken, without its charger and with what it never had; the other one isn't there."""
    assert "ProBook" in hand.said(page_of(hand).panel)
    page_of(hand)._centre.choose("KIF")
    hand.settle()
    hand.press("Réceptionner", page_of(hand).panel)
    sheet = sheet_of(hand, ArrivalSheet)
    one, other = sheet.assets.rows
    one.condition.choose("broken")
    one.with_it["charger"].setChecked(False)
    hand.write("souris, casque", one.extra)
    other.came.setChecked(False)
    assert not other.condition.isEnabled()
    sheet.last.setChecked(True)
    issue(hand, RECEIPT)


def settle_both(hand: Hand) -> None:
    hand.press("Régulariser les écarts", page_of(hand).panel)
    sheet = sheet_of(hand, SettleSheet)
    for ruled in sheet.ruled:
        ruled.decision.choose("stolen")
    hand.key(Qt.Key.Key_F9)
    assert sheet.fields["police"].is_wrong
    hand.write("PV 112/2026", sheet.police)
    issue(hand, "NKC1-A-RP-2026-00001")


def sheet_of(hand: Hand, kind: type[Kind]) -> Kind:
    hand.rest()
    sheet = hand.sheet
    assert isinstance(sheet, kind)
    return sheet


def issue(hand: Hand, number: str) -> None:
    hand.key(Qt.Key.Key_F9)
    issued = hand.sheet
    assert isinstance(issued, IssuedSheet)
    assert issued.number == number
    issued.done()
    hand.settle()


def test_forms_for_equipment_on_the_road_are_whole_everywhere(at, books):
    with books() as store:
        first, second = registered(store)
        with store.write(LOGISTICS) as work:
            way = Shipment(CENTRE, "KIF", [Wanted(BUCKET, 5)], assets=[first], driver="Ely")
            number = send(work, way)
            came = [Came(BUCKET, 4)]
            arrive(work, Arrival(number, came, assets=[Brought(first, "fair", ["charger"])]))
            back = send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 2)], assets=[second]))
        tag(store, "S3", "S4")
    hand = at(MANAGER)

    def look() -> list[str]:
        desk = page_of(hand).desk
        with books() as store, store.read() as connection:
            differing = transfer_of(connection, number)
        assert differing is not None
        wrong = []
        for name, sheet in (
            ("send", lambda: SendSheet(desk, Going(CENTRE, tags=["S3", "S4"]))),
            ("arrival", lambda: ArrivalSheet(desk, back)),
            ("settle", lambda: SettleSheet(desk, differing, {})),
        ):
            desk.open(sheet())
            hand.rest()
            wrong += looked_at(hand, hand.sheet)
            shot(hand, name)
            hand.sheet.done()
            hand.settle()
        wrong += looked_at(hand, page_of(hand))
        shot(hand, "transfers")
        for place, facts in (("assets", {"tag": second}), ("today", {}), ("transfers", {})):
            desk.go(place, **facts)
            hand.rest()
            wrong += looked_at(hand, hand.page)
            shot(hand, place)
        return wrong

    assert everywhere(hand, look, SIZES[2:]) == []


def plain(text: str) -> str:
    return text.replace("\xa0", " ").translate({0x2066: None, 0x2068: None, 0x2069: None})


def shot(hand: Hand, name: str) -> None:
    """A picture to look at, where somebody wants one."""
    if folder := os.environ.get("SHOTS"):
        words, width = hand.window.look.words, hand.window.width()
        hand.window.grab().save(str(Path(folder) / f"{name}-{words.code}-{width}.png"))
