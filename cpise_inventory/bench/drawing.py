"""Labels and receipts on paper, with their codes."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count, groupby, islice
from time import process_time

from cpise_inventory.bench.books import books
from cpise_inventory.bench.figures import Figure, in_turn
from cpise_inventory.documents.queries import Filter, register
from cpise_inventory.identity import asset_tag, label_text
from cpise_inventory.journal.replay import Progress
from cpise_inventory.paper.label_layout import VERSION, Label
from cpise_inventory.paper.label_pdf import draw
from cpise_inventory.paper.pen import A4, Output
from cpise_inventory.paper.qr import MASK, Level, Symbol, symbol
from cpise_inventory.paper.sheets import sheet
from cpise_inventory.printing.papers import papers, pdf

LABELS, RECEIPTS, SHEET = 1_000, 500, "L7651"
TARGET = 1.5
PAGE = 65
MODULE = 1.4  # points: half a millimetre
RAW, READY = "reportlab and qrcode with a fixed mask", "their ready matrices"
TEXTS = ("HP ProBook 450 G10", "Don de : OIM", "CPISE Rosso")


def drawing(progress: Progress | None = None) -> Iterator[Figure]:
    """In processor time, and never the same tag twice: nothing is remembered from last time."""
    numbers = count(1)

    def fresh() -> list[str]:
        return [asset_tag("NKC1-A", number) for number in islice(numbers, LABELS)]

    ready = [symbol(label_text(tag), Level.Q, VERSION) for tag in fresh()]
    ours, raw, least = in_turn(
        [lambda: _labels(fresh()), lambda: _raw(fresh()), lambda: _matrices(ready)],
        5,
        warm=1,
        clock=process_time,
    )
    yield Figure(RAW, raw, "ms")
    yield Figure("1,000 labels", ours, "ms", ours / raw, RAW, TARGET)
    yield Figure(READY, least, "ms")
    yield Figure("1,000 labels against ready codes", ours, "ms", ours / least, READY)
    yield from _receipts(progress)


def _labels(tags: Sequence[str]) -> None:
    model, donor, centre = TEXTS
    draw([Label(tag, (model,), donor, centre) for tag in tags], sheet(SHEET), BytesIO())


def _raw(tags: Sequence[str]) -> None:
    """As one would write it with the two libraries: the same codes, and texts that nobody fits."""
    import qrcode  # noqa: PLC0415 - start-up time
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - as above

    canvas = Canvas(BytesIO(), pagesize=A4)
    for place, tag in enumerate(tags):
        if place and place % PAGE == 0:
            canvas.showPage()
        code = qrcode.QRCode(VERSION, error_correction=int(Level.Q), border=0, mask_pattern=MASK)
        code.add_data(label_text(tag), optimize=0)  # of capitals and digits: the short mode
        code.make(fit=False)
        x, y = place % PAGE % 5 * 110, place % PAGE // 5 * 60
        path = canvas.beginPath()
        for row, modules in enumerate(code.modules):
            column = 0
            for dark, run in groupby(modules):
                length = sum(1 for _ in run)
                if dark:
                    path.rect(x + column * MODULE, y - row * MODULE, length * MODULE, MODULE)
                column += length
        canvas.drawPath(path, stroke=0, fill=1)
        for line, text in enumerate((tag, *TEXTS)):
            canvas.drawString(x + 40, y + 10 * line, text)
    canvas.save()


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
