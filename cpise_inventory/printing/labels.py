"""Asset labels: what stands on each, and the sheet that goes to paper, journaled."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from sqlalchemy import Connection

from cpise_inventory.assets import commands
from cpise_inventory.assets.errors import UnknownAssetError
from cpise_inventory.assets.queries import Asset, asset_of
from cpise_inventory.catalogue.past import Then
from cpise_inventory.identity import read_tag
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words, words
from cpise_inventory.paper.label_layout import Label
from cpise_inventory.paper.label_pdf import Printing
from cpise_inventory.paper.label_pdf import draw as drawn
from cpise_inventory.people.rights import Right
from cpise_inventory.stationery.queries import known_sheet
from cpise_inventory.store import Store


def label_sheet(
    store: Store,
    person: str,
    tags: Sequence[str],
    sheet_code: str,
    first: int = 1,
    language: str = "fr",
    options: Printing | None = None,
) -> bytes:
    """Journal that labels of these assets go to paper, and draw them as PDF; both or neither.

    `first` is the first free label of the sheet, from 1; `options` hold copies, spoiled labels,
    calibration and the printer's dots. Raises `UnknownSheet`, `StartPastEnd`, `SkipPastEnd`,
    `NoFreeLabel`, `CopiesOutOfRange`, `LabelDoesNotFit`, `UnknownAssetError`, `NotAllowedError`.
    """
    options = options or Printing()
    with store.write(person) as work:
        work.require(Right.PRINT_LABELS)
        chosen = known_sheet(work.connection, sheet_code)
        # drawn first: a start or a number of copies that can't be is refused with its own words
        pdf = draw_labels(
            work.connection, store.journal, tags, chosen.code, first, language, options
        )
        commands.print_labels(work, tags, chosen.code, first, options.copies)
    return pdf


def draw_labels(
    connection: Connection,
    journal: Journal,
    tags: Sequence[str],
    sheet_code: str,
    first: int = 1,
    language: str = "fr",
    options: Printing | None = None,
) -> bytes:
    """The same as PDF without a line in the journal: for looking at before it is printed."""
    out = BytesIO()
    labels = label_contents(connection, journal, tags, language)
    chosen = known_sheet(connection, sheet_code)
    drawn(labels, chosen, out, replace(options or Printing(), start=first - 1))
    return out.getvalue()


def label_contents(
    connection: Connection, journal: Journal, tags: Sequence[str], language: str
) -> list[Label]:
    """What stands on the label of each of these assets, however their tags were typed.

    Raises `UnknownAssetError`, `NotATagError`, `MistypedTagError`.
    """
    w, now = words(language), Then(connection, journal)
    return [_label(_known(connection, tag), now, w) for tag in tags]


def _label(asset: Asset, now: Then, w: Words) -> Label:
    centre = now.centre(asset.centre)
    category = terms.term(terms.CATEGORIES, asset.category, w)
    return Label(
        asset.tag,
        (
            f"{asset.maker} {asset.model}".strip(),
            w.t("S/N {serial}", serial=w.ltr(asset.serial)),
            category[:1].upper() + category[1:],
        ),
        donor=_donor_mark(asset.donation, now, w),
        centre=w.pick(fr=centre.name.fr, ar=centre.name.ar, en=centre.name.en) if centre else "",
    )


def _donor_mark(donation: str, now: Then, w: Words) -> str:
    """Donor and funder by their short names, as there is little room."""
    if not donation:
        return ""
    found = now.donation(donation)
    names = [found.donor, found.funder] if found else [donation]
    return w.t("Donated by: {donors}", donors=w.ltr(" / ".join(filter(None, names))))


def _known(connection: Connection, tag: str) -> Asset:
    found = asset_of(connection, read_tag(tag))
    if found is None:
        raise UnknownAssetError(tag)
    return found
