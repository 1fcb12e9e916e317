"""What was on hand at the end of a day that is gone."""

from datetime import date

from sqlalchemy import Connection

from cpise_inventory.identity import read_lot
from cpise_inventory.locations import centre_of
from cpise_inventory.stock.queries import OnHand, on_hand, stock_at_date


def on_hand_at(
    connection: Connection, day: date | None, today: date, centre: str = ""
) -> list[OnHand]:
    """As `on_hand`; of a day before today by what the books say now of that day, so a fact entered
    since for an earlier day is counted in.
    """
    if day is None or day >= today:
        return on_hand(connection, centre)
    there = stock_at_date(connection, day.isoformat(), centre)
    held = [_lot(key, quantity) for key, quantity in there.items()]
    return sorted(held, key=lambda h: (*h[:3], h.expires_on, h.number, h.lot))


def _lot(key: tuple[str, str, str], quantity: int) -> OnHand:
    location, item, lot_key = key
    lot = read_lot(lot_key)
    about = (lot.number, lot.expiry, lot.expires_on, lot.donation)
    return OnHand(centre_of(location), location, item, lot_key, *about, quantity)
