"""What workstations do beyond the first day: transfers with their troubles, counts, lists."""

from collections.abc import Callable, Sequence
from random import Random

import sqlalchemy as sa

from cpise_inventory.assets import queries
from cpise_inventory.assets.commands import Newcomer, Registration, register
from cpise_inventory.assets.errors import NoAssetsError
from cpise_inventory.assets.labelling import print_labels
from cpise_inventory.assets.queries import assets
from cpise_inventory.attachments import commands as attachments
from cpise_inventory.attachments.files import Content
from cpise_inventory.campaigns import commands as campaigns
from cpise_inventory.campaigns.commands import Scan, Walk
from cpise_inventory.campaigns.correcting import correct
from cpise_inventory.campaigns.taking_back import unsee
from cpise_inventory.catalogue.events import Promised
from cpise_inventory.counts import commands as counts
from cpise_inventory.counts import queries as counted
from cpise_inventory.counts.commands import Figure, Sheeting
from cpise_inventory.counts.events import LineReason
from cpise_inventory.documents.issuing import LAST
from cpise_inventory.documents.queries import undone_apart
from cpise_inventory.donations.commands import Announcement, close, expect
from cpise_inventory.exchange.commands import approve_device, withdraw_device
from cpise_inventory.exchange.events import Reach, Received
from cpise_inventory.identity import asset_tag
from cpise_inventory.labels import commands as labels
from cpise_inventory.labels.printed import REASONS, Reprint
from cpise_inventory.labels.queries import unused_tags
from cpise_inventory.labels.things import place_label, print_things
from cpise_inventory.lists.commands import ListDraft, close_list, describe_list, keep_on_list
from cpise_inventory.lists.events import Serving, Share
from cpise_inventory.locations import quarantine
from cpise_inventory.losses import commands as losses
from cpise_inventory.losses.commands import Loss
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.returns import Back, GoodsBack, take_goods_back
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, close_transfer, send
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.requests import (
    Requisition,
    approve_request,
    close_request,
    refuse_request,
    request,
)
from cpise_inventory.transfers.settling import Settlement, settle
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from db.schema import attachment
from tests.books import BUCKET, DONATION, DONOR, ROOM, SOAP

Act = Callable[[Work], object]
SORTS = ("whole", "daily", "free")
LIST = "Savon du mois"
RECEIPT, WAYBILL = "NKC1-A-RD-2026-00001", "NKC1-A-BE-2026-00001"
SHEET = "NKC1-A-FI-2026-00001"
WALK = "NKC1-A-LV-2026-00001"
LOSS = "NKC1-A-RP-2026-00001"


def last(work: Work, code: str) -> str:
    """This workstation's last document of that kind."""
    serial = LAST.value(work.connection, device=work.journal.device, code=code, year=2026) or 1
    return f"{work.journal.device}-{code}-2026-{serial:05d}"


def surplus(work: Work, at: int) -> str:
    """A reversal of what workstations reversed apart, the same for all who know of the same."""
    there = [one.number for found in undone_apart(work.connection) for one in found.surplus]
    return there[at % len(there)] if there else ""


def last_tag(work: Work) -> str:
    """The last that this workstation gave or reserved."""
    device = work.journal.device
    return asset_tag(device, queries.last_tag(work.connection, device))


def blank(work: Work, at: int) -> str:
    """One of the tags that are reserved and not used, the same for all who know of the same."""
    there = unused_tags(work.connection)
    return there[at % len(there)].tag if there else last_tag(work)


def registration(centre: str, some: int, tag: str) -> Registration:
    """Of a computer on which a blank tag sticks."""
    computer = Newcomer(f"R{some}", "HP", "250", "laptop")
    return Registration(centre, DONOR, [computer], tags=[tag])


def listed(*servings: Serving) -> ListDraft:
    return ListDraft("NKC1", LIST, servings or (Serving("Accueil", "unit", 3),), (Share(SOAP, 1),))


