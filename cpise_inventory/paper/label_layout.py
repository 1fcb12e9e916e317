"""How a label is filled: the code, the tag, and as many lines as fit its size.

All in points from the label's upper left corner. Here it's divided; `label_text` sets the tag
first, which is never cut, and fits the other lines; where there is no room for them, they're left
out from the least needed one on, down to those that the layout demands. What cannot hold a code
that telephones read is refused with the millimetres that lack.
"""

import math
from dataclasses import dataclass
from enum import Enum, StrEnum

from cpise_inventory.errors import Refusal
from cpise_inventory.paper import bars as code_128
from cpise_inventory.paper import qr
from cpise_inventory.paper import text as texts
from cpise_inventory.paper.marks import Mark
from cpise_inventory.paper.sheets import Box, Sheet
from cpise_inventory.paper.units import MM

PREFIX = "CPISE:"
LEVEL = qr.Level.Q
VERSION = 2  # always, so that all labels look alike; 29 characters
LONGEST_CODE = 29
LONGEST_TAG = LONGEST_CODE - len(PREFIX)
SIDE = 17 + 4 * VERSION  # modules, without the quiet zone
SMALLEST_MODULE = 0.33 * MM  # below it telephones fail
GOOD_MODULE = 0.5 * MM  # from here on poor cameras read it too
LARGEST_MODULE = 1.2 * MM
SHARE = 0.45  # of the label's width that the code takes if it may
NARROWEST_TEXT = 15 * MM
LOWEST_TEXT = 6 * MM  # of two lines under a code
BARS_SHARE = 0.4  # of the height that bars take if they may
ROUNDING = 0.01


@dataclass(eq=False)
class LabelDoesNotFit(Refusal):
    """The label is too small for what is to stand on it, by so many millimetres (0: enough)."""

    field = "sheet"
    sheet: str
    lacks_width: float
    lacks_height: float


@dataclass(eq=False)
class OnlyTextFits(LabelDoesNotFit):
    """The same, but without a code its text has room."""


@dataclass(eq=False)
class LayoutDoesNotFit(Refusal):
    """What this layout demands has no room beside that tag; `fits` are layouts that have."""

    field = "layout"
    sheet: str
    tag: str
    layout: str
    fits: tuple[str, ...]


class Layout(StrEnum):
    """What is to stand on a label beside its tag."""

    AUTO = "auto"  # as much as there is room for
    PLAIN = "plain"  # nothing
    CENTRE = "centre"  # the centre, and the donor's mark or name
    WIDE = "wide"  # model and serial number, and what else there is room for
    TEXT = "text"  # as AUTO, but no code


class Coding(StrEnum):
    """What scanners read."""

    QR = "qr"
    BARS = "code128"  # for laser scanners, which read no QR code


