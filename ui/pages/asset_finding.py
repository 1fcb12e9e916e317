"""Computers by what is scanned or typed. Runs in the worker."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cpise_inventory.asset_filters import Filter
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import NotATagError
from cpise_inventory.statuses import IN_STORAGE
from ui.kit.search import MOST, Proposal

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.store import Store

Isolate = Callable[[str], str]
"""`Words.ltr`."""


@dataclass(frozen=True)
class Found:
    """`assets` can be handed over; `problems` say why the others cannot."""

    assets: "Sequence[Asset]"
    problems: Sequence[Refusal]


def look_up(store: "Store", texts: Sequence[str], centre: str = "") -> Found:
    """Each by its tag, however typed, by its serial number, or as the only one of that model;
    `centre`: whose books it must be in.
    """
    assets: list[Asset] = []
    problems: list[Refusal] = []
    with store.read() as connection:
        for text in texts:
            try:
                assets.append(_free(connection, _tag(connection, text), centre))
            except NotATagError as refused:
                alone = _waiting(connection, text, centre)
                assets += alone if len(alone) == 1 else []
                problems += [] if len(alone) == 1 else [refused]
            except Refusal as refused:
                problems.append(refused)
    return Found(assets, problems)


def look_up_scan(store: "Store", readings: Sequence[str], centre: str = "") -> Found:
    """One scan in its readings: the one that names something here, else the likeliest."""
    with store.read() as connection:
        for text in readings:
            with suppress(Refusal):
                return look_up(store, [_tag(connection, text)], centre)
    return look_up(store, readings[:1], centre)


def waiting(store: "Store", text: str, centre: str = "") -> "list[Asset]":
    """Those in storage that hold the text."""
    with store.read() as connection:
        return _waiting(connection, text, centre)


def proposal(asset: "Asset", ltr: Isolate) -> Proposal:
    fact = f"{asset.maker} {asset.model} · {asset.serial}"
    return Proposal(asset.tag, ltr(asset.tag), ltr(fact), "monitor")


def line(asset: "Asset", ltr: Isolate) -> str:
    """`NKC1-A-00042-K · HP ProBook 450`."""
    return f"{ltr(asset.tag)} · {ltr(f'{asset.maker} {asset.model}'.strip())}"


def _waiting(connection: Any, text: str, centre: str) -> "list[Asset]":
    from cpise_inventory.assets.queries import assets  # noqa: PLC0415 - SQLAlchemy

    return assets(connection, Filter(centre=centre, status=IN_STORAGE, text=text), most=MOST)


def _tag(connection: Any, text: str) -> str:
    from cpise_inventory.assets.queries import by_serial  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.slips import known_tag  # noqa: PLC0415 - as above

    return by_serial(connection, [text]).get(text) or known_tag(connection, text)


def _free(connection: Any, tag: str, centre: str) -> "Asset":
    from cpise_inventory.assets import errors  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.assets.commands import check_free  # noqa: PLC0415 - as above
    from cpise_inventory.assets.queries import asset_of  # noqa: PLC0415 - as above

    found = asset_of(connection, tag)
    if found is None:
        raise errors.UnknownAssetError(tag)
    check_free(found)
    if centre not in ("", found.centre):
        raise errors.AssetElsewhereError(found.tag, found.centre, centre)
    return found
