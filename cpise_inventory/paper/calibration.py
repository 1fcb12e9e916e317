"""What a printer does to a page, measured with a ruler and undone.

A printer shifts the page and draws it a little too large or too small. The test page bears lines
at known places; what a person measures of them gives the shift and the scale of the next pages.
"""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal
from cpise_inventory.paper.sheets import Sheet
from cpise_inventory.paper.units import MM

FARTHEST_TENTHS = 150  # a shift of 15 mm is no printer's: it is a wrong paper size
LEAST_PERMILLE, MOST_PERMILLE = 900, 1100
RULER_MM = 150.0  # what is read wrong by a quarter of a millimetre is half of one over A4
EDGE_MM = 20.0  # of the two lines that are measured from the paper's edge
SHORT_EDGE_MM = 5.0  # on a label of a roll
FAR_MM = 2.0  # that stay white behind a ruler
PERMILLE = 1000


@dataclass(eq=False)
class CalibrationOutOfRange(Refusal):
    """More than a printer is off by: 15 mm or a tenth. `at` is the field of `Calibration`."""

    at: str
    value: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of one printer and sheet: shift right and down in 0.1 mm, scale in 0.1 %."""

    dx_tenths: int = 0
    dy_tenths: int = 0
    scale_x_permille: int = PERMILLE
    scale_y_permille: int = PERMILLE

    def __post_init__(self) -> None:
        for at in ("dx_tenths", "dy_tenths"):
            self._check(at, -FARTHEST_TENTHS, FARTHEST_TENTHS)
        for at in ("scale_x_permille", "scale_y_permille"):
            self._check(at, LEAST_PERMILLE, MOST_PERMILLE)

    def _check(self, at: str, least: int, most: int) -> None:
        value = getattr(self, at)
        if not least <= value <= most:
            raise CalibrationOutOfRange(at, value, least, most)

    def matrix(self, page_height: float) -> str:
        """The PDF operator, on a page so many points high; "" if there is nothing to correct."""
        if self == Calibration():
            return ""
        x, y = self.scale_x_permille / PERMILLE, self.scale_y_permille / PERMILLE
        right, down = self.dx_tenths * MM / 10, self.dy_tenths * MM / 10
        return f"{x:g} 0 0 {y:g} {right:.6g} {page_height * (1 - y) - down:.6g} cm"


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a test page's lines are: from the paper's edges, and how long its rulers are, in mm."""

    left: float
    top: float
    across: float
    down: float


def marks(sheet: Sheet) -> Marks:
    """20 mm and 150 mm, or what a smaller label has room for in whole millimetres.

    The rulers are as long as can be: a scale that was read off a short one would be wrong by more
    than any printer is.
    """
    return Marks(
        *(_edge(length) for length in (sheet.page_w_mm, sheet.page_h_mm)),
        *(_ruler(length) for length in (sheet.page_w_mm, sheet.page_h_mm)),
    )


def corrected(sheet: Sheet, measured: Marks, printed_with: Calibration) -> Calibration:
    """The calibration that puts right what was measured on a test page printed with another.

    Raises `CalibrationOutOfRange`.
    """
    wanted = marks(sheet)
    dx, scale_x = _axis(
        (wanted.left, wanted.across),
        (measured.left, measured.across),
        (printed_with.dx_tenths, printed_with.scale_x_permille),
    )
    dy, scale_y = _axis(
        (wanted.top, wanted.down),
        (measured.top, measured.down),
        (printed_with.dy_tenths, printed_with.scale_y_permille),
    )
    return Calibration(dx, dy, scale_x, scale_y)


def _axis(
    wanted: tuple[float, float], measured: tuple[float, float], now: tuple[int, int]
) -> tuple[int, int]:
    """Shift and scale of one axis: the printer puts x at a·x + b, and a and b are to be undone."""
    (line, ruler), (line_at, ruler_long) = wanted, measured
    shift, scale = now[0] / 10, now[1] / PERMILLE
    printer = max(ruler_long, 0.1) / ruler / scale  # a
    moved = line_at - printer * (scale * line + shift)  # b
    return round(-10 * moved / printer), round(PERMILLE / printer)


def _edge(length: float) -> float:
    return EDGE_MM if length > RULER_MM + EDGE_MM else SHORT_EDGE_MM


def _ruler(length: float) -> float:
    return min(RULER_MM, max(SHORT_EDGE_MM, length - _edge(length) - FAR_MM) // 1)
