"""Goods in, goods out, kits: what these events say, as parts of a paper."""

from collections.abc import Iterable

from cpise_inventory.documents.issuing import DISTRIBUTED, KIT, RELOCATED, RETURNED
from cpise_inventory.documents.queries import document_of
from cpise_inventory.identity import read_lot
from cpise_inventory.language import terms
from cpise_inventory.locations import is_real
from cpise_inventory.paper.paper import Column, Paper
from cpise_inventory.printing import lines as tables
from cpise_inventory.printing.frame import box, paper
from cpise_inventory.printing.lines import Field
from cpise_inventory.printing.scene import Scene, apart, donations_of
from cpise_inventory.stock.events import (
    Distributed,
    GivenBack,
    Headcount,
    Instead,
    KitsAssembled,
    KitsOpened,
    Line,
    Relocated,
)

SEXES = ("f", "m", "")


def distributed(scene: Scene, said: Distributed) -> Paper:
    w, lines = scene.w, said.lines
    taken = tables.places(scene, lines)
    fields = [*tables.goods(scene, lines), *taken, *tables.quantity(scene)]
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, DISTRIBUTED),
        donor_line=scene.donor_line(donations_of(lines)),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Storeroom"), rooms(scene, (line.source for line in lines))),
            (w.t("Recipient"), w.isolate(said.recipient)),
            (w.t("Kind of recipient"), scene.term(terms.RECIPIENTS, said.recipient_kind)),
            *_headcount(scene, said),
        ),
        introduction=w.t(
            "The undersigned acknowledges having received, free of charge, the goods listed below."
        ),
        columns=tables.columns(fields),
        rows=tables.rows(fields, lines),
        totals=tables.total(scene, fields, lines),
        remarks=(
            *remarks(scene, said.remarks),
            (
                "",
                w.t(
                    "No child is ever named on this paper: only numbers. An adult who answers for"
                    " the recipient signs."
                ),
            ),
        ),
        signatures=(
            box(w.t("Issued by"), scene.actor),
            box(w.t("Received by"), said.handed_to),
            box(w.t("Witness")),
        ),
    )


def relocated(scene: Scene, said: Relocated) -> Paper:
    w, lines = scene.w, said.lines
    fields = [*tables.goods(scene, lines), *tables.quantity(scene)]
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, RELOCATED),
        donor_line=scene.donor_line(donations_of(lines)),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("From"), rooms(scene, (line.source for line in lines))),
            (w.t("To"), rooms(scene, (line.target for line in lines))),
            (w.t("Reason"), w.isolate(said.reason)),
        ),
        columns=tables.columns(fields),
        rows=tables.rows(fields, lines),
        totals=tables.total(scene, fields, lines),
        signatures=(box(w.t("Moved by"), scene.actor), box(w.t("Checked by"))),
    )


def given_back(scene: Scene, said: GivenBack) -> Paper:
    w, lines = scene.w, said.lines
    fields = [
        *tables.goods(scene, lines),
        *tables.quantity(scene),
        Field(Column(w.t("Put back in"), 2.4), lambda line, _: scene.place(line.target)),
    ]
    given = document_of(scene.connection, said.receipt)
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, RETURNED),
        donor_line=scene.donor_line(donations_of(lines)),
        facts=scene.facts(
            (w.t("Receipt"), scene.code(said.receipt)),
            (w.t("Handed out on"), scene.day(given.happened_on) if given else ""),
            (w.t("Recipient"), w.isolate(said.recipient)),
            (w.t("Returned on"), scene.day(scene.event.happened_on)),
        ),
        introduction=w.t(
            "The goods listed below came back from the recipient named above and are in stock"
            " again."
        ),
        columns=tables.columns(fields),
        rows=tables.rows(fields, lines),
        remarks=remarks(scene, said.remarks),
        signatures=(box(w.t("Returned by")), box(w.t("Received by"), scene.actor)),
    )


