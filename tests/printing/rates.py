"""How many printed labels are read, harm by harm: `python -m tests.printing.rates`.

Thirty labels of each of several sizes at 203 and 300 dots an inch; the table of docs/labels.md.
"""

import sys
from collections import Counter
from io import BytesIO

from cpise_inventory.paper.label_layout import Label, frame
from cpise_inventory.paper.label_pdf import Printing, draw
from cpise_inventory.paper.pen import MM
from cpise_inventory.paper.sheets import sheet
from tests.printing.photographed import DECODERS, HARMS, dots, photograph

SHEETS = ("L4732", "L6009", "T50x25", "L7160", "T100x50")
RESOLUTIONS = (203, 300)
LABELS = 30


def main() -> None:
    _say("sheet, dpi", "module mm", "decoder", *HARMS)
    _say(*["---"] * (3 + len(HARMS)))
    for code in SHEETS:
        for dpi in RESOLUTIONS:
            module, read = rates(code, dpi)
            for name in DECODERS:
                shares = [f"{100 * read[name, harm] // LABELS}" for harm in HARMS]
                _say(f"{code}, {dpi}", f"{module:.2f}", name, *shares)


def _say(*cells: str) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


def rates(code: str, dpi: int) -> tuple[float, Counter[tuple[str, str]]]:
    """The size of a module in mm, and how many were read by (decoder, harm)."""
    one = sheet(code)
    labels = [
        Label(f"NKC1-A-{n:05}-K", ("Dell Latitude 5420", f"S/N {n}"), "Don OIM", "Kiffa")
        for n in range(LABELS)
    ]
    out = BytesIO()
    placed = draw(labels, one, out, Printing(dpi=(dpi, dpi)))
    division = frame(one, dot=72 / dpi)
    pages = {at: dots(out.getvalue(), dpi, at) for at in {place.page for place in placed}}
    read = Counter[tuple[str, str]]()
    for place in placed:
        box, label = one.label(place.position), labels[place.label]
        for harm, what in HARMS.items():
            seen = photograph(pages[place.page], dpi, box, division, what, place.label)
            for name, decoder in DECODERS.items():
                read[name, harm] += label.code in decoder(seen)
    return division.module / MM, read


if __name__ == "__main__":
    main()
