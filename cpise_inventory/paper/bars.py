"""Code 128 (ISO/IEC 15417) for scanners that read no QR code: which bars, and how wide."""

from dataclasses import dataclass
from functools import lru_cache

from cpise_inventory.paper.units import MM

QUIET_ZONE = 10  # narrow bars of white that the standard asks for at both ends
NARROWEST = 0.25 * MM  # of a bar: what hand scanners are sold for, and two dots at 203 dpi
WIDEST = 0.5 * MM
LOWEST = 5 * MM  # 6.35 mm are recommended, or 15 % of the length; below 5 a hand misses them
_WIDTHS = "ABCD"


@dataclass(frozen=True, slots=True)
class Bars:
    """`runs`: how many narrow bars wide each is, dark and light by turns; no quiet zone."""

    runs: tuple[int, ...]

    @property
    def length(self) -> int:
        return sum(self.runs)

    def path(self) -> str:
        """PDF operators for all dark bars, a narrow bar being 1 and the height too, without `f`."""
        said, at = [], 0
        for number, width in enumerate(self.runs):
            if number % 2 == 0:
                said.append(f"{at} 0 {width} 1 re")
            at += width
        return "\n".join(said)


@lru_cache(maxsize=4096)  # each is asked for twice: how long they are, then to be drawn
def bars(text: str) -> Bars:
    """The symbol of a text of ASCII characters, with its check character."""
    from reportlab.graphics.barcode.code128 import Code128  # noqa: PLC0415 - start-up time

    code = Code128(text, quiet=False)
    code.validate()
    code.encode()
    code.decompose()
    return Bars(tuple(1 + _WIDTHS.index(run.upper()) for run in code.decomposed))
