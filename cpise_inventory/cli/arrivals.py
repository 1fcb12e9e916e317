"""What `transfer receive` says of assets: which came, in which condition, with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection

from cpise_inventory.cli import grammar
from cpise_inventory.importing.kinds import condition_of
from cpise_inventory.slips import known_tag
from cpise_inventory.transfers.carried import Brought
from cpise_inventory.transfers.errors import AssetNotOnWaybillError
from cpise_inventory.transfers.queries import Transfer


@dataclass(frozen=True)
class AssetsCame:
    """`named`: tag -> condition. The others are about those named, or about all that came."""

    named: Mapping[str, str]
    missing: Sequence[str]
    lacking: Sequence[tuple[str, str]]
    extra: Sequence[tuple[str, str]]

    @classmethod
    def of(
        cls,
        assets: Sequence[str],
        missing: Sequence[str],
        lacking: Sequence[str],
        extra: Sequence[str],
    ) -> Self:
        """As typed. Raises `LineFaultsError`."""
        return cls(
            {tag: condition_of(word) or word.lower() for tag, word in grammar.tags_with(assets)},
            [grammar.tag(tag) for tag in missing],
            grammar.tags_with(lacking, grammar.TAG_ACCESSORY),
            grammar.tags_with(extra, grammar.TAG_ACCESSORY),
        )

    @property
    def says_nothing(self) -> bool:
        return not (self.named or self.missing or self.lacking or self.extra)

    def brought(self, connection: Connection, found: Transfer) -> list[Brought]:
        """Those named, or all that are on the road but for those missing. Nothing where nothing is
        said of assets. Raises `AssetNotOnWaybillError`, or what is wrong with a tag.
        """
        if self.says_nothing:
            return []
        about = [tag for tag, _ in (*self.lacking, *self.extra)]
        for typed in (*self.named, *self.missing, *about):
            known_tag(connection, typed)
        coming = found.assets_on_the_road
        for tag in self.missing:
            if tag not in coming:
                raise AssetNotOnWaybillError(tag, found.number)
        tags = dict.fromkeys(self.named or (tag for tag in coming if tag not in self.missing))
        tags |= dict.fromkeys(tag for tag, _ in (*self.lacking, *self.extra))
        return [
            Brought(
                tag,
                self.named.get(tag, ""),
                [name for one, name in self.lacking if one == tag],
                [name for one, name in self.extra if one == tag],
            )
            for tag in tags
        ]
