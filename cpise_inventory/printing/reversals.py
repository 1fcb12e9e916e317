"""Documents that undo another: which, why, and what is taken back."""

from cpise_inventory.assets.events import AssetsReversed
from cpise_inventory.campaigns.events import CampaignReversed
from cpise_inventory.documents.queries import document_of
from cpise_inventory.identity import read_number
from cpise_inventory.language import terms
from cpise_inventory.paper.paper import Column, Paper, SignatureBox
from cpise_inventory.printing import lines as tables
from cpise_inventory.printing.assets import Known, columns, known_of, known_then
from cpise_inventory.printing.carried import asset_line, load
from cpise_inventory.printing.frame import box, paper
from cpise_inventory.printing.lines import NONE, Field
from cpise_inventory.printing.scene import Scene
from cpise_inventory.stock.events import Line, Reversed


def movement(scene: Scene, said: Reversed) -> Paper:
    w, states = scene.w, {state.tag: state for state in said.states}
    tags = dict.fromkeys([*said.road, *(check.tag for check in said.asset_checks)])
    loaded = load(scene, said.lines, [asset_line(tag, "", "") for tag in tags])
    fields = loaded.fields

    def source(line: Line, _number: int) -> str:
        return scene.place(line.source) if line.source else NONE

    def target(line: Line, _number: int) -> str:
        state = states.get(line.item)
        if state is None:
            return scene.place(line.target) if line.target else NONE
        status = terms.term(terms.STATUSES, state.status, w)
        return status if state.waybill else f"{scene.centre(state.centre)} – {status}"

    if loaded.has_goods:
        fields += tables.quantity(loaded.scene)
        fields.append(Field(Column(w.t("From"), 2.2), source))
    fields.append(Field(Column(w.t("To"), 2.2 if loaded.has_goods else 3.4), target))
    return paper(
        scene,
        _title(scene, said.undoes),
        landscape=True,
        donor_line=loaded.donor_line,
        facts=_facts(scene, said.undoes, said.reason),
        introduction=_restoring(scene, said)
        if said.restores
        else _introduction(scene, said.undoes),
        columns=tables.columns(fields),
        rows=tables.rows(fields, loaded.lines),
        signatures=_signatures(scene),
    )


def assets(scene: Scene, said: AssetsReversed) -> Paper:
    w, known = scene.w, known_then(scene, said.states)
    fields = columns(scene)
    states = {state.tag: state for state in said.states}

    def standing(one: Known) -> tuple[str, str]:
        state = states[one.tag]
        return scene.term(terms.STATUSES, state.status), scene.holder(state) or NONE

    return paper(
        scene,
        _title(scene, said.undoes),
        landscape=True,
        donor_line=scene.donor_line(one.donation for one in known),
        facts=_facts(scene, said.undoes, said.reason),
        introduction=_introduction(scene, said.undoes),
        columns=(
            *(field.column for field in fields),
            Column(w.t("Status from now on"), 2.2),
            Column(w.t("Custodian"), 2.4),
        ),
        rows=tuple((*(field.value(one) for field in fields), *standing(one)) for one in known),
        signatures=_signatures(scene),
    )


def report(scene: Scene, said: CampaignReversed) -> Paper:
    w = scene.w
    fields = columns(scene)
    known = known_of(scene, said.missing)
    told = w.t("Nothing was missing.")
    return paper(
        scene,
        _title(scene, said.undoes),
        facts=_facts(scene, said.undoes, said.reason),
        introduction=w.t(
            "This document cancels {number}. The equipment below is missing because of it no more;"
            " what was seen stays in the journal.",
            number=scene.code(said.undoes),
        ),
        columns=tuple(field.column for field in fields),
        rows=tuple(tuple(field.value(known[tag]) for field in fields) for tag in said.missing),
        remarks=() if said.missing else ((w.t("Missing"), told),),
        signatures=_signatures(scene),
    )


def _title(scene: Scene, undone: str) -> str:
    number = read_number(undone)
    kind = scene.term(terms.DOCUMENTS, number.code) if number else ""
    return scene.w.t("Cancellation: {document}", document=kind)


def _introduction(scene: Scene, undone: str) -> str:
    return scene.w.t(
        "This document cancels {number}. What that one moved is moved back as listed below; both"
        " stay in the journal.",
        number=scene.code(undone),
    )


def _restoring(scene: Scene, said: Reversed) -> str:
    return scene.w.t(
        "{document} had been cancelled more than once, by workstations that were apart. This"
        " document cancels one of these cancellations, {number}; all of them stay in the journal.",
        document=scene.code(said.restores),
        number=scene.code(said.undoes),
    )


def _facts(scene: Scene, undone: str, reason: str) -> tuple[tuple[str, str], ...]:
    w, found = scene.w, document_of(scene.connection, undone)
    return scene.facts(
        (w.t("Cancelled document"), scene.code(undone)),
        (w.t("Issued on"), scene.day(found.happened_on) if found else ""),
        (w.t("Cancelled on"), scene.day(scene.event.happened_on)),
        (w.t("Reason"), w.isolate(reason)),
    )


def _signatures(scene: Scene) -> tuple[SignatureBox, ...]:
    w = scene.w
    return box(w.t("Cancelled by"), scene.actor), box(w.t("Approved by")), box(w.t("Witness"))
