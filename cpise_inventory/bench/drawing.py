"""Labels and receipts on paper, with their codes."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from cpise_inventory.bench.books import books
from cpise_inventory.bench.figures import Figure, in_turn
from cpise_inventory.documents.queries import Filter, register
from cpise_inventory.identity import asset_tag, label_text
from cpise_inventory.journal.replay import Progress
from cpise_inventory.paper.label_layout import Label
from cpise_inventory.paper.label_pdf import draw
from cpise_inventory.paper.pen import A4, Output
from cpise_inventory.paper.qr import Level, Symbol, symbol
from cpise_inventory.paper.sheets import sheet
from cpise_inventory.printing.papers import papers, pdf

LABELS, RECEIPTS, SHEET = 1_000, 500, "L7651"
TARGET = 6.0
PAGE = 65
MODULE = 1.4  # points: half a millimetre


def drawing(progress: Progress | None = None) -> Iterator[Figure]:
    tags = [asset_tag("NKC1-A", number) for number in range(1, LABELS + 1)]
    labels = [Label(tag, ("HP ProBook 450 G10",), "Don de : OIM", "CPISE Rosso") for tag in tags]
    ready = [symbol(label_text(tag), Level.Q) for tag in tags]

    def all_labels() -> None:
        draw(labels, sheet(SHEET), BytesIO())

    ours, least = in_turn([all_labels, lambda: _matrices(ready)], 3, warm=1)
    yield Figure("the ready matrices of 1,000 labels", least, "ms")
    against = "the ready matrices of 1,000 labels"
    yield Figure("1,000 labels", ours, "ms", ours / least, against, TARGET)
    yield from _receipts(progress)


def _matrices(ready: Sequence[Symbol]) -> None:
    """Nothing but codes that are made already, 65 to a page, as quickly as our pen can."""
    output = Output(BytesIO(), title="", language="fr")
    for start in range(0, len(ready), PAGE):
        pen = output.page(*A4)
        for place, code in enumerate(ready[start : start + PAGE]):
            pen.code(code, place % 5 * 110, place // 5 * 60, MODULE)
        pen.done()
    output.save()


def _receipts(progress: Progress | None) -> Iterator[Figure]:
    with books(2 * RECEIPTS, sealed=True, progress=progress) as store, store.read() as connection:
        numbers = [one.number for one in register(connection, Filter(code="RD"), RECEIPTS)]

        def all_receipts() -> None:
            for number in numbers:
                pdf(papers(connection, store.journal, number, "fr"))

        (spent,) = in_turn([all_receipts], 1, warm=0)
    yield Figure(f"{len(numbers)} receipts", spent, "ms")
    yield Figure("one receipt", spent / max(len(numbers), 1), "ms")
