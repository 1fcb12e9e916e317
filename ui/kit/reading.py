"""A field that understands what is typed: it shows the meaning when left, the typing when entered.

Digits are taken by their keys, so that AZERTY and Arabic layouts need no Shift for them.
"""

from abc import abstractmethod
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit
from typing_extensions import override

from cpise_inventory.errors import Refusal
from ui.kit.text import set_style
from ui.look import Look
from ui.scanning import character_of_field

Value = TypeVar("Value")
_ONLY_FOR_A_MOMENT = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
_LEAVES_THE_CURSOR = (Qt.FocusReason.MouseFocusReason, *_ONLY_FOR_A_MOMENT)
FRAME: Final = 26
"""Border and padding of a field in theme.qss, and what Qt keeps clear beside its text."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ReadingEdit(QLineEdit, Generic[Value]):
    """Subclasses say how a text is read and how a value is shown."""

    settled = Signal()
    """The field was left, or Enter pressed, with another value or another trouble than before."""

    taken = ""
    """Characters that can mean something here; empty: all."""

    def __init__(self, look: Look, *, end: bool = False, unit: str = "") -> None:
        super().__init__()
        self.look = look
        self._typed = ""
        self._is_shown = False
        self._last: object = (None, "")
        side = look.end if end else look.start
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._unit = QLabel(unit, self)
        self._unit.setProperty("role", "small")
        self._unit.setVisible(bool(unit))
        self.textEdited.connect(self._being_typed)
        self.returnPressed.connect(self._settle)
        self.fit_unit()

    @abstractmethod
    def read(self, text: str) -> Value:
        """Raises Refusal."""

    @abstractmethod
    def shown(self, text: str, value: Value) -> str:
        """What the field says once it's left."""

    @abstractmethod
    def as_typed(self, value: Value) -> str:
        """What somebody would have typed for it."""

    def brief(self, value: Value) -> str:
        """The same in less room; nothing if it can't be said shorter."""
        del value
        return ""

    # For pages ------------------------------------------------------------------------------------

    def typed(self) -> str:
        """As typed, whatever the field shows now: for drafts."""
        return (self._typed if self._is_shown else self.text()).strip()

    def set_typed(self, text: str) -> None:
        self._typed, self._is_shown = text, False
        self.setText(text)
        if not self.hasFocus():
            self._show()
        self._last = self._state()

    def value(self) -> Value | None:
        """None where the field is empty or can't be read: see `problem`."""
        return self._found()[0]

    def set_value(self, value: Value | None) -> None:
        self.set_typed("" if value is None else self.as_typed(value))

    def problem(self) -> Refusal | None:
        return self._found()[1]

    def set_unit(self, unit: str) -> None:
        """Stands inside the field: is that 10 boxes or pieces?"""
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))
        self.fit_unit()

    def fit_unit(self) -> None:
        """The text leaves room for the unit at the end of the field."""
        room = self._unit.sizeHint().width() + 6 if self._unit.text() else 0
        self.setTextMargins(room if self.look.rtl else 0, 0, 0 if self.look.rtl else room, 0)
        hint = self._unit.sizeHint()
        x = 10 if self.look.rtl else self.width() - hint.width() - 10
        self._unit.setGeometry(x, (self.height() - hint.height()) // 2, hint.width(), hint.height())

    # Inside ---------------------------------------------------------------------------------------

    def _found(self) -> tuple[Value | None, Refusal | None]:
        text = self.typed()
        if not text:
            return None, None
        try:
            return self.read(text), None
        except Refusal as problem:
            return None, problem

    def _being_typed(self) -> None:
        self._is_shown = False
        set_style(self, "state", "")

    def _show(self) -> None:
        """The meaning in place of the typing; red where there is none."""
        text = self.typed()
        value, problem = self._found()
        set_style(self, "state", "bad" if problem is not None else "")
        if value is None or problem is not None:
            return
        self._typed, self._is_shown = text, True
        self.setText(self._fitting(text, value))
        self.setCursorPosition(0)

    def _fitting(self, text: str, value: Value) -> str:
        """`4 × 24 + 3 = 99` cut before its end would say 4."""
        whole = self.shown(text, value)
        margins = self.textMargins()
        room = self.width() - margins.left() - margins.right() - FRAME
        fits = self.fontMetrics().horizontalAdvance(whole) <= room
        return whole if fits else self.brief(value) or whole

    def _settle(self) -> None:
        if (state := self._state()) != self._last:
            self._last = state
            self.settled.emit()

    def _state(self) -> tuple[Value | None, str]:
        value, problem = self._found()
        return value, self.typed() if problem is not None else ""

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(120, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.taken or not event.text() or event.modifiers() & _COMMANDS:
            super().keyPressEvent(event)
            return
        character = character_of_field(event, self.taken)
        if character:
            self.insert(character)
            self.textEdited.emit(self.text())
        elif not event.text().isprintable():
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._is_shown:
            self._is_shown = False
            self.setText(self._typed)
        super().focusInEvent(event)
        if event.reason() not in _LEAVES_THE_CURSOR:
            self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _ONLY_FOR_A_MOMENT:
            self._show()
            self._settle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_unit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_unit"):
            self.fit_unit()
