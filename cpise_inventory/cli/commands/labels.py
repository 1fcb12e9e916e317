"""labels."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cpise_inventory.asset_filters import Filter
from cpise_inventory.assets.errors import NoAssetsError
from cpise_inventory.assets.queries import assets
from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.cli import grammar
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre
from cpise_inventory.cli.refusals import NotAmongLabelsError, NoWayOutError
from cpise_inventory.cli.session import Session
from cpise_inventory.exporting.files import replacing
from cpise_inventory.identity import read_tag
from cpise_inventory.labels.printed import reprint_said
from cpise_inventory.labels.queries import unused_tags
from cpise_inventory.language.words import N_
from cpise_inventory.paper.label_layout import Coding, Layout
from cpise_inventory.paper.label_pdf import Printing
from cpise_inventory.paper.zpl import RESOLUTIONS, check, formats
from cpise_inventory.printing.direct import reached
from cpise_inventory.printing.labels import label_sheet
from cpise_inventory.stationery.queries import known_sheet


class Speech(StrEnum):
    """What a file of labels is written in; also the file's ending."""

    PDF = "pdf"
    ZPL = "zpl"


def labels(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    more: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TAG …]", help=N_("Further tags, after --assets.")),
    ] = None,
    *,
    tags: Annotated[
        list[str] | None,
        typer.Option("--assets", metavar="TAG …", help=N_("The assets, by their tags.")),
    ] = None,
    centre: OneCentre = "",
    unlabelled: Annotated[
        bool, typer.Option("--unlabelled", help=N_("Only those without a printed label."))
    ] = False,
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="CODE", help=N_("The label sheet, such as L7160."))
    ],
    start: Annotated[
        int, typer.Option("--start", metavar="N", help=N_("The first free label, from 1."))
    ] = 1,
    copies: Annotated[
        int, typer.Option("--copies", metavar="N", help=N_("So many of each label."))
    ] = 1,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE.(pdf|zpl)",
            help=N_("The file to write: pages, or what a ZPL printer reads."),
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="HOST[:PORT]|DEVICE",
            help=N_("A ZPL label printer: its address in the network, or its USB device."),
            show_default=False,
        ),
    ] = "",
    printer_language: Annotated[
        Speech | None,
        typer.Option(
            "--printer-language", help=N_("What --out holds, if its ending doesn't say it.")
        ),
    ] = None,
    dpi: Annotated[
        int, typer.Option("--dpi", metavar="N", help=N_("Dots an inch of a ZPL printer."))
    ] = RESOLUTIONS[0],
    after: Annotated[
        str,
        typer.Option(
            "--after",
            metavar="TAG",
            help=N_("Only those after this one, where a printer stopped."),
            show_default=False,
        ),
    ] = "",
    skip: Annotated[
        str,
        typer.Option(
            "--skip",
            metavar="N,N-N",
            help=N_("Labels of the first sheet that are spoiled, such as 3,7-9."),
            show_default=False,
        ),
    ] = "",
    layout: Annotated[
        Layout, typer.Option("--layout", help=N_("What stands on a label beside its tag."))
    ] = Layout.AUTO,
    code: Annotated[
        Coding, typer.Option("--code", help=N_("What is scanned: a QR code, or bars."))
    ] = Coding.QR,
    blank: Annotated[
        bool,
        typer.Option("--blank", help=N_("Reserved tags of the centre that were never printed.")),
    ] = False,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="REASON",
            help=N_(
                "Why labels are printed again: spoiled, worn, lost, moved, changed, copy, or in"
                " words. All but a copy take the place of the label before."
            ),
            show_default=False,
        ),
    ] = "",
) -> None:
    if ctx.invoked_subcommand:
        return
    here: Session = ctx.obj
    zpl_file = _is_zpl(out, to, printer_language)
    spoiled = grammar.positions(skip)
    person = here.signed_in()
    with here.store.read() as connection:
        chosen = known_sheet(connection, sheet)
    typed = [*(tags or ()), *(more or ())]
    where = grammar.code(centre)
    if blank and not typed:
        wanted = _blank(here, where)
    else:
        wanted = _wanted(here, typed, where, only_unlabelled=unlabelled)
    wanted = _rest(wanted, after) if after else wanted
    again = reprint_said(reason)
    skipped = frozenset(one - 1 for one in spoiled)
    options = Printing(copies=copies, skip=skipped, layout=layout, coding=code)
    if zpl_file or to:
        check(chosen, dpi)
        options = replace(options, dpi=(dpi, dpi))
    order = (here.store, person.name, wanted, chosen.code, start, here.w.code)
    with (
        reached(to) if to else nullcontext() as printer,
        replacing(out) if out else nullcontext() as file,
    ):
        pdf = label_sheet(*order, options, reprint=again)
        thermal = list(formats(pdf, dpi)) if options.dpi else []
        if file is not None:
            file.write(b"".join(thermal) if zpl_file else pdf)
        if printer is not None:
            each = (tag for tag in wanted for _ in range(copies))
            printer.take(list(zip(each, thermal, strict=True)))
    here.sign_off()
    told = {"assets": wanted, "sheet": chosen.code, "start": start, "copies": copies}
    told |= {"skip": spoiled, "layout": layout.value, "code": code.value}
    w = here.w
    count = w.n("{count} label", "{count} labels", len(wanted) * copies)
    where = " ".join(w.isolate(str(one)) for one in (out, to) if one)
    here.give({**told, "file": str(out or ""), "to": to}, f"{count}  {where}")


def _is_zpl(out: Path | None, to: str, wanted: Speech | None) -> bool:
    """Whether the file is to hold ZPL: as asked for, else by its ending."""
    if out is None:
        if not to:
            raise NoWayOutError
        return False
    return ending(out, (wanted,) if wanted else tuple(Speech)) == Speech.ZPL


def _rest(wanted: Sequence[str], after: str) -> list[str]:
    last = read_tag(after)
    if last not in wanted[:-1]:
        raise NotAmongLabelsError(last)
    return list(wanted[wanted.index(last) + 1 :])


def _wanted(
    here: Session, typed: Sequence[str], centre: str, *, only_unlabelled: bool
) -> list[str]:
    """The tags named, each once; without any, all of the centre."""
    if typed:
        return list(dict.fromkeys(read_tag(one) for one in typed))
    if not centre:
        raise NoAssetsError
    with here.reading() as connection:
        known_centre(connection, centre)
        found = assets(connection, Filter(centre=centre, unlabelled=only_unlabelled))
    if not found:
        raise NoAssetsError
    return [one.tag for one in found]


def _blank(here: Session, centre: str) -> list[str]:
    """Reserved tags that never went to paper: of this centre, or all."""
    with here.reading() as connection:
        if centre:
            known_centre(connection, centre)
        found = unused_tags(connection, centre, unprinted=True)
    if not found:
        raise NoAssetsError
    return [one.tag for one in found]
