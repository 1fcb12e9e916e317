"""Deliveries that were announced: parts come, short stays awaited, damaged and over are told."""

from collections.abc import Callable
from datetime import date

import pytest

from cpise_inventory.catalogue.commands import describe_donation
from cpise_inventory.catalogue.events import DonationDescribed, LeastLife, Promised
from cpise_inventory.catalogue.shelf_lives import set_least_lives
from cpise_inventory.donations.commands import Announcement, close, expect
from cpise_inventory.donations.errors import (
    AllArrivedError,
    DeliveryClosedError,
    DeliveryWithoutLinesError,
    UnknownDeliveryError,
)
from cpise_inventory.donations.expected import Expected, deliveries, delivery
from cpise_inventory.donations.trace import trace
from cpise_inventory.errors import Refusal
from cpise_inventory.stock import errors
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.stock.receiving import Delivery, Incoming, receive
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, rebuild
from cpise_inventory.undo import undo
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    DONATION,
    DONOR,
    LOGISTICS,
    ROOM,
    SOAP,
    assert_sound,
    everything,
    projected,
)

APART = f"{CENTRE}/QUARANTAINE"
GOODS = (Promised(SOAP, 100), Promised(BUCKET, 20))


def announce(store: Store, *lines: Promised, **about: object) -> str:
    with store.write(LOGISTICS) as work:
        return expect(work, Announcement(DONATION, CENTRE, lines or GOODS, **about))  # type: ignore[arg-type]  # its fields


def come(store: Store, code: str, *lines: Incoming, **about: object) -> str:
    with store.write(LOGISTICS) as work:
        return receive(work, Delivery(CENTRE, "", lines, expected=code, **about))  # type: ignore[arg-type]  # its fields


def found(store: Store, code: str) -> Expected:
    with store.read() as connection:
        one = delivery(connection, code)
    assert one is not None
    return one


def remaining(store: Store, code: str) -> dict[str, int]:
    return {line.item: line.remaining for line in found(store, code).lines}


def places(store: Store, item: str) -> dict[str, int]:
    with store.read() as connection:
        return {one.location: one.quantity for one in on_hand(connection, CENTRE, item)}


def soap(quantity: int, **about: object) -> Incoming:
    return Incoming(SOAP, quantity, "L1", "2028-06", **about)  # type: ignore[arg-type]  # its fields


def test_a_delivery_comes_in_parts_and_what_remains_is_told(store):
    code = announce(store, due_on=date(2026, 12, 1), transport="Camion 1234 AA 00")
    assert code == "NKC1-A-L00001"
    assert found(store, code).status == "expected"
    first = come(store, code, soap(60))
    assert remaining(store, code) == {SOAP: 40, BUCKET: 20}
    assert found(store, code).status == "partly_received"
    second = come(store, code, soap(40), Incoming(BUCKET, 20))
    now = found(store, code)
    assert (now.status, now.remaining, now.notes) == ("received", 0, (first, second))
    with store.read() as connection:
        assert deliveries(connection, open_only=True) == []
    assert_sound(store)


def test_whose_the_goods_are_follows_from_the_delivery(store):
    code = announce(store, paper="WB-7")
    come(store, code, soap(1))
    with store.read() as connection:
        (line,) = on_hand(connection, CENTRE, SOAP)
    assert line.donation == DONATION


def test_damaged_goods_go_into_quarantine_with_the_reason(store):
    code = announce(store)
    come(store, code, soap(57, damaged=3, reason="Cartons mouillés"))
    assert places(store, SOAP) == {ROOM: 57, APART: 3}
    line = next(one for one in found(store, code).lines if one.item == SOAP)
    assert (line.arrived, line.damaged, line.remaining) == (60, 3, 40)
    with store.read() as connection:
        (account,) = trace(connection, DONATION).accounts
    assert (account.fates["on_hand"], account.fates["quarantined"]) == (57, 3)


def test_what_is_damaged_needs_its_reason(store):
    code = announce(store)
    refused(store, errors.DamageReasonError, lambda: come(store, code, soap(1, damaged=1)))


def test_missing_goods_stay_awaited_until_closed_with_a_reason(store):
    code = announce(store, Promised(SOAP, 100))
    come(store, code, soap(90, missing=10))
    assert found(store, code).status == "partly_received"
    with store.write(LOGISTICS) as work:
        close(work, code, "Never loaded, says the donor")
    now = found(store, code)
    assert (now.status, now.reason, now.remaining) == ("closed", "Never loaded, says the donor", 10)
    refused(store, DeliveryClosedError, lambda: come(store, code, soap(10)))
    assert_sound(store)


def test_what_is_over_is_received_and_told(store):
    code = announce(store, Promised(SOAP, 100))
    come(store, code, soap(70))
    come(store, code, soap(35), Incoming(BUCKET, 2))
    lines = {line.item: line for line in found(store, code).lines}
    assert (lines[SOAP].over, lines[SOAP].remaining) == (5, 0)
    assert (lines[BUCKET].announced, lines[BUCKET].over) == (0, 2)
    assert places(store, SOAP) == {ROOM: 105}


