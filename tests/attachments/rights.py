"""What may be done with attachments, and by what right: a part of `tests.test_rights`."""

from collections.abc import Callable

from cpise_inventory.attachments import commands
from cpise_inventory.attachments.files import Content
from cpise_inventory.people.rights import Right
from cpise_inventory.work import Work
from tests.journal.acts import attached

TAG, RECEIPT = "NKC1-A-00001-W", "NKC1-A-RD-2026-00001"
PAPER = Content(b"signed", "application/pdf")
OTHER = Content(b"another", "application/pdf")
COMMANDS: dict[Callable[..., object], tuple[Right, Callable[[Work], object]]] = {
    commands.attach: (Right.MANAGE_ASSETS, lambda work: commands.attach(work, TAG, OTHER)),
    commands.attach_to_paper: (
        Right.PRINT_DOCUMENTS,
        lambda work: commands.attach_to_paper(work, RECEIPT, PAPER),
    ),
    commands.withdraw: (
        Right.MANAGE_ASSETS,
        lambda work: commands.withdraw(work, attached(work, 0), "another one"),
    ),
    commands.erase: (
        Right.CANCEL,
        lambda work: commands.erase(work, attached(work, 0), "a child is on it"),
    ),
}
