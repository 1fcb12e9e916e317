"""Where equipment stands that comes back: asked where its centre has several storerooms."""

from collections.abc import Iterable

from ui.desk import Desk
from ui.kit.field import Field
from ui.pages.combo import Combo
from ui.pages.places import Places, read_places


class BackRoom(Field):
    """Hidden where there's nothing to choose: things go to the first storeroom of their centre,
    each of its own where they are of several.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._rooms = desk, Combo()
        super().__init__(desk.look, desk.look.words.t("Storeroom"), self._rooms)
        self.hide()

    @property
    def code(self) -> str:
        """Empty for the first."""
        return self._rooms.code

    def offer(self, centres: Iterable[str]) -> None:
        """The storerooms and shelves of the centre that all these things are of."""
        words, (centre, *others) = self._desk.look.words, sorted(set(centres))

        def show(places: Places) -> None:
            rooms = places.rooms.get(centre, [])
            self._rooms.fill(rooms)
            self.setVisible(len(rooms) > 1)

        if not others:
            self._desk.worker.ask(lambda store: read_places(store, words), show, owner=self)
