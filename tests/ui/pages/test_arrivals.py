"""A waybill comes in at the real window: by keys, by scan, at the right centre."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    KIT,
    LOGISTICS,
    SOAP,
    assert_sound,
)
from tests.ui import keys
from tests.ui.pages.forms import enter
from tests.ui.pages.transferring import RECEIPT, WAYBILL, found, page_of
from tests.ui.real import Hand
from ui.pages.arrival import ArrivalSheet
from ui.pages.issued import IssuedSheet

pytest_plugins = ("tests.ui.sitting", "tests.ui.pages.road_books")


@pytest.fixture
def at(at_transfers):
    return at_transfers


@pytest.fixture
def road(sent_to_kiffa):
    return sent_to_kiffa


def opened(hand: Hand, centre: str) -> ArrivalSheet:
    """The form of the waybill in use, by somebody who works for that centre."""
    page_of(hand)._centre.choose(centre)
    hand.settle()
    hand.press("Réceptionner", page_of(hand).panel)
    sheet = hand.sheet
    assert isinstance(sheet, ArrivalSheet)
    return sheet


def test_good_damaged_short_and_over_are_entered_line_by_line(at, road):
    hand = at()
    sheet = opened(hand, "KIF")
    grid = sheet.grid
    assert [line.values["good"] for line in grid.lines] == ["10", "5"]  # SAVON…, SEAU…
    assert grid.editor("good").hasFocus()
    enter(hand, "6", "2")
    assert grid.lines[0].values["differs"] == "-2" or "2" in grid.lines[0].values["differs"]
    enter(hand, "7", "")
    assert grid.lines[1].values["differs"] == "+2"
    hand.type("Deux cartons mouillés")
    hand.key(Qt.Key.Key_F9)
    issued = hand.sheet
    assert isinstance(issued, IssuedSheet)
    assert issued.number == RECEIPT
    lines = {one.item: one for one in found(road).lines}
    soap, bucket = lines[SOAP], lines[BUCKET]
    assert (soap.received, soap.damaged, soap.missing) == (8, 2, 2)
    assert (bucket.received, bucket.over) == (5, 2)


def test_another_centres_waybill_is_refused_at_its_field_and_what_was_entered_stays(at, road):
    hand = at()
    hand.press("Réceptionner", page_of(hand).panel)
    sheet = hand.sheet
    refused = f"{WAYBILL} est destiné à CPISE Kiffa, pas à CPISE Nouakchott – Dar Naïm"
    assert refused in hand.said(sheet.fields["centre"])  # before anything is entered
    assert sheet.centre.count() == 1  # no other centre can be said here
    enter(hand, "6", "2")
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert refused in hand.said(sheet.fields["centre"])
    assert "Kiffa" in hand.said(sheet.problem)
    assert sheet.centre.hasFocus()
    assert [sheet.grid.lines[0].values[key] for key in ("good", "damaged")] == ["6", "2"]
    assert found(road).on_the_road == 15
    sheet.done()
    hand.settle()
    sheet = opened(hand, "KIF")  # who works for both says so on the page
    assert not sheet.fields["centre"].is_wrong
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)
    assert found(road).on_the_road == 0


def test_of_a_closed_waybill_only_what_is_entered_comes_in(at, road):
    with road() as store, store.write(LOGISTICS) as work:
        arrive(work, Arrival(WAYBILL, [Wanted(SOAP, 7)], last=True))
    hand = at()
    sheet = opened(hand, "KIF")
    assert "ne devait plus arriver" in hand.said(sheet.problem)
    assert [line.values["good"] for line in sheet.grid.lines] == ["0", "0"]
    assert not sheet.last.isVisible()
    hand.key(Qt.Key.Key_F9)
    assert sheet.problem.tone == "bad"
    assert found(road).on_the_road == 8
    hand.write("2", sheet.grid.editor("good"))
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)
    assert {one.item: one.missing for one in found(road).lines} == {SOAP: 1, BUCKET: 5}


def test_for_the_centre_that_is_shown_its_waybills_come_in_where_they_did_last(at, road):
    with road() as store:
        with store.write(ADMIN) as work:
            open_place(work, "KIF", "ANNEXE", Named("Annexe", "الملحق", "Annexe"))
        with store.write(LOGISTICS) as work:
            send(work, Shipment(CENTRE, "KIF", [Wanted(BUCKET, 2)]))
    hand = at()
    page = page_of(hand)
    page._centre.choose("KIF")
    hand.settle()
    for room in ("", "KIF/ANNEXE"):
        hand.press("Réceptionner", page.panel)
        sheet = hand.sheet
        assert (sheet.centre.code, sheet.problem.isHidden()) == ("KIF", True)
        assert sheet.room.code == (room or "KIF/MAGASIN")
        sheet.room.choose("KIF/ANNEXE")
        hand.key(Qt.Key.Key_F9)
        hand.sheet.done()
        hand.settle()
    with road() as store, store.read() as connection:
        assert {one.location for one in on_hand(connection, "KIF")} == {"KIF/ANNEXE"}


def test_packages_are_counted_by_scan(at, road):
    hand = at()
    sheet = opened(hand, "KIF")
    for code in (SOAP, SOAP, BUCKET):
        keys.scan(hand.window, code)
        hand.rest()
    assert [line.values["good"] for line in sheet.grid.lines] == ["2", "1"]
    keys.scan(hand.window, "9999999999999")
    hand.rest()
    assert "9999999999999" in hand.said(sheet.answer)
    keys.scan(hand.window, KIT)  # not on the waybill
    hand.rest()
    assert sheet.grid.lines[-1].values["good"] == "1"
    assert sheet.grid.editor("lot") is not None
    hand.write("K1", sheet.grid.editor("lot"))
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)
    assert {one.item: (one.received, one.over) for one in found(road).lines} == {
        SOAP: (2, 0),
        BUCKET: (1, 0),
        KIT: (0, 1),
    }


def test_what_cannot_be_is_said_at_its_field_and_stays(at, road):
    hand = at()
    hand.press("Réceptionner", page_of(hand).panel)
    sheet = hand.sheet
    hand.write("1x", sheet.grid.editor("good"))
    hand.write("11", sheet.grid.editor("damaged"))
    hand.key(Qt.Key.Key_F9)
    assert {key for _, key, _ in sheet.grid.problems()} == {"good", "damaged"}
    assert "« 1x »" in hand.said(sheet.trouble).replace("\u00a0", " ")  # in words, below the lines
    hand.write("1", sheet.grid.editor("good"))
    assert "11" not in hand.said(sheet.trouble)
    assert "10" in hand.said(sheet.trouble)  # so many damaged ones are on the road at most
    hand.write("1x", sheet.grid.editor("good"))
    hand.key(Qt.Key.Key_F9)
    assert sheet.grid.lines[0].values["good"] == "1x"
    assert found(road).on_the_road == 15
    while sheet.grid.lines:
        sheet.grid.remove(0)
    hand.key(Qt.Key.Key_F9)
    assert sheet.problem.tone == "bad"
    assert found(road).on_the_road == 15


def test_a_waybill_that_came_in_meanwhile_does_not_come_in_twice(at, road):
    hand = at()
    sheet = opened(hand, "KIF")
    enter(hand, "9")

    def elsewhere(store):
        with store.write(LOGISTICS) as work:
            arrive(work, Arrival(WAYBILL))

    hand.ask(elsewhere)
    hand.key(Qt.Key.Key_F9)
    assert hand.sheet is sheet
    said = hand.said(sheet.problem)
    assert f"{WAYBILL} est déjà réceptionné" in said
    assert RECEIPT in said
    assert sheet.grid.lines[0].values["good"] == "9"
    with road() as store:
        assert_sound(store)
        with store.read() as connection:
            there = {one.item: one.quantity for one in on_hand(connection, "KIF")}
        assert there == {SOAP: 10, BUCKET: 5}


def test_a_waybills_code_opens_its_receiving_form(at, road):
    with road() as store, store.read() as connection:
        code = qr_text(connection, WAYBILL)
    hand = at()
    page_of(hand)._centre.choose("KIF")
    hand.go("today")
    keys.scan(hand.window, code)
    hand.settle()
    assert isinstance(hand.sheet, ArrivalSheet)
    hand.key(Qt.Key.Key_F9)
    hand.sheet.done()
    hand.settle()
    keys.scan(hand.window, code)  # all has come in: the paper itself
    hand.settle()
    assert hand.shell.place == "documents"
