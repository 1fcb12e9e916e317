"""Keep a list, and serve those on it: each gets a receipt of their own, once a month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection

from cpise_inventory.catalogue.commands import known_centre, known_item, storeroom
from cpise_inventory.lists import queries
from cpise_inventory.lists.errors import (
    AllServedError,
    ClosedListError,
    EmptyListError,
    ItemTwiceError,
    ListShortError,
    NoListNameError,
    NotOnListError,
    RecipientTwiceError,
    ServedAlreadyError,
    UncountedRecipientError,
    UnknownListError,
)
from cpise_inventory.lists.events import ListClosed, ListDescribed, Serving, Share
from cpise_inventory.lists.queries import DistributionList, Turn
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import MOST, QuantityTooLargeError, checked_quantity
from cpise_inventory.stock.commands import (
    LONGEST_NAME,
    LONGEST_REMARKS,
    RECIPIENT_KINDS,
    Distribution,
    distribute,
)
from cpise_inventory.stock.errors import EmptyGroupError, NoRecipientError
from cpise_inventory.stock.taking import Shelf
from cpise_inventory.texts import checked_text, one_line
from cpise_inventory.work import Work


@dataclass(frozen=True)
class ListDraft:
    """A list as somebody wants it. Recipients are units, staff and groups; never a child."""

    centre: str
    name: str
    servings: Sequence[Serving]
    shares: Sequence[Share]
    remarks: str = ""


def describe_list(work: Work, draft: ListDraft) -> str:
    """Make a list, or describe it anew; its name as it's kept."""
    work.require(Right.MOVE_STOCK)
    known_centre(work.connection, draft.centre)
    name = checked_text("name", draft.name, LONGEST_NAME)
    if not name:
        raise NoListNameError
    if not draft.servings or not draft.shares:
        raise EmptyListError(name)
    shares = tuple(_checked_share(work, share) for share in draft.shares)
    servings = tuple(_checked_serving(serving, shares) for serving in draft.servings)
    if twice := _twice(one.recipient for one in servings):
        raise RecipientTwiceError(twice)
    if twice := _twice(one.item for one in shares):
        raise ItemTwiceError(twice)
    said = ListDescribed(
        centre=draft.centre,
        name=name,
        servings=servings,
        shares=shares,
        remarks=checked_text("remarks", draft.remarks, LONGEST_REMARKS),
    )
    work.record(said)
    return name


def keep_on_list(
    work: Work, centre: str, name: str, serving: Serving, shares: Sequence[Share] = ()
) -> str:
    """Put a recipient on a list, which begins with it if there is none yet; the list's name.

    Who stands there already is described anew. Without `shares` the list's own stay.
    """
    found = queries.list_of(work.connection, centre, one_line(name))
    others = found.servings if found and not found.closed_on else ()
    new = msgspec.structs.replace(serving, recipient=one_line(serving.recipient))
    known = any(one.recipient == new.recipient for one in others)
    servings = [new if one.recipient == new.recipient else one for one in others]
    kept = tuple(shares) or (found.shares if found else ())
    remarks = found.remarks if found else ""
    return describe_list(
        work, ListDraft(centre, name, servings if known else [*servings, new], kept, remarks)
    )


def take_off_list(work: Work, centre: str, name: str, recipient: str) -> None:
    """The others stay. Raises `NotOnListError`, or `EmptyListError` for the last one."""
    found = known_list(work, centre, name)
    servings = [one for one in found.servings if one.recipient != one_line(recipient)]
    if len(servings) == len(found.servings):
        raise NotOnListError(recipient, found.name)
    draft = ListDraft(found.centre, found.name, servings, found.shares, found.remarks)
    describe_list(work, draft)


def close_list(work: Work, centre: str, name: str) -> None:
    """Out of use; it stays to be seen, and can be described anew."""
    work.require(Right.MOVE_STOCK)
    found = known_list(work, centre, name)
    work.record(ListClosed(centre=found.centre, name=found.name))


