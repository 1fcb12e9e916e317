"""write-off: reported by one, approved by another; and undo that says first what it would do."""

import pytest

from tests.books import AUDITOR, MANAGER

IN = ("receive", "--centre", "NKC1", "--from", "OIM", "--donation", "OIM-2026-01")
OUT = ("distribute", "--centre", "NKC1", "--to", "Accueil", "--to-kind", "unit")
OFF = ("write-off", "--centre", "NKC1")


@pytest.fixture
def stocked(shell):
    shell.done(*IN, "--line", "SAVON-250=100@L23/2099-06", "--line", "SEAU-14=30")
    return shell


def held(shell, item="SEAU-14"):
    there = shell.done("stock", "--item", item)["stock"]
    return {one["location"]: one["quantity"] for one in there}


def test_losses_are_told_in_packs(stocked):
    number = stocked.done(*OFF, "--reason", "damaged", "--line", "SEAU-14=1carton+2")["document"]
    (line,) = stocked.done("write-off", "show", number)["lines"]
    assert line["quantity"] == 14
    assert held(stocked) == {"NKC1/MAGASIN": 16, "NKC1/QUARANTAINE": 14}
    problem = stocked.refused(*OFF, "--reason", "damaged", "--line", "SEAU-14=2carton")[0]
    assert problem["code"] == "rest_in_quarantine"


def test_a_loss_is_reported_then_approved(stocked):
    told = stocked.done(*OFF, "--reason", "damaged", "--line", "SEAU-14=4")
    number = told["document"]
    assert (number[7:9], told["status"]) == ("SI", "waits")
    assert held(stocked) == {"NKC1/MAGASIN": 26, "NKC1/QUARANTAINE": 4}
    waiting = stocked.done("write-off", "list", "--open")["losses"]
    assert [(one["document"], one["status"]) for one in waiting] == [(number, "waits")]
    told = stocked.done("write-off", "approve", number.lower(), user=MANAGER)
    assert (told["status"], told["decided_by"]) == ("approved", MANAGER)
    assert held(stocked) == {"NKC1/MAGASIN": 26}
    assert stocked.done("write-off", "show", number)["lines"] == [
        {
            "item": "SEAU-14",
            "lot": "",
            "expiry": "",
            "donation": "OIM-2026-01",
            "from": "NKC1/MAGASIN",
            "held_at": "NKC1/QUARANTAINE",
            "quantity": 4,
        }
    ]
    assert stocked.done("verify")["sound"]


def test_a_rejection_brings_everything_back(stocked):
    number = stocked.done(*OFF, "--reason", "lost", "--line", "SEAU-14=4")["document"]
    assert held(stocked) == {"NKC1/MAGASIN": 26, "NKC1/SIGNALE": 4}
    reject = ("write-off", "reject", number, "--reason", "Retrouvés")
    assert stocked.done(*reject, user=MANAGER)["status"] == "rejected"
    assert held(stocked) == {"NKC1/MAGASIN": 30}


