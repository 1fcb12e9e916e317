"""asset move: to another centre by a waybill, or to another room of the same one."""

from typing import Annotated

import typer

from cpise_inventory.assets.commands import known_assets
from cpise_inventory.assets.places import Placing, put
from cpise_inventory.cli import grammar
from cpise_inventory.cli.commands.assets import Tags, once
from cpise_inventory.cli.options import Driver, Happened, Phone, Remarks, Trailer, Vehicle
from cpise_inventory.cli.refusals import CentreOrPlaceError
from cpise_inventory.cli.session import Session
from cpise_inventory.language.words import N_
from cpise_inventory.transfers.commands import Shipment, send


def move(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    tag: Tags,
    *,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="CENTRE",
            help=N_("The centre that is to receive them."),
            show_default=False,
        ),
    ] = "",
    place: Annotated[
        str,
        typer.Option(
            "--place",
            metavar="NAME",
            help=N_("Instead, a room of their own centre: a storeroom's code, or any name."),
            show_default=False,
        ),
    ] = "",
    driver: Driver = "",
    vehicle: Vehicle = "",
    trailer: Trailer = "",
    phone: Phone = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    tags, day = once(tag), grammar.day(date)
    if bool(to.strip()) == bool(place.strip()):
        raise CentreOrPlaceError
    with here.writing() as work:
        if place.strip():
            put(work, Placing(tags, place, remarks, day))
        else:
            shipment = Shipment(
                source=known_assets(work, tags)[0].centre,
                target=grammar.code(to),
                assets=tags,
                driver=driver,
                vehicle=vehicle,
                trailer=trailer,
                phone=phone,
                remarks=remarks,
                happened_on=day,
            )
            send(work, shipment)
    here.issued(work)
