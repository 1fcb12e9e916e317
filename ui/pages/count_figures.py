"""Figures that were counted and are not in the books yet: kept on the disk as each is entered."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from cpise_inventory.clock import today
from ui.pages.count_reading import Key

if TYPE_CHECKING:
    from cpise_inventory.counts.placing import Figure


@dataclass(frozen=True)
class Kept:
    """One figure: as it was typed, what it comes to, and when it was counted."""

    typed: str
    quantity: int
    clock: int
    day: str


@dataclass
class Figures:
    """Those of one count. `more`: lines that were found but don't stand on the sheet."""

    kept: dict[Key, Kept] = field(default_factory=dict)
    more: list[Key] = field(default_factory=list)
    from_paper: bool = False
    """Counted when the sheet was printed, not when they are typed."""

    def keep(self, key: Key, typed: str, quantity: int, clock: int) -> None:
        day = today().isoformat()
        self.kept[key] = Kept(typed, quantity, clock, day)

    def entered(self) -> "list[Figure]":
        """What the command takes."""
        from cpise_inventory.counts.placing import Figure  # noqa: PLC0415 - SQLAlchemy

        return [
            Figure(item, one.quantity, lot, place)
            if self.from_paper
            else Figure(item, one.quantity, lot, place, one.clock, date.fromisoformat(one.day))
            for (place, item, lot), one in self.kept.items()
        ]

    def state(self) -> dict[str, Any]:
        return {
            "kept": [
                [*key, one.typed, one.quantity, one.clock, one.day]
                for key, one in self.kept.items()
            ],
            "more": [list(key) for key in self.more],
            "paper": self.from_paper,
        }


def restored(state: object) -> Figures:
    """What `state` gave, perhaps in another version of the program: trusts nothing."""
    found = Figures()
    if not isinstance(state, dict):
        return found
    for row in _rows(state.get("kept")):
        match row:
            case [str(place), str(item), str(lot), str(typed), int(quantity), int(clock), str(day)]:
                if quantity >= 0 and _is_day(day):
                    found.kept[place, item, lot] = Kept(typed, quantity, clock, day)
    for row in _rows(state.get("more")):
        match row:
            case [str(place), str(item), str(lot)]:
                found.more.append((place, item, lot))
    found.from_paper = state.get("paper") is True
    return found


def _rows(rows: object) -> list[Any]:
    return rows if isinstance(rows, list) else []


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
