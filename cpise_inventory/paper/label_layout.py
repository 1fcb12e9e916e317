"""How a label is filled: the code, the tag, and as many lines as fit its size.

All in points from the label's upper left corner. The tag is set first and never cut; the other
lines are fitted and, where there is no room for them, left out from the least needed one on.
What cannot hold a code that telephones read is refused with the millimetres that lack.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import combinations, pairwise

from cpise_inventory.errors import Refusal
from cpise_inventory.paper import qr
from cpise_inventory.paper import text as texts
from cpise_inventory.paper.pen import MM
from cpise_inventory.paper.sheets import Box, Sheet
from cpise_inventory.paper.text import Face, Fitted

PREFIX = "CPISE:"
LEVEL = qr.Level.Q
VERSION = 2  # always, so that all labels look alike; 29 characters
LONGEST_TAG = 29 - len(PREFIX)
SIDE = 17 + 4 * VERSION  # modules, without the quiet zone
SMALLEST_MODULE = 0.33 * MM  # below it telephones fail
GOOD_MODULE = 0.5 * MM  # from here on poor cameras read it too
LARGEST_MODULE = 1.2 * MM
SHARE = 0.45  # of the label's width that the code takes if it may
SMALLEST_TAG, LARGEST_TAG = 6.0, 22.0  # points
NARROWEST_TEXT = 15 * MM
LOWEST_TEXT = 6 * MM  # of two lines under a code
ONE_LINE_TAG = 8.5  # below this size a tag is rather set on more lines
MUCH_LARGER = 1.2  # if that makes it so many times larger
TAG_SHARES = (0.4, 0.55, 0.65)  # of the height, at most, for a tag on 1, 2, 3 lines
LINE_TO_TAG = 0.75  # other lines are so much smaller at least
LARGEST_LINE = 12.0
_ROUNDING = 0.01


@dataclass(eq=False)
class LabelDoesNotFit(Refusal):
    """The label is too small for what is to stand on it, by so many millimetres (0: enough)."""

    field = "sheet"
    sheet: str
    lacks_width: float
    lacks_height: float


@dataclass(eq=False)
class TagNotPrintable(Refusal):
    """A tag that no label code of ours can bear: too long, or other than capitals and digits."""

    field = "tag"
    tag: str
    longest: int


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on one label. `lines` begin with what is needed most: model, serial number."""

    tag: str
    lines: tuple[str, ...] = ()
    donor: str = ""
    centre: str = ""

    def __post_init__(self) -> None:
        sound = 0 < len(self.tag) <= LONGEST_TAG and set(self.tag) <= set(qr.ALPHABET)
        if not sound or self.tag != self.tag.strip():
            raise TagNotPrintable(self.tag, LONGEST_TAG)

    @property
    def code(self) -> str:
        return PREFIX + self.tag

    @property
    def rtl(self) -> bool:
        """Whether its lines stand on the right: an Arabic label with Latin codes on it."""
        first = next((text for text in (self.centre, *self.lines, self.donor) if text), "")
        return texts.is_rtl(first, paper_rtl=False)


class Kind(Enum):
    """Where the text stands."""

    BESIDE = "beside"  # right of the code
    BELOW = "below"  # under it
    ALONE = "alone"  # there is no code


@dataclass(frozen=True, slots=True)
class Frame:
    """One sheet's division of a label: the dark square of the code, and the box for the text."""

    kind: Kind
    module: float  # 0 without a code
    code: tuple[float, float]  # its left and upper edge
    text: Box


@dataclass(frozen=True, slots=True)
class Set:
    """A line of a label, where it is to be drawn."""

    fitted: Fitted
    face: Face
    top: float


def frame(sheet: Sheet, *, dot: float = 0.0, text_only: bool = False) -> Frame:
    """How this sheet's labels are divided. `dot` is the printer's in points, 0 for any size.

    Raises `LabelDoesNotFit`.
    """
    left, top, right, bottom = (inset * MM for inset in sheet.insets)
    width, height = sheet.label_w_mm * MM, sheet.label_h_mm * MM
    inside = Box(left, top, width - left - right, height - top - bottom)
    if text_only:
        _demand(sheet, NARROWEST_TEXT - inside.width, LOWEST_TEXT / 2 - inside.height)
        return Frame(Kind.ALONE, 0.0, (0.0, 0.0), inside)
    beside, below = _beside(inside, width, height, dot), _below(inside, width, height, dot)
    for least in (GOOD_MODULE, SMALLEST_MODULE):
        for candidate in (beside, below) if width >= height else (below, beside):
            if candidate.module >= least - _ROUNDING:
                return candidate
    zone, dark = (SIDE + 2 * qr.QUIET_ZONE) * _least(dot), SIDE * _least(dot)
    high, wide = max(zone - height, dark - inside.height), max(zone - width, dark - inside.width)
    across, down = min(
        (zone + NARROWEST_TEXT - inside.right, high),
        (wide, zone + LOWEST_TEXT - inside.bottom),
        key=lambda lacks: max(0, lacks[0]) + max(0, lacks[1]),
    )
    raise _lacking(sheet, across, down)


def _demand(sheet: Sheet, across: float, down: float) -> None:
    if max(across, down) > _ROUNDING:
        raise _lacking(sheet, across, down)


