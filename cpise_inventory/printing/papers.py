"""From a document's number to its papers and their PDF."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from sqlalchemy import Connection

from cpise_inventory.assets import events as assets_said
from cpise_inventory.campaigns import events as campaigns_said
from cpise_inventory.counts.events import CountOpened, CountTaken
from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.queries import Document, Print, document_of, issued_event, prints
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.errors import Refusal
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language.words import Words, words
from cpise_inventory.losses import events as losses_said
from cpise_inventory.paper.paper import Paper
from cpise_inventory.printing import (
    asset_life,
    assets,
    campaigns,
    counts,
    decisions,
    goods,
    losses,
    receiving,
    requests,
    reversals,
    transfers,
)
from cpise_inventory.printing.frame import foot_of
from cpise_inventory.printing.scene import Marks, Scene, duplicate_mark
from cpise_inventory.stock import events as stock_said
from cpise_inventory.transfers import events as transfers_said

ORIGINAL: Final = 0
Build = Callable[[Scene, Any], Paper]
BUILDERS: Final[Mapping[type[Any], Build]] = {
    stock_said.Received: receiving.received,
    stock_said.Distributed: goods.distributed,
    stock_said.GivenBack: goods.given_back,
    stock_said.KitsAssembled: goods.assembled,
    stock_said.KitsOpened: goods.opened,
    stock_said.Relocated: goods.relocated,
    losses_said.LossReported: losses.reported,
    transfers_said.Arrived: transfers.arrived,
    transfers_said.Settled: decisions.settled,
    transfers_said.Requested: requests.requested,
    stock_said.Reversed: reversals.movement,
    assets_said.Registered: assets.registered,
    assets_said.Assigned: assets.assigned,
    assets_said.Returned: assets.returned,
    assets_said.RepairStarted: asset_life.repair_started,
    assets_said.RepairEnded: asset_life.repair_ended,
    assets_said.Missed: asset_life.missed,
    assets_said.Found: asset_life.found,
    assets_said.DisposalProposed: asset_life.disposal_proposed,
    assets_said.Disposed: asset_life.disposed,
    assets_said.Placed: asset_life.placed,
    assets_said.CustodySettled: asset_life.custody_settled,
    assets_said.CustodyCorrected: campaigns.corrected,
    assets_said.AssetsReversed: reversals.assets,
    campaigns_said.CampaignOpened: campaigns.walk,
    campaigns_said.CampaignReported: campaigns.report,
    campaigns_said.CampaignReversed: reversals.report,
}
"""One paper for each kind of event, but for the waybill, which has an exemplar for each hand, and
the count, which has a sheet and a report.
"""


@dataclass(eq=False)
class CopyNotPrintedError(Refusal):
    """So many copies of this document were not printed yet."""

    number: str
    copy: int
    field = "copy"


def draw(
    connection: Connection, journal: Journal, number: str, language: str, copy: int = ORIGINAL
) -> bytes:
    """The PDF of one copy as it was printed: 0 the original, n the duplicate n.

    The same bytes each time, until the document is cancelled, or a loss decided: then it says so.
    Journals nothing.
    Raises `UnknownDocumentError`, `CopyNotPrintedError`.
    """
    found = _known(connection, number)
    printed = next((one for one in prints(connection, found.number) if one.copy == copy), None)
    mark = ""
    if copy != ORIGINAL:
        if printed is None:
            raise CopyNotPrintedError(found.number, copy)
        mark = duplicate_mark(connection, printed, words(language))
    return pdf(papers(connection, journal, found.number, language, mark, printed))


def papers(
    connection: Connection,
    journal: Journal,
    number: str,
    language: str,
    copy_mark: str = "",
    printed: Print | None = None,
) -> tuple[Paper, ...]:
    """What an issued document says in a language: one paper, or its exemplars.

    `copy_mark` stands in a frame under the number; `printed` is the print to draw again. Raises
    `UnknownDocumentError`.
    """
    found = _known(connection, number)
    w = words(language)
    scene = Scene(connection, journal, issued_event(connection, journal, found), w)
    scene.marks = Marks(
        qr=qr_text(connection, found.number),
        copy=copy_mark,
        reversed=_reversed_mark(found, w),
        foot=foot_of(scene),
        printed=printed,
    )
    return built(scene)


def built(scene: Scene) -> tuple[Paper, ...]:
    said = scene.event.payload
    if isinstance(said, transfers_said.Sent):
        return transfers.sent(scene, said)
    if isinstance(said, CountOpened):
        return counts.papers_of(scene, said)
    if isinstance(said, CountTaken):
        return counts.papers_of(scene, said.opened)
    return (BUILDERS[type(said)](scene, said),)


def pdf(made: tuple[Paper, ...]) -> bytes:
    from cpise_inventory.paper.document_pdf import draw as drawn  # noqa: PLC0415 - start-up time

    out = BytesIO()
    drawn(made, out)
    return out.getvalue()


def _reversed_mark(found: Document, w: Words) -> str:
    if not found.reversed_by:
        return ""
    return w.t("CANCELLED by {number}", number=w.ltr(found.reversed_by))


def _known(connection: Connection, number: str) -> Document:
    found = document_of(connection, number)
    if found is None:
        raise UnknownDocumentError(number.strip())
    return found
