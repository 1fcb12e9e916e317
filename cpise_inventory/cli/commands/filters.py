"""What is kept under names for a list, as `stock filters` and `asset filters` tell it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.keeping import Shelf

F = TypeVar("F", bound=msgspec.Struct)


def tell_filters(
    here: Session,
    shelf: Shelf[F],
    forget: str,
    in_words: Callable[[F, Connection], Sequence[tuple[str, str]]],
) -> None:
    """All of whoever reads; `forget` names one that goes first. `in_words`: what one asks for."""
    if forget:
        with here.writing() as work:
            shelf.forget(work, forget)
    w = here.w
    with here.reading() as connection:
        found = shelf.filters(connection, here.reader_name())
        asked = {name: in_words(one, connection) for name, one in found.items()}
    rows = [
        (name, w.join(w.t("{name}: {value}", name=what, value=value) for what, value in told))
        for name, told in asked.items()
    ]
    told = {"filters": [{"name": name, **msgspec.to_builtins(one)} for name, one in found.items()]}
    columns = [Column(w.t("Saved filter")), Column(w.t("What it shows"))]
    lines = [(name, said or w.t("Everything")) for name, said in rows]
    here.give(told, table(columns, lines, w) or w.t("No filter is kept."))
