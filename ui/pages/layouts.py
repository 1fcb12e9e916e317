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
            widget.setParent(None)
            widget.deleteLater()


def choose_first(table: Table[Any]) -> None:
    """A list that has just come: its first row is in use, so that its detail is seen."""
    if table.current() is None and table.model.rowCount():
        table.rows.selectRow(0)
