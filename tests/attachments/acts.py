"""What is done with attachments in these tests, a line each."""

from pathlib import Path

from cpise_inventory.attachments import commands, contents, queries
from cpise_inventory.attachments.files import Content
from cpise_inventory.attachments.queries import Attachment
from cpise_inventory.store import Store
from tests.attachments.files import picture
from tests.books import LOGISTICS, MANAGER

PHOTO = Content(picture(), "image/png", 40, 30)


def attached(store: Store, tag: str, found: Content = PHOTO, note: str = "") -> str:
    with store.write(LOGISTICS) as work:
        return commands.attach(work, tag, found, note)


def erased(store: Store, name: str, reason: str = "a child is on it") -> None:
    with store.write(MANAGER) as work:
        commands.erase(work, name, reason)


def of(store: Store, tag: str, *, everything: bool = False) -> list[Attachment]:
    with store.read() as connection:
        return queries.attached_to(connection, tag=tag, all_of_them=everything)


def data_of(store: Store, name: str) -> bytes:
    with store.read() as connection:
        found = queries.attachment_named(connection, name)
        assert found is not None
        return contents.bytes_of(connection, found)


def holds(file: Path, data: bytes) -> bool:
    """Whether these bytes are anywhere in the database, its free pages and its log among them."""
    beside = (file, file.with_name(f"{file.name}-wal"))
    return any(data in one.read_bytes() for one in beside if one.exists())
