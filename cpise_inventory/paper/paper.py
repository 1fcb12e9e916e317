"""What a document says, ready to be drawn: every text in its language, nothing left to look up.

Nothing here knows an event or a table. Whoever makes a `Paper` has the words; `document_pdf`
draws it, mirrored as a whole when the language is written from the right. Inside Arabic text,
codes, dates, numbers with spaces and phone numbers are to be wrapped in `text.ltr()` (or by
`Words.ltr`, which is understood too); a cell or value that is nothing but a code needs none.
"""

from dataclasses import dataclass
from enum import Enum

MOST_COLUMNS = 14


class Align(Enum):
    """Where a cell's text stands: `START` is the left in French and the right in Arabic.

    `FIGURES` is the right in every language, so that units stand under units.
    """

    START = "start"
    CENTRE = "centre"
    END = "end"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the table's width, relative to the other columns'. A `code` is never broken."""

    heading: str
    share: float = 1.0
    align: Align = Align.START
    code: bool = False


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Who signs, and what of it is known when the paper is printed.

    `more`: further lines of the box, label and value; an empty value is a line to write on.
    """

    title: str  # "Reçu par"
    name: str = ""
    function: str = ""
    date: str = ""
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """The few words that stand on every paper, in the paper's language."""

    number: str  # "N°"
    page: str  # "Page {page} / {pages}"
    name: str  # "Nom", in a signature box
    function: str  # "Fonction"
    date: str  # "Date"
    signature: str  # "Signature et cachet"
    scan: str  # under the QR: "Scanner pour vérifier"
    continued: str  # at the head of a second page: "suite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document, or one exemplar of it.

    `rows` and `totals` hold as many cells as there are columns; a row of a single cell is a
    heading over the rows below it. An empty cell in a table with `row_height_mm` is a line to
    write on. `qr` is the whole text of the code (see `statement`), "" for none.
    A draft has a `watermark` ("BROUILLON") and neither number nor code.
    """

    kind: str  # "RD"
    number: str
    language: str  # "fr", "ar", "en"
    title: str  # "Reçu de distribution"
    furniture: Furniture
    head: tuple[str, ...]  # State, motto, ministry, centre: on the start side
    head_beside: tuple[str, ...] = ()  # the same in the other language, on the end side
    donor_line: str = ""  # "Don de l'OIM, financé par …"
    facts: tuple[tuple[str, str], ...] = ()  # label and value
    introduction: str = ""  # a declaration before the table
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    totals: tuple[tuple[str, ...], ...] = ()
    row_height_mm: float = 0.0  # at least so high: for what is filled in by hand
    remarks: tuple[tuple[str, str], ...] = ()  # heading and text, after the table
    signatures: tuple[SignatureBox, ...] = ()
    qr: str = ""
    copy_mark: str = ""  # "DUPLICATA 2 — 24/11/2026 10:42 — Sidi"
    reversed_mark: str = ""  # "ANNULÉ par NKC1-A-RD-2026-00018"
    watermark: str = ""  # one word across the page, behind the text
    exemplar: str = ""  # "Exemplaire destinataire"
    foot: str = ""  # one line at the bottom of every page
    landscape: bool = False

    def __post_init__(self) -> None:
        if len(self.columns) > MOST_COLUMNS or any(not c.share > 0 for c in self.columns):
            msg = f"1 to {MOST_COLUMNS} columns with a share each"
            raise ValueError(msg)
        for row in (*self.rows, *self.totals):
            if len(row) not in {1, len(self.columns)}:
                msg = f"{len(row)} cells in a table of {len(self.columns)} columns"
                raise ValueError(msg)

    @property
    def rtl(self) -> bool:
        return self.language == "ar"
