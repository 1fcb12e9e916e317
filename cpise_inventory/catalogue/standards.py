"""Standard rations that ship with the program, each with its source.

Only what two readings agree on, or what is printed with where they differ (practice.md, section 3);
figures that nobody could verify are not here.
"""

import json
from functools import cache
from typing import NamedTuple

from cpise_inventory.catalogue.errors import UnknownStandardError
from cpise_inventory.catalogue.events import Named, Ration
from resources import HERE as RESOURCES


class Standard(NamedTuple):
    """What one person needs in a month of a kind of goods."""

    code: str
    name: Named
    ration: Ration


@cache
def standards() -> tuple[Standard, ...]:
    text = (RESOURCES / "reference" / "rations.json").read_text(encoding="utf-8")
    return tuple(
        Standard(
            one["code"], Named(**one["name"]), Ration(one["amount"], one["unit"], one["source"])
        )
        for one in json.loads(text)
    )


def standard(code: str) -> Standard:
    """Raises `UnknownStandardError`."""
    found = next((one for one in standards() if one.code == code.strip().lower()), None)
    if found is None:
        raise UnknownStandardError(code.strip(), tuple(one.code for one in standards()))
    return found
