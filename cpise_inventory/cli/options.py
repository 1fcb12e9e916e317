"""Options and arguments that several commands share, each said once."""

from pathlib import Path
from typing import Annotated

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.language.words import N_

Centre = Annotated[str, typer.Option("--centre", metavar="CENTRE", help=N_("Code of the centre."))]
OneCentre = Annotated[
    str,
    typer.Option("--centre", metavar="CENTRE", help=N_("Only this centre."), show_default=False),
]
Donor = Annotated[str, typer.Option("--from", metavar="DONOR", help=N_("Code of the donor."))]
Donation = Annotated[
    str,
    typer.Option(
        "--donation",
        metavar="DONATION",
        help=N_("Code of the donation; goods of different donations are never mixed."),
        show_default=False,
    ),
]
LinesIn = Annotated[
    list[str],
    typer.Option(
        "--line",
        metavar="ITEM=QTY[@LOT[/YYYY-MM-DD]]",
        help=N_(
            "An item and its quantity in base units, with lot and expiry as on the pack (a month"
            " is 2027-06). Once for each line."
        ),
    ),
]
LinesOut = Annotated[
    list[str],
    typer.Option(
        "--line",
        metavar="ITEM=QTY[@LOT]",
        help=N_(
            "An item and its quantity in base units. Without a lot, what expires first leaves"
            " first. Once for each line."
        ),
    ),
]
MaybeLinesOut = Annotated[
    list[str] | None,
    typer.Option(
        "--line",
        metavar="ITEM=QTY[@LOT]",
        help=N_(
            "An item and its quantity in base units. Without a lot, what expires first leaves"
            " first. Once for each line."
        ),
    ),
]
Driver = Annotated[
    str, typer.Option("--driver", metavar="NAME", help=N_("Who drives."), show_default=False)
]
Vehicle = Annotated[
    str,
    typer.Option("--vehicle", metavar="TEXT", help=N_("Its number plate."), show_default=False),
]
Trailer = Annotated[
    str,
    typer.Option(
        "--trailer", metavar="TEXT", help=N_("The trailer's number plate."), show_default=False
    ),
]
Phone = Annotated[
    str,
    typer.Option(
        "--phone", metavar="TEXT", help=N_("Where the driver is reached."), show_default=False
    ),
]
Parts = Annotated[
    list[str] | None,
    typer.Option(
        "--line",
        metavar="ITEM=QTY",
        help=N_("An item and how many of it one kit holds. Once for each line."),
    ),
]
NameFr = Annotated[
    str | None, typer.Option("--name-fr", metavar="TEXT", help=N_("Its name in French."))
]
NameAr = Annotated[
    str | None, typer.Option("--name-ar", metavar="TEXT", help=N_("Its name in Arabic."))
]
NameEn = Annotated[
    str | None, typer.Option("--name-en", metavar="TEXT", help=N_("Its name in English."))
]
Heads = Annotated[
    list[str] | None,
    typer.Option(
        "--heads",
        metavar=grammar.HEADS,
        help=N_("How many girls (f) or boys (m) of an age band, such as f:6-11=12. Once for each."),
    ),
]
Happened = Annotated[
    str,
    typer.Option(
        "--date",
        metavar="DATE",
        help=N_("The day on which it happened, if not today: 2026-11-24."),
        show_default=False,
    ),
]
Since = Annotated[
    str,
    typer.Option(
        "--from", metavar="DATE", help=N_("From this day on, included."), show_default=False
    ),
]
Until = Annotated[
    str,
    typer.Option("--to", metavar="DATE", help=N_("Up to this day, included."), show_default=False),
]
Remarks = Annotated[
    str,
    typer.Option(
        "--remarks",
        metavar="TEXT",
        help=N_("Remarks for the document. Never a child's name."),
        show_default=False,
    ),
]
Paper = Annotated[
    str,
    typer.Option(
        "--paper",
        metavar="TEXT",
        help=N_("Number on the supplier's own paper."),
        show_default=False,
    ),
]
Currency = Annotated[
    str, typer.Option("--currency", metavar="MRU|EUR|USD", help=N_("Of the value."))
]
Storeroom = Annotated[
    str,
    typer.Option(
        "--storeroom",
        metavar="CODE",
        help=N_("Storeroom, if not the centre's first."),
        show_default=False,
    ),
]
StandsIn = Annotated[
    str,
    typer.Option(
        "--storeroom",
        metavar="CODE",
        help=N_("Where they stand from now on, if not in the centre's first storeroom."),
        show_default=False,
    ),
]
Because = Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why."))]
CountNumber = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The count sheet's number."))]
Last = Annotated[
    int,
    typer.Option("--last", metavar="N", min=1, help=N_("Only so many, the newest.")),
]
Pdf = Annotated[
    Path,
    typer.Option("--out", metavar="FILE.pdf", help=N_("The PDF file to write.")),
]
Search = Annotated[
    str,
    typer.Option(
        "--search",
        metavar="TEXT",
        help=N_("Only those whose code or name holds it; accents don't matter."),
        show_default=False,
    ),
]
Retired = Annotated[bool, typer.Option("--retired", help=N_("Only those that are retired."))]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why."), show_default=False)]
