"""labels."""

from contextlib import nullcontext
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.commands.label_choice import Choice
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre
from cpise_inventory.cli.refusals import NoWayOutError
from cpise_inventory.cli.session import Session
from cpise_inventory.exporting.files import replacing
from cpise_inventory.identity import read_label
from cpise_inventory.labels.events import Thing
from cpise_inventory.labels.printed import reprint_said
from cpise_inventory.language.words import N_
from cpise_inventory.paper.label_layout import Coding, Layout
from cpise_inventory.paper.label_pdf import Printing
from cpise_inventory.paper.zpl import RESOLUTIONS, check, formats
from cpise_inventory.printing.direct import reached
from cpise_inventory.printing.labels import label_sheet
from cpise_inventory.printing.things import thing_sheet
from cpise_inventory.scans import THINGS
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
    storerooms: Annotated[
        bool,
        typer.Option("--storerooms", help=N_("Of the centre’s storerooms and shelves instead.")),
    ] = False,
    lots: Annotated[
        bool, typer.Option("--lots", help=N_("Of the lots that the centre has on hand instead."))
    ] = False,
    cartons: Annotated[
        bool, typer.Option("--cartons", help=N_("Of the cartons of these lots instead."))
    ] = False,
    item: Annotated[
        str,
        typer.Option(
            "--item", metavar="ITEM", help=N_("Lots of this item only."), show_default=False
        ),
    ] = "",
    folders: Annotated[
        bool, typer.Option("--folders", help=N_("Of the centre’s folders of documents instead."))
    ] = False,
    year: Annotated[
        int, typer.Option("--year", metavar="YYYY", help=N_("Of the folders, if not this year."))
    ] = 0,
    papers: Annotated[
        str,
        typer.Option(
            "--papers",
            metavar="CODE",
            help=N_("One kind of document only, by its two letters."),
            show_default=False,
        ),
    ] = "",
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
    choice = Choice(
        typed=[*(tags or ()), *(more or ())],
        centre=grammar.code(centre),
        unlabelled=unlabelled,
        blank=blank,
        storerooms=storerooms,
        lots=lots,
        cartons=cartons,
        item=grammar.code(item),
        folders=folders,
        year=year or here.today.year,
        papers=grammar.code(papers),
        after=after,
    )
    with here.store.read() as connection:
        chosen = known_sheet(connection, sheet)
        things = choice.things(connection, here.store.device) if choice.of_things else []
        wanted = [] if things else choice.tags(connection)
    names = [thing.number for thing in things] or wanted
    again = reprint_said(reason)._replace(after=read_label(after).name if after else "")
    skipped = frozenset(one - 1 for one in spoiled)
    options = Printing(copies=copies, skip=skipped, layout=layout, coding=code)
    if zpl_file or to:
        check(chosen, dpi)
        options = replace(options, dpi=(dpi, dpi))
    how = (chosen.code, start, here.w.code, options)
    with (
        reached(to) if to else nullcontext() as printer,
        replacing(out) if out else nullcontext() as file,
    ):
        if things:
            pdf = thing_sheet(here.store, person.name, things, *how, reprint=again)
        else:
            pdf = label_sheet(here.store, person.name, wanted, *how, reprint=again)
        thermal = list(formats(pdf, dpi)) if options.dpi else []
        if file is not None:
            file.write(b"".join(thermal) if zpl_file else pdf)
        if printer is not None:
            each = (name for name in names for _ in range(copies))
            printer.take(list(zip(each, thermal, strict=True)))
    here.sign_off()
    told = {"assets": wanted, "sheet": chosen.code, "start": start, "copies": copies}
    told |= {"skip": spoiled, "layout": layout.value, "code": code.value}
    told |= {"things": [_told(thing) for thing in things]} if things else {}
    w = here.w
    count = w.n("{count} label", "{count} labels", len(names) * copies)
    where = " ".join(w.isolate(str(one)) for one in (out, to) if one)
    here.give({**told, "file": str(out or ""), "to": to}, f"{count}  {where}")


def _is_zpl(out: Path | None, to: str, wanted: Speech | None) -> bool:
    """Whether the file is to hold ZPL: as asked for, else by its ending."""
    if out is None:
        if not to:
            raise NoWayOutError
        return False
    return ending(out, (wanted,) if wanted else tuple(Speech)) == Speech.ZPL


def _told(thing: Thing) -> dict[str, object]:
    """With what it names and nothing else."""
    said = {name: value for name, value in msgspec.structs.asdict(thing).items() if value}
    return {"number": thing.number, "kind": THINGS[thing.letter].value, **said}
