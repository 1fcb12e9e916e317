"""What was decided about a waybill's differences: a loss report, or a return where nothing is
lost.
"""

from cpise_inventory.documents.issuing import LOSS
from cpise_inventory.documents.queries import document_of
from cpise_inventory.identity import split_number
from cpise_inventory.language import terms
from cpise_inventory.locations import transit
from cpise_inventory.paper.paper import Column, Paper
from cpise_inventory.printing import lines as tables
from cpise_inventory.printing.assets import named
from cpise_inventory.printing.carried import asset_line, load
from cpise_inventory.printing.frame import box, paper
from cpise_inventory.printing.goods import remarks
from cpise_inventory.printing.lines import NONE, Field
from cpise_inventory.printing.scene import Scene
from cpise_inventory.stock.events import Line
from cpise_inventory.transfers.events import Settled


def settled(scene: Scene, said: Settled) -> Paper:
    w = scene.w
    waybill = document_of(scene.connection, said.waybill)
    lines = [
        Line(one.item, one.lot, transit(said.waybill), one.decision, one.quantity)
        for one in said.decisions
    ]
    road = transit(said.waybill)
    assets = [asset_line(one.tag, road, one.decision) for one in said.asset_decisions]
    lacking = {one.tag: named(scene, one.lacking) for one in said.asset_decisions if one.lacking}
    notes = {tag: w.t("without: {accessories}", accessories=what) for tag, what in lacking.items()}
    loaded = load(scene, lines, assets, notes)
    fields = loaded.fields
    if loaded.has_goods:
        fields += tables.quantity(loaded.scene)
    elif lacking:
        column = Column(w.t("Missing accessories"), 2.4)
        fields.append(Field(column, lambda line, _: lacking.get(line.item, NONE)))
    fields += [
        Field(
            Column(w.t("Decision"), 3.0),
            lambda line, _: scene.term(terms.TRANSFER_DECISIONS, line.target),
        ),
    ]
    lost = split_number(said.number).code == LOSS
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, LOSS) if lost else w.t("Differences of a waybill settled"),
        landscape=True,
        donor_line=loaded.donor_line,
        facts=scene.facts(
            (w.t("Waybill"), scene.code(said.waybill)),
            (w.t("Decided on"), scene.day(scene.event.happened_on)),
            (w.t("From"), scene.centre(said.centre)),
            (w.t("To"), scene.centre(waybill.party) if waybill else ""),
            (w.t("Sent on"), scene.day(waybill.happened_on) if waybill else ""),
            (w.t("Police report"), w.isolate(said.police) if said.police else ""),
        ),
        introduction=w.t(
            "What is listed below stood on the waybill or came beyond it. Each difference ends by"
            " the decision beside it."
        ),
        columns=tables.columns(fields),
        rows=tables.rows(fields, loaded.lines),
        totals=(),
        remarks=remarks(scene, said.remarks),
        signatures=(
            box(w.t("Decided by"), scene.actor),
            box(w.t("For the sender")),
            box(w.t("For the receiver")),
        ),
    )
