"""Papers of a physical verification: the list to walk with, the report, and what is put right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from cpise_inventory.assets.events import CustodyCorrected, Sighting
from cpise_inventory.campaigns.events import CampaignOpened, CampaignReported, Line, Missing
from cpise_inventory.campaigns.judging import RESULTS
from cpise_inventory.campaigns.queries import percent
from cpise_inventory.campaigns.rooms import is_place
from cpise_inventory.documents.issuing import HANDOVER, VERIFIED, WALK
from cpise_inventory.language import terms
from cpise_inventory.language.sightings import booked_text, progress_text
from cpise_inventory.paper.paper import Align, Column, Paper
from cpise_inventory.printing.assets import Field, Known, about_assets, known_of, known_then
from cpise_inventory.printing.frame import box, paper
from cpise_inventory.printing.goods import remarks
from cpise_inventory.printing.lines import NONE
from cpise_inventory.printing.scene import Scene

WRITTEN_ROW_MM: Final = 8.0
"""A row that is ticked by hand."""
MORE_LINES: Final = 4
"""For what stands there and not on the list."""
Row = tuple[str, ...]
Named = Mapping[str, Known]


def room(scene: Scene, name: str) -> str:
    """A storeroom by its name, else whose room it is."""
    return scene.storeroom(name) if is_place(name) else scene.w.isolate(name)


# --- the list ------------------------------------------------------------------------------------


def walk(scene: Scene, said: CampaignOpened) -> Paper:
    w = scene.w
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, WALK),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Centre"), scene.centre(said.centre)),
            (w.t("What is verified"), _scope(scene, said)),
            (w.t("To be found"), scene.number(len(said.lines))),
            (w.t("Who goes round"), w.isolate(said.walkers)),
        ),
        introduction=w.t(
            "Go from room to room and scan every label, or tick what you see and note its"
            " condition. What is there and not on the list is written below it."
        ),
        columns=(
            Column(w.t("No."), 0.8, Align.FIGURES),
            Column(w.t("Asset tag"), 3.0, code=True),
            Column(w.t("Category"), 2.2),
            Column(w.t("Make and model"), 3.4),
            Column(w.t("Serial number"), 2.8, code=True),
            Column(w.t("Seen"), 1.2),
            Column(w.t("Condition"), 1.7),
            Column(w.t("Remarks"), 2.6),
        ),
        rows=tuple(_walked(scene, said.lines)),
        row_height_mm=WRITTEN_ROW_MM,
        remarks=remarks(scene, said.remarks),
        signatures=(box(w.t("Verified by")), box(w.t("Witness")), box(w.t("Entered by"))),
    )


def _scope(scene: Scene, said: CampaignOpened) -> str:
    w = scene.w
    parts = [room(scene, said.place)] if said.place else []
    parts += [scene.term(terms.CATEGORIES, said.category)] if said.category else []
    return " – ".join(parts) or w.t("All equipment of the centre")


def _walked(scene: Scene, lines: Sequence[Line]) -> Iterator[Row]:
    """What is in storage, then holder by holder; then lines for what isn't on the list."""
    w, number = scene.w, 0
    known = known_of(scene, [line.tag for line in lines])
    by_holder = sorted(lines, key=lambda line: (line.held, line.tag))
    for held, there in groupby(by_holder, key=lambda line: line.held):
        yield (room(scene, held) if held else scene.term(terms.STATUSES, "in_storage"),)
        for line in there:
            number += 1
            yield (str(number), line.tag, *_made(scene, known.get(line.tag)), "", "", "")
    yield (w.t("Found there, but not on the list"),)
    yield from (("",) * 8 for _ in range(MORE_LINES))


def _made(scene: Scene, one: Known | None) -> Row:
    """Category, make and model, serial number."""
    if one is None or one.made is None:
        return (NONE, NONE, NONE)
    made = one.made
    model = scene.w.isolate(f"{made.maker} {made.model}".strip())
    return (scene.term(terms.CATEGORIES, made.category), model, made.serial or NONE)


# --- the report ----------------------------------------------------------------------------------


