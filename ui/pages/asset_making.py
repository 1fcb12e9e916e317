"""What the fields of a form say, as commands want it. Runs in the worker."""

from typing import TYPE_CHECKING

from ui.pages.asset_fields import Said

if TYPE_CHECKING:
    from cpise_inventory.assets.commands import Newcomer, Title


def newcomer(serial: str, said: Said) -> "Newcomer":
    from cpise_inventory.assets.commands import Newcomer  # noqa: PLC0415 - SQLAlchemy

    return Newcomer(
        serial,
        *(said.maker, said.model, said.category, said.condition, said.value, said.currency),
        *(said.warranty, said.accessories, said.notes, said.acquired),
    )


def title_of(said: Said) -> "Title":
    from cpise_inventory.assets.commands import Title  # noqa: PLC0415 - SQLAlchemy

    return Title(said.owner, said.title, said.consent_until)
