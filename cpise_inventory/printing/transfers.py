"""The waybill in its four exemplars, and the acknowledgement of receipt with what differs."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from cpise_inventory.documents.issuing import ARRIVED, WAYBILL
from cpise_inventory.documents.queries import document_of, issued_event, of_party
from cpise_inventory.journal.event import Event
from cpise_inventory.language import terms
from cpise_inventory.language.words import N_
from cpise_inventory.locations import is_quarantine, transit
from cpise_inventory.paper.paper import Paper, SignatureBox
from cpise_inventory.printing import lines as tables
from cpise_inventory.printing.carried import (
    DAMAGED,
    Load,
    asset_figures,
    asset_line,
    assets_otherwise,
    found_otherwise,
    load,
)
from cpise_inventory.printing.frame import paper
from cpise_inventory.printing.goods import remarks, rooms
from cpise_inventory.printing.lines import Field
from cpise_inventory.printing.scene import Scene
from cpise_inventory.stock.events import Line, by_lot
from cpise_inventory.transfers.events import Arrived, Sent

EXEMPLARS = (
    N_("Sender’s copy"),
    N_("Carrier’s copy"),
    N_("Receiver’s copy"),
    N_("Archive copy"),
)
WRITTEN_ROW_MM = 8.5
"""A row that is filled in by hand."""


def sent(scene: Scene, said: Sent) -> tuple[Paper, ...]:
    """One waybill for each of the four who keep it; a draft is one."""
    marks = EXEMPLARS[:1] if scene.draft else EXEMPLARS
    return tuple(_waybill(scene, said, "" if scene.draft else scene.w.t(one)) for one in marks)


def _waybill(scene: Scene, said: Sent, exemplar: str) -> Paper:
    w, lines = scene.w, said.lines
    along = [asset_line(tag, said.centre, transit(said.number)) for tag in said.road]
    loaded = load(scene, lines, along)
    fields = loaded.fields
    if loaded.has_goods:
        fields += [
            *tables.places(scene, lines),
            *tables.quantity(loaded.scene, w.t("Sent")),
        ]
    fields += [
        tables.blank(w.t("Received in good condition"), 1.9),
        tables.blank(w.t("Damaged"), 1.7),
        tables.blank(w.t("Missing"), 1.4),
        tables.blank(w.t("In excess") if loaded.has_goods else w.t("Missing accessories"), 1.4),
    ]
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, WAYBILL),
        exemplar=exemplar,
        landscape=True,
        donor_line=loaded.donor_line,
        facts=scene.facts(
            (w.t("From"), scene.centre(said.centre)),
            (w.t("To"), scene.centre(said.target)),
            (w.t("Sent on"), scene.day(scene.event.happened_on)),
            (w.t("Storeroom"), rooms(scene, (line.source for line in lines))),
            (w.t("Driver"), w.isolate(said.driver) if said.driver else "…"),
            (w.t("Vehicle"), w.isolate(said.vehicle) if said.vehicle else "…"),
            (w.t("Trailer"), w.isolate(said.trailer)),
            (w.t("Telephone"), scene.code(said.phone) if said.phone else ""),
            (w.t("Requisition"), scene.code(said.request) if said.request else ""),
        ),
        introduction=_asked_of_the_receiver(loaded),
        columns=tables.columns(fields),
        rows=tables.rows(fields, loaded.lines),
        row_height_mm=WRITTEN_ROW_MM,
        remarks=remarks(scene, said.remarks),
        signatures=(
            _box(scene, w.t("Loaded by"), scene.actor, scene.centre(said.centre)),
            _box(scene, w.t("Transported by"), said.driver),
            _box(scene, w.t("Received by"), place=scene.centre(said.target)),
        ),
    )


def _asked_of_the_receiver(loaded: Load) -> str:
    w = loaded.scene.w
    if not loaded.has_goods:
        return w.t(
            "Look at each device and at its accessories, and write down what is missing or damaged"
            " before the carrier leaves, then sign."
        )
    return w.t(
        "Count and write down shortages and damage before the carrier leaves, then sign."
        " Packages that are damaged are packed anew, and their whole units count as good."
    )


def _box(scene: Scene, title: str, name: str = "", place: str = "") -> SignatureBox:
    more = ((scene.w.t("Place"), place), (scene.w.t("Condition of the goods"), ""))
    return SignatureBox(title, name, more=more)


class Difference(NamedTuple):
    """One lot of a waybill, as it stood after an arrival. `sent` is None if unknown here.

    The line's quantity came off the road now, `damaged` of it; `over` came beyond it.
    """

    line: Line
    sent: int | None
    before: int
    damaged: int = 0
    over: int = 0

    @property
    def good(self) -> int:
        return self.line.quantity - self.damaged

    @property
    def missing(self) -> int | None:
        return None if self.sent is None else self.sent - self.before - self.line.quantity


def arrived(scene: Scene, said: Arrived) -> Paper:
    w, waybill = scene.w, document_of(scene.connection, said.waybill)
    about = issued_event(scene.connection, scene.journal, waybill) if waybill else None
    compared = compared_with_waybill(scene, said, about)
    source = about.payload.centre if about else said.waybill.split("-", 1)[0]
    assets = asset_differences(scene, said, about)
    loaded = load(
        scene,
        [one.line for one in compared],
        [one.line for one in assets],
        found_otherwise(scene, said),
    )
    fields = loaded.fields
    if loaded.has_goods:
        fields += _figures(loaded.scene, [*compared, *assets])
    else:
        lacking = {one.line.item: bool(one.missing) for one in assets}
        fields += asset_figures(loaded.scene, said, lacking)
    return paper(
        scene,
        w.t("Acknowledgement of receipt"),
        landscape=True,
        donor_line=loaded.donor_line,
        facts=scene.facts(
            (w.t("Waybill"), scene.code(said.waybill)),
            (w.t("Received on"), scene.day(scene.event.happened_on)),
            (w.t("From"), scene.centre(source)),
            (w.t("To"), scene.centre(said.centre)),
            (w.t("Sent on"), scene.day(about.happened_on if about else "")),
            (w.t("Storeroom"), rooms(scene, (line.target for line in said.lines))),
            (w.t("Driver"), w.isolate(about.payload.driver) if about else ""),
            (w.t("Vehicle"), w.isolate(about.payload.vehicle) if about else ""),
        ),
        columns=tables.columns(fields),
        rows=tables.rows(fields, loaded.lines),
        remarks=(*_differences(scene, said, compared, assets), *remarks(scene, said.remarks)),
        signatures=(
            SignatureBox(w.t("Transported by"), about.payload.driver if about else ""),
            SignatureBox(w.t("Received by"), scene.actor),
            SignatureBox(w.t("Witness")),
        ),
    )


def _figures(scene: Scene, compared: list[Difference]) -> list[Field]:
    """Unit, sent, received before (if anything was), received now, missing so far."""
    w, by_line = scene.w, {id(one.line): one for one in compared}

    def known(value: int | None) -> str:
        return "–" if value is None else scene.number(value)

    fields = [tables.quantity(scene)[1]]
    fields.append(tables.figures(w.t("Sent"), lambda line, _: known(by_line[id(line)].sent), 1.4))
    if any(one.before for one in compared):
        fields.append(
            tables.figures(
                w.t("Received before"), lambda line, _: known(by_line[id(line)].before), 1.4
            )
        )
    figures: list[tuple[str, Callable[[Difference], int | None]]] = [
        (w.t("Received in good condition"), lambda one: one.good)
    ]
    if any(one.damaged for one in compared):
        figures.append((w.t("Damaged"), lambda one: one.damaged))
    figures.append((w.t("Missing"), lambda one: one.missing))
    if any(one.over for one in compared):
        figures.append((w.t("In excess"), lambda one: one.over))
    for heading, figure in figures:
        fields.append(_figure(heading, by_line, known, figure))
    return fields


def _figure(
    heading: str,
    by_line: dict[int, Difference],
    known: Callable[[int | None], str],
    figure: Callable[[Difference], int | None],
) -> Field:
    return tables.figures(heading, lambda line, _: known(figure(by_line[id(line)])), 1.4)


def _differences(
    scene: Scene, said: Arrived, compared: list[Difference], assets: list[Difference]
) -> tuple[tuple[str, str], ...]:
    w = scene.w
    if any(one.missing is None for one in (*compared, *assets)):
        unknown = w.t("The waybill’s own event has not come here yet: what was sent is not known.")
        return ((w.t("Differences"), unknown),)
    short = sum(1 for one in (*compared, *assets) if one.missing)
    over = sum(1 for one in compared if one.over)
    damaged = sum(one.damaged for one in compared)
    otherwise = assets_otherwise(scene, said)
    if not (short or over or damaged or otherwise):
        return ((w.t("Differences"), w.t("None: all that was sent has come in.")),)
    told = []
    if short:
        told.append(
            w.n(
                "{count} line is short: what is missing stays in transit until it is settled.",
                "{count} lines are short: what is missing stays in transit until it is settled.",
                short,
            )
        )
    if over:
        told.append(
            w.n(
                "{count} line is in excess: it waits to be settled.",
                "{count} lines are in excess: they wait to be settled.",
                over,
            )
        )
    if damaged:
        told.append(
            w.n(
                "{count} unit is damaged and stands in quarantine.",
                "{count} units are damaged and stand in quarantine.",
                damaged,
            )
        )
    return ((w.t("Differences"), " ".join([*told, *otherwise])),)


def asset_differences(scene: Scene, said: Arrived, waybill: Event[Sent] | None) -> list[Difference]:
    """Each asset of the waybill: sent, come in before this arrival, come in with it."""
    sent = waybill.payload.road if waybill else ()
    earlier = came_before(scene, said, waybill.clock if waybill else 0)
    before = {tag for one in earlier for tag in one.road}
    damaged = {check.tag for check in said.asset_checks if check.condition in DAMAGED}
    return [
        Difference(
            asset_line(tag, transit(said.waybill), said.centre, int(tag in said.road)),
            int(tag in sent) if waybill else None,
            int(tag in before),
            int(tag in damaged),
        )
        for tag in dict.fromkeys((*sent, *said.road))
    ]


def compared_with_waybill(
    scene: Scene, said: Arrived, waybill: Event[Sent] | None
) -> list[Difference]:
    """Each lot of the waybill: sent, come in before this arrival, come in with it."""
    sent = by_lot(waybill.payload.lines) if waybill else {}
    earlier = came_before(scene, said, waybill.clock if waybill else 0)
    before = by_lot(
        line for one in earlier for line in one.lines if line.source == transit(said.waybill)
    )
    road, room = transit(said.waybill), said.lines[0].target if said.lines else ""
    now = by_lot(line for line in said.lines if line.source == road)
    damaged = by_lot(
        line for line in said.lines if line.source == road and is_quarantine(line.target)
    )
    over = by_lot(line for line in said.lines if line.source != road)
    return [
        Difference(
            Line(*key, road, room, now.get(key, 0)),
            sent.get(key, 0) if waybill else None,
            before.get(key, 0),
            damaged.get(key, 0),
            over.get(key, 0),
        )
        for key in dict.fromkeys((*sent, *now, *over))
    ]


def came_before(scene: Scene, said: Arrived, since: int) -> Iterator[Arrived]:
    """Earlier arrivals of the same waybill that stood when this one happened."""
    own = scene.event
    for found in of_party(scene.connection, ARRIVED, said.waybill, since, own.clock):
        if (found.clock, found.device, found.seq) >= (own.clock, own.device, own.seq):
            continue
        undone = document_of(scene.connection, found.reversed_by) if found.reversed_by else None
        if undone is None or undone.clock > own.clock:
            earlier: Arrived = issued_event(scene.connection, scene.journal, found).payload
            yield earlier
