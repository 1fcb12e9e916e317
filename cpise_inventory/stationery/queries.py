"""Every label sheet that there is, shipped or made by people, and the marks of donors."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, select

from cpise_inventory.errors import Refusal
from cpise_inventory.paper import sheets as shipped
from cpise_inventory.paper.marks import Mark, sound_mark
from cpise_inventory.paper.sheets import Sheet, UnknownSheet
from db.schema import donor_mark, label_sheet

HUNDREDTHS = 100
DONOR, DONATION = OWNERS = ("donor", "donation")
_M, _S = donor_mark.c, label_sheet.c
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


class Marks:
    """The marks of donors and donations as they are now; each is read when it's asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], Mark | None] = {}

    def of(self, donation: str, donor: str) -> Mark | None:
        """The donation's own, else its donor's."""
        return self._one(DONATION, donation) or self._one(DONOR, donor)

    def _one(self, kind: str, code: str) -> Mark | None:
        key = (kind, code)
        if key not in self._known:
            wanted = select(_M.picture).where(_M.kind == kind, _M.code == code)
            found = self._connection.scalar(wanted) if code else None
            self._known[key] = sound_mark(bytes(found)) if found else None
        return self._known[key]


def marks(connection: Connection) -> list[tuple[str, str, Mark]]:
    """(donor or donation, its code, its mark), in the order of the codes."""
    wanted = select(_M.kind, _M.code, _M.picture).order_by(_M.code, _M.kind)
    found = ((kind, code, sound_mark(bytes(png))) for kind, code, png in connection.execute(wanted))
    return [(kind, code, mark) for kind, code, mark in found if mark is not None]
