"""A day at a centre through the real window: from an empty folder to books that are proven."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from cpise_inventory.addresses import address
from cpise_inventory.documents.queries import register
from cpise_inventory.people.commands import add_person
from cpise_inventory.people.rights import Role
from cpise_inventory.proof import verify
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.store import Store, open_store
from tests.books import MANAGER, PASSWORD
from tests.ui.keys import scan
from tests.ui.real import Hand, Sit
from ui.first_run import FirstRun
from ui.pages.arrival import ArrivalSheet
from ui.pages.cancel import CancelSheet
from ui.pages.goods import ItemSearch
from ui.pages.item_sheet import ItemSheet
from ui.pages.send import SendSheet
from ui.pages.transfers import TransfersPage
from ui.sign_in import SignIn

pytest_plugins = ("tests.ui.sitting",)
SECRET = "une phrase assez longue"
SERIALS = ("5CD1234XKZ", "5CD1234XL0")
TAG = "NKC1-A-00001-W"


class Day(Hand):
    """What is done more than once a day."""

    def close_sheet(self) -> str:
        """What it said."""
        said = self.said(self.sheet)
        self.key(Qt.Key.Key_Escape)
        assert self.window.veils.top is None
        return said

    def is_in_the_register(self, number: str) -> bool:
        def read(store: Store) -> set[str]:
            with store.read() as connection:
                return {one.number for one in register(connection)}

        return number in self.ask(read)

    def items(self) -> ItemSearch:
        """Where an item is scanned or named."""
        found = self.page.findChildren(ItemSearch)
        return next(one for one in found if one.isVisible())

    def held(self, item: str) -> int:
        """What the page of the stock says of an item."""
        model = self.go("stock").table.model
        rows = [model.row(at) for at in range(model.rowCount())]
        return next((row.quantity for row in rows if (row.item, row.lot) == (item, None)), 0)


def first_run(day: Day) -> None:
    gate = day.gate(FirstRun)
    day.press("Continuer", gate)
    gate.centres["NKC1"].click()
    day.press("Continuer", gate)
    day.press("Continuer", gate)  # the first workstation there
    day.type("Khady Diallo")
    day.key(Qt.Key.Key_Return)
    assert gate.name.text() == "khady"
    day.key(Qt.Key.Key_Return)
    for _again in range(2):
        day.type(SECRET)
        day.key(Qt.Key.Key_Return)
    day.press("Commencer", gate)
    day.until(lambda: day.window.shell is not None)
    day.settle()
    assert day.shell.place == "today"
    assert day.t("The catalogue is empty") in day.said()


def receive(day: Day) -> None:
    """Soap that the books don't know yet, all by keys."""
    day.key(Qt.Key.Key_F3)
    day.enter("oim")
    day.items().setFocus()
    day.enter("Savon 250 g")
    sheet = day.sheet
    assert isinstance(sheet, ItemSheet)
    day.write("SAVON-250", sheet.code)
    sheet.expires.setFocus()
    day.key(Qt.Key.Key_Space)
    day.key(Qt.Key.Key_F9)
    assert day.window.veils.top is None
    day.enter("L23", "0631", "4x24+4")
    day.key(Qt.Key.Key_F9)
    assert "NKC1-A-BR-2026-00001" in day.close_sheet()
    assert day.held("SAVON-250") == 100


def distribute(day: Day) -> None:
    day.key(Qt.Key.Key_F4)
    page = day.page
    page.whom.recipient.setFocus()
    day.type("Groupe du matin")
    cell = page.whom.heads.findChildren(type(page.whom.people))[1]
    cell.setFocus()
    day.type("12")
    day.items().setFocus()
    day.enter("savon", "24")
    day.key(Qt.Key.Key_F9)
    assert "NKC1-A-RD-2026-00001" in day.close_sheet()
    assert day.held("SAVON-250") == 76


def undo(day: Day) -> None:
    """Ctrl+Z leads to the sheet that asks why."""
    day.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    sheet = day.sheet
    assert isinstance(sheet, CancelSheet)
    day.type("Mauvais groupe")
    day.key(Qt.Key.Key_F9)
    assert day.held("SAVON-250") == 100


