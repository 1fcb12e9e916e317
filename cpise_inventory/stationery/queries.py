"""Every label sheet that there is: those shipped, and those that people made."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, select

from cpise_inventory.errors import Refusal
from cpise_inventory.paper import sheets as shipped
from cpise_inventory.paper.sheets import Sheet, UnknownSheet
from db.schema import label_sheet

HUNDREDTHS = 100
_S = label_sheet.c
_LENGTHS = {
    "page_w_mm": _S.page_width,
    "page_h_mm": _S.page_height,
    "label_w_mm": _S.label_width,
    "label_h_mm": _S.label_height,
    "left_mm": _S.margin_left,
    "top_mm": _S.margin_top,
    "pitch_x_mm": _S.pitch_x,
    "pitch_y_mm": _S.pitch_y,
    "corner_mm": _S.corner,
}


def made_sheets(connection: Connection) -> dict[str, Sheet]:
    """Those that people made and use, by code."""
    columns = (_S.code, _S.name, _S.columns, _S.rows, *_LENGTHS.values())
    # the stamp is empty where only the removal is known here
    wanted = select(*columns).where(_S.removed_on == "", _S.stamp != "").order_by(_S.code)
    found = connection.execute(wanted)
    return {one.code: one for one in _possible(found)}


def all_sheets(connection: Connection) -> dict[str, Sheet]:
    """By code: first those of the centres' own, then the shipped ones in their table's order."""
    return made_sheets(connection) | dict(shipped.sheets())


def known_sheet(connection: Connection, code: str) -> Sheet:
    """The sheet of this code, in whatever case it is written. Raises `UnknownSheet`."""
    there = all_sheets(connection)
    found = {name.casefold(): one for name, one in there.items()}.get(code.strip().casefold())
    if found is None:
        raise UnknownSheet(code, tuple(there))
    return found


def _possible(rows: Any) -> Iterator[Sheet]:
    """A sheet from elsewhere that can't be is none."""
    for code, name, columns, count, *lengths in rows:
        millimetres = [length / HUNDREDTHS for length in lengths]
        with suppress(Refusal):
            yield Sheet(
                code=code,
                maker=name,
                cols=columns,
                rows=count,
                **dict(zip(_LENGTHS, millimetres, strict=True)),
            )
