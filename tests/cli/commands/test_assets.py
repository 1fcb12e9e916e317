"""asset register, assign, return, condition, show, list."""

import pytest

from cpise_inventory.identity import asset_tag
from tests.books import AUDITOR, ROOM

GONE = asset_tag("NKC1-A", 42)
NEW = (
    *("asset", "register", "--centre", "NKC1", "--category", "laptop", "--maker", "HP"),
    *("--model", "ProBook 450", "--donation", "OIM-2026-01"),
)


@pytest.fixture
def tags(shell):
    told = shell.done(*NEW, "--serial", "S1", "--serial", "S2")
    assert told["document"] == "NKC1-A-BR-2026-00001"
    return told["assets"]


def test_a_computer_is_handed_over_and_comes_back(shell, tags):
    first, second = tags
    given = (
        "asset",
        "assign",
        first.replace("-", "").lower(),
        "--to",
        "Sidi",
        "--to-kind",
        "staff",
    )
    assert shell.done(*given, "--due", "2099-01-31")["document"] == "NKC1-A-PR-2026-00001"
    listed = {one["tag"]: one for one in shell.done("asset", "list")["assets"]}
    assert (
        listed[first].items()
        >= {
            "tag": first,
            "serial": "S1",
            "maker": "HP",
            "model": "ProBook 450",
            "category": "laptop",
            "centre": "NKC1",
            "status": "on_loan",
            "condition": "new",
            "custodian": "Sidi",
            "donation": "OIM-2026-01",
            "due_on": "2099-01-31",
        }.items()
    )
    assert listed[second]["status"] == "in_storage"
    assert shell.refused(*given)[0]["code"] == "already_held"
    assert shell.done("asset", "return", first)["document"] == "NKC1-A-RE-2026-00001"
    shell.done("asset", "condition", first, second, "--is", "poor")
    told = shell.done("asset", "show", f"CPISE:{first}")
    assert (told["status"], told["condition"], told["custodian"]) == ("in_storage", "poor", ROOM)
    assert [one["kind"] for one in told["history"]] == [
        *("asset.registered", "asset.assigned", "asset.returned", "asset.condition_noted"),
    ]


def test_what_comes_back_stands_in_the_storeroom_named(shell, tags):
    first, second = tags
    shell.done("place", "open", "RESERVE", "--centre", "NKC1", "--name-fr", "Réserve")
    shell.done("asset", "assign", first, "--to", "Sidi", "--to-kind", "staff")
    shell.done("asset", "return", first, "--storeroom", "reserve")
    shell.done("asset", "missing", second, "--reason", "lost", "--circumstances", "bus")
    shell.done("asset", "found", second, "--is", "good", "--storeroom", "NKC1/RESERVE")
    held = [shell.done("asset", "show", one)["custodian"] for one in tags]
    assert held == ["NKC1/RESERVE"] * 2
    refused = shell.refused("asset", "return", first, "--storeroom", "reserve")
    assert refused[0]["code"] == "not_held"


def test_people_get_tags_a_table_and_a_story(file_shell):
    answer = file_shell(*NEW, "--serial", "S1", "--category", "PC portable")
    tag = answer.out.strip()
    assert answer.code == 0
    assert tag.startswith("NKC1-A-00001-")
    for language in ("fr", "ar", "en"):
        assert tag in file_shell("asset", "list", language=language).out
        assert file_shell("asset", "show", tag, language=language).out.count("S1") == 1


def test_a_list_is_narrowed(file_shell):
    file_shell.done(*NEW, "--serial", "S1", "--serial", "X2")
    for words in (
        ("--find", "x2"),
        ("--status", "in_storage", "--find", "x2"),
        ("--unlabelled", "--find", "X2"),
        ("--category", "laptop", "--centre", "nkc1", "--find", "X2"),
    ):
        assert [one["serial"] for one in file_shell.done("asset", "list", *words)["assets"]] == [
            "X2"
        ]
    assert file_shell.done("asset", "list", "--centre", "ROS") == {"assets": []}
    assert file_shell("asset", "list", "--centre", "ROS").out.count("\n") == 1


