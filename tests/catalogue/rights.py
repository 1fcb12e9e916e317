"""What a role needs for the commands about donors: for `tests/test_rights.py`."""

from collections.abc import Callable
from typing import Any

from cpise_inventory.catalogue import donors
from cpise_inventory.catalogue.events import Donor, Named
from cpise_inventory.people.rights import Right
from cpise_inventory.work import Work
from tests.books import DONOR

NAME = Named("Médecins sans frontières")
COMMANDS: dict[Any, tuple[Right, Callable[[Work], object]]] = {
    donors.add_donor: (
        Right.MANAGE_CATALOGUE,
        lambda work: donors.add_donor(work, Donor("MSF", NAME)),
    ),
    donors.describe_donors: (
        Right.MANAGE_CATALOGUE,
        lambda work: donors.describe_donors(work, [Donor("MSF", NAME)]),
    ),
    donors.retire_donor: (
        Right.MANAGE_CATALOGUE,
        lambda work: donors.retire_donor(work, DONOR, "closed"),
    ),
    donors.revive_donor: (
        Right.MANAGE_CATALOGUE,
        lambda work: donors.revive_donor(work, "PARTI"),
    ),
}


def prepare(work: Work) -> None:
    """One that is retired already."""
    donors.add_donor(work, Donor("PARTI", Named("Parti")))
    donors.retire_donor(work, "PARTI")
