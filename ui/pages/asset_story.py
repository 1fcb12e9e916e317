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
    "asset.unsighted": ("undo-2", "warn"),
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
    taken_back = {
        one.seen
        for event in events
        if event.payload.kind == "asset.unsighted"
        for one in event.payload.sightings
        if one.tag == tag
    }

    def ended(event: "Event[Any]") -> str:
        if event.stamp in taken_back:
            return words.t("Taken back")
        by = undone.get(getattr(event.payload, "document", ""))
        return words.t("Cancelled by {number}", number=words.ltr(by)) if by else ""

    told = [_moment(event, people, ended(event), words, tag) for event in events]
    return told[::-1]


def _moment(
    event: "Event[Any]",
    people: Mapping[str, str],
    ended: str,
    words: Words,
    tag: str,
) -> Moment:
    """`ended`: why it doesn't hold any more, in words."""
    said = event.payload
    icon, tone = LOOKS.get(said.kind, ("info", ""))
    who = words.isolate(people.get(event.actor, event.actor))
    number = words.ltr(getattr(said, "document", ""))
    day = words.ltr(words.date(event.happened_on))
    fact = " · ".join(part for part in (ended, day, number, who) if part)
    return Moment(icon, story_sentence(said, words, tag), fact, tone=tone)