def report(scene: Scene, said: CampaignReported) -> Paper:
    w = scene.w
    who = [scene.person(name) for name in said.walkers]
    here, elsewhere = (
        f"{progress_text(count, said.expected, w)} ({percent(count, said.expected)} %)"
        for count in (said.here, said.elsewhere)
    )
    tags = (*said.found, *(one.tag for one in said.others), *(one.tag for one in said.missing))
    known = known_of(scene, tags)
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, VERIFIED),
        landscape=True,
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Verification"), scene.code(said.campaign)),
            (w.t("Scanned by"), w.join(map(w.isolate, who))),
            (w.t("Found where booked"), here),
            (w.t("Found elsewhere"), elsewhere if said.elsewhere else scene.number(0)),
            (w.t("Missing"), scene.number(len(said.missing))),
            (w.t("Left meanwhile"), scene.number(len(said.left)) if said.left else ""),
        ),
        columns=(
            Column(w.t("No."), 0.8, Align.FIGURES),
            Column(w.t("Asset tag"), 3.0, code=True),
            Column(w.t("Category"), 2.2),
            Column(w.t("Make and model"), 3.4),
            Column(w.t("Serial number"), 2.8, code=True),
            Column(w.t("Place in the register"), 3.4),
            Column(w.t("Seen at"), 2.6),
            Column(w.t("Condition"), 1.6),
            Column(w.t("Remarks"), 4.0),
        ),
        rows=tuple(_numbered(_sections(scene, said, known))),
        remarks=_told(scene, said),
        signatures=(
            box(w.t("Verified by"), who[0] if len(who) == 1 else ""),
            box(w.t("Witness")),
            box(w.t("Approved by"), scene.actor),
        ),
    )


def _sections(scene: Scene, said: CampaignReported, known: Named) -> Iterator[Row]:
    """What is missing, what is otherwise than booked, what left; at last what was found."""
    w = scene.w
    if said.missing:
        yield (w.t("Missing"),)
    for one in said.missing:
        yield _missing_row(scene, one, known)
    for result in RESULTS:
        there = [one for one in said.others if one.result == result]
        if there:
            yield (scene.term(terms.SIGHTINGS, result),)
        for other in there:
            yield _seen_row(scene, other, known)
    if said.found:
        yield (w.t("Found as booked"),)
    for tag in said.found:
        yield (tag, *_made(scene, known.get(tag)), "", "", _condition(scene, known.get(tag)), "")


def _missing_row(scene: Scene, one: Missing, known: Named) -> Row:
    w = scene.w
    booked = room(scene, one.held) if one.held else w.t("in storage")
    return (one.tag, *_made(scene, known.get(one.tag)), booked, NONE, "", w.isolate(one.why))


def _seen_row(scene: Scene, one: Sighting, known: Named) -> Row:
    held = room(scene, one.held) if one.held else ""
    booked = booked_text(one.status, held, one.centre, scene.w)
    how = scene.term(terms.CONDITIONS, one.condition) if one.condition else ""
    where = room(scene, one.room) if one.room else ""
    return (one.tag, *_made(scene, known.get(one.tag)), booked, where, how, "")


def _condition(scene: Scene, one: Known | None) -> str:
    return scene.term(terms.CONDITIONS, one.condition) if one and one.condition else ""


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    """Headings stay as they are; what stands under them is counted through."""
    number = 0
    for row in rows:
        if len(row) == 1:
            yield row
        else:
            number += 1
            yield (str(number), *row)


def _told(scene: Scene, said: CampaignReported) -> tuple[tuple[str, str], ...]:
    """What was said of it, and who agreed where that isn't a second person."""
    w = scene.w
    told = list(remarks(scene, said.remarks))
    if not said.missing:
        told.append((w.t("Missing"), w.t("Nothing: all that was to be found was seen.")))
    if said.alone:
        text = w.t("Who approved also scanned: nobody else here may approve.")
        told.append((w.t("Approval"), text))
    return tuple(told)


# --- what is put right ---------------------------------------------------------------------------


def corrected(scene: Scene, said: CustodyCorrected) -> Paper:
    w = scene.w
    known = known_then(scene, said.states)
    seen = dict(zip((state.tag for state in said.states), said.rooms, strict=True))
    return about_assets(
        scene,
        scene.term(terms.DOCUMENTS, HANDOVER),
        known,
        (Field(Column(w.t("Seen at"), 2.6), lambda one: room(scene, seen[one.tag])),),
        donor_line=scene.donor_line(one.donation for one in known),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Centre"), scene.centre(said.centre)),
            (w.t("Verification"), scene.code(said.campaign)),
        ),
        introduction=w.t(
            "A physical verification saw the equipment below elsewhere than booked. From now on the"
            " register says where it was seen, and who has it there answers for it."
        ),
        remarks=remarks(scene, said.remarks),
        signatures=(
            box(w.t("Verified by"), scene.actor),
            box(w.t("Received by")),
            box(w.t("Approved by")),
        ),
    )
