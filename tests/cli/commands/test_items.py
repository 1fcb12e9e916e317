"""item add, list, show, retire, revive, level, ration, standards."""

import pytest

CARTON = "14006381333938"


def test_an_item_with_all_that_is_known_of_it(shell):
    shell.done(
        *("item", "add", "dent-100", "--name-fr", "Dentifrice 100 g", "--name-ar", "معجون أسنان"),
        *("--unit", "tube", "--expiry", "--pack", "carton=48", "--category", "hygiene"),
        *("--barcode", "4006381333931", "--barcode", f"carton={CARTON}", "--content", "100 g"),
        *("--value", "12.50", "--currency", "mru"),
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
            "barcodes": [
                {"code": "04006381333931", "pack": ""},
                {"code": CARTON, "pack": "carton"},
            ],
            "content": 100,
            "measure": "g",
            "ration": None,
            "value": 1250,
            "currency": "MRU",
            "retired_on": "",
        }
    ]


def test_what_is_not_told_of_a_known_item_stays(file_shell):
    file_shell.done("item", "add", "SEAU-14", "--name-en", "Bucket")
    file_shell.done("item", "add", "SEAU-14", "--expiry")
    (bucket,) = file_shell.done("item", "list", "--search", "BUCKET")["items"]
    assert (bucket["name_fr"], bucket["name_en"]) == ("Seau 14 l", "Bucket")
    assert bucket["packs"] == [{"name": "carton", "quantity": 12}]
    assert bucket["keeps_expiry"] is True
    file_shell.done("item", "add", "SEAU-14", "--no-expiry")
    assert file_shell.done("item", "show", "SEAU-14")["item"]["keeps_expiry"] is False


def test_a_value_keeps_its_currency_and_goes_again(file_shell):
    def told(*words: str) -> tuple[int, str]:
        file_shell.done("item", "add", "SEAU-14", *words)
        item = file_shell.done("item", "show", "SEAU-14")["item"]
        return item["value"], item["currency"]

    assert told("--value", "85") == (8500, "MRU")
    assert told("--currency", "EUR") == (8500, "EUR")
    assert told("--value", "2,5") == (250, "EUR")
    assert told("--category", "eau") == (250, "EUR")
    assert "2.50 EUR" in file_shell("item", "show", "SEAU-14").out
    assert told("--value", "0") == (0, "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("item", "add", "X Y", "--name-fr", "x"), "bad_code"),
        (("item", "add", "X"), "nameless"),
        (("item", "add", "X", "--name-fr", "x", "--pack", "carton"), "bad_line"),
        (("item", "add", "X", "--name-fr", "x", "--pack", "carton=0"), "quantity_out_of_range"),
        (("item", "add", "X", "--name-fr", "x", "--pack", "carton=1"), "pack_too_small"),
        (
            ("item", "add", "X", "--name-fr", "x", "--pack", "carton=24", "--pack", "box=10"),
            "packs_dont_divide",
        ),
        (
            ("item", "add", "X", "--name-fr", "x", "--pack", "carton=24", "--pack", "cartons=48"),
            "pack_twice",
        ),
        (("item", "add", "X", "--name-fr", "x", "--barcode", "4006381333930"), "false_gtin"),
        (("item", "add", "X", "--name-fr", "x", "--barcode", "box=ABCD"), "unknown_pack"),
        (("item", "add", "X", "--name-fr", "x", "--content", "12 m"), "bad_content"),
        (("item", "add", "X", "--name-fr", "x" * 81), "text_too_long"),
        (("item", "add", "X", "--name-fr", "x", "--value", "-3"), "unreadable_money"),
        (("item", "add", "X", "--name-fr", "x", "--value", "12.345"), "unreadable_money"),
        (
            ("item", "add", "X", "--name-fr", "x", "--value", "3", "--currency", "XOF"),
            "unknown_currency",
        ),
        (("item", "retire", "NIX"), "unknown_item"),
        (("item", "revive", "SEAU-14"), "not_retired"),
        (("item", "show", "NIX"), "unknown_item"),
        (("item", "level", "SEAU-14", "--centre", "ZZZ", "--minimum", "1"), "unknown_centre"),
        (
            ("item", "level", "SEAU-14", "--centre", "KIF", "--minimum", "-1"),
            "quantity_out_of_range",
        ),
        (
            ("item", "level", "SEAU-14", "--centre", "KIF", "--minimum", "9", "--target", "5"),
            "target_below_minimum",
        ),
        (("item", "ration", "SEAU-14", "--standard", "pads"), "unknown_standard"),
        (("item", "ration", "SEAU-14", "--amount", "2"), "source_needed"),
        (("item", "ration", "SEAU-14", "--standard", "bathing-soap"), "content_needed"),
        (("item", "ration", "SEAU-14", "--amount", "x"), "bad_content"),
    ],
)
def test_what_the_catalogue_refuses(file_shell, words, code):
    assert [one["code"] for one in file_shell.refused(*words)] == [code]