def each_kind() -> Sequence[Act]:
    """One of each kind of event, at a workstation that has done none of these."""
    return (
        lambda work: relocate(
            work, Relocation("NKC1", "", quarantine("NKC1"), [Wanted(SOAP, 1)], "wet")
        ),
        lambda work: request(work, Requisition("ROS", "NKC1", [(BUCKET, 2)])),
        lambda work: approve_request(work, last(work, "PD")),
        lambda work: close_request(work, last(work, "PD"), "not needed"),
        lambda work: request(work, Requisition("ALE", "NKC1", [(BUCKET, 2)])),
        lambda work: refuse_request(work, last(work, "PD"), "nothing to spare"),
        lambda work: send(work, Shipment("NKC1", "KIF", [Wanted(BUCKET, 1)])),
        lambda work: close_transfer(work, last(work, "BE"), "the lorry is back"),
        lambda work: settle(work, Settlement(last(work, "BE"), decision="lost")),
        lambda work: expect(work, Announcement(DONATION, "NKC1", [Promised(SOAP, 5)])),
        lambda work: close(work, f"{work.journal.device}-L00001", "never came"),
        lambda work: counts.set_rule(work, "NKC1", 0, 0),
        lambda work: counts.take(work, Sheeting("NKC1"), [Figure(BUCKET, 11)]),
        lambda work: counts.open_count(work, Sheeting("NKC1", "free")),
        lambda work: counts.enter(work, last(work, "FI"), [Figure(BUCKET, 9)]),
        lambda work: counts.explain(work, last(work, "FI"), [_reason(work, last(work, "FI"))]),
        lambda work: counts.finish(work, last(work, "FI")),
        lambda work: counts.approve(work, last(work, "FI")),
        lambda work: counts.open_count(work, Sheeting("NKC1", "free")),
        lambda work: counts.enter(work, last(work, "FI"), [Figure(BUCKET, 3)]),
        lambda work: counts.finish(work, last(work, "FI")),
        lambda work: counts.ask_recount(work, last(work, "FI"), [BUCKET]),
        lambda work: counts.cancel(work, last(work, "FI"), "interrupted"),
        lambda work: losses.report(work, Loss("NKC1", "damaged", [Wanted(BUCKET, 1)])),
        lambda work: losses.approve(work, last(work, "SI")),
        lambda work: losses.report(work, Loss("NKC1", "lost", [Wanted(BUCKET, 1)])),
        lambda work: losses.reject(work, last(work, "RP"), "found again"),
        lambda work: describe_list(work, listed()),
        lambda work: close_list(work, "NKC1", LIST),
        lambda work: labels.reserve(work, "NKC1", 3),
        lambda work: labels.void(work, [last_tag(work)], "torn"),
        lambda work: print_things(work, [place_label(ROOM)], "L7160", 1),
        lambda work: print_things(work, [place_label(ROOM)], "L7160", 1, 1, Reprint("worn")),
        lambda work: approve_device(work, "ALE-A", "012345678901234567890123"),
        lambda work: withdraw_device(work, "ALE-A"),
        lambda work: work.record(stick_read(work)),
    )


def stick_read(work: Work) -> Received:
    """What is noted of a file of a workstation that nobody else has heard of."""
    known = (Reach("KIF-A", 7, 2), Reach(work.journal.device, 5))
    told = (Reach("ALE-A", 3), Reach(work.journal.device, 4))
    return Received(
        exporter="ALE-A", bundle="0" * 64, clock=1, told=told, known=known, lacking=("1" * 64,)
    )


def attaching(tag: str, some: int) -> Act:
    """A picture to an asset: two workstations attach the same bytes where `some` is the same."""
    found = Content(b"%%PDF-1.4 %d %%%%EOF" % some, "application/pdf")
    return lambda work: attachments.attach(work, tag, found, f"no. {some}")


def attached(work: Work, at: int) -> str:
    """One of those that stand, the same for all who know of the same."""
    names = sa.select(attachment.c.device, attachment.c.seq).order_by(*attachment.primary_key)
    there = [f"{device}:{seq}" for device, seq in work.connection.execute(names)]
    return there[at % len(there)] if there else "NKC1-A:1"


def each_of_an_attachment(tag: str) -> Sequence[Act]:
    """One of each kind of event of what is attached."""
    return (
        attaching(tag, 1),
        attaching(tag, 2),
        lambda work: attachments.withdraw(work, attached(work, 0), "another one"),
        lambda work: attachments.erase(work, attached(work, 1), "a child is on it"),
    )


def each_of_a_walk() -> Sequence[Act]:
    """One of each kind of event of a physical verification, its whole course."""
    return (
        lambda work: campaigns.open_campaign(work, Walk("NKC1")),
        lambda work: campaigns.see(work, last(work, "LV"), [seen(work, 0, "Bureau 4")]),
        lambda work: campaigns.close(work, last(work, "LV")),
        lambda work: campaigns.resume(work, last(work, "LV")),
        lambda work: campaigns.see(work, last(work, "LV"), [seen(work, 1)]),
        lambda work: unsee(work, last(work, "LV"), [seen(work, 1).text]),
        lambda work: campaigns.close(work, last(work, "LV")),
        lambda work: campaigns.report(work, last(work, "LV")),
        lambda work: correct(work, last(work, "LV")),
        lambda work: undo(work, last(work, "VP"), "not all was seen"),
        lambda work: campaigns.open_campaign(work, Walk("NKC1")),
        lambda work: campaigns.cancel(work, last(work, "LV"), "wrong day"),
    )


def seen(work: Work, which: int, room: str = "") -> Scan:
    """A computer that everybody knows, as it's scanned in a room."""
    return Scan(known_tag(work, which), room)


def known_tag(work: Work, which: int = 0) -> str:
    known = assets(work.connection)
    if not known:
        raise NoAssetsError
    return known[which % len(known)].tag


