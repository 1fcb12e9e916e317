"""How fast it is: medians, and ratios taken in one run. `run` is what the command line calls."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cpise_inventory.bench.figures import Figure
    from cpise_inventory.journal.replay import Progress

    Benchmark = Callable[[Progress | None], Iterator[Figure]]

NAMES: Final = (
    *("posting", "reading", "reading-1m", "searching", "proving", "drawing", "starting"),
)
USUAL: Final = tuple(name for name in NAMES if name != "reading-1m")
"""What is run where nothing is named: some minutes."""


def run(names: Sequence[str] = (), progress: "Progress | None" = None) -> "Iterator[Figure]":
    """The figures of these benchmarks, as each is taken; of the usual ones when none is named."""
    for name in names or USUAL:
        yield from _benchmark(name)(progress)


def _benchmark(name: str) -> "Benchmark":
    from functools import partial  # noqa: PLC0415 - who only asks for names waits for nothing

    from cpise_inventory.bench.drawing import drawing  # noqa: PLC0415 - as above
    from cpise_inventory.bench.posting import posting  # noqa: PLC0415 - as above
    from cpise_inventory.bench.proving import proving  # noqa: PLC0415 - as above
    from cpise_inventory.bench.reading import reading  # noqa: PLC0415 - as above
    from cpise_inventory.bench.searching import searching  # noqa: PLC0415 - as above
    from cpise_inventory.bench.starting import starting  # noqa: PLC0415 - as above

    known: dict[str, Benchmark] = {
        "posting": posting,
        "reading": reading,
        "reading-1m": partial(reading, whole=True),
        "searching": searching,
        "proving": proving,
        "drawing": drawing,
        "starting": starting,
    }
    return known[name]
