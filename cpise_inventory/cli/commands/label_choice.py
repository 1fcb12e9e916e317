"""What `labels` prints: the assets or tags that are named or found, or things of a centre."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from cpise_inventory.asset_filters import Filter
from cpise_inventory.assets.errors import NoAssetsError
from cpise_inventory.assets.labelling import labelled
from cpise_inventory.assets.queries import assets
from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.cli.refusals import NotAmongLabelsError
from cpise_inventory.labels.choosing import folders_of, lots_of, places_of
from cpise_inventory.labels.events import Thing
from cpise_inventory.labels.queries import unused_tags
from cpise_inventory.labels.things import numbered
from cpise_inventory.slips import label_among


@dataclass(frozen=True)
class Choice:
    """As the options say. `after`: only what comes after this label, where a printer stopped."""

    typed: Sequence[str] = ()
    centre: str = ""
    unlabelled: bool = False
    blank: bool = False
    storerooms: bool = False
    lots: bool = False
    cartons: bool = False
    item: str = ""
    folders: bool = False
    year: int = 0
    papers: str = ""
    after: str = ""

    @property
    def of_things(self) -> bool:
        return self.storerooms or self.lots or self.cartons or self.folders

    def tags(self, connection: Connection) -> list[str]:
        """The tags named, each once; without any, all of the centre that are wanted.

        Raises `NoAssetsError`, or what is wrong with one of them.
        """
        if self.typed:
            return self._rest(labelled(connection, self.typed))
        if self.centre:
            known_centre(connection, self.centre)
        if self.blank:
            found = [one.tag for one in unused_tags(connection, self.centre, unprinted=True)]
        elif self.centre:
            wanted = Filter(centre=self.centre, unlabelled=self.unlabelled)
            found = [one.tag for one in assets(connection, wanted)]
        else:
            found = []
        if not found:
            raise NoAssetsError
        return self._rest(found)

    def things(self, connection: Connection, device: str) -> list[Thing]:
        """Those of the centre, with the numbers that they have or get.

        Raises `NothingToLabelError`, `UnknownCentreError`.
        """
        wanted: list[Thing] = []
        if self.storerooms:
            wanted += places_of(connection, self.centre)
        if self.lots:
            wanted += lots_of(connection, self.centre, self.item)
        if self.cartons:
            wanted += lots_of(connection, self.centre, self.item, "*")
        if self.folders:
            wanted += folders_of(connection, self.centre, self.year, self.papers)
        found = {thing.number: thing for thing in numbered(connection, device, wanted)}
        return [found[number] for number in self._rest(list(found))]

    def _rest(self, names: list[str]) -> list[str]:
        if not self.after:
            return names
        last = label_among(names, self.after)
        if last not in names[:-1]:
            raise NotAmongLabelsError(last)
        return names[names.index(last) + 1 :]
