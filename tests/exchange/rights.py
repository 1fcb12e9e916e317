"""Who may read files of others, and approve them: a part of `tests.test_rights`."""

from collections.abc import Callable

from cpise_inventory.exchange import commands
from cpise_inventory.people.rights import Right
from cpise_inventory.work import Work
from tests.exchange.sticks import FINGERPRINT, empty_bundle

COMMANDS: dict[Callable[..., object], tuple[Right, Callable[[Work], object]]] = {
    commands.take_in: (
        Right.EXCHANGE,
        lambda work: commands.take_in(work, empty_bundle(work.key)),
    ),
    commands.approve_device: (
        Right.MANAGE_PEOPLE,
        lambda work: commands.approve_device(work, "KIF-A", FINGERPRINT),
    ),
    commands.withdraw_device: (
        Right.MANAGE_PEOPLE,
        lambda work: commands.withdraw_device(work, "ALE-A"),
    ),
}
