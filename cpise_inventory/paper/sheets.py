"""Label sheets and rolls: what stands where on the page, in millimetres from its upper left corner.

The table in `resources/label_sheets/sheets.csv` names the source of each row. A centre's own sheet
is the same record, made by hand: whatever exists fits its page.
"""

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import resources
from cpise_inventory.errors import Refusal

LONGEST_PAGE_MM = 1000.0
SMALLEST_LABEL_MM = 5.0
MOST_LABELS = 1000
OFFICE_PAPER_MM = 200.0  # a page wider than this is no roll: an office printer prints it
UNPRINTABLE_MM = 5.0  # what office printers leave white at the paper's edge (documents.md, 3)
SAFE_MM = 1.0  # a die-cut sheet drifts by this much in the printer
TOLERANCE_MM = 0.05  # published tables are rounded to a tenth
PAGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
)
"""Width and height of the papers that office printers take, in millimetres."""


@dataclass(eq=False)
class UnknownSheet(Refusal):
    """No sheet of this code; `known` are those that exist."""

    field = "sheet"
    sheet: str
    known: tuple[str, ...]


@dataclass(eq=False)
class SheetValueOutOfRange(Refusal):
    """A measure of a sheet that cannot be; all in millimetres, but for the counts."""

    at: str  # the name of the measure, as in `Sheet`
    value: float
    least: float
    most: float


@dataclass(eq=False)
class SheetOverlaps(Refusal):
    """The labels of a sheet would lie over one another: the pitch is smaller than the label."""

    at: str  # "pitch_x_mm" or "pitch_y_mm"
    pitch: float
    label: float


