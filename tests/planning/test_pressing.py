"""What is planned for the list of the day is all that anything is to be said about."""

from datetime import date, timedelta
from functools import partial
from random import Random

import pytest

from cpise_inventory import today
from cpise_inventory.catalogue.commands import describe_items, set_levels
from cpise_inventory.catalogue.events import Item, Level, Named
from cpise_inventory.planning.queries import moves, moves_of, plans, pressing
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import ADMIN, BUCKET, DONOR, SOAP
from tests.planning.test_pace import TODAY

CENTRES = ("KIF", "NKC1", "ROS")
ITEMS = [f"ARTICLE-{n}" for n in range(120)]
QUIET = frozenset(ITEMS[:80])
"""There is plenty of them for the next months."""
FIRST = date(2026, 4, 20)
Held = dict[tuple[str, str], int]


def furnish(store: Store, chance: Random) -> Held:
    """Much and little of each item, for long and for a few weeks, at each centre."""
    held: Held = {}
    with store.write(ADMIN) as work:
        describe_items(work, [Item(code, Named(code), keeps_expiry=True) for code in ITEMS])
        some = chance.sample([(centre, item) for centre in CENTRES for item in ITEMS], 40)
        set_levels(work, [Level(*one, chance.choice((3, 30)), 40) for one in some])
    for centre in CENTRES:
        for n in range(2):
            day = FIRST + timedelta(days=chance.randrange(150))
            lines = []
            for item in chance.sample(ITEMS, 90):
                quiet = item in QUIET
                days = chance.choice((140, 300, 400, 1_500) if quiet else (20, 70, 140, 300, 500))
                until = TODAY + timedelta(days)
                quantity = chance.choice((600, 2_000) if quiet else (2, 12, 60, 400))
                lines.append(Incoming(item, quantity, f"{centre}-{n}", until.isoformat()))
                held[centre, item] = held.get((centre, item), 0) + quantity
            with store.write(ADMIN) as work:
                receive(work, Delivery(centre, DONOR, lines, happened_on=day, remarks="Short"))
    return held


def give(store: Store, chance: Random, held: Held) -> None:
    for centre in CENTRES:
        day = date(2026, 10, 5)
        for _ in range(3):
            there = [item for item in ITEMS if held.get((centre, item), 0)]
            wanted = []
            for item in chance.sample(there, len(there) // 2):
                most = held[centre, item]
                quantity = chance.choice((1, most // 6 or 1, most // 3 or 1, most))
                if item in QUIET:
                    quantity = min(quantity, most // 4)
                held[centre, item] -= quantity
                wanted.append(Wanted(item, quantity))
            with store.write(ADMIN) as work:
                distribute(work, Distribution(centre, "Accueil", "unit", wanted, happened_on=day))
            day += timedelta(days=9)


def test_the_list_of_the_day_leaves_nothing_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(7)  # noqa: S311 - the same books each time, no secret
    give(store, chance, furnish(store, chance))
    with store.read() as connection:
        everything = plans(connection, TODAY, CENTRES)
        looked_at = pressing(connection, TODAY)
        assert 0 < len(looked_at) < len(everything)
        assert [one for one in everything if one in looked_at] == looked_at
        assert moves(connection, TODAY) == moves_of(connection, everything, TODAY)
        quick = [today.planned(connection, TODAY, centre) for centre in ("", *CENTRES)]
        monkeypatch.setattr(today, "pressing", partial(plans, centres=CENTRES))
        assert [today.planned(connection, TODAY, centre) for centre in ("", *CENTRES)] == quick
    kinds = {task.kind for task in quick[0]}
    assert kinds == {
        *("below_minimum", "runs_out", "runs_out_more", "wasting", "wasting_more", "move")
    }


def test_the_pace_of_what_every_centre_lacks_is_not_looked_at(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the soap one centre has enough, and might give some."""
    there = [Incoming(BUCKET, 10), Incoming(SOAP, 10, "L1", "2099-06")]
    given = [Wanted(BUCKET, 4), Wanted(SOAP, 4)]
    with file_store.write(ADMIN) as work:
        levels = [Level(centre, BUCKET, 50, 0) for centre in CENTRES[:2]]
        set_levels(work, [*levels, Level("KIF", SOAP, 50, 0)])
        for centre in CENTRES[:2]:
            receive(work, Delivery(centre, DONOR, there, happened_on=FIRST))
            out = Distribution(centre, "Accueil", "unit", given, happened_on=date(2026, 10, 5))
            distribute(work, out)
    with file_store.read() as connection:
        found = pressing(connection, TODAY)
        looked_at = {one.item for one in found if one.pace.stocked}
        assert ({one.item for one in found}, looked_at) == ({BUCKET, SOAP}, {SOAP})
        quick = today.planned(connection, TODAY)
        monkeypatch.setattr(today, "pressing", partial(plans, centres=CENTRES))
        assert today.planned(connection, TODAY) == quick
