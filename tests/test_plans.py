"""No list, and no step of a posting, reads a whole table that grows with the journal.

What each function really sends to SQLite is listened to and explained.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import pytest
from sqlalchemy import Connection

from cpise_inventory import history, today
from cpise_inventory.asset_filters import ORDERS
from cpise_inventory.asset_filters import Filter as AssetFilter
from cpise_inventory.assets import finding
from cpise_inventory.assets import queries as assets
from cpise_inventory.assets.commands import Handover, assign
from cpise_inventory.assets.finding import Pages
from cpise_inventory.attachments.queries import attached_to, attachment_named, with_content
from cpise_inventory.campaigns import queries as campaigns
from cpise_inventory.campaigns.to_do import to_do
from cpise_inventory.counts.choosing import handful
from cpise_inventory.documents import queries as documents
from cpise_inventory.documents.commands import print_document
from cpise_inventory.documents.issuing import next_number
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.documents.vouching import check_in
from cpise_inventory.donations.queries import summaries
from cpise_inventory.donations.trace import trace
from cpise_inventory.identity import asset_tag
from cpise_inventory.journal import queries as journal
from cpise_inventory.losses.totals import losses
from cpise_inventory.movements.filters import Filter
from cpise_inventory.movements.finding import (
    Spot,
    Way,
    by_cards,
    by_day,
    by_document,
    by_lots,
    of_document,
)
from cpise_inventory.movements.kept import checked
from cpise_inventory.planning import queries as planning
from cpise_inventory.planning.asking import Ahead, Asked
from cpise_inventory.stock import kits, past
from cpise_inventory.stock import queries as stock
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers import queries as road
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.transfers.requests import Requisition, request
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    DONATION,
    DONOR,
    KIT,
    LOGISTICS,
    ROOM,
    SOAP,
    bring,
    tag,
)

GROWING = (
    *("event", "checkpoint", "event_index", "entry", "balance", "lot", "kit_content"),
    *("undoing", "taken_back", "receipt_back"),
    *("transfer", "transfer_line", "asset", "asset_event", "label_print", "document_print"),
    *("stock_flow", "stock_spoiled", "stock_month", "stock_year"),
    *("campaign", "campaign_line", "campaign_seen", "asset_presence"),
    *("transfer_asset", "transfer_step", "request", "request_line", "request_step"),
)
ASKED = "NKC1-A-PD-2026-00001"
WALK = "NKC1-A-LV-2026-00001"
THIRD = asset_tag("NKC1-A", 3)
RECEIPT, WAYBILL, KITS = "NKC1-A-RD-2026-00001", "NKC1-A-BE-2026-00001", "NKC1-A-CK-2026-00001"


class Step(NamedTuple):
    """Of a plan; `above` is the number of the step that it's a part of."""

    number: int
    above: int
    said: str


class Listener:
    """Hears the statements of a connection, values filled in."""

    def __init__(self, connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        self.raw = raw
        self.heard: list[str] = []

    def hear(self, act: Callable[[], object]) -> None:
        self.raw.set_trace_callback(self.heard.append)
        try:
            act()
        finally:
            self.raw.set_trace_callback(None)

    def plans(self) -> Iterator[tuple[str, list[Step]]]:
        """Each statement with the steps of its plan."""
        for statement in self.heard:
            if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "WITH")):
                steps = self.raw.execute(f"EXPLAIN QUERY PLAN {statement}")
                yield statement, [Step(number, above, said) for number, above, _, said in steps]


def costly(plans: Iterator[tuple[str, list[Step]]], *, paged: bool) -> list[tuple[str, str]]:
    """(step, statement) of steps that read or, in what has pages, sort all there is.

    A page that is cut out in an inner select may be sorted again by the outer one.
    """
    return [
        (step.said, statement)
        for statement, steps in plans
        for step in steps
        if _reads_all(step, paged=paged)
        or "AUTOMATIC" in step.said
        or (paged and "TEMP B-TREE FOR ORDER BY" in step.said and _is_inmost(step, steps))
    ]


def _reads_all(step: Step, *, paged: bool) -> bool:
    """In the order of an index or of its key a page ends it soon; else it goes to the end."""
    verb, table, *how = step.said.split()
    return verb == "SCAN" and table in GROWING and not how and not paged


def _is_inmost(step: Step, steps: list[Step]) -> bool:
    inner = [one.number for one in steps if one.said.endswith(" page")]
    return not inner or step.above in inner