def test_more_of_a_delivery_that_has_come_in_is_refused_unless_somebody_says_so(store):
    code = announce(store, Promised(SOAP, 100))
    come(store, code, soap(100))
    refused(store, AllArrivedError, lambda: come(store, code, soap(5)))
    come(store, code, soap(5), beyond=True)
    (line,) = found(store, code).lines
    assert (line.arrived, line.over) == (105, 5)


def test_a_cancelled_note_makes_its_goods_awaited_again(store):
    code = announce(store, Promised(SOAP, 100))
    note = come(store, code, soap(100))
    with store.write(LOGISTICS) as work:
        undo(work, note, "wrong lorry")
    assert remaining(store, code) == {SOAP: 100}
    assert found(store, code).notes == ()


def test_a_whole_delivery_waits_in_quarantine_and_is_released_line_by_line(store):
    code = announce(store)
    come(store, code, soap(60), Incoming(BUCKET, 20), unchecked=True)
    assert (places(store, SOAP), places(store, BUCKET)) == ({APART: 60}, {APART: 20})
    with store.write(LOGISTICS) as work:
        relocate(work, Relocation(CENTRE, APART, ROOM, [Wanted(SOAP, 60)], "Checked"))
    assert (places(store, SOAP), places(store, BUCKET)) == ({ROOM: 60}, {APART: 20})


def test_without_lines_all_that_the_donation_promises_is_awaited(store):
    refused(store, DeliveryWithoutLinesError, lambda: without_lines(store))
    with store.write(ADMIN) as work:
        describe_donation(work, DonationDescribed(DONATION, DONOR, promised=GOODS))
    assert remaining(store, without_lines(store)) == {SOAP: 100, BUCKET: 20}


def without_lines(store: Store) -> str:
    with store.write(LOGISTICS) as work:
        return expect(work, Announcement(DONATION, CENTRE))


def test_a_delivery_is_described_anew_under_its_code(store):
    code = announce(store)
    assert announce(store, Promised(SOAP, 50), code=code) == code
    assert remaining(store, code) == {SOAP: 50}
    assert announce(store) == "NKC1-A-L00002"


@pytest.mark.parametrize(
    ("about", "kind"),
    [
        ({"expected": "NKC1-A-L00009"}, UnknownDeliveryError),
        ({"centre": "ROS"}, errors.OtherCentreError),
        ({"donation": "UNICEF-1"}, errors.OtherDonationError),
    ],
)
def test_a_delivery_is_received_as_what_it_was_announced(store, about, kind):
    code = announce(store)
    told = {"centre": CENTRE, "donor": "", "lines": [soap(1)], "expected": code} | about

    def wrongly() -> None:
        with store.write(LOGISTICS) as work:
            receive(work, Delivery(**told))

    refused(store, kind, wrongly)


def test_without_an_announcement_what_is_over_is_said(store):
    with store.write(LOGISTICS) as work:
        receive(work, Delivery(CENTRE, DONOR, [soap(12, over=2)], donation=DONATION))
    refused(store, errors.TooMuchOverError, lambda: too_much(store))


def too_much(store: Store) -> None:
    with store.write(LOGISTICS) as work:
        receive(work, Delivery(CENTRE, DONOR, [soap(1, over=2)], donation=DONATION))


def test_the_same_lot_on_two_lines_is_one_lot_with_one_check(store):
    code = announce(store, Promised(SOAP, 100))
    lines = (soap(30, damaged=1, reason="wet"), soap(30, damaged=2, reason="torn"))
    come(store, code, *lines)
    assert places(store, SOAP) == {ROOM: 60, APART: 3}
    assert next(iter(found(store, code).lines)).damaged == 3


def test_how_many_months_must_be_left_can_be_set(store):
    line = Incoming(SOAP, 1, "L1", "2027-05")
    with store.write(LOGISTICS) as work:
        set_least_lives(work, [LeastLife(12)])

    def short() -> None:
        with store.write(LOGISTICS) as work:
            receive(work, Delivery(CENTRE, DONOR, [line]))

    refused(store, errors.ShortDatedError, short)
    with store.write(LOGISTICS) as work:
        set_least_lives(work, [LeastLife(0)])
    short()


def test_whatever_comes_in_whatever_order_gives_the_same_tables(store):
    code = announce(store, Promised(SOAP, 100))
    come(store, code, soap(50, damaged=1, missing=3, reason="wet"))
    with store.write(LOGISTICS) as work:
        close(work, code, "no more")
    before = projected(store)
    with store.engine.begin() as connection:
        rebuild(connection, store.journal)
    assert projected(store) == before


def refused(store: Store, kind: type[Refusal], act: Callable[[], object]) -> None:
    """And nothing is written."""
    before = everything(store)
    with pytest.raises(kind):
        act()
    assert everything(store) == before
