"""Back to how assets stood before: for undoing a document, and when a repair or a proposal ends."""

from typing import Any

import msgspec

from cpise_inventory.assets import queries
from cpise_inventory.assets.commands import known_asset
from cpise_inventory.assets.conditions import holding
from cpise_inventory.assets.days import standing
from cpise_inventory.assets.errors import AssetMovedOnError, NoConflictError
from cpise_inventory.assets.events import (
    AssetCheck,
    AssetsReversed,
    Registered,
    State,
    accessories_said,
    checks_of,
    condition_said,
    states_of,
)
from cpise_inventory.assets.queries import Asset
from cpise_inventory.documents.commands import known_document
from cpise_inventory.documents.queries import Document, issued_event
from cpise_inventory.journal.event import Event
from cpise_inventory.people.rights import Right
from cpise_inventory.statuses import CANCELLED
from cpise_inventory.work import Work

Told = dict[tuple[str, int], Event[Any]]
"""What was read already: one delivery of a thousand is read once."""


def states_before(work: Work, found: Document) -> tuple[State, ...]:
    """How each asset stood before a document about them. Raises `AssetMovedOnError`."""
    work.require(Right.MANAGE_ASSETS)
    work.hold("assets")
    said = issued_event(work.connection, work.journal, found).payload
    told: Told = {}
    return tuple(_before(work, state.tag, found, told) for state in states_of(said))


def checks_before(work: Work, found: Document) -> tuple[AssetCheck, ...]:
    """What each asset was before a paper that found it otherwise: its condition, what belonged with
    it. `lacking` and `extra` are those that the paper told of.
    """
    said = issued_event(work.connection, work.journal, found).payload
    told: Told = {}
    return tuple(_check_before(work, check, found, told) for check in checks_of(said))


def reverse_assets(work: Work, found: Document, before: tuple[State, ...], reason: str) -> str:
    """Bring back what held before a document about assets; the reversing document's number."""
    return work.issue(
        found.code,
        lambda number: AssetsReversed(
            number=number, centre=found.centre, undoes=found.number, reason=reason, states=before
        ),
    )


def state_said(work: Work, number: str, tag: str) -> State:
    """What a document said of this asset, and the centre that it stood in then. Raises
    `UnknownDocumentError`, `NoConflictError`.
    """
    found = known_document(work, number)
    said = issued_event(work.connection, work.journal, found).payload
    for state in states_of(said):
        if state.tag == tag:
            centre = state.centre or _centre_then(_until(_story(work, tag, {}), found.number), tag)
            return msgspec.structs.replace(state, centre=centre)
    raise NoConflictError(tag)


def state_before(work: Work, asset: Asset, status: str) -> State:
    """How it stood the last time that its status was another than this one."""
    for said in reversed(_story(work, asset.tag, {})):
        for state in states_of(said):
            if state.tag == asset.tag and state.status != status:
                return msgspec.structs.replace(state, after=asset.custody_stamp)
    return State(asset.tag, CANCELLED, after=asset.custody_stamp)


def _before(work: Work, tag: str, found: Document, told: Told) -> State:
    """How this asset stood before the document.

    Raises `AssetMovedOnError` if it was not the last.
    """
    about = standing(_story(work, tag, told), tag)
    if about[-1].document != found.number:
        raise AssetMovedOnError(found.number, tag, about[-1].document)
    after, earlier = known_asset(work, tag).custody_stamp, about[:-1]
    for said in reversed(earlier):
        for state in states_of(said):
            if state.tag == tag:
                centre = state.centre or _centre_then(earlier, tag)
                return msgspec.structs.replace(state, after=after, centre=centre)
    return State(tag, CANCELLED, after=after)


def _check_before(work: Work, check: AssetCheck, found: Document, told: Told) -> AssetCheck:
    condition, accessories = "", None
    for said in _until(_story(work, check.tag, told), found.number):
        condition = condition_said(said, check.tag) or condition
        now = accessories_said(said, check.tag)
        accessories = accessories if now is None else now
    return msgspec.structs.replace(
        check,
        condition=condition if check.condition else "",
        accessories=None if check.accessories is None else accessories,
    )


def _centre_then(story: list[Any], tag: str) -> str:
    """Where it was booked after these: the last that said so, else where it was registered."""
    for said in reversed(story):
        for state in states_of(said):
            if state.tag == tag and state.centre:
                return state.centre
        if isinstance(said, Registered):
            return said.centre
    return ""


def _until(story: list[Any], number: str) -> list[Any]:
    """What was said before this document."""
    numbers = [said.document for said in story]
    return story[: numbers.index(number)] if number in numbers else story


def _story(work: Work, tag: str, told: Told) -> list[Any]:
    """All that was said of it and not taken back, the oldest first."""
    places = queries.history_places(work.connection, tag)
    for device, seq in places:
        if (device, seq) not in told:
            body = work.journal.stored(work.connection, device, seq)
            told[device, seq] = work.journal.codec.decode(body)
    return [one.payload for one in holding([told[place] for place in places], tag)]
