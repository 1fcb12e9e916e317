"""labels."""

from collections.abc import Sequence
from typing import Annotated

import typer

from cpise_inventory.assets.errors import NoAssetsError
from cpise_inventory.assets.queries import Filter, assets
from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.cli import grammar
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre, Pdf
from cpise_inventory.cli.session import Session
from cpise_inventory.exporting.files import replacing
from cpise_inventory.identity import read_tag
from cpise_inventory.language.words import N_
from cpise_inventory.paper.label_pdf import Printing
from cpise_inventory.paper.sheets import sheet as known_sheet
from cpise_inventory.printing.labels import label_sheet


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
    out: Pdf,
) -> None:
    here: Session = ctx.obj
    ending(out, ("pdf",))
    chosen = known_sheet(sheet)
    person = here.signed_in()
    typed = [*(tags or ()), *(more or ())]
    wanted = _wanted(here, typed, grammar.code(centre), only_unlabelled=unlabelled)
    options = Printing(copies=copies)
    with replacing(out) as file:
        pdf = label_sheet(
            *(here.store, person.name, wanted, chosen.code, start, here.w.code), options
        )
        file.write(pdf)
    here.sign_off()
    told = {"assets": wanted, "sheet": chosen.code, "start": start, "copies": copies}
    w = here.w
    count = w.n("{count} label", "{count} labels", len(wanted) * copies)
    here.give({**told, "file": str(out)}, f"{count}  {w.isolate(str(out))}")


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
