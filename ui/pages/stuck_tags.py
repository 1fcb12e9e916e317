"""Tags that stick on computers before they are registered: the label, then the serial number."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.text import label
from ui.pages.picked_list import PickedList

if TYPE_CHECKING:
    from cpise_inventory.identity import NearTagError
    from cpise_inventory.store import Store


class StuckTags:
    """Which tag goes with which serial number of a list; one waits for the next number.

    `note` says which one waits.
    """

    def __init__(self, desk: Desk, serials: PickedList) -> None:
        self._look, self._words, self._serials = desk.look, desk.look.words, serials
        self._of: dict[str, str] = {}
        self._waiting = ""
        self.note = label(desk.look, role="small", wrap=True)
        self._say()

    def has(self, tag: str) -> bool:
        """Whether it's with one of the list already, or waits."""
        return tag in (self._waiting, *(self._of.get(key) for key in self._serials.keys))

    def wait(self, tag: str) -> None:
        self._waiting = tag
        self._say()

    def add(self, serial: str) -> None:
        """To the list, with the tag that waited."""
        if self._waiting:
            self._of[serial] = self._waiting
            self.wait("")
        self.show(serial)

    def show(self, serial: str) -> None:
        """In the list, with its tag if it has one."""
        ltr, tag = self._words.ltr, self._of.get(serial)
        self._serials.add(serial, f"{ltr(serial)} · {ltr(tag)}" if tag else ltr(serial))

    def ways_out(
        self,
        serial: str,
        near: "NearTagError",
        take: Callable[[str], object],
        answered: Callable[[], object],
    ) -> list[Button]:
        """Our own label, mistyped: `take` gets it; or a number that happens to look like one."""

        def is_tag() -> None:
            answered()
            take(near.near)

        def is_number() -> None:
            answered()
            self.add(serial)

        said = self._words.t("It is a serial number")
        tag = Button(self._look, near.near, is_tag, icon="tag")
        return [tag, Button(self._look, said, is_number)]

    def tags(self, serials: Sequence[str]) -> list[str]:
        """In the order of the numbers; empty where none sticks on it yet. What has no number gets
        the one that waits.
        """
        found = [self._of.get(serial, "") if serial else "" for serial in serials]
        if self._waiting and "" in serials:
            found[list(serials).index("")] = self._waiting
        return found

    def state(self) -> dict[str, Any]:
        return {"waiting": self._waiting, "of": self._of}

    def restore(self, state: object) -> None:
        kept = state if isinstance(state, dict) else {}
        of = kept.get("of")
        self._of = {str(key): str(tag) for key, tag in of.items()} if isinstance(of, dict) else {}
        self.wait(str(kept.get("waiting", "")) or self._waiting)

    def _say(self) -> None:
        tag = self._words.ltr(self._waiting)
        self.note.setText(self._words.t("The next one gets the tag {tag}.", tag=tag))
        self.note.setVisible(bool(self._waiting))


def check_blank(store: "Store", tag: str, centre: str) -> str:
    """The tag, if it can be stuck on a computer of this centre. Raises why not."""
    from cpise_inventory.labels.commands import why_not_usable  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        problem = why_not_usable(connection, tag, centre)
    if problem is not None:
        raise problem
    return tag


def near_of(store: "Store", texts: Sequence[str]) -> "NearTagError | None":
    """Which tag may be meant by what was typed or scanned by itself; none of a whole column."""
    from cpise_inventory.slips import near_tag  # noqa: PLC0415 - SQLAlchemy

    if len(texts) > 1:
        return None
    with store.read() as connection:
        return near_tag(connection, texts[0])
