"""asset repair, missing, found, retire, approve, reject, describe, settle."""

import pytest

from tests.books import MANAGER
from tests.cli.commands.test_assets import NEW


@pytest.fixture
def tag(shell):
    (tag,) = shell.done(
        *(*NEW, "--serial", "S1", "--value", "45 000", "--warranty", "31/12/2099"),
        *("--accessory", "charger", "--accessory", "sacoche rouge", "--owner", "PRM"),
        *("--consent-until", "2099-01-01"),
    )["assets"]
    return tag


def test_a_computer_from_repair_to_disposal(shell, tag):
    told = shell.done("asset", "show", tag)
    assert (told["value"], told["currency"], told["warranty_until"]) == (
        *(4_500_000, "MRU"),
        "2099-12-31",
    )
    assert told["accessories"] == ["charger", "sacoche rouge"]
    out = ("asset", "repair", "start", tag, "--at", "Atelier", "--fault", "dead")
    assert shell.done(*out, "--expected", "2099-02-01")["document"] == "NKC1-A-PR-2026-00001"
    assert shell.done("asset", "list", "--status", "in_repair")["assets"][0]["workshop"] == (
        "Atelier"
    )
    assert shell.refused(*out)[0]["code"] == "not_held"
    back = ("asset", "repair", "end", tag, "--is", "good")
    assert shell.refused(*back, "--cost", "dear")[0]["code"] == "unreadable_money"
    shell.done(*back, "--cost", "1 250,50")
    stolen = ("asset", "missing", tag, "--reason", "stolen", "--circumstances", "at night")
    assert shell.refused(*stolen)[0]["code"] == "no_asset_police"
    assert shell.done(*stolen, "--police", "PV 12")["document"] == "NKC1-A-RP-2026-00001"
    shell.done("asset", "found", tag, "--is", "poor")
    proposal = shell.done("asset", "retire", tag, "--reason", "beyond_repair")["document"]
    approve = ("asset", "approve", proposal)
    assert shell.refused(*approve, "--wiped", tag, user=MANAGER)[0]["code"] == "no_consent"
    assert shell.refused(*approve, "--consent", "55", user=MANAGER)[0]["code"] == "not_wiped"
    done = shell.done(*approve, "--wiped", tag, "--consent", "PRM 55", user=MANAGER)
    assert done["document"] == "NKC1-A-PF-2026-00001"
    told = shell.done("asset", "show", tag)
    assert (told["status"], told["condition"]) == ("disposed", "poor")
    assert [one["kind"].split(".")[1] for one in told["history"]] == [
        *("registered", "repair_started", "repair_ended", "missed", "found"),
        *("disposal_proposed", "disposed"),
    ]
    read = shell("asset", "show", tag, language="en").out
    for sentence in (
        *("Out for repair at Atelier · dead", "Declared stolen · at night"),
        *(
            "Disposal proposed · Beyond repair · Recycled",
            "back from repair at Atelier, for 1 250.50",
        ),
    ):
        assert sentence.casefold() in read.casefold().replace("\u202f", " ").replace("\xa0", " ")


def test_a_rejected_disposal_and_a_description(shell, tag):
    number = shell.done("asset", "retire", tag, "--reason", "surplus", "--by", "given")["document"]
    shell.done("asset", "reject", number, "--reason", "still good", user=MANAGER)
    assert shell.done("asset", "show", tag)["status"] == "in_storage"
    told = shell.done("asset", "describe", tag, "--model", "EliteBook", "--notes", "Touche usée")
    assert (told["model"], told["notes"], told["serial"]) == ("EliteBook", "Touche usée", "S1")
    assert (told["value"], told["owner"]) == (4_500_000, "PRM")
    fields = ("value", "warranty", "accessories", "notes", "owner", "consent-until")
    told = shell.done(
        "asset", "describe", tag, *(word for one in fields for word in ("--clear", one))
    )
    assert [told[one] for one in ("value", "currency", "accessories")] == [0, "", []]
    assert {told[one] for one in ("warranty_until", "notes", "owner", "consent_until")} == {""}
    assert (told["model"], told["serial"]) == ("EliteBook", "S1")
    assert len(shell.done("asset", "show", tag)["history"]) == 5  # one event for all of it
    both = shell("asset", "describe", tag, "--clear", "notes", "--notes", "x")
    assert both.code == 2
    bare = shell.refused("asset", "describe", tag, "--clear", "serial")
    assert [one["code"] for one in bare] == ["no_serial"]  # a laptop bears one
    assert shell.done("asset", "conflicts") == {"assets": []}
    assert shell.refused("asset", "settle", tag, "--as", number, user=MANAGER)[0]["code"] == (
        "no_conflict"
    )


def test_people_read_of_it_in_their_language(file_shell):
    tag = file_shell(*NEW, "--serial", "S1", "--accessory", "charger", "--value", "300").out.strip()
    words = {"fr": "chargeur", "ar": "شاحن", "en": "charger"}
    for language, word in words.items():
        assert word in file_shell("asset", "show", tag, language=language).out
