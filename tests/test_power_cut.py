"""Killed at any moment, the books are sound and hold all that was ever confirmed."""

import itertools
import random
import sys
from collections.abc import Callable
from functools import partial

import pytest
import sqlalchemy as sa

from cpise_inventory.addresses import Address
from cpise_inventory.assets import commands as assets
from cpise_inventory.assets.commands import Handover, Newcomer, Registration
from cpise_inventory.stock import kits
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import open_store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from db.schema import document
from tests.books import (
    BUCKET,
    CENTRE,
    DONOR,
    KIT,
    LOGISTICS,
    SOAP,
    assert_sound,
    bring,
)
from tests.cuts import Say, cut_off

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
Act = Callable[[Work], str]


def busy_day(where: Address, say: Say) -> None:
    """Documents of every kind, one after the other, each said once it's committed."""
    with open_store(where) as store:
        for turn in itertools.count():
            for act in acts(turn):
                with store.write(LOGISTICS) as work:
                    number = act(work)
                say(number)
            store.check_in()


def acts(turn: int) -> list[Act]:
    def laptop(work: Work) -> str:
        newcomer = Newcomer(f"{work.now}", "HP", "ProBook", "laptop")
        number, tags = assets.register(work, Registration(CENTRE, DONOR, [newcomer]))
        given.extend(tags)
        return number

    def undone(work: Work) -> str:
        return undo(work, issued[-1], "wrong")

    def distributed(work: Work) -> str:
        goods = [Wanted(SOAP, 1), Wanted(BUCKET, 1)]
        issued.append(distribute(work, Distribution(CENTRE, "Accueil", "unit", goods)))
        return issued[-1]

    def sent(work: Work) -> str:
        issued.append(send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 1)])))
        return issued[-1]

    given: list[str] = []
    issued: list[str] = []
    return [
        lambda work: receive(
            work,
            Delivery(
                CENTRE, DONOR, [Incoming(SOAP, 9, f"L{turn}", "2027-06"), Incoming(BUCKET, 9)]
            ),
        ),
        distributed,
        undone,
        sent,
        lambda work: arrive(work, Arrival(issued[-1])),
        lambda work: kits.assemble(work, CENTRE, KIT, 1),
        laptop,
        lambda work: assets.assign(work, Handover(given, "Mohamed", "staff")),
    ]


def test_whenever_the_power_goes_what_was_confirmed_is_there(books_file: Address) -> None:
    with open_store(books_file) as store:
        bring(store, BUCKET, 100)
    chance = random.Random(1)  # noqa: S311 - the same moments each time, no secret
    confirmed: list[str] = []
    for _ in range(24):
        day = partial(busy_day, books_file)
        said = cut_off(day, chance.random() * 0.02, chance.randint(0, 3))
        confirmed += said
        with open_store(books_file) as store:
            assert_sound(store)
            with store.read() as connection:
                numbers = set(connection.scalars(sa.select(document.c.number)))
        assert set(said) <= numbers
        assert set(confirmed) <= numbers
    assert len(confirmed) == len(set(confirmed)) > 24
    # with each cut one more may have been kept and not been said any more
    assert len(numbers) - 1 - len(confirmed) <= 24
