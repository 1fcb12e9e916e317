"""Figures of equipment as a table or a workbook: a row for each group, as they are counted."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from cpise_inventory.assets.commands import CONDITIONS
from cpise_inventory.assets.figures import Group, figures
from cpise_inventory.assets.figures_telling import TITLES, kinds, namer
from cpise_inventory.assets.telling import Names
from cpise_inventory.exporting.cells import Cell, Column, Csv, hundredths, write_workbook
from cpise_inventory.exporting.files import replacing
from cpise_inventory.language.terms import CONDITIONS as NAMED
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import Words, plain
from cpise_inventory.texts import capital

ENDINGS: Final = ("csv", "xlsx")
Named = tuple[str, str, Group]
"""What is counted by, what a group is called, and the group."""


def write_figures(
    connection: Connection, by: Sequence[str], today: date, centre: str, path: Path, w: Words
) -> int:
    """As the path's ending, one of `ENDINGS`, says; how many rows. `by`: of `figures.BY`, in their
    order. Raises as `replacing` does.
    """
    called = Names(connection, w)
    found: list[Named] = []
    for one in by:
        name = namer(one, called, today)
        groups = figures(connection, one, today, centre)
        found += ((w.t(TITLES[one]), plain(capital(name(group))), group) for group in groups)
    columns = list(_columns(found, w))
    with replacing(path) as out:
        if path.suffix.lower() == ".csv":
            table = Csv(out, columns, w)
            for cells in _rows(found, w):
                table.row(cells)
            table.done()
        else:
            write_workbook(out, w.t("Figures of equipment"), columns, _rows(found, w), w)
    return len(found)


def _columns(found: Iterable[Named], w: Words) -> Iterator[Column]:
    """Each currency has columns of its own, so that a workbook can add what is alike."""
    worth, paid = _currencies(found)
    yield Column(w.t("Figures"), width=22)
    yield Column(w.t("Group"), width=26)
    yield Column(w.t("Quantity"), width=10)
    for code in CONDITIONS:
        yield Column(capital(term(NAMED, code, w)), width=12)
    for code in worth:
        yield Column(w.t("Value, {currency}", currency=code), width=14)
    for code in paid:
        yield Column(w.t("Cost of repairs, {currency}", currency=code), width=22)
    yield Column(w.t("Of which"), width=40)


def _rows(found: Sequence[Named], w: Words) -> Iterator[list[Cell]]:
    worth, paid = _currencies(found)
    for title, name, group in found:
        yield [
            *(title, name, group.count),
            *(group.conditions.get(code, 0) for code in CONDITIONS),
            *(hundredths(group.values.get(code, 0)) for code in worth),
            *(hundredths(group.repairs.get(code, 0)) for code in paid),
            plain(kinds(group, w)),
        ]


def _currencies(found: Iterable[Named]) -> tuple[list[str], list[str]]:
    """In which anything is worth something, or was repaired."""
    groups = [group for _, _, group in found]
    worth = {code for group in groups for code in group.values}
    return sorted(worth), sorted({code for group in groups for code in group.repairs})
