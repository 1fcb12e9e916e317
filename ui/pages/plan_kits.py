"""How many kits the parts on hand make, which part ends it, and what is missing for more."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.language.folding import fold
from cpise_inventory.language.words import Words
from cpise_inventory.people.rights import Right
from cpise_inventory.planning import queries, telling
from cpise_inventory.planning.kits import Part, PossibleKits
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.field import Field
from ui.kit.pages import View, Whole
from ui.kit.pill import State
from ui.kit.quantity import QuantityEdit
from ui.kit.table import Table
from ui.pages.assemble_sheet import AssembleSheet
from ui.pages.combo import Combo
from ui.pages.layouts import first_in_use
from ui.pages.plan_rows import names_of, today
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

MORE: Final = 50
INDENT: Final = "      "


@dataclass(frozen=True)
class KitRow:
    """A kit, or (`part` not None) what one of it holds of an item. `how` tells of all of it."""

    kit: PossibleKits
    name: str
    how: tuple[str, ...]
    part: Part | None = None
    with_substitutes: bool = False
    """The row beneath a kit that says how many can be made with them."""

    @property
    def is_draft(self) -> bool:
        return bool(self.kit.unknown)

    @property
    def ends_it(self) -> bool:
        return self.part is not None and self.part.item in self.kit.limiting


class KitSource(Whole[KitRow]):
    def __init__(self, words: Words, centre: str) -> None:
        super().__init__()
        self._words, self.centre, self.more = words, centre, MORE
        self.names: dict[str, str] = {}

    @override
    def read(self, store: "Store", view: View) -> list[KitRow]:
        with store.read() as connection:
            found = queries.kits_possible(connection, today(), [self.centre], "", self.more)
        names, _units = names_of(store, self._words)
        self.names = names
        ordered = sorted(found, key=lambda one: fold(names.get(one.kit, one.kit)))
        return [row for one in ordered for row in _rows(one, names, self._words)]


def _rows(one: PossibleKits, names: dict[str, str], words: Words) -> Iterator[KitRow]:
    how = tuple(telling.how_kits(one, names, words))
    yield KitRow(one, names.get(one.kit, one.kit), how)
    if one.has_substitutes and not one.unknown:
        yield KitRow(one, words.t("With substitutes"), how, with_substitutes=True)
    for part in one.parts:
        yield KitRow(one, names.get(part.item, part.item), how, part)
    for item in one.unknown:
        yield KitRow(one, names.get(item, item), how, Part(item, 0, 0, 0))


class PlanKits(QWidget):
    chosen = Signal(object)  # KitRow or None
    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.look.words, desk.look
        self._source = KitSource(words, desk.session.centre)
        self._desk = desk
        self.centre = Combo()
        self.more = QuantityEdit(look, least=0, end=False)
        self.more.set_value(MORE)
        self._more_field = Field(look, words.t("Kits more"), self.more)
        self.table = Table(
            look,
            desk.worker,
            self._source,
            _columns(words),
            name=words.t("Kits"),
            key=lambda row: (row.kit.kit, row.part.item if row.part else "", row.with_substitutes),
        )
        self.table.set_empty(
            EmptyState(
                look,
                words.t("There is no kit yet."),
                words.t("A kit is an item that is made of items; its list says of how many."),
            )
        )
        heads = QHBoxLayout()
        heads.setSpacing(Size.M)
        heads.addWidget(Field(look, words.t("Centre"), self.centre))
        heads.addWidget(self._more_field)
        heads.addStretch(1)
        self.make = Button(look, words.t("Make kits"), self._make, icon="layers")
        why_not = desk.why_not(Right.MOVE_STOCK)
        self.make.allow(not why_not, why_not)
        heads.addWidget(self.make, 0, Qt.AlignmentFlag.AlignBottom)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.M)
        rows.addLayout(heads)
        rows.addWidget(self.table, 1)
        self.table.current_changed.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.failed.connect(self.failed)
        first_in_use(self.table)
        self.centre.currentIndexChanged.connect(self._asked_otherwise)
        self.more.settled.connect(self._asked_otherwise)

    def fill(self, centres: "list[tuple[str, str]]") -> None:
        self.centre.fill(centres, self._source.centre)
        self._asked_otherwise()

    def state(self) -> dict[str, Any]:
        return {"more": self.more.typed(), "centre": self._source.centre}

    def restore(self, state: dict[str, Any]) -> None:
        self.more.set_typed(str(state.get("more", "")))
        self._source.centre = str(state.get("centre", self._source.centre))

    def _make(self) -> None:
        """Of the kit in use, at the centre that is shown."""
        if (row := self.table.current()) is not None:
            name = self._source.names.get(row.kit.kit, row.kit.kit)
            self._desk.open(AssembleSheet(self._desk, (row.kit.kit, name), row.kit.centre))

    def _asked_otherwise(self, _index: int = 0) -> None:
        if problem := self.more.problem():
            self._more_field.wrong(self._desk.sentence(problem))
            return
        self._more_field.right()
        self._source.centre = self.centre.code or self._source.centre
        self._source.more = self.more.value() or 0
        self.table.refresh()


def _columns(words: Words) -> tuple[Column[KitRow], ...]:
    ends = State("warn", "triangle-alert", words.t("Ends it"))
    draft = State("warn", "pen-line", words.t("Draft"))

    def state(row: KitRow) -> State | None:
        if row.is_draft:
            return None if row.part else draft
        return ends if row.ends_it else None

    def name(row: KitRow) -> str:
        return INDENT + row.name if row.part or row.with_substitutes else row.name

    def of_part(row: KitRow, figure: str) -> str:
        """Of what isn't known yet, a question mark."""
        if row.part is None:
            return ""
        if not row.part.each:
            return "?" if figure == "each" else ""
        return words.number(getattr(row.part, figure))

    def possible(row: KitRow) -> str:
        if row.is_draft:
            return ""
        if row.with_substitutes:
            return words.number(row.kit.with_substitutes)
        return words.number(row.part.makes if row.part else row.kit.possible)

    return (
        Column("name", words.t("Kit"), name, stretch=True),
        Column(
            "possible",
            words.t("Can be made"),
            possible,
            width=96,
            end=True,
            bold=True,
            ltr=True,
            ink=lambda row: "muted" if row.part else "text",
        ),
        Column(
            "each",
            words.t("Per kit"),
            lambda row: of_part(row, "each"),
            width=76,
            end=True,
            ltr=True,
        ),
        Column(
            "there",
            words.t("Fit to be given"),
            lambda row: of_part(row, "usable"),
            width=96,
            end=True,
            ltr=True,
        ),
        Column(
            "missing",
            words.t("Missing for more"),
            lambda row: of_part(row, "missing"),
            width=112,
            end=True,
            ltr=True,
            ink=lambda row: "bad" if row.part and row.part.missing else "muted",
        ),
        Column(
            "ends",
            "",
            lambda row: said.text if (said := state(row)) else "",
            width=116,
            pill=state,
        ),
    )
