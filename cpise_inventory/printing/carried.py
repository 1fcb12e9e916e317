"""Assets on papers of goods: a line each below the goods, or in columns of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from typing_extensions import override

from cpise_inventory.assets.events import AssetCheck, checks_of
from cpise_inventory.language import terms
from cpise_inventory.paper.paper import Column
from cpise_inventory.printing import assets
from cpise_inventory.printing import lines as tables
from cpise_inventory.printing.assets import Known, columns, known_of, named
from cpise_inventory.printing.lines import NONE, Field
from cpise_inventory.printing.scene import Scene, donations_of
from cpise_inventory.stock.events import Carrying, Line
from cpise_inventory.transfers.events import Arrived

NO_LOT = "//"
"""Of the line that stands for an asset: neither number, expiry nor donation."""
PIECE = "piece"
DAMAGED = ("poor", "broken")


@dataclass
class Laden(Scene):
    """A scene that calls assets by what they are, as it calls goods by their names."""

    known: Mapping[str, Known] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    """What else is to be said of one."""

    @override
    def item(self, code: str) -> str:
        one = self.known.get(code)
        return described(self, one, self.notes.get(code, "")) if one else super().item(code)

    @override
    def unit(self, code: str) -> str:
        if code in self.known:
            return terms.term(terms.UNITS, PIECE, self.w)
        return super().unit(code)


class Load(NamedTuple):
    """What a paper lists. `lines`: those of goods, then one for each asset."""

    scene: Laden
    lines: tuple[Line, ...]
    goods: tuple[Line, ...]
    known: Mapping[str, Known]

    @property
    def fields(self) -> list[Field]:
        """What each line is; assets alone have columns of their own."""
        if self.goods or not self.known:
            return tables.goods(self.scene, self.goods)
        return [tables.counted(self.scene), *asset_fields(self.scene, self.known)]

    @property
    def has_goods(self) -> bool:
        return bool(self.goods) or not self.known

    @property
    def donor_line(self) -> str:
        given = [one.donation for one in self.known.values()]
        return self.scene.donor_line([*donations_of(self.goods), *given])


def load(
    scene: Scene,
    goods: Sequence[Line],
    along: Sequence[Line],
    notes: Mapping[str, str] | None = None,
) -> Load:
    """`along`: the assets, a line each, whose item is the tag."""
    known = known_of(scene, [line.item for line in along], before=True)
    laden = Laden(
        scene.connection, scene.journal, scene.event, scene.w, scene.marks, known, notes or {}
    )
    return Load(laden, (*goods, *along), tuple(goods), known)


def asset_line(tag: str, source: str, target: str, quantity: int = 1) -> Line:
    return Line(tag, NO_LOT, source, target, quantity)


def asset_fields(scene: Laden, known: Mapping[str, Known]) -> list[Field]:
    """Tag, category, maker and model, serial number, condition, accessories."""
    fields = [Field(one.column, _value_of(one, known)) for one in columns(scene)]
    heading = Column(scene.w.t("Accessories"), 2.6)
    return [*fields, Field(heading, lambda line, _: accessories(scene, known[line.item]) or NONE)]


def _value_of(one: assets.Field, known: Mapping[str, Known]) -> Callable[[Line, int], str]:
    return lambda line, _: one.value(known[line.item]) or NONE


def accessories(scene: Scene, one: Known) -> str:
    return named(scene, one.accessories)


def described(scene: Scene, one: Known, note: str = "") -> str:
    """`Laptop HP ProBook 450 · serial number 5CD1 · good · charger, bag`."""
    w = scene.w
    if one.made is None:
        return note
    kind = scene.term(terms.CATEGORIES, one.made.category)
    model = w.isolate(f"{one.made.maker} {one.made.model}".strip())
    serial = w.t("serial number {serial}", serial=scene.code(one.made.serial))
    condition = terms.term(terms.CONDITIONS, one.condition, w) if one.condition else ""
    parts = (
        f"{kind} {model}",
        serial if one.made.serial else "",
        condition,
        accessories(scene, one),
        note,
    )
    return " · ".join(part for part in parts if part)


def found_otherwise(scene: Scene, said: Carrying) -> dict[str, str]:
    """Of each asset that came in otherwise than it was sent: how."""
    return {check.tag: told for check in checks_of(said) if (told := _told(scene, check))}


def _told(scene: Scene, check: AssetCheck) -> str:
    w, parts = scene.w, []
    if check.condition:
        word = terms.term(terms.CONDITIONS, check.condition, w)
        parts.append(w.t("on arrival: {condition}", condition=word))
    return " · ".join([*parts, *filter(None, [_equipped(scene, check)])])


def _equipped(scene: Scene, check: AssetCheck) -> str:
    """Without which accessories it came, and with which others."""
    w, parts = scene.w, []
    if check.lacking:
        parts.append(w.t("without: {accessories}", accessories=named(scene, check.lacking)))
    if check.extra:
        parts.append(w.t("in addition: {accessories}", accessories=named(scene, check.extra)))
    return " · ".join(parts)


def asset_figures(scene: Scene, said: Arrived, came: Mapping[str, bool]) -> list[Field]:
    """How each came in: in which condition, without what, or not at all."""
    w = scene.w
    checks = {check.tag: check for check in said.asset_checks}

    def state(line: Line, _number: int) -> str:
        if line.quantity:
            return w.t("Received")
        return w.t("Missing") if came[line.item] else w.t("Received before")

    def condition(line: Line, _number: int) -> str:
        check = checks.get(line.item)
        return scene.term(terms.CONDITIONS, check.condition) if check and check.condition else NONE

    def otherwise(line: Line, _number: int) -> str:
        check = checks.get(line.item)
        return _equipped(scene, check) or NONE if check else NONE

    return [
        Field(Column(w.t("Received"), 1.8), state),
        Field(Column(w.t("Condition now"), 1.8), condition),
        Field(Column(w.t("Differences"), 2.6), otherwise),
    ]


def assets_otherwise(scene: Scene, said: Arrived) -> list[str]:
    """How many came in damaged, and how many without all their accessories."""
    w, told = scene.w, []
    damaged = sum(check.condition in DAMAGED for check in said.asset_checks)
    lacking = sum(bool(check.lacking) for check in said.asset_checks)
    if damaged:
        told.append(
            w.n("{count} asset came in damaged.", "{count} assets came in damaged.", damaged)
        )
    if lacking:
        told.append(
            w.n(
                "{count} asset came without all its accessories: that waits to be settled.",
                "{count} assets came without all their accessories: that waits to be settled.",
                lacking,
            )
        )
    return told
