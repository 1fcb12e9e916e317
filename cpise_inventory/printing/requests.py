"""A requisition: what a centre asks another for, with room for what is approved."""

from cpise_inventory.documents.issuing import REQUEST
from cpise_inventory.identity import Lot
from cpise_inventory.language import terms
from cpise_inventory.paper.paper import Column, Paper
from cpise_inventory.printing import lines as tables
from cpise_inventory.printing.frame import box, paper
from cpise_inventory.printing.goods import remarks
from cpise_inventory.printing.lines import Field
from cpise_inventory.printing.scene import Scene
from cpise_inventory.stock.events import Line
from cpise_inventory.transfers.events import Requested


def requested(scene: Scene, said: Requested) -> Paper:
    w = scene.w
    # no lot is asked for: which one leaves, the supplying storeroom sees to
    lines = [
        Line(one.item, Lot("", "", "").key, said.supplier, said.centre, one.quantity)
        for one in said.lines
    ]
    fields = [
        tables.counted(scene),
        Field(Column(w.t("Code"), 2.3, code=True), lambda line, _: line.item),
        Field(Column(w.t("Item"), 5.0), lambda line, _: scene.item(line.item)),
        *tables.quantity(scene, w.t("Asked for")),
        tables.blank(w.t("Approved")),
    ]
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, REQUEST),
        facts=scene.facts(
            (w.t("Requesting centre"), scene.centre(said.centre)),
            (w.t("Supplying centre"), scene.centre(said.supplier)),
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Needed by"), scene.day(said.wanted_on)),
        ),
        columns=tables.columns(fields),
        rows=tables.rows(fields, lines),
        row_height_mm=7.0,
        remarks=remarks(scene, said.remarks),
        signatures=(
            box(w.t("Requested by"), scene.actor),
            box(w.t("Approved by")),
            box(w.t("Issued by")),
        ),
    )
