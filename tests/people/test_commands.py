"""Accounts: opened, changed, closed, never deleted; an administrator is always left."""

import unicodedata
from collections.abc import Callable

import pytest

from cpise_inventory.errors import Refusal
from cpise_inventory.people import commands
from cpise_inventory.people.commands import (
    add_person,
    change_password,
    change_role,
    close_person,
    sign_in,
)
from cpise_inventory.people.queries import person, persons
from cpise_inventory.people.rights import Role
from cpise_inventory.store import Store
from cpise_inventory.texts import TextTooLongError, UnprintableTextError
from cpise_inventory.work import NotAllowedError
from tests.books import (
    ADMIN,
    AUDITOR,
    LOGISTICS,
    MANAGER,
    PASSWORD,
    ROLES,
    assert_sound,
    everything,
)


def refused(store: Store, kind: type[Refusal], act: Callable[[], object]) -> None:
    before = everything(store)
    with pytest.raises(kind):
        act()
    assert everything(store) == before


def signed_in(store: Store, name: str, password: str) -> Role:
    with store.read() as connection:
        return sign_in(connection, name, password).role


# --- signing in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(ROLES))
def test_each_signs_in_with_name_and_password(store: Store, name: str) -> None:
    assert signed_in(store, f" {name.upper()} ", PASSWORD) is ROLES[name]


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (LOGISTICS, "wrong-password"),
        (LOGISTICS, ""),
        (LOGISTICS, f"{PASSWORD} "),
        (LOGISTICS, PASSWORD.upper()),
        ("nobody", PASSWORD),
        ("", ""),
        ("' OR 1=1 --", PASSWORD),
        (LOGISTICS, "\udcff\ud800"),
        (LOGISTICS, "\0"),
    ],
)
def test_which_of_the_two_was_wrong_is_not_said(store: Store, name: str, password: str) -> None:
    with pytest.raises(commands.WrongPasswordError) as refusal:
        signed_in(store, name, password)
    assert refusal.value.name == name


def test_who_was_closed_is_told_so_only_with_the_password(store: Store) -> None:
    with store.write(ADMIN) as work:
        close_person(work, LOGISTICS, "left")
    with pytest.raises(commands.ClosedPersonError) as refusal:
        signed_in(store, LOGISTICS, PASSWORD)
    assert refusal.value.closed_on == "2026-11-24"
    with pytest.raises(commands.WrongPasswordError):
        signed_in(store, LOGISTICS, "wrong-password")


@pytest.mark.parametrize("password", ["clé-du-dépôt", "كلمة السر", "a" * 500, "with space at end "])
def test_a_password_may_be_anything_long_enough(store: Store, password: str) -> None:
    with store.write(ADMIN) as work:
        add_person(work, "fatma", Role.AUDITOR, password)
    assert signed_in(store, "fatma", password) is Role.AUDITOR
    for form in ("NFC", "NFD"):  # an accent with its letter, or typed after it
        assert signed_in(store, "fatma", unicodedata.normalize(form, password)) is Role.AUDITOR


# --- adding --------------------------------------------------------------------------------------


def test_a_new_person_has_a_name_to_show(store: Store) -> None:
    with store.write(ADMIN) as work:
        add_person(work, " Fatma.B ", Role.LOGISTICS, PASSWORD, " Fatma \n Bint ")
        add_person(work, "عائشة", Role.LOGISTICS, PASSWORD)
    with store.read() as connection:
        shown = {one.name: one.display for one in persons(connection)}
    assert shown["fatma.b"] == "Fatma Bint"
    assert shown["عائشة"] == "عائشة"
    assert signed_in(store, "عائشة", PASSWORD) is Role.LOGISTICS
    assert_sound(store)


