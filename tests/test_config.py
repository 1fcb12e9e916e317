"""Where data lies, and which of several wishes counts."""

import sys
import tomllib

import pytest

from cpise_inventory import config
from tests.rules.tree import ROOT

NOTHING: dict[str, str] = {}


def test_data_lies_in_the_users_data_folder(home):
    assert home in config.data_folder().parents
    assert config.data_folder().name == "cpise-inventory"
    assert config.report_folder().parent == config.data_folder()
    assert not config.data_folder().exists()  # asking makes nothing


def test_on_a_stick_data_stays_beside_the_program(tmp_path):
    program = tmp_path / "stick" / "program"
    program.mkdir(parents=True)
    assert config.data_folder(program) == config.data_folder()
    (program.parent / config.PORTABLE).mkdir()
    assert config.data_folder(program) == program.parent / config.PORTABLE


def test_the_programs_folder_is_that_of_its_python(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "program"))
    (tmp_path / config.PORTABLE).mkdir()
    assert config.data_folder() == tmp_path / config.PORTABLE


def test_the_database_that_is_said_counts_before_the_environments():
    said = {config.DATABASE: "/srv/books.sqlite"}
    assert config.database("here.sqlite", said) == "here.sqlite"
    assert config.database("", said) == "/srv/books.sqlite"
    assert config.database("", NOTHING) == str(config.data_folder() / "inventory.sqlite")


def test_the_language_said_counts_first_then_the_chosen_then_the_systems():
    arabic = {config.LANGUAGE: "ar", "LANG": "en_GB.UTF-8"}
    assert config.language("en", arabic) == "en"
    assert config.language("", arabic) == "ar"
    assert config.language(None, {"LANG": "en_GB.UTF-8"}) == "en"
    assert config.language(None, {"LANG": "sw_KE"}) == "fr"
    config.keep_language("ar")
    assert config.language(None, {"LANG": "en_GB.UTF-8"}) == "ar"
    config.keep_language("fr")
    assert config.chosen_language() == "fr"


@pytest.mark.parametrize("spoilt", [b"", b"klingon", b"\xff\xfe", b"ar\nfr"])
def test_a_choice_that_is_none_is_as_good_as_no_choice(spoilt):
    config.keep_language("ar")
    (config.data_folder() / "language").write_bytes(spoilt)
    assert config.chosen_language() is None


def test_where_nothing_can_be_written_the_choice_is_forgotten():
    config.data_folder().parent.mkdir(parents=True)
    config.data_folder().write_text("a file where the folder should be")
    config.keep_language("ar")
    assert config.chosen_language() is None


def test_the_version_is_pyprojects():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert config.version() == tomllib.loads(text)["project"]["version"]
