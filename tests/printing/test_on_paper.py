"""Labels as they come out of a printer: to 0.3 mm where they should be, and read though harmed."""

import sys
from collections import Counter
from io import BytesIO
from subprocess import CalledProcessError

import pypdfium2
import pytest

from cpise_inventory.paper.label_layout import Label, frame
from cpise_inventory.paper.label_pdf import Printing, draw
from cpise_inventory.paper.sheets import Sheet, sheet
from tests.printing import queue as cups
from tests.printing.photographed import DECODERS, HARMS, SINGLE, dots, photograph

PER_MM = 20  # pixels
NEAR_MM = 1.0  # an outline is looked for so far from its place
RIGHT_MM = 0.3
LABELS = [
    Label(
        f"NKC1-A-{n:05}-K", (("Ordinateur", "حاسوب محمول")[n % 2], f"S/N {n}"), "Don OIM", "Kiffa"
    )
    for n in range(21)
]


def pdf(one: Sheet, printing: Printing, labels: list[Label] = LABELS) -> bytes:
    out = BytesIO()
    draw(labels, one, out, printing)
    return out.getvalue()


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_harmed_label_is_read_by_two_decoders(dpi):
    one, labels = sheet("L7160"), LABELS[:5]
    page = dots(pdf(one, Printing(dpi=(dpi, dpi)), labels), dpi)
    division, read = frame(one, dot=72 / dpi), Counter()
    for at, label in enumerate(labels):
        for harm in SINGLE:
            seen = photograph(page, dpi, one.label(at), division, HARMS[harm], at)
            for name, decoder in DECODERS.items():
                read[name, harm] += label.code in decoder(seen)
    assert [read["zxing-cpp", harm] for harm in ("blur", "noise", "faint")] == [5, 5, 5]
    # a blot on the one mark inside the symbol defeats it: rates.py counts how often
    assert read["zxing-cpp", "cover"] >= 4
    assert min(read["OpenCV", harm] for harm in SINGLE) >= 4


needs_cups = pytest.mark.skipif(bool(cups.missing()), reason=f"no print queue: {cups.missing()}")


@pytest.fixture(scope="module")
def queue():
    with cups.queue() as found:
        yield found


def by_lp(queue, file):
    queue.print_file(file)


def by_the_window(queue, file):
    """As the window prints, in a process that finds this queue and no other."""
    queue.run(sys.executable, "-m", "tests.printing.as_window", cups.NAME, str(file))


@needs_cups
@pytest.mark.parametrize("way", [by_lp, by_the_window])
@pytest.mark.parametrize("code", ["L7160", "L7651"])
def test_labels_lie_where_the_sheet_has_them(queue, tmp_path, way, code):
    one = sheet(code)
    file = tmp_path / f"{cups.unheard_of()}.pdf"
    file.write_bytes(pdf(one, Printing(outlines=True)))
    way(queue, file)
    printed = queue.printed(file.stem)
    off = [edge for at in range(one.per_page) for edge in edges_off(printed, one, at)]
    assert len(off) == 4 * one.per_page
    assert max(map(abs, off)) <= RIGHT_MM, (min(off), max(off))


@needs_cups
def test_a_printer_that_has_gone_since_it_was_chosen_takes_nothing(queue, tmp_path):
    file = tmp_path / f"{cups.unheard_of()}.pdf"
    file.write_bytes(pdf(sheet("L7160"), Printing()))
    queue.add("Elsewhere")
    with pytest.raises(CalledProcessError):
        queue.run(sys.executable, "-m", "tests.printing.as_window", "Elsewhere", str(file), "gone")


def edges_off(printed: bytes, one: Sheet, at: int) -> list[float]:
    """How far the four edges of a label's outline are from their places, in mm."""
    page, box = _picture(printed), one.label(at)
    across, down = box.left + box.width / 2, box.top + box.height - 1.2 - one.corner_mm
    return [
        _edge(page, box.left, down, (1, 0)),
        _edge(page, box.right, down, (1, 0)),
        _edge(page, across, box.top, (0, 1)),
        _edge(page, across, box.bottom, (0, 1)),
    ]


def _edge(page, x: float, y: float, way: tuple[int, int]) -> float:
    """From the place of an edge to the darkest pixel near it, along `way`."""
    near = round(NEAR_MM * PER_MM * 0.9)
    found = []
    for step in range(-near, near + 1):
        at = (round(x * PER_MM) + step * way[0], round(y * PER_MM) + step * way[1])
        inside = 0 <= at[0] < page.width and 0 <= at[1] < page.height
        found.append((page.getpixel(at) if inside else 255, abs(step), step))
    grey, _, step = min(found)
    assert grey < 160, "no outline there"
    return step / PER_MM


_pictures: dict[bytes, object] = {}


def _picture(printed: bytes):
    if printed not in _pictures:
        _pictures.clear()
        document = pypdfium2.PdfDocument(printed)
        scale = PER_MM * 25.4 / 72
        _pictures[printed] = document[0].render(scale=scale, grayscale=True).to_pil()
        document.close()
    return _pictures[printed]
