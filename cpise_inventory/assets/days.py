"""What becomes of a thing is told in the order in which it happened."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cpise_inventory.assets import queries
from cpise_inventory.assets.errors import BeforeLastActError
from cpise_inventory.assets.events import Registered, states_of
from cpise_inventory.assets.queries import Asset
from cpise_inventory.journal.event import Event, Payload
from cpise_inventory.work import TooEarlyDateError, Work


def check_day(work: Work, chosen: Sequence[Asset], day: date) -> None:
    """Nothing happens to a thing before it came, nor before what holds of it now: a return is no
    earlier than the handover, the end of a repair no earlier than its start.

    Raises `TooEarlyDateError`, `BeforeLastActError`.
    """
    said = day.isoformat()
    came = max(asset.acquired_on for asset in chosen)
    if said < came:
        raise TooEarlyDateError(said, came)
    if day >= work.today:  # nothing that holds now is later
        return
    tags = [asset.tag for asset in chosen]
    for tag, story in queries.histories(work.connection, work.journal, tags).items():
        last = _last_act(story, tag)
        if last is not None and said < last.happened_on:
            raise BeforeLastActError(tag, said, last.payload.document, last.happened_on)


def standing(story: Iterable[Payload], tag: str) -> list[Any]:
    """Of a thing's story what said where it stands, without the documents that were cancelled and
    what cancelled them.
    """
    about: list[Any] = [said for said in story if any(s.tag == tag for s in states_of(said))]
    cancelled = {said.reverses for said in about}
    return [said for said in about if not (said.reverses or said.document in cancelled)]


def _last_act(story: Sequence[Event[Any]], tag: str) -> Event[Any] | None:
    """After its registration, which may be entered long after it came."""
    acts = standing((told.payload for told in story), tag)
    numbers = {said.document for said in acts if not isinstance(said, Registered)}
    then = (told for told in story if told.payload.document in numbers)
    return max(then, key=lambda told: told.happened_on, default=None)