def shared() -> Sequence[Act]:
    """What all know of before they part: a count sheet, a walk, a loss that waits, a list."""
    return (
        lambda work: campaigns.open_campaign(work, Walk("NKC1")),
        lambda work: counts.open_count(work, Sheeting("NKC1", "free")),
        lambda work: losses.report(work, Loss("NKC1", "lost", [Wanted(BUCKET, 2)])),
        lambda work: describe_list(work, listed()),
        lambda work: labels.reserve(work, "NKC1", 2),
    )


def something_more(chance: Random, item: str, some: int, centre: str) -> Act:
    """Anything of it, much of which concerns what the others do too."""
    waybill, shared = chance.choice([WAYBILL, ""]), chance.random() < 0.5
    serving = Serving(f"Groupe {some}", "group", some)

    def number(work: Work) -> str:
        return waybill or last(work, "BE")

    def sheet(work: Work) -> str:
        return SHEET if shared else last(work, "FI")

    def report(work: Work) -> str:
        return LOSS if shared else last(work, chance.choice(["SI", "RP"]))

    return chance.choice(
        [
            lambda work: take_goods_back(
                work, GoodsBack(RECEIPT, [Back(SOAP, some, damaged=some > 3)])
            ),
            lambda work: relocate(
                work, Relocation(centre, "", quarantine(centre), [Wanted(item, some)], "wet")
            ),
            lambda work: relocate(
                work, Relocation(centre, quarantine(centre), "", [Wanted(item, some)])
            ),
            lambda work: losses.report(work, Loss(centre, "lost", [Wanted(item, some)])),
            lambda work: losses.report(work, Loss(centre, "damaged", [Wanted(item, some)])),
            lambda work: losses.approve(work, report(work)),
            lambda work: losses.reject(work, report(work), "still good"),
            lambda work: undo(work, report(work), "seen twice"),
            lambda work: undo(work, surplus(work, some), "one too many"),
            lambda work: arrive(work, Arrival(number(work), [Came(item, 1, over=some)])),
            lambda work: arrive(work, Arrival(number(work), [Came(item, 0, damaged=1)])),
            lambda work: close_transfer(work, number(work), "nothing more"),
            lambda work: settle(
                work,
                Settlement(number(work), decision=chance.choice(["lost", "stolen"]), police="PV 7"),
            ),
            lambda work: request(work, Requisition(centre, "NKC1", [(item, some)])),
            lambda work: approve_request(work, last(work, "PD"), [(item, some)]),
            lambda work: close_request(work, "NKC1-A-PD-2026-00001", "enough"),
            lambda work: expect(work, Announcement(DONATION, centre, [Promised(item, some)])),
            lambda work: counts.open_count(work, Sheeting(centre, chance.choice(SORTS))),
            lambda work: counts.enter(work, sheet(work), [Figure(item, some)]),
            lambda work: counts.enter(work, SHEET, [Figure(BUCKET, some)]),
            lambda work: counts.take(work, Sheeting(centre), [Figure(item, some)]),
            lambda work: counts.finish(work, sheet(work)),
            lambda work: counts.finish(work, sheet(work), (), [Figure(item, some)]),
            lambda work: counts.approve(work, sheet(work)),
            lambda work: counts.cancel(work, sheet(work), "interrupted"),
            lambda work: keep_on_list(work, "NKC1", LIST, serving, [Share(SOAP, 1)]),
            lambda work: close_list(work, "NKC1", LIST),
            lambda work: campaigns.see(work, WALK, [seen(work, some)]),
            lambda work: campaigns.see(work, WALK, [seen(work, some, f"Bureau {some}")]),
            lambda work: unsee(work, WALK, [seen(work, some).text]),
            lambda work: campaigns.close(work, WALK),
            lambda work: chance.choice([campaigns.report, campaigns.resume])(work, WALK),
            lambda work: campaigns.cancel(work, WALK, "interrupted"),
            lambda work: correct(work, WALK),
            lambda work: undo(work, last(work, "VP"), "not so"),
            lambda work: attaching(known_tag(work), some)(work),
            lambda work: attachments.withdraw(work, attached(work, some), "another one"),
            lambda work: attachments.erase(work, attached(work, some), "a child is on it"),
            lambda work: labels.reserve(work, centre, some),
            lambda work: labels.void(work, [blank(work, some)], "torn"),
            lambda work: register(work, registration(centre, some, blank(work, 1))),
            lambda work: print_labels(work, [blank(work, some)], "L7160", 1),
            lambda work: print_things(
                work, [place_label(ROOM)], "L7160", 1, some, Reprint(chance.choice(REASONS[:-1]))
            ),
        ]
    )


def _reason(work: Work, number: str) -> LineReason:
    one = counted.found(work.connection, number)[0]
    return LineReason(one.location, one.item, one.lot, "lost")