def _lacking(sheet: Sheet, across: float, down: float) -> LabelDoesNotFit:
    """The points that lack, in millimetres that are certainly enough."""
    lacks = (math.ceil(max(0.0, points / MM) * 10 - 1e-6) / 10 for points in (across, down))
    return LabelDoesNotFit(sheet.code, *lacks)


def _least(dot: float) -> float:
    return max(1, math.ceil(SMALLEST_MODULE / dot - 1e-6)) * dot if dot else SMALLEST_MODULE


def _beside(inside: Box, width: float, height: float, dot: float) -> Frame:
    zone = SIDE + 2 * qr.QUIET_ZONE
    room = inside.right - NARROWEST_TEXT
    most = min(inside.height / SIDE, height / zone, room / zone, LARGEST_MODULE)
    module = _module(most, SHARE * width / zone, dot)
    x = _on_dots(max(inside.left, qr.QUIET_ZONE * module), dot)
    y = _on_dots(
        min(
            max(inside.top + (inside.height - SIDE * module) / 2, qr.QUIET_ZONE * module),
            height - (SIDE + qr.QUIET_ZONE) * module,
        ),
        dot,
    )
    start = x + (SIDE + qr.QUIET_ZONE) * module
    text = Box(start, inside.top, inside.right - start, inside.height)
    return Frame(Kind.BESIDE, module, (x, y), text)


def _below(inside: Box, width: float, height: float, dot: float) -> Frame:
    zone = SIDE + 2 * qr.QUIET_ZONE
    room = inside.bottom - LOWEST_TEXT
    most = min(inside.width / SIDE, width / zone, room / zone, LARGEST_MODULE)
    module = _module(most, 0.6 * height / zone, dot)
    x = _on_dots(inside.left + (inside.width - SIDE * module) / 2, dot)
    y = _on_dots(max(inside.top, qr.QUIET_ZONE * module), dot)
    start = y + (SIDE + qr.QUIET_ZONE) * module
    text = Box(inside.left, start, inside.width, inside.bottom - start)
    return Frame(Kind.BELOW, module, (x, y), text)


def _on_dots(place: float, dot: float) -> float:
    """The nearest whole dot: a code that lies between two prints modules of uneven size."""
    return round(place / dot) * dot if dot else place


def _module(most: float, wanted: float, dot: float) -> float:
    """As wanted, but good enough if there is room, and of whole dots."""
    module = min(most, max(wanted, GOOD_MODULE))
    if not dot:
        return module
    dots = max(math.floor(module / dot + 1e-6), math.ceil(GOOD_MODULE / dot - 1e-6))
    if dots * dot > most + 1e-6:
        dots = math.floor(most / dot + 1e-6)
    return dots * dot


def set_text(label: Label, frame: Frame, sheet: Sheet) -> list[Set]:
    """The label's lines in their places. Raises `LabelDoesNotFit` if even the tag has none."""
    room, height = frame.text.width, frame.text.height
    tag = _tag(label.tag, room, height)
    if tag.size < SMALLEST_TAG:
        more = SMALLEST_TAG / max(tag.size, 0.1) - 1
        wide = tag.height * (1 + more) <= height
        _demand(sheet, more * room if wide else 0, 0 if wide else more * height)
    largest = max(texts.SMALLEST, min(LARGEST_LINE, LINE_TO_TAG * tag.size))
    left = height - tag.height
    others = _others(label.centre, label.lines, label.donor, room, left, largest)
    above = [one for one in others if one[1] is Face.BOLD]
    below = [one for one in others if one[1] is Face.TEXT]
    y = frame.text.top
    if frame.kind is not Kind.BELOW:
        y += (left - sum(one.height for one, _ in others)) / 2
    placed = []
    for fitted, face in (*above, (tag, Face.BOLD), *below):
        placed.append(Set(fitted, face, y))
        y += fitted.height
    return placed


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
    centre: str, lines: tuple[str, ...], donor: str, room: float, height: float, largest: float
) -> tuple[tuple[Fitted, Face], ...]:
    """The other lines as they fit, the bold one over the tag and the rest under it, in order.

    Needed most: the centre, the first line, the donor, the further lines.
    """
    wanted = [(centre, Face.BOLD), *((line, Face.TEXT) for line in lines)]
    wanted.insert(2, (donor, Face.TEXT))
    wanted = [one for one in wanted if one[0]]
    while wanted:
        if fitting := _at_one_size(wanted, room, height, largest):
            set_ = list(zip(fitting, (face for _, face in wanted), strict=True))
            at = next((n for n, (text, _) in enumerate(wanted) if text == donor), None)
            if donor and at is not None:  # last on the label, though not first to go
                set_.append(set_.pop(at))
            return tuple(set_)
        wanted.pop()
    return ()


def _at_one_size(
    wanted: Sequence[tuple[str, Face]], room: float, height: float, largest: float
) -> list[Fitted]:
    """All of them in the largest size at which they fit, on two lines each or else on one."""
    for most in (2, 1):
        for half_points in range(int(2 * largest), int(2 * texts.SMALLEST) - 1, -1):
            size = half_points / 2
            lines = most * texts.leading(size, rtl=True)
            fitting = [
                texts.fitted(text, face, size, room, lines, rtl=texts.is_rtl(text, paper_rtl=False))
                for text, face in wanted
            ]
            whole = most == 1 or all(one.whole for one in fitting)
            if whole and sum(one.height for one in fitting) <= height + _ROUNDING:
                return fitting
    return []
