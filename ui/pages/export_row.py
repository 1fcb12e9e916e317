"""Under a list: it leaves as a paper to sign, as a workbook or as a table."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.flow import Flow

ENDINGS: Final = ("pdf", "xlsx", "csv")
_ICONS: Final = ("file-down", "file-spreadsheet", "download")


class ExportRow(QWidget):
    """`save` is called with one of `endings`. Whoever may not export is told so by the buttons."""

    def __init__(
        self, desk: Desk, save: Callable[[str], object], endings: Collection[str] = ENDINGS
    ) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        super().__init__()
        words, why_not = desk.look.words, desk.why_not(Right.EXPORT)
        texts = (words.t("PDF"), words.t("Workbook"), words.t("Table (CSV)"))
        ways = Flow(self)
        every = zip(ENDINGS, texts, _ICONS, strict=True)
        for kind, text, icon in (one for one in every if one[0] in endings):
            button = Button(desk.look, text, partial(save, kind), icon=icon)
            button.allow(not why_not, why_not)
            ways.addWidget(button)
