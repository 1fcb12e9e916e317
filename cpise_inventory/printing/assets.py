"""Computers: received, handed over, returned; what they are and in which condition they were."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from cpise_inventory.assets.conditions import holding
from cpise_inventory.assets.events import (
    AboutAssets,
    Assigned,
    NewAsset,
    Redescribed,
    Registered,
    Returned,
    State,
    accessories_said,
    condition_said,
)
from cpise_inventory.assets.queries import histories
from cpise_inventory.documents.issuing import HANDOVER, RECEIVED, RETURNED
from cpise_inventory.journal.event import Event
from cpise_inventory.language import terms
from cpise_inventory.paper.paper import Align, Column, Paper
from cpise_inventory.printing.frame import box, paper
from cpise_inventory.printing.goods import remarks
from cpise_inventory.printing.scene import Scene


class Known(NamedTuple):
    """One asset as it was known when the paper was issued."""

    tag: str
    made: NewAsset | None
    donation: str
    condition: str
    accessories: tuple[str, ...] = ()
    handed: str = ""
    """Its condition when it was last handed over."""


class Field(NamedTuple):
    column: Column
    value: Callable[[Known], str]


def registered(scene: Scene, said: Registered) -> Paper:
    w = scene.w
    known = [
        Known(asset.tag, asset, said.donation, asset.condition, asset.accessories)
        for asset in said.assets
    ]
    donation = scene.then.donation(said.donation)
    return about_assets(
        scene,
        scene.term(terms.DOCUMENTS, RECEIVED),
        known,
        with_it(scene, known),
        donor_line=scene.donor_line([said.donation]),
        facts=scene.facts(
            (w.t("Received on"), scene.day(scene.event.happened_on)),
            (w.t("Centre"), scene.centre(said.centre)),
            (w.t("Donor"), scene.donor(said.donor)),
            (w.t("Donor’s paper number"), w.isolate(said.paper)),
            (w.t("Came with"), scene.code(said.delivery)),
            (w.t("Donation"), scene.code(donation.code) if donation else ""),
            (w.t("Agreement"), w.isolate(donation.reference) if donation else ""),
        ),
        remarks=remarks(scene, said.remarks),
        signatures=(box(w.t("Delivered by")), box(w.t("Received by"), scene.actor)),
    )


def assigned(scene: Scene, said: Assigned) -> Paper:
    w, known = scene.w, known_then(scene, said.states)
    return about_assets(
        scene,
        scene.term(terms.DOCUMENTS, HANDOVER),
        known,
        with_it(scene, known),
        donor_line=scene.donor_line(one.donation for one in known),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Centre"), scene.centre(said.centre)),
            (w.t("Custodian"), w.isolate(said.recipient)),
            (w.t("Kind of recipient"), scene.term(terms.RECIPIENTS, said.recipient_kind)),
            (w.t("To be returned by"), scene.day(said.due_on)),
        ),
        introduction=w.t(
            "The custodian takes charge of the equipment below in the condition stated, answers"
            " for it, and returns it when asked. It does not become the custodian’s property."
        ),
        remarks=remarks(scene, said.remarks),
        signatures=(
            box(w.t("Handed over by"), scene.actor),
            box(w.t("Received by"), said.recipient if said.recipient_kind == "staff" else ""),
            box(w.t("Approved by")),
        ),
    )


def returned(scene: Scene, said: Returned) -> Paper:
    w, known = scene.w, known_then(scene, said.states)
    return about_assets(
        scene,
        scene.term(terms.DOCUMENTS, RETURNED),
        known,
        [_then(scene), *with_it(scene, known)],
        donor_line=scene.donor_line(one.donation for one in known),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Centre"), scene.centre(said.centre)),
            (w.t("Returned by"), w.isolate(said.giver)),
            (w.t("Condition now"), scene.term(terms.CONDITIONS, said.condition)),
            (w.t("Missing accessories"), w.isolate(said.missing)),
            (w.t("Storeroom"), stored_in(scene, said.states)),
        ),
        introduction=w.t("The custodian’s charge of the equipment below ends with this paper."),
        remarks=remarks(scene, said.remarks),
        signatures=(
            box(w.t("Returned by")),
            box(w.t("Received by"), scene.actor),
            box(w.t("Witness")),
        ),
    )


def stored_in(scene: Scene, states: Sequence[State]) -> str:
    """The storerooms that an event books things into; empty of one that names none."""
    rooms = dict.fromkeys(one.custodian for one in states if one.custodian)
    return scene.w.join(map(scene.storeroom, rooms))


def about_assets(
    scene: Scene,
    title: str,
    known: Sequence[Known],
    more: Sequence[Field] = (),
    **parts: object,
) -> Paper:
    """A paper with a line for each asset; `more` columns than the usual."""
    fields = [*columns(scene), *more]
    rows = tuple(tuple(field.value(one) for field in fields) for one in known)
    numbered = tuple((str(number), *row) for number, row in enumerate(rows, 1))
    return paper(
        scene,
        title,
        columns=(
            Column(scene.w.t("No."), 0.8, Align.FIGURES),
            *(field.column for field in fields),
        ),
        rows=numbered,
        **parts,
    )


def columns(scene: Scene) -> list[Field]:
    """Tag, category, maker and model, serial number, condition."""
    w = scene.w

    def category(one: Known) -> str:
        return scene.term(terms.CATEGORIES, one.made.category) if one.made else ""

    def model(one: Known) -> str:
        return w.isolate(f"{one.made.maker} {one.made.model}".strip()) if one.made else ""

    return [
        Field(Column(w.t("Asset tag"), 2.9, code=True), lambda one: one.tag),
        Field(Column(w.t("Category"), 2.2), category),
        Field(Column(w.t("Make and model"), 3.6), model),
        Field(
            Column(w.t("Serial number"), 3.2, code=True),
            lambda one: one.made.serial if one.made else "",
        ),
        Field(
            Column(w.t("Condition"), 1.7),
            lambda one: scene.term(terms.CONDITIONS, one.condition) if one.condition else "",
        ),
    ]


def with_it(scene: Scene, known: Sequence[Known]) -> list[Field]:
    """Accessories, where any of these has some."""
    if not any(one.accessories for one in known):
        return []
    return [
        Field(
            Column(scene.w.t("Accessories"), 2.6),
            lambda one: named(scene, one.accessories),
        )
    ]


def named(scene: Scene, codes: Sequence[str]) -> str:
    """Accessories by their names."""
    return scene.w.join(terms.term(terms.ACCESSORIES, code, scene.w) for code in codes)


def _then(scene: Scene) -> Field:
    return Field(
        Column(scene.w.t("When handed over"), 1.8),
        lambda one: scene.term(terms.CONDITIONS, one.handed) if one.handed else "",
    )


def known_then(scene: Scene, states: Sequence[State]) -> list[Known]:
    """What the journal knew of these assets up to the scene's event, that included."""
    known = known_of(scene, [state.tag for state in states])
    return [known[state.tag] for state in states]


