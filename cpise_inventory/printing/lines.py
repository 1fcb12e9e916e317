"""Tables of goods: which columns a paper has, and a row for each line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cpise_inventory.identity import Lot, read_lot
from cpise_inventory.locations import is_real
from cpise_inventory.paper.paper import Align, Column
from cpise_inventory.printing.scene import Scene
from cpise_inventory.stock.events import Line

Row = tuple[str, ...]
NONE = "–"
"""In a cell that has nothing to say: what is empty could be filled in."""
CHARACTERS = 6.0
"""Of a code, that a column of share 1 holds."""
NARROW, WIDE = 1.5, 3.4


@dataclass(frozen=True)
class Field:
    """One column and what stands in it; `line` is a stock line, `number` counts from 1."""

    column: Column
    value: Callable[[Line, int], str]


def goods(scene: Scene, lines: Sequence[Line]) -> list[Field]:
    """Number, code, item, lot, expiry; the donation, where the lines come from several; and packs,
    where one is full: cartons are counted at the door, and base units kept.
    """
    w = scene.w
    fields = [
        counted(scene),
        Field(Column(w.t("Code"), 2.3, code=True), lambda line, _: line.item),
        Field(Column(w.t("Item"), 4.4), lambda line, _: scene.item(line.item)),
        codes(w.t("Lot"), lines, lambda line: lot_of(line).number),
        Field(
            Column(w.t("Expiry"), 1.9, code=True),
            lambda line, _: scene.expiry(lot_of(line).expiry) or NONE,
        ),
    ]
    if len({lot_of(line).donation for line in lines}) > 1:
        fields.append(
            codes(w.t("Donation"), lines, lambda line: lot_of(line).donation.replace("+", " + "))
        )
    if any(scene.packs(line.item, line.quantity) for line in lines):
        packs = Column(w.t("Packs"), 2.4)
        fields.append(Field(packs, lambda line, _: scene.packs(line.item, line.quantity) or NONE))
    return fields


def quantity(scene: Scene, heading: str = "") -> list[Field]:
    """Quantity and unit."""
    w = scene.w
    return [
        figures(heading or w.t("Quantity"), lambda line, _: scene.number(line.quantity)),
        Field(Column(w.t("Unit"), 1.4), lambda line, _: scene.unit(line.item)),
    ]


def places(scene: Scene, lines: Sequence[Line]) -> list[Field]:
    """Where each line is taken from, where the head of the paper can't say it for all."""
    if len({line.source for line in lines if is_real(line.source)}) < 2:  # noqa: PLR2004 - one is named above the table
        return []

    def said(line: Line, _number: int) -> str:
        return scene.place(line.source) if is_real(line.source) else NONE

    return [Field(Column(scene.w.t("Taken from"), 2.2), said)]


def codes(heading: str, lines: Sequence[Line], code: Callable[[Line], str]) -> Field:
    """A column as wide as the longest of its codes asks for, within reason."""
    words = [word for line in lines for word in code(line).split()]
    share = max(map(len, words), default=0) / CHARACTERS
    column = Column(heading, min(max(share, NARROW), WIDE), code=True)
    return Field(column, lambda line, _: code(line) or NONE)


def counted(scene: Scene) -> Field:
    return Field(Column(scene.w.t("No."), 0.8, Align.FIGURES), lambda _, number: str(number))


def figures(heading: str, value: Callable[[Line, int], str], share: float = 1.6) -> Field:
    return Field(Column(heading, share, Align.FIGURES), value)


def blank(heading: str, share: float = 1.5) -> Field:
    """To be filled in by hand."""
    return Field(Column(heading, share), lambda _line, _number: "")


def columns(fields: Iterable[Field]) -> tuple[Column, ...]:
    return tuple(field.column for field in fields)


def rows(fields: Sequence[Field], lines: Iterable[Line], first: int = 1) -> tuple[Row, ...]:
    return tuple(
        tuple(field.value(line, number) for field in fields)
        for number, line in enumerate(lines, first)
    )


def total(scene: Scene, fields: Sequence[Field], lines: Sequence[Line]) -> tuple[Row, ...]:
    """A row with the sum of the quantities, if there are several and they are of one unit."""
    units = {scene.unit(line.item) for line in lines}
    if len(lines) < 2 or len(units) != 1:  # noqa: PLR2004 - one line is its own sum
        return ()
    summed = scene.number(sum(line.quantity for line in lines))
    cells = ["" for _ in fields]
    cells[2], cells[-2], cells[-1] = scene.w.t("Total"), summed, next(iter(units))
    return (tuple(cells),)


def lot_of(line: Line) -> Lot:
    return read_lot(line.lot)
