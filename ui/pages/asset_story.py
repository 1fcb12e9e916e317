"""What happened to a computer, in sentences."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from cpise_inventory.language.asset_stories import story_sentence
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
    "asset.repair_started": ("wrench", "warn"),
    "asset.repair_ended": ("package-check", "good"),
    "asset.missed": ("triangle-alert", "bad"),
    "asset.found": ("package-check", "good"),
    "asset.placed": ("map-pin", "info"),
    "transfer.sent": ("truck", "info"),
    "transfer.received": ("package-check", "good"),
    "transfer.settled": ("scale", "info"),
    "stock.reversed": ("undo-2", "warn"),
    "asset.disposal_proposed": ("trash-2", "warn"),
    "asset.disposed": ("trash-2", ""),
    "asset.custody_settled": ("scale", "info"),
    "asset.custody_corrected": ("arrow-left-right", "info"),
    "asset.sighted": ("scan-barcode", "good"),
    "asset.described": ("pen-line", ""),
    "label.printed": ("tag", ""),
    "attachment.attached": ("file-text", ""),
}
"""Kind of event -> icon and tone."""


def moments(
    story: "Iterable[Event[Any]]", people: Mapping[str, str], words: Words, tag: str = ""
) -> list[Moment]:
    """The newest first; `people`: sign-in name -> name; `tag`: whose story it is."""
    events = list(story)
    undone = {
        event.payload.undoes: event.payload.number
        for event in events
        if event.payload.kind in ("asset.reversed", "stock.reversed")
    }
    told = [_moment(event, people, undone, words, tag) for event in events]
    return told[::-1]


def _moment(
    event: "Event[Any]",
    people: Mapping[str, str],
    undone: Mapping[str, str],
    words: Words,
    tag: str,
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
    return Moment(icon, story_sentence(said, words, tag), fact, tone=tone)
