"""Write-offs and loss reports: which goods, why, and how it was decided."""

from collections.abc import Iterator

from cpise_inventory.documents.issuing import LOSS, WRITE_OFF
from cpise_inventory.language import terms
from cpise_inventory.locations import is_quarantine
from cpise_inventory.losses.events import LossReported
from cpise_inventory.losses.queries import Report, report
from cpise_inventory.paper.paper import Paper
from cpise_inventory.people.queries import person
from cpise_inventory.printing import lines as tables
from cpise_inventory.printing.frame import box, paper
from cpise_inventory.printing.goods import remarks, rooms
from cpise_inventory.printing.scene import Scene, donations_of


def reported(scene: Scene, said: LossReported) -> Paper:
    w, goods = scene.w, said.goods
    taken = tables.places(scene, goods)
    fields = [*tables.goods(scene, goods), *taken, *tables.quantity(scene)]
    decided = None if scene.draft else report(scene.connection, said.number)
    there = any(is_quarantine(line.target) for line in goods)
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, WRITE_OFF if there else LOSS),
        donor_line=scene.donor_line(donations_of(goods)),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Storeroom"), rooms(scene, (line.source for line in goods))),
            (w.t("Reason"), scene.term(terms.LOSS_REASONS, said.why)),
            (w.t("Police report"), w.isolate(said.police)),
            (w.t("Waybill"), scene.code(said.waybill) if said.waybill else ""),
            (w.t("Decision"), " · ".join(_decision(scene, decided)) if decided else ""),
        ),
        introduction=_introduction(scene, there=there),
        columns=tables.columns(fields),
        rows=tables.rows(fields, goods),
        totals=tables.total(scene, fields, goods),
        remarks=remarks(scene, said.remarks),
        signatures=(
            box(w.t("Reported by"), scene.actor),
            box(w.t("Witness")),
            box(w.t("Approved by"), _decider(scene, decided, "approved")),
        ),
    )


def _introduction(scene: Scene, *, there: bool) -> str:
    if there:
        return scene.w.t(
            "The goods listed below are no longer fit for use. They stay in quarantine until this"
            " paper is approved."
        )
    return scene.w.t(
        "The goods listed below are not there any more. They stay on the books until this paper is"
        " approved."
    )


def _decision(scene: Scene, decided: Report) -> Iterator[str]:
    yield scene.term(terms.LOSSES, decided.status)
    if decided.status != "waits":
        yield scene.day(decided.decided_on)


def _decider(scene: Scene, decided: Report | None, status: str) -> str:
    if decided is None or decided.status != status:
        return ""
    found = person(scene.connection, decided.decider)
    return found.display if found else decided.decider
