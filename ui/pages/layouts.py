"""What several pages do with layouts and lists."""

from typing import Any

from PySide6.QtWidgets import QLayout

from ui.kit.table import Table


def clear(layout: QLayout, start: int = 0) -> None:
    """Take everything out from a place on, layouts inside too."""
    while layout.count() > start:
        taken = layout.takeAt(start)
        if taken is None:
            return
        if (inner := taken.layout()) is not None:
            clear(inner)
        if (widget := taken.widget()) is not None:
            widget.hide()  # without a parent it would be dressed once more, only to go
            widget.deleteLater()


def first_in_use(table: Table[Any]) -> None:
    """Whenever nothing in a list is in use, its first row is, so that its detail is seen."""

    def came() -> None:
        if not table.rows.currentIndex().isValid() and table.model.rowCount():
            table.rows.selectRow(0)

    table.model.came.connect(came)  # after the table has looked for the row of before
