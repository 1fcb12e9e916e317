"""Taking a layout's content out again."""

from PySide6.QtWidgets import QLayout


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
