"""receive."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import (
    Centre,
    Donation,
    Happened,
    LinesIn,
    Paper,
    Remarks,
    Storeroom,
)
from cpise_inventory.cli.session import Session
from cpise_inventory.language.words import N_
from cpise_inventory.scanned import Box, read_box
from cpise_inventory.stock.errors import UnknownLotError
from cpise_inventory.stock.receiving import Delivery, Incoming
from cpise_inventory.stock.receiving import receive as received
from cpise_inventory.stock.taking import Wanted

Part = Literal["damaged", "missing", "over"]


def _differing(name: str, said: str) -> object:
    return typer.Option(name, metavar="ITEM=QTY[@LOT]", help=said, show_default=False)


def receive(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    *,
    centre: Centre,
    donor: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="DONOR",
            help=N_("Code of the donor; an expected delivery says it."),
            show_default=False,
        ),
    ] = "",
    line: LinesIn = (),  # type: ignore[assignment]  # none where all is scanned
    scan: Annotated[
        list[str] | None,
        typer.Option(
            "--scan",
            metavar="TEXT",
            help=N_(
                "What a scanner read on a box: the item's code, its barcode, or a GS1 code with"
                " lot, expiry and quantity. Once for each box."
            ),
        ),
    ] = None,
    donation: Donation = "",
    storeroom: Storeroom = "",
    paper: Paper = "",
    transport: Annotated[
        str,
        typer.Option(
            "--transport", metavar="TEXT", help=N_("Who brought it: carrier, driver, number plate.")
        ),
    ] = "",
    expected: Annotated[
        str,
        typer.Option(
            "--expected",
            metavar="DELIVERY",
            help=N_("Code of the expected delivery that this is, or a part of it."),
            show_default=False,
        ),
    ] = "",
    beyond: Annotated[
        bool,
        typer.Option("--beyond", help=N_("More comes of it, though all that was expected has.")),
    ] = False,
    damaged: Annotated[
        list[str] | None,
        _differing("--damaged", N_("Came damaged, besides what came well; goes into quarantine.")),
    ] = None,
    missing: Annotated[
        list[str] | None, _differing("--missing", N_("Stands on the papers and did not come."))
    ] = None,
    over: Annotated[
        list[str] | None,
        _differing("--over", N_("Of what came, more than the papers say.")),
    ] = None,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="TEXT",
            help=N_("Why goods are damaged, or received with little time left."),
            show_default=False,
        ),
    ] = "",
    unchecked: Annotated[
        bool, typer.Option("--quarantine", help=N_("All of it waits in quarantine for a check."))
    ] = False,
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    if not (donor or expected):
        raise typer.BadParameter(here.w.t("Say who gives: --from DONOR, or --expected DELIVERY."))
    lines = grammar.goods_in(line, here.packs_of)
    for part, told in (("damaged", damaged), ("missing", missing), ("over", over)):
        also = grammar.goods_out(told or (), here.packs_of)
        lines = _with(lines, part, also)  # type: ignore[arg-type]  # one of the three
    here.items = [one.item for one in lines]
    delivery = Delivery(
        centre=grammar.code(centre),
        donor=grammar.code(donor),
        lines=[replace(one, reason=reason) if one.damaged or reason else one for one in lines],
        donation=grammar.code(donation),
        storeroom=grammar.code(storeroom),
        paper=paper,
        remarks=remarks,
        happened_on=grammar.day(date),
        transport=transport,
        expected=grammar.code(expected),
        unchecked=unchecked,
        beyond=beyond,
    )
    with here.writing() as work:
        boxes = [_of_box(read_box(work.connection, text, work.today)) for text in scan or ()]
        lines = _together([*delivery.lines, *boxes])
        here.items = [one.item for one in lines]
        received(work, replace(delivery, lines=lines))
    here.issued(work)


def _of_box(box: Box) -> Incoming:
    return Incoming(box.item.code, box.quantity, box.lot, box.expiry)


def _together(lines: Sequence[Incoming]) -> list[Incoming]:
    """Boxes of one lot on one line: what is scanned again is one more."""
    found: dict[tuple[str, str, str], Incoming] = {}
    for line in lines:
        key = (line.item, line.lot, line.expiry)
        before = found.get(key)
        found[key] = replace(before, quantity=before.quantity + line.quantity) if before else line
    return list(found.values())


def _with(lines: list[Incoming], part: Part, told: Sequence[Wanted]) -> list[Incoming]:
    """What differs, at the line of its item and lot; where there is none, on a line of its own."""
    found = list(lines)
    for one in told:
        same = [
            at
            for at, line in enumerate(found)
            if line.item == one.item and one.lot in ("", line.lot)
        ]
        if one.lot and not same and part != "missing":
            raise UnknownLotError(one.item, one.lot)
        if not same:
            found.append(Incoming(one.item, 0, one.lot))
            same = [len(found) - 1]
        at = same[0]
        found[at] = replace(found[at], **{part: getattr(found[at], part) + one.quantity})
    return found
