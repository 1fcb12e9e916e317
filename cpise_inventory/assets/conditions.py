"""What condition a thing is in, as its story tells: the last word that was not taken back."""

from collections.abc import Sequence
from typing import Any

from cpise_inventory.assets.events import Unsighted, condition_said
from cpise_inventory.journal.event import Event


def holding(story: Sequence[Event[Any]], tag: str) -> list[Event[Any]]:
    """A thing's story without the sightings of it that were taken back."""
    mistaken = {
        one.seen
        for told in story
        if isinstance(told.payload, Unsighted)
        for one in told.payload.sightings
        if one.tag == tag
    }
    return [told for told in story if told.stamp not in mistaken]


def said_last(story: Sequence[Event[Any]], tag: str) -> Event[Any] | None:
    """The last event of a story, the oldest first, that gives the thing a condition."""
    return next((told for told in reversed(story) if condition_said(told.payload, tag)), None)
