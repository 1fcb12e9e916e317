"""Labels of assets, and of tags that are to be an asset's: what goes to paper is journaled."""

from collections.abc import Sequence

from sqlalchemy import Connection

from cpise_inventory.assets import queries
from cpise_inventory.assets.commands import LONGEST_NAME
from cpise_inventory.assets.errors import NoAssetsError, UnknownAssetError
from cpise_inventory.assets.events import LabelsPrinted
from cpise_inventory.labels.errors import TagVoidError
from cpise_inventory.labels.printed import (
    ANOTHER,
    Reprint,
    replaced,
    said_again,
)
from cpise_inventory.labels.queries import blank_tags
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.slips import known_tag
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work


def print_labels(
    work: Work,
    tags: Sequence[str],
    sheet: str,
    first: int,
    copies: int = 1,
    reprint: Reprint = ANOTHER,
) -> dict[str, int]:
    """Journal that labels go to paper, of assets or of tags still blank; which generation of its
    label each tag gets. `reprint`: why those that had one get another.
    """
    work.require(Right.PRINT_LABELS)
    work.hold("assets")
    known = labelled(work.connection, tags)
    sheet = checked_text("sheet", sheet, LONGEST_NAME)
    said, generations = said_again(work.connection, known, reprint)
    work.record(
        LabelsPrinted(
            tuple(known),
            sheet,
            checked_quantity(first, sheet),
            checked_quantity(copies, sheet),
            said.reason,
            said.remarks,
            replaced(generations.values()),
        )
    )
    return generations


def labelled(connection: Connection, tags: Sequence[str]) -> list[str]:
    """The tags of assets, or of blank labels that nobody declared void, each once.

    Raises `NoAssetsError`, `UnknownAssetError`, `TagVoidError`, `NotATagError`,
    `MistypedTagError`.
    """
    read = list(dict.fromkeys(known_tag(connection, tag) for tag in tags))
    if not read:
        raise NoAssetsError
    blank, known = blank_tags(connection, read), set(queries.registered(connection, read))
    for tag in read:
        if tag in blank and not blank[tag].used and blank[tag].void:
            raise TagVoidError(tag, blank[tag].void)
        if tag not in blank and tag not in known:
            raise UnknownAssetError(tag)
    return read