def serve(work: Work, wanted: Distribution) -> str:
    """One recipient of the list `wanted.by_list`; the receipt's number.

    Lines and persons are what is wanted, not what the list says: a group may be fewer today.
    """
    found = known_list(work, wanted.centre, wanted.by_list)
    recipient = checked_text("to", wanted.recipient, LONGEST_NAME)
    day = work.date_of_fact(wanted.happened_on)
    turn = next(
        (t for t in queries.turns(work.connection, found, day) if t.serving.recipient == recipient),
        None,
    )
    if turn is None:
        raise NotOnListError(recipient, found.name)
    if turn.document:
        raise ServedAlreadyError(recipient, day.isoformat()[:7], turn.document)
    return distribute(work, wanted)


def still_to_serve(work: Work, wanted: Distribution) -> list[Distribution]:
    """Of the list `wanted.by_list`: a distribution for each who was not served this month.

    Raises `AllServedError`, or `ListShortError` where there is not enough for all of them.
    """
    found = known_list(work, wanted.centre, wanted.by_list)
    day = work.date_of_fact(wanted.happened_on)
    turns = queries.turns(work.connection, found, day)
    left = [turn for turn in turns if not turn.document]
    if not left:
        raise AllServedError(found.name, day.isoformat()[:7])
    room = storeroom(work.connection, wanted.centre, wanted.storeroom)
    shelf = Shelf(work.connection, room, day, work.today, lock=False)
    for one in queries.enough(shelf, found, left):
        if one.missing:
            raise ListShortError(found.name, one.item, one.wanted, one.available)
    return [_turn_of(wanted, found, turn) for turn in left]


def one_to_serve(work: Work, wanted: Distribution, recipient: str) -> list[Distribution]:
    """The same for one of the list's recipients, whatever the others need; `wanted.heads`, where
    they are told, are those who are there this time.
    """
    found = known_list(work, wanted.centre, wanted.by_list)
    name = one_line(recipient)
    served = [one for one in found.servings if one.recipient == name]
    if not served:
        raise NotOnListError(name, found.name)
    there = _checked_serving(
        msgspec.structs.replace(served[0], heads=tuple(wanted.heads) or served[0].heads),
        found.shares,
    )
    return [_turn_of(wanted, found, Turn(there))]


def _turn_of(wanted: Distribution, found: DistributionList, turn: Turn) -> Distribution:
    serving = turn.serving
    return replace(
        wanted,
        by_list=found.name,
        recipient=serving.recipient,
        recipient_kind=serving.kind,
        people=serving.people,
        heads=serving.heads,
        lines=found.wanted(serving),
    )


def known_list(work: Work, centre: str, name: str) -> DistributionList:
    """Held until this action ends: nobody is served twice. Raises as `list_in_use` does."""
    work.hold(f"list {centre} {one_line(name)}")
    return list_in_use(work.connection, centre, name)


def list_in_use(connection: Connection, centre: str, name: str) -> DistributionList:
    """Raises `UnknownListError` or `ClosedListError`."""
    known_centre(connection, centre)
    wanted = one_line(name)
    found = queries.list_of(connection, centre, wanted)
    if found is None:
        known = tuple(one.name for one in queries.lists(connection, centre))
        raise UnknownListError(centre, wanted, known)
    if found.closed_on:
        raise ClosedListError(found.name, found.closed_on)
    return found


def _checked_share(work: Work, share: Share) -> Share:
    item = known_item(work.connection, share.item)
    checked_quantity(share.quantity, item.code)
    return Share(item.code, share.quantity, share.persons)


def _checked_serving(serving: Serving, shares: Sequence[Share]) -> Serving:
    recipient = checked_text("recipient", serving.recipient, LONGEST_NAME)
    if serving.heads:
        serving = msgspec.structs.replace(serving, people=sum(h.people for h in serving.heads))
    if not recipient or serving.kind not in RECIPIENT_KINDS:
        raise NoRecipientError
    if serving.people > MOST:
        raise QuantityTooLargeError(recipient, serving.people, MOST)
    if serving.people < 0 or (serving.kind == "group" and not serving.people):
        raise EmptyGroupError(serving.people)
    by_persons = next((share.item for share in shares if share.persons), "")
    if by_persons and not serving.people:
        raise UncountedRecipientError(recipient, by_persons)
    return Serving(recipient, serving.kind, serving.people, serving.heads)


def _twice(names: Iterable[str]) -> str:
    """The first name that stands there a second time; empty where each is there once."""
    seen = set[str]()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""