@pytest.fixture
def grown(file_store: Store) -> Store:
    """Some of everything."""
    bring(file_store, BUCKET, 50)
    bring(file_store, SOAP, 50, "L1", "2027-06")
    tags = tag(file_store, "S1", "S2", "S3")
    acts: list[Callable[[Work], object]] = [
        lambda work: distribute(
            work, Distribution(CENTRE, "Accueil", "unit", [Wanted(SOAP, 1)], people=3)
        ),
        lambda work: send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 2)], assets=tags[1:2])),
        lambda work: request(work, Requisition("ROS", CENTRE, [(SOAP, 1)])),
        lambda work: kits.assemble(work, CENTRE, KIT, 5),
        lambda work: assign(work, Handover(tags[:1], "Mohamed", "staff")),
    ]
    for act in acts:
        with file_store.write(LOGISTICS) as work:
            act(work)
    return file_store


Ask = Callable[[Connection], object]
DAY = "2026-11-20"
NEXT_MONTH = date(2026, 12, 24)
"""When what the fixture did counts: averages are taken over months that are over."""
LOTS = [(SOAP, f"L1/2027-06/{DONATION}"), (BUCKET, f"//{DONATION}")]
WHEN, HERE = Way(DAY, "2026-12-24"), Spot(("2026-11-24", 2**62), "NKC1-A", 3)
PAGES: dict[str, Ask] = {
    "stock card": lambda c: stock.stock_card(c, CENTRE, SOAP),
    "stock card, next page": lambda c: stock.stock_card(
        c, CENTRE, SOAP, 1, stock.stock_card(c, CENTRE, SOAP, 1)[0]
    ),
    "on hand": stock.on_hand,
    "on hand of a centre": lambda c: stock.on_hand(c, CENTRE),
    "on hand of an item": lambda c: stock.on_hand(c, item=SOAP),
    "on hand of both": lambda c: stock.on_hand(c, CENTRE, SOAP),
    "held": stock.held,
    "held by a centre": lambda c: stock.held(c, CENTRE),
    "lots at a place": lambda c: stock.lots_at(c, ROOM, SOAP),
    "lots in a storeroom and on its shelves": lambda c: stock.lots_under(c, ROOM, SOAP),
    "a storeroom and its shelves": lambda c: stock.with_shelves(c, ROOM),
    "lowest since": lambda c: stock.lowest_since(c, ROOM, SOAP, DAY),
    "totals": lambda c: stock.totals(c, [ROOM]),
    "on hand on a day": lambda c: past.on_hand_at(c, date(2026, 11, 20), NEXT_MONTH, CENTRE),
    "stock of a day": lambda c: past.stock_at_date(c, DAY),
    "stock of a day of a centre": lambda c: past.stock_at_date(c, DAY, CENTRE),
    "stock of a day long gone": lambda c: past.stock_at_date(c, "2021-03-02", CENTRE),
    "a transfer": lambda c: road.transfers(c, WAYBILL),
    "transfers on the road": lambda c: road.transfers(c, open_only=True),
    "under way": road.under_way,
    "under way from or to a centre": lambda c: road.under_way(c, CENTRE),
    "transfers, a page": lambda c: road.transfers_page(c, road.Filter(), 0, 2),
    "what was done about a transfer": lambda c: road.steps(c, WAYBILL),
    "a requisition": lambda c: road.request_of(c, ASKED),
    "requisitions to decide or to send": lambda c: road.requests(c, open_only=True),
    "what was sent for a requisition": lambda c: road.sent_for(c, ASKED),
    "expiring": lambda c: stock.expiring(c, "2027-01-31"),
    "expiring in a centre": lambda c: stock.expiring(c, "2027-01-31", CENTRE),
    "negative": stock.negative_balances,
    "lots with a number": lambda c: stock.lots_with_number(c, SOAP, "L1"),
    "inside kits": lambda c: stock.inside_of(c, KIT, f"{KITS}/2027-06/OIM-2026-01"),
    "recipients": lambda c: stock.recipients(c, CENTRE, "unit"),
    "a document": lambda c: documents.document_of(c, RECEIPT),
    "its prints": lambda c: documents.prints(c, RECEIPT),
    "its code": lambda c: qr_text(c, RECEIPT),
    "register": documents.register,
    "register, next page": lambda c: documents.register(c, before=documents.register(c)[1].clock),
    "register of a kind": lambda c: documents.register(c, documents.Filter(code="BR")),
    "register of a centre": lambda c: documents.register(c, documents.Filter(centre=CENTRE)),
    "register, a page": lambda c: documents.register_page(c, documents.EVERYTHING, 2, 2),
    "register, the oldest": lambda c: documents.register_page(
        c, documents.EVERYTHING, 2, 2, oldest_first=True
    ),
    "the next number": lambda c: next_number(c, "NKC1-A", "RD", 2026),
    "plans of a centre": lambda c: planning.plans(c, NEXT_MONTH, [CENTRE], 3),
    "a year of an item": lambda c: planning.year_of(c, NEXT_MONTH, CENTRE, SOAP),
    "what to ask for": lambda c: planning.needs(
        c, Ahead(NEXT_MONTH, 3), [CENTRE, "ROS"], Asked(9, {}, 3)
    ),
    "persons served": lambda c: planning.served(c, NEXT_MONTH, [CENTRE], 3),
    "kits that can be made": lambda c: planning.kits_possible(c, NEXT_MONTH, [CENTRE]),
    "what to move": lambda c: planning.moves(c, NEXT_MONTH, 3),
    "movements": lambda c: list(by_day(c, WHEN, None)),
    "movements, next page": lambda c: list(by_day(c, WHEN, HERE)),
    "movements, the oldest": lambda c: list(by_day(c, WHEN._replace(oldest_first=True), HERE)),
    "movements by document": lambda c: list(by_document(c, WHEN, None)),
    "movements by document, next page": lambda c: list(
        by_document(c, WHEN, HERE._replace(order=(RECEIPT,)))
    ),
    "movements of an item": lambda c: list(by_cards(c, WHEN, None, [(CENTRE, SOAP)])),
    "movements of items, next page": lambda c: list(
        by_cards(c, WHEN, HERE, [(CENTRE, SOAP), ("ROS", SOAP), (CENTRE, BUCKET)])
    ),
    "movements of lots": lambda c: list(by_lots(c, WHEN, None, LOTS)),
    "movements of lots, next page": lambda c: list(by_lots(c, WHEN, HERE, LOTS)),
    "movements of a document": lambda c: of_document(c, RECEIPT),
    "what a filter may say": lambda c: checked(
        c, Filter(centre=CENTRE, item=SOAP, place=ROOM, document=RECEIPT, actor=LOGISTICS)
    ),
    "journal": journal.entries,
    "journal, next page": lambda c: journal.entries(c, after=journal.entries(c)[1]),
    "journal of somebody": lambda c: journal.entries(c, journal.Filter(actor=LOGISTICS)),
    "journal of a kind": lambda c: journal.entries(c, journal.Filter(kind="stock.received")),
    "journal of a device": lambda c: journal.entries(c, journal.Filter(device="NKC1-A")),
    "journal of a document": lambda c: journal.entries(c, journal.Filter(document=RECEIPT)),
    "journal, a page": lambda c: journal.entries_page(c, journal.EVERYTHING, 2, 2),
    "journal, its length": journal.entries_size,
    "actors": journal.actors,
    "kinds": journal.kinds,
    "a seal": lambda c: journal.covered_by(c, "NKC1-A", 12),
    "what was lost": lambda c: losses(c, Filter(period="year", centre=CENTRE), NEXT_MONTH),
    "what to count": lambda c: handful(c, [ROOM], NEXT_MONTH),
    "what became of a donation": lambda c: trace(c, DONATION),
    "all donations": lambda c: summaries(c, DAY),
    "an asset": lambda c: assets.asset_of(c, "NKC1-A-00001-W"),
    "its places in the journal": lambda c: assets.history_places(c, "NKC1-A-00001-W"),
    "serial numbers": lambda c: assets.by_serial(c, ["S1", "S2"]),
    "what campaigns leave": to_do,
    "a campaign": lambda c: campaigns.campaign_of(c, WALK),
    "what is not seen": lambda c: campaigns.unseen(c, WALK, most=20),
    "what was seen": lambda c: campaigns.sighted_page(c, WALK, 0, 20, odd=False),
    "where an asset was seen last": lambda c: campaigns.presence(c, "NKC1-A-00001-W"),
    "its sighting": lambda c: campaigns.sighting_of(c, WALK, "NKC1-A-00001-W"),
    "the last tag": lambda c: assets.last_tag(c, "NKC1-A"),
    "what is attached to an asset": lambda c: attached_to(c, tag="NKC1-A-00001-W"),
    "what is attached to a paper": lambda c: attached_to(c, paper=RECEIPT),
    "what has the same bytes": lambda c: with_content(c, "0" * 64),
    "an attachment": lambda c: attachment_named(c, "NKC1-A:12"),
} | {
    f"assets by {column}{', turned' if turned else ''}": (
        lambda c, column=column, turned=turned: _asset_pages(c, column, turned=turned)  # type: ignore[misc]  # bound at once
    )
    for column in ORDERS
    for turned in (False, True)
}


