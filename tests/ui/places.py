"""Two small pages of our own, to try the window around them."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QLineEdit

from cpise_inventory.language.words import N_
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.side import SidePanel
from ui.page import Page
from ui.registry import PageSpec
from ui.scanning import Scan


class Listening(Page):
    """Remembers what the window told it."""

    watches: ClassVar[frozenset[str]] = frozenset({"balance"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.look.words.t("Stock"), "12 articles")
        self.told: list[Any] = []
        self.takes = ""
        self.set_side(SidePanel(desk.look, "Savon"))
        words = desk.look.words
        self.add_action(Button(desk.look, words.t("Receive"), self._receive, key="F3"))

    def _receive(self) -> None:
        self.desk.go("receive")

    def opened(self, **facts: Any) -> None:
        self.told.append(("opened", facts))

    def refresh(self, changed: frozenset[str]) -> None:
        self.told.append(("refresh", changed))

    def scanned(self, scan: Scan) -> bool:
        self.told.append(("scanned", scan.by_key))
        return scan.by_key == self.takes

    def focus_filter(self) -> bool:
        self.told.append("filter")
        return True

    def print_again(self) -> bool:
        self.told.append("print")
        return True


class Writing(Page):
    """A task with a field, a foot and a draft."""

    keeps_draft: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.look.words.t("Receive"))
        self.waybill: QLineEdit = line_edit(desk.look)
        self.other: QLineEdit = line_edit(desk.look)
        for name, edit in (("Bordereau", self.waybill), ("Remarques", self.other)):
            self.body.addWidget(Field(desk.look, name, edit))
        self.body.addStretch(1)
        self.first = self.waybill
        self.issued = 0
        foot = self.add_foot()
        foot.say("5 lignes · 552 unités")
        foot.add_button(Button(desk.look, "Émettre", self._issue, role="primary", key="F9"))

    def has_work(self) -> bool:
        return bool(self.waybill.text())

    def state(self) -> dict[str, Any]:
        return {"waybill": self.waybill.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.waybill.setText(str(state.get("waybill", "")))

    def _issue(self) -> None:
        self.issued += 1


PLACES: Sequence[PageSpec] = (
    PageSpec("stock", "package", N_("Stock"), Listening),
    PageSpec("receive", "package-plus", N_("Receive"), Writing, "F3"),
    PageSpec("journal", "link", N_("Journal"), Listening, "F8", after_gap=True),
)
