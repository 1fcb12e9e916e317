"""The count sheet, to be filled in along the shelves, and the report of what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from cpise_inventory.counts import queries
from cpise_inventory.counts.events import CountApproved, CountFinished, CountOpened, Place
from cpise_inventory.counts.queries import Compared, Found
from cpise_inventory.counts.results import Settling, settled
from cpise_inventory.documents.issuing import COUNT
from cpise_inventory.documents.queries import prints
from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.language import terms
from cpise_inventory.locations import DIFFERENCE
from cpise_inventory.paper.paper import Align, Column, Paper
from cpise_inventory.printing.frame import box, foot_of, paper
from cpise_inventory.printing.goods import remarks, rooms
from cpise_inventory.printing.lines import NONE
from cpise_inventory.printing.scene import Scene, duplicate_mark

WRITTEN_ROW_MM: Final = 8.5
"""A row that is filled in by hand."""
MORE_LINES, FREE_LINES = 4, 20
"""For what stands on a shelf and not on the sheet; and on a sheet without lines."""


def papers_of(scene: Scene, said: CountOpened) -> tuple[Paper, ...]:
    """The sheet; once its differences are booked, the report before it."""
    events = _settled(scene, said.number)
    return (*(_report(scene, said, event) for event in events), _sheet(scene, said))


# --- the sheet -----------------------------------------------------------------------------------


def _sheet(scene: Scene, said: CountOpened) -> Paper:
    w = scene.w
    columns = _columns(scene, blind=said.blind)
    return paper(
        scene,
        scene.term(terms.DOCUMENTS, COUNT),
        facts=scene.facts(
            (w.t("Date"), scene.day(scene.event.happened_on)),
            (w.t("Storeroom"), rooms(scene, said.places)),
            (w.t("What is counted"), _what(scene, said)),
            (w.t("Lines"), scene.number(len(said.lines)) if said.lines else ""),
        ),
        introduction=w.t(
            "Go along the shelves and write down what you see, 0 where there is nothing. Goods that"
            " move meanwhile: note the document’s number."
        ),
        columns=columns,
        rows=tuple(_rows(scene, said, len(columns))),
        row_height_mm=WRITTEN_ROW_MM,
        remarks=remarks(scene, said.remarks),
        signatures=(box(w.t("Counted by")), box(w.t("Counted with")), box(w.t("Entered by"))),
    )


def _columns(scene: Scene, *, blind: bool) -> tuple[Column, ...]:
    w = scene.w
    booked = () if blind else (Column(w.t("Booked"), 1.5, Align.FIGURES),)
    return (
        Column(w.t("No."), 0.8, Align.FIGURES),
        Column(w.t("Code"), 2.3, code=True),
        Column(w.t("Item"), 4.2),
        Column(w.t("Lot"), 2.0, code=True),
        Column(w.t("Expiry"), 1.7, code=True),
        Column(w.t("Unit"), 1.3),
        *booked,
        Column(w.t("Counted"), 1.9),
        Column(w.t("Counted again"), 1.9),
        Column(w.t("Remarks"), 2.2),
    )


def _rows(scene: Scene, said: CountOpened, width: int) -> Iterator[tuple[str, ...]]:
    """Place by place, in the order of the shelves, then lines for what isn't on the sheet."""
    blank, number = ("",) * width, 0
    several = len({line.location for line in said.lines}) > 1
    for location, there in groupby(said.lines, key=lambda line: line.location):
        if several:
            yield (scene.storeroom(location),)
        for line in there:
            number += 1
            lot = read_lot(line.lot)
            booked = () if said.blind else (scene.number(_booked(scene, line)),)
            yield (
                *(str(number), line.item, scene.item(line.item), lot.number or NONE),
                *(scene.expiry(lot.expiry) or NONE, scene.unit(line.item), *booked, "", "", ""),
            )
    if said.lines:
        yield (scene.w.t("Found there, but not on the sheet"),)
    for _ in range(MORE_LINES if said.lines else FREE_LINES):
        yield blank


def _booked(scene: Scene, line: Place) -> int:
    """What the books said when the sheet was opened; what was recorded later changes no paper."""
    event = scene.event
    past = event.happened_on < event.recorded_at.date().isoformat()
    day = event.happened_on if past else ""
    then = Found(line.location, line.item, line.lot, 0, event.actor, day, event.clock, past)
    return queries.booked_at(scene.connection, then)


def _what(scene: Scene, said: CountOpened) -> str:
    what = scene.term(terms.COUNT_SORTS, said.sort)
    return f"{what} ({scene.w.isolate(said.category)})" if said.category else what


# --- the report ----------------------------------------------------------------------------------


def _settled(scene: Scene, number: str) -> list[Event[Settling]]:
    """What booked the differences, or found none; drawn again, what had by then."""
    events = settled(scene.connection, scene.journal, number)
    printed = scene.marks.printed
    return [one for one in events if printed is None or one.at <= printed.printed_at]


def _copy_mark(scene: Scene, said: CountOpened, event: Event[Settling]) -> str:
    """The first print with the report is its original, whatever was printed of the sheet."""
    printed = scene.marks.printed
    if printed is None:
        return ""
    since = [one for one in prints(scene.connection, said.number) if one.printed_at >= event.at]
    copy = [one.copy for one in since].index(printed.copy)
    return duplicate_mark(scene.connection, printed._replace(copy=copy), scene.w) if copy else ""