def _headcount(scene: Scene, said: Distributed) -> list[tuple[str, str]]:
    """How many in all, then by sex, each with its age bands."""
    w = scene.w
    facts = [(w.t("Headcount"), scene.number(said.served) if said.served else "")]
    labels = {"f": w.t("Girls"), "m": w.t("Boys"), "": w.t("Sex not recorded")}
    for sex in SEXES:
        heads = [head for head in said.heads if head.sex == sex]
        if heads and not (sex == "" and len(said.heads) == len(heads) == 1 and not heads[0].ages):
            facts.append((labels[sex], _bands(scene, heads)))
    return facts


def _bands(scene: Scene, heads: list[Headcount]) -> str:
    """`24 (6–11 years: 10 · 12–17 years: 14)`, or the number alone where no ages were asked."""
    whole = scene.number(sum(head.people for head in heads))
    bands = [
        scene.w.t(
            "{ages}: {people}",
            ages=terms.age_band(head.ages, scene.w),
            people=scene.code(scene.number(head.people)),
        )
        for head in heads
        if head.ages
    ]
    return f"{whole} ({apart(scene.w, bands, ' · ')})" if bands else whole


def assembled(scene: Scene, said: KitsAssembled) -> Paper:
    parts = tuple(line for line in said.lines if not is_real(line.target))
    made = tuple(line for line in said.lines if is_real(line.target))
    w = scene.w
    lots = [read_lot(line.lot) for line in made]
    return _kits(
        scene,
        scene.term(terms.DOCUMENTS, KIT),
        facts=(
            (w.t("Contents list"), w.t("version {version}", version=scene.code(str(said.version)))),
            (w.t("Lot of the kits"), scene.code(lots[0].number) if lots else ""),
            (w.t("Expiry of the kits"), scene.expiry(lots[0].expiry) if lots else ""),
            *((w.t("In place of"), _stands_in(scene, one)) for one in said.instead),
        ),
        sections=((w.t("Parts used"), parts), (w.t("Kits made"), made)),
        done_by=w.t("Assembled by"),
    )


def _stands_in(scene: Scene, one: Instead) -> str:
    return scene.w.t(
        "{item}: {quantity} × {other}",
        item=scene.item(one.item),
        quantity=scene.code(scene.number(one.quantity)),
        other=scene.item(one.other),
    )


def opened(scene: Scene, said: KitsOpened) -> Paper:
    kits = tuple(line for line in said.lines if not is_real(line.target))
    parts = tuple(line for line in said.lines if is_real(line.target))
    w = scene.w
    return _kits(
        scene,
        w.t("Kit opening note"),
        facts=(),
        sections=((w.t("Kits opened"), kits), (w.t("Parts put back into stock"), parts)),
        done_by=w.t("Opened by"),
    )


def _kits(
    scene: Scene,
    title: str,
    facts: tuple[tuple[str, str], ...],
    sections: tuple[tuple[str, tuple[Line, ...]], ...],
    done_by: str,
) -> Paper:
    w, said = scene.w, scene.event.payload
    taken = tables.places(scene, said.lines)
    fields = [*tables.goods(scene, said.lines), *taken, *tables.quantity(scene)]
    places = (end for line in said.lines for end in (line.source, line.target))
    rows: list[tuple[str, ...]] = []
    for heading, lines in sections:
        rows += [(heading,), *tables.rows(fields, lines)]
    return paper(
        scene,
        title,
        donor_line=scene.donor_line(donations_of(said.lines)),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Storeroom"), rooms(scene, places)),
            (w.t("Kit"), f"{scene.item(said.kit)} ({scene.code(said.kit)})"),
            (w.t("Number of kits"), scene.number(said.kits)),
            *facts,
        ),
        columns=tables.columns(fields),
        rows=tuple(rows),
        signatures=(box(done_by, scene.actor), box(w.t("Checked by"))),
    )


def remarks(scene: Scene, text: str) -> tuple[tuple[str, str], ...]:
    return ((scene.w.t("Remarks"), text),) if text else ()


def rooms(scene: Scene, locations: Iterable[str]) -> str:
    """The storerooms among these locations, each once."""
    real = dict.fromkeys(one for one in locations if is_real(one))
    return scene.w.join(scene.storeroom(location) for location in real)
