"""Donors: added, described anew, retired and in use again, never deleted."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from sqlalchemy import Connection

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.errors import (
    DonorNameTakenError,
    DonorNotRetiredError,
    DonorTakenError,
    NearDonorError,
    RetiredDonorError,
    UnknownDonorError,
)
from cpise_inventory.catalogue.events import (
    Donor,
    DonorRetired,
    DonorRevived,
    DonorsDescribed,
    Named,
)
from cpise_inventory.catalogue.item_rules import NamelessError, checked_names
from cpise_inventory.identity import checked_code
from cpise_inventory.language.folding import fold
from cpise_inventory.people.rights import Right
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

LONGEST_REASON = 400


def add_donor(work: Work, donor: Donor) -> str:
    """A new one; its code. Raises `DonorTakenError`, `DonorNameTakenError`."""
    work.require(Right.MANAGE_CATALOGUE)
    told = _checked(donor)
    known = {one.code: one.name for one in queries.donors(work.connection)}
    if told.code in known:
        raise DonorTakenError(told.code)
    _check_names(known, {told.code: told.name})
    work.record(DonorsDescribed((told,)))
    return told.code


def describe_donors(work: Work, donors: Sequence[Donor]) -> None:
    """New ones, or what old ones are called from now on; one event, if any of it is news.

    Raises `DonorNameTakenError`.
    """
    work.require(Right.MANAGE_CATALOGUE)
    known = {one.code: one.name for one in queries.donors(work.connection)}
    told = {one.code: one for one in map(_checked, donors)}
    _check_names(known, {code: one.name for code, one in told.items()})
    news = tuple(one for one in told.values() if known.get(one.code) != one.name)
    if news:
        work.record(DonorsDescribed(news))


def retire_donor(work: Work, code: str, reason: str = "") -> None:
    """Nothing new is agreed with it; what it gave, and what it has promised, stays as it is."""
    work.require(Right.MANAGE_CATALOGUE)
    donor = donor_in_use(work.connection, checked_code(code)).code
    work.record(DonorRetired(donor, checked_text("reason", reason, LONGEST_REASON)))


def revive_donor(work: Work, code: str) -> None:
    """A retired donor gives again."""
    work.require(Right.MANAGE_CATALOGUE)
    donor = known_donor(work.connection, checked_code(code))
    if not donor.retired_on:
        raise DonorNotRetiredError(donor.code)
    work.record(DonorRevived(donor.code))


def known_donor(connection: Connection, code: str) -> queries.Donor:
    """Raises `UnknownDonorError`, which names the one that may be meant."""
    found = queries.donor(connection, code)
    if found is None:
        donors = queries.donors(connection)
        known = tuple(donor.code for donor in donors if not donor.retired_on)
        near = _near(code, donors)
        raise NearDonorError(code, known, near) if near else UnknownDonorError(code, known)
    return found


def donor_in_use(connection: Connection, code: str) -> queries.Donor:
    """Raises `RetiredDonorError` for one that gives no more."""
    found = known_donor(connection, code)
    if found.retired_on:
        raise RetiredDonorError(code)
    return found


def _checked(donor: Donor) -> Donor:
    told = Donor(checked_code(donor.code), checked_names(donor.name))
    if not any(_said(told.name)):
        raise NamelessError(told.code)
    return told


def _check_names(known: Mapping[str, Named], told: Mapping[str, Named]) -> None:
    """Nobody gets a name that another has once all this is said. One that it had before may stay:
    two workstations that were apart may have given it twice. Raises `DonorNameTakenError`.
    """
    called: dict[str, list[str]] = {}
    for name, code in _folded({**known, **told}):
        called.setdefault(name, []).append(code)
    for code, names in told.items():
        before = {name for name, _ in _folded({code: known.get(code, Named())})}
        for said in _said(names):
            others = [one for one in called[fold(said)] if one != code]
            if others and fold(said) not in before:
                raise DonorNameTakenError(said, others[0])


def _near(code: str, donors: Sequence[queries.Donor]) -> str:
    """A code that is one slip away, or the code of the donor that is called so; else empty."""
    names = {one.code: one.name for one in donors}
    called = [other for name, other in _folded(names) if name == fold(code)]
    close = called or get_close_matches(code.upper(), [one.code for one in donors], n=1)
    return close[0] if close else ""


def _folded(names: Mapping[str, Named]) -> Iterator[tuple[str, str]]:
    """Each name of each, without accents and capitals, with the code."""
    return ((fold(said), code) for code, name in names.items() for said in _said(name))


def _said(name: Named) -> tuple[str, ...]:
    return tuple(one for one in (name.fr, name.ar, name.en) if one)