def _asset_pages(connection: Connection, column: str, *, turned: bool) -> None:
    """The first two, of more than can be sorted at once."""
    pages = Pages(AssetFilter(order=column, descending=turned), NEXT_MONTH)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "MANY", 0)
        pages.begin(connection)
        pages.page(connection, 0, 1)
        pages.page(connection, 1, 1)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_found_not_searched(grown: Store, page: str) -> None:
    with grown.read() as connection:
        listener = Listener(connection)
        listener.hear(lambda: PAGES[page](connection))
        assert listener.heard, "nothing was asked"
        found = costly(listener.plans(), paged=page in LONG)
    assert found == []


LONG = {
    *("stock card", "stock card, next page", "register", "register, next page"),
    *("register of a kind", "register of a centre", "register, a page", "register, the oldest"),
    *("journal", "journal, next page", "journal of somebody", "journal of a kind"),
    *("journal of a device", "journal, a page", "transfers, a page"),
    *(page for page in PAGES if page.startswith(("assets by", "movements"))),
}
"""What has pages: read in the order of an index, not sorted first."""


def test_what_needs_doing_is_found_too(grown: Store) -> None:
    with grown.read() as connection:
        listener = Listener(connection)
        listener.hear(lambda: today.tasks(connection, date(2026, 11, 24)))
        listener.hear(lambda: today.figures(connection, date(2026, 11, 24)))
        assert costly(listener.plans(), paged=False) == []


