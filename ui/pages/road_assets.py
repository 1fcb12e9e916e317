"""The equipment of a waybill that comes in: which came, in which condition, with what."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from cpise_inventory.language.terms import ACCESSORIES, CONDITIONS, term
from ui.kit.field import line_edit
from ui.kit.flow import Flow
from ui.kit.text import label
from ui.look import Look
from ui.pages.asset_finding import line
from ui.pages.combo import Combo
from ui.pages.form_sheet import capital
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.transfers.carried import Brought

CONDITION: Final = 168
"""Widths, in logical pixels: of the condition, of what else came with it."""
EXTRA: Final = 176


class RoadAsset:
    """One of them. All of it is taken for there until somebody says otherwise."""

    def __init__(self, look: Look, asset: "Asset") -> None:
        words = look.words
        self.asset = asset
        named = line(asset, words.ltr)
        self.came = QCheckBox(named)
        self.came.setChecked(True)
        self.condition = Combo()
        conditions = [(code, capital(term(CONDITIONS, code, words))) for code in CONDITIONS]
        self.condition.fill(conditions, asset.condition)
        self.condition.setFixedWidth(CONDITION)
        self.condition.setAccessibleName(words.t("Condition of {item}", item=named))
        self.with_it: dict[str, QCheckBox] = {}
        for code in asset.accessories.splitlines():
            box = QCheckBox(capital(term(ACCESSORIES, code, words)))
            box.setChecked(True)
            box.setAccessibleName(f"{box.text()} · {named}")
            self.with_it[code] = box
        self.extra = line_edit(look, hint=words.t("Other accessories"))
        self.extra.setFixedWidth(EXTRA)
        self.extra.setAccessibleName(words.t("Other accessories of {item}", item=named))
        self.came.toggled.connect(self._allow)

    def widgets(self) -> Sequence[QWidget]:
        return (self.condition, self.extra, *self.with_it.values())

    def brought(self) -> "Brought":
        from cpise_inventory.transfers.carried import Brought  # noqa: PLC0415 - SQLAlchemy

        extra = [part.strip() for part in self.extra.text().split(",")]
        return Brought(
            self.asset.tag,
            self.condition.code,
            [code for code, box in self.with_it.items() if not box.isChecked()],
            [part for part in extra if part],
        )

    def _allow(self, came: bool) -> None:  # noqa: FBT001 - as Qt's signal gives it
        for widget in self.widgets():
            widget.setEnabled(came)


class RoadAssets(QWidget):
    """A row for each on the road; what is not ticked stays there, to be settled."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._counting = False
        """Whether labels are being scanned: nothing has come but what was scanned then."""
        self.rows: list[RoadAsset] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setVerticalSpacing(Size.XS)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.S)
        column.addWidget(label(look, look.words.t("Equipment"), "field"))
        column.addLayout(self._grid)
        self.hide()

    def show_assets(self, assets: "Sequence[Asset]", *, came: bool) -> None:
        """`came`: whether all are taken to have come until somebody says otherwise."""
        for asset in assets:
            row, at = RoadAsset(self._look, asset), 2 * len(self.rows)
            row.came.setChecked(came)
            self.rows.append(row)
            self._grid.addWidget(row.came, at, 0)
            self._grid.addWidget(row.condition, at, 1)
            self._grid.addWidget(row.extra, at, 2)
            if row.with_it:
                boxes = QWidget()
                flow = Flow(boxes)
                for box in row.with_it.values():
                    flow.addWidget(box)
                self._grid.addWidget(boxes, at + 1, 0, 1, 3)
        self.setVisible(bool(self.rows))

    def tick(self, tag: str) -> bool:
        """This one is here; False if it's not on the road with this waybill."""
        found = next((row for row in self.rows if row.asset.tag == tag), None)
        if found is None:
            return False
        if not self._counting:
            self._counting = True
            for row in self.rows:
                row.came.setChecked(False)
        found.came.setChecked(True)
        return True

    def brought(self) -> "list[Brought]":
        return [row.brought() for row in self.rows if row.came.isChecked()]
