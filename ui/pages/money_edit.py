"""A sum of money with what it's in beside it, as one field."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cpise_inventory.language.money import CURRENCIES, parse_money, written
from ui.kit.field import line_edit
from ui.look import Look
from ui.pages.combo import Combo
from ui.theme import Size


class MoneyEdit(QWidget):
    """`value` in hundredths of `currency`; nothing stands in it where no value is told."""

    def __init__(self, look: Look, value: int = 0, currency: str = "") -> None:
        super().__init__()
        words = look.words
        self.sum = line_edit(look, written(value, words) if value else "")
        self.currency = Combo()
        self.currency.fill([(one, one) for one in CURRENCIES], currency)
        self.currency.setAccessibleName(words.t("Currency"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.XS)
        row.addWidget(self.sum, 1)
        row.addWidget(self.currency)
        self.setFocusProxy(self.sum)

    def told(self) -> tuple[int, str]:
        """Raises `UnreadableMoney`."""
        text = self.sum.text().strip()
        return parse_money(text) if text else 0, self.currency.code
