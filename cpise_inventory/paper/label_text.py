"""What is written on a label: the tag as large as it may be, and the other lines as they fit.

All in points from the label's upper left corner.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from cpise_inventory.paper import text as texts
from cpise_inventory.paper.label_layout import (
    ROUNDING,
    Frame,
    Kind,
    Label,
    Layout,
    LayoutDoesNotFit,
    demand,
)
from cpise_inventory.paper.marks import Mark
from cpise_inventory.paper.sheets import Box, Sheet
from cpise_inventory.paper.text import Face, Fitted
from cpise_inventory.paper.units import MM

SMALLEST_TAG, LARGEST_TAG = 6.0, 22.0  # points
ONE_LINE_TAG = 8.5  # below this size a tag is rather set on more lines
MUCH_LARGER = 1.2  # if that makes it so many times larger
TAG_SHARES = (0.4, 0.55, 0.65)  # of the height, at most, for a tag on 1, 2, 3 lines
LINE_TO_TAG = 0.75  # other lines are so much smaller at least
LARGEST_LINE = 12.0
LOWEST_MARK, HIGHEST_MARK = 2.5 * MM, 12 * MM
MARK_GAP = 0.8 * MM
LEAST_DPI = 300  # of a mark, however few pixels it has
MARK_SHARE = 0.3  # of the text's height


@dataclass(frozen=True, slots=True)
class Set:
    """A line of a label, where it is to be drawn."""

    fitted: Fitted
    face: Face
    top: float


@dataclass(frozen=True, slots=True)
class Laid:
    """What stands in a label's box for text; the mark's box is from the label's corner, too."""

    lines: list[Set]
    mark: Box | None = None


def set_text(label: Label, frame: Frame, sheet: Sheet, layout: Layout = Layout.AUTO) -> Laid:
    """The label's lines and mark in their places.

    Raises `LabelDoesNotFit` if even the tag has none, `LayoutDoesNotFit` if what the layout
    demands has none.
    """
    room, height = frame.text.width, frame.text.height
    tag = _tag(label.tag, room, height)
    if tag.size < SMALLEST_TAG:
        more = SMALLEST_TAG / max(tag.size, 0.1) - 1
        wide = tag.height * (1 + more) <= height
        demand(sheet, more * room if wide else 0, 0 if wide else more * height)
    found = _beside_tag(label, layout, frame.text, tag)
    if found is None:
        others = (one for one in Layout if one not in (layout, Layout.TEXT))
        fits = tuple(one for one in others if _beside_tag(label, one, frame.text, tag) is not None)
        raise LayoutDoesNotFit(sheet.code, label.tag, layout, fits)
    lines, (mark_width, mark_height) = found
    above = [one for one in lines if one[1] is Face.BOLD]
    below = [one for one in lines if one[1] is Face.TEXT]
    y = frame.text.top
    if frame.kind not in {Kind.BELOW, Kind.BARS}:
        y += (height - tag.height - sum(one.height for one, _ in lines) - mark_height) / 2
    placed = []
    for fitted, face in (*above, (tag, Face.BOLD), *below):
        placed.append(Set(fitted, face, y))
        y += fitted.height
    if not mark_height:
        return Laid(placed)
    off = {Kind.BELOW: 0.5, Kind.BARS: 0.5}.get(frame.kind, float(label.rtl))
    x = frame.text.left + off * (room - mark_width)
    return Laid(placed, Box(x, y + MARK_GAP, mark_width, mark_height - MARK_GAP))


_Line = tuple[Fitted, Face]


class _Wanted(NamedTuple):
    """A line of text; `whole`: not at all rather than cut."""

    text: str
    face: Face
    whole: bool = False


def _beside_tag(
    label: Label, layout: Layout, box: Box, tag: Fitted
) -> tuple[tuple[_Line, ...], tuple[float, float]] | None:
    """The other lines, and width and height of the mark (with its gap; 0 where its name stands).

    None where what the layout demands has no room.
    """
    wanted, least = _wanted(label, layout)
    largest = max(texts.SMALLEST, min(LARGEST_LINE, LINE_TO_TAG * tag.size))
    left = box.height - tag.height
    at = next((n for n, one in enumerate(wanted) if one.text == label.donor), None)
    if label.mark and at is not None:
        across, down = _mark_size(label.mark, box)
        named = (*wanted[:at], *wanted[at + 1 :])
        least_named = max(min(least, len(wanted)) - (at < least), at)
        lines = _others(named, "", least_named, box.width, left - down, largest) if down else None
        if lines is not None:
            return lines, (across, down)
    lines = _others(wanted, label.donor, least, box.width, left, largest)
    return None if lines is None else (lines, (0.0, 0.0))