@dataclass(eq=False)
class SheetLeavesPage(Refusal):
    """The last column or row ends outside the page, by so many millimetres; `most` would fit."""

    at: str  # "cols" or "rows"
    count: int
    beyond: float
    most: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page in millimetres, from the page's upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One kind of label sheet (or one label of a roll). Raises a `Refusal` if it cannot exist."""

    code: str
    maker: str
    page_w_mm: float
    page_h_mm: float
    label_w_mm: float
    label_h_mm: float
    cols: int
    rows: int
    left_mm: float
    top_mm: float
    pitch_x_mm: float
    pitch_y_mm: float
    corner_mm: float = 0.0
    crop_marks: bool = False
    material: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        for at, least, most in (
            ("page_w_mm", SMALLEST_LABEL_MM, LONGEST_PAGE_MM),
            ("page_h_mm", SMALLEST_LABEL_MM, LONGEST_PAGE_MM),
            ("label_w_mm", SMALLEST_LABEL_MM, self.page_w_mm),
            ("label_h_mm", SMALLEST_LABEL_MM, self.page_h_mm),
            ("cols", 1, MOST_LABELS),
            ("rows", 1, MOST_LABELS // max(1, self.cols)),
            ("left_mm", 0, self.page_w_mm - self.label_w_mm),
            ("top_mm", 0, self.page_h_mm - self.label_h_mm),
            ("corner_mm", 0, min(self.label_w_mm, self.label_h_mm) / 2),
        ):
            value = getattr(self, at)
            if not (math.isfinite(value) and least <= value <= most + TOLERANCE_MM):
                raise SheetValueOutOfRange(at, value, least, most)
        self._check_axis("x", self.cols, self.left_mm, self.pitch_x_mm, self.label_w_mm)
        self._check_axis("y", self.rows, self.top_mm, self.pitch_y_mm, self.label_h_mm)

    def _check_axis(self, axis: str, count: int, first: float, pitch: float, label: float) -> None:
        if count > 1 and not pitch >= label:  # "not >=" also catches NaN
            raise SheetOverlaps(f"pitch_{axis}_mm", pitch, label)
        page = self.page_w_mm if axis == "x" else self.page_h_mm
        beyond = first + (count - 1) * pitch + label - page
        if beyond > TOLERANCE_MM:
            most = 1 + int((page - first - label + TOLERANCE_MM) / pitch)
            at = "cols" if axis == "x" else "rows"
            raise SheetLeavesPage(at, count, round(beyond, 2), most)

    @property
    def per_page(self) -> int:
        return self.cols * self.rows

    @property
    def is_roll(self) -> bool:
        """One label a page, the page being the label."""
        return self.per_page == 1 and self.page_w_mm < OFFICE_PAPER_MM

    def label(self, position: int) -> Box:
        """The label at `position`: 0 is the upper left one, then along the row, then the next."""
        row, column = divmod(position, self.cols)
        if not 0 <= row < self.rows:
            raise IndexError(position)
        return Box(
            self.left_mm + column * self.pitch_x_mm,
            self.top_mm + row * self.pitch_y_mm,
            self.label_w_mm,
            self.label_h_mm,
        )

    @property
    def insets(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom: what stays white inside each label, the same in all of them.

        1 mm, since sheets drift, and on an office page as much as keeps 5 mm off its edge.
        """
        edge = 0.0 if self.is_roll else UNPRINTABLE_MM
        last = self.label(self.per_page - 1)
        return (
            max(SAFE_MM, edge - self.left_mm),
            max(SAFE_MM, edge - self.top_mm),
            max(SAFE_MM, edge - (self.page_w_mm - last.right)),
            max(SAFE_MM, edge - (self.page_h_mm - last.bottom)),
        )

    def inside(self, position: int) -> Box:
        """What may be printed on of that label."""
        label, (left, top, right, bottom) = self.label(position), self.insets
        return Box(
            label.left + left,
            label.top + top,
            label.width - left - right,
            label.height - top - bottom,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What somebody measured of a sheet, in millimetres; each pair is across and down.

    Without a page it's one label of a roll. Without margins the labels lie in the middle of the
    page, without a pitch edge to edge: as most sheets have them.
    """

    label: tuple[float, float]
    page: tuple[float, float] | None = None
    grid: tuple[int, int] = (1, 1)
    margins: tuple[float | None, float | None] = (None, None)
    pitch: tuple[float | None, float | None] = (None, None)
    corner: float = 0.0

    def sheet(self, code: str, name: str = "") -> Sheet:
        """Raises `SheetValueOutOfRange`, `SheetOverlaps`, `SheetLeavesPage`."""
        page = self.page or self.label
        (left, pitch_x), (top, pitch_y) = (self.axis(at) for at in (0, 1))
        return Sheet(
            code=code,
            maker=name,
            page_w_mm=page[0],
            page_h_mm=page[1],
            label_w_mm=self.label[0],
            label_h_mm=self.label[1],
            cols=self.grid[0],
            rows=self.grid[1],
            left_mm=left,
            top_mm=top,
            pitch_x_mm=pitch_x,
            pitch_y_mm=pitch_y,
            corner_mm=self.corner,
        )

    def axis(self, at: int) -> tuple[float, float]:
        """Margin and pitch across (0) or down (1), as told or as they most likely are."""
        page = (self.page or self.label)[at]
        label, told, margin = self.label[at], self.pitch[at], self.margins[at]
        pitch = label if told is None else told
        if margin is None:
            taken = (self.grid[at] - 1) * pitch + label
            margin = max(0.0, round((page - taken) / 2, 2))
        return margin, pitch


def sheet(code: str) -> Sheet:
    """The shipped sheet of this code, in whatever case it is written. Raises `UnknownSheet`."""
    found = {name.casefold(): one for name, one in sheets().items()}.get(code.strip().casefold())
    if found is None:
        raise UnknownSheet(code, tuple(sheets()))
    return found


@cache
def sheets() -> Mapping[str, Sheet]:
    """All sheets that are shipped, in the table's order, by code."""
    return MappingProxyType({one.code: one for one in _read()})


def _read() -> Iterator[Sheet]:
    table = resources.HERE / "label_sheets" / "sheets.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield _sheet(row)


def _sheet(row: dict[str, str]) -> Sheet:
    return Sheet(
        code=row["code"],
        maker=row["maker"],
        page_w_mm=float(row["page_w_mm"]),
        page_h_mm=float(row["page_h_mm"]),
        label_w_mm=float(row["label_w_mm"]),
        label_h_mm=float(row["label_h_mm"]),
        cols=int(row["cols"]),
        rows=int(row["rows"]),
        left_mm=float(row["left_mm"]),
        top_mm=float(row["top_mm"]),
        pitch_x_mm=float(row["pitch_x_mm"]),
        pitch_y_mm=float(row["pitch_y_mm"]),
        corner_mm=float(row["corner_mm"] or 0),  # left empty where no source gives it
        crop_marks=row["crop_marks"] == "1",
        material=row["material"],
        source=row["source"],
    )
