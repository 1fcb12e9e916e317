"""Back to how assets stood before: for undoing a document, and when a repair or a proposal ends."""

import msgspec

from cpise_inventory.assets import queries
from cpise_inventory.assets.commands import known_asset
from cpise_inventory.assets.errors import AssetMovedOnError, NoConflictError
from cpise_inventory.assets.events import AboutAssets, AssetsReversed, State
from cpise_inventory.assets.queries import Asset
from cpise_inventory.documents.commands import known_document
from cpise_inventory.documents.queries import Document, issued_event
from cpise_inventory.journal.event import Payload
from cpise_inventory.people.rights import Right
from cpise_inventory.statuses import CANCELLED
from cpise_inventory.work import Work

Told = dict[tuple[str, int], Payload]
"""What was read already: one delivery of a thousand is read once."""


def states_before(work: Work, found: Document) -> tuple[State, ...]:
    """How each asset stood before a document about them. Raises `AssetMovedOnError`."""
    work.require(Right.MANAGE_ASSETS)
    work.hold("assets")
    said: AboutAssets = issued_event(work.connection, work.journal, found).payload
    told: Told = {}
    return tuple(_before(work, state.tag, found, told) for state in said.states)


def reverse_assets(work: Work, found: Document, before: tuple[State, ...], reason: str) -> str:
    """Bring back what held before a document about assets; the reversing document's number."""
    return work.issue(
        found.code,
        lambda number: AssetsReversed(
            number=number, centre=found.centre, undoes=found.number, reason=reason, states=before
        ),
    )


def state_said(work: Work, number: str, tag: str) -> State:
    """What a document said of this asset. Raises `UnknownDocumentError`, `NoConflictError`."""
    said = issued_event(work.connection, work.journal, known_document(work, number)).payload
    if isinstance(said, AboutAssets):
        for state in said.states:
            if state.tag == tag:
                return state
    raise NoConflictError(tag)


def state_before(work: Work, asset: Asset, status: str) -> State:
    """How it stood the last time that its status was another than this one."""
    for said in reversed(_story(work, asset.tag, {})):
        for state in said.states:
            if state.tag == asset.tag and state.status != status:
                return msgspec.structs.replace(state, after=asset.custody_stamp)
    return State(asset.tag, CANCELLED, after=asset.custody_stamp)


def _before(work: Work, tag: str, found: Document, told: Told) -> State:
    """How this asset stood before the document.

    Raises `AssetMovedOnError` if it was not the last.
    """
    about = _story(work, tag, told)
    if about[-1].number != found.number:
        raise AssetMovedOnError(found.number, tag, about[-1].number)
    after = known_asset(work, tag).custody_stamp
    for earlier in reversed(about[:-1]):
        for state in earlier.states:
            if state.tag == tag:
                return msgspec.structs.replace(state, after=after)
    return State(tag, CANCELLED, after=after)


def _story(work: Work, tag: str, told: Told) -> list[AboutAssets]:
    """The documents about it, the oldest first."""
    places = queries.history_places(work.connection, tag)
    for device, seq in places:
        if (device, seq) not in told:
            body = work.journal.stored(work.connection, device, seq)
            told[device, seq] = work.journal.codec.decode(body).payload
    return [said for place in places if isinstance(said := told[place], AboutAssets)]