def _wanted(label: Label, layout: Layout) -> tuple[tuple[_Wanted, ...], int]:
    """Lines from the most needed on, and how many of them must be there.

    Those after the first bear numbers of series and lots: half of one says something else.
    """
    centre, donor = _Wanted(label.centre, Face.BOLD), _Wanted(label.donor, Face.TEXT)
    first = [_Wanted(line, Face.TEXT) for line in label.lines[:1]]
    second, rest = (
        [_Wanted(line, Face.TEXT, whole=True) for line in part]
        for part in (label.lines[1:2], label.lines[2:])
    )
    orders = {
        Layout.AUTO: ([], [centre, *first, donor, *second, *rest]),
        Layout.TEXT: ([], [centre, *first, donor, *second, *rest]),
        Layout.PLAIN: ([], []),
        Layout.CENTRE: ([centre, donor], []),
        Layout.WIDE: ([*first, *second], [centre, donor, *rest]),
    }
    must, may = ([one for one in part if one.text] for part in orders[layout])
    return (*must, *may), len(must)


def _mark_size(mark: Mark, box: Box) -> tuple[float, float]:
    """Width, and height with the gap above; nothing where it would be too small to be known."""
    fine = mark.height * 72 / LEAST_DPI
    high = min(fine, HIGHEST_MARK, MARK_SHARE * box.height, box.width * mark.height / mark.width)
    return (high * mark.width / mark.height, high + MARK_GAP) if high >= LOWEST_MARK else (0.0, 0.0)


def _tag(tag: str, room: float, height: float) -> Fitted:
    """On one line, or on two or three if it gets much larger so; never cut."""
    best: tuple[tuple[str, ...], float] = ((tag,), _tag_size([tag], room, height))
    for count in (2, 3):
        if best[1] < ONE_LINE_TAG:
            size, lines = max(
                (_tag_size(lines, room, height), lines) for lines in _cuts(tag, count)
            )
            if size > MUCH_LARGER * best[1]:
                best = (lines, size)
    return Fitted(*best, rtl=False, whole=True)


def _tag_size(lines: Sequence[str], room: float, height: float) -> float:
    """In half points, so that the labels of a sheet look alike."""
    widest = max(texts.width(line, Face.BOLD) for line in lines)
    share, whole = TAG_SHARES[len(lines) - 1] * height, len(lines) * texts.leading(1, rtl=False)
    size = min(LARGEST_TAG, room / widest, max(share / whole, min(SMALLEST_TAG, height / whole)))
    return math.floor(2 * size + 1e-6) / 2


def _cuts(tag: str, count: int) -> Iterator[tuple[str, ...]]:
    """All ways to set it on so many lines, after its hyphens and slashes if it has enough."""
    ends = [at for at in range(1, len(tag)) if tag[at - 1] in "-/.:"]
    if len(ends) < count - 1:
        ends = list(range(1, len(tag)))
    for chosen in combinations(ends, count - 1):
        yield tuple(tag[start:end] for start, end in pairwise((0, *chosen, len(tag))))
    if len(tag) < count:
        yield (tag,)


@lru_cache(maxsize=4096)
def _others(
    lines: tuple[_Wanted, ...],
    donor: str,
    least: int,
    room: float,
    height: float,
    largest: float,
) -> tuple[_Line, ...] | None:
    """The other lines as they fit, in their order; None if even the `least` first don't."""
    wanted = list(lines)
    while len(wanted) >= max(least, 1):
        if fitting := _at_one_size(wanted, least, room, height, largest):
            set_ = list(zip(fitting, (one.face for one in wanted), strict=True))
            at = next((n for n, one in enumerate(wanted) if one.text == donor), None)
            if donor and at is not None:  # last on the label, though not first to go
                set_.append(set_.pop(at))
            return tuple(set_)
        wanted.pop()
    return None if least else ()


def _at_one_size(
    wanted: Sequence[_Wanted], least: int, room: float, height: float, largest: float
) -> list[Fitted]:
    """All of them in the largest size at which they fit, on two lines each or else on one.

    The `least` first are never cut, nor are those that say so.
    """
    for most in (2, 1):
        for half_points in range(int(2 * largest), int(2 * texts.SMALLEST) - 1, -1):
            size = half_points / 2
            lines = most * texts.leading(size, rtl=True)
            fitting = [
                texts.fitted(text, face, size, room, lines, rtl=texts.is_rtl(text, paper_rtl=False))
                for text, face, _ in wanted
            ]
            whole = all(
                one.whole or (most == 1 and n >= least and not wanted[n].whole)
                for n, one in enumerate(fitting)
            )
            if whole and sum(one.height for one in fitting) <= height + ROUNDING:
                return fitting
    return []
