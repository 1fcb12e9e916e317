"""What of the register of assets can be asked for, and where filters of it are kept."""

from typing import Final

from sqlalchemy import Connection

from cpise_inventory.asset_filters import (
    COLUMNS,
    EVERYTHING,
    ORDERS,
    TO_FOLLOW,
    Filter,
    is_span,
)
from cpise_inventory.assets.categories import CODES
from cpise_inventory.assets.commands import checked_condition
from cpise_inventory.assets.errors import (
    BadSpanError,
    BadYearsError,
    UnknownCategoryError,
    UnknownColumnError,
    UnknownStatusError,
    ValueOfWhatError,
)
from cpise_inventory.catalogue.commands import known_centre, known_donation
from cpise_inventory.catalogue.donors import known_donor
from cpise_inventory.keeping import Shelf, UnknownOrderError
from cpise_inventory.language.money import CURRENCIES
from cpise_inventory.statuses import STATUSES

OLDEST: Final = 99


def checked(connection: Connection, wanted: Filter) -> Filter:
    """The filter, if all that it names is known. Raises what is wrong with the first that isn't."""
    if wanted.centre:
        known_centre(connection, wanted.centre)
    if wanted.donor:
        known_donor(connection, wanted.donor)
    if wanted.donation and wanted.donation != wanted.donor:
        known_donation(connection, wanted.donation)
    _check_words(wanted)
    _check_figures(wanted)
    return wanted


def _check_words(wanted: Filter) -> None:
    if wanted.status and wanted.status not in (*STATUSES, TO_FOLLOW):
        raise UnknownStatusError(wanted.status, (*STATUSES, TO_FOLLOW))
    if wanted.category and wanted.category not in CODES:
        raise UnknownCategoryError(wanted.category, CODES)
    if wanted.condition:
        checked_condition(wanted.condition)
    if wanted.order not in ORDERS:
        raise UnknownOrderError(wanted.order, ORDERS)
    for column in wanted.columns:
        if column not in COLUMNS:
            raise UnknownColumnError(column, COLUMNS)


def _check_figures(wanted: Filter) -> None:
    for name in ("warranty", "due"):
        span = getattr(wanted, name)
        if span and not is_span(span):
            raise BadSpanError(name, span)
    for name in ("older", "younger"):
        years = getattr(wanted, name)
        if not 0 <= years <= OLDEST:
            raise BadYearsError(name, years)
    if wanted.younger and wanted.older >= wanted.younger:
        raise BadYearsError("younger", wanted.younger)
    if wanted.currency not in ("", *CURRENCIES) or (wanted.value and not wanted.currency):
        raise ValueOfWhatError(CURRENCIES)


FILTERS: Final = Shelf("assets", EVERYTHING, checked)
