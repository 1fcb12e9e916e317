"""The pictures of README.md, made anew by hand: `python -m tests.ui.pictures`.

`python -m tests.ui.pictures FOLDER LANGUAGE [WIDTHxHEIGHT [NAME]]` takes every page instead, as the
person of that name sees it, for whoever changes the look.
"""

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt

from cpise_inventory import demo
from cpise_inventory.language.words import words
from tests.books import LOGISTICS, PASSWORD
from tests.ui.real import Hand
from ui.application import make_application
from ui.pages.distribute import DistributePage
from ui.registry import PLACES

WANTED = (("fr", "today"), ("fr", "distribute"), ("ar", "stock"))
FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def take(hand: Hand, place: str, path: Path) -> None:
    hand.go(place)
    hand.rest()
    photograph(hand, path)


def photograph(hand: Hand, path: Path) -> None:
    hand.window.grab().save(str(path))
    sys.stdout.write(f"{path}\n")


def readme(database: Path, work: Path) -> None:
    FOLDER.mkdir(exist_ok=True)
    for language, place in WANTED:
        hand = Hand(database, work / language, language).open().sign_in()
        path = FOLDER / f"{language}-{place}.png"
        if place == "distribute":
            fill_in(hand)
            photograph(hand, path)
        else:
            take(hand, place, path)
        hand.close()


def fill_in(hand: Hand) -> None:
    """A receipt for a group, as far as the last field."""
    page = hand.go("distribute")
    assert isinstance(page, DistributePage)
    page.whom.recipient.setFocus()
    hand.type("Groupe du matin")
    cells = page.whom.heads.findChildren(type(page.whom.people))
    for cell, count in zip(cells, ("", "4", "3", "", "5", "2"), strict=True):
        cell.setFocus()
        hand.type(count)
    page.what.search.setFocus()
    hand.settle()
    page.what.add_kit()
    hand.settle()
    if hand.window.veils.top is not None:
        hand.key(Qt.Key.Key_F9)
    page.what.add_code("SAVON-250")
    hand.rest()
    page.what.grid.editor("quantity").setFocus()
    hand.type("28")
    hand.key(Qt.Key.Key_Return)
    page.what.answer.clear()
    page.handed.name.setFocus()
    hand.type("Mariem Mint Ahmed")
    hand.rest()


def every(database: Path, work: Path, arguments: list[str]) -> None:
    folder, language, *rest = arguments
    size = rest[0] if rest else "1366x768"
    hand = Hand(database, work / language, language).open(*map(int, size.split("x")))
    hand.sign_in(rest[1] if len(rest) > 1 else LOGISTICS)
    Path(folder).mkdir(parents=True, exist_ok=True)
    for spec in PLACES:
        take(hand, spec.key, Path(folder) / f"{language}-{spec.key}-{size}.png")
    hand.close()


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(work / "home")
        demo.run(work / "books", PASSWORD, words("fr"), lambda _step: None, small=True)
        app = make_application(sys.argv[:1])
        database = work / "books" / demo.DATABASE
        if arguments:
            every(database, work, arguments)
        else:
            readme(database, work)
        del app


if __name__ == "__main__":
    main(sys.argv[1:])
