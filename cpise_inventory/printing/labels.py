"""Asset labels: what stands on each, and the sheet that goes to paper, journaled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO

from sqlalchemy import Connection

from cpise_inventory.assets.labelling import labelled, print_labels
from cpise_inventory.assets.queries import Asset, asset_of
from cpise_inventory.catalogue.past import Then
from cpise_inventory.identity import label_text, read_tag
from cpise_inventory.journal.journal import Journal
from cpise_inventory.labels.printed import ANOTHER, Reprint, printed
from cpise_inventory.labels.queries import blank_tags
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words, words
from cpise_inventory.paper.label_layout import Label
from cpise_inventory.paper.label_pdf import Printing, placements
from cpise_inventory.paper.label_pdf import draw as drawn
from cpise_inventory.paper.marks import Mark
from cpise_inventory.people.rights import Right
from cpise_inventory.stationery.queries import Marks, known_sheet
from cpise_inventory.store import Store


def label_sheet(  # noqa: PLR0913 - what goes to paper, in whose name, and why again
    store: Store,
    person: str,
    tags: Sequence[str],
    sheet_code: str,
    first: int = 1,
    language: str = "fr",
    options: Printing | None = None,
    *,
    reprint: Reprint = ANOTHER,
) -> bytes:
    """Journal that labels of these assets go to paper, and draw them as PDF; both or neither.

    Of tags that are blank still, too. `first` is the first free label of the sheet, from 1;
    `options` hold copies, spoiled labels, calibration and the printer's dots; `reprint` says why
    those that have a label get another. Raises `UnknownSheet`, `StartPastEnd`, `SkipPastEnd`,
    `NoFreeLabel`, `CopiesOutOfRange`, `LabelDoesNotFit`, `UnknownAssetError`, `NotAllowedError`.
    """
    options = options or Printing()
    with store.write(person) as work:
        work.require(Right.PRINT_LABELS)
        chosen = known_sheet(work.connection, sheet_code)
        # placed first: a start or a number of copies that can't be is refused with its own words
        placing = replace(options, start=first - 1)
        tuple(placements(len(tags), chosen, placing))
        got = print_labels(work, tags, chosen.code, first, options.copies, reprint)
        labels = label_contents(work.connection, store.journal, tags, language, got)
        out = BytesIO()
        drawn(labels, chosen, out, placing)
    return out.getvalue()


def draw_labels(
    connection: Connection,
    journal: Journal,
    tags: Sequence[str],
    sheet_code: str,
    first: int = 1,
    language: str = "fr",
    options: Printing | None = None,
) -> bytes:
    """The same as PDF without a line in the journal: for looking at before it is printed.

    Their codes are those of the labels that hold now.
    """
    out = BytesIO()
    labels = label_contents(connection, journal, tags, language)
    chosen = known_sheet(connection, sheet_code)
    drawn(labels, chosen, out, replace(options or Printing(), start=first - 1))
    return out.getvalue()


def label_contents(
    connection: Connection,
    journal: Journal,
    tags: Sequence[str],
    language: str,
    generations: Mapping[str, int] | None = None,
) -> list[Label]:
    """What stands on the label of each of these tags, however they were typed.

    `generations` says which one of its labels each is, where it isn't the one that holds. Raises
    `UnknownAssetError`, `NotATagError`, `MistypedTagError`, `TagVoidError`.
    """
    labelled(connection, tags)
    read = [read_tag(tag) for tag in tags]
    blank = blank_tags(connection, read)
    if generations is None:
        generations = {tag: known.generation for tag, known in printed(connection, read).items()}
    w, now, marks = words(language), Then(connection, journal), Marks(connection)
    return [
        replace(
            _label(asset, now, marks, w)
            if (asset := asset_of(connection, tag))
            else Label(tag, centre=centre_name(blank[tag].centre, now, w)),
            said=label_text(tag, generations.get(tag, 1)),
        )
        for tag in read
    ]


def centre_name(code: str, now: Then, w: Words) -> str:
    found = now.centre(code)
    return w.pick(fr=found.name.fr, ar=found.name.ar, en=found.name.en) if found else ""


def _label(asset: Asset, now: Then, marks: Marks, w: Words) -> Label:
    category = terms.term(terms.CATEGORIES, asset.category, w)
    return Label(
        asset.tag,
        (
            f"{asset.maker} {asset.model}".strip(),
            w.t("S/N {serial}", serial=w.ltr(asset.serial)),
            category[:1].upper() + category[1:],
        ),
        donor=donor_said(asset.donation, now, w),
        mark=mark_of(asset.donation, now, marks),
        centre=centre_name(asset.centre, now, w),
    )


def mark_of(donation: str, now: Then, marks: Marks) -> Mark | None:
    found = now.donation(donation) if donation else None
    return marks.of(donation, found.donor if found else "")


def donor_said(donation: str, now: Then, w: Words) -> str:
    """Donor and funder by their short names, as there is little room."""
    if not donation:
        return ""
    found = now.donation(donation)
    names = [found.donor, found.funder] if found else [donation]
    return w.t("Donated by: {donors}", donors=w.ltr(" / ".join(filter(None, names))))
