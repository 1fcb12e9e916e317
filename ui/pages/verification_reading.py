"""What the page of physical verifications reads of the books, in the store's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cpise_inventory.language.sightings import booked_text
from cpise_inventory.language.terms import CATEGORIES, SIGHTINGS, term
from cpise_inventory.language.words import Words
from ui.kit.pages import View, Whole
from ui.pages.form_sheet import capital
from ui.pages.places import Named, Places, read_places
from ui.pages.signing import Signer, only_doers, signers

if TYPE_CHECKING:
    from cpise_inventory.campaigns.commands import Answer
    from cpise_inventory.campaigns.queries import Campaign, Report, Seen, Unseen
    from cpise_inventory.campaigns.taking_back import Undone
    from cpise_inventory.store import Store
    from ui.scanning import Scan

UNSEEN, SEEN, ODD = "unseen", "seen", "odd"
"""What the list of a walk shows: not seen yet, seen, seen otherwise than booked."""


@dataclass(frozen=True)
class Rooms:
    """Where one can stand, and what a centre may be verified by. Storerooms first, by centre."""

    places: Places
    holders: Mapping[str, Sequence[str]]

    def of(self, centre: str) -> list[Named]:
        held = [(name, name) for name in self.holders.get(centre, ())]
        return [*self.places.rooms.get(centre, ()), *held]


@dataclass(frozen=True)
class Walking:
    """One campaign as it stands. `missing` and `misplaced`: tags of what is to be done about."""

    campaign: "Campaign"
    results: Mapping[str, int]
    walkers: tuple[str, ...]
    approvers: tuple[Signer, ...]
    missing: tuple[str, ...]
    misplaced: tuple[str, ...]
    rooms: Rooms
    people: Mapping[str, str]

    @property
    def by_walkers(self) -> bool:
        """Nobody but those who scanned may approve it."""
        return only_doers(self.approvers, self.walkers)

    def approved_by(self, person: str) -> bool:
        """Who scanned may approve only where nobody else can."""
        return person in {one.name for one in self.approvers}

    @property
    def names(self) -> dict[str, str]:
        """Of places and people, by their codes."""
        return {**self.people, **dict(self.rooms.of(self.campaign.centre))}

    @property
    def odd(self) -> int:
        """How many were seen otherwise than booked."""
        return sum(count for result, count in self.results.items() if result != "here")


class Line(NamedTuple):
    """One line of a walk's list, in words. `result`: of what was seen."""

    tag: str
    what: str
    booked: str
    told: str
    room: str = ""
    result: str = ""


class Heard(NamedTuple):
    """What a scan was: something seen, a room to stand in, or nothing of ours."""

    answer: "Answer | None" = None
    what: str = ""
    room: str = ""
    campaign: "Campaign | None" = None
    told: str = ""
    """The stamp of the event, if it said anything new."""


class HeardFile(NamedTuple):
    """What a file held: which tags were new, how many of them otherwise than booked, which lines
    held no tag of ours. `near`: of those lines, which tag may be meant. `told`: the stamp of the
    event, if anything was new.
    """

    new: tuple[str, ...]
    odd: int
    unread: tuple[int, ...]
    near: Mapping[int, str]
    told: str = ""


def hear_file(store: "Store", person: str, number: str, path: Path, room: str) -> HeardFile:
    """Raises a `FileProblem` where it is no text."""
    from cpise_inventory.campaigns.commands import see  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.campaigns.queries import sighting_of  # noqa: PLC0415 - as above
    from cpise_inventory.campaigns.scan_files import meant, read_scans  # noqa: PLC0415 - as above
    from cpise_inventory.identity import NearTagError  # noqa: PLC0415 - as above
    from cpise_inventory.importing.tables import bytes_of  # noqa: PLC0415 - as above

    read = read_scans(bytes_of(path), path.name, room)
    with store.write(person) as work:
        new = {one.sighting.tag: one.sighting for one in see(work, number, read.scans) if one.new}
        told = sighting_of(work.connection, number, next(iter(new))) if new else ""
        unread = meant(work.connection, read.unread)
    odd = sum(1 for one in new.values() if one.result != "here")
    near = {one.row: one.why.near for one in unread if isinstance(one.why, NearTagError)}
    return HeardFile(tuple(new), odd, tuple(one.row for one in unread), near, told)


def take_back(
    store: "Store", person: str, number: str, tags: Sequence[str], told: str
) -> "list[Undone]":
    """The last scan of each, or those that the event with the stamp `told` bears."""
    from cpise_inventory.campaigns.taking_back import unsee  # noqa: PLC0415 - SQLAlchemy

    with store.write(person) as work:
        return unsee(work, number, tags, told)


def see_again(
    store: "Store", person: str, number: str, were: "Sequence[Seen]"
) -> "Sequence[Answer]":
    """What was taken back was right after all."""
    from cpise_inventory.campaigns.commands import Scan as Seeing  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.campaigns.commands import see  # noqa: PLC0415 - as above

    with store.write(person) as work:
        return see(work, number, [Seeing(one.tag, one.room, one.condition) for one in were])


def read_rooms(store: "Store", words: Words) -> Rooms:
    from cpise_inventory.stock.queries import recipients  # noqa: PLC0415 - SQLAlchemy

    places = read_places(store, words)
    with store.read() as connection:
        holders = {
            centre: [
                name for kind in ("unit", "staff") for name in recipients(connection, centre, kind)
            ]
            for centre, _ in places.centres
        }
    return Rooms(places, holders)


