"""Categories, conditions and units by the words that lists use."""

import pytest

from cpise_inventory.importing.kinds import (
    category_names,
    condition_of,
    unit_key,
    unit_of,
    units_of,
)
from cpise_inventory.language.terms import CATEGORIES, CONDITIONS, UNITS
from cpise_inventory.language.words import LANGUAGES, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_our_own_papers_are_read_back(language: str) -> None:
    w = words(language)
    assert all(w.t(msgid) in category_names()[code] for code, msgid in CATEGORIES.items())
    assert [condition_of(w.t(msgid)) for msgid in CONDITIONS.values()] == list(CONDITIONS)
    assert all(code in units_of(w.t(msgid)) for code, msgid in UNITS.items())


def test_no_name_belongs_to_two_categories() -> None:
    names = [(unit_key(x), code) for code, several in category_names().items() for x in several]
    assert len({key for key, _ in names}) == len(set(names))


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Pcs", "piece"), ("pièces", "piece"), ("CTN", "carton"), ("litres", "l"), ("toise", "")],
)
def test_units_are_known_by_their_abbreviations(text: str, unit: str) -> None:
    assert unit_of(text) == unit
