"""Registering at the real window: only what a kind has is asked, and ten laptops cost few keys."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.assets import queries
from cpise_inventory.assets.commands import Newcomer, Registration, register
from cpise_inventory.labels.commands import reserve
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.store import open_store
from tests.books import BUCKET, CENTRE, DONATION, DONOR, LOGISTICS, MANAGER, assert_sound
from tests.ui import keys
from tests.ui.pages.computers import all_of, enter, page_of, register_sheet, seated, tags
from ui.pages.describe_sheet import DescribeSheet
from ui.pages.registered import RegisteredSheet

pytest_plugins = ("tests.ui.sitting",)
KEYS, SCANS = 24, 10


@pytest.fixture
def at(sit, books_file):
    """A delivery of buckets has come, and a laptop with the serial number S1 of HP is known."""
    with open_store(books_file) as store, store.write(LOGISTICS) as work:
        goods = [Incoming(BUCKET, 24)]
        receive(work, Delivery(CENTRE, DONOR, goods, DONATION, paper="WB-88213"))
    hand = seated(sit, books_file)
    hand.ask(_known)
    return hand


def _known(store):
    with store.write(LOGISTICS) as work:
        one = Newcomer("S1", "HP", "ProBook", "laptop")
        return register(work, Registration(CENTRE, DONOR, [one]))


def test_ten_laptops_cost_few_keys_and_a_scan_each(at, books):
    sheet = register_sheet(at)
    spent = 1  # F9 at the page
    for text in ("oim", "", "", "", "HP", "ProBook 450"):
        enter(at, text)
        spent += len(text) + 1
    assert sheet.serial.hasFocus()
    for number in range(10):
        keys.scan(at.window, f"5CG{number:05d}")
        at.settle()
    at.key(Qt.Key.Key_F9)
    spent += 1
    done = at.sheet
    assert isinstance(done, RegisteredSheet)
    assert len(done.tags) == SCANS
    with books() as store:
        assert_sound(store)
    assert spent <= KEYS


def test_chairs_are_counted_and_have_neither_serial_number_nor_warranty(at, books):
    sheet = register_sheet(at)
    enter(at, "oim")
    about = sheet.about
    about.category.choose("furniture")
    at.settle()
    for hidden in ("serial", "warranty", "accessories"):
        assert not sheet.fields[hidden].isVisible(), hidden
    assert not sheet.serials.isVisible()
    about.model.setText("Chaise pliante")
    about.value.sum.setText("1 250,50")
    about.currency.choose("EUR")
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["count"].is_wrong
    sheet.count.set_typed("12")
    at.key(Qt.Key.Key_F9)
    assert isinstance(at.sheet, RegisteredSheet)
    with books() as store:
        chairs = [one for one in all_of(store) if one.category == "furniture"]
    assert len(chairs) == 12
    assert {(one.serial, one.value, one.currency) for one in chairs} == {("", 125_050, "EUR")}


def test_the_delivery_they_came_with_fills_the_head(at, books):
    sheet = register_sheet(at)
    sheet.delivery.setCurrentIndex(1)
    sheet.delivery.activated.emit(1)
    at.settle()
    goods = sheet.delivery.code
    assert (sheet.donor.value, sheet.donation.code) == (DONOR, DONATION)
    assert sheet.paper.text() == "WB-88213"
    about = sheet.about
    about.maker.setText("Dell")
    about.model.setText("Latitude")
    about.warranty.set_typed("31/12/2099")
    about.accessories.boxes["charger"].setChecked(True)
    about.accessories.others.setText("souris, sacoche rouge")
    about.owner.setText("PRM")
    about.consent_until.set_typed("31/12/2098")
    sheet.take(["S1"])  # HP's is another
    at.settle()
    at.key(Qt.Key.Key_F9)
    done = at.sheet
    assert isinstance(done, RegisteredSheet)
    with books() as store, store.read() as connection:
        one = queries.asset_of(connection, done.tags[0])
        (event,) = queries.history(connection, store.journal, done.tags[0])
    assert one is not None
    assert (event.payload.delivery, one.donation) == (goods, DONATION)
    assert (one.warranty_until, one.owner, one.consent_until) == (
        *("2099-12-31", "PRM"),
        "2098-12-31",
    )
    assert one.accessories.splitlines() == ["charger", "mouse", "sacoche rouge"]


def test_a_serial_number_of_the_same_maker_is_told_at_once(at):
    sheet = register_sheet(at)
    sheet.about.maker.setText("hp")
    sheet.take(["S1"])
    at.settle()
    assert sheet.fields["serial"].is_wrong
    assert sheet.serials.keys == []


def test_a_mistyped_tag_is_no_serial_number_unless_somebody_says_so(at):
    blank = at.ask(_reserved)
    sheet = register_sheet(at)
    field, slip = sheet.fields["serial"], f"{blank}0"
    given(at, slip)
    assert field.is_wrong
    assert blank in field.problem.text()
    assert sheet.serials.keys == []
    assert sheet.serial.text() == slip
    at.key(Qt.Key.Key_F9)
    assert field.is_wrong  # asked until it's answered
    at.press(blank, sheet)
    assert not field.is_wrong
    assert sheet.serial.text() == ""
    given(at, "5CG1")
    given(at, slip)
    at.press(at.t("It is a serial number"), sheet)
    assert sheet.stuck.tags(sheet.serials.keys) == [blank, ""]
    assert sheet.serials.keys == ["5CG1", slip]


def test_a_tag_that_is_typed_sticks_on_the_next_as_one_that_is_scanned(at):
    blank = at.ask(_reserved)
    sheet = register_sheet(at)
    given(at, blank.lower())
    assert blank in sheet.stuck.note.text()
    assert sheet.serials.keys == []


def given(hand, text):
    """Typed into the field of serial numbers."""
    hand.sheet.serial.setFocus()
    enter(hand, text)


def _reserved(store):
    with store.write(MANAGER) as work:
        (blank,) = reserve(work, CENTRE, 1)
        return blank


def test_what_cannot_be_read_is_told_at_its_field_and_stays(at):
    sheet = register_sheet(at)
    enter(at, "oim")
    sheet.about.model.setText("ProBook")
    sheet.about.value.sum.setText("douze")
    sheet.about.acquired.set_typed("hier")
    sheet.take(["S7"])
    at.settle()
    at.key(Qt.Key.Key_F9)
    assert at.sheet is sheet
    for name in ("value", "acquired"):
        assert sheet.fields[name].is_wrong, name
        assert sheet.fields[name].isVisible(), name
    assert sheet.about.value.sum.text() == "douze"
    assert sheet.serials.keys == ["S7"]


def test_a_description_is_corrected_and_emptied_in_one_event(at, books):
    tag = tags(at)[-1]
    page_of(at).table.choose(tag)
    at.settle()
    sheet = _describing(at)
    sheet.about.model.setText("EliteBook")
    sheet.about.notes.setText("Touche usée")
    at.key(Qt.Key.Key_F9)
    at.settle()
    again = _describing(at)
    assert again.about.notes.text() == "Touche usée"
    again.about.notes.clear()
    again.serial.clear()
    at.key(Qt.Key.Key_F9)
    assert again.fields["serial"].is_wrong  # a laptop bears one
    again.serial.setText("S1")
    at.key(Qt.Key.Key_F9)
    at.settle()
    with books() as store, store.read() as connection:
        one = queries.asset_of(connection, tag)
        story = queries.history(connection, store.journal, tag)
    assert one is not None
    assert (one.model, one.notes, one.serial) == ("EliteBook", "", "S1")
    assert [told.payload.kind for told in story] == ["asset.registered", *["asset.described"] * 2]


def _describing(at):
    """The form that the panel's menu opens."""
    menu = page_of(at).side.menu
    (order,) = [one for one in menu.actions() if one.text() == at.t("Correct the description")]
    order.trigger()
    sheet = at.sheet
    assert isinstance(sheet, DescribeSheet)
    return sheet
