"""Filters under a name, each person's own, and what of them can be asked."""

from collections.abc import Callable
from datetime import date

import pytest

from cpise_inventory.catalogue.commands import (
    UnknownCentreError,
    UnknownItemError,
    UnknownPlaceError,
)
from cpise_inventory.catalogue.errors import UnknownItemCategoryError
from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.errors import Refusal
from cpise_inventory.keeping import (
    NoFilterNameError,
    UnknownFilterError,
    UnknownOrderError,
)
from cpise_inventory.movements import errors
from cpise_inventory.movements.filters import EVERYTHING, Filter
from cpise_inventory.movements.kept import FILTERS, checked
from cpise_inventory.people.commands import UnknownPersonError
from cpise_inventory.store import Store
from cpise_inventory.work import Work
from db.local import keep_setting
from tests.books import AUDITOR, CENTRE, LOGISTICS, SOAP, refused

SOAPS = Filter(period="month", item=SOAP, centre=CENTRE)


def act(store: Store, do: Callable[[Work], object], person: str = LOGISTICS) -> None:
    with store.write(person) as work:
        do(work)


def test_a_filter_is_kept_changed_found_however_typed_and_forgotten(store: Store) -> None:
    act(store, lambda work: FILTERS.keep(work, " Savon d’été ", SOAPS))
    act(store, lambda work: FILTERS.keep(work, "Autre", EVERYTHING))
    act(store, lambda work: FILTERS.keep(work, "Autre", Filter(item=SOAP)))
    act(store, lambda work: FILTERS.remember(work, Filter(text="seau")))
    with store.read() as connection:
        kept = {"Autre": Filter(item=SOAP), "Savon d’été": SOAPS}
        assert FILTERS.filters(connection, LOGISTICS) == kept
        assert FILTERS.filters(connection, AUDITOR) == {}
        assert FILTERS.named(connection, LOGISTICS, "SAVON D'ETE") == SOAPS
        assert FILTERS.last(connection, LOGISTICS) == Filter(text="seau")
        assert FILTERS.last(connection, AUDITOR) == EVERYTHING
    act(store, lambda work: FILTERS.forget(work, "savon d’ete"))
    with store.read() as connection:
        assert list(FILTERS.filters(connection, LOGISTICS)) == ["Autre"]


def test_what_a_later_version_wrote_is_left_aside(file_store: Store) -> None:
    with file_store.engine.begin() as connection:
        keep_setting(connection, f"movements/{LOGISTICS}/Neuf", '{"item":7}')
        keep_setting(connection, f"movements/{LOGISTICS}/Plus", '{"item":"X","colour":"red"}')
        keep_setting(connection, f"movements/{LOGISTICS}/", "nonsense")
    with file_store.read() as connection:
        assert FILTERS.filters(connection, LOGISTICS) == {"Plus": Filter(item="X")}
        assert FILTERS.last(connection, LOGISTICS) == EVERYTHING


def test_a_filter_without_a_name_or_unknown_is_refused(file_store: Store) -> None:
    def keep(name: str, wanted: Filter = SOAPS) -> Callable[[], None]:
        return lambda: act(file_store, lambda work: FILTERS.keep(work, name, wanted))

    refused(file_store, NoFilterNameError, keep("  "))
    refused(file_store, UnknownItemError, keep("Savon", Filter(item="NIX")))
    keep("Savon")()
    found = refused(
        file_store,
        UnknownFilterError,
        lambda: act(file_store, lambda work: FILTERS.forget(work, "Seau")),
    )
    assert found.known == ("Savon",)


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        (Filter(first="2026-11-02", last="2026-11-01"), errors.PeriodTurnedError),
        (Filter(period="week"), errors.UnknownPeriodError),
        (Filter(state="lost"), errors.UnknownStateError),
        (Filter(order="item"), UnknownOrderError),
        (Filter(kind="asset.assigned"), errors.UnknownMovementKindError),
        (Filter(recipient_kind="child"), errors.UnknownRecipientKindError),
        (Filter(category="food"), UnknownItemCategoryError),
        (Filter(centre="QQQ"), UnknownCentreError),
        (Filter(place="NKC1/CAVE"), UnknownPlaceError),
        (Filter(actor="nobody"), UnknownPersonError),
        (Filter(document="NKC1-A-RD-2026-00099"), UnknownDocumentError),
    ],
)
def test_what_is_not_known_is_refused_by_its_field(
    file_store: Store, wanted: Filter, kind: type[Refusal]
) -> None:
    with file_store.read() as connection, pytest.raises(kind) as found:
        checked(connection, wanted)
    assert found.value.field


def test_a_period_is_reckoned_from_today() -> None:
    today = date(2024, 3, 31)
    said = {one: Filter(period=one, first="2000-01-01").days(today) for one in PERIODS}
    assert said == PERIODS
    assert Filter(first="2024-03-01").days(today) == ("2024-03-01", "")
    assert Filter(period="last_month").days(date(2024, 1, 5)) == ("2023-12-01", "2023-12-31")


PERIODS = {
    "month": ("2024-03-01", "2024-03-31"),
    "last_month": ("2024-02-01", "2024-02-29"),
    "year": ("2024-01-01", "2024-12-31"),
    "last_year": ("2023-01-01", "2023-12-31"),
}
