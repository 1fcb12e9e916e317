"""A printed label as a cheap telephone sees it: dots of the printer, then a poor photograph.

The sorts of harm are those of `documents.md`, chapter 4: each by itself, and two pictures of
everyday. All from one seed, so that a run is like the one before.
"""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2
import zxingcpp
from numpy.typing import NDArray

from cpise_inventory.paper.label_layout import SIDE, Frame
from cpise_inventory.paper.pen import MM
from cpise_inventory.paper.sheets import Box

cv2.setNumThreads(1)  # its pool outlives every test
Grey = NDArray[np.uint8]

PER_MM: Final = 14.0  # pixels: 12 megapixels over an A4 page
PAPER, FAINT_PAPER, FAINT_INK = 255, 150, 110  # a silver label glares: 40 of 255 greys are left
FINDER: Final = 8  # modules, the white line beside it included


@dataclass(frozen=True)
class Harm:
    """What happens between the printer and the decoder."""

    blur_mm: float = 0.0  # standard deviation
    noise: float = 0.0  # the same, in greys
    cover: float = 0.0  # part of the symbol under a blot, no finder touched
    faint: bool = False
    turn: float = 0.0  # at most, in degrees, and a tilt


HARMS: Final = {
    "blur": Harm(blur_mm=0.16),
    "noise": Harm(noise=30),
    "cover": Harm(cover=0.10),
    "faint": Harm(faint=True),
    "phone": Harm(blur_mm=0.08, noise=18, turn=34),
    "worn": Harm(blur_mm=0.10, noise=8, faint=True, turn=34),
}
SINGLE: Final = ("blur", "noise", "cover", "faint")


def dots(pdf: bytes, dpi: int, page: int = 0) -> Grey:
    """The page as black and white dots of a printer that lets the ink run a little."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        grey = document[page].render(scale=dpi / 72, grayscale=True).to_numpy()
    finally:
        document.close()
    run = cv2.GaussianBlur(np.where(grey < 128, 0, 255).astype(np.float32), (0, 0), 0.6)
    return np.where(run > 150, 255, 0).astype(np.uint8)


def photograph(page: Grey, dpi: int, box: Box, frame: Frame, harm: Harm, seed: int) -> Grey:
    """One label (`box`, in mm) of the page, as the camera gives it to the decoder."""
    chance = np.random.default_rng(seed)
    per_mm = dpi / 25.4
    rows = slice(round(box.top * per_mm), round(box.bottom * per_mm))
    columns = slice(round(box.left * per_mm), round(box.right * per_mm))
    label = page[rows, columns].astype(np.float32)
    seen = cv2.resize(
        label, None, fx=PER_MM / per_mm, fy=PER_MM / per_mm, interpolation=cv2.INTER_LINEAR
    )
    if harm.cover:
        _blot(seen, frame, harm.cover, chance)
    if harm.faint:
        seen = FAINT_INK + seen * ((FAINT_PAPER - FAINT_INK) / PAPER)
        seen += np.linspace(-25, 25, seen.shape[1], dtype=np.float32)[None, :]
    edge = round(3 * PER_MM)
    around = float(np.median(seen[0]))
    seen = cv2.copyMakeBorder(seen, *4 * (edge,), cv2.BORDER_CONSTANT, value=around)
    if harm.turn:
        seen = _turned(seen, harm.turn, around, chance)
    if harm.blur_mm:
        seen = cv2.GaussianBlur(seen, (0, 0), PER_MM * harm.blur_mm)
    if harm.noise:
        seen += chance.normal(0, harm.noise, seen.shape)
    _, packed = cv2.imencode(
        ".jpg", np.clip(seen, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 40]
    )
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


def _blot(seen: NDArray[Any], frame: Frame, part: float, chance: np.random.Generator) -> None:
    """A square of ink or of nothing over the code, somewhere off its three finders."""
    module = frame.module / MM * PER_MM
    left, top = (edge / MM * PER_MM for edge in frame.code)
    side = SIDE * part**0.5
    last = SIDE - side
    while True:
        x, y = chance.uniform(0, last, 2)
        ends = (x + side, y + side)
        on_left, on_right, on_top = x < FINDER, ends[0] > SIDE - FINDER, y < FINDER
        on_bottom = ends[1] > SIDE - FINDER
        if not (on_left and on_top) and not (on_right and on_top) and not (on_left and on_bottom):
            break
    rows = slice(round(top + y * module), round(top + ends[1] * module))
    columns = slice(round(left + x * module), round(left + ends[0] * module))
    seen[rows, columns] = chance.choice([30, 220])


def _turned(
    seen: NDArray[Any], most: float, around: float, chance: np.random.Generator
) -> NDArray[Any]:
    height, width = seen.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-most, most), 0.85)
    seen = cv2.warpAffine(seen, turn, (width, height), borderValue=around)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    tilt = chance.uniform(-0.06 * height, 0.06 * height, (4, 2)).astype(np.float32)
    seen_from = cv2.getPerspectiveTransform(corners, corners + tilt)
    return cv2.warpPerspective(seen, seen_from, (width, height), borderValue=around)


def by_zxing(seen: Grey) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(seen)]


def by_opencv(seen: Grey) -> list[str]:
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(seen)
    return [text] if text else []


DECODERS: Final = {"zxing-cpp": by_zxing, "OpenCV": by_opencv}
