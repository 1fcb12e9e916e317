"""Filters that somebody has kept under a name, and the one that they used last.

No event: they change nothing in the books, and each person has their own. They stay with the
database, and so with its workstation, or with all that share a server.
"""

import msgspec
from sqlalchemy import Connection

from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.commands import UnknownPlaceError, known_centre, sought_item
from cpise_inventory.catalogue.errors import UnknownItemCategoryError
from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.queries import document_of
from cpise_inventory.language.folding import fold
from cpise_inventory.movements import errors
from cpise_inventory.movements.filters import EVERYTHING, KINDS, ORDERS, PERIODS, STATES, Filter
from cpise_inventory.people.commands import UnknownPersonError
from cpise_inventory.people.queries import person
from cpise_inventory.people.rights import Right
from cpise_inventory.stock.commands import RECIPIENT_KINDS
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work
from db.local import forget_setting, keep_setting, read_setting, settings_below

LONGEST_NAME = 40
LAST = ""
"""The name, which nobody can give, of the one that was used last."""


def _setting(who: str, name: str) -> str:
    return f"movements/{who}/{name}"


# --- what is kept ---------------------------------------------------------------------------------


def filters(connection: Connection, who: str) -> dict[str, Filter]:
    """By name, in the order of the names; `who` is a sign-in name."""
    begin = _setting(who, "")
    found = settings_below(connection, begin)
    read = {name.removeprefix(begin): _read(said) for name, said in found.items()}
    return {name: one for name, one in sorted(read.items()) if one is not None and name != LAST}


def filter_named(connection: Connection, who: str, name: str) -> Filter:
    """However its accents and capitals are typed. Raises `UnknownFilterError`."""
    kept = filters(connection, who)
    if not kept:
        raise errors.NoFilterKeptError
    same = [one for called, one in kept.items() if fold(called) == fold(name)]
    if name not in kept and not same:
        raise errors.UnknownFilterError(name, tuple(kept))
    return kept.get(name) or same[0]


def last_filter(connection: Connection, who: str) -> Filter:
    """What this person looked at last; everything as long as there is nothing."""
    return _read(read_setting(connection, _setting(who, LAST)) or "") or EVERYTHING


def _read(said: str) -> Filter | None:
    """None of what a later version of the program, or nobody, has written."""
    try:
        return msgspec.json.decode(said, type=Filter)
    except msgspec.MsgspecError:
        return None


# --- keeping --------------------------------------------------------------------------------------


def keep_filter(work: Work, name: str, wanted: Filter) -> str:
    """Under this name for whoever acts, in the place of one that was called so; the name.

    Raises `NoFilterNameError`, and what `checked` raises.
    """
    work.require(Right.READ)
    called = checked_text("name", name, LONGEST_NAME)
    if not called:
        raise errors.NoFilterNameError
    _keep(work, called, checked(work.connection, wanted))
    return called


def forget_filter(work: Work, name: str) -> None:
    """Raises `UnknownFilterError`."""
    work.require(Right.READ)
    who = work.person.name
    filter_named(work.connection, who, name)
    for called in filters(work.connection, who):
        if fold(called) == fold(name):
            forget_setting(work.connection, _setting(who, called))


def remember_filter(work: Work, wanted: Filter) -> None:
    """What whoever acts looks at now, for the next time."""
    work.require(Right.READ)
    _keep(work, LAST, wanted)


def _keep(work: Work, name: str, wanted: Filter) -> None:
    setting = _setting(work.person.name, name)
    keep_setting(work.connection, setting, msgspec.json.encode(wanted).decode())


# --- what can be asked for ------------------------------------------------------------------------


def checked(connection: Connection, wanted: Filter) -> Filter:
    """The filter, if all that it names is known. Raises what is wrong with the first that isn't."""
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise errors.PeriodTurnedError(wanted.first, wanted.last)
    _check_words(wanted)
    if wanted.centre:
        known_centre(connection, wanted.centre)
    if wanted.item:
        sought_item(connection, wanted.item)
    _check_place(connection, wanted.place)
    _check_category(connection, wanted.category)
    if wanted.actor and person(connection, wanted.actor) is None:
        raise UnknownPersonError(wanted.actor)
    if wanted.document and document_of(connection, wanted.document) is None:
        raise UnknownDocumentError(wanted.document)
    return wanted


def _check_words(wanted: Filter) -> None:
    if wanted.period and wanted.period not in PERIODS:
        raise errors.UnknownPeriodError(wanted.period, PERIODS)
    if wanted.state and wanted.state not in STATES:
        raise errors.UnknownStateError(wanted.state, STATES)
    if wanted.order not in ORDERS:
        raise errors.UnknownOrderError(wanted.order, ORDERS)
    if wanted.kind and wanted.kind not in KINDS:
        raise errors.UnknownMovementKindError(wanted.kind, KINDS)
    if wanted.recipient_kind and wanted.recipient_kind not in RECIPIENT_KINDS:
        raise errors.UnknownRecipientKindError(wanted.recipient_kind, RECIPIENT_KINDS)


def _check_place(connection: Connection, place: str) -> None:
    known = [one.code for one in catalogue.places(connection, closed=True)] if place else []
    if place and place not in known:
        raise UnknownPlaceError(place)


def _check_category(connection: Connection, category: str) -> None:
    known = catalogue.categories(connection) if category else []
    if category and category not in known:
        raise UnknownItemCategoryError(category, tuple(known))