@dataclass(eq=False)
class TagNotPrintable(Refusal):
    """A tag that no label code of ours can bear: too long, or other than capitals and digits."""

    field = "tag"
    tag: str
    longest: int


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on one label. `lines` begin with what is needed most: model, serial number.

    `said`: what its code says where that isn't the tag alone: which of its labels it is, or the
    number of a thing whose name stands in the tag's place.
    """

    tag: str
    lines: tuple[str, ...] = ()
    donor: str = ""
    centre: str = ""
    mark: Mark | None = None  # the donor's, in the place of its name
    said: str = ""

    def __post_init__(self) -> None:
        coded = self.code
        sound = len(PREFIX) < len(coded) <= LONGEST_CODE and set(coded) <= set(qr.ALPHABET)
        if not sound or not self.tag or self.tag != self.tag.strip():
            raise TagNotPrintable(self.tag, LONGEST_TAG)

    @property
    def code(self) -> str:
        return self.said or PREFIX + self.tag

    @property
    def bars(self) -> str:
        """The same as short as Code 128 needs it; hyphens and prefix are for the eye."""
        return self.code.removeprefix(PREFIX).replace("-", "")

    @property
    def rtl(self) -> bool:
        """Whether its lines stand on the right: an Arabic label with Latin codes on it."""
        first = next((text for text in (self.centre, *self.lines, self.donor) if text), "")
        return texts.is_rtl(first, paper_rtl=False)


class Kind(Enum):
    """Where the text stands."""

    BESIDE = "beside"  # right of the code
    BELOW = "below"  # under it
    BARS = "bars"  # under bars as wide as the label
    ALONE = "alone"  # there is no code


@dataclass(frozen=True, slots=True)
class Frame:
    """One sheet's division of a label: the dark square of the code, and the box for the text.

    With bars, `code` is the middle of their upper edge: not all are equally long.
    """

    kind: Kind
    module: float  # 0 without a code
    code: tuple[float, float]  # its left and upper edge
    text: Box
    high: float = 0.0  # of bars


def frame(sheet: Sheet, *, dot: float = 0.0, text_only: bool = False, bars: int = 0) -> Frame:
    """How this sheet's labels are divided. `dot` is the printer's in points, 0 for any size.

    `bars`: the length of the longest Code 128, in narrow bars; 0 for QR codes. Raises
    `LabelDoesNotFit`.
    """
    left, top, right, bottom = (inset * MM for inset in sheet.insets)
    width, height = sheet.label_w_mm * MM, sheet.label_h_mm * MM
    inside = Box(left, top, width - left - right, height - top - bottom)
    if text_only:
        demand(sheet, *_lack_of_text(inside))
        return Frame(Kind.ALONE, 0.0, (0.0, 0.0), inside)
    if bars:
        return _bars(sheet, inside, bars, dot)
    beside, below = _beside(inside, width, height, dot), _below(inside, width, height, dot)
    for least in (GOOD_MODULE, SMALLEST_MODULE):
        for candidate in (beside, below) if width >= height else (below, beside):
            if candidate.module >= least - ROUNDING:
                return candidate
    zone, dark = (SIDE + 2 * qr.QUIET_ZONE) * _least(dot), SIDE * _least(dot)
    high, wide = max(zone - height, dark - inside.height), max(zone - width, dark - inside.width)
    across, down = min(
        (zone + NARROWEST_TEXT - inside.right, high),
        (wide, zone + LOWEST_TEXT - inside.bottom),
        key=lambda lacks: max(0, lacks[0]) + max(0, lacks[1]),
    )
    raise _lacking(sheet, across, down, only_text=max(_lack_of_text(inside)) <= ROUNDING)


def _lack_of_text(inside: Box) -> tuple[float, float]:
    return NARROWEST_TEXT - inside.width, LOWEST_TEXT / 2 - inside.height


def demand(sheet: Sheet, across: float, down: float) -> None:
    if max(across, down) > ROUNDING:
        raise _lacking(sheet, across, down)


def _lacking(
    sheet: Sheet, across: float, down: float, *, only_text: bool = False
) -> LabelDoesNotFit:
    """The points that lack, in millimetres that are certainly enough."""
    lacks = (math.ceil(max(0.0, points / MM) * 10 - 1e-6) / 10 for points in (across, down))
    return (OnlyTextFits if only_text else LabelDoesNotFit)(sheet.code, *lacks)


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


def _bars(sheet: Sheet, inside: Box, length: int, dot: float) -> Frame:
    """Bars over the text, as wide as there is room for; their white ends may be the margins."""
    whole = length + 2 * code_128.QUIET_ZONE
    width = sheet.label_w_mm * MM
    most = min(inside.width / length, width / whole, code_128.WIDEST)
    module = math.floor(most / dot + 1e-6) * dot if dot else most
    least = math.ceil(code_128.NARROWEST / dot - 0.02) * dot if dot else code_128.NARROWEST
    high = min(max(code_128.LOWEST, BARS_SHARE * inside.height), inside.height - LOWEST_TEXT)
    if module < least - ROUNDING or high < code_128.LOWEST - ROUNDING:
        across = max(whole * least - width, length * least - inside.width)
        down = code_128.LOWEST + LOWEST_TEXT - inside.height
        only_text = max(_lack_of_text(inside)) <= ROUNDING
        raise _lacking(sheet, across, down, only_text=only_text)
    gap = texts.SMALLEST / 2
    text = Box(inside.left, inside.top + high + gap, inside.width, inside.height - high - gap)
    return Frame(Kind.BARS, module, (width / 2, inside.top), text, high)


def _module(most: float, wanted: float, dot: float) -> float:
    """As wanted, but good enough if there is room, and of whole dots."""
    module = min(most, max(wanted, GOOD_MODULE))
    if not dot:
        return module
    dots = max(math.floor(module / dot + 1e-6), math.ceil(GOOD_MODULE / dot - 1e-6))
    if dots * dot > most + 1e-6:
        dots = math.floor(most / dot + 1e-6)
    return dots * dot
