"""What is done with computers in these tests, a line each."""

from collections.abc import Callable
from datetime import date

import pytest

from cpise_inventory.assets import queries
from cpise_inventory.assets.commands import (
    Handover,
    Newcomer,
    Registration,
    assign,
    register,
    take_back,
)
from cpise_inventory.assets.queries import Asset
from cpise_inventory.errors import Refusal
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from tests.books import CENTRE, DONOR, LOGISTICS, everything


def refused(store: Store, kind: type[Refusal], act: Callable[[], object]) -> Refusal:
    before = everything(store)
    with pytest.raises(kind) as found:
        act()
    assert everything(store) == before
    return found.value


def laptop(serial: str, **changed: str) -> Newcomer:
    plain = {"maker": "HP", "model": "ProBook 450", "category": "laptop"}
    return Newcomer(serial, **plain | changed)


def registered(store: Store, *newcomers: Newcomer, **changed: object) -> tuple[str, list[str]]:
    plain = {"centre": CENTRE, "donor": DONOR, "assets": newcomers}
    with store.write(LOGISTICS) as work:
        return register(work, Registration(**plain | changed))  # type: ignore[arg-type]  # of several types


def handed(store: Store, *tags: str, to: str = "Mohamed", **changed: object) -> str:
    plain = {"tags": tags, "recipient": to, "recipient_kind": "staff"}
    with store.write(LOGISTICS) as work:
        return assign(work, Handover(**plain | changed))  # type: ignore[arg-type]  # as above


def returned(store: Store, *tags: str, on: date | None = None) -> str:
    with store.write(LOGISTICS) as work:
        return take_back(work, tags, happened_on=on)


def undone(store: Store, number: str) -> str:
    with store.write(LOGISTICS) as work:
        return undo(work, number, "wrong")


def asset(store: Store, tag: str) -> Asset:
    with store.read() as connection:
        found = queries.asset_of(connection, tag)
    assert found is not None
    return found


def stands_at(store: Store, tag: str) -> tuple[str, str, str]:
    one = asset(store, tag)
    return one.status, one.custodian, one.custodian_kind


def stands(store: Store, tag: str) -> Asset:
    """The same, whatever event said so last."""
    return asset(store, tag)._replace(custody_stamp="")
