"""Repair, loss and disposal at the real window: what is asked and refused, what comes of it."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.asset_filters import Filter
from cpise_inventory.assets import life, queries
from tests.books import ADMIN, LOGISTICS, MANAGER, assert_sound
from tests.ui.pages.computers import page_of, seated, tags
from tests.ui.real import Hand
from ui.pages.asset_acts import ACTS, SETTLE, ActSheet
from ui.pages.issued import IssuedSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def at(sit, books_file):
    return seated(sit, books_file)


def menu(hand: Hand) -> list[str]:
    """What the panel offers beyond its button, those that are allowed and issue a paper."""
    found = page_of(hand)._panel.menu
    assert found is not None
    offered = (one.text() for one in found.actions() if one.isEnabled())
    return [one for one in offered if one != hand.t("Correct the description")]


def act(hand: Hand, key: str) -> ActSheet:
    chosen = page_of(hand).table.current()
    page_of(hand)._act(next(one for one in (*ACTS, SETTLE) if one.key == key), [chosen])
    assert isinstance(hand.sheet, ActSheet)
    return hand.sheet


def issue(hand: Hand) -> None:
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)
    hand.key(Qt.Key.Key_Escape)
    hand.settle()


def put(sheet: ActSheet, **said: str) -> None:
    for name, text in said.items():
        sheet.fields[name].editor.setText(text)  # type: ignore[attr-defined]  # line edits


def standing(books) -> tuple[str, str]:
    with books() as store, store.read() as connection:
        one = queries.assets(connection)[0]
        return one.status, one.workshop


def test_a_computer_goes_out_for_repair_and_comes_back(at, books):
    page_of(at).table.choose(tags(at)[0])
    at.settle()
    assert menu(at) == [
        *("Déplacer dans un autre local", "Noter l’état", "Envoyer en réparation"),
        "Perdu ou volé",
        *("Proposer la réforme", "Expédier à un autre centre"),
    ]
    sheet = act(at, "repair")
    assert sheet.fields["at"].editor.hasFocus()
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["at"].is_wrong  # says who repairs it
    at.type("Atelier Sahel")
    at.key(Qt.Key.Key_Return)
    at.type("Écran noir")
    issue(at)
    assert standing(books) == ("in_repair", "Atelier Sahel")
    sheet = act(at, "repaired")
    put(sheet, value="beaucoup")
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["value"].is_wrong
    put(sheet, value="1 250,50")
    issue(at)
    assert standing(books) == ("in_storage", "")
    with books() as store:
        assert_sound(store)


def test_a_condition_is_noted_from_how_it_was_without_a_paper(at, books):
    page_of(at).table.choose(tags(at)[0])
    at.settle()
    sheet = act(at, "condition")
    assert sheet.fields["condition"].editor.code == "new"
    sheet.fields["condition"].editor.choose("poor")
    put(sheet, remarks="Touches usées")
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert at.window.veils.top is None
    assert at.toast() == at.t("It is noted.")
    with books() as store, store.read() as connection:
        one = queries.assets(connection)[0]
        *_, noted = queries.history(connection, store.journal, one.tag)
    assert (one.condition, one.status) == ("poor", "in_storage")
    assert (noted.payload.condition, noted.payload.remarks) == ("poor", "Touches usées")


def test_what_was_stolen_asks_for_the_police_report_and_keeps_what_was_typed(at, books):
    page_of(at).table.choose(tags(at)[0])
    at.settle()
    sheet = act(at, "missing")
    sheet.fields["why"].editor.choose("stolen")
    put(sheet, circumstances="Fenêtre cassée")
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["police"].is_wrong
    assert sheet.fields["circumstances"].editor.text() == "Fenêtre cassée"
    put(sheet, police="PV 12")
    issue(at)
    assert standing(books)[0] == "stolen"


def test_a_disposal_is_decided_by_a_manager(sit, books_file, books):
    hand = seated(sit, books_file)
    page_of(hand).table.choose(tags(hand)[0])
    hand.settle()
    act(hand, "retire")
    issue(hand)
    assert menu(hand) == ["Noter l’état", "Perdu ou volé"]  # to decide isn't this person's
    hand.close()
    manager = sit(books_file.file).sign_in(MANAGER)
    manager.go("assets")
    page_of(manager).table.choose(tags(manager)[0])
    manager.settle()
    sheet = act(manager, "approve")
    manager.key(Qt.Key.Key_F9)
    assert sheet.fields["wiped"].is_wrong
    sheet.fields["wiped"].editor.setChecked(True)
    issue(manager)
    with books() as store, store.read() as connection:
        gone = queries.assets(connection, Filter(status="disposed"))
        assert len(gone) == 1
        assert len(queries.assets(connection)) == 2  # out of the register


def test_a_rejected_disposal_says_why(sit, books_file, books):
    hand = seated(sit, books_file)
    first = tags(hand)[0]
    hand.close()
    with books() as store, store.write(LOGISTICS) as work:
        life.propose_disposal(work, life.Disposal([first], "surplus", "given"))
    admin = sit(books_file.file).sign_in(ADMIN)
    admin.go("assets")
    page_of(admin).table.choose(first)
    admin.settle()
    sheet = act(admin, "reject")
    admin.key(Qt.Key.Key_F9)
    assert sheet.fields["reason"].is_wrong
    put(sheet, reason="Encore utile")
    issue(admin)
    assert standing(books)[0] == "in_storage"
