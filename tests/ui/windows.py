"""Windows of several workstations at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Generic, TypeVar

from cpise_inventory import config
from cpise_inventory.addresses import Address
from tests.cli.conftest import Shell
from tests.desks import Desks
from tests.ui.real import Hand
from ui.application import Dress
from ui.look import Look

Who = TypeVar("Who", bound=Hand)


class Once(Dress):
    """Put on by the first window, for all of this process."""

    _is_on = False

    def put_on(self, appearance: str) -> Look:
        if not self._is_on:
            self._is_on = True
            super().put_on(appearance)
        return self.look


class Windows(Desks, Generic[Who]):
    """The window of each workstation opens when it's needed; one of `who` sits there."""

    def __init__(
        self, who: type[Who], shell: Shell, books: Address, folder: Path, centres: Sequence[str]
    ) -> None:
        super().__init__(shell, books, folder, centres)
        self._who = who
        self._hands: dict[str, Who] = {}
        self._dress = Once("fr")

    def window(self, centre: str) -> Who:
        if centre not in self._hands:
            folder = config.data_folder()
            self._hands[centre] = self._who(self.database(centre), folder, dress=self._dress)
            self._hands[centre].open()
        return self._hands[centre]

    def leave(self, centre: str) -> None:
        """The program is closed there; the next time its window opens anew."""
        self._hands.pop(centre).close()

    def close(self) -> None:
        for hand in self._hands.values():
            hand.close()
        self._dress.take_off()