def _report(scene: Scene, said: CountOpened, event: Event[Settling]) -> Paper:
    w = scene.w
    told = Scene(scene.connection, scene.journal, event, w)
    mark = _copy_mark(scene, said, event)
    told.marks = replace(scene.marks, copy=mark, foot=foot_of(told))
    lines = compared_then(told, said.number)
    differing = [one for one in lines if one.difference]
    who = [told.person(name) for name in sorted({one.found.actor for one in lines})]
    several = len({one.found.location for one in lines}) > 1
    approved = isinstance(event.payload, CountApproved)
    return paper(
        told,
        w.t("Count report"),
        landscape=True,
        facts=told.facts(
            (w.t("Counted on"), told.day(event.happened_on)),
            (w.t("Storeroom"), rooms(told, said.places)),
            (w.t("What is counted"), _what(told, said)),
            (w.t("Counted by"), w.join(map(w.isolate, who))),
            (w.t("Lines counted"), told.number(len(lines))),
            (w.t("As booked"), _share(told, lines)),
            (w.t("Approved by"), w.isolate(told.actor) if approved else ""),
            (w.t("Approved on"), w.ltr(w.when(event.at)) if approved else ""),
        ),
        columns=_report_columns(told, several=several),
        rows=tuple(_report_rows(told, lines, several=several)),
        remarks=_told(told, event.payload, differing),
        signatures=(
            box(w.t("Counted by"), who[0] if len(who) == 1 else ""),
            box(w.t("Approved by"), told.actor if approved else ""),
            box(w.t("Witness")),
        ),
    )


def compared_then(scene: Scene, number: str) -> list[Compared]:
    """Each line as it was settled: what was counted is known, what was moved stands in the event,
    and the books had the one less the other.
    """
    event = scene.event
    moved = dict[queries.Key, int]()
    for line in event.payload.lines:
        more = line.source == DIFFERENCE
        key = (line.target if more else line.source, line.item, line.lot)
        moved[key] = moved.get(key, 0) + (line.quantity if more else -line.quantity)
    said = queries.reasons(scene.connection, number)
    lines = []
    for one in queries.found(scene.connection, number, until=event.clock):
        why, told = said.get(one.key) or said.get(("", one.item, "")) or ("", "")
        lines.append(Compared(one, one.quantity - moved.get(one.key, 0), 0, why, told))
    return lines


def _report_columns(scene: Scene, *, several: bool) -> tuple[Column, ...]:
    w = scene.w
    place = (Column(w.t("Storeroom"), 2.6),) if several else ()
    return (
        Column(w.t("No."), 0.8, Align.FIGURES),
        *place,
        Column(w.t("Code"), 2.3, code=True),
        Column(w.t("Item"), 4.4),
        Column(w.t("Lot"), 2.2, code=True),
        Column(w.t("Expiry"), 1.8, code=True),
        Column(w.t("Unit"), 1.4),
        Column(w.t("Booked"), 1.6, Align.FIGURES),
        Column(w.t("Counted"), 1.6, Align.FIGURES),
        Column(w.t("Difference"), 1.6, Align.FIGURES, code=True),
        Column(w.t("Reason"), 4.2),
    )


def _report_rows(
    scene: Scene, lines: Sequence[Compared], *, several: bool
) -> Iterator[tuple[str, ...]]:
    """What differs first; both parts in the order of the shelves."""
    number, w = 0, scene.w
    for heading, differs in ((w.t("Differences"), True), (w.t("As booked"), False)):
        part = [one for one in lines if bool(one.difference) is differs]
        if part:
            yield (heading,)
        for one in part:
            number += 1
            place = (scene.storeroom(one.found.location),) if several else ()
            yield (str(number), *place, *_report_row(scene, one))


def _report_row(scene: Scene, one: Compared) -> tuple[str, ...]:
    w, found, lot = scene.w, one.found, read_lot(one.found.lot)
    reason = scene.term(terms.COUNT_REASONS, one.why) if one.why else NONE
    if one.remarks:
        reason = f"{reason} – {w.isolate(one.remarks)}"
    return (
        *(found.item, scene.item(found.item), lot.number or NONE),
        *(scene.expiry(lot.expiry) or NONE, scene.unit(found.item)),
        *(scene.number(one.booked), scene.number(found.quantity)),
        *(w.ltr(f"{one.difference:+d}".replace("-", "−")) if one.difference else "0", reason),
    )


def _share(scene: Scene, lines: Sequence[Compared]) -> str:
    """`17 (94 %)`: how many lines were as booked."""
    right = sum(1 for one in lines if not one.difference)
    share = right * 100 // len(lines) if lines else 100
    return scene.w.ltr(f"{scene.number(right)} ({share}\u00a0%)")


def _told(scene: Scene, said: Any, differing: Sequence[Compared]) -> tuple[tuple[str, str], ...]:
    """Who agreed, where that isn't a second person; and that nothing differs."""
    w = scene.w
    if not differing:
        return ((w.t("Differences"), w.t("None: everything was found as booked.")),)
    if isinstance(said, CountFinished):
        text = w.t("The differences are within the limit that a manager set for this centre.")
        return ((w.t("Approval"), text),)
    if said.alone:
        text = w.t("Who approved also counted: nobody else here may approve.")
        return ((w.t("Approval"), text),)
    return ()
