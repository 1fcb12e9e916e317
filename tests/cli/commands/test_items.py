"""item add, item list."""

import pytest


def test_an_item_with_all_that_is_known_of_it(shell):
    shell.done(
        *("item", "add", "dent-100", "--name-fr", "Dentifrice 100 g", "--name-ar", "معجون أسنان"),
        *("--unit", "tube", "--expiry", "--pack", "carton=48", "--category", "hygiene"),
    )
    found = [one for one in shell.done("item", "list")["items"] if one["code"] == "DENT-100"]
    assert found == [
        {
            "code": "DENT-100",
            "name_fr": "Dentifrice 100 g",
            "name_ar": "معجون أسنان",
            "name_en": "",
            "category": "hygiene",
            "unit": "tube",
            "keeps_expiry": True,
            "packs": [{"name": "carton", "quantity": 48}],
        }
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("item", "add", "X Y", "--name-fr", "x"), "bad_code"),
        (("item", "add", "X"), "nameless"),
        (("item", "add", "X", "--name-fr", "x", "--pack", "carton"), "bad_line"),
        (("item", "add", "X", "--name-fr", "x", "--pack", "carton=0"), "quantity_out_of_range"),
        (("item", "add", "X", "--name-fr", "x" * 81), "text_too_long"),
    ],
)
def test_what_the_catalogue_refuses(file_shell, words, code):
    assert [one["code"] for one in file_shell.refused(*words)] == [code]


def test_people_read_tables(file_shell):
    assert "carton = 12" in file_shell("item", "list").out
