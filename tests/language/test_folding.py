"""Whatever people type alike must be found alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.language.folding import compact, fold

ALIKE = [
    ("Écran", "ecran"),
    ("ÉCRAN", "écran"),
    ("Œuf", "oeuf"),
    ("Dar Naïm", "dar naim"),
    ("savon de toilette", "savon\u202fde  toilette "),
    ("kit d’hygiène", "kit d'hygiene"),
    ("SAVON-250", "savon 250"),
    ("SAVON‑250", "savon–250"),
    ("شاشةٌ", "شاشه"),
    ("أغطية", "اغطيه"),
    ("إبريق", "ابريق"),
    ("آلة", "الة"),
    ("مستشفى", "مستشفي"),
    ("صابــون", "صابون"),
    ("ألاگ", "ألاك"),
    ("کیفه", "كيفه"),
    ("٢٥٠ غ", "250 غ"),
    ("۲۵۰", "250"),
    ("ﻻصق", "لاصق"),
    ("Guiɗé ñaari", "guide naari"),
    ("a\u2066b\u2069c\u200f", "abc"),
]
TEXTS = st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn", "Co"]))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_spellings_of_one_thing_fold_alike(one, other):
    assert fold(one) == fold(other)


def test_different_letters_stay_different():
    assert len({fold(text) for text in ("كيس", "كيفه", "sac", "sec", "250", "25")}) == 6


@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_upper_and_lower_case_fold_alike(text):
    assert fold(text.upper()) == fold(text) == fold(text.lower())


@given(TEXTS)
def test_composed_and_decomposed_letters_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(TEXTS)
def test_nothing_is_left_that_people_do_not_type(text):
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert not [c for c in folded if unicodedata.category(c) in ("Mn", "Cf", "Lu", "Lt")]
    assert not [c for c in folded if c.isdecimal() and not c.isascii()]


@given(TEXTS, TEXTS)
def test_a_part_that_is_typed_is_found_in_the_whole(before, after):
    assert fold("savon écru") in fold(f"{before} savon écru {after}")


def test_a_tag_is_compared_by_its_letters_and_digits():
    assert compact("nkc1 a 00042 k") == compact("NKC1-A-00042-K") == "nkc1a00042k"
