"""Every refusal and every trouble with the store has its sentence, with the facts in it."""

import dataclasses
import importlib
import pkgutil
import re
from datetime import UTC, date, datetime
from enum import Enum

import pytest

import cpise_inventory
from cpise_inventory.errors import LockedStoreError, Refusal, Refusals, StoreError
from cpise_inventory.importing.notices import ColumnIgnored, Notice
from cpise_inventory.importing.problems import CellEmpty, CentreNotFoundNear, ColumnMissing
from cpise_inventory.importing.texts import NOTICES, PROBLEMS
from cpise_inventory.keeping import UnknownFilterError
from cpise_inventory.language.catalogues import placeholders
from cpise_inventory.language.reading import UnreadableDate, UnreadableQuantity
from cpise_inventory.language.refusal_texts import FAULT_OF_OURS, TEXTS
from cpise_inventory.language.sentences import facts, names_of, sentence, text_of
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.people.rights import Role


def everything_below(kind: type) -> set[type]:
    below = {sub for sub in kind.__subclasses__() if sub.__module__.startswith("cpise_inventory")}
    return below.union(*map(everything_below, below)) if below else below


def errors() -> list[type]:
    """All classes of errors that carry facts, whichever room they stand in."""
    for module in pkgutil.walk_packages(cpise_inventory.__path__, "cpise_inventory."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = everything_below(Refusal) | everything_below(StoreError) | {Refusal, StoreError}
    return sorted(found, key=lambda kind: (kind.__name__, kind.__module__))


ERRORS = errors()


def key_of(kind: type) -> str:
    return next((name for name in names_of(kind) if name in TEXTS | PROBLEMS), "")


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: ".".join(names_of(kind)[:1]))
def test_every_error_has_words_that_use_only_its_fields(kind):
    text = (TEXTS | PROBLEMS).get(key_of(kind))
    assert text, f"{kind.__module__}.{kind.__name__} has no sentence in refusal_texts"
    assert placeholders(text) <= {field.name for field in dataclasses.fields(kind)}
    assert text_of(kind) == text


def test_no_two_errors_share_a_sentence_by_their_name_and_no_sentence_is_left_over():
    keys = [key_of(kind) for kind in ERRORS]
    assert len(set(keys)) == len(keys)
    assert {*TEXTS, *PROBLEMS} == set(keys)


def test_every_notice_about_a_file_has_words():
    assert {kind.__name__ for kind in everything_below(Notice)} == set(NOTICES)
    assert "Photo" in sentence(ColumnIgnored(column="Photo"), words("fr"))


def test_a_problem_of_a_file_names_row_column_and_value():
    w = words("fr")
    said = sentence(CentreNotFoundNear(row=1204, column="Lieu", value="Kifa", nearest="KIF"), w)
    assert all(part in said for part in ("1204", "Lieu", "Kifa", "KIF"))
    nameless = sentence(CellEmpty(row=3, field="serial"), w)
    assert w.t("serial number") in nameless
    assert w.t("serial number") in sentence(ColumnMissing(row=3, field="serial"), w)
    assert "Project-Id" not in sentence(CellEmpty(row=3), w)


@pytest.mark.parametrize("text", [*TEXTS.values(), *PROBLEMS.values(), FAULT_OF_OURS])
def test_a_sentence_is_one_plain_sentence(text):
    assert text.endswith((".", "?", "{why}"))  # which is a sentence itself
    assert text[0].isupper() or text[0] in "{“", text
    assert not re.search(r"\b(invalid|null|exception|please note)\b", text, re.IGNORECASE)


@dataclasses.dataclass(eq=False)
class Everything(Refusal):
    """Facts of all kinds."""

    quantity: int
    row: int
    expiry: str
    happened_on: str
    role: Role
    allowed: tuple[Role, ...]
    value: float
    day: date
    at_moment: datetime
    name: str = ""
    odd: object = None


EVERYTHING = Everything(
    quantity=1204,
    row=1204,
    expiry="2027-06",
    happened_on="2026-11-24",
    role=Role.AUDITOR,
    allowed=(Role.MANAGER, Role.ADMINISTRATOR),
    value=2.5,
    day=date(2026, 11, 24),
    at_moment=datetime(2026, 11, 24, 10, 42, tzinfo=UTC),
)


def test_facts_are_written_as_french_people_write_them():
    assert facts(EVERYTHING, words("fr")) == {
        "quantity": "1\u202f204",
        "row": "1204",
        "expiry": "06/2027",
        "happened_on": "24/11/2026",
        "role": "auditeur",
        "allowed": "responsable, administrateur",
        "value": "2,5",
        "day": "24/11/2026",
        "at_moment": "24/11/2026 10:42",
        "name": "–",
        "odd": "–",
    }


def test_facts_keep_their_order_in_arabic():
    said = facts(EVERYTHING, words("ar"))
    assert said["quantity"] == "\u20661\u202f204\u2069"
    assert said["expiry"] == "\u206606/2027\u2069"
    assert said["role"] == "مدقق"


def test_a_date_that_is_none_is_shown_as_it_was_given():
    spoilt = dataclasses.replace(EVERYTHING, happened_on="hier", expiry="99")
    assert facts(spoilt, words("fr"))["happened_on"] == "hier"
    assert facts(spoilt, words("fr"))["expiry"] == "99"


def test_a_list_with_nothing_in_it_is_seen_to_be_empty():
    assert facts(UnknownFilterError("Savon", ()), words("fr"))["known"] == "–"


def test_an_enum_without_words_shows_its_value():
    class Colour(Enum):
        RED = "red"

    assert facts(dataclasses.replace(EVERYTHING, odd=Colour.RED), words("fr"))["odd"] == "red"


def test_several_refusals_are_said_line_by_line():
    both = Refusals((UnreadableDate("hier"), UnreadableQuantity("beaucoup")))
    said = sentence(both, words("fr")).splitlines()
    assert len(said) == 2
    assert "hier" in said[0]
    assert "beaucoup" in said[1]


def test_a_more_special_error_says_what_its_kind_says():
    class BusyStoreError(LockedStoreError):
        pass

    assert text_of(BusyStoreError) == TEXTS["LockedStoreError"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_of_ours_says_so_without_facts(language):
    w = words(language)
    assert sentence(ZeroDivisionError("x"), w) == w.t(FAULT_OF_OURS)


def test_no_sentence_is_left_unfilled():
    for language in LANGUAGES:
        w = words(language)
        said = sentence(LockedStoreError("/data/inventory.sqlite"), w)
        assert "/data/inventory.sqlite" in said
        assert "{" not in said
