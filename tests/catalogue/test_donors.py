"""Donors: added under a code of their own, renamed, retired and in use again, never deleted."""

import pytest

from cpise_inventory.assets.commands import Newcomer, Registration, register
from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import describe_donation
from cpise_inventory.catalogue.donors import (
    add_donor,
    describe_donors,
    donor_in_use,
    known_donor,
    retire_donor,
    revive_donor,
)
from cpise_inventory.catalogue.errors import (
    DonorNameTakenError,
    DonorNotRetiredError,
    DonorTakenError,
    NearDonorError,
    RetiredDonorError,
    UnknownDonorError,
)
from cpise_inventory.catalogue.events import DonationDescribed, Donor, Named
from cpise_inventory.catalogue.item_rules import NamelessError
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import BadCodeError
from cpise_inventory.language.folding import fold
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.store import Store
from cpise_inventory.texts import TextTooLongError
from tests.books import BUCKET, CENTRE, DONATION, DONOR, MANAGER, assert_sound, everything

CROSS = Named("Croissant-Rouge mauritanien", "الهلال الأحمر الموريتاني", "Mauritanian Red Crescent")


def say(store: Store, command, *said) -> None:
    with store.write(MANAGER) as work:
        command(work, *said)


def known(store: Store, code: str) -> queries.Donor | None:
    with store.read() as connection:
        return queries.donor(connection, code)


def test_a_new_donor_gives_at_once(store: Store) -> None:
    say(store, add_donor, Donor(" crm ", CROSS))
    assert known(store, "CRM") == queries.Donor("CRM", CROSS)
    say(store, receive, Delivery(CENTRE, "CRM", [Incoming(BUCKET, 5)]))
    say(store, describe_donation, DonationDescribed("CRM-1", "CRM"))
    assert_sound(store)


@pytest.mark.parametrize(
    ("donor", "refused"),
    [
        (Donor("oim", CROSS), DonorTakenError),
        (Donor("HILAL", Named("croissant rouge MAURITANIEN")), DonorNameTakenError),
        (Donor("HILAL", Named(ar="الهلال الاحمر الموريتانى")), DonorNameTakenError),
        (Donor("C R", CROSS), BadCodeError),
        (Donor("", CROSS), BadCodeError),
        (Donor("MSF", Named()), NamelessError),
        (Donor("MSF", Named(" ", "\t")), NamelessError),
        (Donor("MSF", Named("x" * 121)), TextTooLongError),
    ],
)
def test_what_a_new_donor_may_not_be(store: Store, donor: Donor, refused: type[Refusal]) -> None:
    say(store, add_donor, Donor("CRM", CROSS))
    before = everything(store)
    with pytest.raises(refused):
        say(store, add_donor, donor)
    assert everything(store) == before


def test_only_news_is_an_event(store: Store) -> None:
    say(store, add_donor, Donor("CRM", CROSS))
    before = everything(store)
    say(store, describe_donors, [Donor("CRM", CROSS)])
    assert everything(store) == before
    renamed = Named("CRM", CROSS.ar, CROSS.en)
    say(store, describe_donors, [Donor("CRM", CROSS), Donor("crm", renamed)])
    assert known(store, "CRM") == queries.Donor("CRM", renamed)


def test_no_donor_is_renamed_to_what_another_is_called(store: Store) -> None:
    say(store, add_donor, Donor("CRM", CROSS))
    say(store, add_donor, Donor("MSF", Named("Médecins Sans Frontières")))
    before = everything(store)
    for names in (Named("croissant rouge MAURITANIEN"), Named("MSF", "الهلال الاحمر الموريتانى")):
        with pytest.raises(DonorNameTakenError) as refused:
            say(store, describe_donors, [Donor("MSF", names)])
        assert refused.value.donor == "CRM"
    assert everything(store) == before
    swapped = [Donor("CRM", Named("Médecins sans frontières")), Donor("MSF", CROSS)]
    say(store, describe_donors, swapped)
    assert known(store, "MSF") == queries.Donor("MSF", CROSS)


def test_a_retired_donor_agrees_to_nothing_new_but_keeps_its_word(store: Store) -> None:
    say(store, retire_donor, DONOR.lower(), "projet terminé")
    found = known(store, DONOR)
    assert found is not None
    assert (bool(found.retired_on), found.retired_reason) == (True, "projet terminé")
    without = Delivery(CENTRE, DONOR, [Incoming(BUCKET, 5)])
    laptop = [Newcomer("S1", "Dell", "Latitude", "laptop", "new")]
    for command, new in (
        (receive, without),
        (register, Registration(CENTRE, DONOR, laptop)),
        (describe_donation, DonationDescribed("OIM-2", DONOR)),
        (retire_donor, DONOR),
    ):
        with pytest.raises(RetiredDonorError):
            say(store, command, new)
    say(store, describe_donation, DonationDescribed(DONATION, DONOR, reference="MR-1"))
    say(store, receive, Delivery(CENTRE, DONOR, [Incoming(BUCKET, 5)], DONATION))
    say(store, register, Registration(CENTRE, DONOR, laptop, DONATION))
    say(store, revive_donor, DONOR)
    say(store, receive, without)
    with pytest.raises(DonorNotRetiredError):
        say(store, revive_donor, DONOR)
    assert_sound(store)


def test_a_retired_donor_can_be_renamed_and_stays_retired(store: Store) -> None:
    say(store, retire_donor, DONOR)
    say(store, describe_donors, [Donor(DONOR, CROSS)])
    found = known(store, DONOR)
    assert found is not None
    assert found.retired_on
    assert found.name == CROSS


@pytest.mark.parametrize(
    ("said", "near"), [("OMI", DONOR), ("UNICEFF", "UNICEF"), ("croissant-rouge", "CRM")]
)
def test_a_slip_is_told_which_donor_may_be_meant(store: Store, said: str, near: str) -> None:
    say(store, add_donor, Donor("CRM", Named("Croissant Rouge")))
    with store.read() as connection, pytest.raises(NearDonorError) as refused:
        known_donor(connection, said)
    assert refused.value.near == near
    assert refused.value.code == "unknown_donor"


def test_an_unknown_donor_is_told_who_gives(store: Store) -> None:
    say(store, retire_donor, "PRM")
    with store.read() as connection, pytest.raises(UnknownDonorError) as refused:
        donor_in_use(connection, "QQQ")
    assert DONOR in refused.value.known
    assert "PRM" not in refused.value.known


def test_donors_are_found_without_accents_and_in_any_spelling(store: Store) -> None:
    say(store, add_donor, Donor("CRM", CROSS))
    with store.read() as connection:
        for typed in ("crm", "croissant rouge", "الهلال الاحمر الموريتانى", "RED CRESCENT"):
            found = queries.find_donors(connection, fold(typed))
            assert [one.code for one in found] == ["CRM"], typed