def known_of(scene: Scene, tags: Sequence[str], *, before: bool = False) -> dict[str, Known]:
    """The same by their tags; an event about many of them is read once. `before` the scene's event,
    which may have found them otherwise.
    """
    told = histories(scene.connection, scene.journal, tags)
    return {tag: _known(scene, tag, told.get(tag, ()), before=before) for tag in tags}


def _known(scene: Scene, tag: str, story: Sequence[Event[Any]], *, before: bool) -> Known:
    made, donation, condition, handed, beside = None, "", "", "", tuple[str, ...]()
    for event in holding(_until(scene, story, before=before), tag):
        said = event.payload
        if isinstance(said, Registered):
            made = next(asset for asset in said.assets if asset.tag == tag)
            donation = said.donation
        elif isinstance(said, Redescribed):
            made = said.asset
        elif isinstance(said, Assigned):
            handed = condition
        condition = condition_said(said, tag) or condition
        now = accessories_said(said, tag)
        beside = beside if now is None else now
    return Known(tag, made, donation, condition, beside, handed)


def _until(scene: Scene, story: Sequence[Event[Any]], *, before: bool) -> list[Event[Any]]:
    """As far as it was told when the scene's event was, that one too unless it's `before` it."""
    if scene.draft:
        return list(story)
    last = scene.event.stamp
    return [event for event in story if event.stamp < last or (event.stamp == last and not before)]


def before(scene: Scene, said: AboutAssets) -> list[tuple[Known, State]]:
    """Each asset with the state that a reversing document brings back."""
    return list(zip(known_then(scene, said.states), said.states, strict=True))
