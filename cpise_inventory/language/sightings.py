"""What a scan came to in a physical verification, in words: papers, screens and commands alike."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.scan_texts import unused_text, void_text
from cpise_inventory.language.terms import STATUSES, term
from cpise_inventory.language.words import N_, Words

if TYPE_CHECKING:
    from cpise_inventory.campaigns.commands import Answer
    from cpise_inventory.campaigns.queries import Campaign, Presence
    from cpise_inventory.campaigns.taking_back import Undone

NAMELESS: Final[Mapping[str, str]] = {}
_ANSWERS: Final[Mapping[str, str]] = {
    "here": N_("{tag} is here as booked."),
    "elsewhere": N_("{tag} is booked elsewhere: {booked}."),
    "other_centre": N_("{tag} is another centre’s: {booked}."),
    "gone": N_("{tag} was declared missing ({status}), and it is here: take it back."),
    "retired": N_("{tag} is no longer in the register ({status}), and it is here."),
    "outside": N_("{tag} is not among what {number} is to find."),
    "unknown": N_(
        "{tag} is a tag of ours, but not in these books: exchange with the other workstations, or"
        " register it."
    ),
}
"""By what a scan came to."""


def progress_text(seen: int, expected: int, w: Words) -> str:
    return w.t("{seen} of {expected}", seen=w.number(seen), expected=w.number(expected))


def room_text(room: str, w: Words) -> str:
    """A place's code, or whose room it is."""
    return w.isolate(room) if room else ""


def presence_text(seen: "Presence | None", w: Words, names: Mapping[str, str] = NAMELESS) -> str:
    """`24/11/2026 · Bureau 4`: when and where a thing was seen last; nothing if it never was."""
    if seen is None:
        return ""
    day, room = w.ltr(w.date(seen.seen_on)), room_text(names.get(seen.room, seen.room), w)
    return " · ".join(part for part in (day, room) if part)


def booked_text(status: str, held: str, centre: str, w: Words) -> str:
    """`in use, Unité B, centre KIF`: how the books had it; nothing of what they don't know."""
    if not status:
        return ""
    parts = [term(STATUSES, status, w)]
    if held:
        parts.append(w.isolate(held))
    if centre:
        parts.append(w.t("centre {centre}", centre=w.ltr(centre)))
    return w.join(parts)


def answer_text(
    answer: "Answer", campaign: "Campaign", w: Words, names: Mapping[str, str] = NAMELESS
) -> str:
    """One sentence for whoever scanned. `names`: of places and people, by their codes."""
    said = answer.sighting
    tag = w.ltr(said.tag)
    if not answer.new:
        return _again(answer, tag, w, names)
    if (blank := answer.blank) is not None:
        void = blank.void
        return " ".join(
            void_text(said.tag, void, w) if void else unused_text(said.tag, blank.centre, w)
        )
    return w.t(
        _ANSWERS[said.result],
        tag=tag,
        booked=booked_text(said.status, names.get(said.held, said.held), said.centre, w),
        status=term(STATUSES, said.status, w) if said.status else "",
        number=w.ltr(campaign.number),
    )


def undone_text(one: "Undone", w: Words, names: Mapping[str, str] = NAMELESS) -> str:
    """One sentence for whoever took a scan back."""
    tag = w.ltr(one.was.tag)
    if one.now is None:
        return w.t("{tag} counts as not seen.", tag=tag)
    if not one.now.room:
        return w.t("{tag} counts as seen, as before this scan.", tag=tag)
    room = room_text(names.get(one.now.room, one.now.room), w)
    return w.t("{tag} counts as seen in {room}, as before this scan.", tag=tag, room=room)


def _again(answer: "Answer", tag: str, w: Words, names: Mapping[str, str]) -> str:
    before = answer.before
    if before is None:
        return w.t("{tag} was scanned already.", tag=tag)
    who, day = w.isolate(names.get(before.actor, before.actor)), w.ltr(w.date(before.seen_on))
    if not before.room:
        return w.t("{tag} was seen already, by {name} on {day}.", tag=tag, name=who, day=day)
    return w.t(
        "{tag} was seen already, by {name} on {day}: {room}.",
        tag=tag,
        name=who,
        day=day,
        room=room_text(names.get(before.room, before.room), w),
    )
