"""What happened to a computer, in sentences."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.terms import CONDITIONS, term
from cpise_inventory.language.words import Words
from ui.kit.timeline import Moment

if TYPE_CHECKING:
    from cpise_inventory.journal.event import Event

LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "asset.registered": ("package-plus", ""),
    "asset.assigned": ("user-round", "good"),
    "asset.returned": ("package-check", "info"),
    "asset.reversed": ("undo-2", "warn"),
    "asset.condition_noted": ("wrench", "warn"),
    "label.printed": ("tag", ""),
}
"""Kind of event -> icon and tone."""


def moments(story: "Iterable[Event[Any]]", people: Mapping[str, str], words: Words) -> list[Moment]:
    """The newest first; `people`: sign-in name -> name."""
    events = list(story)
    undone = {
        event.payload.undoes: event.payload.number
        for event in events
        if event.payload.kind == "asset.reversed"
    }
    told = [_moment(event, people, undone, words) for event in events]
    return told[::-1]


def _moment(
    event: "Event[Any]", people: Mapping[str, str], undone: Mapping[str, str], words: Words
) -> Moment:
    """`undone`: documents that were cancelled, and by which."""
    said = event.payload
    icon, tone = LOOKS.get(said.kind, ("info", ""))
    who = words.isolate(people.get(event.actor, event.actor))
    number = words.ltr(getattr(said, "document", ""))
    day = words.ltr(words.date(event.happened_on))
    by = undone.get(getattr(said, "document", ""))
    cancelled = words.t("Cancelled by {number}", number=words.ltr(by)) if by else ""
    fact = " · ".join(part for part in (cancelled, day, number, who) if part)
    return Moment(icon, _sentence(said, words), fact, tone=tone)


def _sentence(said: Any, words: Words) -> str:
    """What happened and, where somebody wrote something, that."""
    party = words.isolate(str(getattr(said, "party", "")))
    match said.kind:
        case "asset.registered":
            text = words.t("Received from {donor}", donor=party)
        case "asset.assigned" if said.due_on:
            until = words.ltr(words.date(said.due_on))
            text = words.t("Lent until {day} to {name}", name=party, day=until)
        case "asset.assigned":
            text = words.t("Handed over to {name}", name=party)
        case "asset.returned":
            text = words.t("Returned by {name}", name=party)
        case "asset.reversed":
            text = words.t("Cancelled: {number}", number=words.ltr(said.undoes))
        case "asset.condition_noted":
            text = words.t("Condition: {word}", word=term(CONDITIONS, said.condition, words))
        case _:
            text = term(KINDS, said.kind, words)
    remarks = str(getattr(said, "remarks", "") or getattr(said, "reason", ""))
    return f"{text} · {words.isolate(remarks)}" if remarks else text
