"""What a search, a paste or a list of lines needs of the page or the sheet that it stands on."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Protocol, TypeVar

from ui.desk import Desk
from ui.look import Look

if TYPE_CHECKING:
    from cpise_inventory.store import Store

T = TypeVar("T")


class Host(Protocol):
    desk: Desk

    @property
    def look(self) -> Look: ...

    def ask(
        self,
        job: "Callable[[Store], T]",
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        always: Callable[[], object] | None = None,
        only_latest: Hashable | None = None,
    ) -> None: ...