def read_walk(store: "Store", number: str, words: Words) -> Walking | None:
    """None where there is no such campaign."""
    from cpise_inventory.campaigns import queries  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above

    rooms = read_rooms(store, words)
    with store.read() as connection:
        found = queries.campaign_of(connection, number)
        if found is None:
            return None
        walkers = queries.walkers(connection, number)
        everybody = persons(connection, closed=True)
        return Walking(
            campaign=found,
            results=queries.results(connection, number),
            walkers=walkers,
            approvers=signers(connection, walkers),
            missing=tuple(one.tag for one in queries.missed(connection, number=number)),
            misplaced=tuple(one.tag for one in queries.misplaced(connection, number=number)),
            rooms=rooms,
            people={one.name: one.display for one in everybody},
        )


class LineSource:
    """The things of one campaign: those not seen yet, those seen, those otherwise than booked."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.number = ""
        self.names: Mapping[str, str] = {}

    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.campaigns import queries  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            if view.kind in ("", UNSEEN):
                return queries.unseen_size(connection, self.number, view.text)
            odd = view.kind == ODD
            return queries.sighted_size(connection, self.number, text=view.text, odd=odd)

    def page(self, store: "Store", view: View, offset: int, size: int) -> list[Line]:
        from cpise_inventory.campaigns import queries  # noqa: PLC0415 - as above

        with store.read() as connection:
            if view.kind in ("", UNSEEN):
                there = queries.unseen(connection, self.number, view.text, offset=offset, most=size)
                return [self._unseen(one) for one in there]
            about = (connection, self.number, offset, size)
            seen = queries.sighted_page(*about, text=view.text, odd=view.kind == ODD)
            return [self._seen(one) for one in seen]

    def _named(self, room: str) -> str:
        return self.names.get(room, room)

    def _unseen(self, one: "Unseen") -> Line:
        words = self._words
        booked = booked_text(one.status, self._named(one.held), "", words)
        return Line(one.tag, what_of(one, words), booked, one.why)

    def _seen(self, one: "Seen") -> Line:
        words = self._words
        told = capital(term(SIGHTINGS, one.result, words))
        room = words.isolate(self._named(one.room)) if one.room else ""
        booked = booked_text(one.status, self._named(one.held), one.centre, words)
        return Line(one.tag, what_of(one, words), booked, told, room, one.result)


def what_of(one: "Seen | Unseen", words: Words) -> str:
    """`HP ProBook 450`, else its category."""
    made = f"{one.maker} {one.model}".strip()
    return made or capital(term(CATEGORIES, one.category, words) if one.category else "")


class CampaignSource(Whole["Campaign"]):
    """All campaigns, the newest first, and the last reports."""

    reports: "list[Report]"

    def __init__(self) -> None:
        super().__init__()
        self.reports = []

    def read(
        self,
        store: "Store",
        view: View,  # noqa: ARG002 - they are few, and shown in one order
    ) -> "list[Campaign]":
        from cpise_inventory.campaigns import queries  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            self.reports = queries.reports(connection, most=SHOWN_REPORTS)
            return queries.campaigns(connection)


SHOWN_REPORTS: Final = 6


def hear(
    store: "Store", person: str, walking: Walking, scan: "Scan", room: str, condition: str
) -> Heard:
    """A tag or a serial number is seen; a place's label or a holder's name is where one stands.

    Raises `MistypedTagError` where one character of a tag is wrong, which may say what was meant.
    """
    from cpise_inventory.assets.queries import by_serial  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.campaigns.rooms import room_said  # noqa: PLC0415 - as above
    from cpise_inventory.identity import read_tag  # noqa: PLC0415 - as above

    tag = scan.read(read_tag)
    texts = scan.candidates
    if tag is None:
        with store.read() as connection:
            tag = next(iter(by_serial(connection, texts).values()), None)
            centre = walking.campaign.centre
            said = [room_said(connection, centre, text) for text in texts] if tag is None else []
        known = dict(walking.rooms.of(centre)) if tag is None else {}
        for one in said:
            if one.stored or one.name in known:
                return Heard(room=one.name)
    if tag is None:
        refuse_mistyped(store, texts)
        return Heard()
    return _see(store, person, walking, tag, room, condition)


def refuse_mistyped(store: "Store", texts: Sequence[str]) -> None:
    """Raises `MistypedTagError` of the first of these that is meant to be a tag, if one is."""
    from cpise_inventory.identity import NotATagError  # noqa: PLC0415 - as above
    from cpise_inventory.slips import known_tag  # noqa: PLC0415 - as above

    with store.read() as connection:
        for text in texts:
            try:
                known_tag(connection, text)
            except NotATagError:
                continue


def _see(
    store: "Store", person: str, walking: Walking, tag: str, room: str, condition: str
) -> Heard:
    from cpise_inventory.campaigns import queries  # noqa: PLC0415 - as above
    from cpise_inventory.campaigns.commands import Scan as Seeing  # noqa: PLC0415 - as above
    from cpise_inventory.campaigns.commands import see  # noqa: PLC0415 - as above

    number = walking.campaign.number
    with store.write(person) as work:
        (answer,) = see(work, number, [Seeing(tag, room, condition)])
        made = _what(work.connection, tag)
        told = queries.sighting_of(work.connection, number, tag) if answer.new else ""
        return Heard(answer, made, "", queries.campaign_of(work.connection, number), told)


def _what(connection: Any, tag: str) -> str:
    from cpise_inventory.assets.queries import asset_of  # noqa: PLC0415 - as above

    found = asset_of(connection, tag)
    return f"{found.maker} {found.model}".strip() if found else ""
