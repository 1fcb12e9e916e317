"""What the foot of the window says: where, who, if the clock is right, how far all is proven."""

from collections.abc import Sequence

from cpise_inventory.language.terms import ROLES, term
from cpise_inventory.language.words import Words
from ui.books import Standing
from ui.desk import Session
from ui.settings import Verified
from ui.status import StatusItem


def foot_items(
    session: Session, standing: Standing, last: Verified | None, words: Words
) -> list[StatusItem]:
    """`last`: what the last verification of these books found."""
    ends = [_journal_item(standing.events, last, words)]
    if standing.clock_is_late:
        ends.insert(0, clock_item(words))
    return glance(session, term(ROLES, session.role, words), words, ends)


def glance(
    session: Session, role: str, words: Words, ends: Sequence[StatusItem]
) -> list[StatusItem]:
    """Where and who at the start, then `ends`."""
    where = f"{session.centre_name} · {words.ltr(session.device)}".strip(" ·")
    who = words.isolate(session.display)
    return [
        StatusItem("place", "map-pin", where or words.t("read only"), at_end=False),
        StatusItem("person", "user-round", f"{who} · {role}", short=who, at_end=False),
        *ends,
    ]


def clock_item(words: Words) -> StatusItem:
    """Today says by how much, and what to do."""
    return StatusItem("clock", "clock", words.t("Clock behind"), "bad", "today")


def _journal_item(events: int, last: Verified | None, words: Words) -> StatusItem:
    if last is None:
        told = words.n("Journal: {count} event", "Journal: {count} events", events)
        return StatusItem("journal", "link", told, place="journal")
    figures = {"events": words.number(last.events), "when": words.when(last.at)}
    if not last.sound:
        told = words.t("Journal not sound, verified {when}", **figures)
        return StatusItem("journal", "shield-alert", told, "bad", "journal")
    told = words.t("Journal verified up to {events}", **figures)
    return StatusItem("journal", "shield-check", told, "good", "journal")
