"""What of the movement register can be asked for, and where filters of it are kept."""

from typing import Final

import msgspec
from sqlalchemy import Connection

from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.commands import UnknownPlaceError, known_centre, sought_item
from cpise_inventory.catalogue.errors import UnknownItemCategoryError
from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.queries import document_of
from cpise_inventory.keeping import Shelf, UnknownOrderError
from cpise_inventory.locations import within
from cpise_inventory.movements import errors
from cpise_inventory.movements.filters import EVERYTHING, KINDS, ORDERS, PERIODS, STATES, Filter
from cpise_inventory.people.commands import UnknownPersonError
from cpise_inventory.people.queries import person
from cpise_inventory.stock.commands import RECIPIENT_KINDS


def checked(connection: Connection, wanted: Filter) -> Filter:
    """The filter, if all that it names is known. Raises what is wrong with the first that isn't.

    A place that is named without its centre is of the centre asked for.
    """
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise errors.PeriodTurnedError(wanted.first, wanted.last)
    _check_words(wanted)
    if wanted.centre:
        known_centre(connection, wanted.centre)
    if wanted.item:
        sought_item(connection, wanted.item)
    place = _known_place(connection, wanted)
    _check_category(connection, wanted.category)
    if wanted.actor and person(connection, wanted.actor) is None:
        raise UnknownPersonError(wanted.actor)
    if wanted.document and document_of(connection, wanted.document) is None:
        raise UnknownDocumentError(wanted.document)
    return msgspec.structs.replace(wanted, place=place)


def _check_words(wanted: Filter) -> None:
    if wanted.period and wanted.period not in PERIODS:
        raise errors.UnknownPeriodError(wanted.period, PERIODS)
    if wanted.state and wanted.state not in STATES:
        raise errors.UnknownStateError(wanted.state, STATES)
    if wanted.order not in ORDERS:
        raise UnknownOrderError(wanted.order, ORDERS)
    if wanted.kind and wanted.kind not in KINDS:
        raise errors.UnknownMovementKindError(wanted.kind, KINDS)
    if wanted.recipient_kind and wanted.recipient_kind not in RECIPIENT_KINDS:
        raise errors.UnknownRecipientKindError(wanted.recipient_kind, RECIPIENT_KINDS)


def _known_place(connection: Connection, wanted: Filter) -> str:
    """Its location, or nothing. Raises `UnknownPlaceError`."""
    if not wanted.place:
        return ""
    known = {one.code for one in catalogue.places(connection, closed=True)}
    meant = (wanted.place, within(wanted.centre, wanted.place))
    found = next((one for one in meant if one in known), "")
    if not found:
        raise UnknownPlaceError(wanted.place)
    return found


def _check_category(connection: Connection, category: str) -> None:
    known = catalogue.categories(connection) if category else []
    if category and category not in known:
        raise UnknownItemCategoryError(category, tuple(known))


FILTERS: Final = Shelf("movements", EVERYTHING, checked)