def test_a_retired_item_is_received_no_more(shell):
    assert shell.done("item", "retire", "seau-14", "--reason", "se fend") == {"item": "SEAU-14"}
    line = ("receive", "--centre", "NKC1", "--from", "OIM", "--line", "SEAU-14=2")
    (problem,) = shell.refused(*line)
    assert (problem["code"], problem["row"]) == ("retired_item", 1)
    (retired,) = shell.done("item", "list", "--retired")["items"]
    assert retired["retired_on"]
    assert "se fend" in shell("item", "show", "SEAU-14").out
    shell.done("item", "revive", "SEAU-14")
    shell.done(*line)


def test_levels_and_rations_stand_with_the_item(shell):
    level = ("item", "level", "SEAU-14", "--centre", "KIF")
    shell.done(*level, "--minimum", "2carton", "--target", "48")
    assert shell.done(*level, "--minimum", "12")["level"] == {
        "centre": "KIF",
        "item": "SEAU-14",
        "minimum": 12,
        "target": 48,
    }
    shell.done("item", "ration", "SAVON-250", "--standard", "bathing-soap", "--content", "250g")
    shell.done("item", "ration", "SEAU-14", "--amount", "1", "--source", "MASEF")
    told = shell.done("item", "show", "SAVON-250")["item"]
    assert told["ration"]["amount"] == 250
    assert "Sphere 2011" in told["ration"]["source"]
    bucket = shell.done("item", "show", "SEAU-14")["item"]
    assert bucket["levels"] == [{"centre": "KIF", "item": "SEAU-14", "minimum": 12, "target": 48}]
    assert bucket["ration"] == {"amount": 1, "unit": "", "source": "MASEF"}
    shell.done("item", "ration", "SEAU-14", "--amount", "0")
    assert shell.done("item", "show", "SEAU-14")["item"]["ration"] is None


def test_the_standards_are_printed_with_their_source(file_shell):
    told = file_shell.done("item", "standards")["standards"]
    assert [one["code"] for one in told] == ["bathing-soap", "laundry-soap"]
    assert "open.edu" in file_shell("item", "standards").out


def test_quantities_are_entered_in_packs_and_kept_in_units(shell):
    shell.done("receive", "--centre", "NKC1", "--from", "OIM", "--line", "SEAU-14=4carton+3")
    shell.done("receive", "--centre", "NKC1", "--from", "OIM", "--line", "SEAU-14=2 cartons@L-7")
    held = {one["lot"]: one["quantity"] for one in shell.done("stock")["stock"]}
    assert held == {"": 51, "L-7": 24}
    assert "4 cartons + 3 pieces" in shell("item", "show", "SEAU-14").out
    give = ("distribute", "--centre", "NKC1", "--to", "Accueil", "--to-kind", "unit", "--line")
    shell.done(*give, "SEAU-14=2c")
    (problem,) = shell.refused(*give, "SEAU-14=1palette")
    assert problem["code"] == "unknown_pack_word"
    assert "carton" in problem["message"]
    (unknown,) = shell.refused(*give, "NIX=1carton")
    assert unknown["code"] == "unknown_item"


def test_people_read_tables(file_shell):
    assert "carton = 12" in file_shell("item", "list").out
