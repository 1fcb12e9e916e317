"""Every code that tables bear has its word."""

import pytest

from cpise_inventory.language.terms import RIGHTS, ROLES, TERMS, term
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.people.rights import Right, Role

ALIKE = {"bar"}
"""Units that share a word with another in one language: «قطعة» is a piece and a bar."""


def test_every_role_and_right_has_a_word():
    assert set(ROLES) == {role.value for role in Role}
    assert set(RIGHTS) == {right.value for right in Right}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_one_group_differ(language):
    w = words(language)
    for group in TERMS.values():
        said = [term(group, code, w) for code in group if code not in ALIKE]
        assert len(set(said)) == len(said)


def test_a_code_newer_than_we_is_shown_as_it_is():
    assert term(ROLES, "driver", words("fr")) == "driver"
    assert term(ROLES, "driver", words("ar")) == "\u2066driver\u2069"