@pytest.mark.parametrize(
    ("words", "user", "code", "field"),
    [
        (("--reason", "stolen", "--line", "SEAU-14=1"), "aicha", "no_police_report", "police"),
        (("--reason", "expired", "--line", "SEAU-14=1"), "aicha", "not_expired", "lot"),
        (("--reason", "lost", "--line", "SEAU-14=31"), "aicha", "not_enough_stock", "quantity"),
        (("--reason", "lost", "--line", "SEAU-14=1"), AUDITOR, "not_allowed", "user"),
        (
            ("--reason", "lost", "--line", "SEAU-14=1", "--waybill", "NKC1-A-BR-2099-00001"),
            *("aicha", "unknown_document", "number"),
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_field(stocked, words, user, code, field):
    found = stocked.refused(*OFF, *words, user=user)[0]
    assert (found["code"], found["field"]) == (code, field)
    assert held(stocked) == {"NKC1/MAGASIN": 30}


def test_who_reported_does_not_approve(stocked):
    number = stocked.done(*OFF, "--reason", "lost", "--line", "SEAU-14=1", user=MANAGER)["document"]
    problem = stocked.refused("write-off", "approve", number, user=MANAGER)[0]
    assert problem["code"] == "own_loss"
    assert "admin" in problem["message"]


def test_what_undoing_would_do_is_said_first(stocked):
    received = stocked.done("document", "list")["documents"][0]["number"]
    told = stocked.done("undo", received, "--dry-run", user=MANAGER)
    assert told["document"] == received
    assert [(one["item"], one["from"], one["to"], one["quantity"]) for one in told["lines"]] == [
        ("SAVON-250", "NKC1/MAGASIN", "~donor", 100),
        ("SEAU-14", "NKC1/MAGASIN", "~donor", 30),
    ]
    given = stocked.done(*OUT, "--line", "SAVON-250=7", "--line", "SEAU-14=2")["document"]
    for words in (("--dry-run",), ("--reason", "x")):
        problems = stocked.refused("undo", received, *words, user=MANAGER)
        assert [one["code"] for one in problems] == ["already_handed_on"] * 2
        assert all(given in one["message"] for one in problems)
    assert held(stocked) == {"NKC1/MAGASIN": 28}
    assert len(stocked.done("document", "list")["documents"]) == 2
    assert stocked.refused("undo", received)[0]["code"] == "no_reason"


def test_people_read_it_too(file_shell):
    file_shell.done(*IN, "--line", "SEAU-14=30")
    number = file_shell.done(*OFF, "--reason", "damaged", "--line", "SEAU-14=4")["document"]
    show = ("write-off", "show", number)
    for words in (("write-off", "list"), show, ("undo", number, "--dry-run")):
        for language in ("fr", "ar", "en"):
            answer = file_shell(*words, language=language)
            assert answer.code == 0
            assert "SEAU-14" in answer.out or number in answer.out
    assert file_shell(*show, language="fr").out.startswith("endommagé · ")


def test_losses_are_added_up_by_reason_with_their_value(stocked, tmp_path):
    stocked.done("item", "add", "SEAU-14", "--value", "85.50")
    number = stocked.done(*OFF, "--reason", "damaged", "--line", "SEAU-14=4")["document"]
    stocked.done("write-off", "approve", number, user=MANAGER)
    stocked.done(*OFF, "--reason", "lost", "--line", "SAVON-250=2")
    told = stocked.done("write-off", "totals", "--centre", "nkc1")
    assert told["totals"][0] == {
        "reason": "damaged",
        "item": "SEAU-14",
        "quantity": 4,
        "waiting": 0,
        "documents": 1,
        "unit_value": 8550,
        "value": 34200,
        "currency": "MRU",
    }
    sums = [(one["reason"], one["quantity"], one["waiting"]) for one in told["by_reason"]]
    assert sums == [("damaged", 4, 0), ("lost", 0, 2)]
    assert told["by_reason"][0]["values"] == {"MRU": 34200}
    assert "342 MRU" in stocked("write-off", "totals", language="fr").out
    worth = stocked.done("stock", "--centre", "NKC1")["worth"]
    assert worth == {"values": {"MRU": 26 * 8550}, "without_value": 100}
    for kind in ("csv", "xlsx", "pdf"):
        path = tmp_path / f"losses.{kind}"
        assert stocked.done("write-off", "totals", "--out", str(path))["written"] == 2
        assert path.stat().st_size
    assert stocked.done("write-off", "totals", "--to", "2000-01-01")["totals"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--centre", "ZZZ"), "unknown_centre"),
        (("--from", "2026-02-31"), "unreadable_date"),
        (("--from", "2026-11-02", "--to", "2026-11-01"), "period_turned"),
        (("--out", "losses.doc"), "unknown_ending"),
    ],
)
def test_what_cannot_be_added_up_is_refused(file_shell, words, code):
    assert [one["code"] for one in file_shell.refused("write-off", "totals", *words)] == [code]
