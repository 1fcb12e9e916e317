"""What the tests of both forms have in common: typing, and looking in every language and size."""

from collections.abc import Callable, Sequence
from itertools import product

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cpise_inventory.documents import queries as documents
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.store import Store
from tests.ui.look_checks import cut_words, nameless
from tests.ui.real import SIZES, Hand

LIST = """Centre;Code article;Désignation;Quantité;N° de lot;Date de péremption;Donateur;Don
NKC1;SAVON-250;Savon 250 g;144;S-2611;31/03/2028;OIM;OIM-2026-01
NKC1;SEAU-14;Seau 14 l;30;;;OIM;OIM-2026-01
"""
"""A delivery, as a donor sends it."""


def enter(hand: Hand, *texts: str) -> None:
    """Type each and press Enter."""
    for text in texts:
        hand.type(text)
        hand.key(Qt.Key.Key_Return)


def count_documents(store: Store) -> int:
    with store.read() as connection:
        return documents.register_size(connection)


def looked_at(hand: Hand, within: QWidget | None = None) -> list[str]:
    hand.settle()
    shown = within or hand.window
    where = f"{hand.window.look.words.code} {hand.window.width()}"
    wrong = [f"{where}: {one}" for one in cut_words(shown)]
    return wrong + [f"{where}: nameless {one}" for one in nameless(shown)]


def everywhere(
    hand: Hand, look: Callable[[], list[str]], sizes: Sequence[tuple[int, int]] = SIZES
) -> list[str]:
    """In each language and size."""
    wrong = []
    for language, size in product(LANGUAGES, sizes):
        if hand.window.look.words.code != language:
            hand.window.speak(language)
        hand.resize(*size)
        hand.settle()
        wrong += look()
    return wrong
