"""The goods received note: what came, set against the papers that it came with.

Its fields are those of Sahana Eden's (practice.md, 2): donor, waybill, transport, lines with sent
and received, and who delivered and received, each with function, date and stamp.
"""

from collections.abc import Iterator

from cpise_inventory.documents.issuing import RECEIVED
from cpise_inventory.identity import read_lot
from cpise_inventory.language import terms
from cpise_inventory.locations import DONOR
from cpise_inventory.paper.paper import Column, Paper
from cpise_inventory.printing import lines as tables
from cpise_inventory.printing.frame import box, paper
from cpise_inventory.printing.goods import remarks, rooms
from cpise_inventory.printing.lines import NONE, Field
from cpise_inventory.printing.scene import Scene
from cpise_inventory.stock.events import Check, Line, Received

Key = tuple[str, str]


def received(scene: Scene, said: Received) -> Paper:
    w = scene.w
    checks = {(check.item, check.lot): check for check in said.checks}
    lines = tuple(_by_lot(said)) if checks else said.lines
    fields = _compared(scene, lines, checks) if checks else _plain(scene, lines)
    donation = scene.then.donation(said.donation)
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, RECEIVED),
        donor_line=scene.donor_line([said.donation]),
        facts=scene.facts(
            (w.t("Received on"), scene.day(scene.event.happened_on)),
            (w.t("Storeroom"), rooms(scene, (line.target for line in said.lines))),
            (w.t("Donor"), scene.donor(said.donor)),
            (w.t("Donor’s paper number"), w.isolate(said.paper)),
            (w.t("Transport"), w.isolate(said.transport)),
            (w.t("Donation"), scene.code(donation.code) if donation else ""),
            (w.t("Agreement"), w.isolate(donation.reference) if donation else ""),
            (w.t("Expected delivery"), scene.code(said.expected)),
            (w.t("Check"), w.t("In quarantine until it is checked") if said.unchecked else ""),
        ),
        columns=tables.columns(fields),
        rows=tables.rows(fields, lines),
        totals=() if checks else tables.total(scene, fields, lines),
        landscape=bool(checks),
        remarks=(*_reasons(scene, said), *remarks(scene, said.remarks)),
        signatures=(box(w.t("Delivered by")), box(w.t("Received by"), scene.actor)),
    )


def _by_lot(said: Received) -> Iterator[Line]:
    """One line for each item's lot, with all that came of it; nought of what did not come."""
    came: dict[Key, int] = {(check.item, check.lot): 0 for check in said.checks}
    order = dict.fromkeys([*((line.item, line.lot) for line in said.lines), *came])
    came = dict.fromkeys(order, 0)
    for line in said.lines:
        came[line.item, line.lot] += line.quantity
    for (item, lot), quantity in came.items():
        yield Line(item, lot, DONOR, DONOR, quantity)


def _plain(scene: Scene, lines: tuple[Line, ...]) -> list[Field]:
    return [*tables.goods(scene, lines), *tables.quantity(scene)]


def _compared(scene: Scene, lines: tuple[Line, ...], checks: dict[Key, Check]) -> list[Field]:
    """What the papers say, what came of it well, and what was otherwise."""
    w = scene.w

    def check(line: Line) -> Check:
        return checks.get((line.item, line.lot)) or Check(line.item, line.lot)

    def sent(line: Line, _: int) -> str:
        found = check(line)
        return scene.number(line.quantity + found.missing - found.over)

    def figure(value: int) -> str:
        return scene.number(value) if value else NONE

    return [
        *tables.goods(scene, lines),
        tables.figures(w.t("On the papers"), sent),
        tables.figures(
            w.t("In good condition"),
            lambda line, _: scene.number(line.quantity - check(line).damaged),
        ),
        tables.figures(w.t("Damaged"), lambda line, _: figure(check(line).damaged)),
        tables.figures(w.t("Missing"), lambda line, _: figure(check(line).missing)),
        tables.figures(w.t("In excess"), lambda line, _: figure(check(line).over)),
        Field(Column(w.t("Unit"), 1.4), lambda line, _: scene.unit(line.item)),
    ]


def _reasons(scene: Scene, said: Received) -> Iterator[tuple[str, str]]:
    """Why goods came damaged, or with little time left: so it stands on the paper."""
    w = scene.w
    for check in said.checks:
        if check.reason:
            lot = w.isolate(read_lot(check.lot).number)
            what = f"{scene.item(check.item)} {lot}".strip()
            yield what, check.reason
    if any(check.damaged for check in said.checks):
        yield "", w.t("Damaged goods were put into quarantine.")
