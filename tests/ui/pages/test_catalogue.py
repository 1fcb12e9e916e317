"""The place of the items, at the real window: found, described, levelled, retired; kits, rooms."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import describe_items, set_levels
from cpise_inventory.catalogue.events import Item, Level, Named
from cpise_inventory.store import Store, open_store
from tests.books import BUCKET, CENTRE, KIT, LOGISTICS, SOAP, bring
from tests.ui.pages.forms import everywhere, looked_at
from tests.ui.real import SIZES, Hand, Sit
from ui.kit.sheet import Sheet
from ui.pages.catalogue import CataloguePage
from ui.pages.catalogue_rows import BELOW, KITS, RETIRED
from ui.pages.item_acts import LevelsSheet, RetireSheet
from ui.pages.item_sheet import ItemSheet
from ui.pages.kit_editor import KitEditor
from ui.pages.rooms_sheet import RoomsSheet

pytest_plugins = ("tests.ui.sitting",)
PICTURES = os.environ.get("CATALOGUE_PICTURES", "")


@pytest.fixture
def hand(sit: Sit, books_file: Address) -> Hand:
    """Aïcha at the items, with a few in stock and one level set."""
    with open_store(books_file) as store:
        bring(store, BUCKET, 51)
        bring(store, SOAP, 5, "L23", "2028-06")
        with store.write(LOGISTICS) as work:
            set_levels(work, [Level(CENTRE, SOAP, 40, 100), Level("KIF", BUCKET, 12)])
            soap = Named("Savon 100 g", "صابون 100 غ", "Soap 100 g")
            describe_items(work, [Item("SAVON-100", soap, "bar", "Hygiène", keeps_expiry=True)])
    assert books_file.file is not None
    made = sit(books_file.file).sign_in()
    made.go("catalogue")
    made.settle()
    return made


def page_of(hand: Hand) -> CataloguePage:
    assert isinstance(hand.page, CataloguePage)
    return hand.page


def codes(hand: Hand) -> list[str]:
    return page_of(hand).shown_codes


def choose(hand: Hand, code: str) -> None:
    page = page_of(hand)
    assert page.table.choose(code)
    hand.settle()
    assert page.panel.known is not None
    assert page.panel.known.item.code == code


def act(hand: Hand, text: str) -> Sheet:
    """What a button of the panel opens."""
    hand.press(hand.t(text), page_of(hand).panel)
    return hand.sheet


def item(hand: Hand, code: str) -> queries.Item:
    def read(store: Store) -> queries.Item | None:
        with store.read() as connection:
            return queries.item(connection, code)

    found = hand.ask(read)
    assert found is not None
    return found


def picture(hand: Hand, name: str) -> None:
    """For whoever wants to look: CATALOGUE_PICTURES names a folder."""
    if PICTURES:
        hand.window.grab().save(str(Path(PICTURES) / f"{name}.png"))


def test_items_are_found_whatever_the_accents_and_by_their_chips(hand: Hand) -> None:
    assert codes(hand) == [KIT, "SAVON-100", SOAP, BUCKET]
    page = page_of(hand)
    for text, found in (
        ("SAVON", ["SAVON-100", SOAP]),
        ("صابون", ["SAVON-100", SOAP]),
        ("hygiene", [KIT, "SAVON-100"]),
    ):
        page.text.setText(text)
        hand.settle()
        assert codes(hand) == found, text
    page.text.clear()
    for kind, found in ((KITS, [KIT]), (BELOW, [SOAP]), (RETIRED, [])):
        page.chips.button(kind).click()
        hand.settle()
        assert codes(hand) == found, kind


def test_an_item_tells_all_that_is_known_of_it(hand: Hand) -> None:
    choose(hand, BUCKET)
    said = hand.said(page_of(hand).panel)
    assert "4 cartons + 3 pièces" in said
    assert "CPISE Kiffa\xa0: minimum 12, objectif –" in said
    assert "Kit d’hygiène" in said  # in which it is
    choose(hand, KIT)
    said = hand.said(page_of(hand).panel)
    assert "Contenu, version 1, 24/11/2026, admin" in said
    assert "2 × Savon 250 g" in said


def test_a_new_item_is_described_by_keys_alone(hand: Hand) -> None:
    hand.key(Qt.Key.Key_F9)
    sheet = hand.sheet
    assert isinstance(sheet, ItemSheet)
    for text in ("savon-200", "Savon de lessive 200 g", "صابون الغسيل", "Laundry soap"):
        hand.type(text)
        hand.key(Qt.Key.Key_Tab)
    sheet.unit.choose("bar")
    hand.write("Carton", sheet.packs[0].name)
    hand.write("48", sheet.packs[0].holds)
    hand.write("14006381333938", sheet.packs[0].barcode)
    hand.write("200 g", sheet.ration.content)
    hand.write("12,5", sheet.worth.sum)
    sheet.worth.currency.choose("EUR")
    sheet.ration.choice.choose("laundry-soap")
    assert "open.edu" in sheet.ration.source.text()
    assert not sheet.ration.source.isEnabled()
    hand.key(Qt.Key.Key_F9)
    made = item(hand, "SAVON-200")
    assert made.packs == (("carton", 48),)
    assert made.barcodes == (("14006381333938", "carton"),)
    assert (made.content, made.measure, made.ration.amount) == (200, "g", 200)
    assert (made.value, made.currency) == (1250, "EUR")
    assert page_of(hand).panel.known is not None
    assert page_of(hand).panel.known.item.code == "SAVON-200"


@pytest.mark.parametrize(
    ("part", "text", "field", "told"),
    [
        ("barcode", "4006381333930", "barcode", "erreur de saisie"),
        ("holds", "1", "pack", "au moins 2"),
        ("content", "beaucoup", "content", "nombre entier"),
        ("worth", "12,345", "value", "12,345"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_stays_typed(
    hand: Hand, part: str, text: str, field: str, told: str
) -> None:
    choose(hand, "SAVON-100")
    sheet = act(hand, "Change")
    assert isinstance(sheet, ItemSheet)
    fields = {
        "barcode": sheet.barcode,
        "holds": sheet.packs[0].holds,
        "content": sheet.ration.content,
        "worth": sheet.worth.sum,
    }
    hand.write(text, fields[part])
    hand.key(Qt.Key.Key_F9)
    assert told in sheet.fields[field].problem.text()
    assert fields[part].text() == text
    assert item(hand, "SAVON-100").packs == ()


def test_an_item_is_changed_and_keeps_its_code(hand: Hand) -> None:
    choose(hand, BUCKET)
    sheet = act(hand, "Change")
    assert isinstance(sheet, ItemSheet)
    assert not sheet.code.isEnabled()
    hand.write("Eau", sheet.category)
    hand.key(Qt.Key.Key_F9)
    changed = item(hand, BUCKET)
    assert (changed.category, changed.packs, changed.name.ar) == (
        "Eau",
        (("carton", 12),),
        "دلو 14 ل",
    )


def test_levels_are_typed_in_packs(hand: Hand) -> None:
    choose(hand, BUCKET)
    sheet = act(hand, "Stock levels")
    assert isinstance(sheet, LevelsSheet)
    hand.write("2c", sheet.edits["ROS", "minimum"])
    hand.write("9", sheet.edits["ROS", "target"])
    hand.key(Qt.Key.Key_F9)
    assert "inférieur à son minimum" in hand.said(sheet)
    hand.write("5c", sheet.edits["ROS", "target"])
    hand.key(Qt.Key.Key_F9)
    assert "CPISE Rosso\xa0: minimum 24, objectif 60" in hand.said(page_of(hand).panel)


def test_what_is_retired_leaves_the_list_and_comes_back(hand: Hand) -> None:
    choose(hand, BUCKET)
    sheet = act(hand, "Retire")
    assert isinstance(sheet, RetireSheet)
    assert "Kit d’hygiène" in hand.said(sheet)
    hand.type("se fend")
    hand.key(Qt.Key.Key_F9)
    assert BUCKET not in codes(hand)
    page_of(hand).chips.button(RETIRED).click()
    hand.settle()
    choose(hand, BUCKET)
    assert "se fend" in hand.said(page_of(hand).panel)
    act(hand, "Put in use again")
    hand.key(Qt.Key.Key_F9)
    assert not item(hand, BUCKET).retired_on


def test_a_kit_gets_a_new_version_with_a_substitute(hand: Hand) -> None:
    choose(hand, KIT)
    sheet = act(hand, "Contents of the kit")
    assert isinstance(sheet, KitEditor)
    hand.write("4", sheet.edits[SOAP])
    hand.press(hand.t("Another in place of {item}", item="Savon 250 g"), sheet)
    hand.type("savon 100")
    hand.key(Qt.Key.Key_Return)
    hand.rest()
    hand.press(hand.t("Remove {item}", item="Seau 14 l"), sheet)
    hand.key(Qt.Key.Key_F9)
    said = hand.said(page_of(hand).panel)
    assert "4 × Savon 250 g (ou Savon 100 g)" in said
    assert "version 2" in said
    assert "version 1" in said


def test_a_kit_that_contains_itself_is_refused_and_stays_typed(hand: Hand) -> None:
    choose(hand, KIT)
    sheet = act(hand, "Contents of the kit")
    assert isinstance(sheet, KitEditor)
    sheet.parts[KIT] = ("Kit d’hygiène", "1")
    sheet._show()
    hand.key(Qt.Key.Key_F9)
    assert "se contiendrait" in hand.said(sheet)
    assert sheet.edits[KIT].typed() == "1"
    hand.write("2,5", sheet.edits[SOAP])
    hand.key(Qt.Key.Key_F9)
    assert "nombre entier" in hand.said(sheet)
    assert sheet.edits[SOAP].property("state") == "bad"
    assert (sheet.edits[SOAP].typed(), sheet.edits[KIT].typed()) == ("2,5", "1")


def test_a_shelf_is_opened_renamed_and_closed(hand: Hand) -> None:
    hand.press(hand.t("Storerooms"))
    sheet = hand.sheet
    assert isinstance(sheet, RoomsSheet)
    sheet.below.choose("MAGASIN")
    hand.write("a1", sheet.code)
    hand.write("Étagère 1", sheet.names["fr"])
    hand.key(Qt.Key.Key_F9)
    assert "Étagère 1" in hand.said(sheet)
    hand.press(hand.t("Rename {place}", place="Étagère 1"), sheet)
    renaming = hand.sheet
    hand.write("Étagère du fond", hand.field("Nom en français", renaming))
    hand.key(Qt.Key.Key_F9)
    assert "Étagère du fond" in hand.said(sheet)
    hand.press(hand.t("Close {place}", place="Magasin"), sheet)
    assert "clôturez d’abord" in hand.said(sheet)
    hand.press(hand.t("Close {place}", place="Étagère du fond"), sheet)
    assert "Clôturé le" in hand.said(sheet)


def test_today_leads_to_what_is_below_its_minimum(hand: Hand) -> None:
    hand.go("today")
    what = "Sous le minimum\xa0: Savon 250 g"
    assert what in hand.said(hand.page)
    hand.press(f"Voir l’article: Sous le minimum\xa0: {SOAP}")
    assert page_of(hand).panel.known is not None
    assert page_of(hand).panel.known.item.code == SOAP


def test_no_word_is_cut_in_the_sheets(hand: Hand) -> None:
    """The page itself is looked at by tests/ui/test_every_page.py."""

    def look() -> list[str]:
        wrong = []
        code = hand.window.look.words.code
        choose(hand, KIT)
        picture(hand, f"{code}-{hand.window.width()}-page")
        known = page_of(hand).panel.known
        assert known is not None
        desk = hand.shell.desk
        for make in (
            lambda: ItemSheet(desk, bool, known=known.item),
            lambda: LevelsSheet(desk, known),
            lambda: RetireSheet(desk, known),
            lambda: KitEditor(desk, known),
            lambda: RoomsSheet(desk),
        ):
            hand.window.open_sheet(make())
            hand.settle()
            wrong += looked_at(hand, hand.sheet)
            picture(hand, f"{code}-{hand.window.width()}-{type(hand.sheet).__name__}")
            hand.window.veils.close_all()
            hand.settle()
        return wrong

    wrong = everywhere(hand, look, SIZES[::2])
    assert not wrong, "\n".join(wrong)