def test_chairs_have_no_serial_number_but_a_count(file_shell):
    words = [word if word != "laptop" else "furniture" for word in NEW]
    told = file_shell.done(*words, "--count", "3", "--acquired", "1/3/2024")
    assert len(told["assets"]) == 3
    shown = file_shell.done("asset", "show", told["assets"][0])
    assert (shown["serial"], shown["acquired_on"]) == ("", "2024-03-01")
    assert file_shell(*words).code == 2
    assert file_shell.refused(*NEW, "--count", "3")[0]["code"] == "no_serial"
    later = (*NEW, "--serial", "S1", "--acquired", "2099-01-01")
    assert file_shell.refused(*later)[0]["code"] == "acquired_later"


def test_a_donor_gives_without_an_agreement(file_shell):
    words = [word if word != "OIM-2026-01" else "UNICEF" for word in NEW]
    file_shell.done(*words, "--serial", "S1")
    assert file_shell.done("asset", "list")["assets"][0]["donation"] == "UNICEF"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*NEW, "--serial", "S1", "--serial", "S1"), "serial_twice"),
        ((*NEW, "--serial", " "), "no_serial"),
        ((*NEW, "--serial", "S1", "--category", "spaceship"), "unknown_category"),
        ((*NEW, "--serial", "S1", "--condition", "odd"), "unknown_condition"),
        ((*NEW, "--serial", "S1", "--donation", "X"), "unknown_donation"),
        (("asset", "show", GONE), "unknown_asset"),
        (("asset", "show", f"{GONE[:-1]}?"), "not_a_tag"),
        (("asset", "show", GONE.replace("42", "24")), "mistyped_tag"),
        (("asset", "show", "hello"), "not_a_tag"),
        (("asset", "return", GONE), "unknown_asset"),
    ],
)
def test_what_the_register_refuses(file_shell, words, code):
    assert [one["code"] for one in file_shell.refused(*words)] == [code]


def test_an_auditor_changes_nothing(file_shell):
    assert file_shell.refused(*NEW, "--serial", "S", user=AUDITOR)[0]["code"] == "not_allowed"


def test_the_list_is_sorted_shows_what_is_wanted_and_is_kept_by_name(file_shell):
    for serial, value in (("S-1", "900"), ("S-2", "1200")):
        file_shell.done(*NEW, "--serial", serial, "--value", value, "--currency", "MRU")
    words = ("--sort", "value", "--descending", "--columns", "serial,value")
    file_shell.done("asset", "list", *words, "--currency", "MRU", "--keep-as", "Chers")
    shown = file_shell("asset", "list", "--filter", "chers", "--value", "1000").out.splitlines()
    assert [line.split()[0] for line in shown if "S-" in line] == ["S-2"]
    assert "HP" not in shown[-1]
    listed = file_shell.done("asset", "list", "--filter", "Chers")["assets"]
    assert [one["serial"] for one in listed] == ["S-2", "S-1"]
    assert file_shell("asset", "list", "--value", "1000").code == 1
    assert file_shell("asset", "list", "--filter", "Rien").code == 1


def test_what_is_listed_goes_to_a_file_and_kept_filters_are_told(file_shell, tmp_path):
    file_shell.done(*NEW, "--serial", "S-1", "--serial", "S-2")
    out = tmp_path / "biens.csv"
    words = ("--columns", "serial,tag", "--sort", "serial", "--descending", "--keep-as", "Tous")
    told = file_shell.done("asset", "list", *words, "--older", "0", "--out", str(out))
    assert told == {"written": 2, "file": str(out)}
    assert [line.split(",")[0] for line in out.read_text("utf-8-sig").splitlines()[1:]] == [
        *("S-2", "S-1"),
    ]
    kept = file_shell.done("asset", "filters")["filters"]
    assert kept == [
        {"name": "Tous", "order": "serial", "descending": True, "columns": ["serial", "tag"]}
    ]
    assert "Tous" in file_shell("asset", "filters").out
    assert file_shell.done("asset", "filters", "--forget", "tous") == {"filters": []}
