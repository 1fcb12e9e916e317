"""Centres, their storerooms, donors and donations, as the heads of forms offer them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cpise_inventory.language.words import Words
from cpise_inventory.locations import is_set_apart, room_of
from ui.kit.text import Picture, label
from ui.look import Look
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Donation, Place
    from cpise_inventory.store import Store

Named = tuple[str, str]
"""A code and its name."""


@dataclass(frozen=True)
class Places:
    """`rooms` by centre; a storeroom's code is its location, `NKC1/MAGASIN`. `donors` are those
    that give; `givers` names those that gave before, too.
    """

    centres: list[Named] = field(default_factory=list)
    rooms: dict[str, list[Named]] = field(default_factory=dict)
    donors: list[Named] = field(default_factory=list)
    givers: dict[str, str] = field(default_factory=dict)
    donations: "list[Donation]" = field(default_factory=list)


def read_places(store: "Store", words: Words) -> Places:
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - brings SQLAlchemy with it

    def named(one: "queries.Centre | queries.Donor | queries.Place") -> Named:
        return one.code, words.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en) or one.code

    with store.read() as connection:
        rooms: dict[str, list[Named]] = {}
        for place in sorted(queries.places(connection), key=_main_first):
            if is_set_apart(place.code):  # nothing is received into it or given out of it
                continue
            rooms.setdefault(place.centre, []).append(named(place))
        donors = queries.donors(connection)
        return Places(
            [named(one) for one in queries.centres(connection)],
            rooms,
            [named(one) for one in donors if not one.retired_on],
            dict(map(named, donors)),
            queries.donations(connection),
        )


def _main_first(place: "Place") -> tuple[bool, str]:
    """The storeroom that everything goes to and leaves unless another is named, and its shelves."""
    from cpise_inventory.catalogue.commands import STOREROOM  # noqa: PLC0415 - SQLAlchemy

    return room_of(place.code) != f"{place.centre}/{STOREROOM}", place.code


def no_names(look: Look) -> QWidget:
    """Stands beside each free text near those who are served."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Picture(look, "eye-off", "muted", Size.ICON_SMALL))
    row.addWidget(label(look, no_names_said(look.words), "small", wrap=True), 1)
    return made


def no_names_said(words: Words) -> str:
    return words.t("Never a child’s name: only numbers.")
