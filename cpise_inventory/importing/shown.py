"""What a row of a list holds, as a person reads it before it's written."""

from collections.abc import Mapping
from typing import Any, Final

from cpise_inventory.language.money import money
from cpise_inventory.language.terms import ACCESSORIES, CATEGORIES, CONDITIONS, UNITS, term
from cpise_inventory.language.words import Words

MONTHS: Final = ("expiry", "delivered_on")
GROUPS: Final = {"category": CATEGORIES, "condition": CONDITIONS, "unit": UNITS}
DAYS: Final = ("acquired_on", "warranty", "consent_until", "agreed_on")


def shown(row: Mapping[str, Any], name: str, w: Words) -> str:
    """A field of a row, both by their names; empty where it says nothing."""
    value = row.get(name) or ""
    said = str(value)
    match name:
        case _ if not value:
            return ""
        case "quantity":
            said = w.number(value) if isinstance(value, int) else ""
        case "value":
            said = money(int(value), str(row.get("currency", "")), w)
        case "category" | "condition" | "unit":
            said = term(GROUPS[name], said, w)
        case "accessories":
            said = w.join(term(ACCESSORIES, one, w) for one in value)
        case _ if name in MONTHS:
            said = w.expiry(said)
        case _ if name in DAYS:
            said = w.date(said)
    return said
