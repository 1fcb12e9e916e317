"""Codes out of what was scanned elsewhere: a telephone's list, a picture, a PDF, pasted text."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Final

from cpise_inventory import gs1
from cpise_inventory.catalogue.barcodes import is_gtin
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import PREFIX, read_number, read_tag
from cpise_inventory.importing.encodings import decode
from cpise_inventory.importing.file_problems import FileEmpty
from cpise_inventory.paper.reading import FileNotReadable, FileTooBig, codes_in

TEXTS: Final = (".csv", ".txt", ".tsv")
MOST_BYTES: Final = 5_000_000
MOST_CODES: Final = 2_000
_SEPARATORS: Final = ";,\t"
_LONGEST: Final = 4_000  # a receipt's code has some 350 characters


def codes_of(file: Path) -> list[str]:
    """The codes in a picture, a PDF, or a list of codes (by its ending), in their order.

    Raises the refusals of `paper.reading.codes_in`, and `FileProblem`s of lists.
    """
    if file.suffix.lower() not in TEXTS:
        return codes_in(file, every=True)
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise FileTooBig(file.name, -(-size // 1_000_000), most, "MB")
        text, _ = decode(file.read_bytes(), file.name)
    except OSError as error:
        raise FileNotReadable(file.name) from error
    if not (codes := codes_in_text(text)):
        raise FileEmpty(value=file.name)
    return codes


def codes_in_text(text: str) -> list[str]:
    """A code a line. Where lines have several cells, of the column that holds most known codes.

    The programs of telephones write the time, the kind of code and more beside it, in any order.
    """
    rows = _rows(text)
    votes = Counter(at for row in rows for at, cell in enumerate(row) if is_code(cell))
    column = min(votes, key=lambda at: (-votes[at], at), default=0)
    cells = [row[column] for row in rows if column < len(row) and row[column]]
    if votes[column] and _is_heading(cells[0], alone=votes[column] == len(cells) - 1):
        del cells[0]
    return [cell for cell in cells if len(cell) <= _LONGEST][:MOST_CODES]


def _is_heading(first: str, *, alone: bool) -> bool:
    """`alone`: all below it are codes. Where they aren't, a serial number may stand first, too."""
    return not is_code(first) and (alone or not re.search(r"[\d:]", first))


def is_code(text: str) -> bool:
    """Whether its form or its check digit says that this is a code, of ours or of goods."""
    if text.upper().startswith((f"{PREFIX}:", "CR1:")) or read_number(text) is not None:
        return True
    with suppress(Refusal):
        return bool(read_tag(text))
    return is_gtin(text) or gs1.is_gs1(text)


def _rows(text: str) -> list[Sequence[str]]:
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    found = Counter(sign for line in lines for sign in line if sign in _SEPARATORS)
    if not found or all(map(is_code, lines)):
        return [[line] for line in lines]
    (separator, _), *_ = found.most_common(1)
    try:
        rows = list(csv.reader(StringIO("\n".join(lines)), delimiter=separator))
    except csv.Error:  # a cell that is too long
        return [[line] for line in lines]
    return [[cell.strip() for cell in row] for row in rows]
