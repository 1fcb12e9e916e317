"""The register of assets as a list: what a filter shows, in any order, of any length."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from cpise_inventory.asset_filters import COLUMNS, EVERYTHING, ORDERS, TO_FOLLOW, Filter
from cpise_inventory.language.words import Words
from cpise_inventory.statuses import FOLLOWED, LEFT
from ui.kit.columns import Column
from ui.kit.pages import View
from ui.pages.asset_panel import status
from ui.pages.form_sheet import capital, today

if TYPE_CHECKING:
    from cpise_inventory.assets.finding import Pages
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.assets.telling import Field
    from cpise_inventory.store import Store

LEAST_MODEL: Final = 170
ALL, UNLABELLED = "all", "unlabelled"
ICONS: Final = {"laptop": "laptop", "desktop": "monitor", "screen": "monitor", "printer": "printer"}


class AssetSource:
    """What `wanted` and the view together ask for; the books do it all."""

    def __init__(self, words: Words) -> None:
        self.wanted = EVERYTHING
        self.more = False
        self.called: dict[str, str] = {}
        """What the places are called that hold what is in storage; read with the list."""
        self._words = words
        self._pages: Pages | None = None

    def asked(self, view: View) -> Filter:
        """All that is asked for, with the words above the list and the column it's sorted by."""
        order = {"order": view.order, "descending": view.descending} if view.order else {}
        return msgspec.structs.replace(self.wanted, text=view.text.strip(), **order)

    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.assets.finding import Pages  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.assets.telling import ranks, rooms  # noqa: PLC0415 - as above

        self._pages = Pages(self.asked(view), today(), ranks(self._words))
        with store.read() as connection:
            count, whole = self._pages.begin(connection)
            self.called.update(rooms(connection, self._words))
        self.more = not whole
        return count

    def whole(self, store: "Store", view: View) -> int:
        if self._pages is None:
            return self.count(store, view)
        with store.read() as connection:
            count = self._pages.whole(connection)
        self.more = False
        return count

    def page(self, store: "Store", view: View, offset: int, size: int) -> "list[Asset]":  # noqa: ARG002 - said to `count`
        if self._pages is None:
            return []
        with store.read() as connection:
            return self._pages.page(connection, offset, size)

    def counts(self, store: "Store") -> dict[str, int]:
        """How many each chip would show."""
        from cpise_inventory.assets.queries import assets_size, status_counts  # noqa: PLC0415 - as above

        centre = self.wanted.centre
        with store.read() as connection:
            found = status_counts(connection, centre)
            bare = assets_size(connection, Filter(centre=centre, unlabelled=True))
        there = sum(number for status, number in found.items() if status not in LEFT)
        follow = sum(found.get(status, 0) for status in FOLLOWED)
        return found | {ALL: there, TO_FOLLOW: follow, UNLABELLED: bare}


def chip_of(wanted: Filter) -> str:
    """The chip that says this; that of all where none does."""
    return UNLABELLED if wanted.unlabelled else wanted.status or ALL


def with_chip(wanted: Filter, chip: str) -> Filter:
    status = "" if chip in (ALL, UNLABELLED) else chip
    return msgspec.structs.replace(wanted, status=status, unlabelled=chip == UNLABELLED)


WIDTHS: Final = {
    "tag": 150,
    "serial": 130,
    "category": 140,
    "centre": 80,
    "custodian": 150,
    "condition": 90,
    "status": 176,
    "donation": 120,
    "value": 120,
    "repairs": 150,
    "labels": 90,
}


def columns(words: Words, called: Mapping[str, str]) -> "tuple[Column[Asset], ...]":
    """One for each of `asset_filters.COLUMNS`, in their order; `called`: of `AssetSource`."""
    from cpise_inventory.assets.telling import fields  # noqa: PLC0415 - SQLAlchemy

    return tuple(_column(one, words) for one in fields(COLUMNS, words, called))


def _column(field: "Field", words: Words) -> "Column[Asset]":
    words_of_ours = field.key in ("category", "condition", "status")
    return Column["Asset"](
        field.key,
        field.title,
        (lambda asset: capital(field.text(asset))) if words_of_ours else field.text,
        width=WIDTHS.get(field.key, 110),
        stretch=field.key == "model",
        floor=LEAST_MODEL if field.key == "model" else 0,
        end=field.figures,
        mono=field.key == "tag",
        ltr=field.code or field.figures,
        sortable=field.key in ORDERS,
        icon=(lambda asset: ICONS.get(asset.category, "monitor")) if field.key == "model" else None,
        pill=(lambda asset: status(asset, words)) if field.key == "status" else None,
    )
