"""Every problem and every notice has words, filled with its own facts."""

import dataclasses
import string
from collections.abc import Iterator

import pytest

from cpise_inventory.importing import problems
from cpise_inventory.importing.file_problems import FileProblem
from cpise_inventory.importing.notices import Notice
from cpise_inventory.importing.problems import CellEmpty, Problem
from cpise_inventory.importing.texts import FIELDS, NOTICES, PROBLEMS
from cpise_inventory.language.refusal_texts import TEXTS
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import LANGUAGES, words


def below(kind: type) -> Iterator[type]:
    for sub in kind.__subclasses__():
        yield sub
        yield from below(sub)


KINDS = {kind.__name__: kind for kind in (Problem, *below(Problem), *below(Notice))}
assert FileProblem.__name__ in KINDS  # its room is loaded


def test_classes_and_texts_are_the_same_and_none_hides_another() -> None:
    assert KINDS.keys() == PROBLEMS.keys() | NOTICES.keys()
    assert not (PROBLEMS.keys() | NOTICES.keys()) & {
        name for key in TEXTS for name in (key, key.removesuffix("Error"))
    }


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_text_names_only_what_its_class_knows(name: str) -> None:
    used = {x for _, x, _, _ in string.Formatter().parse((PROBLEMS | NOTICES)[name]) if x}
    assert used <= {x.name for x in dataclasses.fields(KINDS[name])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_names_row_column_and_value_in_every_language(language: str) -> None:
    problem = problems.CentreNotFoundNear(
        row=12, field="centre", column="Antenne", value="Kifa", nearest="KIF (CPISE Kiffa)"
    )
    text = sentence(problem, words(language))
    assert all(fact in text for fact in ("12", "Antenne", "Kifa", "KIF (CPISE Kiffa)"))
    without_heading = sentence(CellEmpty(row=3, field="centre"), words(language))
    assert words(language).t(FIELDS["centre"]) in without_heading


def test_a_second_wording_has_the_code_of_the_first() -> None:
    near = problems.ItemNotFoundNear(nearest="SAVON")
    assert near.code == problems.ItemNotFound().code == "item_not_found"
    assert problems.ColumnMissingOf(instead=()).code == problems.ColumnMissing().code
