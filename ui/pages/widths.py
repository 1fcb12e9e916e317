"""Columns of a line grid as wide as their titles need in this language."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtGui import QFontMetrics

from ui.kit.line import LineColumn
from ui.kit.linecanvas import PAD
from ui.look import Look
from ui.theme import Type


def fitted(look: Look, columns: Iterable[LineColumn]) -> tuple[LineColumn, ...]:
    title = QFontMetrics(look.font(Type.SMALL, bold=True))
    return tuple(
        replace(
            column, width=max(column.width, title.horizontalAdvance(column.title) + 2 * PAD + 2)
        )
        for column in columns
    )