def test_so_is_what_an_event_changed(grown: Store) -> None:
    with grown.read() as connection:
        listener = Listener(connection)
        for line in journal.entries(connection):
            event = journal.event_at(connection, grown.journal, line.device, line.seq)
            assert event is not None
            listener.hear(lambda event=event: history.changes_of(connection, grown.journal, event))  # type: ignore[misc]  # bound at once
        assert costly(listener.plans(), paged=False) == []


def print_and_close(work: Work) -> None:
    """Something that no paper signs, so that closing signs it and what was signed before."""
    print_document(work, RECEIPT, "fr")
    assert check_in(work.connection, work.journal, work.key)


POSTINGS: dict[str, Callable[[Work], object]] = {
    "receive": lambda work: receive(
        work, Delivery(CENTRE, DONOR, [Incoming(SOAP, 1, "L1", "2027-06")])
    ),
    "distribute": lambda work: distribute(
        work,
        Distribution(CENTRE, "Accueil", "unit", [Wanted(SOAP, 1)], happened_on=date(2026, 11, 24)),
    ),
    "send": lambda work: send(work, Shipment(CENTRE, "ROS", [Wanted(SOAP, 1)])),
    "arrive": lambda work: arrive(work, Arrival(WAYBILL)),
    "send assets": lambda work: send(work, Shipment(CENTRE, "ROS", assets=[THIRD])),
    "assemble": lambda work: kits.assemble(work, CENTRE, KIT, 1),
    "open": lambda work: kits.open_kits(work, CENTRE, KIT, 1),
    "undo": lambda work: undo(work, RECEIPT, "wrong"),
    "undo of a kit": lambda work: undo(work, KITS, "wrong"),
    "undo of an asset": lambda work: undo(work, "NKC1-A-PR-2026-00001", "wrong"),
    "print": print_and_close,
}


@pytest.mark.parametrize("posting", POSTINGS)
def test_a_posting_costs_the_same_however_long_the_journal(grown: Store, posting: str) -> None:
    with grown.write(ADMIN) as work:
        listener = Listener(work.connection)
        listener.hear(lambda: POSTINGS[posting](work))
        assert len(listener.heard) > 5
        found = costly(listener.plans(), paged=False)
    assert found == []


@pytest.mark.parametrize(
    ("statement", "paged"),
    [
        ("SELECT sum(quantity) FROM entry", False),
        ("SELECT * FROM event_index WHERE party = 'x'", False),
        ("SELECT tag FROM asset ORDER BY maker LIMIT 9", True),
    ],
)
def test_a_whole_table_would_be_noticed(grown: Store, statement: str, paged: bool) -> None:
    with grown.read() as connection:
        listener = Listener(connection)
        listener.hear(lambda: connection.exec_driver_sql(statement).all())
        assert len(costly(listener.plans(), paged=paged)) == 1