def send_and_arrive(day: Day) -> None:
    day.key(Qt.Key.Key_F5)
    day.key(Qt.Key.Key_F9)
    sheet = day.sheet
    assert isinstance(sheet, SendSheet)
    sheet.to.choose("ROS")
    sheet.what.search.setFocus()
    day.enter("savon", "30")
    day.key(Qt.Key.Key_F9)
    assert "NKC1-A-BE-2026-00001" in day.close_sheet()
    assert day.shell.place == "transfers"
    assert day.held("SAVON-250") == 70
    page = day.go("today")
    button = next(
        one
        for one in page.findChildren(QAbstractButton)
        if one.accessibleName().startswith("Voir le bordereau: ")  # it goes to another centre
    )
    button.click()
    day.settle()
    page = day.page
    assert isinstance(page, TransfersPage)
    page._centre.choose("ROS")  # for whom the same person works, too
    day.settle()
    day.press("Réceptionner", page.panel)
    arrival = day.sheet
    assert isinstance(arrival, ArrivalSheet)
    day.write("29", arrival.grid.editor("good"))
    day.key(Qt.Key.Key_F9)
    assert "NKC1-A-AR-2026-00001" in day.close_sheet()
    assert "1 unité" in day.said(day.go("today"))


def equip(day: Day) -> None:
    """Two computers come, one is handed over, both get labels."""
    day.go("assets")
    day.key(Qt.Key.Key_F9)
    sheet = day.sheet
    day.enter("oim")
    day.write("HP", sheet.about.maker)
    day.write("ProBook 450", sheet.about.model)
    sheet.serial.setFocus()
    day.enter(*SERIALS)
    day.key(Qt.Key.Key_F9)
    assert "NKC1-A-BR-2026-00002" in day.close_sheet()
    scan(day.window, f"CPISE:{TAG}", "fr")
    day.until(lambda: day.page.table.current() and day.page.table.current().tag == TAG)
    day.press(day.t("Hand over"))
    handover = day.sheet
    handover.to.setFocus()
    day.enter("Accueil de jour")
    day.key(Qt.Key.Key_F9)
    assert "NKC1-A-PR-2026-00001" in day.close_sheet()


def label(day: Day, path: Path) -> None:
    day.key(Qt.Key.Key_F7)
    day.settle()
    day.press(day.t("Save as PDF"), day.page)
    day.until(path.exists)
    assert path.read_bytes().startswith(b"%PDF")


def prove(day: Day) -> None:
    page = day.go("journal")
    day.press(day.t("Verify now"))
    day.until(lambda: page._proof.tone)
    assert page._proof.tone == "good", page._proof.text.text()


def speak_arabic(day: Day) -> None:
    """In the midst of a distribution: same place, nothing lost."""
    day.key(Qt.Key.Key_F4)
    day.page.whom.recipient.setFocus()
    day.type("مجموعة المساء")
    day.window.show_look()
    day.press("العربية", day.sheet)
    day.key(Qt.Key.Key_Escape)
    assert day.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert day.shell.place == "distribute"
    assert day.page.title.text() == "توزيع"
    assert day.page.whom.recipient.text() == "مجموعة المساء"


def change_hands(day: Day) -> None:
    """Somebody else signs in, and finds neither the draft nor the right of an administrator."""
    with_role = Role.MANAGER

    def open_account(store: Store) -> None:
        with store.write("khady") as work:
            add_person(work, MANAGER, with_role, PASSWORD, "Sidi Ould Brahim")

    day.ask(lambda store: open_account(store) or True)
    day.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    day.gate(SignIn)
    day.sign_in(MANAGER)
    assert day.shell.desk.session.role == with_role
    assert day.shell.place == "today"
    day.key(Qt.Key.Key_F4)
    assert day.page.whom.recipient.text() == ""


def test_a_day_at_a_centre(sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database, labels = tmp_path / "data" / "inventory.sqlite", tmp_path / "etiquettes.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(labels), ""))
    day = sit(database, kind=Day)
    first_run(day)
    receive(day)
    distribute(day)
    undo(day)
    send_and_arrive(day)
    equip(day)
    label(day, labels)
    prove(day)
    speak_arabic(day)
    change_hands(day)
    said = day.held("SAVON-250")
    day.close()
    with open_store(address(str(database), database.parent)) as store:
        proof = verify(store)
        assert proof.sound, proof.findings
        assert proof.checkpoints > 0
        with store.read() as connection:
            held = {one.centre: one.quantity for one in on_hand(connection)}
    assert held == {"NKC1": said, "ROS": 29}
    assert said == 70
