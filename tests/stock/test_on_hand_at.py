"""On hand at the end of a day that is gone."""

from datetime import date, timedelta

from cpise_inventory.stock.commands import Distribution, distribute
from cpise_inventory.stock.past import on_hand_at
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import CENTRE, LOGISTICS, SOAP, START, bring

TODAY = START.date()


def there(store: Store, day: date | None) -> dict[str, int]:
    with store.read() as connection:
        found = on_hand_at(connection, day, TODAY, CENTRE)
    return {one.number: one.quantity for one in found if one.item == SOAP}


def test_a_fact_entered_today_for_friday_is_there_on_friday(store: Store) -> None:
    bring(store, SOAP, 9, "L2", "2099-09")
    bring(store, SOAP, 5, "L1", "2099-06")
    assert there(store, None) == there(store, TODAY) == {"L1": 5, "L2": 9}
    assert there(store, TODAY - timedelta(days=1)) == {}
    with store.read() as connection:
        now = on_hand(connection, CENTRE)
        assert on_hand_at(connection, TODAY, TODAY, CENTRE) == now
    with store.write(LOGISTICS) as work:
        distribute(
            work,
            Distribution(CENTRE, "Accueil", "unit", [Wanted(SOAP, 2, "L2")], happened_on=TODAY),
        )
    assert there(store, TODAY) == {"L1": 5, "L2": 7}
    assert list(there(store, TODAY + timedelta(days=1))) == ["L1", "L2"]
