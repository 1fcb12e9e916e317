"""What the fields of a form say, as commands want it. Runs in the worker."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cpise_inventory.identity import made_key
from ui.pages.asset_fields import Said

if TYPE_CHECKING:
    from cpise_inventory.assets.commands import Newcomer, Title
    from cpise_inventory.store import Store


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


def known_serials(store: "Store", maker: str, serials: Sequence[str]) -> dict[str, str]:
    """Serial -> tag, of those of this maker that are registered; of any while none is named."""
    from cpise_inventory.assets.queries import by_made  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        found = by_made(connection, list(serials))
    ours, _ = made_key(maker, "")
    tags = {key: tag for (theirs, key), tag in found.items() if ours in ("", theirs)}
    keys = {serial: made_key("", serial)[1] for serial in serials}
    return {serial: tags[key] for serial, key in keys.items() if key in tags}
