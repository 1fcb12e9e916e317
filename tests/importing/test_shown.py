"""What a person reads of a row before it's written."""

from cpise_inventory.importing.shown import shown
from cpise_inventory.language.words import words


def test_what_the_books_keep_as_a_code_is_said_in_words():
    w = words("fr")
    row = {"category": "laptop", "condition": "new", "unit": "piece"}
    assert [shown(row, name, w) for name in row] == ["ordinateur portable", "neuf", "pièce"]
    assert shown({"unit": "cageot"}, "unit", w) == "cageot"
