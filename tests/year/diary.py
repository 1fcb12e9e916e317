"""The year as it is written down: year.toml, and the sheet that was reckoned of it beforehand."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tests.diary import Act, Diary, Reckoned

HERE = Path(__file__).parent
YEAR, SHEET = HERE / "year.toml", HERE / "sheet.xlsx"
HEADS = (
    *("Centre", "Catégorie", "Marque", "Modèle", "N° de série", "Quantité", "État"),
    *("Valeur", "Devise", "Date d’acquisition", "Garantie jusqu’au", "Accessoires", "Don"),
)
"""Of the list of what the centre had already, as such lists are headed."""


class Thing(NamedTuple):
    """`number`: of its tag; `about`: what its kind says of it."""

    name: str
    number: int
    serial: str
    about: Mapping[str, Any]

    def text(self, what: str) -> str:
        return str(self.about.get(what, ""))


class Year(Diary):
    """Things by their names; their tags are those that the sheet worked out."""

    @cached_property
    def things(self) -> dict[str, Thing]:
        kinds = self.told["kinds"]
        return {
            name: Thing(name, number, serial, kinds[kind])
            for name, (number, kind, serial) in self.told["things"].items()
        }

    @cached_property
    def tags(self) -> dict[str, str]:
        return {row["thing"]: row["tag"] for row in Reckoned(SHEET).rows("Tags")}

    def tags_of(self, act: Act, name: str = "things") -> list[str]:
        return [self.tags[one] for one in act.facts.get(name, ())]

    def things_of(self, act: Act) -> list[Thing]:
        return [self.things[one] for one in act.facts["things"]]


def year() -> Year:
    return Year(tomllib.loads(YEAR.read_text(encoding="utf-8")))


def write_list(act: Act, year: Year, file: Path) -> Path:
    """What the centre had already, a line each; what has no serial number, all on one line."""
    lines: dict[tuple[str, ...], int] = {}
    for thing in year.things_of(act):
        serial = act.facts.get("typed", {}).get(thing.name, thing.serial)
        line = (
            *(act.at, *(thing.text(one) for one in ("category", "maker", "model")), serial),
            *(thing.text(one) for one in ("condition", "value", "currency")),
            *(thing.text(one) for one in ("acquired", "warranty", "accessories", "donation")),
        )
        lines[line] = lines.get(line, 0) + 1
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(HEADS)
        writer.writerows((*line[:5], count, *line[5:]) for line, count in lines.items())
    return file