@pytest.mark.parametrize(
    ("name", "password", "display", "refusal"),
    [
        (LOGISTICS, PASSWORD, "", commands.PersonExistsError),
        (" AICHA ", PASSWORD, "", commands.PersonExistsError),
        ("", PASSWORD, "", commands.BadPersonNameError),
        ("two words", PASSWORD, "", commands.BadPersonNameError),
        ("_x", PASSWORD, "", commands.BadPersonNameError),
        ("x" * 41, PASSWORD, "", commands.BadPersonNameError),
        ("a\0b", PASSWORD, "", commands.BadPersonNameError),
        ("fatma", "1234567", "", commands.ShortPasswordError),
        ("fatma", "", "", commands.ShortPasswordError),
        ("fatma", PASSWORD, "x" * 81, TextTooLongError),
        ("fatma", PASSWORD, "a\x00b", UnprintableTextError),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    file_store: Store, name: str, password: str, display: str, refusal: type[Refusal]
) -> None:
    def act() -> None:
        with file_store.write(ADMIN) as work:
            add_person(work, name, Role.LOGISTICS, password, display)

    refused(file_store, refusal, act)


def test_passwords_stay_here(store: Store) -> None:
    """Neither they nor their hashes stand in any event."""
    with store.write(ADMIN) as work:
        add_person(work, "fatma", Role.AUDITOR, "very-secret-word")
    before = everything(store)
    assert b"very-secret-word" not in b"".join(row[3] for row in before["event"])  # type: ignore[misc]  # a body
    (hashed,) = (row[1] for row in before["credential"] if row[0] == "fatma")
    assert str(hashed).startswith("$argon2id$")
    assert str(hashed).encode() not in b"".join(row[3] for row in before["event"])  # type: ignore[misc]  # as above


# --- changing ------------------------------------------------------------------------------------


def test_a_password_is_changed_by_oneself_or_an_administrator(store: Store) -> None:
    with store.write(AUDITOR) as work:
        change_password(work, AUDITOR, "my-new-password")
    assert signed_in(store, AUDITOR, "my-new-password") is Role.AUDITOR
    with pytest.raises(commands.WrongPasswordError):
        signed_in(store, AUDITOR, PASSWORD)
    with store.write(ADMIN) as work:
        change_password(work, AUDITOR, "another-password")
    assert signed_in(store, AUDITOR, "another-password") is Role.AUDITOR

    def others() -> None:
        with store.write(MANAGER) as work:
            change_password(work, AUDITOR, "taken-over")

    refused(store, NotAllowedError, others)


def test_a_role_changes_and_the_same_is_no_event(store: Store) -> None:
    with store.write(ADMIN) as work:
        change_role(work, LOGISTICS, Role.MANAGER)
    before = everything(store)
    with store.write(ADMIN) as work:
        change_role(work, LOGISTICS, Role.MANAGER)
    assert everything(store) == before
    with store.read() as connection:
        found = person(connection, LOGISTICS)
    assert found is not None
    assert found.role is Role.MANAGER


def test_the_last_administrator_stays(store: Store) -> None:
    def demoted() -> None:
        with store.write(ADMIN) as work:
            change_role(work, ADMIN, Role.AUDITOR)

    def closed() -> None:
        with store.write(ADMIN) as work:
            close_person(work, ADMIN, "left")

    refused(store, commands.LastAdministratorError, demoted)
    refused(store, commands.LastAdministratorError, closed)
    with store.write(ADMIN) as work:
        change_role(work, MANAGER, Role.ADMINISTRATOR)
        close_person(work, ADMIN, "left")
    assert signed_in(store, MANAGER, PASSWORD) is Role.ADMINISTRATOR


def test_a_closed_administrator_is_none(store: Store) -> None:
    with store.write(ADMIN) as work:
        change_role(work, MANAGER, Role.ADMINISTRATOR)
        close_person(work, MANAGER, "left")

    def demoted() -> None:
        with store.write(ADMIN) as work:
            change_role(work, ADMIN, Role.AUDITOR)

    refused(store, commands.LastAdministratorError, demoted)


def test_who_is_closed_stays_in_the_list_of_the_closed(store: Store) -> None:
    with store.write(ADMIN) as work:
        close_person(work, LOGISTICS, "left")
    with store.read() as connection:
        assert LOGISTICS not in {one.name for one in persons(connection)}
        everybody = {one.name: one.closed_on for one in persons(connection, closed=True)}
    assert everybody[LOGISTICS] == "2026-11-24"

    def again() -> None:
        with store.write(ADMIN) as work:
            close_person(work, LOGISTICS, "left")

    refused(store, commands.ClosedPersonError, again)


@pytest.mark.parametrize("act", [change_role, close_person, change_password])
def test_nobody_is_unknown(store: Store, act: Callable[..., None]) -> None:
    def ask() -> None:
        with store.write(ADMIN) as work:
            act(work, "nobody", "a-long-password")

    refused(store, commands.UnknownPersonError, ask)
